"""Metrics and their values by subject, stored and computed alike."""

from collections.abc import Iterable, Sequence

from gbacli.catalog import Catalog
from gbacli.choices import METRIC_GROUPS
from gbacli.errors import UsageError
from gbacli.model import Metric, Stat
from gbacli.queries import computed
from gbacli.queries.dates import last_day

FIRST = (
    *("population", "population-density", "land-area", "gdp", "gdp-at-exchange-rates", "gdp-per-capita"),
    *("gdp-per-head-computed", "gdp-per-capita-at-exchange-rates", "patents-granted"),
)
"""The metrics that stand first in their group; the others follow by id."""


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


def values_of(catalog: Catalog, metric: str) -> Sequence[Stat]:
    """Return all values of a metric (the id of one), parsing the files of that metric only."""
    if metric in catalog.metric_ids:
        series = catalog.series(metric)
        return series.stats if series else ()
    return computed.stats(catalog, metric)


def of_metric(catalog: Catalog, metric: str) -> list[Stat]:
    """Return every value of a metric (its id): those of its series, and the statements that give one of a region."""
    return [*values_of(catalog, metric), *[stat for stat in catalog.statements.values() if stat.metric == metric]]


def value_of(catalog: Catalog, subject: str, metric: str, year: str | None = None) -> Stat:
    """Return the value of a metric for a subject (ids): of exactly this `year`, or the latest.

    Raises `UsageError` when there is none.
    """
    known = values_of(catalog, metric) if subject in catalog.cities else of_metric(catalog, metric)
    own = [stat for stat in known if stat.subject == subject]
    fitting = [stat for stat in own if year is None or stat.year == year]
    if fitting:
        return max(fitting, key=lambda stat: last_day(stat.period))
    if not own:
        raise UsageError(f"{metric} of {subject} is unknown; 'gba stats --metric {metric}' lists who has it")
    years = ", ".join(sorted({stat.year for stat in own}))
    raise UsageError(f"{metric} of {subject} is unknown for {year}; there are values for {years}")


def latest(found: Iterable[Stat]) -> list[Stat]:
    """Keep the latest of the values that say the same of the same subject; values never compared by unit stay both."""
    newest: dict[tuple[str, str, str], Stat] = {}
    for stat in found:
        same = (stat.subject, stat.metric or stat.id, stat.unit)
        known = newest.get(same)
        if known is None or last_day(stat.period) >= last_day(known.period):
            newest[same] = stat
    return list(newest.values())
