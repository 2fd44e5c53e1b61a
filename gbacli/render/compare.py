"""Cities side by side, drawn in whichever of three ways fits: metrics as rows, cities as rows, or one under the other.

Only comparable rows carry bars and a mark at the largest. Years and units that differ stand in the cells.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.console import RenderableType
from rich.text import Text

from gbacli.catalog import Catalog
from gbacli.choices import QUALIFIERS
from gbacli.model import BUILT_IN
from gbacli.queries.compare import CityValue, Comparison
from gbacli.render import charts, words
from gbacli.render.drawing import fact
from gbacli.render.screen import Screen
from gbacli.render.sources import Numbered
from gbacli.render.tables import GAP, Column, fitted, labelled

LARGEST = "▲"
DIFFERS = "differs"
"""What stands for the unit or year of a row that is not the same for all."""
FEW = 4
"""Up to so many cities, rows stay metrics; more cities are turned into rows when that fits better."""
BARS = (12, 11, 10, 9, 8, 7, 6, 5, 4)
"""The widths of a bar in a table, the best first. A bar shorter than the last tells nothing."""
WIDEST_BAR = 40
"""How long, in cells, a bar gets on a line of its own."""


class Cell(NamedTuple):
    """What stands in one cell, its parts still apart so that they can be aligned."""

    number: str
    largest: bool
    mark: str
    """The number of the source in brackets."""
    ratio: str
    own: str
    """The unit and the period of this value, where the row does not share them."""
    share: float | None
    """The length of the bar, 1 being the longest of the row; None where there is none."""
    more: bool
    """The value is only a lower limit: the bar goes on."""


class Widths(NamedTuple):
    """How wide the parts of the cells below each other are."""

    number: int
    sign: int
    mark: int
    ratio: int
    own: int


Grid = list[list[Cell]]
"""Rows of cells, one row a metric, one cell a city."""


def comparison(rows: Sequence[Comparison], catalog: Catalog, screen: Screen, *, ratio: bool) -> list[RenderableType]:
    """Draw a comparison with what is not ranked and why, and the sources numbered underneath."""
    if not rows:
        return [] if not screen.wraps else [Text("Nothing matches.", style="dim")]
    numbered = Numbered()
    grid = [_cells(row, numbered) for row in rows]
    names = [words.visible(catalog.cities[place.city].name) for place in rows[0].values]
    parts = _table(rows, grid, names, screen)
    parts += _legend(grid, names[0], screen, ratio=ratio)
    parts += _remarks("Not ranked", [(row.reason, row) for row in rows], screen)
    parts += _remarks("Note", [(row.note, row) for row in rows], screen)
    return parts + numbered.lines(catalog.sources, screen)


def _table(rows: Sequence[Comparison], grid: Grid, names: Sequence[str], screen: Screen) -> list[RenderableType]:
    """Choose the way to draw: the first of those worth trying that fits."""
    many = len(names) > FEW
    if not screen.wraps:
        return fitted((_turned if many and len(names) > len(rows) else _upright)(rows, grid, names, BARS[2]), screen)
    if many and (columns := _best(_turned, rows, grid, names, screen.width)):
        return fitted(columns, screen)
    if columns := _best(_upright, rows, grid, names, screen.width):
        return fitted(columns, screen)
    cuts = _cuts(rows, grid, names, screen.width) if many else []
    if cuts and 3 * len(cuts) <= 2 * len(rows):
        return _blocks(rows, grid, names, cuts, screen)
    return _stacked(rows, grid, names, screen)


Layout = Callable[[Sequence[Comparison], Grid, Sequence[str], int], list[Column]]


def _best(
    layout: Layout, rows: Sequence[Comparison], grid: Grid, names: Sequence[str], width: int
) -> list[Column] | None:
    """Lay out with the longest bars that fit, without bars if none fit; None if even that does not."""
    for measure in (_width, _least_width):
        for bar in BARS:
            if measure(columns := layout(rows, grid, names, bar)) <= width:
                return columns
    return columns if _least_width(columns := layout(rows, grid, names, 0)) <= width else None


def _upright(rows: Sequence[Comparison], grid: Grid, names: Sequence[str], bar: int) -> list[Column]:
    """Lay out metrics as rows, under the headings of their groups, and cities as columns."""
    places: list[int | None] = []
    for place, row in enumerate(rows):
        if len(rows) > 1 and (place == 0 or row.group != rows[place - 1].group):
            places.append(None)
        places.append(place)
    heads = [_group(rows[places[after + 1] or 0]) for after, place in enumerate(places) if place is None]
    headings = iter(heads)

    def column(heading: str, cells: Sequence[Text], *, no_wrap: bool = True, first: bool = False) -> Column:
        blank = [next(headings) if first else Text() for place in places if place is None]
        blanks = iter(blank)
        return Column(heading, [next(blanks) if place is None else cells[place] for place in places], no_wrap=no_wrap)

    columns = [
        column("Figure", [_label(row) for row in rows], no_wrap=False, first=True),
        column("Unit", [fact(_unit(row)) for row in rows]),
        column("Year", [Text(_period(row)) for row in rows]),
    ]
    for place, name in enumerate(names):
        below = [cells[place] for cells in grid]
        widths = _widths(below, bar)
        columns.append(column(_over(name, widths), [_text(cell, widths, bar) for cell in below]))
    return columns


def _turned(rows: Sequence[Comparison], grid: Grid, names: Sequence[str], bar: int) -> list[Column]:
    """Lay out cities as rows and metrics as columns, their units and years on top."""
    columns = [Column("City", [Text("Unit", style="dim"), Text("Year", style="dim"), *map(fact, names)], no_wrap=True)]
    for row, cells in zip(rows, grid, strict=True):
        widths = _widths(cells, bar)
        top = [fact(f"{text:>{widths.number}}", "dim") for text in (_unit(row), _period(row))]
        heading = _over(words.visible(_label(row).plain), widths)
        columns.append(Column(heading, [*top, *[_text(cell, widths, bar) for cell in cells]], no_wrap=True))
    return columns


def _cuts(rows: Sequence[Comparison], grid: Grid, names: Sequence[str], width: int) -> list[slice]:
    """Cut the metrics into as few parts as fit side by side in `width` cells; none if one alone does not fit."""
    cuts, start = [], 0
    for end in range(1, len(rows) + 1):
        if _width(_turned(rows[start:end], grid[start:end], names, 0)) > width:
            if end - start == 1:
                return []
            cuts.append(slice(start, end - 1))
            start = end - 1
    return [*cuts, slice(start, len(rows))]


def _blocks(
    rows: Sequence[Comparison], grid: Grid, names: Sequence[str], cuts: Sequence[slice], screen: Screen
) -> list[RenderableType]:
    """Draw cities as rows in several tables one under the other."""
    parts: list[RenderableType] = []
    for cut in cuts:
        columns = _best(_turned, rows[cut], grid[cut], names, screen.width or 0) or []
        parts += [*([Text()] if parts else []), *fitted(columns, screen)]
    return parts


def _stacked(rows: Sequence[Comparison], grid: Grid, names: Sequence[str], screen: Screen) -> list[RenderableType]:
    """Draw each metric as a heading, and under it one line a city."""
    parts: list[RenderableType] = []
    for place, (row, cells) in enumerate(zip(rows, grid, strict=True)):
        if len(rows) > 1 and (place == 0 or row.group != rows[place - 1].group):
            parts += [*([Text()] if parts else []), _group(row)]
        heading = Text().append_text(_label(row, "bold"))
        for text, plural in ((_unit(row), "units"), (_period(row), "years")):
            heading.append_text(fact(f", {f'{plural} differ' if text == DIFFERS else text}", "dim"))
        parts += labelled("", heading, 0, screen)
        parts += _city_lines(names, cells, screen.width or 0)
    return parts


def _city_lines(names: Sequence[str], cells: Sequence[Cell], width: int) -> list[Text]:
    """Draw one line a city. What does not fit goes to a line of its own: the name before, unit and year after."""
    widths = _widths(cells, 0)._replace(own=0)
    first = GAP + max(map(cell_len, names)) + GAP
    apart = first + _cell_width(widths) > width
    indent = 2 * GAP if apart else first
    room = width - indent - _cell_width(widths) - 1
    lines = []
    for name, cell in zip(names, cells, strict=True):
        line = Text(" " * GAP).append(name)
        if apart:
            lines.append(line)
            line = Text()
        line.append(" " * (indent - line.cell_len)).append_text(_text(cell, widths, 0))
        if cell.share is not None and room >= BARS[-1]:
            line.append(" ").append_text(_bar(cell, min(room, WIDEST_BAR)))
        elif cell.own and len(cell.own) <= room:
            line.append(" ").append_text(fact(cell.own, "dim"))
        lines.append(line)
        if len(cell.own) > room and cell.own:
            lines.append(Text(" " * indent).append_text(fact(cell.own, "dim")))
    for line in lines:
        line.no_wrap, line.overflow = True, "ignore"
    return lines


def _cells(row: Comparison, numbered: Numbered) -> list[Cell]:
    numbers = [place.value for place in row.values if place.value is not None]
    longest = max(numbers, default=0) if row.comparable and row.unit != "rank" else 0
    return [_cell(row, place, numbered, longest) for place in row.values]


def _cell(row: Comparison, place: CityValue, numbered: Numbered, longest: float) -> Cell:
    if place.value is None:
        return Cell(words.UNKNOWN, largest=False, mark="", ratio="", own="", share=None, more=False)
    own = [place.unit or ""] if row.unit is None else []
    own += [place.period or ""] if row.year is None or (not row.comparable and _period(row) == row.year) else []
    mark = numbered.mark(place.source)
    return Cell(
        number=words.value(place.value, place.qualifier or "exact", place.unit or ""),
        largest=row.largest == place.city,
        mark=f"[{mark}]" if mark else "",
        ratio="" if place.ratio is None else "×" + f"{place.ratio:,}".removesuffix(".0"),
        own=" ".join([text for text in own if text not in ("", row.year)]),
        share=place.value / longest if longest > 0 else None,
        more=place.qualifier == "more-than",
    )


def _widths(cells: Sequence[Cell], bar: int) -> Widths:
    return Widths(
        number=max(len(cell.number) for cell in cells),
        sign=2 if any(cell.largest for cell in cells) else 0,
        mark=max(len(cell.mark) for cell in cells),
        ratio=max(len(cell.ratio) for cell in cells),
        own=max([bar if any(cell.share is not None for cell in cells) else 0, *[len(cell.own) for cell in cells]]),
    )


def _cell_width(widths: Widths) -> int:
    return widths.number + widths.sign + sum([part + 1 for part in (widths.mark, widths.ratio, widths.own) if part])


def _text(cell: Cell, widths: Widths, bar: int) -> Text:
    """Draw a cell, its parts aligned with those above and below."""
    style = "dim" if cell.number == words.UNKNOWN else "bold green" if cell.largest else ""
    text = Text().append(f"{cell.number:>{widths.number}}", style)
    if widths.sign:
        text.append(f" {LARGEST if cell.largest else ' '}", "bold green")
    if widths.mark:
        text.append(f" {cell.mark:<{widths.mark}}", "dim")
    if widths.ratio:
        text.append(f" {cell.ratio:>{widths.ratio}}", "cyan")
    if widths.own:
        part = _bar(cell, bar) if cell.share is not None else fact(cell.own, "dim")
        text.append(" ").append_text(part).append(" " * (widths.own - part.cell_len))
    return text


def _bar(cell: Cell, width: int) -> Text:
    """Draw the bar of a cell. That of a lower limit ends in an arrow."""
    drawn = charts.bar(cell.share or 0, 1, width)
    if cell.more and drawn:
        drawn = drawn[: width - 1] + "▸"
    return Text(drawn, style="green" if cell.largest else "cyan")


def _over(heading: str, widths: Widths) -> str:
    """Put a heading over the numbers rather than over what follows them."""
    return f"{heading:>{widths.number}}"


def _label(row: Comparison, style: str = "") -> Text:
    label = row.label.removesuffix(", computed") if row.group == "facilities" else row.label
    text = fact(label, style)
    return text.append_text(fact(f"  [{row.origin}]", "magenta")) if row.origin != BUILT_IN else text


def _group(row: Comparison) -> Text:
    counted = " (computed: how many these facts hold)" if row.group == "facilities" and row.computed else ""
    return Text(row.group.capitalize(), style="bold").append(counted, "dim")


def _unit(row: Comparison) -> str:
    known = any(place.value is not None for place in row.values)
    return row.unit or (DIFFERS if known else words.UNKNOWN)


def _period(row: Comparison) -> str:
    """Give the period that all values share, else their year."""
    periods = {place.period for place in row.values if place.period}
    if len(periods) == 1:
        return next(iter(periods))
    return row.year or (DIFFERS if periods else words.UNKNOWN)


def _width(columns: Sequence[Column]) -> int:
    return sum(column.max_width for column in columns) + GAP * (len(columns) - 1)


def _least_width(columns: Sequence[Column]) -> int:
    return sum(column.min_width for column in columns) + GAP * (len(columns) - 1)


def _legend(grid: Grid, first: str, screen: Screen, *, ratio: bool) -> list[RenderableType]:
    """Explain the signs that occur."""
    cells = [cell for row in grid for cell in row]
    signs = [f"{LARGEST} the largest"] if any(cell.largest for cell in cells) else []
    signs += [f"× as a multiple of {first}"] if ratio and any(cell.ratio for cell in cells) else []
    for qualifier, meaning in (("about", "about"), ("more-than", "more than"), ("nearly", "nearly")):
        sign = QUALIFIERS[qualifier]
        if any(cell.number.rstrip("0123456789.,-") == sign for cell in cells):
            signs.append(f"{sign} {meaning}")
    signs += [f"{words.UNKNOWN} unknown"] if any(cell.number == words.UNKNOWN for cell in cells) else []
    return [Text(), *labelled("", fact("; ".join(signs), "dim"), 0, screen)] if signs else []


def _remarks(heading: str, remarks: Sequence[tuple[str | None, Comparison]], screen: Screen) -> list[RenderableType]:
    """List remarks, each once with the metrics that it is about."""
    about: dict[str, list[str]] = {}
    for remark, row in remarks:
        if remark:
            about.setdefault(remark, []).append(_label(row).plain)
    parts: list[RenderableType] = [Text(), Text(heading, style="bold")] if about else []
    for remark, labels in about.items():
        line = fact("; ".join(labels)).append(": ").append_text(fact(remark, "dim"))
        parts += labelled("", line, 2, screen)
    return parts
