"""Values through the years: a table with a column a year, a line and the change from the first value to the last.

The source that most values come from is said once; values from others carry its sign.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rich.text import Text

from gbacli.catalog import Catalog
from gbacli.model import Stat
from gbacli.queries import values as query
from gbacli.queries.values import all_metrics
from gbacli.render import charts, words
from gbacli.render.drawing import ACCENT, HEAD, MARK, fact, origin_mark
from gbacli.render.figures import Page, figures
from gbacli.render.screen import Screen
from gbacli.render.tables import GAP, Column, fitted

_SIGNS = "*†‡"
"""The signs of the first sources beside the main one; values from others carry the number of theirs."""


class Row(NamedTuple):
    """A line, ready to be drawn."""

    name: Text
    unit: Text
    spark: Text
    change: Text
    values: dict[str, Text]
    """By year."""

    @property
    def start(self) -> Text:
        """All but the values."""
        return Text(" " * GAP).join([part for part in self[:4] if part.plain])


def history(found: Sequence[Stat], catalog: Catalog, screen: Screen, heading: str = "") -> list[Text]:
    """Draw values by year, the sources numbered underneath. `heading`: how the words of the question were read.

    Where there are values of several cities, those of regions stand below: their lines have gaps.
    """
    page, lines = Page(catalog, screen), query.lines(found)
    if not any(len(line.stats) > 1 for line in lines):
        return figures(found, catalog, screen, heading)
    cities = [line for line in lines if line.subject in catalog.cities]
    drawn = cities if len({line.subject for line in cities}) > 1 else lines
    alone = len({line.subject for line in drawn}) == 1
    signs = _signs(drawn, page)
    sections: dict[str, list[query.Line]] = {}
    for line in drawn:
        sections.setdefault("" if alone else line.metric, []).append(line)
    parts: list[Text] = []
    for members in sections.values():
        parts += [Text(), *_section(members, heading if len(sections) == 1 else "", signs, page)]
    parts += _beside([line.stats[-1] for line in lines if line not in drawn], page)
    return [*parts[1:], *_legend(found, signs), *page.numbered.lines(catalog, screen, most=4)]


def _beside(latest: Sequence[Stat], page: Page) -> list[Text]:
    """Name the latest values of what stands in no row."""
    texts = [
        f"{page.name_of(stat.subject)} {page.amount(stat)} ({stat.period}) [{page.numbered.of(stat)}]"
        for stat in latest
    ]
    return [fact(f"Beside them: {', '.join(texts)}")] if texts else []


def _signs(lines: Sequence[query.Line], page: Page) -> dict[str, str]:
    """Return the sign of each source (id), the most frequent first: that one needs none."""
    counts = Counter([stat.source for line in lines for stat in line.stats if stat.source])
    marks = {source: f"[{page.numbered.mark(source)}] " for source, _ in counts.most_common()}
    return marks | dict(zip(marks, ["", *_SIGNS], strict=False))


def _section(lines: Sequence[query.Line], heading: str, signs: Mapping[str, str], page: Page) -> list[Text]:
    """Draw the lines of one subject, each in its own scale; or of one metric in the same scale, the largest first."""
    years = sorted({stat.year for line in lines for stat in line.stats})
    alone = len(lines) > 1 and len({line.subject for line in lines}) == 1
    title = heading or (page.name_of(lines[0].subject) if alone else lines[0].label)
    scales = [page.scale_of(line.stats) for line in lines]
    if not alone:
        units = Counter([line.unit for line in lines])
        lines = sorted(lines, key=lambda line: (-units[line.unit], line.unit, -line.stats[-1].value))
        scale = page.scale_of([stat for line in lines for stat in line.stats])
        title, scales = f"{title}, {scale.word}" if scale else title, [scale] * len(lines)
    rows = []
    for line, scale in zip(lines, scales, strict=True):
        name = fact(line.label if alone else page.name_of(line.subject))
        word = f"{scale.word} " if scale and alone else ""
        row = Row(
            name.append_text(origin_mark(line.stats[-1].origin)),
            fact(f"{word}{words.unit_of(line.unit)}"),
            Text(_spark(line, years, page.catalog), ACCENT),
            Text(_change(line)),
            {stat.year: _value(stat, scale, signs.get(stat.source or "", "")) for stat in line.stats},
        )
        rows.append(row)
    return [fact(title, HEAD), *_table(rows, years, page)]


def _table(rows: Sequence[Row], years: Sequence[str], page: Page) -> list[Text]:
    """Draw rows as a table, or where the years do not fit beside each other with these below all else."""
    said = [Text()] * len(rows)
    columns = [
        Column("", [row.name for row in rows], folded=[row.start for row in rows]),
        Column("", [row.unit for row in rows], no_wrap=True, folded=said),
        *[_year_column(year, rows) for year in years],
        Column("", [row.spark for row in rows], rank=5, no_wrap=True, folded=said),
        Column("Change", [row.change for row in rows], rank=4, no_wrap=True, right=True, folded=said),
    ]
    return fitted(columns, page.screen)


def _year_column(year: str, rows: Sequence[Row]) -> Column:
    known = [row.values.get(year) for row in rows]
    cells = [value or Text(words.UNKNOWN, MARK) for value in known]
    folded = [Text().append(f"{year} ", MARK).append_text(value) if value else Text() for value in known]
    return Column(year, cells, no_wrap=True, right=True, folded=folded)


def _value(stat: Stat, scale: words.Scale | None, sign: str) -> Text:
    return Text().append(sign, MARK).append(words.value(stat.value, stat.qualifier, stat.unit, scale))


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
    found = query.change(line.stats[0], line.stats[-1])
    if found is None:
        return ""
    return f"{found:+,.2g} points" if line.unit == "percent" else f"{round(found):+,} %"


def _legend(found: Sequence[Stat], signs: Mapping[str, str]) -> list[Text]:
    """Say which values come from which source, and explain the signs that occur."""
    others = [f"{sign} [{i}]" for i, sign in enumerate(signs.values(), start=1) if sign and sign in _SIGNS]
    told = ["all from [1]" + (f" but {', '.join(others)}" if others else "")] if signs else []
    more = "; ".join([*told, *words.qualifier_legend(found)])
    return [fact(more, MARK)] if more else []
