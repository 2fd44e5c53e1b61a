"""Tables that fit a screen.

A number, year, unit, status or id is never cut or wrapped. When it gets narrow, columns of text are squeezed, then the
least important columns go; where the others still do not fit, each record is folded: its first column on a line, the
rest flowing below. More columns of screen never make a table longer (see `fitted`).
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from rich.cells import cell_len
from rich.text import Text

from gbacli.render.drawing import ACCENT, HEAD, MARK, clipped, longest_word, one_line, wrapped
from gbacli.render.screen import ENDLESS, Screen

if TYPE_CHECKING:
    from rich.table import Table

GAP = 2
"""Cells between two columns."""
ESSENTIAL = 3
"""Columns up to this rank are never left out."""
_NARROWEST, _NARROWEST_NAME = 12, 24
"""How far, in cells, a column of text may be squeezed; one of the first rank, which is read first, less."""


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
        remarks = [cell.cell_len + GAP + more.cell_len for cell, more in zip(self.cells, self.more, strict=False)]
        return max([cell_len(self.heading), *[cell.cell_len for cell in self.cells], *remarks])

    @property
    def min_width(self) -> int:
        """The least width in cells that still reads."""
        if self.no_wrap:
            return self.max_width
        least = max(_NARROWEST_NAME if self.rank == 1 else _NARROWEST, cell_len(self.heading))
        return min(self.max_width, max([least, *([] if self.clip else map(longest_word, self.cells))]))

    def lines(self, i: int, width: int) -> list[Text]:
        """Return cell `i` as it stands in `width` cells: wrapped, or with its remark where there is room."""
        cell = self.cells[i]
        if self.more and self.more[i].plain and cell.cell_len + GAP + self.more[i].cell_len <= width:
            return [cell.copy().append(" " * GAP).append_text(self.more[i])]
        if self.no_wrap:
            return [cell]
        return [clipped(cell, width)] if self.clip else wrapped(cell, width)

    def alone(self, i: int) -> Text:
        """Return cell `i` as it is written in a folded record."""
        item = (self.folded or self.cells)[i].copy()
        item.rstrip()
        return item


def fitted(columns: Sequence[Column], screen: Screen, *, head: bool = True) -> list[Any]:
    """Draw columns as a table that fits the screen, or fold the records where even the essential columns do not fit.

    Both layouts of the essential columns only get shorter as the screen gets wider, and an optional column is drawn
    only where the table is no longer with it than without: so a wider screen never makes an answer longer. A record
    that is alone needs no table: it is folded, on one line if it fits.
    `head`: whether the headings are drawn.
    """
    if not columns or not columns[0].cells:
        return []
    columns = columns if head else [column._replace(heading="") for column in columns]
    chosen = _chosen(columns, screen.width)
    if not screen.wraps:
        return _lines(chosen or next(_growing(columns)), head=head)
    folded = _folded(columns, screen.width)
    if not chosen or (columns[1:] and len(folded) < _height(chosen, screen.width) + 2 * head):
        return folded
    return [_table(chosen, screen.width, head=head)]


def width_of(columns: Sequence[Column]) -> int:
    """Return the width in cells of a table in which nothing has to be wrapped."""
    return _with_gaps([column.max_width for column in columns])


def _with_gaps(widths: Sequence[int]) -> int:
    return sum(widths) + GAP * (len(widths) - 1)


def _growing(columns: Sequence[Column]) -> Iterator[list[Column]]:
    """Yield the essential columns, then these with one more each time, the most important first."""
    kept = [i for i, column in enumerate(columns) if column.rank <= ESSENTIAL] or [0]
    for i in [None, *sorted(set(range(len(columns))) - set(kept), key=lambda i: (columns[i].rank, i))]:
        kept = kept if i is None else sorted([*kept, i])
        yield [columns[i] for i in kept]


def _chosen(columns: Sequence[Column], width: int) -> list[Column]:
    """Return the columns that fit; none when the essential ones do not."""
    chosen: list[Column] = []
    lines = 0
    for kept in _growing(columns):
        if _with_gaps([column.min_width for column in kept]) > width:
            break
        height = _height(kept, width)
        if chosen and height > lines:
            break
        chosen, lines = kept, height
    return chosen


def _height(columns: Sequence[Column], width: int) -> int:
    """Count the lines of a table, without its head."""
    widths = zip(columns, _widths(columns, width), strict=True)
    wrapping = [(column.cells, room) for column, room in widths if not (column.no_wrap or column.clip)]
    rows = range(len(columns[0].cells))
    return sum([max([1, *[len(wrapped(cells[i], room)) for cells, room in wrapping]]) for i in rows])


def _widths(columns: Sequence[Column], width: int) -> list[int]:
    """Give each column its full width, then take from the widest and least important until the table fits.

    What is taken on a wider screen is the beginning of what is taken on a narrower one: no column ever shrinks when
    the screen grows.
    """
    widths = [column.max_width for column in columns]
    least = [column.min_width for column in columns]
    for _ in range(_with_gaps(widths) - width):
        give = [i for i in range(len(columns)) if widths[i] > least[i]]
        if not give:
            break
        widths[max(give, key=lambda i: widths[i] + 4 * columns[i].rank)] -= 1
    return widths


def _table(columns: Sequence[Column], width: int, *, head: bool) -> "Table":
    """Lay out a table for a terminal; every cell has been wrapped, so that Rich neither breaks nor cuts a word."""
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
    widths = _widths(columns, width)
    for i, (column, room) in enumerate(zip(columns, widths, strict=True)):
        # Before 14.3 Rich counted the padding of the last column into the rule, so the gap is part of the width.
        gap = GAP - 1 if i < len(columns) - 1 else 0
        table.add_column(
            _aligned(Text(column.heading), column, room), width=room + gap, no_wrap=True, overflow="ignore"
        )
    for i in range(len(columns[0].cells)):
        lines = [
            [_aligned(line, column, room) for line in column.lines(i, room)]
            for column, room in zip(columns, widths, strict=True)
        ]
        table.add_row(*[Text("\n").join(cell) for cell in lines])
    return table


def _lines(columns: Sequence[Column], *, head: bool) -> list[Text]:
    """Draw a line a record without a width limit: a pipe needs no layout, and so not the import of Rich's tables."""
    widths = [column.max_width for column in columns]
    rows = [[column.lines(i, ENDLESS)[0] for column in columns] for i in range(len(columns[0].cells))]
    drawn = []
    for cells in [*([[Text(column.heading, HEAD) for column in columns]] if head else []), *rows]:
        line = Text(no_wrap=True)
        for cell, column, width in zip(cells, columns, widths, strict=True):
            line.append_text(_aligned(cell, column, width)).append(
                " " * max(0, width - cell.cell_len) * (not column.right)
            )
            line.append(" " * GAP)
        line.rstrip()
        drawn.append(line)
    return drawn


def _aligned(cell: Text, column: Column, width: int) -> Text:
    """Put a cell to the right where its column stands there; Rich does not justify what it is told not to cut."""
    return Text(" " * (width - cell.cell_len)).append_text(cell) if column.right else cell


def _folded(columns: Sequence[Column], width: int) -> list[Text]:
    """Draw each record as its first column, and below it the essential ones as many to a line as fit.

    What stands first goes on with the others if it is never wrapped, such as a date. A record that is alone takes one
    line, with all for which that has room.
    """
    if len(columns[0].cells) == 1 and (line := _on_a_line(columns, width)):
        return [line]
    first, *rest = next(_growing(columns))
    lines: list[Text] = []
    for i in range(len(first.cells)):
        name, items = first.alone(i), _items(rest, i)
        record = flowing([name, *items], width, hanging=True) if first.no_wrap else []
        if len(record) < 2:
            start = [clipped(name, width)] if first.clip else wrapped(name, width)
            record = [*map(one_line, start), *flowing(items, width)]
        lines += record
    return lines


def _on_a_line(columns: Sequence[Column], width: int) -> Text | None:
    """Draw the one record on a line, with as many of the optional columns as fit; None where the essential do not."""
    drawn = None
    for kept in _growing(columns):
        line = one_line(Text(" " * GAP).join(_items(kept, 0)))
        if line.cell_len > width:
            break
        drawn = line
    return drawn


def _items(columns: Iterable[Column], i: int) -> list[Text]:
    return [item for column in columns if (item := column.alone(i)).plain]


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
    return [_indented(part, GAP if i else first, width) for i, part in enumerate(parts)]


def labelled(heading: str, value: Text, indent: int, screen: Screen) -> list[Any]:
    """Draw a value behind its heading, wrapped lines below each other at `indent` cells.

    Where not even its longest word fits there, the value goes under the heading; a word is never cut.
    """
    start = Text().append(heading, MARK)
    if heading and longest_word(value) > screen.room - indent:
        return [one_line(start), *labelled("", value, GAP, screen)]
    lines = wrapped(value, screen.room - indent)
    first = [one_line(start.append(" " * (indent - cell_len(heading))).append_text(lines.pop(0)))] if heading else []
    return [*first, *[_indented(line, indent, screen.room) for line in lines]]


def _indented(line: Text, indent: int, width: int) -> Text:
    """Indent a line, less where a word in it is so long that it would run over the edge."""
    return one_line(Text(" " * max(0, min(indent, width - line.cell_len))).append_text(line))
