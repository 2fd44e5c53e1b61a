"""Drawings as SVG pictures."""

import re
from collections.abc import Sequence
from html import unescape
from io import StringIO
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.console import Console

from gbacli.render.drawing import draw, print_part
from gbacli.render.screen import Screen

if TYPE_CHECKING:
    from rich.console import RenderableType

_TEXT = re.compile(r'(<text [^>]*?)textLength="([0-9.]+)"(?=[^>]*>([^<]*)<)([^>]*>)[^<]*<')
_FONTS = re.compile(r"\s*@font-face \{[^}]*\}")


def draw_svg(parts: "Sequence[RenderableType]", width: int, title: str) -> str:
    """Draw renderables as an SVG picture, `width` cells wide or as wide as its longest word.

    Rich's picture would fetch its fonts from elsewhere; ours leaves the font to the viewer, and needs no network.
    """
    lines = draw(parts, Screen(width=width)).splitlines()
    width = max([width, *[cell_len(line) for line in lines]])
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
        print_part(console, part)
    room = max(width - 24, 8)  # what the buttons of the window leave
    svg = console.export_svg(title=title if len(title) <= room else title[: room - 1] + "…", unique_id="gba")
    svg = _FONTS.sub("", svg).replace("<svg ", '<svg xml:space="preserve" ', 1)
    return _TEXT.sub(_with_room, svg)


def _with_room(text: re.Match[str]) -> str:
    """Give Chinese in a picture the two cells a character that it takes; Rich measures one, and squeezes it."""
    content = unescape(text[3])
    if cell_len(content) <= len(content):
        return text[0]
    length = float(text[2]) * cell_len(content) / len(content)
    return f'{text[1]}textLength="{length:g}"{text[4]}{text[3]}<'
