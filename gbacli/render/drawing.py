"""Rich's renderables to text: drawn into memory first, so that half a drawing is never printed."""

import re
from collections.abc import Sequence
from io import StringIO
from typing import TYPE_CHECKING, Literal, cast

from rich.console import Console
from rich.style import Style
from rich.text import Text

from gbacli.choices import STATUSES
from gbacli.model import BUILT_IN
from gbacli.render.screen import Screen
from gbacli.render.words import plain_ascii, status, visible

if TYPE_CHECKING:
    from rich.console import RenderableType

_TRAILING = re.compile(r"(?<! ) +((?:\x1b\[[0-9;]*m)*)$")
"""Spaces at the end of a line, before what ends its colour; each run is tried once, from its beginning."""

HEAD, MARK, ACCENT = "bold", "dim", "color(30)"
"""Heads are bold and source marks dim, both in the terminal's own colour, which reads on any background. Colour is kept
for signs, rules, bars and lines, in tones (fixed ones of the 256) that stand out from dark and light backgrounds."""


def draw(parts: "Sequence[RenderableType]", screen: Screen) -> str:
    """Draw renderables one under the other, no line with spaces at its end."""
    console = _console(screen)
    for part in parts:
        print_part(console, part)
    assert isinstance(console.file, StringIO)
    text = "".join([_TRAILING.sub(r"\1", line) + "\n" for line in console.file.getvalue().splitlines()])
    return plain_ascii(text) if screen.ascii_only else text


def fact(text: str, style: str = "") -> Text:
    """Wrap text that comes from a fact: never read as markup, its control characters shown."""
    return Text(visible(text), style=style)


def status_text(name: str) -> Text:
    """Draw a status as its sign, in colour, and its name."""
    sign, _, name = status(name).partition(" ")
    return status_sign(sign, name)


def status_sign(sign: str, name: str) -> Text:
    """Draw the sign of a status in its colour, and words behind it that have none."""
    colour = next((known.colour for known in STATUSES.values() if known.sign == sign), "")
    return Text().append(sign, colour).append(f" {name}")


def origin_mark(origin: str) -> Text:
    """Draw where a record of an overlay comes from; nothing for a built-in one."""
    return Text() if origin == BUILT_IN else fact(f"  [{origin}]", "italic")


def link(text: str, url: str, screen: Screen) -> Text:
    """Draw text that leads to an address where the terminal can follow it; the text itself says enough without."""
    safe = screen.links and url.isprintable() and url.startswith(("https://", "http://"))
    return Text(visible(text), style=Style(link=url) if safe else "")


def one_line(text: Text) -> Text:
    """Keep a text on one line, whatever the width of the console."""
    text.no_wrap, text.overflow = True, "ignore"
    return text


def print_part(console: Console, part: "RenderableType") -> None:
    """Print a renderable; Rich copies a Text before it prints it, and the copy forgets that it must not be wrapped."""
    if isinstance(part, Text) and part.no_wrap:
        console.print(part, crop=False, no_wrap=True, overflow="ignore")
    else:
        console.print(part, crop=False)


def _console(screen: Screen) -> Console:
    # The height is given too: else Rich forgets the width on a dumb terminal.
    return Console(
        file=StringIO(),
        width=screen.room,
        height=25,
        legacy_windows=False,
        _environ={},
        force_terminal=bool(screen.colour),
        color_system=cast(Literal["standard", "256"], screen.colour) if screen.colour else None,
        no_color=not screen.colour,
        safe_box=True,
    )
