"""What the figures are about, at a glance: the latest of each, by the region, its parts, the cities, and the rest."""

from typing import NamedTuple

from gbacli.catalog import Catalog
from gbacli.model import Stat
from gbacli.queries.values import latest, values_of

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
    made_of = {key: len(subject.cities) for key, subject in catalog.subjects.items() if len(subject.cities) > 1}
    regions: dict[str, list[Stat]] = {key: [] for key in sorted(made_of, key=made_of.__getitem__, reverse=True)}
    cities: dict[str, dict[str, Stat]] = {city: {} for city in catalog.cities}
    for metric in CITY_METRICS:
        for stat in latest(values_of(catalog, metric)) if metric in catalog.metric_ids else ():
            cities.get(stat.subject, {})[metric] = stat
    shown = latest(catalog.statements.values())
    for stat in shown:
        regions.get(stat.subject, []).append(stat)
    others = [stat for stat in shown if stat.subject not in made_of and stat.subject not in catalog.cities]
    older = len(catalog.statements) - len(shown)
    return Overview(
        {key: own for key, own in regions.items() if own},
        {key: own for key, own in cities.items() if own},
        others,
        older,
    )
