"""Text for a screen: facts made harmless, styles and signs, wrapping. All is drawn in memory before any is printed."""

import re
from collections.abc import Iterator, Sequence
from io import StringIO
from typing import Any, cast

from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.segment import Segments
from rich.style import Style
from rich.text import Text

from gbacli.choices import STATUSES
from gbacli.model import BUILT_IN
from gbacli.render.screen import ENDLESS, Screen
from gbacli.render.words import plain_ascii, status, visible

HEAD, MARK, ACCENT = "bold", "dim", "color(30)"
"""Heads are bold and source marks dim, both in the terminal's own colour, which reads on any background. Colour is kept
for signs, rules, bars and lines, in tones (fixed ones of the 256) that stand out from dark and light backgrounds."""
_TRAILING = re.compile(r"(?<! ) (?: |\x1b\[[0-9;]*m)*$")
"""Spaces at the end of a line, with the colours between them; each run is tried once, from its beginning."""
_WORD = re.compile(r"\S+\s*|\s+")
_WIDE = "\u2e80"
"""From here on the characters of Unicode are Chinese and the like: a line may be broken between any two."""
_WIDEST = 24
"""The most room, in cells, that a word has to be given when it can be broken."""


def draw(parts: Sequence[RenderableType], screen: Screen) -> str:
    """Draw renderables one under the other, texts wrapped, no line with spaces at its end."""
    drawn = cast(StringIO, printed(parts, screen.room, screen.colour).file).getvalue()
    text = "".join([_TRAILING.sub(lambda end: end[0].replace(" ", ""), line) + "\n" for line in drawn.splitlines()])
    return plain_ascii(text) if screen.ascii_only else text


def printed(parts: Sequence[RenderableType], width: int, colour: str, *, record: bool = False) -> Console:
    """Print renderables on a console in memory, and return that. `colour`: the colour system, empty for none.

    Rich is told of no width, so that it cuts no word in tables and trees.
    """
    console = Console(
        file=StringIO(),
        width=width,
        height=25,  # else Rich forgets the width on a dumb terminal
        record=record,
        legacy_windows=False,
        _environ={},
        force_terminal=bool(colour),
        color_system=cast(Any, colour or None),
        no_color=not colour,
    )
    endless = console.options.update(width=ENDLESS)
    for part in parts:
        for line in wrapped(part, width) if isinstance(part, Text) else [Segments(console.render(part, endless))]:
            console.print(line, soft_wrap=True)
    return console


def fact(text: str, style: str = "") -> Text:
    """Wrap text that comes from a fact: never read as markup, its control characters shown."""
    return Text(visible(text), style=style)


def status_text(name: str) -> Text:
    """Draw a status as its sign, in colour, and its name."""
    sign, _, words = status(name).partition(" ")
    return Text().append(sign, STATUSES[name].colour).append(f" {words}")


def origin_mark(origin: str) -> Text:
    """Draw where a record of an overlay comes from; nothing for a built-in one."""
    return Text() if origin == BUILT_IN else fact(f"  [{origin}]", "italic")


def link(text: str, url: str, screen: Screen) -> Text:
    """Draw text that leads to an address where the terminal can follow it; the text itself says enough without."""
    safe = screen.links and url.isprintable() and url.startswith(("https://", "http://"))
    return Text(visible(text), style=Style(link=url) if safe else "")


def wrapped(text: Text, width: int) -> list[Text]:
    """Break text into lines of at most `width` cells, between words and anywhere in Chinese, but never inside a word.

    Rich would cut a word that is longer than the line; an id or an address is worth a line that is too long.
    """
    if text.cell_len <= width:
        return [text]
    breaks, used = [], 0
    for start, piece in _pieces(text.plain):
        if used and used + cell_len(piece.rstrip()) > width:
            breaks.append(start)
            used = 0
        used += cell_len(piece)
    lines = list(text.divide(breaks))
    for line in lines:
        line.rstrip()
    return lines


def clipped(text: Text, width: int) -> Text:
    """Return a text cut between words to `width` cells, with `…` at its end where it was longer."""
    if text.cell_len <= width:
        return text.copy()
    kept = wrapped(text, width - 1)[0]
    kept.truncate(max(width - 1, 0))
    return kept.append("…")


def longest_word(text: Text) -> int:
    """Measure the longest word in cells: one that can be broken, as Chinese can, needs little room."""
    return max([cell_len(word) if word.isascii() else _least(word) for word in text.plain.split()] or [0])


def _least(word: str) -> int:
    return max(min(cell_len(word), _WIDEST), *[cell_len(piece) for _, piece in _pieces(word)])


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """Yield what no line is broken inside of, and where it begins: a word and its spaces, or a Chinese character."""
    for word in _WORD.finditer(text):
        start = word.start()
        for i in range(start + 1, 0 if word[0].isascii() else word.end()):
            if max(text[i - 1], text[i]) >= _WIDE and cell_len(text[i]):
                yield start, text[start:i]
                start = i
        yield start, text[start : word.end()]
