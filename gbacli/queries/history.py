"""Series as lines through the years: which values belong together, which years lack, how much they changed."""

from collections.abc import Iterable
from typing import NamedTuple

from gbacli.catalog import Catalog
from gbacli.model import Stat
from gbacli.queries.dates import last_day
from gbacli.queries.values import of_metric

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


def change(line: Line) -> Change | None:
    """Compute the change over a line: None between values that are not exact, for ranks, and from zero or below."""
    return _change(line.stats[0], line.stats[-1]) if len(line.stats) > 1 else None


def with_changes(catalog: Catalog, found: Iterable[Stat]) -> list[Stat]:
    """Fill in the change on the value of the year before: of the same subject, metric, unit and scope.

    It is of 0.01 per cent, by the rules of `change`; percentages, whose change is in points, stay without.
    """
    known: dict[str, dict[tuple[str, ...], Stat]] = {}
    changed = []
    for stat in found:
        if stat.metric and "/" not in stat.period:
            if stat.metric not in known:
                known[stat.metric] = {_same(one, one.period): one for one in of_metric(catalog, stat.metric)}
            before = known[stat.metric].get(_same(stat, f"{int(stat.year) - 1:04}{stat.period[4:]}"))
            made = _change(before, stat) if before else None
            if before and made and made.unit == "percent":
                stat = stat._replace(change_percent=round(made.amount, 2), change_from=before.id)
        changed.append(stat)
    return changed


def _change(first: Stat, last: Stat) -> Change | None:
    if not first.qualifier == last.qualifier == "exact" or last.unit in ("rank", "year"):
        return None
    same = first.source == last.source
    if last.unit == "percent":
        return Change(round(last.value - first.value, 6), "points", same)
    return Change((last.value - first.value) / first.value * 100, "percent", same) if first.value > 0 else None


def _same(stat: Stat, period: str) -> tuple[str, ...]:
    return (stat.subject, stat.unit, stat.scope or "", period)
