"""Tables that fit a screen.

A number, year, unit, status or id is never cut or wrapped. When it gets narrow, columns of text are squeezed, then the
least important columns go; where the others still do not fit, each record is folded: its first column on a line, the
rest flowing below.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from gbacli.named_tuples import NamedTuple
from gbacli.render.drawing import ACCENT, HEAD, clipped, longest_word, wrapped
from gbacli.render.screen import Screen

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
    """The order in which columns go: the highest goes first; 0 stays even where it is empty."""
    no_wrap: bool = False
    right: bool = False
    folded: Sequence[Text] = ()
    """What is written where the record is folded and no heading says what a cell is; empty: the cells themselves."""
    clip: bool = False
    """Cut at the end, with `…`, rather than wrapped: for titles and labels only, which are whole in other answers."""
    late: Callable[[], "Column"] | None = None
    """Draws an optional column when a table has room for it; until then it has no cells."""
    least: int = 0
    most: int = 0
    """The `min_width` and the `max_width`, where they were measured."""

    @property
    def max_width(self) -> int:
        """The width in cells in which nothing has to be wrapped."""
        return max([cell_len(self.heading), *[cell.cell_len for cell in self.cells]])

    @property
    def min_width(self) -> int:
        """The least width in cells that still reads."""
        if self.no_wrap:
            return self.max_width
        least = max(_NARROWEST_NAME if self.rank == 1 else _NARROWEST, cell_len(self.heading))
        return min(self.max_width, max([least, *([] if self.clip else map(longest_word, self.cells))]))

    def lines(self, i: int, width: int) -> list[Text]:
        """Return cell `i` as it stands in `width` cells."""
        return [clipped(self.cells[i], width)] if self.clip else wrapped(self.cells[i], width)

    def alone(self, i: int) -> Text:
        """Return cell `i` as it is written in a folded record."""
        item = (self.folded or self.cells)[i].copy()
        item.rstrip()
        return item


def fitted(columns: Sequence[Column], screen: Screen, *, head: bool = True) -> list[Any]:
    """Draw columns as a table that fits the screen, or fold the records where even the essential columns do not fit.

    Both layouts of the essential columns only get shorter as the screen gets wider, and an optional column is drawn
    only where the table is no longer with it than without: so a wider screen never makes an answer longer.
    `head`: whether the headings are drawn.
    """
    columns = [column for column in columns if column.late or column.rank == 0 or any(map(str, column.cells))]
    if not columns:
        return []
    columns = columns if head else [column._replace(heading="") for column in columns]
    chosen, height = _chosen(columns, screen.width)
    if screen.wraps:
        most = height + 2 * head if chosen else None
        folded = list(islice(_folded(columns, screen.width), most))
        if most is None or (columns[1:] and len(folded) < most):
            return folded
    return [_table(chosen or next(_growing(columns)), screen, head=head)]


def _with_gaps(widths: Sequence[int]) -> int:
    return sum(widths) + GAP * (len(widths) - 1)


def _growing(columns: list[Column], has_room: Callable[[str], bool] | None = None) -> Iterator[list[Column]]:
    """Yield the essential columns, then these with one more each time, the most important first.

    They are drawn and measured in `columns` when they first come in, while there is room for their headings: what
    nobody sees costs nothing.
    """
    essential = len([column for column in columns if column.rank <= ESSENTIAL])
    kept: list[int] = []
    for i in sorted(range(len(columns)), key=lambda i: columns[i].rank):
        if late := columns[i].late:
            if has_room and not has_room(columns[i].heading):
                return
            columns[i] = late()
        if not columns[i].most:
            columns[i] = columns[i]._replace(least=columns[i].min_width, most=columns[i].max_width)
        if columns[i].rank == 0 or any(map(str, columns[i].cells)):
            kept.append(i)
            if len(kept) >= essential:
                yield [columns[j] for j in sorted(kept)]


def _chosen(columns: list[Column], width: int) -> tuple[list[Column], int]:
    """Return the columns that fit, none when the essential ones do not, and their lines without the head."""
    chosen, lines = list[Column](), 0

    def has_room(heading: str) -> bool:
        """Return whether the table stays as it is with one more column, be that as narrow as its heading."""
        outline = Column(heading, (), no_wrap=True, least=cell_len(heading), most=cell_len(heading))
        return not chosen or _height([*chosen, outline], width) <= lines

    for kept in _growing(columns, has_room):
        if _with_gaps([column.least for column in kept]) > width:
            break
        height = _height(kept, width)
        if chosen and height > lines:
            break
        chosen, lines = kept, height
    return chosen, lines


def _height(columns: Sequence[Column], width: int) -> int:
    """Count the lines of a table, without its head."""
    widths = zip(columns, _widths(columns, width), strict=True)
    wrapping = [(column, room) for column, room in widths if not (column.no_wrap or column.clip)]
    rows = range(len(columns[0].cells))
    return sum([max([1, *[len(column.lines(i, room)) for column, room in wrapping]]) for i in rows])


def _widths(columns: Sequence[Column], width: int) -> list[int]:
    """Give each column its full width, then take from the widest and least important until the table fits.

    What is taken on a wider screen is the beginning of what is taken on a narrower one: no column ever shrinks when
    the screen grows.
    """
    widths = [column.most for column in columns]
    for _ in range(_with_gaps(widths) - width):
        give = [i for i in range(len(columns)) if widths[i] > columns[i].least]
        if not give:
            break
        widths[max(give, key=lambda i: widths[i] + 4 * columns[i].rank)] -= 1
    return widths


def _table(columns: Sequence[Column], screen: Screen, *, head: bool) -> Table:
    """Lay out a table, in a pipe without a rule."""
    table, widths = Table.grid(), _widths(columns, screen.room)
    rooms = [*[width + GAP for width in widths[:-1]], widths[-1]]
    for room in rooms:
        table.add_column(width=room, no_wrap=True, overflow="ignore")
    if head:
        heads = map(_aligned, [[Text(column.heading, HEAD)] for column in columns], columns, widths)
        rules = [[Text("─" * room, ACCENT)] * screen.wraps for room in rooms]
        table.add_row(*[_Cell([*cell.lines, *rule]) for cell, rule in zip(heads, rules, strict=True)])
    for i in range(len(columns[0].cells)):
        cells = [column.lines(i, width) for column, width in zip(columns, widths, strict=True)]
        table.add_row(*map(_aligned, cells, columns, widths))
    return table


class _Cell(NamedTuple):
    """The lines of a cell, which were wrapped before: Rich would break or cut a word."""

    lines: Sequence[Text]

    def __rich_console__(self, console: Console, _: ConsoleOptions) -> Iterator[Segment]:
        """Yield the lines as they are."""
        for line in self.lines:
            yield from Segment.apply_style(line.render(console, "\n"), console.get_style(line.style))


def _aligned(lines: Sequence[Text], column: Column, width: int) -> _Cell:
    """Put the lines of a cell to the right where its column stands there; Rich would cut what it justifies."""
    if column.right:
        lines = [Text(" " * (width - line.cell_len)).append_text(line) for line in lines]
    return _Cell(lines)


def _folded(columns: list[Column], width: int) -> Iterator[Text]:
    """Draw each record as its first column, and below it the essential ones as many to a line as fit.

    What is never wrapped, such as a date, goes on with all but the last of these. A record that is alone takes one
    line, with all for which that has room.
    """
    if len(columns[0].cells) == 1:
        on_a_line = [Text(" " * GAP).join(_items(kept, 0)) for kept in _growing(columns)]
        if fitting := [line for line in on_a_line if line.cell_len <= width]:
            yield fitting[-1]
            return
    first, *rest = next(_growing(columns))
    for i in range(len(first.cells)):
        name, items = first.alone(i), _items(rest, i)
        while first.no_wrap and items[1:] and name.cell_len + GAP + items[0].cell_len <= width:
            name = Text(" " * GAP).join([name, items.pop(0)])
        yield from [clipped(name, width)] if first.clip else wrapped(name, width)
        yield from flowing(items, width)


def _items(columns: Iterable[Column], i: int) -> list[Text]:
    return [item for column in columns if (item := column.alone(i)).plain]


def flowing(items: Sequence[Text], width: int) -> list[Text]:
    """Put items one behind the other, as many to an indented line as fit; one that is too long alone is wrapped."""
    lines: list[Text] = []
    for item in items:
        if lines and lines[-1].cell_len + GAP + item.cell_len <= width - GAP:
            lines[-1].append(" " * GAP).append_text(item)
        else:
            lines.append(item.copy())
    return [part for line in lines for part in indented(line, GAP, width)]


def indented(text: Text, indent: int, width: int) -> list[Text]:
    """Wrap a text at `width` cells and indent it, less where a word is so long that it would run over the edge."""
    lines = wrapped(text, width - indent)
    return [Text(" " * max(0, min(indent, width - line.cell_len))).append_text(line) for line in lines]
