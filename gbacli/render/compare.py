"""Cities side by side: a metric alone as a ranking, several as a table, in whichever way takes the fewest lines.

Each way of drawing a table only gets shorter as the screen gets wider, and so does the shortest of them.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import pairwise

from rich.cells import cell_len
from rich.console import RenderableType
from rich.text import Text

from gbacli.catalog import Catalog
from gbacli.queries.comparison import Comparison
from gbacli.queries.computed import EXCHANGE_RATE, FACILITIES, IN_ONE_CURRENCY
from gbacli.render import words
from gbacli.render.cells import nothing
from gbacli.render.compared import LARGEST, NOTED, Cell, Row, aligned, has_note, in_columns, row_of, with_more
from gbacli.render.drawing import HEAD, MARK, fact, longest_word, wrapped
from gbacli.render.ranked import ranked
from gbacli.render.screen import Screen
from gbacli.render.sources import Numbered
from gbacli.render.tables import GAP, labelled

FEW = 4
"""Up to so many cities are always columns, or stand below each other."""
MANY = 12
"""More rows than this are divided by the headings of their groups."""
_WIDEST_WORD = 24
"""The longest word, in cells, that the head of a column is made wide enough for."""

Way = Callable[[Screen], Sequence[RenderableType]]
"""A way to draw a table; it gives nothing where it does not fit."""


def comparison(
    rows: Sequence[Comparison], catalog: Catalog, screen: Screen, *, named: bool = False
) -> list[RenderableType]:
    """Draw a comparison with what is not ranked and why, and the sources numbered underneath.

    `named`: whether its metrics were asked for by name; else facilities by status are drawn as one row.
    """
    if not rows:
        return nothing(screen)
    numbered = Numbered()
    names = {value.city: _name(value.city, catalog) for value in rows[0].values}
    parts: list[RenderableType] = []
    if len(rows) == 1:
        parts += ranked(rows[0], names, numbered, screen)
        parts += _notes(rows[0], names, screen)
    else:
        parts += _table(_table_rows(rows, numbered, screen, fold=not named), list(names.values()), screen)
        parts += _remarks(rows, screen)
    parts += _hints(rows, names, catalog, screen)
    parts += _legend(rows, screen)
    return parts + numbered.lines(catalog.sources if numbered.numbers else {}, screen)


def _name(place: str, catalog: Catalog) -> str:
    """Return what a place is called where there is little room: a region by its id, if that is much shorter."""
    if place in catalog.cities:
        return words.visible(catalog.cities[place].name)
    name, short = catalog.subjects[place].name, place.replace("-", " ")
    return words.visible(short if len(name) > 2 * len(short) else name)


def _table_rows(rows: Sequence[Comparison], numbered: Numbered, screen: Screen, *, fold: bool) -> list[Row]:
    """Make the rows of a table; with `fold` facilities by status are one of them."""
    facilities = [row for row in reversed(rows) if fold and row.metric.startswith(FACILITIES)]
    drawn = [row_of(row, numbered, screen) for row in rows if row not in facilities]
    if facilities:
        counted = [row_of(row._replace(largest=None), numbered, screen) for row in facilities]
        statuses = [row.metric.removeprefix(FACILITIES).replace("-", " ") for row in facilities]
        by_city = zip(*[row.cells for row in counted], strict=True)
        cells = [Cell(", ".join([cell.number for cell in of_city])) for of_city in by_city]
        label = fact(f"Facilities: {', '.join(statuses)} (computed)")
        drawn.append(counted[0]._replace(label=label, cells=cells))
    return drawn


def _table(rows: Sequence[Row], names: Sequence[str], screen: Screen) -> list[RenderableType]:
    """Draw rows in the way that takes the fewest lines; of several the one that says more where it belongs."""
    fitting = screen._replace(wraps=True)
    best: Sequence[RenderableType] = ()
    chosen = ways = _ways(rows, names)
    for way, least in ways:
        lines = way(fitting) if not best or least < len(best) else ()
        if lines and (not best or len(lines) < len(best)):
            best, chosen = lines, [(way, least)]
    return list(best if screen.wraps else chosen[0][0](screen))


def _ways(rows: Sequence[Row], names: Sequence[str]) -> list[tuple[Way, int]]:
    """Return the ways to draw a table, each with the least lines that it takes. The last fits any screen."""
    upright = partial(_metrics_as_rows, rows, names)
    least = len(rows) + 2
    stacked = [(partial(upright, year=False, marks=False, stacked=True), least)]
    return [
        (partial(upright, year=True, marks=True), least),
        (partial(upright, year=False, marks=True), least),
        (partial(upright, year=False, marks=False), least),
        *(stacked if len(names) > 2 or any(cell.year for row in rows for cell in row.cells) else []),
        *([(partial(_cities_as_rows, rows, names), len(names) + 3)] if len(names) > FEW else []),
        (partial(_one_by_one, rows, names), len(rows) * (len(names) + 1)),
    ]


def _metrics_as_rows(
    rows: Sequence[Row], names: Sequence[str], screen: Screen, *, year: bool, marks: bool, stacked: bool = False
) -> list[Text]:
    """Draw metrics as rows and cities as columns. Without `year` or `marks` these stand behind the label.

    `stacked`: whether years that differ stand below their values.
    """
    columns = zip(*[row.cells for row in rows], strict=True)
    widths = [
        max([len(name), *[cell.width(stacked=stacked) for cell in column]])
        for name, column in zip(names, columns, strict=True)
    ]
    head = [Text("Figure", HEAD), *[fact(f"{name:>{width}}", HEAD) for name, width in zip(names, widths, strict=True)]]
    table = [[*head, Text("Year", HEAD)] if year else head]
    for i, row in enumerate(rows):
        if len(rows) > MANY and (i == 0 or row.group != rows[i - 1].group):
            table.append([Text(row.group.capitalize(), HEAD)])
        label = with_more(row.label, row.unit, "" if year else row.year)
        label.append("" if marks or not row.marks else f" {row.marks}", MARK)
        cells = [cell.drawn(width, mark=marks, stacked=stacked) for cell, width in zip(row.cells, widths, strict=True)]
        table.append([label, *cells, Text(row.year)] if year else [label, *cells])
    return aligned(table, screen, heads=1)


def _cities_as_rows(rows: Sequence[Row], names: Sequence[str], screen: Screen) -> list[Text]:
    """Draw cities as rows and metrics as columns, in as many tables as take the fewest lines."""
    columns = [_column(row) for row in rows]
    heights = [len(column) - len(names) for column in columns]
    first = max([cell_len(name) for name in names])
    widths = [column[0].cell_len + GAP for column in columns]
    if first + max(widths) > screen.width:
        return []
    best: list[tuple[int, list[int]]] = [(0, [])]  # for each count of columns: the least lines, and where tables begin
    for end in range(1, len(columns) + 1):
        starts = [start for start in range(end) if first + sum(widths[start:end]) <= screen.width]
        lines = {start: best[start][0] + max(heights[start:end]) + len(names) + 2 for start in starts}
        start = min(reversed(starts), key=lambda start: lines[start])
        best.append((lines[start], [*best[start][1], start]))
    tables: list[Text] = []
    for start, end in pairwise([*best[-1][1], len(columns)]):
        height = max(heights[start:end])
        parts = [[Text()] * (height - heights[i]) + columns[i] for i in range(start, end)]
        firsts = [Text()] * (height - 1) + [Text("City", HEAD), *map(fact, names)]
        table = [list(cells) for cells in zip(firsts, *parts, strict=True)]
        tables += [*([Text()] if tables else []), *aligned(table, screen, heads=height)]
    return tables


def _column(row: Row) -> list[Text]:
    """Return the head of a column (label, unit, year, the source where it is only one) and its cells, alike wide."""
    marks = {cell.mark for cell in row.cells if cell.number != words.UNKNOWN}
    number = max([cell.width() for cell in row.cells])
    cells = [cell.drawn(number, mark=len(marks) > 1) for cell in row.cells]
    block = max([cell.cell_len for cell in cells])
    cells = [cell.append(" " * (block - cell.cell_len)) for cell in cells]
    below = [fact(row.unit, MARK)] if row.unit else []
    below += [Text(row.year).append(f" {row.marks}" if len(marks) == 1 else "", MARK)]
    width = max(block, *[text.cell_len for text in below], min(longest_word(row.label), _WIDEST_WORD))
    head = [*[part.copy() for part in wrapped(row.label, width)], *below]
    for text in head[: -len(below)]:
        text.stylize(HEAD)
    width = max([width, *[text.cell_len for text in head]])
    return [Text(" " * (width - text.cell_len)).append_text(text) for text in (*head, *cells)]


def _one_by_one(rows: Sequence[Row], names: Sequence[str], screen: Screen) -> list[RenderableType]:
    """Draw each metric as a head, and below it a line a city."""
    lines: list[RenderableType] = []
    for row in rows:
        label = row.label.copy()
        label.stylize(HEAD)
        lines += labelled("", with_more(label, row.unit, row.year), 0, screen)
        width = max([cell.width() for cell in row.cells])
        table = [[fact(f"  {name}"), cell.drawn(width)] for name, cell in zip(names, row.cells, strict=True)]
        lines += in_columns(table, screen)
    return lines


def _remarks(rows: Sequence[Comparison], screen: Screen) -> list[RenderableType]:
    """List what is not ranked and why, and notes: each remark once, with the metrics that it is about."""
    lines: list[RenderableType] = []
    for heading, field in (("Not ranked", "reason"), ("Note", "note")):
        about: dict[str, list[str]] = {}
        for row in rows:
            if remark := getattr(row, field):
                about.setdefault(_short(remark) if field == "reason" else remark, []).append(row.label)
        texts = [fact(f"{'; '.join(labels)}: ").append_text(fact(remark, MARK)) for remark, labels in about.items()]
        lines += _under(heading, texts, screen)
    return lines


def _under(heading: str, texts: Sequence[Text], screen: Screen) -> list[RenderableType]:
    """Draw texts under a heading; nothing where there are none."""
    lines: list[RenderableType] = [Text(heading, HEAD)] if texts else []
    for text in texts:
        lines += labelled("", text, GAP, screen)
    return lines


def _short(reason: str) -> str:
    """Leave out of a reason which units and years differ: the cells say it."""
    return "; ".join([part.partition(": ")[0] for part in reason.split("; ")])


def _notes(row: Comparison, names: Mapping[str, str], screen: Screen) -> list[RenderableType]:
    """Draw all that one metric has to say: its formula, its own note and those of its values."""
    notes = [f"computed as {row.formula}"] if row.formula else []
    notes += [row.note] if row.note else []
    for value in row.values if not row.computed else ():
        if value.note:
            made = f"computed: the sum of its {value.note.count(' + ') + 1} cities (the formula: --json)"
            notes.append(f"{names[value.city]}: {value.note if value.source else made}")
    return _under("Note", [fact(note, MARK) for note in notes], screen)


def _hints(
    rows: Sequence[Comparison], names: Mapping[str, str], catalog: Catalog, screen: Screen
) -> list[RenderableType]:
    """Offer what can be ranked in place of what cannot, another year, and ranks."""
    every = list(names) == list(catalog.cities)
    command = f"gba compare {'--all' if every else ' '.join(names)}"
    shown = {row.metric for row in rows}
    hints = []
    for row in rows:
        converted = IN_ONE_CURRENCY.get(row.metric)
        if converted and converted not in shown and row.unit is None and EXCHANGE_RATE in catalog.metric_ids:
            hints.append(f"In one currency: {command} -m {converted}")
    if len(rows) == 1 and rows[0].other_year:
        more = "Newer, not for all" if rows[0].year else "More of one year"
        hints.append(f"{more}: {command} -m {rows[0].metric} --year {rows[0].other_year}")
    if len(rows) > 1 and len(names) > FEW:
        hints.append(f"Ranks and shares: {command} -m METRIC")
    return [line for hint in hints for line in labelled("", Text(hint, MARK), 0, screen)]


def _legend(rows: Sequence[Comparison], screen: Screen) -> list[RenderableType]:
    """Explain the signs that occur."""
    values = [value for row in rows for value in row.values]
    scaled = [words.scale_of([value.value for value in row.values if value.value is not None]) for row in rows]
    signs = [f"{LARGEST} the largest"] if len(rows) > 1 and any(row.largest for row in rows) else []
    signs += words.qualifier_legend(values)
    signs += [f"{words.UNKNOWN} unknown"] if any(value.value is None for value in values) else []
    signs += [f"{NOTED} has a note: -m METRIC"] if len(rows) > 1 and any(map(has_note, values)) else []
    signs += ["× as a multiple of the first"] if any(value.ratio is not None for value in values) else []
    signs += ["rounded (--exact: every digit)"] if any(scaled) and not screen.exact else []
    return labelled("", Text("; ".join(signs), MARK), 0, screen) if signs else []
