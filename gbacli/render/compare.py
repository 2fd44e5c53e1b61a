"""Cities side by side: a metric alone as a ranking, several as a table, in whichever way takes the fewest lines.

Each way of drawing a table only gets shorter as the screen gets wider, and so does the shortest of them.
"""

from collections.abc import Mapping, Sequence

from rich.cells import cell_len
from rich.console import RenderableType
from rich.text import Text

from gbacli.catalog import Catalog
from gbacli.queries.comparison import Comparison
from gbacli.queries.computed import COMPUTED, EXCHANGE_RATE, FACILITIES, IN_DOLLARS
from gbacli.render import words
from gbacli.render.compared import LARGEST, Cell, Row, has_note, row_of, scale_of, with_more
from gbacli.render.drawing import ACCENT, HEAD, MARK, fact, longest_word, wrapped
from gbacli.render.screen import Screen
from gbacli.render.sources import Numbered
from gbacli.render.tables import GAP, flowing, labelled

_FEW = 4
"""With more cities than these ranks are worth a hint."""
_NARROWEST = 12
"""How far, in cells, the column of labels may be squeezed."""


def comparison(
    rows: Sequence[Comparison], catalog: Catalog, screen: Screen, *, named: bool = False
) -> list[RenderableType]:
    """Draw a comparison with what is not ranked and why, and the sources numbered underneath.

    `named`: whether its metrics were asked for by name; else facilities by status are drawn as one row.
    """
    numbered = Numbered()
    names = {value.city: _name(value.city, catalog) for value in rows[0].values}
    alone = len(rows) == 1
    if alone and any(value.rank_of for value in rows[0].values):
        from gbacli.render.ranked import ranked

        parts = ranked(rows[0], names, numbered, screen)
    else:
        draw = _in_blocks if alone else _table
        parts = draw(_rows(rows, numbered, screen, fold=not named), list(names.values()), screen)
        parts += _remarks(rows, "reason", "Not ranked", screen)
        parts += [] if alone else _remarks(rows, "note", "Note", screen)
    parts += _notes(rows[0], names, screen) if alone else []
    parts += _hints(rows, names, catalog, screen)
    parts += _legend(rows, screen)
    return parts + numbered.lines(catalog, screen)


def _name(place: str, catalog: Catalog) -> str:
    """Return what a place is called where there is little room: a region by its id, if that is much shorter."""
    if place in catalog.cities:
        return words.visible(catalog.cities[place].name)
    name, short = catalog.subjects[place].name, place.replace("-", " ")
    return words.visible(short if len(name) > 2 * len(short) else name)


def _rows(rows: Sequence[Comparison], numbered: Numbered, screen: Screen, *, fold: bool) -> list[Row]:
    """Make the rows of a table; with `fold` facilities by status are one of them."""
    facilities = [row for row in reversed(rows) if fold and row.metric.startswith(FACILITIES)]
    drawn = [row_of(row, numbered, screen) for row in rows if row not in facilities]
    if facilities:
        counted = [row_of(row._replace(largest=None), numbered, screen) for row in facilities]
        statuses = [row.metric.removeprefix(FACILITIES).replace("-", " ") for row in facilities]
        by_city = zip(*[row.cells for row in counted], strict=True)
        cells = [Cell(", ".join([cell.number for cell in of_city])) for of_city in by_city]
        drawn.append(counted[0]._replace(label=Text(f"Facilities: {', '.join(statuses)} (computed)"), cells=cells))
    return drawn


def _table(rows: Sequence[Row], names: Sequence[str], screen: Screen) -> list[RenderableType]:
    """Draw rows in the way that takes the fewest lines; of several the one that says more where it belongs."""
    columns = _in_columns(rows, names, screen, compact=False)
    if not screen.wraps:
        return columns
    ways = [columns, _in_columns(rows, names, screen, compact=True), _in_blocks(rows, names, screen)]
    return min([way for way in ways if way], key=len)


def _in_columns(rows: Sequence[Row], names: Sequence[str], screen: Screen, *, compact: bool) -> list[RenderableType]:
    """Draw metrics as rows and cities as columns; nothing where that does not fit.

    `compact`: sources stand behind the label, of many cities the year, too, and years that differ below their values.
    """
    by_label = compact and len(names) > _FEW
    widths = [max([len(name), *[row.cells[i].width(stacked=compact) for row in rows]]) for i, name in enumerate(names)]
    head = [fact(f"{name:>{width}}", HEAD) for name, width in zip(names, widths, strict=True)]
    table = [[Text("Figure", HEAD), *head, Text("" if by_label else "Year", HEAD)]]
    for row in rows:
        label = with_more(row.label, row.unit, row.year if by_label else "").append(row.marks if compact else "", MARK)
        cells = [cell.drawn(width, stacked=compact) for cell, width in zip(row.cells, widths, strict=True)]
        table.append([label, *cells, Text("" if by_label else row.year)])
    return _aligned(table, screen)


def _aligned(rows: Sequence[Sequence[Text]], screen: Screen) -> list[RenderableType]:
    """Draw rows in columns, a rule below the first: the first is wrapped, the others are as wide as they come."""
    cells = [[list(cell.split()) for cell in row[1:]] for row in rows]
    widths = [max([line.cell_len for cell in column for line in cell]) for column in zip(*cells, strict=True)]
    first = max([row[0].cell_len for row in rows])
    room = screen.room - sum([width + GAP for width in widths if width])
    if min(first, max([_NARROWEST, *[longest_word(row[0]) for row in rows]])) > room:
        return []
    widths = [min(first, room), *widths]
    lines: list[RenderableType] = []
    for i, row in enumerate(rows):
        columns: list[list[Text]] = [wrapped(row[0], room), *cells[i]]
        for k in range(max(map(len, columns))):
            line = Text()
            for column, width in zip(columns, widths, strict=True):
                part = column[k] if k < len(column) else Text()
                line.append_text(part).append(" " * (width - part.cell_len + GAP))
            line.rstrip()
            lines.append(line)
        if i == 0:
            lines.append(Text("─" * (sum([width + GAP for width in widths if width]) - GAP), ACCENT))
    return lines


def _in_blocks(rows: Sequence[Row], names: Sequence[str], screen: Screen) -> list[RenderableType]:
    """Draw each metric as a head, and below it the cities, as many to a line as fit, all alike wide."""
    lines: list[RenderableType] = []
    first = max(map(cell_len, names))
    for row in rows:
        lines += labelled("", with_more(row.label.copy(), row.unit, row.year), 0, screen)
        number = max([cell.width() for cell in row.cells])
        cells = [cell.drawn(number) for cell in row.cells]
        width = max([cell.cell_len for cell in cells])
        items = [fact(name + " " * (first - cell_len(name) + GAP)) for name in names]
        for item, cell in zip(items, cells, strict=True):
            item.append_text(cell).append(" " * (width - cell.cell_len))
        lines += flowing(items, screen.room)
    return lines


def _remarks(rows: Sequence[Comparison], field: str, heading: str, screen: Screen) -> list[RenderableType]:
    """List what is not ranked and why, or notes: each remark once, with the metrics that it is about.

    Which units and years differ is left out: the cells say it.
    """
    about: dict[str, list[str]] = {}
    for row in rows:
        if remark := getattr(row, field):
            short = "; ".join([part.partition(": ")[0] for part in remark.split("; ")])
            about.setdefault(short if field == "reason" else remark, []).append(row.label)
    return _under(heading, [fact(f"{'; '.join(labels)}: {remark}") for remark, labels in about.items()], screen)


def _under(heading: str, texts: Sequence[Text], screen: Screen) -> list[RenderableType]:
    """Draw texts under a heading; nothing where there are none."""
    lines: list[RenderableType] = [Text(heading, HEAD)] if texts else []
    for text in texts:
        lines += labelled("", text, GAP, screen)
    return lines


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
    command = f"gba compare {'--all' if list(names) == list(catalog.cities) else ' '.join(names)}"
    shown, hints = {row.metric for row in rows}, []
    for row in rows:
        converted = row.metric + IN_DOLLARS
        if row.unit is None and converted in COMPUTED.keys() - shown and EXCHANGE_RATE in catalog.metric_ids:
            hints.append(f"In one currency: {command} -m {converted}")
    if len(rows) == 1 and rows[0].other_year:
        more = "Newer, not for all" if rows[0].year else "More of one year"
        hints.append(f"{more}: {command} -m {rows[0].metric} --year {rows[0].other_year}")
    if len(rows) > 1 and len(names) > _FEW:
        hints.append(f"Ranks and shares: {command} -m METRIC")
    return [line for hint in hints for line in labelled("", Text(hint, MARK), 0, screen)]


def _legend(rows: Sequence[Comparison], screen: Screen) -> list[RenderableType]:
    """Explain the signs that occur."""
    values, several = [value for row in rows for value in row.values], len(rows) > 1
    signs = [f"{LARGEST} the largest"] if several and any(row.largest for row in rows) else []
    signs += words.qualifier_legend(values)
    signs += [f"{words.UNKNOWN} unknown"] if any(value.value is None for value in values) else []
    signs += [f"{words.NOTED} has a note: -m METRIC"] if several and any(map(has_note, values)) else []
    signs += ["× as a multiple of the first"] if any(value.ratio is not None for value in values) else []
    signs += [words.ROUNDED] if any(scale_of(row, screen) for row in rows) else []
    return labelled("", Text("; ".join(signs), MARK), 0, screen) if signs else []
