"""What stands in a comparison for each value: its parts as text, and lines in which they are aligned."""

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.text import Text

from gbacli.model import BUILT_IN
from gbacli.queries.comparison import CityValue, Comparison
from gbacli.queries.dates import year_of
from gbacli.render import words
from gbacli.render.drawing import ACCENT, MARK, fact, longest_word, one_line, wrapped
from gbacli.render.screen import Screen
from gbacli.render.sources import Numbered
from gbacli.render.tables import GAP

LARGEST = "▲"
NOTED = "°"
"""Behind a value that has a note."""
_NARROWEST = 12
"""How far, in cells, the first column may be squeezed."""


class Cell(NamedTuple):
    """What stands for one value, its parts still apart so that they can be aligned."""

    number: str
    tail: str = ""
    """The scale and the unit, where what stands together does not share them, and the sign of a note."""
    year: str = ""
    """The year in parentheses, likewise."""
    mark: str = ""
    """The number of its source in brackets."""
    ratio: str = ""
    largest: bool = False

    def drawn(self, width: int = 0, *, mark: bool = True, stacked: bool = False) -> Text:
        """Return the value as text, the number to the right in `width` cells.

        `stacked`: it stands to the right with its unit, and its year below.
        """
        number = f"{LARGEST} {self.number}" if self.largest else self.number
        style = MARK if self.number == words.UNKNOWN else "bold" if self.largest else ""
        text = Text(" " * (width - len(number) - (cell_len(self.tail) if stacked else 0)))
        text.append(number[:1], ACCENT if self.largest else style).append(number[1:], style)
        text.append_text(fact(self.tail))
        if self.year:
            text.append(f"\n{self.year:>{text.cell_len}}" if stacked else f" {self.year}")
        if mark and self.mark:
            text.append(f" {self.mark}", MARK)
        return text.append(f" {self.ratio}" if self.ratio else "", MARK)

    def width(self, *, stacked: bool = False) -> int:
        """Return the width of the number in cells, with the sign of the largest; `stacked` with its unit, too."""
        number = len(self.number) + (2 if self.largest else 0)
        return max(number + cell_len(self.tail), len(self.year)) if stacked else number


class Row(NamedTuple):
    """One metric, ready to be drawn."""

    label: Text
    unit: str
    """The scale and the unit that its values share."""
    year: str
    cells: list[Cell]
    marks: str
    """The numbers of its sources in brackets."""
    group: str


def row_of(row: Comparison, numbered: Numbered, screen: Screen) -> Row:
    """Make the cells of a metric, all in one scale."""
    known = [value.value for value in row.values if value.value is not None]
    scale = words.scale_of(known, exact=screen.exact)
    cells = [cell_of(value, scale, numbered, unit=row.unit is None, year=row.year is None) for value in row.values]
    cells = [cell._replace(largest=value.city == row.largest) for cell, value in zip(cells, row.values, strict=True)]
    sources = [value.source for value in row.values if value.source]
    marks = f"[{numbered.marks(sources)}]" if sources else ""
    return Row(label_of(row), unit_of(row, scale), row.year or "", cells, marks, row.group)


def cell_of(
    value: CityValue, scale: words.Scale | None, numbered: Numbered, *, unit: bool, year: bool, word: bool = False
) -> Cell:
    """Make the cell of a value; `unit`, `year` and `word` (that of the scale) say what is written behind it."""
    if value.value is None:
        return Cell(words.UNKNOWN)
    shown = [scale.word] if word and scale else []
    shown += [words.unit_of(value.unit or "")] if unit else []
    noted = NOTED if has_note(value) else ""
    mark = numbered.mark(value.source)
    return Cell(
        number=words.value(value.value, value.qualifier or "exact", value.unit or "", scale),
        tail="".join([f" {text}" for text in shown if text]) + noted,
        year=f"({period_of(value)})" if year else "",
        mark=f"[{mark}]" if mark else "",
        ratio="" if value.ratio is None else "×" + f"{value.ratio:,}".removesuffix(".0"),
    )


def has_note(value: CityValue) -> bool:
    """Return whether there is something to be careful about; that of a computed value is its formula."""
    return value.note is not None and value.source is not None


def period_of(value: CityValue) -> str:
    """Return the year of a value, or its span of years."""
    period = value.period or ""
    return period if "/" in period else year_of(period)


def label_of(row: Comparison, style: str = "") -> Text:
    """Draw what is compared, and where it comes from if that is an overlay."""
    label = fact(row.label, style)
    return label if row.origin == BUILT_IN else label.append_text(fact(f" [{row.origin}]", "italic"))


def unit_of(row: Comparison, scale: words.Scale | None) -> str:
    """Return the scale and the unit that the values of a row share, without a unit that its label names already."""
    unit = words.unit_of(row.unit or "")
    said = unit.casefold() in row.label.casefold()
    return " ".join([word for word in (scale.word if scale else "", "" if said else unit) if word])


def with_more(label: Text, *more: str) -> Text:
    """Put more behind a label, with commas between."""
    return Text(", ").join([label, *[fact(text, MARK) for text in more if text]])


def aligned(rows: Sequence[Sequence[Text]], screen: Screen, *, heads: int = 0) -> list[Text]:
    """Draw rows in columns: the first is wrapped, the others are as wide as they come. Nothing where that does not fit.

    A row may have fewer cells than others, a cell several lines. `heads`: how many rows are heads, with a rule below.
    """
    cells = [[list(cell.split()) for cell in row[1:]] for row in rows]
    widths = [max([_width(row[i]) for row in cells if i < len(row)]) for i in range(max(map(len, cells)))]
    room = screen.room - sum(widths) - GAP * len(widths)
    first = max([row[0].cell_len for row in rows])
    if min(first, max([_NARROWEST, *[longest_word(row[0]) for row in rows]])) > room:
        return []
    first = min(first, room)
    lines: list[Text] = []
    for i, row in enumerate(rows):
        columns: list[list[Text]] = [wrapped(row[0], room), *cells[i]]
        for k in range(max(map(len, columns))):
            line = Text(no_wrap=True, overflow="ignore")
            for column, width in zip(columns, (first, *widths), strict=False):
                part = column[k] if k < len(column) else Text()
                line.append_text(part).append(" " * (width - part.cell_len + GAP))
            line.rstrip()
            lines.append(line)
        if i + 1 == heads:
            lines.append(one_line(Text("─" * (first + sum(widths) + GAP * len(widths)), ACCENT)))
    return lines


def _width(lines: Sequence[Text]) -> int:
    return max([line.cell_len for line in lines])


def in_columns(rows: Sequence[Sequence[Text]], screen: Screen) -> list[Text]:
    """Draw rows in columns; each behind its first cell, wrapped, where columns do not fit or take more lines."""
    columns = aligned(rows, screen)
    flowing = [one_line(part) for row in rows for part in wrapped(Text(" " * GAP).join(row), screen.room)]
    return columns if columns and len(columns) <= len(flowing) else flowing
