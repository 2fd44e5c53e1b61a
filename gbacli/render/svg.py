"""Drawings as SVG pictures."""

import re
from collections.abc import Sequence
from html import unescape

from rich.cells import cell_len
from rich.text import Text

from gbacli.render.drawing import clipped, draw, printed
from gbacli.render.screen import Screen

_TEXT = re.compile(r'(<text [^>]*?)textLength="([0-9.]+)"(?=[^>]*>([^<]*)<)([^>]*>)[^<]*<')
_FONTS = re.compile(r"\s*@font-face \{[^}]*\}")


def draw_svg(parts: Sequence[Text], width: int, title: str) -> str:
    """Draw texts as an SVG picture, `width` cells wide or as wide as its longest word.

    Rich's picture would fetch its fonts from elsewhere; ours leaves the font to the viewer, and needs no network.
    """
    lines = draw(parts, Screen(width=width)).splitlines()
    width = max([width, *[cell_len(line) for line in lines]])
    title = clipped(Text(title), max(width - 24, 8)).plain  # what the buttons of the window leave
    svg = printed(parts, width, "truecolor", record=True).export_svg(title=title, unique_id="gba")
    svg = _FONTS.sub("", svg).replace("<svg ", '<svg xml:space="preserve" ', 1)
    return _TEXT.sub(_with_room, svg)


def _with_room(text: re.Match[str]) -> str:
    """Give Chinese in a picture the two cells a character that it takes; Rich measures one, and squeezes it."""
    content = unescape(text[3])
    if cell_len(content) <= len(content):
        return text[0]
    length = float(text[2]) * cell_len(content) / len(content)
    return f'{text[1]}textLength="{length:g}"{text[4]}{text[3]}<'
