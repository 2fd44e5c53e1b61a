"""Metrics that are computed from other facts: never stored, always marked, each value with its formula and its inputs.

To add one is to add its row of `COMPUTED`; the rules are said in the definitions of the metrics there.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from math import inf, isfinite

from gbacli.catalog import Catalog
from gbacli.choices import STATUSES
from gbacli.model import BUILT_IN, Facility, Metric, Stat, Subject
from gbacli.queries.dates import last_day, span_or_year

EXCHANGE_RATE = "exchange-rate"
"""The stored metric of yearly averages, in `<currency> per USD`."""
IN_DOLLARS = "-at-exchange-rates"
"""What the id of a metric in one currency ends with, behind that of the metric that it is made of."""
FACILITIES = "facilities-"
"""What the id of a metric of facilities by status begins with; the status follows."""

Places = Collection[str]
"""The ids of the places that values are computed for; empty for all."""
Rule = Callable[[Catalog, Metric, Places], Iterator[Stat]]


def stats(catalog: Catalog, metric: str, places: Places = ()) -> tuple[Stat, ...]:
    """Compute the values of a `metric` (an id of `COMPUTED`), oldest first for each place; none for another id."""
    known, rule = COMPUTED.get(metric, (None, None))
    return tuple(rule(catalog, known, places)) if known and rule else ()


def by_year(found: Iterable[Stat], places: Iterable[str]) -> dict[str, dict[str, Stat]]:
    """Return the values of each of the `places` (ids) by year or span of years; of several in a year the latest."""
    known: dict[str, dict[str, Stat]] = {place: {} for place in places}
    for stat in found:
        own, year = known.get(stat.subject), span_or_year(stat.period)
        if own is not None and (year not in own or last_day(stat.period) >= last_day(own[year].period)):
            own[year] = stat
    return known


def sums(metric: Metric, values: Iterable[Stat], region: Subject) -> Iterator[Stat]:
    """Yield the sums of an additive metric over the cities of a region, where all have a value of a year and unit."""
    known = by_year(values, region.cities) if metric.additive else {}
    for year in dict.fromkeys([year for own in known.values() for year in own if "/" not in year]):
        parts = [own[year] for own in known.values() if year in own]
        if len(parts) == len(region.cities) and shared([part.unit for part in parts]):
            total = round(sum([part.value for part in parts]), 6)  # without the noise of floating point
            period = shared([part.period for part in parts]) or year
            formula = " + ".join([part.id for part in parts])
            yield _stat(metric, region.id, period, total, parts[0].unit, formula, origin_of(parts), _mixed(parts))


def _mixed(parts: Iterable[Stat]) -> str:
    """Return the qualifier of a sum: that of its inexact parts, `about` where they have several."""
    inexact = {part.qualifier for part in parts} - {"exact"}
    return "about" if len(inexact) > 1 else next(iter(inexact), "exact")


def shared(items: Iterable[str | None]) -> str | None:
    """Return what all the items that are known share; None where they differ."""
    found = {item for item in items if item}
    return found.pop() if len(found) == 1 else None


def origin_of(records: Iterable[Metric | Stat | Facility]) -> str:
    """Return the layer that records come from: what is made of any fact of an overlay is marked with it."""
    return next((record.origin for record in records if record.origin != BUILT_IN), BUILT_IN)


def _densities(catalog: Catalog, metric: Metric, places: Places) -> Iterator[Stat]:
    areas = _values(catalog, "land-area", places)
    for people in _values(catalog, "population", places):
        if known := [area for area in areas if area.subject == people.subject and area.year <= people.year]:
            area = max(known, key=lambda stat: last_day(stat.period))
            yield from _quotient(metric, people, [area], 0.1, f"{people.unit}/{area.unit}")


def _gdp_per_head(catalog: Catalog, metric: Metric, places: Places) -> Iterator[Stat]:
    year_ends = {
        (stat.subject, stat.year): stat
        for stat in _values(catalog, "population", places)
        if stat.period[4:] in ("", "-12", "-12-31")
    }
    for gdp in _values(catalog, "gdp", places):
        before = year_ends.get((gdp.subject, f"{int(gdp.year) - 1:04}"))
        after = year_ends.get((gdp.subject, gdp.period))
        if before and after:
            yield from _quotient(metric, gdp, [before, after], 1, gdp.unit)


def _at_exchange_rates(step: int, catalog: Catalog, metric: Metric, places: Places) -> Iterator[Stat]:
    """Convert values of years, rounded to a `step`. What holds for a region holds for its cities."""
    rates = {(rate.subject, rate.period, rate.unit): rate for rate in _values(catalog, EXCHANGE_RATE)}
    for amount in _values(catalog, metric.id.removesuffix(IN_DOLLARS), places) if rates else ():
        around = [amount.subject, *[key for key, one in catalog.regions.items() if amount.subject in one.cities]]
        known = [rates.get((place, amount.period, f"{amount.unit} per {metric.unit}")) for place in around]
        rate = next(filter(None, known), None)
        if rate and len(amount.period) == 4:
            yield from _quotient(metric, amount, [rate], step, metric.unit)


def _facilities(catalog: Catalog, metric: Metric, places: Places) -> Iterator[Stat]:
    status, asked = metric.id.removeprefix(FACILITIES), _made_of(catalog, places)
    standing = catalog.facilities_in(dict.fromkeys(chain(*asked.values())))
    found = [facility for facility in standing if facility.status == status]
    of_cities = [facility for facility in found if not catalog.is_everywhere(facility.cities)]
    for place, cities in asked.items():
        known = found if catalog.is_everywhere(cities) else of_cities
        here = [facility for facility in known if not set(cities).isdisjoint(facility.cities)]
        listed = ": " + ", ".join([facility.id for facility in here]) if here else ""
        formula = f"number of facilities whose present status is {status}{listed}"
        yield _stat(
            metric, place, catalog.about.version or "", len(here), metric.unit, formula, origin_of(here), "exact"
        )


def _made_of(catalog: Catalog, places: Places) -> dict[str, Sequence[str]]:
    """Return the ids of the cities of each of the places, or of all."""
    known = {city: (city,) for city in catalog.cities} | {key: one.cities for key, one in catalog.regions.items()}
    return {place: cities for place, cities in known.items() if not places or place in places}


def _values(catalog: Catalog, metric: str, places: Places = ()) -> Sequence[Stat]:
    series = catalog.series(metric)
    known = series.stats if series else ()
    return [stat for stat in known if stat.subject in places] if places else known


def _quotient(metric: Metric, above: Stat, below: Sequence[Stat], step: float, unit: str) -> Iterator[Stat]:
    """Yield a value over the mean of others, at its place and period; nothing where that is no number.

    It keeps the qualifier of that over exact values; any other mixture only gives an approximate value.
    """
    divisor = sum([stat.value for stat in below])
    value = above.value * len(below) / divisor if divisor > 0 else inf
    if isfinite(value):
        rounded = round(value, 1) if step == 0.1 else round(value / step) * step
        qualifier = above.qualifier if all(stat.qualifier == "exact" for stat in below) else "about"
        names = " + ".join([stat.id for stat in below])
        mean = f"(({names}) / {len(below)})" if below[1:] else names
        formula = f"{above.id} / {mean}, rounded to {step:,}"
        origin = origin_of([above, *below])
        yield _stat(metric, above.subject, above.period, rounded, unit, formula, origin, qualifier)


def _stat(
    metric: Metric, place: str, period: str, value: float, unit: str, formula: str, origin: str, qualifier: str
) -> Stat:
    return Stat(
        id=f"{place}.{metric.id}.{period}",
        subject=place,
        label=metric.label,
        value=value,
        unit=unit,
        qualifier=qualifier,
        period=period,
        source=None,
        locator=None,
        metric=metric.id,
        note=f"computed: {formula}",
        origin=origin,
    )


def _metric(key: str, label: str, group: str, unit: str, definition: str, **more: object) -> Metric:
    return Metric(key, f"{label}, computed", group, unit, definition, table=(), computed=True, **more)  # type: ignore[arg-type]


def _in_dollars(of: str, label: str, step: int, **more: object) -> tuple[Metric, Rule]:
    definition = (
        f"{of} / {EXCHANGE_RATE}, the value of a year over the average exchange rate of the same year, "
        f"rounded to {step:,}."
    )
    metric = _metric(of + IN_DOLLARS, label, "economy", "USD", definition, headline=True, **more)
    return metric, partial(_at_exchange_rates, step)


def _facilities_by(status: str) -> tuple[Metric, Rule]:
    definition = (
        f"the number of facilities in these facts that stand in the place and whose present status is {status}. "
        "A programme of the whole region counts for the region, not for each city."
    )
    label, headline = f"Facilities {status.replace('-', ' ')}", status in ("operating", "under-construction", "planned")
    return _metric(FACILITIES + status, label, "facilities", "facilities", definition, headline=headline), _facilities


_DENSITY = _metric(
    "population-density",
    "Population density",
    "people",
    "persons/km2",
    "population / land-area, the population of a year over the latest land area that is not of a later year, rounded "
    "to 0.1.",
    aliases=("density", "persons per km2"),
)
_PER_HEAD = _metric(
    "gdp-per-head-computed",
    "GDP per head",
    "economy",
    "CNY",
    "gdp / ((population at the end of the year before + population at the end of the year) / 2), rounded to 1. It need "
    "not equal the published GDP per capita.",
    unit_by_city={"hong-kong": "HKD", "macao": "MOP"},
)
COMPUTED: Mapping[str, tuple[Metric, Rule]] = {
    metric.id: (metric, rule)
    for metric, rule in (
        (_DENSITY, _densities),
        (_PER_HEAD, _gdp_per_head),
        _in_dollars("gdp", "GDP at exchange rates", 1_000_000, additive=True),
        _in_dollars("gdp-per-capita", "GDP per capita at exchange rates", 1),
        *map(_facilities_by, STATUSES),
    )
}
"""The computed metrics by id, each with the function that computes its values."""
