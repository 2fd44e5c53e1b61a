"""Rich's renderables to text: drawn into memory first, so that half a drawing is never printed."""

import re
from collections.abc import Sequence
from io import StringIO
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.console import Console
from rich.style import Style
from rich.text import Text

from gbacli.model import STATUSES
from gbacli.render.screen import Screen
from gbacli.render.words import plain_ascii, status, visible

if TYPE_CHECKING:
    from rich.console import RenderableType

_TRAILING = re.compile(r" +((?:\x1b\[[0-9;]*m)*)$")
"""Spaces at the end of a line, before what ends its colour."""

_TEXT = re.compile(r'(<text [^>]*?)textLength="([0-9.]+)"(?=[^>]*>([^<]*)<)([^>]*>)[^<]*<')
_FONTS = re.compile(r"\s*@font-face \{[^}]*\}")

ENDLESS = 4000
"""The width, in cells, of a drawing that nothing has to fit."""


def draw(parts: "Sequence[RenderableType]", screen: Screen) -> str:
    """Draw renderables one under the other, no line with spaces at its end."""
    console = _console(screen, screen.width or ENDLESS)
    for part in parts:
        _print(console, part)
    assert isinstance(console.file, StringIO)
    text = "".join([_TRAILING.sub(r"\1", line) + "\n" for line in console.file.getvalue().splitlines()])
    return plain_ascii(text) if screen.ascii_only else text


def draw_svg(parts: "Sequence[RenderableType]", width: int, title: str) -> str:
    """Draw renderables as an SVG picture, `width` cells wide, in the colours of Rich's export.

    Rich's picture would fetch its fonts from elsewhere; ours leaves the font to the viewer, and needs no network.
    """
    console = Console(
        file=StringIO(),
        width=width,
        height=25,
        record=True,
        force_terminal=True,
        color_system="truecolor",
        legacy_windows=False,
        _environ={},
    )
    for part in parts:
        _print(console, part)
    room = max(width - 24, 8)  # what the buttons of the window leave
    svg = console.export_svg(title=title if len(title) <= room else title[: room - 1] + "…", unique_id="gba")
    svg = _FONTS.sub("", svg).replace("<svg ", '<svg xml:space="preserve" ', 1)
    return _TEXT.sub(_with_room, svg)


def _with_room(text: re.Match[str]) -> str:
    """Give Chinese in a picture the two cells a character that it takes; Rich measures one, and squeezes it."""
    from html import unescape  # only pictures need it

    content = unescape(text[3])
    if cell_len(content) <= len(content):
        return text[0]
    length = float(text[2]) * cell_len(content) / len(content)
    return f'{text[1]}textLength="{length:g}"{text[4]}{text[3]}<'


def fact(text: str, style: str = "") -> Text:
    """Wrap text that comes from a fact: never read as markup, its control characters shown."""
    return Text(visible(text), style=style)


def status_text(name: str) -> Text:
    """Draw a status as its sign and its name, in its colour."""
    return Text(status(name), style=STATUSES[name].colour)


def link(text: str, url: str, screen: Screen) -> Text:
    """Draw text that leads to an address where the terminal can follow it; the text itself says enough without."""
    safe = screen.links and url.isprintable() and url.startswith(("https://", "http://"))
    return Text(visible(text), style=Style(link=url) if safe else "")


def _console(screen: Screen, width: int) -> Console:
    # The height is given too: else Rich forgets the width on a dumb terminal.
    return Console(
        file=StringIO(),
        width=width,
        height=25,
        legacy_windows=False,
        _environ={},
        force_terminal=screen.colour,
        color_system="standard" if screen.colour else None,
        no_color=not screen.colour,
        safe_box=True,
    )


def _print(console: Console, part: "RenderableType") -> None:
    # Rich copies a Text before it prints it, and the copy forgets that it must not be wrapped.
    if isinstance(part, Text) and part.no_wrap:
        console.print(part, crop=False, no_wrap=True, overflow="ignore")
    else:
        console.print(part, crop=False)
