"""Values through the years: a table with a column a year, a line and the change from the first value to the last.

The source that most values come from is said once; values from others carry its sign.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from rich.text import Text

from gbacli.catalog import Catalog
from gbacli.model import Stat
from gbacli.queries import values as query
from gbacli.render import words
from gbacli.render.drawing import ACCENT, HEAD, MARK, fact, origin_mark, value_text
from gbacli.render.figures import figures
from gbacli.render.screen import Screen
from gbacli.render.sources import Page
from gbacli.render.tables import GAP, Column, fitted
from gbacli.render.words import Scale

_LEVELS = "▁▂▃▄▅▆▇█"
_SIGNS = "*†‡"
"""The signs of the first sources beside the main one; values from others carry the number of theirs."""


def history(found: Sequence[Stat], catalog: Catalog, screen: Screen, heading: str = "") -> list[Text]:
    """Draw values by year, the sources numbered underneath. `heading`: how the words of the question were read.

    Where there are values of several cities, those of regions stand below: their lines have gaps.
    """
    page, lines = Page(catalog, screen), query.lines(found)
    if not any(len(line) > 1 for line in lines):
        return figures(found, catalog, screen, heading)
    cities = [line for line in lines if line[0].subject in catalog.cities]
    drawn = cities if len({line[0].subject for line in cities}) > 1 else lines
    alone = len({line[0].subject for line in drawn}) == 1
    signs = _signs(drawn, page)
    sections: dict[str, list[query.Line]] = {}
    for line in drawn:
        sections.setdefault("" if alone else line[0].metric or line[0].id, []).append(line)
    parts: list[Text] = []
    for members in sections.values():
        parts += [Text(), *_section(members, heading if len(sections) == 1 else "", signs, page)]
    parts += _beside([line[-1] for line in lines if line not in drawn], page)
    return [*parts[1:], *_legend(found, signs), *page.sources(most=4)]


def _beside(latest: Sequence[Stat], page: Page) -> list[Text]:
    """Name the latest values of what stands in no row."""
    texts = [f"{page.name_of(one.subject)} {page.amount(one)} ({one.period}) [{page.mark_of(one)}]" for one in latest]
    return [fact(f"Beside them: {', '.join(texts)}")] if texts else []


def _signs(lines: Sequence[query.Line], page: Page) -> dict[str, str]:
    """Return the sign of each source (id), the most frequent first: that one needs none."""
    counts = Counter([stat.source for line in lines for stat in line if stat.source])
    marks = {source: f"[{page.mark(source)}] " for source, _ in counts.most_common()}
    return marks | dict(zip(marks, ["", *_SIGNS], strict=False))


def _section(lines: Sequence[query.Line], heading: str, signs: Mapping[str, str], page: Page) -> list[Text]:
    """Draw the lines of one subject, each in its own scale; or of one metric in the same scale, the largest first."""
    alone = len(lines) > 1 and len({line[0].subject for line in lines}) == 1
    title = heading or (page.name_of(lines[0][0].subject) if alone else lines[0][0].label)
    scales = [page.scale_of(line) for line in lines]
    if not alone:
        units = Counter([line[0].unit for line in lines])
        lines = sorted(lines, key=lambda line: (-units[line[0].unit], line[0].unit, -line[-1].value))
        scale = page.scale_of([stat for line in lines for stat in line])
        title, scales = f"{title}, {scale.word}" if scale else title, [scale] * len(lines)
    return [fact(title, HEAD), *_table(lines, scales, signs, page, alone=alone)]


def _table(
    lines: Sequence[query.Line], scales: Sequence[Scale | None], signs: Mapping[str, str], page: Page, *, alone: bool
) -> list[Text]:
    """Draw a line a row, or where the years do not fit beside each other with these below all else."""
    years, rows = sorted({stat.year for line in lines for stat in line}), []
    for line, scale in zip(lines, scales, strict=True):
        name = fact(line[0].label if alone else page.name_of(line[0].subject)).append_text(origin_mark(line[-1].origin))
        unit = fact(f"{scale.word if scale and alone else ''} {words.unit_of(line[0].unit)}".lstrip())
        rows.append((name, unit, Text(_spark(line, years), ACCENT), Text(_change(line))))
    names, units, sparks, changes = zip(*rows, strict=True)
    starts = [Text(" " * GAP).join([part for part in row if part.plain]) for row in rows]
    said = [Text()] * len(rows)
    columns = [
        Column("", names, folded=starts),
        Column("", units, no_wrap=True, folded=said),
        *[_year_column(year, lines, scales, signs) for year in years],
        Column("", sparks, rank=5, no_wrap=True, folded=said),
        Column("Change", changes, rank=4, no_wrap=True, right=True, folded=said),
    ]
    return fitted(columns, page.screen)


def _year_column(
    year: str, lines: Sequence[query.Line], scales: Sequence[Scale | None], signs: Mapping[str, str]
) -> Column:
    """Lay out the values of a year, each behind the sign of its source."""
    cells, folded = [], []
    for line, scale in zip(lines, scales, strict=True):
        stat = {stat.year: stat for stat in line}.get(year)
        cell = value_text(stat, scale, signs.get(stat.source or "", "") if stat else "")
        cells.append(cell)
        folded.append(Text().append(f"{year} ", MARK).append_text(cell) if stat else Text())
    return Column(year, cells, no_wrap=True, right=True, folded=folded)


def _spark(line: query.Line, years: Sequence[str]) -> str:
    """Draw a cell a year; of a rank with the first on top."""
    first, last = int(years[0]), int(years[-1])
    if last - first >= 60:  # a cell a year would fill the line
        return ""
    sign = -1 if line[0].unit == "rank" else 1
    known = {int(stat.year): sign * stat.value for stat in line}
    return sparkline([known.get(year) for year in range(first, last + 1)])


def sparkline(values: Sequence[float | None]) -> str:
    """Draw one cell a value, from the lowest of the values to the highest; None is a gap. One value makes no line."""
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return ""
    low, span = min(known), max(known) - min(known)
    levels = {value: round((value - low) / span * 7) if span else 3 for value in known}
    return "".join([" " if value is None else _LEVELS[levels[value]] for value in values])


def _change(line: query.Line) -> str:
    found = query.change(line[0], line[-1])
    if found is None:
        return ""
    return f"{found:+,.2g} points" if line[0].unit == "percent" else f"{round(found):+,} %"


def _legend(found: Sequence[Stat], signs: Mapping[str, str]) -> list[Text]:
    """Say which values come from which source, and explain the signs that occur."""
    others = [f"{sign} [{i}]" for i, sign in enumerate(signs.values(), start=1) if sign and sign in _SIGNS]
    told = ["all from [1]" + (f" but {', '.join(others)}" if others else "")] if signs else []
    more = "; ".join([*told, *words.qualifier_legend(found)])
    return [fact(more, MARK)] if more else []
