"""What the figures are about, at a glance: the latest of each, by the region, its parts, the cities, and the rest."""

from typing import Any

from gbacli.catalog import Catalog
from gbacli.model import Stat
from gbacli.named_tuples import NamedTuple
from gbacli.queries.dates import last_day
from gbacli.queries.values import latest, values_of

CITY_METRICS = {
    "population": "Population",
    "gdp": "GDP",
    "gdp-per-capita": "per head",
    "rd-expenditure": "R&D",
    "invention-patents-granted": "Inventions",
}
"""The metrics that the table of cities shows, with headings that leave room for all."""


class Overview(NamedTuple):
    """The latest figures."""

    regions: dict[str, list[Stat]]
    """By the id of what is made of cities (the region, the nine cities, the cluster), the largest first."""
    cities: dict[str, dict[str, Stat]]
    """By city and metric, of `CITY_METRICS`."""
    others: list[Stat]
    """One of each facility and other subject."""


def overview(catalog: Catalog) -> Overview:
    """Return the latest figures of every subject."""
    made_of = {key: len(subject.cities) for key, subject in catalog.subjects.items() if len(subject.cities) > 1}
    cities: dict[str, dict[str, Stat]] = {city: {} for city in catalog.cities}
    for metric in CITY_METRICS:
        for stat in latest(values_of(catalog, metric)):
            cities.get(stat.subject, {})[metric] = stat
    shown = latest(catalog.statements.values())
    by_size = sorted(made_of, key=made_of.__getitem__, reverse=True)
    regions = {key: [stat for stat in shown if stat.subject == key] for key in by_size}
    rest = [stat for stat in shown if stat.subject not in {*made_of, *cities}]
    newest_last = sorted(rest, key=lambda stat: last_day(stat.period))
    others = {stat.subject: stat for stat in rest} | {stat.subject: stat for stat in newest_last}
    return Overview(_filled(regions), _filled(cities), list(others.values()))


def _filled(groups: dict[str, Any]) -> dict[str, Any]:
    return {key: own for key, own in groups.items() if own}
