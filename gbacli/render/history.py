"""Series drawn as lines: the years of each in a row, with a sparkline and the change from the first to the last value.

Where the table of all years does not fit, each line gets a heading and its values flow below it.
"""

from collections.abc import Sequence
from typing import NamedTuple

from rich.console import RenderableType
from rich.text import Text

from gbacli.catalog import Catalog
from gbacli.queries import history as query
from gbacli.queries.dates import year_of
from gbacli.model import BUILT_IN, Stat
from gbacli.render import charts, words
from gbacli.render.cells import Numbered, subject_names
from gbacli.render.drawing import fact
from gbacli.render.screen import Screen
from gbacli.render.tables import GAP, Column, fitted, labelled

SPACE = 3
"""Cells between two values that flow below a heading."""
OTHER_SOURCE = "*"


class Row(NamedTuple):
    """A line, ready to be drawn."""

    line: query.Line
    name: Text
    marks: list[str]
    """The number of the source in brackets, for each value with which a source begins."""
    spark: str
    change: str


class Section(NamedTuple):
    """Rows under one heading: those of one subject, or of one metric."""

    heading: Text
    first: str
    """The heading of the names of the rows."""
    rows: list[Row]


def history(found: Sequence[Stat], catalog: Catalog, screen: Screen) -> list[RenderableType]:
    """Draw values by year, the sources numbered underneath."""
    numbered = Numbered()
    parts: list[RenderableType] = []
    sections = _sections(query.lines(found), catalog, numbered)
    for section in sections:
        parts += [Text()] if parts else []
        columns = _columns(section)
        if columns and (screen.width is None or _width(columns) <= screen.width):
            heading = section.heading.copy().append(_shared_ending(section.rows), "not bold dim")
            parts += [*labelled("", heading, 0, screen), *fitted(columns, screen)]
        else:
            parts += [*labelled("", section.heading, 0, screen), *_flowing(section.rows, screen)]
    parts += _legend([row for section in sections for row in section.rows], screen)
    return parts + numbered.lines(catalog.sources if numbered.ids else {}, screen)


def _sections(lines: Sequence[query.Line], catalog: Catalog, numbered: Numbered) -> list[Section]:
    """Put lines under headings: under their subject when there is but one, else under their metric."""
    names = subject_names(catalog)
    order = {key: place for place, key in enumerate(names)}
    alone = len({line.subject for line in lines}) == 1
    groups: dict[str, list[query.Line]] = {}
    for line in lines:
        groups.setdefault(line.subject if alone else line.metric, []).append(line)
    sections = []
    for members in groups.values():
        members.sort(key=lambda line: order.get(line.subject, len(order)))
        first = members[0]
        heading = names.get(first.subject, first.subject) if alone else first.label
        rows = [
            _row(line, line.label if alone else names.get(line.subject, line.subject), numbered) for line in members
        ]
        sections.append(Section(fact(heading, "bold cyan"), "Figure" if alone else _kind(members, catalog), rows))
    return sections


def _kind(members: Sequence[query.Line], catalog: Catalog) -> str:
    return "City" if all(line.subject in catalog.cities for line in members) else "Subject"


def _row(line: query.Line, name: str, numbered: Numbered) -> Row:
    marks = [
        f"[{numbered.mark(stat.source)}]" if begins and stat.source else ""
        for stat, begins in zip(line.stats, query.source_changes(line), strict=True)
    ]
    values = [None if stat is None else stat.value for stat in query.by_year(line)]
    label = fact(name)
    if line.stats[-1].origin != BUILT_IN:
        label.append_text(fact(f"  [{line.stats[-1].origin}]", "magenta"))
    return Row(line, label, marks, charts.sparkline(values), _change(line))


def _change(line: query.Line) -> str:
    found = query.change(line)
    if found is None:
        return ""
    amount = f"{found.amount:+,.1f} %" if found.unit == "percent" else f"{found.amount:+,} points"
    return amount.replace("+0.0 %", "0.0 %") + ("" if found.same_source else OTHER_SOURCE)


def _columns(section: Section) -> list[Column]:
    """Lay out rows as a table with a column a year; nothing when a row has two values of one year."""
    rows = section.rows
    years = sorted({year_of(stat.period) for row in rows for stat in row.line.stats})
    if any(len({year_of(stat.period) for stat in row.line.stats}) < len(row.line.stats) for row in rows):
        return []
    own = (lambda row: "") if _shared_ending(rows) else _ending
    columns = [
        Column(section.first, [row.name.copy().append(own(row), "dim") for row in rows], rigid=True),
        Column("Unit", [fact(row.line.unit) for row in rows], rigid=True),
    ]
    columns += [_year_column(year, rows) for year in years]
    if any(row.spark for row in rows):
        columns.append(Column("Line", [_spark(row, years[0]) for row in rows], rigid=True))
    if any(row.change for row in rows):
        columns.append(Column("Change", [Text(row.change) for row in rows], rigid=True, right=True))
    return columns


def _spark(row: Row, first: str) -> Text:
    """Draw the line of a row so that the same years stand below each other."""
    before = int(year_of(row.line.stats[0].period)) - int(first)
    return Text(" " * before + row.spark, style="cyan") if row.spark else Text()


def _year_column(year: str, rows: Sequence[Row]) -> Column:
    found = [
        next(
            (
                (stat, mark)
                for stat, mark in zip(row.line.stats, row.marks, strict=True)
                if year_of(stat.period) == year
            ),
            None,
        )
        for row in rows
    ]
    endings = [query.common_ending(row.line.stats) for row in rows]
    texts = []
    for cell, ending in zip(found, endings, strict=True):
        if cell is None:
            texts.append((words.UNKNOWN, ""))
            continue
        stat, mark = cell
        own = "" if stat.period == year + ending else f"({stat.period})"
        texts.append((_value(stat), " ".join([part for part in (mark, own) if part])))
    number = max(len(text) for text, _ in texts)
    cells = []
    for text, behind in texts:
        drawn = Text(f"{text:>{number}}", style="dim" if text == words.UNKNOWN else "")
        cells.append(drawn.append(f" {behind}" if behind else "", "dim"))
    return Column(f"{year:>{number}}", cells, rigid=True)


def _ending(row: Row) -> str:
    """Say of which day or month most values of a row are, where that is not said by the year above them."""
    ending = query.common_ending(row.line.stats)
    return f", on {ending[1:]}" if ending else ""


def _shared_ending(rows: Sequence[Row]) -> str:
    endings = {_ending(row) for row in rows}
    return endings.pop() if len(endings) == 1 else ""


def _flowing(rows: Sequence[Row], screen: Screen) -> list[RenderableType]:
    """Draw each row as a heading with its values flowing below, as many to a line as fit, one under the other."""
    parts: list[RenderableType] = []
    for row in rows:
        heading = row.name.copy()
        heading.stylize("bold")
        heading.append_text(fact(f", {row.line.unit}", "dim"))
        tail = Text(row.spark, style="cyan").append(f"  {row.change}" if row.change else "", "default")
        if screen.width is not None and heading.cell_len + GAP + tail.cell_len > screen.width:
            parts += [*labelled("", heading, 0, screen), *([_line(Text("  ").append_text(tail))] if tail.plain else [])]
        else:
            parts.append(_line(heading.append(" " * GAP).append_text(tail)))
        parts += _flow(_items(row), (screen.width or 10_000) - GAP)
    return parts


def _items(row: Row) -> list[Text]:
    number = max(len(_value(stat)) for stat in row.line.stats)
    period = max(len(stat.period) for stat in row.line.stats)
    items = []
    for stat, mark in zip(row.line.stats, row.marks, strict=True):
        item = Text().append(f"{stat.period:<{period}} ", "dim").append(f"{_value(stat):>{number}}")
        items.append(item.append(f" {mark}" if mark else "", "dim"))
    return items


def _flow(items: Sequence[Text], room: int) -> list[RenderableType]:
    for count in range(len(items), 0, -1):
        widths = [max(item.cell_len for item in items[place::count]) for place in range(count)]
        if count == 1 or sum(widths) + SPACE * (count - 1) <= room:
            break
    count = -(-len(items) // -(-len(items) // count))  # as many on each line as on the last, nearly
    widths = [max(item.cell_len for item in items[place::count]) for place in range(count)]
    lines: list[RenderableType] = []
    for start in range(0, len(items), count):
        line = Text()
        for item, width in zip(items[start : start + count], widths, strict=False):
            line.append(" " * (GAP if not line.plain else SPACE)).append_text(item).append(
                " " * (width - item.cell_len)
            )
        lines.append(_line(line))
    return lines


def _line(text: Text) -> Text:
    text.no_wrap, text.overflow = True, "ignore"
    return text


def _value(stat: Stat) -> str:
    return words.value(stat.value, stat.qualifier, stat.unit)


def _width(columns: Sequence[Column]) -> int:
    return sum(column.natural for column in columns) + GAP * (len(columns) - 1)


def _legend(rows: Sequence[Row], screen: Screen) -> list[RenderableType]:
    """Explain the signs that occur."""
    sentences = []
    if any(row.spark for row in rows):
        sentences.append(
            "Line: one cell a year, from the lowest value to the highest; a gap is a year without a value."
        )
    if any(row.change for row in rows):
        sentences.append("Change: computed, from the first value to the last.")
    if any(row.change.endswith(OTHER_SOURCE) for row in rows):
        sentences.append(f"{OTHER_SOURCE} The first and the last value come from different sources.")
    if any(mark for row in rows for mark in row.marks):
        sentences.append("[n]: the source of this value and of those after it, up to the next number.")
    return [Text(), *labelled("", fact(" ".join(sentences), "dim"), 0, screen)] if sentences else []


def is_history(found: Sequence[Stat]) -> bool:
    """Say whether values make any line at all."""
    return any(len(line.stats) > 1 for line in query.lines(found))
