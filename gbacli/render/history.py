"""Values through the years: a table with a column a year, a line and the change from the first value to the last.

Where not all years fit beside each other, or for one row, they flow below each row. The source that most values come
from is said once; values from others carry its sign.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rich.text import Text

from gbacli.catalog import Catalog
from gbacli.model import Stat
from gbacli.queries import history as query
from gbacli.queries.values import all_metrics
from gbacli.render import charts, words
from gbacli.render.cells import subject_names
from gbacli.render.drawing import ACCENT, HEAD, MARK, fact, origin_mark
from gbacli.render.screen import Screen
from gbacli.render.sources import Numbered
from gbacli.render.tables import ESSENTIAL, Column, fitted, flowing, width_of

_SIGNS = "*†‡"
"""The signs of sources other than the main one, where they are few; where they are many, their raised numbers."""
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class Row(NamedTuple):
    """A line, ready to be drawn."""

    line: query.Line
    name: Text
    unit: str
    """With the word of the scale, where that is its own."""
    cells: dict[str, Text]
    """Its values by year."""
    spark: Text
    change: Text


def history(found: Sequence[Stat], catalog: Catalog, screen: Screen, heading: str = "") -> list[Text]:
    """Draw values by year, the sources numbered underneath. `heading`: how the words of the question were read.

    Where there are values of several cities, those of regions stand below: their lines have gaps.
    """
    names, numbered, lines = subject_names(catalog), Numbered(), query.lines(found)
    cities = [line for line in lines if line.subject in catalog.cities]
    drawn = cities if len({line.subject for line in cities}) > 1 else lines
    signs = _signs([stat for line in drawn for stat in line.stats if stat.source])
    for source in signs:
        numbered.mark(source)
    alone = len({line.subject for line in drawn}) == 1 and len(drawn) > 1
    groups = _grouped(drawn, "subject" if alone else "metric")
    parts: list[Text] = []
    for members in groups.values():
        title = names.get(members[0].subject, members[0].subject) if alone else members[0].label
        title = (heading if len(groups) == 1 else "") or title
        labels = {} if alone else names
        parts += [*([Text()] if parts else []), *_section(members, title, labels, signs, catalog, screen)]
    parts += _beside([line for line in lines if line not in drawn], names, numbered, screen)
    parts += _legend(found, signs, numbered)
    return parts + numbered.lines(catalog, screen, most=4)


def _grouped(lines: Sequence[query.Line], field: str) -> dict[str, list[query.Line]]:
    groups: dict[str, list[query.Line]] = {}
    for line in lines:
        groups.setdefault(getattr(line, field), []).append(line)
    return groups


def _beside(lines: Sequence[query.Line], names: Mapping[str, str], numbered: Numbered, screen: Screen) -> list[Text]:
    """Name the latest values of what stands in no row."""
    latest = [(names.get(line.subject, line.subject), line.stats[-1]) for line in lines]
    texts = [
        f"{name} {words.amount(stat, exact=screen.exact)} ({stat.period}) [{numbered.of(stat)}]"
        for name, stat in latest
    ]
    return [fact(f"Beside them: {', '.join(texts)}")] if texts else []


def is_history(found: Sequence[Stat]) -> bool:
    """Return whether values make any line at all."""
    return any(len(line.stats) > 1 for line in query.lines(found))


def _signs(found: Sequence[Stat]) -> dict[str, str]:
    """Return the sign of each source (id), the most frequent first: that one needs none."""
    most = [source for source, _ in Counter([stat.source or "" for stat in found]).most_common()]
    few = len(most) <= len(_SIGNS) + 1
    return {key: "" if not i else _SIGNS[i - 1] if few else str(i + 1).translate(_RAISED) for i, key in enumerate(most)}


def _section(
    lines: Sequence[query.Line],
    title: str,
    names: Mapping[str, str],
    signs: Mapping[str, str],
    catalog: Catalog,
    screen: Screen,
) -> list[Text]:
    """Draw the lines of one metric, with the `names` of their subjects; or of one subject, each in its own scale."""
    years = sorted({stat.year for line in lines for stat in line.stats})
    scales = [words.scale_of([stat.value for stat in line.stats], exact=screen.exact) for line in lines]
    if names:
        scale = words.scale_of([stat.value for line in lines for stat in line.stats], exact=screen.exact)
        title, scales = f"{title}, {scale.word}" if scale else title, [scale] * len(lines)
    rows = []
    for line, scale in zip(lines, scales, strict=True):
        word = f"{scale.word} " if scale and not names else ""
        name = fact(names.get(line.subject, line.subject) if names else line.label)
        name.append_text(origin_mark(line.stats[-1].origin))
        cells = {stat.year: _value(stat, scale, signs.get(stat.source or "", "")) for stat in line.stats}
        spark, change = Text(_spark(line, years, catalog), ACCENT), Text(_change(line))
        rows.append(Row(line, name, f"{word}{words.unit_of(line.unit)}", cells, spark, change))
    if names:  # the largest first, those of one unit together
        units = Counter([line.unit for line in lines])
        rows.sort(key=lambda row: (-units[row.line.unit], row.line.unit, -row.line.stats[-1].value))
    return [fact(title, HEAD), *_drawn(rows, years, screen)]


def _drawn(rows: Sequence[Row], years: Sequence[str], screen: Screen) -> list[Text]:
    """Draw rows as a table, with all for which it has room; or with years flowing below them, where that is shorter."""
    columns = [
        Column("", [row.name for row in rows], no_wrap=True),
        Column("", [fact(row.unit) for row in rows], no_wrap=True),
        *[_year_column(year, rows) for year in years],
        Column("", [row.spark for row in rows], rank=5, no_wrap=True),
        Column("Change", [row.change for row in rows], rank=4, no_wrap=True, right=True),
    ]
    columns = [column for column in columns if any(cell.plain.strip() for cell in column.cells)]
    flow = [line for row in rows for line in _flow(row, screen)]
    too_wide = width_of([column for column in columns if column.rank <= ESSENTIAL]) > screen.width
    shorter = too_wide or len(flow) < len(rows) + 2
    return flow if screen.wraps and shorter else fitted(columns, screen)


def _flow(row: Row, screen: Screen) -> list[Text]:
    """Draw a row as its name, line and change, and below it each year with its value, as many to a line as fit."""
    unit = row.unit if row.unit not in row.name.plain.casefold() else ""
    head = [row.name.copy().append(f", {unit}" if unit else ""), row.spark, row.change]
    values = [Text().append(f"{year} ", MARK).append_text(cell) for year, cell in row.cells.items()]
    return [*flowing([item for item in head if item.plain], screen.width, hanging=True), *flowing(values, screen.width)]


def _year_column(year: str, rows: Sequence[Row]) -> Column:
    cells = [row.cells.get(year) or Text(words.UNKNOWN, MARK) for row in rows]
    folded = [Text().append(f"{year} ", MARK).append_text(cell) for cell in cells]
    return Column(year, cells, no_wrap=True, right=True, folded=folded)


def _value(stat: Stat, scale: words.Scale | None, sign: str) -> Text:
    text = words.value(stat.value, stat.qualifier, stat.unit, scale)
    if sign and sign in _SIGNS:
        return Text().append(sign, MARK).append(text)
    return Text(text).append(f" {sign}" if sign else "", MARK)


def _spark(line: query.Line, years: Sequence[str], catalog: Catalog) -> str:
    """Draw a cell a year; of a rank, and where low is better, with the lowest value on top."""
    first, last = int(years[0]), int(years[-1])
    if last - first >= query.LONGEST:
        return ""
    metric = all_metrics(catalog).get(line.metric)
    sign = -1 if line.unit == "rank" or (metric and metric.better == "low") else 1
    known = {int(stat.year): sign * stat.value for stat in line.stats}
    return charts.sparkline([known.get(year) for year in range(first, last + 1)])


def _change(line: query.Line) -> str:
    found = query.change(line)
    if found is None:
        return ""
    amount = f"{found.amount:+,.0f} %" if found.unit == "percent" else f"{found.amount:+,.2g} points"
    return amount.replace("+0 %", "0 %").replace("-0 %", "0 %")


def _legend(found: Sequence[Stat], signs: Mapping[str, str], numbered: Numbered) -> list[Text]:
    """Say which values come from which source, and explain the signs that occur."""
    others = [f"{sign} [{numbered.mark(source)}]" for source, sign in signs.items() if sign]
    text = "all from [1]" + (f" but {', '.join(others)}" if others else "") if signs else ""
    if len(signs) > len(_SIGNS) + 1:
        text = "from [1] but where a raised number names another source"
    more = "; ".join([part for part in (text, *words.qualifier_legend(found)) if part])
    return [fact(more, MARK)] if more else []
