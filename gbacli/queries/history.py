"""Series as lines through the years: which values belong together, which years lack, where the source changes."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from gbacli.model import Stat
from gbacli.queries.dates import last_day, year_of

LONGEST = 60
"""A line through more years than this is not drawn year by year."""


class Line(NamedTuple):
    """What was measured of one subject in one unit, oldest value first."""

    subject: str
    metric: str
    """The id of the metric; of a statement its own id."""
    label: str
    unit: str
    stats: tuple[Stat, ...]


class Change(NamedTuple):
    """How much the last value of a line differs from the first. Computed, and therefore only between exact values."""

    amount: float
    unit: str
    """`percent` of the first value, or `points` between two percentages."""
    same_source: bool
    """Whether both values come from one source; if not, a part of the change may lie in the counting."""


def lines(found: Iterable[Stat]) -> list[Line]:
    """Put values that belong together into lines, in the order of their first values."""
    groups: dict[tuple[str, str, str], list[Stat]] = {}
    for stat in found:
        groups.setdefault((stat.subject, stat.metric or stat.id, stat.unit), []).append(stat)
    return [
        Line(subject, metric, stats[0].label, unit, tuple(sorted(stats, key=lambda stat: last_day(stat.period))))
        for (subject, metric, unit), stats in groups.items()
    ]


def by_year(line: Line) -> list[Stat | None]:
    """Give one value a year from the first year of a line to its last, None for a year without: the gaps stay gaps.

    Of several values of a year the latest stands. Nothing for a line of more than `LONGEST` years.
    """
    last = {int(year_of(stat.period)): stat for stat in line.stats}
    if not last or max(last) - min(last) >= LONGEST:
        return []
    return [last.get(year) for year in range(min(last), max(last) + 1)]


def source_changes(line: Line) -> list[bool]:
    """Say for each value whether its source is another than that of the value before; of the first it is."""
    return [place == 0 or stat.source != line.stats[place - 1].source for place, stat in enumerate(line.stats)]


def change(line: Line) -> Change | None:
    """Compute the change over a line: None between values that are not exact, for ranks, and from zero or below."""
    first, last = line.stats[0], line.stats[-1]
    exact = first.qualifier == last.qualifier == "exact"
    if len(line.stats) < 2 or not exact or line.unit in ("rank", "year"):
        return None
    same = first.source == last.source
    if line.unit == "percent":
        return Change(round(last.value - first.value, 6), "points", same)
    if first.value <= 0:
        return None
    return Change((last.value - first.value) / first.value * 100, "percent", same)


def common_ending(found: Sequence[Stat]) -> str:
    """Give what most periods say beyond the year (`-12-31` at year-end); nothing when most are years."""
    endings = [stat.period[4:] if "/" not in stat.period else "" for stat in found]
    return max(dict.fromkeys(endings), key=endings.count, default="")


def change_on(stat: Stat, before: Stat | None) -> Stat:
    """Fill in the change of a value on that of the year before, to 0.01 per cent, by the rules of `change`.

    Nothing is filled in for percentages, whose change is in points.
    """
    if before is None:
        return stat
    found = change(Line(stat.subject, stat.metric or "", stat.label, stat.unit, (before, stat)))
    if found is None or found.unit != "percent":
        return stat
    return stat._replace(change_percent=round(found.amount, 2), change_from=before.id)
