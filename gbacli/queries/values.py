"""Metrics and their values, stored and computed alike, and as lines through the years: how much they changed."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from gbacli.catalog import Catalog
from gbacli.choices import METRIC_GROUPS
from gbacli.errors import UsageError
from gbacli.model import Metric, Stat
from gbacli.queries import computed
from gbacli.queries.dates import last_day
from gbacli.queries.texts import in_runs

FIRST = (
    *("population", "population-density", "land-area", "gdp", "gdp-at-exchange-rates", "gdp-per-capita"),
    *("gdp-per-head-computed", "gdp-per-capita-at-exchange-rates", "patents-granted"),
)
"""The metrics that stand first in their group; the others follow by id."""

Line = Sequence[Stat]
"""What was measured of one subject in one unit, oldest value first: one value at least."""


def all_metrics(catalog: Catalog) -> dict[str, Metric]:
    """Return every metric by id, the stored ones first. Parses all files of series."""
    return catalog.metrics | {key: metric for key, (metric, _) in computed.COMPUTED.items()}


def in_order(metrics: Iterable[Metric]) -> list[Metric]:
    """Sort metrics as people read them: by group, the usual ones of a group first, the others as they came."""
    ranks = {metric: i for i, metric in enumerate(FIRST)}
    return sorted(metrics, key=lambda one: (METRIC_GROUPS.index(one.group), ranks.get(one.id, len(FIRST))))


def is_metric(catalog: Catalog, name: str) -> bool:
    """Return whether `name` is the id of a metric, without parsing anything."""
    return name in catalog.metric_ids or name in computed.COMPUTED


def values_of(catalog: Catalog, metric: str, places: Collection[str] = ()) -> Sequence[Stat]:
    """Return all values of a metric (the id of one), parsing the files of that metric only.

    `places`: the ids of those that computed values are wanted of, if not of all.
    """
    series = catalog.series(metric)
    return series.stats if series else computed.stats(catalog, metric, places)


def stored_values(catalog: Catalog) -> Iterator[Stat]:
    """Return every value of every series, parsing all of their files."""
    return (stat for metric in catalog.metric_ids for stat in values_of(catalog, metric))


def of_metric(catalog: Catalog, metric: str) -> list[Stat]:
    """Return every value of a metric (its id): those of its series, and the statements that give one of a region."""
    return [*values_of(catalog, metric), *[stat for stat in catalog.statements.values() if stat.metric == metric]]


def value_of(catalog: Catalog, subject: str, metric: str, year: str | None = None) -> Stat:
    """Return the value of a metric for a subject (ids), of this `year` or the latest. Raises `UsageError` for none."""
    known = values_of(catalog, metric) if subject in catalog.cities else of_metric(catalog, metric)
    own = [stat for stat in known if stat.subject == subject]
    fitting = [stat for stat in own if year is None or stat.year == year]
    if fitting:
        return max(fitting, key=lambda stat: last_day(stat.period))
    if not own:
        raise UsageError(f"{metric} of {subject} is unknown; 'gba stats --metric {metric}' lists who has it")
    years = ", ".join(sorted({stat.year for stat in own}))
    raise UsageError(f"{metric} of {subject} is unknown for {year}; there are values for {years}")


def years_of(found: Iterable[Stat]) -> str:
    """Name the years that there are values of: `2018 to 2021, 2023`."""
    return in_runs([int(stat.year) for stat in found], " to ")


def lines(found: Iterable[Stat]) -> list[Line]:
    """Put values that belong together into lines, in the order of their first values."""
    groups: dict[tuple[str, str, str], list[Stat]] = {}
    for stat in found:
        groups.setdefault((stat.subject, stat.metric or stat.id, stat.unit), []).append(stat)
    return [sorted(stats, key=lambda stat: last_day(stat.period)) for stats in groups.values()]


def latest(found: Iterable[Stat]) -> list[Stat]:
    """Keep the latest of the values that say the same of the same subject; values never compared by unit stay both."""
    return [line[-1] for line in lines(found)]


def with_changes(catalog: Catalog, found: Sequence[Stat]) -> list[Stat]:
    """Fill in the change in per cent on the value of the year before: of the same subject, metric, unit and scope."""
    metrics = dict.fromkeys([stat.metric for stat in found if stat.metric])
    known = {_same(one, one.period): one for metric in metrics for one in of_metric(catalog, metric)}
    changed = []
    for stat in found:
        before = known.get(_same(stat, f"{int(stat.year) - 1:04}{stat.period[4:]}"))
        amount = change(before, stat) if before and "/" not in stat.period and stat.unit != "percent" else None
        if before and amount is not None:
            stat = stat._replace(change_percent=round(amount, 2), change_from=before.id)
        changed.append(stat)
    return changed


def change(first: Stat, last: Stat) -> float | None:
    """Compute the change between two exact values in per cent, of percentages in points; none for ranks, or from 0."""
    exact = first.qualifier == last.qualifier == "exact"
    if first is last or not exact or last.unit in ("rank", "year"):
        return None
    if last.unit == "percent":
        return round(last.value - first.value, 6)
    return (last.value - first.value) / first.value * 100 if first.value > 0 else None


def _same(stat: Stat, period: str) -> tuple[str, ...]:
    return (stat.metric or "", stat.subject, stat.unit, stat.scope or "", period)
