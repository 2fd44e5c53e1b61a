"""What stands in a comparison for each value and each metric: its parts as text, still apart to be aligned."""

from typing import NamedTuple

from rich.text import Text

from gbacli.model import BUILT_IN
from gbacli.queries.comparison import CityValue, Comparison, span_or_year
from gbacli.render import words
from gbacli.render.drawing import ACCENT, MARK, fact
from gbacli.render.screen import Screen
from gbacli.render.sources import Numbered

LARGEST = "▲"


class Cell(NamedTuple):
    """What stands for one value."""

    number: str
    tail: str = ""
    """The unit, where what stands together does not share it, the sign of a note, and the ratio."""
    year: str = ""
    """The year in parentheses, likewise."""
    mark: str = ""
    """The number of its source in brackets."""

    def drawn(self, width: int, *, stacked: bool = False) -> Text:
        """Return the value as text, the number to the right in `width` cells.

        `stacked`: it stands to the right with its tail, its year below and its source elsewhere.
        """
        text = Text(" " * (width - len(self.number) - (len(self.tail) if stacked else 0)))
        style = MARK if self.number == words.UNKNOWN else "bold" if self.number.startswith(LARGEST) else ""
        text.append(self.number[:1], f"{ACCENT} bold" if style == "bold" else style).append(self.number[1:], style)
        text.append_text(fact(self.tail))
        if stacked:
            return text.append(f"\n{self.year:>{text.cell_len}}" if self.year else "")
        return text.append(f" {self.year}" if self.year else "").append(f" {self.mark}" if self.mark else "", MARK)

    def width(self, *, stacked: bool = False) -> int:
        """Return the width of the number in cells; `stacked` with its tail and at least that of the year."""
        return max(len(self.number + self.tail), len(self.year)) if stacked else len(self.number)


class Row(NamedTuple):
    """One metric, ready to be drawn."""

    label: Text
    unit: str
    """The scale and the unit that its values share."""
    year: str
    cells: list[Cell]
    marks: str
    """The numbers of its sources in brackets."""


def row_of(row: Comparison, numbered: Numbered, screen: Screen) -> Row:
    """Make the cells of a metric, all in one scale."""
    scale = scale_of(row, screen)
    cells = [cell_of(value, scale, numbered, unit=row.unit is None, year=row.year is None) for value in row.values]
    largest = [f"{LARGEST} " if value.city == row.largest else "" for value in row.values]
    cells = [cell._replace(number=sign + cell.number) for sign, cell in zip(largest, cells, strict=True)]
    sources = [value.source for value in row.values if value.source]
    marks = f" [{numbered.marks(sources)}]" if sources else ""
    return Row(label_of(row), unit_of(row, scale), row.year or "", cells, marks)


def cell_of(value: CityValue, scale: words.Scale | None, numbered: Numbered, *, unit: bool, year: bool) -> Cell:
    """Make the cell of a value; `unit` and `year` say whether these are written behind it."""
    if value.value is None:
        return Cell(words.UNKNOWN)
    name = words.unit_of(value.unit or "") if unit else ""
    ratio = "" if value.ratio is None else f" ×{value.ratio:,}".removesuffix(".0")
    mark = numbered.mark(value.source)
    return Cell(
        number=words.value(value.value, value.qualifier or "exact", value.unit or "", scale),
        tail=(f" {name}" if name else "") + (words.NOTED if has_note(value) else "") + ratio,
        year=f"({span_or_year(value.period)})" if year else "",
        mark=f"[{mark}]" if mark else "",
    )


def has_note(value: CityValue) -> bool:
    """Return whether there is something to be careful about; that of a computed value is its formula."""
    return value.note is not None and value.source is not None


def scale_of(row: Comparison, screen: Screen) -> words.Scale | None:
    """Return the scale that all values of a metric are drawn in."""
    return words.scale_of([value.value for value in row.values if value.value is not None], exact=screen.exact)


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
