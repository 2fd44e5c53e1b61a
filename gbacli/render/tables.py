"""Tables that fit: when it gets narrow, the least important columns go, then the records stack.

A number, year, unit, status or id is never cut or wrapped.
"""

from collections.abc import Sequence
from typing import NamedTuple

from rich.box import Box
from rich.cells import cell_len
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from gbacli.render.screen import Screen

GAP = 2
"""Cells between two columns."""
ESSENTIAL = 3
"""Columns up to this rank never go: when they do not fit, the records stack."""
_NARROWEST = 16
"""How far, in cells, a column of text may be squeezed."""

_RULE_UNDER_HEAD = Box("    \n    \n ── \n    \n    \n    \n    \n    \n")


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
        longest_word = max([cell_len(word) for cell in self.cells for word in cell.plain.split()] or [0])
        return self.natural if self.rigid else min(self.natural, max(_NARROWEST, min(longest_word, 24)))


def fitted(columns: Sequence[Column], screen: Screen) -> list[RenderableType]:
    """Draw columns as a table that fits the screen, or stack the records when even the essential ones do not."""
    kept = list(columns)
    if screen.width is not None:
        while _narrowest(kept) > screen.width and any(column.rank > ESSENTIAL for column in kept):
            kept.remove(max(kept, key=lambda column: column.rank))
        if _narrowest(kept) > screen.width:
            return stacked(columns, screen)
    return [_table(kept, screen)]


def stacked(columns: Sequence[Column], screen: Screen) -> list[RenderableType]:
    """Draw each record as lines of heading and value, a blank line between records."""
    label = max(cell_len(column.heading) for column in columns) + GAP
    parts: list[RenderableType] = []
    for place in range(len(columns[0].cells)):
        for column in columns:
            cell = column.cells[place]
            if cell.plain:
                parts.append(_labelled(column, cell, label, screen))
        if place + 1 < len(columns[0].cells):
            parts.append(Text())
    return parts


def _labelled(column: Column, cell: Text, label: int, screen: Screen) -> RenderableType:
    grid = Table.grid(padding=(0, 0))
    room = (screen.width or 1000) - label
    if column.rigid and cell.cell_len > room:  # a line of its own, even past the edge, rather than a number cut
        return Text("\n", no_wrap=True, overflow="ignore").join([Text(column.heading, style="dim"), cell])
    grid.add_column(width=label, no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_row(Text(column.heading, style="dim"), cell)
    return grid


def _narrowest(columns: Sequence[Column]) -> int:
    return sum(column.narrowest for column in columns) + GAP * (len(columns) - 1)


def _table(columns: Sequence[Column], screen: Screen) -> Table:
    table = Table(
        box=_RULE_UNDER_HEAD if screen.width is not None else None,  # in a pipe a line is a record
        show_edge=False,
        pad_edge=False,
        padding=(0, GAP - 1 if screen.width is not None else GAP, 0, 0),
        header_style="bold",
        safe_box=False,
    )
    widths = _widths(columns, screen.width)
    for column, width in zip(columns, widths, strict=True):
        table.add_column(
            Text(column.heading),
            justify="right" if column.right else "left",
            width=width,
            no_wrap=column.rigid or screen.width is None,
            overflow="fold",
        )
    for place in range(len(columns[0].cells)):
        table.add_row(*[column.cells[place] for column in columns])
    return table


def _widths(columns: Sequence[Column], width: int | None) -> list[int]:
    """Give each column its natural width, then take from the widest text columns until the table fits."""
    widths = [column.natural for column in columns]
    if width is None:
        return widths
    over = sum(widths) + GAP * (len(columns) - 1) - width
    while over > 0:
        give = [
            place for place, column in enumerate(columns) if not column.rigid and widths[place] > column.narrowest
        ]
        if not give:
            break
        widest = max(give, key=lambda place: widths[place])
        widths[widest] -= 1
        over -= 1
    return widths
