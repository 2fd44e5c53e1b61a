"""Colours that are seen on dark and on light backgrounds: signs, rules and bars have one, words never have."""

import re
from pathlib import Path

import pytest
from drawings import drawing_of
from rich.color import Color, ColorType
from rich.style import Style

from gbacli import render
from gbacli.choices import STATUSES
from gbacli.render.drawing import ACCENT, HEAD, MARK
from gbacli.render.screen import Screen

BACKGROUNDS = {
    "xterm": ("#000000", "#ffffff"),
    "VS Code": ("#1e1e1e", "#1f1f1f", "#ffffff"),
    "Windows Terminal": ("#0c0c0c", "#fafafa"),
    "macOS Terminal": ("#000000", "#1e1e1e", "#ffffff"),
    "Solarized": ("#002b36", "#fdf6e3"),
}
"""The default backgrounds, dark and light."""
COLOURS = {ACCENT, *[status.colour for status in STATUSES.values()]}
SIGNS = set("─▁▂▃▄▅▆▇█▏▎▍▌▋▊▉▲ ") | {status.sign for status in STATUSES.values()}
COLOURED = re.compile(r"\x1b\[[0-9;]*38;5;(\d+)[0-9;]*m([^\x1b]*)")


def luminance(rgb: tuple[int, int, int]) -> float:
    """Relative luminance, as WCAG 2.2 defines it."""
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (c / 255 for c in rgb)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lights = sorted(luminance(tuple(Color.parse(colour).get_truecolor())) for colour in (one, other))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def test_the_contrast_of_black_and_white_is_21():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("terminal", BACKGROUNDS)
@pytest.mark.parametrize("colour", sorted(COLOURS))
def test_signs_stand_out_from_every_background(colour, terminal):
    """3:1 is what WCAG 1.4.11 asks of graphical objects."""
    assert min(contrast(colour, background) for background in BACKGROUNDS[terminal]) >= 3


@pytest.mark.parametrize("colour", sorted(COLOURS))
def test_colours_are_fixed_ones_that_no_palette_changes(colour):
    assert Color.parse(colour).type is ColorType.EIGHT_BIT


@pytest.mark.parametrize("style", [HEAD, MARK])
def test_heads_and_marks_have_the_colour_of_the_terminal(style):
    assert Style.parse(style).color is None


def test_no_drawing_names_a_colour_of_its_own():
    named = re.compile(
        r"""["'](?:not |bold |dim |bright_)?(?:black|red|green|yellow|blue|magenta|cyan|white|color\(\d+\))["']"""
    )
    found = {file.name: named.findall(file.read_text()) for file in Path(render.__file__).parent.glob("*.py")}
    assert {name: colours for name, colours in found.items() if colours} == {"drawing.py": [f'"{ACCENT}"']}


@pytest.mark.parametrize(
    "command",
    ["facilities", "facilities --tree", "facilities --timeline", "cities", "stats", "stats -c shenzhen", "show csns",
     "stats -m gdp --history", "show dongguan", "compare shenzhen hong-kong", "compare --all -m gdp", "search neutron",
     "sources"],
)  # fmt: skip
def test_no_word_has_a_colour(command):
    text = drawing_of(*command.split())(Screen(width=100, colour="256", links=True))
    found = COLOURED.findall(text)
    assert {f"color({number})" for number, _ in found} <= COLOURS
    assert {words for _, words in found if set(words) - SIGNS} == set()
