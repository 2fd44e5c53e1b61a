"""What the figures are about, at a glance: the latest of each, by the region, its parts, the cities, and the rest."""

from typing import NamedTuple

from gbacli.catalog import Catalog
from gbacli.model import Stat
from gbacli.queries.stats import latest
from gbacli.queries.values import values_of

CITY_METRICS = ("population", "gdp", "gdp-per-capita", "rd-expenditure", "invention-patents-granted")
"""The metrics that the table of cities shows."""


class Overview(NamedTuple):
    """The latest figures."""

    regions: dict[str, list[Stat]]
    """By the id of what is made of cities (the region, the nine cities, the cluster), the largest first."""
    cities: dict[str, dict[str, Stat]]
    """By city and metric, of `CITY_METRICS`."""
    others: list[Stat]
    """Those of facilities and other subjects."""
    older: int
    """How many older figures of the same subjects there are."""


def overview(catalog: Catalog) -> Overview:
    """Return the latest figures of every subject."""
    shown = latest(catalog.statements.values())
    known = [metric for metric in CITY_METRICS if metric in catalog.metric_ids]
    series = [stat for metric in known for stat in latest(values_of(catalog, metric))]
    cities = {
        city: {stat.metric: stat for stat in series if stat.subject == city and stat.metric} for city in catalog.cities
    }
    made_of = {key: len(subject.cities) for key, subject in catalog.subjects.items() if len(subject.cities) > 1}
    regions = {
        key: [stat for stat in shown if stat.subject == key] for key in sorted(made_of, key=lambda key: -made_of[key])
    }
    others = [stat for stat in shown if stat.subject not in made_of and stat.subject not in catalog.cities]
    cities = {city: own for city, own in cities.items() if own}
    return Overview(
        {key: stats for key, stats in regions.items() if stats}, cities, others, len(catalog.statements) - len(shown)
    )
