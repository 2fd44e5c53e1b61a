"""Values through the years: a table with a column a year, a line and the change from the first value to the last.

Where not all years fit beside each other they are drawn in several tables, older years first, or flow below each row,
whichever is shorter. The source that most values come
from is said once; values from others carry its sign.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from rich.text import Text

from gbacli.catalog import Catalog
from gbacli.model import BUILT_IN, Stat
from gbacli.queries import history as query
from gbacli.queries.values import all_metrics
from gbacli.render import charts, words
from gbacli.render.cells import subject_names
from gbacli.render.drawing import ACCENT, HEAD, MARK, fact
from gbacli.render.screen import Screen
from gbacli.render.sources import Numbered
from gbacli.render.tables import Column, fitted, flowing, labelled, width_of

_SIGNS = "*†‡"
"""The signs of sources other than the main one, where they are few; where they are many, their raised numbers."""
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class Row(NamedTuple):
    """A line, ready to be drawn."""

    line: query.Line
    name: Text
    by_year: dict[str, Stat]
    scale: words.Scale | None


class Section(NamedTuple):
    """Rows under one head: the metrics of one subject, or the subjects of one metric."""

    head: str
    rows: list[Row]
    years: list[str]
    own_scales: bool
    """Whether each row has a scale of its own, and names it."""


def history(found: Sequence[Stat], catalog: Catalog, screen: Screen, heading: str = "") -> list[Text]:
    """Draw values by year, the sources numbered underneath. `heading`: how the words of the question were read."""
    numbered, lines = Numbered(), query.lines(found)
    drawn = _of_cities(lines, catalog)
    signs = _signs([stat for line in drawn for stat in line.stats if stat.source])
    for source in signs:
        numbered.mark(source)
    parts: list[Text] = []
    for section in _sections(drawn, catalog, screen, heading):
        parts += [*([Text()] if parts else []), *_drawn(section, signs, catalog, screen)]
    parts += _beside([line for line in lines if line not in drawn], catalog, numbered, screen)
    parts += _legend(found, signs, numbered, screen)
    return parts + numbered.lines(catalog.sources, screen, most=4)


def is_history(found: Sequence[Stat]) -> bool:
    """Return whether values make any line at all."""
    return any(len(line.stats) > 1 for line in query.lines(found))


def _of_cities(lines: Sequence[query.Line], catalog: Catalog) -> list[query.Line]:
    """Return the lines of cities, where there are any of several; what regions have beside them has gaps."""
    cities = [line for line in lines if line.subject in catalog.cities]
    return cities if len({line.subject for line in cities}) > 1 else list(lines)


def _beside(lines: Sequence[query.Line], catalog: Catalog, numbered: Numbered, screen: Screen) -> list[Text]:
    """Name the latest values of regions under the table of the cities."""
    names = subject_names(catalog)
    latest = [
        f"{names.get(line.subject, line.subject)} {_amount(line.stats[-1], screen)} ({line.stats[-1].period})"
        f" [{numbered.of(line.stats[-1])}]"
        for line in lines
    ]
    return labelled("", fact(f"Beside them: {', '.join(latest)}"), 0, screen) if latest else []


def _amount(stat: Stat, screen: Screen) -> str:
    return words.amount(stat, exact=screen.exact)


def _signs(found: Sequence[Stat]) -> dict[str, str]:
    """Return the sign of each source (id), the most frequent first: that one needs none."""
    most = [source for source, _ in Counter([stat.source or "" for stat in found]).most_common()]
    if len(most) <= len(_SIGNS) + 1:
        return {source: _SIGNS[i - 1] if i else "" for i, source in enumerate(most)}
    return {source: str(i + 1).translate(_RAISED) if i else "" for i, source in enumerate(most)}


def _sections(lines: Sequence[query.Line], catalog: Catalog, screen: Screen, heading: str) -> list[Section]:
    """Put lines under heads: under their subject when there is but one, else under their metric."""
    names = subject_names(catalog)
    alone = len({line.subject for line in lines}) == 1 and len(lines) > 1
    groups: dict[str, list[query.Line]] = {}
    for line in lines:
        groups.setdefault(line.subject if alone else line.metric, []).append(line)
    sections = []
    for members in groups.values():
        rows = [_row(line, line.label if alone else names.get(line.subject, line.subject)) for line in members]
        scale = words.scale_of([stat.value for row in rows for stat in row.line.stats], exact=screen.exact)
        shared = None if alone else scale
        rows = rows if alone else _in_order(rows)
        rows = [row._replace(scale=_own_scale(row, screen) if alone else shared) for row in rows]
        title = names.get(members[0].subject, members[0].subject) if alone else members[0].label
        head = (heading if len(groups) == 1 else "") or title
        years = sorted({year for row in rows for year in row.by_year})
        sections.append(Section(f"{head}, {shared.word}" if shared else head, rows, years, alone))
    return sections


def _row(line: query.Line, name: str) -> Row:
    label = fact(name)
    if line.stats[-1].origin != BUILT_IN:
        label.append_text(fact(f"  [{line.stats[-1].origin}]", "italic"))
    return Row(line, label, {stat.year: stat for stat in line.stats}, None)


def _own_scale(row: Row, screen: Screen) -> words.Scale | None:
    return words.scale_of([stat.value for stat in row.line.stats], exact=screen.exact)


def _in_order(rows: Sequence[Row]) -> list[Row]:
    """Put rows in the order of their latest values, the largest first, those of one unit together."""
    units = Counter([row.line.unit for row in rows])
    return sorted(rows, key=lambda row: (-units[row.line.unit], row.line.unit, -row.line.stats[-1].value))


def _drawn(section: Section, signs: dict[str, str], catalog: Catalog, screen: Screen) -> list[Text]:
    """Draw a section as tables or with its years flowing below each row, whichever is shorter."""
    head = labelled("", fact(section.head, HEAD), 0, screen)
    first = [
        Column("", [row.name for row in section.rows], no_wrap=True),
        Column("", [fact(_unit(row, own=section.own_scales)) for row in section.rows], no_wrap=True),
    ]
    years = [_year_column(year, section.rows, signs) for year in section.years]
    last = _last_columns(section.rows, section.years, catalog)
    if not screen.wraps:
        return [*head, *fitted([*first, *years, *last], screen)]
    blocks = _blocks(first, years, screen)
    flow = [line for row in section.rows for line in _flow(row, section.years, signs, catalog, screen)]
    if not blocks or len(flow) < len(blocks) * (len(section.rows) + 2):
        return [*head, *flow]
    parts: list[Text] = [*head]
    for block in blocks:
        tails = [last, last[-1:]] if block is blocks[-1] else []
        parts += fitted(next((wide for tail in tails if _fits(wide := [*block, *tail], screen)), block), screen)
    return parts


def _blocks(first: Sequence[Column], years: Sequence[Column], screen: Screen) -> list[list[Column]]:
    """Divide years into tables that fit, older years first; none where not even one year does."""
    for count in range(1, len(years) + 1):
        ends = [len(years) * i // count for i in range(count + 1)]
        blocks = [[*first, *years[start:end]] for start, end in pairwise(ends)]
        if all(_fits(block, screen) for block in blocks):
            return blocks
    return []


def _flow(row: Row, years: Sequence[str], signs: dict[str, str], catalog: Catalog, screen: Screen) -> list[Text]:
    """Draw a row as its name, line and change, and below it each year with its value, as many to a line as fit."""
    unit = _unit(row, own=True)
    name = row.name.copy().append(f", {unit}" if unit and unit not in row.name.plain.casefold() else "")
    head = [name, Text(_spark(row, years, catalog), ACCENT), Text(_change(row.line))]
    values = [
        Text().append(f"{year} ", MARK).append_text(_value(row, stat, signs))
        for year in years
        if (stat := row.by_year.get(year))
    ]
    return [*flowing([item for item in head if item.plain], screen.width, hanging=True), *flowing(values, screen.width)]


def _fits(columns: Sequence[Column], screen: Screen) -> bool:
    return width_of(columns) <= screen.width


def _unit(row: Row, *, own: bool) -> str:
    word = f"{row.scale.word} " if row.scale and own else ""
    return f"{word}{words.unit_of(row.line.unit)}"


def _year_column(year: str, rows: Sequence[Row], signs: dict[str, str]) -> Column:
    cells = [_value(row, row.by_year.get(year), signs) for row in rows]
    folded = [Text().append(f"{year} ", MARK).append_text(cell) for cell in cells]
    return Column(year, cells, no_wrap=True, right=True, folded=folded)


def _value(row: Row, stat: Stat | None, signs: dict[str, str]) -> Text:
    if stat is None:
        return Text(words.UNKNOWN, MARK)
    sign = signs.get(stat.source or "", "")
    text = words.value(stat.value, stat.qualifier, stat.unit, row.scale)
    if sign and sign in _SIGNS:
        return Text().append(sign, MARK).append(text)
    return Text(text).append(f" {sign}" if sign else "", MARK)


def _last_columns(rows: Sequence[Row], years: Sequence[str], catalog: Catalog) -> list[Column]:
    """Lay out the line and the change, where any row has one."""
    columns = [
        Column("", [Text(_spark(row, years, catalog), ACCENT) for row in rows], no_wrap=True),
        Column("Change", [Text(_change(row.line)) for row in rows], no_wrap=True, right=True),
    ]
    return [column for column in columns if any(cell.plain.strip() for cell in column.cells)]


def _spark(row: Row, years: Sequence[str], catalog: Catalog) -> str:
    """Draw the line of a row, a cell a year; of a rank with the first place on top."""
    if not years or int(years[-1]) - int(years[0]) >= query.LONGEST:
        return ""
    known = {int(year): stat.value for year, stat in row.by_year.items()}
    values = [known.get(year) for year in range(int(years[0]), int(years[-1]) + 1)]
    if row.line.unit == "rank" or _is_low_better(row.line.metric, catalog):
        return charts.sparkline([None if value is None else -value for value in values])
    return charts.sparkline(values)


def _is_low_better(metric: str, catalog: Catalog) -> bool:
    known = all_metrics(catalog).get(metric)
    return known is not None and known.better == "low"


def _change(line: query.Line) -> str:
    found = query.change(line)
    if found is None:
        return ""
    amount = f"{found.amount:+,.0f} %" if found.unit == "percent" else f"{found.amount:+,.2g} points"
    return amount.replace("+0 %", "0 %").replace("-0 %", "0 %")


def _legend(found: Sequence[Stat], signs: dict[str, str], numbered: Numbered, screen: Screen) -> list[Text]:
    """Say which values come from which source, and explain the signs that occur."""
    if len(signs) > len(_SIGNS) + 1:
        text = "from [1] but where a raised number names another source"
    else:
        others = [f"{sign} [{numbered.mark(source)}]" for source, sign in signs.items() if sign]
        text = "all from [1]" + (f" but {', '.join(others)}" if others else "") if signs else ""
    more = "; ".join([part for part in (text, *words.qualifier_legend(found)) if part])
    return labelled("", fact(more, MARK), 0, screen) if more else []
