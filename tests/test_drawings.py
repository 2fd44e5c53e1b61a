"""Every drawing at every width: short, never longer on a wider screen, nothing cut, nothing over the edge."""

import re
import shlex
import shutil
from functools import cache
from pathlib import Path

import pytest
from abuse import ASKED
from drawings import TINY, drawing_of, overrun
from hypothesis import Phase, given, settings
from hypothesis import strategies as some
from rich.cells import cell_len
from rich.text import Text

from gbacli.render import drawing
from gbacli.render.screen import Screen
from gbacli.render.words import visible

PIPE = Screen(wraps=False)
NUMBER = re.compile(r"(?<![\w.,-])[≈>≲]?\d(?:[\d,.-]*\d)?(?![\w…])")
"""A number, a year or a date that stands alone."""

SHORT = [
    "show csns", "show dongguan", "show shenzhen", "show gdp", "show gba", "show seed-copy",
    "show nine-cities-patents-2021", "facilities --city Dongguan", "facilities csns-ii", "cities --format table",
    "stats", "stats -c shenzhen", "stats -m gdp", "stats -m gdp --history", "stats --exact", "stats -m gdp -c macao",
    "stats -c shenzhen --history", "stats -m gii-cluster-rank --history", "stats --source seed-copy",
    "stats -c shenzhen --sources --exact", "compare shenzhen hong-kong", "compare --all -m gdp", "search neutron",
    "industries", "stats --metric help",
]  # fmt: skip
LONG = ["facilities", "facilities --tree", "facilities --timeline", "cities", "sources", "facilities --fields all",
        "compare --all", "facilities --timeline --sources", "stats --history"]  # fmt: skip


@cache
def real(command: str):
    return drawing_of(*command.split())


def lines(command: str, width: int) -> int:
    return real(command)(Screen(width=width)).rstrip("\n").count("\n") + 1


def test_answers_about_one_thing_are_short(real_counts):
    facilities, events, leaves, sources, dongguan = real_counts
    most = {
        "show csns": 45,
        "show dongguan": 45,
        "show shenzhen": 60,
        "facilities --city Dongguan": 2 + 2 * dongguan,
        "facilities": int(1.5 * facilities) + 5,
        "facilities --timeline": int(1.4 * events) + 10,
        "cities": leaves + 25,
        "stats": 80,
        "stats -c shenzhen": 36,
        "stats -m gdp --history": 22,
        "stats --source seed-copy": 45,
        "compare shenzhen hong-kong": 40,
        "compare --all -m gdp": 24,
        "show seed-copy": 45,
        "sources": sources + 15,
    }
    drawn = {command: lines(command, 80) for command in most}
    assert {command: (count, most[command]) for command, count in drawn.items() if count > most[command]} == {}


@pytest.fixture
def real_counts(real):
    facilities = real.facilities.values()
    return (
        len(facilities),
        sum(len(facility.history) for facility in facilities),
        sum(len(facility.cities) for facility in facilities),
        len(real.sources),
        sum("dongguan" in facility.cities for facility in facilities),
    )


def worse(draw, widths) -> list[str]:
    """Say where a drawing is longer on a wider screen, or runs over the edge though every word would fit."""
    found, before = [], None
    for width in widths:
        text = draw(Screen(width=width))
        height = text.count("\n")
        if before is not None and height > before:
            found.append(f"{height} lines at {width}, {before} on a narrower screen")
        found += [f"over the edge at {width}: {line}" for line in overrun(text, width)]
        before = height
    return found


def cut(draw, widths) -> list[str]:
    """Return the numbers, years and dates of a drawing that are whole nowhere."""
    whole = set(NUMBER.findall(draw(PIPE) + draw(Screen(width=500)) + draw(Screen(width=500, exact=True))))
    whole |= {part for number in whole for part in number.split("-")}
    return [
        f"{number} at {width}" for width in widths for number in NUMBER.findall(draw(Screen(width=width)))
        if number.strip("-") not in whole
    ]  # fmt: skip


@pytest.mark.parametrize("command", SHORT)
def test_no_wider_screen_makes_an_answer_longer(command):
    assert worse(real(command), (40, 50, 59, 60, 61, 70, 80, 88, 100, 120, 160, 200, 240)) == []


@pytest.mark.slow
@pytest.mark.parametrize("command", [*SHORT, *LONG])
def test_no_column_in_between_makes_an_answer_longer(command):
    """Every fifth column, another fifth for each command; every one in a long run (GBA_ABUSE=50000)."""
    step = 1 if ASKED else 5 if command in SHORT else 10
    first = 40 + (0 if ASKED else (*SHORT, *LONG).index(command) % step)
    assert worse(real(command), range(first, 241, step)) == []


@pytest.mark.parametrize("command", [command for command in SHORT if command != "stats"])
def test_no_number_year_or_date_is_cut(command):
    assert cut(real(command), (24, 40, 60, 80, 120, 200)) == []


TINY_COMMANDS = [
    "facilities", "facilities --tree", "facilities --timeline", "facilities --timeline --sources", "facilities ring-ii",
    "facilities --fields all", "facilities --fields +note,operator", "cities", "cities --format table",
    "stats", "stats -c beta", "stats -c alpha --sources --exact", "stats --metric gdp,population", "stats -m gdp --history",
    "stats -m gdp --history --exact", "stats -c beta --history", "stats --fields all", "stats --source gazette",
    "show ring", "show alpha", "show gdp", "show source gazette", "show gba-kites-2018", "show industry kites",
    "show gba", "show beta.gdp.2018", "show ring --sources", "sources", "search r", "industries",
    "compare alpha beta", "compare --all", "compare --all -m gdp",
]  # fmt: skip


@pytest.mark.parametrize("command", TINY_COMMANDS)
def test_in_the_tiny_region_as_well(command):
    draw = drawing_of(*command.split(), facts=TINY)
    assert worse(draw, range(40, 130, 3)) == []
    assert "…" not in draw(PIPE) or command == "search r"  # that quotes excerpts
    assert command == "stats" or cut(draw, (10, 24, 40, 60, 80)) == []


# Words that nobody foresaw: an overlay may hold a name of thousands of characters without a blank

WORDS = ("x", "东莞散裂", "e\u0301a\u0323", "\U0001f468\u200d\U0001f469\u200d\U0001f467", "0123456789,", "<&]]>[/b]")
LENGTHS = (1, 2, 12, 23, 24, 25, 40, 80, 150, 5000)
TEXTS = {
    "cities.toml": ("Alpha", "阿尔法", "Beta", "伽马", "Made up.", "BT"),
    "sources.toml": ("Atlas of small places", "Map Office", "Bay Press", "copy at example.net"),
    "facilities/labs.toml": ("Harbour Laboratory", "Harbour Front", "marine science", "day not known", "page 9"),
    "facilities/rings.toml": (
        "Ring [macau] Light Source", "North Hill", "photon science, materials", "Ring Institute", "first light",
        "A ring that gives light.", "first stone", "opened", "P1", "Ring Light Source, phase II", "RLS",
    ),
    "statements.toml": ("kites flown", "kites", "the whole area", "users of the ring", "users", "Students included."),
    "series/gdp.toml": ("GDP", "Gross domestic product at the prices of the year."),
    "series/population.toml": ("Population", "preliminary", "inhabitants"),
    "about.toml": ("Tiny Bay Area", "Mainland cities of the tiny area"),
    "industries.toml": ("kites and balloons", "风筝", "P8"),
}  # fmt: skip
"""The texts of the tiny region that are replaced, by file."""
GUIDES = 16
"""The room that the guides of a tree take."""

runs = some.builds(
    lambda word, length: (word * (length // len(word) + 1))[:length],
    some.sampled_from(WORDS),
    some.sampled_from(LENGTHS),
)
overlays = some.fixed_dictionaries(
    {(file, text): some.none() | runs for file, texts in TEXTS.items() for text in texts}
)


def written(overlay: dict[tuple[str, str], str | None], folder: Path) -> Path:
    """Write the tiny region with some of its texts replaced."""
    shutil.copytree(TINY, folder, dirs_exist_ok=True)
    for (file, text), run in overlay.items():
        if run is not None:
            path = folder / file
            path.write_text(path.read_text().replace(f'"{text}"', f'"{run}"'))
    return folder


TRIED = 100 if ASKED else 10
"""How many overlays each command is tried on; Hypothesis begins with the plainest."""


@pytest.mark.slow
@pytest.mark.parametrize("command", TINY_COMMANDS)
@settings(max_examples=TRIED, phases=[Phase.generate])
@given(overlays, some.lists(some.integers(1, 500), min_size=2, max_size=4, unique=True))
def test_words_of_any_length_are_drawn_at_any_width(tmp_path_factory, command, overlay, widths):
    draw = drawing_of(*command.split(), facts=written(overlay, tmp_path_factory.mktemp("facts")))
    draw(PIPE)
    for width in sorted(widths):
        text = draw(Screen(width=width))
        room = GUIDES if "--tree" in command or command == "cities" else 0
        wide = [line for line in overrun(text, width) if max(map(cell_len, line.split())) + room <= width]
        assert width < 20 or wide == []


@pytest.mark.slow
@pytest.mark.parametrize("command", TINY_COMMANDS)
@settings(max_examples=TRIED - 1, phases=[Phase.generate])
@given(overlays)
def test_words_of_any_length_are_drawn_as_pictures(tmp_path_factory, command, overlay):
    folder = written(overlay, tmp_path_factory.mktemp("facts"))
    picture = drawing_of(*command.split(), facts=folder, draw=lambda parts, screen: drawing.draw_svg(parts, 80, "gba"))
    assert picture(Screen(width=80, colour="256")).endswith("</svg>\n")


def test_no_line_ends_with_spaces_whatever_their_colour():
    line = Text("a   ", no_wrap=True).append("   ", "dim").append("   ", "bold").append("   ")
    for colour in ("", "standard", "256"):
        drawn = drawing.draw([line], Screen(width=80, colour=colour))
        assert re.sub(r"\x1b\[[0-9;]*m", "", drawn) == "a\n", colour


@pytest.mark.parametrize(
    ("command", "facts"),
    [*[(command, TINY) for command in TINY_COMMANDS], *[(command, None) for command in (*SHORT, "stats --as-of 2019")]],
)
def test_no_line_of_an_answer_ends_with_spaces_whatever_their_colour(command, facts):
    drawn = drawing_of(*shlex.split(command), facts=facts)
    for width in (40, 80, 120, 200):
        text = re.sub(r"\x1b\[[0-9;]*m", "", drawn(Screen(width=width, colour="256")))
        assert re.findall("[^\n]* \n", text) == [], width


@settings(max_examples=3)
@given(some.sampled_from(WORDS), some.sampled_from((30, 500)))
def test_a_long_word_is_whole_wherever_it_is_drawn(tmp_path_factory, word, length):
    run = (word * length)[:length]
    folder = written({("facilities/rings.toml", "Ring [macau] Light Source"): run}, tmp_path_factory.mktemp("facts"))
    for command in ("facilities", "facilities --tree", "facilities --timeline", "cities", "show ring", "search ring"):
        text = drawing_of(*command.split(), facts=folder)(Screen(width=40))
        assert visible(run) in re.sub(r"[\s│├└─]+", "", text), command
