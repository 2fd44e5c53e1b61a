"""Metrics that are computed from other facts: never stored, always marked, each value with its formula and its inputs.

Three rules, each said again in the definition of the metric:

* density: the people of a year over the latest land area that is not of a later year, rounded to 0.1;
* GDP per head: the GDP of a year over the mean of the people at its beginning and at its end, rounded to 1. It exists
  only where both year-ends are known, and nothing is converted: each place keeps the currency of its GDP;
* facilities by status: how many facilities of the facts stand in a city and now have the status.
"""

from collections.abc import Iterable, Iterator, Sequence
from math import isfinite

from gbacli.catalog import Catalog
from gbacli.choices import STATUSES
from gbacli.model import BUILT_IN, Facility, Metric, Stat
from gbacli.queries.dates import last_day, year_of

DENSITY = "population-density"
GDP_PER_HEAD = "gdp-per-head-computed"
FACILITIES = "facilities-"
"""What the id of a metric of facilities by status begins with; the status follows."""
COMPUTED_IDS = (DENSITY, GDP_PER_HEAD, *[FACILITIES + status for status in STATUSES])
"""The ids of all computed metrics."""


def metrics() -> dict[str, Metric]:
    """Give the computed metrics, by id."""
    found = [
        Metric(
            id=DENSITY,
            label="Population density, computed",
            group="people",
            unit="persons/km2",
            definition="population / land-area, the population of a year over the latest land area that is "
            "not of a later year, rounded to 0.1.",
            aliases=("density", "persons per km2"),
            table=(),
            computed=True,
        ),
        Metric(
            id=GDP_PER_HEAD,
            label="GDP per head, computed",
            group="economy",
            unit="CNY",
            unit_by_city={"hong-kong": "HKD", "macao": "MOP"},
            definition="gdp / ((population at the end of the year before + population at the end of the "
            "year) / 2), rounded to 1. It need not equal the published GDP per capita.",
            table=(),
            computed=True,
        ),
        *[_facilities_metric(status) for status in STATUSES],
    ]
    return {metric.id: metric for metric in found}


def stats(catalog: Catalog, metric: str) -> tuple[Stat, ...]:
    """Compute every value of a `metric` (an id of `metrics`), oldest first for each city; none for another id.

    A value has no source and no locator; its note is the formula with the ids of the values that went in.
    """
    if metric not in COMPUTED_IDS:
        return ()
    known = metrics()[metric]
    if metric == DENSITY:
        return tuple(_densities(catalog, known))
    if metric == GDP_PER_HEAD:
        return tuple(_gdp_per_head(catalog, known))
    return tuple(_facilities_by_city(catalog, known))


def _facilities_metric(status: str) -> Metric:
    return Metric(
        id=FACILITIES + status,
        label=f"Facilities {status.replace('-', ' ')}, computed",
        group="facilities",
        unit="facilities",
        definition=f"the number of facilities in these facts that stand in the city and whose present "
        f"status is {status}. Programmes of the whole region count in each city.",
        table=(),
        computed=True,
    )


def _densities(catalog: Catalog, metric: Metric) -> Iterator[Stat]:
    areas = _by_city(catalog, "land-area")
    for people in _values(catalog, "population"):
        year = year_of(people.period)
        area = max(
            [stat for stat in areas.get(people.subject, ()) if year_of(stat.period) <= year and stat.value > 0],
            key=lambda stat: last_day(stat.period),
            default=None,
        )
        if area and isfinite(people.value / area.value):
            value = round(people.value / area.value, 1)
            yield _stat(metric, people, value, f"{people.unit}/{area.unit}", f"{people.id} / {area.id}", (people, area))


def _gdp_per_head(catalog: Catalog, metric: Metric) -> Iterator[Stat]:
    year_ends = {
        (stat.subject, stat.period[:4]): stat
        for stat in _values(catalog, "population")
        if stat.period[4:] in ("", "-12", "-12-31")
    }
    for gdp in _values(catalog, "gdp"):
        if len(gdp.period) != 4:
            continue
        before = year_ends.get((gdp.subject, f"{int(gdp.period) - 1:04}"))
        after = year_ends.get((gdp.subject, gdp.period))
        people = before.value + after.value if before and after else 0
        if before and after and people > 0 and isfinite(gdp.value * 2 / people):
            value = round(gdp.value * 2 / people)
            formula = f"{gdp.id} / (({before.id} + {after.id}) / 2)"
            yield _stat(metric, gdp, value, gdp.unit, formula, (gdp, before, after))


def _facilities_by_city(catalog: Catalog, metric: Metric) -> Iterator[Stat]:
    status = metric.id.removeprefix(FACILITIES)
    today = catalog.about.version or ""
    found = [facility for facility in catalog.facilities.values() if facility.status == status]
    for city in catalog.cities:
        here = [facility for facility in found if city in facility.cities]
        yield Stat(
            id=f"{city}.{metric.id}.{today}",
            subject=city,
            label=metric.label,
            value=len(here),
            unit=metric.unit,
            qualifier="exact",
            period=today,
            source=None,
            locator=None,
            metric=metric.id,
            note=f"computed: number of facilities whose present status is {status}{_listed(here)}",
            origin=_origin(facility.origin for facility in here),
        )


def _stat(metric: Metric, basis: Stat, value: float | int, unit: str, formula: str, inputs: Sequence[Stat]) -> Stat:
    """Make the computed value that stands at the place and period of `basis`, the numerator and first of the inputs."""
    step = "0.1" if isinstance(value, float) else "1"
    return Stat(
        id=f"{basis.subject}.{metric.id}.{basis.period}",
        subject=basis.subject,
        label=metric.label,
        value=value,
        unit=unit,
        qualifier=_qualifier(inputs),
        period=basis.period,
        source=None,
        locator=None,
        metric=metric.id,
        note=f"computed: {formula}, rounded to {step}",
        origin=_origin(stat.origin for stat in inputs),
    )


def _qualifier(inputs: Sequence[Stat]) -> str:
    """Keep the qualifier of the numerator over exact values; any other mixture only gives an approximate value."""
    above, *below = [stat.qualifier for stat in inputs]
    return above if all(qualifier == "exact" for qualifier in below) else "about"


def _origin(origins: Iterable[str]) -> str:
    """Name the layer that the inputs come from: a value made of any fact of an overlay is marked with it."""
    return next((origin for origin in origins if origin != BUILT_IN), BUILT_IN)


def _listed(found: Sequence[Facility]) -> str:
    return ": " + ", ".join([facility.id for facility in found]) if found else ""


def _values(catalog: Catalog, metric: str) -> tuple[Stat, ...]:
    series = catalog.series(metric) if metric in catalog.metric_ids else None
    return series.stats if series else ()


def _by_city(catalog: Catalog, metric: str) -> dict[str, list[Stat]]:
    found: dict[str, list[Stat]] = {}
    for stat in _values(catalog, metric):
        found.setdefault(stat.subject, []).append(stat)
    return found
