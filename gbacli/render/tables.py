"""Tables that fit: when it gets narrow, the least important columns go, then the records stack.

A number, year, unit, status or id is never cut or wrapped.
"""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from rich.cells import cell_len
from rich.console import RenderableType
from rich.text import Text

from gbacli.render.drawing import ENDLESS
from gbacli.render.screen import Screen

if TYPE_CHECKING:
    from rich.table import Table

GAP = 2
"""Cells between two columns."""
ESSENTIAL = 3
"""Columns up to this rank never go: when they do not fit, the records stack."""
_NARROWEST = 16
"""How far, in cells, a column of text may be squeezed."""
_NARROWEST_NAME = 28
"""The same for a column of the first rank, which is read first."""
_WIDEST = 24
"""The most room, in cells, that a word has to be given when it can be broken."""

_WORD = re.compile(r"\S+\s*|\s+")
_WIDE = "\u2e80"
"""From here on the characters of Unicode are Chinese and the like: a line may be broken between any two."""


class Column(NamedTuple):
    """One column of a table that is to be drawn."""

    heading: str
    cells: Sequence[Text]
    rank: int = 1
    """The order in which columns go: the highest goes first."""
    rigid: bool = False
    """Never cut, never wrapped."""
    right: bool = False

    @property
    def natural(self) -> int:
        """The width in cells that nothing has to be wrapped in."""
        return max([cell_len(self.heading), *[cell.cell_len for cell in self.cells]])

    @property
    def narrowest(self) -> int:
        """The least width in cells that still reads."""
        if self.rigid:
            return self.natural
        least = _NARROWEST_NAME if self.rank == 1 else _NARROWEST
        return min(self.natural, max([least, cell_len(self.heading), *map(longest_word, self.cells)]))


def fitted(columns: Sequence[Column], screen: Screen) -> list[RenderableType]:
    """Draw columns as a table that fits the screen, or stack the records when even the essential ones do not."""
    if screen.width is None:
        return _lines(columns)
    kept = list(columns)
    while _narrowest(kept) > screen.width and any(column.rank > ESSENTIAL for column in kept):
        kept.remove(max(kept, key=lambda column: column.rank))
    return stacked(columns, screen) if _narrowest(kept) > screen.width else [_table(kept, screen.width)]


def _lines(columns: Sequence[Column]) -> list[RenderableType]:
    """Draw a line a record, as wide as it comes: a pipe needs no layout, and so not Rich's tables either."""
    heading = [Text(column.heading, style="bold") for column in columns]
    widths = [column.natural for column in columns]
    lines: list[RenderableType] = []
    for cells in [heading, *zip(*[column.cells for column in columns], strict=True)]:
        line = Text(no_wrap=True, overflow="ignore")
        for column, cell, width in zip(columns, cells, widths, strict=True):
            pad = " " * (width - cell.cell_len)
            line.append(pad if column.right else "").append_text(cell)
            line.append(("" if column.right else pad) + " " * GAP)
        lines.append(line)
    return lines


def stacked(columns: Sequence[Column], screen: Screen) -> list[RenderableType]:
    """Draw each record as lines of heading and value, a blank line between records."""
    label = max(cell_len(column.heading) for column in columns) + GAP
    parts: list[RenderableType] = []
    for place in range(len(columns[0].cells)):
        for column in columns:
            if column.cells[place].plain:
                parts += labelled(column.heading, column.cells[place], label, screen)
        if place + 1 < len(columns[0].cells):
            parts.append(Text())
    return parts


def labelled(heading: str, value: Text, indent: int, screen: Screen) -> list[RenderableType]:
    """Draw a value behind its heading, wrapped lines below each other at `indent` cells.

    Where not even its longest word fits there, the value goes under the heading; a word is never cut.
    """
    first = Text(heading, style="dim", no_wrap=True, overflow="ignore")
    room = (screen.width or ENDLESS) - indent
    if longest_word(value) > room and indent > GAP:
        return [first, *labelled("", value, GAP, screen)]
    lines = wrapped(value, room)
    first.append(" " * (indent - cell_len(heading)))
    indented = [first, *[Text(" " * indent) for _ in lines[1:]]]
    return [_joined(start, line) for start, line in zip(indented, lines, strict=True)]


def wrapped(text: Text, width: int) -> list[Text]:
    """Break text into lines of at most `width` cells, between words and anywhere in Chinese, but never inside a word.

    Rich would cut a word that is longer than the line; an id or an address is worth a line that is too long.
    """
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


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """Yield what no line is broken inside of, and where it begins: a word and its spaces, or a Chinese character."""
    for word in _WORD.finditer(text):
        start = word.start()
        for place in range(start + 1, 0 if word[0].isascii() else word.end()):
            if max(text[place - 1], text[place]) >= _WIDE:
                yield start, text[start:place]
                start = place
        yield start, text[start : word.end()]


def longest_word(text: Text) -> int:
    """Measure the longest word in cells. Chinese may be broken anywhere, so it counts for little."""
    return max(
        [cell_len(word) if word.isascii() else min(cell_len(word), _WIDEST) for word in text.plain.split()] or [0]
    )


def _joined(start: Text, line: Text) -> Text:
    joined = Text(no_wrap=True, overflow="ignore").append_text(start)
    joined.append_text(line)
    return joined


def _narrowest(columns: Sequence[Column]) -> int:
    return sum(column.narrowest for column in columns) + GAP * (len(columns) - 1)


def _table(columns: Sequence[Column], width: int) -> "Table":
    from rich.box import Box
    from rich.table import Table

    table = Table(
        box=Box("    \n    \n ── \n    \n    \n    \n    \n    \n"),  # nothing but a rule under the head
        show_edge=False,
        pad_edge=False,
        padding=(0, GAP - 1, 0, 0),
        header_style="bold",
        safe_box=False,
    )
    for column, cells in zip(columns, _widths(columns, width), strict=True):
        justify: Literal["left", "right"] = "right" if column.right else "left"
        table.add_column(Text(column.heading), justify=justify, width=cells, no_wrap=column.rigid, overflow="fold")
    for place in range(len(columns[0].cells)):
        table.add_row(*[column.cells[place] for column in columns])
    return table


def _widths(columns: Sequence[Column], width: int) -> list[int]:
    """Give each column its natural width, then take from the widest and least important until the table fits."""
    widths = [column.natural for column in columns]
    over = sum(widths) + GAP * (len(columns) - 1) - width
    while over > 0:
        give = [place for place, column in enumerate(columns) if not column.rigid and widths[place] > column.narrowest]
        if not give:
            break
        widest = max(give, key=lambda place: widths[place] + 4 * columns[place].rank)
        widths[widest] -= 1
        over -= 1
    return widths
