"""Cities side by side: one metric as a ranking, several as a table; what is not ranked and why; and the sources."""

import re
from collections.abc import Mapping, Sequence

from rich.cells import cell_len
from rich.text import Text

from gbacli.catalog import Catalog
from gbacli.named_tuples import NamedTuple
from gbacli.queries.compare import comparable_groups
from gbacli.queries.comparison import CityValue, Comparison
from gbacli.queries.computed import COMPUTED, EXCHANGE_RATE, FACILITIES, IN_DOLLARS
from gbacli.queries.dates import span_or_year
from gbacli.render import words
from gbacli.render.drawing import ACCENT, HEAD, MARK, fact, origin_mark, value_text
from gbacli.render.screen import Screen
from gbacli.render.sources import Page
from gbacli.render.tables import ESSENTIAL, GAP, Column, fitted, indented

_SHORTEST_BAR = 10
"""A shorter bar tells nothing."""
_EIGHTHS = ("", *"▏▎▍▌▋▊▉")
_LARGEST = "▲"
_SUM = ""
"""What stands for the city of a sum over the cities that are ranked."""
_COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven")

Names = Mapping[str, str]


class _Row(NamedTuple):
    """A row of the table: a metric, or facilities by status with the metric of one status."""

    metric: Comparison
    label: Text
    cells: list[Text]


def comparison(rows: Sequence[Comparison], catalog: Catalog, screen: Screen, *, named: bool = False) -> list[Text]:
    """Draw a comparison with what is not ranked and why, and the sources numbered underneath.

    `named`: whether its metrics were asked for by name; else facilities by status are drawn as one row.
    """
    page = Page(catalog, screen)
    names = {value.city: _name(value.city, catalog) for value in rows[0].values}
    if len(rows) == 1:
        parts = _ranked(rows[0], names, page)
        notes = _notes(rows[0], names)
    else:
        alike, others = [row for row in rows if row.year], [row for row in rows if not row.year]
        parts = _table(alike, names, page, fold=not named)
        # Which units differ is left out: the cells say it.
        reasons = [re.sub(": [^;]*", "", row.reason or "") for row in alike]
        parts += _under("Not ranked", _remarks(alike, reasons), screen)
        parts += [Text("Not ranked: not all of one year", HEAD)] if others else []
        parts += _table(others, names, page)
        notes = _remarks(rows, [row.note or "" for row in rows])
    parts += _under("Note", notes, screen)
    return [*parts, *_hints(rows, names, catalog), *_legend(rows, page), *page.sources()]


def _name(place: str, catalog: Catalog) -> str:
    """Return the name of a city; that of a region is too long beside it, so that its id is what is written."""
    return words.visible(catalog.cities[place].name) if place in catalog.cities else place.replace("-", " ")


def _table(rows: Sequence[Comparison], names: Names, page: Page, *, fold: bool = False) -> list[Text]:
    """Draw metrics as rows and cities as columns, or each metric as the head of its cities where these do not fit."""
    facilities = [row for row in reversed(rows) if fold and row.metric.startswith(FACILITIES)]
    drawn = [_Row(row, _title(row, page), _cells(row, page)) for row in rows if row not in facilities]
    drawn += [_facilities(facilities)] if facilities else []
    labels = [_with_sources(row, page) for row in drawn]
    columns = [Column("Figure", labels, rank=2, folded=[_joined(row.label, row.metric.year) for row in drawn])]
    owned = [_with_owners(row, names, page) for row in drawn]
    for i, name in enumerate(names.values()):
        cells, folded = [row.cells[i] for row in drawn], [items[i] for items in owned]
        columns.append(Column(name, cells, no_wrap=True, right=True, folded=folded))
    years = [Text(row.metric.year or "") for row in drawn]
    return fitted([*columns, Column("Year", years, no_wrap=True, folded=[Text()] * len(years))], page.screen)


def _facilities(rows: Sequence[Comparison]) -> _Row:
    """Make one row of facilities by status: their numbers, which are never unknown, with commas between."""
    statuses = [row.metric.removeprefix(FACILITIES).replace("-", " ") for row in rows]
    by_city = zip(*[row.values for row in rows], strict=True)
    cells = [Text(", ".join([str(value.value) for value in values])) for values in by_city]
    return _Row(rows[0], Text(f"Facilities: {', '.join(statuses)} (computed)"), cells)


def _cells(row: Comparison, page: Page) -> list[Text]:
    """Draw the values of a row, all in one scale."""
    scale = page.scale_of(row.values)
    return [_cell(value, row, scale) for value in row.values]


def _cell(value: CityValue, row: Comparison, scale: words.Scale | None) -> Text:
    """Draw a value, with its unit and its year where those of the row differ."""
    cell = value_text(value, scale)
    if value.value is None:
        return cell
    if value.city == row.largest:
        cell = Text().append(f"{_LARGEST} ", f"{ACCENT} bold").append(cell.plain, "bold")
    unit = "" if row.unit else f" {words.unit_of(value.unit or '')}".rstrip()
    noted = words.NOTED if _has_note(value) else ""
    ratio = "" if value.ratio is None else f" ×{value.ratio:,}".removesuffix(".0")
    year = "" if row.year else f" ({span_or_year(value.period)})"
    return cell.append_text(fact(f"{unit}{noted}{ratio}{year}"))


def _with_sources(row: _Row, page: Page) -> Text:
    sources = [value.source for value in row.metric.values if value.source]
    return row.label.copy().append(f" [{page.marks(sources)}]" if sources else "", MARK)


def _with_owners(row: _Row, names: Names, page: Page) -> list[Text]:
    """Return the cells of a row each with its city and its source, all of one width."""
    marks = [_mark(value, row.metric, page) for value in row.metric.values]
    cells = [cell.copy().append(mark, MARK) for cell, mark in zip(row.cells, marks, strict=True)]
    width = max(map(cell_len, names.values())) + GAP + max([cell.cell_len for cell in cells])
    pairs = zip(names.values(), cells, strict=True)
    return [fact(name + " " * (width - cell_len(name) - cell.cell_len)).append_text(cell) for name, cell in pairs]


def _ranked(row: Comparison, names: Names, page: Page) -> list[Text]:
    """Draw one metric, a line a city: what is ranked together, the best first, then the others and the reason."""
    shared = len([value for value in row.values if value.share_percent is not None])
    cities = f"{_COUNTS[shared] if shared < len(_COUNTS) else shared} cities"
    row = row._replace(values=_in_order(row), largest=None)
    columns = _columns(row, {**names, _SUM: cities}, page)
    if bars := _bars(row.values, page.screen.width - sum([column.max_width + GAP for column in columns])):
        columns.insert(2, Column("", bars, no_wrap=True))
    title = _title(row, page, row.year or "", HEAD).append(f"; share of the {cities}" if shared else "", MARK)
    why = [fact(f"Not ranked with each other: {row.reason}", MARK)] if row.reason else []
    return [title, *fitted(columns, page.screen, head=False), *why]


def _in_order(row: Comparison) -> tuple[CityValue, ...]:
    """Return the values of a year and unit together, the best first, and behind them the sum that shares are of."""
    sign, values = -1 if row.better == "high" else 1, []
    for group in comparable_groups(row.values):
        values += sorted(group, key=lambda value: (value.rank_of is None, sign * (value.value or 0)))
        if row.total is not None and all(value.share_percent is not None for value in group):
            values.append(CityValue(_SUM, row.total, group[0].unit, group[0].period, "exact"))
    return (*values, *[value for value in row.values if value.value is None])


def _columns(row: Comparison, names: Names, page: Page) -> list[Column]:
    """Lay out rank and name, value, share and source."""
    columns = [
        Column("", [fact(f"{value.rank or '':>2}  {names[value.city]}") for value in row.values]),
        Column("", _cells(row, page), no_wrap=True, right=True),
        Column("", [Text(_share(value.share_percent)) for value in row.values], no_wrap=True, right=True),
        Column("", [Text(_mark(value, row, page).lstrip(), MARK) for value in row.values], ESSENTIAL, no_wrap=True),
    ]
    return [column for column in columns if any(column.cells)]


def _bars(values: Sequence[CityValue], width: int) -> list[Text]:
    """Draw bars for what is ranked with the first value; none without room, of places, or beside a negative."""
    sizes = [value.value or 0 for value in values[: values[0].rank_of or 0]]
    if width < _SHORTEST_BAR or not any(sizes) or min(sizes) < 0 or values[0].unit == "rank":
        return []
    return [Text(bar(size, max(sizes), width), ACCENT) for size in sizes] + [Text()] * (len(values) - len(sizes))


def bar(value: float, largest: float, width: int) -> str:
    """Draw a bar of at most `width` cells; any value above zero shows, zero does not."""
    whole, rest = divmod(max(1, round(value / largest * width * 8)), 8)
    return ("█" * whole + _EIGHTHS[rest]) if value else ""


def _title(row: Comparison, page: Page, year: str = "", style: str = "") -> Text:
    """Draw what is compared, with the `year`, and the scale and the unit of all values where its label has no unit."""
    unit, scale = words.unit_of(row.unit or ""), page.scale_of(row.values)
    shared = [scale.word if scale else "", "" if unit.casefold() in row.label.casefold() else unit]
    label = fact(row.label, style).append_text(origin_mark(row.origin))
    return _joined(label, year, " ".join([word for word in shared if word]))


def _joined(label: Text, *more: str | None) -> Text:
    return Text(", ").join([label, *[fact(text, MARK) for text in more if text]])


def _has_note(value: CityValue) -> bool:
    """Return whether there is something to be careful about; that of a computed value is its formula."""
    return value.note is not None and value.source is not None


def _share(percent: float | None) -> str:
    if percent is None:
        return ""
    return "<0.1 %" if 0 < percent < 0.05 else f"{percent:.1f} %"


def _mark(value: CityValue, row: Comparison, page: Page) -> str:
    """Return the number of the source of a value; of one without, that it is computed where not all of the row is."""
    if value.source:
        return f" [{page.mark(value.source)}]"
    return "" if value.value is None or row.computed else " (computed)"


def _remarks(rows: Sequence[Comparison], remarks: Sequence[str]) -> list[Text]:
    """Return each remark once, behind the labels of the metrics that it is about."""
    about: dict[str, list[str]] = {}
    for row, remark in zip(rows, remarks, strict=True):
        about.setdefault(remark, []).append(row.label)
    return [fact(f"{'; '.join(labels)}: {remark}") for remark, labels in about.items() if remark]


def _notes(row: Comparison, names: Names) -> list[Text]:
    """Return all that one metric has to say: its formula, its own note and those of its values."""
    notes = [f"computed as {row.formula}"] if row.formula else []
    notes += [row.note] if row.note else []
    notes += [f"{names[value.city]}: {value.note}" for value in row.values if _has_note(value)]
    return [fact(note) for note in notes]


def _under(heading: str, texts: Sequence[Text], screen: Screen) -> list[Text]:
    """Draw texts under a heading; nothing where there are none."""
    lines = [Text(heading, HEAD)] if texts else []
    for text in texts:
        lines += indented(text, GAP, screen.room)
    return lines


def _hints(rows: Sequence[Comparison], names: Names, catalog: Catalog) -> list[Text]:
    """Offer what can be ranked in place of what cannot, and another year."""
    command = f"gba compare {'--all' if list(names) == list(catalog.cities) else ' '.join(names)}"
    shown, hints = {row.metric for row in rows}, []
    for row in rows:
        converted = row.metric + IN_DOLLARS
        if row.unit is None and converted in COMPUTED.keys() - shown and EXCHANGE_RATE in catalog.metric_ids:
            hints.append(f"In one currency: {command} -m {converted}")
    if len(rows) == 1 and rows[0].other_year:
        more = "Newer, not for all" if rows[0].year else "More of one year"
        hints.append(f"{more}: {command} -m {rows[0].metric} --year {rows[0].other_year}")
    return [Text(hint, MARK) for hint in hints]


def _legend(rows: Sequence[Comparison], page: Page) -> list[Text]:
    """Explain the signs that occur."""
    values, several = [value for row in rows for value in row.values], len(rows) > 1
    signs = [f"{_LARGEST} the largest"] if several and any(row.largest for row in rows) else []
    signs += words.qualifier_legend(values)
    signs += [f"{words.UNKNOWN} unknown"] if any(value.value is None for value in values) else []
    signs += [f"{words.NOTED} has a note: -m METRIC"] if several and any(map(_has_note, values)) else []
    signs += ["× as a multiple of the first"] if any(value.ratio is not None for value in values) else []
    signs += [words.ROUNDED] if any(page.scale_of(row.values) for row in rows) else []
    return [Text("; ".join(signs), MARK)] if signs else []
