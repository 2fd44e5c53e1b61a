"""Metrics and their values by subject, stored and computed alike."""

from collections.abc import Iterable, Sequence

from gbacli.catalog import Catalog
from gbacli.choices import METRIC_GROUPS
from gbacli.errors import UsageError
from gbacli.model import Metric, Stat
from gbacli.queries import computed
from gbacli.queries.dates import last_day, year_of

FIRST = (
    "population",
    "population-density",
    "land-area",
    "gdp",
    "gdp-at-exchange-rates",
    "gdp-per-capita",
    "gdp-per-head-computed",
    "gdp-per-capita-at-exchange-rates",
    "patents-granted",
)
"""The metrics that stand first in their group; the others follow by id."""


def all_metrics(catalog: Catalog) -> dict[str, Metric]:
    """Return every metric by id, the stored ones first. Parses all files of series."""
    return {**catalog.metrics, **computed.metrics()}


def in_order(metrics: Iterable[Metric]) -> list[Metric]:
    """Sort metrics as people read them: by group, the usual ones of a group first, the others as they came."""
    return sorted(metrics, key=lambda metric: (METRIC_GROUPS.index(metric.group), _rank(metric)))


def _rank(metric: Metric) -> int:
    return FIRST.index(metric.id) if metric.id in FIRST else len(FIRST)


def is_metric(catalog: Catalog, name: str) -> bool:
    """Return whether `name` is the id of a metric, without parsing anything."""
    return name in catalog.metric_ids or name in computed.COMPUTED


def values_of(catalog: Catalog, metric: str) -> Sequence[Stat]:
    """Return all values of a metric (the id of one), parsing the files of that metric only."""
    if metric in catalog.metric_ids:
        series = catalog.series(metric)
        return series.stats if series else ()
    return computed.stats(catalog, metric)


def value_of(catalog: Catalog, subject: str, metric: str, year: str | None = None) -> Stat:
    """Return the value of a metric for a subject (ids): of exactly this `year`, or the latest.

    Raises `UsageError` when there is none.
    """
    own = [stat for stat in values_of(catalog, metric) if stat.subject == subject]
    if not own and subject not in catalog.cities:
        own = [stat for stat in catalog.statements.values() if stat.subject == subject and stat.metric == metric]
    fitting = [stat for stat in own if year is None or year_of(stat.period) == year]
    if fitting:
        return max(fitting, key=lambda stat: last_day(stat.period))
    if not own:
        raise UsageError(f"{metric} of {subject} is unknown; 'gba stats --metric {metric}' lists who has it")
    years = ", ".join(sorted({year_of(stat.period) for stat in own}))
    raise UsageError(f"{metric} of {subject} is unknown for {year}; there are values for {years}")
