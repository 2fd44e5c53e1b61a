"""Tables that fit a screen, and the wrapping that everything drawn shares.

A number, year, unit, status or id is never cut or wrapped. When it gets narrow, columns of text are squeezed, then the
least important columns go; where the others still do not fit, each record is folded: its first column on a line, the
rest flowing below. More columns of screen never make a table longer (see `fitted`).
"""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from rich.console import RenderableType
from rich.text import Text

from gbacli.render.drawing import ACCENT, HEAD, MARK, one_line
from gbacli.render.screen import ENDLESS, Screen

if TYPE_CHECKING:
    from rich.table import Table

GAP = 2
"""Cells between two columns."""
ESSENTIAL = 3
"""Columns up to this rank are never left out."""
_NARROWEST = 12
"""How far, in cells, a column of text may be squeezed."""
_NARROWEST_NAME = 24
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
    no_wrap: bool = False
    """Never wrapped."""
    right: bool = False
    folded: Sequence[Text] = ()
    """What is written where the record is folded and no heading says what a cell is; empty: the cells themselves."""
    more: Sequence[Text] = ()
    """A remark for each cell, drawn behind it where it fits without another line."""
    clip: bool = False
    """Cut at the end, with `…`, rather than wrapped: for titles and labels only, which are whole in other answers."""

    @property
    def max_width(self) -> int:
        """The width in cells in which nothing has to be wrapped."""
        widths = [cell.cell_len for cell in self.cells]
        if self.more:
            widths += [cell.cell_len + GAP + more.cell_len for cell, more in zip(self.cells, self.more, strict=True)]
        return max([cell_len(self.heading), *widths])

    @property
    def min_width(self) -> int:
        """The least width in cells that still reads."""
        if self.no_wrap:
            return self.max_width
        if self.clip:
            return min(self.max_width, max(_NARROWEST_NAME if self.rank == 1 else _NARROWEST, cell_len(self.heading)))
        least = _NARROWEST_NAME if self.rank == 1 else _NARROWEST
        return min(self.max_width, max([least, cell_len(self.heading), *map(longest_word, self.cells)]))

    def drawn(self, i: int, width: int) -> Text:
        """Return cell `i` as it stands in `width` cells: wrapped, or with its remark where there is room."""
        cell = self.cells[i]
        if self.more and self.more[i].plain and cell.cell_len + GAP + self.more[i].cell_len <= width:
            return cell.copy().append(" " * GAP).append_text(self.more[i])
        if self.no_wrap or cell.cell_len <= width:
            return cell
        return clipped(cell, width) if self.clip else Text("\n").join(wrapped(cell, width))


def fitted(columns: Sequence[Column], screen: Screen, *, head: bool = True) -> list[RenderableType]:
    """Draw columns as a table that fits the screen, or fold the records where even the essential columns do not fit.

    Both layouts of the essential columns only get shorter as the screen gets wider, and an optional column is drawn
    only where the table is no longer with it than without: so a wider screen never makes an answer longer. A record
    that is alone needs no table: it is folded, on one line if it fits.
    `head`: whether the headings are drawn.
    """
    if not columns or not columns[0].cells:
        return []
    chosen = _chosen(columns, screen.width)
    if not screen.wraps:
        return _lines(chosen or _essential(columns), head=head)
    folded = _folded(columns, screen.width)
    if not chosen or (columns[1:] and len(folded) < _height(chosen, screen.width) + 2 * head):
        return folded
    return [_table(chosen, _widths(chosen, screen.width), head=head)]


def width_of(columns: Sequence[Column]) -> int:
    """Return the width in cells of a table in which nothing has to be wrapped."""
    return sum(column.max_width for column in columns) + GAP * (len(columns) - 1)


def _chosen(columns: Sequence[Column], width: int) -> list[Column]:
    """Return the columns that fit; none when the essential ones do not."""
    kept = _essential(columns)
    if _narrowest(kept) > width:
        return []
    lines = _height(kept, width)
    for column in sorted([column for column in columns if column not in kept], key=lambda column: column.rank):
        more = [known for known in columns if known in kept or known is column]
        if _narrowest(more) > width or _height(more, width) > lines:
            break
        kept = more
    return kept


def _essential(columns: Sequence[Column]) -> list[Column]:
    return [column for column in columns if column.rank <= ESSENTIAL] or [columns[0]]


def _height(columns: Sequence[Column], width: int) -> int:
    """Count the lines of a table, without its head."""
    heights: list[list[int]] = [[1] * len(columns[0].cells)]
    for column, room in zip(columns, _widths(columns, width), strict=True):
        if not (column.no_wrap or column.clip):
            heights.append([1 if cell.cell_len <= room else len(wrapped(cell, room)) for cell in column.cells])
    tallest: list[int] = [max(row) for row in zip(*heights, strict=True)]
    return sum(tallest)


def _widths(columns: Sequence[Column], width: int) -> list[int]:
    """Give each column its full width, then take from the widest and least important until the table fits.

    What is taken on a wider screen is the beginning of what is taken on a narrower one: no column ever shrinks when
    the screen grows.
    """
    widths = [column.max_width for column in columns]
    least = [column.min_width for column in columns]
    for _ in range(sum(widths) + GAP * (len(columns) - 1) - width):
        give = [i for i in range(len(columns)) if widths[i] > least[i]]
        if not give:
            break
        widths[max(give, key=lambda i: widths[i] + 4 * columns[i].rank)] -= 1
    return widths


def _narrowest(columns: Sequence[Column]) -> int:
    return sum(column.min_width for column in columns) + GAP * (len(columns) - 1)


def _table(columns: Sequence[Column], widths: Sequence[int], *, head: bool) -> "Table":
    from rich.box import Box
    from rich.table import Table

    table = Table(
        box=Box("    \n    \n ── \n    \n    \n    \n    \n    \n"),  # nothing but a rule under the head
        show_edge=False,
        show_header=head,
        pad_edge=False,
        padding=0,
        header_style=HEAD,
        border_style=ACCENT,
        safe_box=False,
    )
    for i, (column, width) in enumerate(zip(columns, widths, strict=True)):
        # Before 14.3 Rich counted the padding of the last column into the rule, so the gap is part of the width.
        # Rich never cuts what overflows when told to ignore it, but does not justify it either.
        heading = _padded(Text(column.heading), width) if column.right else Text(column.heading)
        gap = GAP - 1 if i < len(columns) - 1 else 0
        table.add_column(heading, width=width + gap, no_wrap=True, overflow="ignore")
    for i in range(len(columns[0].cells)):
        cells = [(column, column.drawn(i, width), width) for column, width in zip(columns, widths, strict=True)]
        table.add_row(*[_padded(cell, width) if column.right else cell for column, cell, width in cells])
    return table


def _padded(cell: Text, width: int) -> Text:
    return Text(" " * (width - cell.cell_len)).append_text(cell)


def _lines(columns: Sequence[Column], *, head: bool) -> list[RenderableType]:
    """Draw a line a record without a width limit: a pipe needs no layout, and so not the import of Rich's tables."""
    heading = [Text(column.heading, style=HEAD) for column in columns]
    widths = [column.max_width for column in columns]
    lines: list[RenderableType] = []
    body = [[column.drawn(i, ENDLESS) for column in columns] for i in range(len(columns[0].cells))]
    for cells in [*([heading] if head else []), *body]:
        line = Text(no_wrap=True, overflow="ignore")
        for column, cell, width in zip(columns, cells, widths, strict=True):
            pad = " " * (width - cell.cell_len)
            line.append(pad if column.right else "").append_text(cell)
            line.append(("" if column.right else pad) + " " * GAP)
        lines.append(line)
    return lines


def _folded(columns: Sequence[Column], width: int) -> list[RenderableType]:
    """Draw each record as its first column, and below it the essential ones as many to a line as fit.

    What stands first goes on with the others if it is never wrapped, such as a date. A record that is alone takes one
    line, with all for which that has room.
    """
    if len(columns[0].cells) == 1 and (line := _on_a_line(columns, width)):
        return [line]
    first, *rest = _essential(columns)
    lines: list[RenderableType] = []
    for i, cell in enumerate(first.cells):
        items = [item for column in rest if (item := _item(column, i)).plain]
        record = flowing([_item(first, i), *items], width, hanging=True) if first.no_wrap else []
        if len(record) < 2:
            start = [clipped(cell, width)] if first.clip else wrapped(cell.copy(), width)
            record = [*map(one_line, start), *flowing(items, width)]
        lines += record
    return lines


def _on_a_line(columns: Sequence[Column], width: int) -> Text | None:
    """Draw the one record on a line, with as many of the optional columns as fit; None where the essential do not."""
    kept, drawn = _essential(columns), None
    rest = sorted([column for column in columns if column not in kept], key=lambda column: column.rank)
    for count in range(len(rest) + 1):
        known = [column for column in columns if column in kept or column in rest[:count]]
        line = one_line(Text(" " * GAP).join([item for column in known if (item := _item(column, 0)).plain]))
        if line.cell_len > width:
            break
        drawn = line
    return drawn


def _item(column: Column, i: int) -> Text:
    """Return cell `i` as it is written in a folded record."""
    item = (column.folded or column.cells)[i].copy()
    item.rstrip()
    return item


def flowing(items: Sequence[Text], width: int, *, hanging: bool = False) -> list[Text]:
    """Put items one behind the other, as many to an indented line as fit; one that is too long alone is wrapped.

    `hanging`: the first line is not indented.
    """
    lines: list[Text] = []
    first = 0 if hanging else GAP
    for item in items:
        indent = GAP if lines[1:] else first
        if lines and indent + lines[-1].cell_len + GAP + item.cell_len <= width:
            lines[-1].append(" " * GAP).append_text(item)
        else:
            lines.append(item.copy())
    parts = [part for i, line in enumerate(lines) for part in wrapped(line, width - (GAP if i else first))]
    return [one_line(_indented(part, GAP if i else first, width)) for i, part in enumerate(parts)]


def labelled(heading: str, value: Text, indent: int, screen: Screen) -> list[RenderableType]:
    """Draw a value behind its heading, wrapped lines below each other at `indent` cells.

    Where not even its longest word fits there, the value goes under the heading; a word is never cut.
    """
    first = one_line(Text().append(heading, MARK))
    if heading and longest_word(value) > screen.room - indent:
        return [first, *labelled("", value, GAP, screen)]
    lines = wrapped(value, screen.room - indent)
    if heading:
        start = first.append(" " * (indent - cell_len(heading))).append_text(lines.pop(0))
        return [one_line(start), *[one_line(_indented(line, indent, screen.room)) for line in lines]]
    return [one_line(_indented(line, indent, screen.room)) for line in lines]


def _indented(line: Text, indent: int, width: int) -> Text:
    """Indent a line, less where a word in it is so long that it would run over the edge."""
    return Text(" " * max(0, min(indent, width - line.cell_len))).append_text(line)


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


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """Yield what no line is broken inside of, and where it begins: a word and its spaces, or a Chinese character."""
    for word in _WORD.finditer(text):
        start = word.start()
        for i in range(start + 1, 0 if word[0].isascii() else word.end()):
            if max(text[i - 1], text[i]) >= _WIDE and cell_len(text[i]):
                yield start, text[start:i]
                start = i
        yield start, text[start : word.end()]


def longest_word(text: Text) -> int:
    """Measure the longest word in cells. Chinese may be broken anywhere, so it counts for little."""
    return max([_room_for(word) for word in text.plain.split()] or [0])


def _room_for(word: str) -> int:
    """Measure the room that a word needs in cells: one that can be broken needs no more than `_WIDEST`."""
    if word.isascii():
        return cell_len(word)
    return max(min(cell_len(word), _WIDEST), *[cell_len(piece) for _, piece in _pieces(word)])
