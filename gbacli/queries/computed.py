"""Metrics that are computed from other facts: never stored, always marked, each value with its formula and its inputs.

To add one is to add its row of `COMPUTED`. The rules, each said again in the definition of the metric:

* density: the people of a year over the latest land area that is not of a later year, rounded to 0.1;
* GDP per head: the GDP of a year over the mean of the people at its beginning and at its end, rounded to 1. It exists
  only where both year-ends are known, and nothing is converted: each place keeps the currency of its GDP;
* at exchange rates: the value of a year over the average exchange rate of that very year;
* facilities by status: how many facilities of the facts stand in a place and now have the status.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from math import fsum, isfinite
from types import MappingProxyType

from gbacli.catalog import Catalog
from gbacli.choices import STATUSES
from gbacli.model import BUILT_IN, Facility, Metric, Stat, Subject
from gbacli.queries.dates import last_day, year_of
from gbacli.queries.regions import in_every_city, regions

GDP_PER_HEAD = "gdp-per-head-computed"
EXCHANGE_RATE = "exchange-rate"
"""The stored metric of yearly averages, in `<currency> per USD`."""
IN_ONE_CURRENCY = {"gdp": "gdp-at-exchange-rates", "gdp-per-capita": "gdp-per-capita-at-exchange-rates"}
"""The computed metrics in one currency, by the metric that they are made of."""
FACILITIES = "facilities-"
"""What the id of a metric of facilities by status begins with; the status follows."""
HEADLINE_STATUSES = ("operating", "under-construction", "planned")
"""The statuses whose facilities a comparison counts of itself."""

Rule = Callable[[Catalog, Metric], Iterable[Stat]]
"""Computes every value of a metric."""


def metrics() -> dict[str, Metric]:
    """Return the computed metrics, by id."""
    return {key: metric for key, (metric, _) in COMPUTED.items()}


def stats(catalog: Catalog, metric: str) -> tuple[Stat, ...]:
    """Compute every value of a `metric` (an id of `COMPUTED`), oldest first for each city; none for another id.

    A value has no source and no locator; its note is the formula with the ids of the values that went in.
    """
    if metric not in COMPUTED:
        return ()
    known, rule = COMPUTED[metric]
    return tuple(rule(catalog, known))


def sums(metric: Metric, values: Iterable[Stat], region: Subject) -> Iterator[Stat]:
    """Yield the sum over the cities of a region for every year of which each has a value, all of them in one unit.

    Of several values of a city within a year the latest counts. Nothing for a metric that cannot be added up.
    """
    by_year: dict[str, dict[str, Stat]] = {}
    for stat in values if metric.additive else ():
        if stat.subject in region.cities and "/" not in stat.period:
            own = by_year.setdefault(stat.year, {})
            known = own.get(stat.subject)
            if known is None or last_day(stat.period) >= last_day(known.period):
                own[stat.subject] = stat
    for year, own in by_year.items():
        parts = [own[city] for city in region.cities if city in own]
        if len(parts) == len(region.cities) and len({part.unit for part in parts}) == 1:
            yield from _sum(metric, parts, region.id, year)


def _sum(metric: Metric, parts: Sequence[Stat], region: str, year: str) -> Iterator[Stat]:
    total = added([part.value for part in parts])
    if total is None:
        return
    periods = {part.period for part in parts}
    basis = parts[0]._replace(subject=region, period=periods.pop() if len(periods) == 1 else year)
    yield _stat(metric, basis, total, basis.unit, " + ".join([part.id for part in parts]), parts, _of_sum(parts))


def added(values: Sequence[int | float]) -> int | float | None:
    """Return the sum of values, without the noise of floating point; None when it is too large for a number."""
    if all(isinstance(value, int) for value in values):
        return sum(values)
    try:
        total = fsum(values)
    except OverflowError:
        return None
    return round(total, 6) if isfinite(total) else None


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
            formula = f"{people.id} / {area.id}, rounded to 0.1"
            unit = f"{people.unit}/{area.unit}"
            yield _stat(metric, people, round(people.value / area.value, 1), unit, formula, (people, area))


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
            formula = f"{gdp.id} / (({before.id} + {after.id}) / 2), rounded to 1"
            yield _stat(metric, gdp, round(gdp.value * 2 / people), gdp.unit, formula, (gdp, before, after))


def _at_exchange_rates(of: str, step: int) -> Rule:
    """Return the rule that converts the values of a metric `of` years into US dollars, rounded to a `step`."""

    def rule(catalog: Catalog, metric: Metric) -> Iterator[Stat]:
        rates = {(stat.subject, stat.period): stat for stat in _values(catalog, EXCHANGE_RATE) if len(stat.period) == 4}
        for amount in _values(catalog, of) if rates else ():
            found = [rates.get((place, amount.period)) for place in _with_regions(amount.subject, catalog)]
            rate = next((rate for rate in found if rate and rate.unit == f"{amount.unit} per {metric.unit}"), None)
            if rate and rate.value > 0 and isfinite(amount.value / rate.value):
                value = round(amount.value / rate.value / step) * step
                formula = f"{amount.id} / {rate.id}, rounded to {step:,}"
                yield _stat(metric, amount, value, metric.unit, formula, (amount, rate))

    return rule


def _with_regions(place: str, catalog: Catalog) -> list[str]:
    """Return a place and the regions that it is in, the smaller first: what holds for a region holds for its cities."""
    return [place, *[key for key, region in regions(catalog).items() if place in region.cities]]


def _facilities(catalog: Catalog, metric: Metric) -> Iterator[Stat]:
    status = metric.id.removeprefix(FACILITIES)
    found = [facility for facility in catalog.facilities.values() if facility.status == status]
    of_cities = [facility for facility in found if not in_every_city(facility.cities, catalog)]
    for city in catalog.cities:
        yield _counted(catalog, metric, city, [facility for facility in of_cities if city in facility.cities])
    for key, region in regions(catalog).items():
        known = found if in_every_city(region.cities, catalog) else of_cities
        here = [facility for facility in known if not set(region.cities).isdisjoint(facility.cities)]
        yield _counted(catalog, metric, key, here)


def _counted(catalog: Catalog, metric: Metric, place: str, here: Sequence[Facility]) -> Stat:
    today = catalog.about.version or ""
    status = metric.id.removeprefix(FACILITIES)
    return Stat(
        id=f"{place}.{metric.id}.{today}",
        subject=place,
        label=metric.label,
        value=len(here),
        unit=metric.unit,
        qualifier="exact",
        period=today,
        source=None,
        locator=None,
        metric=metric.id,
        note=f"computed: number of facilities whose present status is {status}{_listed(here)}",
        origin=origin_of(here),
    )


def _stat(
    metric: Metric,
    basis: Stat,
    value: float | int,
    unit: str,
    formula: str,
    inputs: Sequence[Stat],
    qualifier: str | None = None,
) -> Stat:
    """Return the computed value that stands at the place and period of `basis`; of a quotient that is the numerator."""
    return Stat(
        id=f"{basis.subject}.{metric.id}.{basis.period}",
        subject=basis.subject,
        label=metric.label,
        value=value,
        unit=unit,
        qualifier=qualifier or _of_quotient(inputs),
        period=basis.period,
        source=None,
        locator=None,
        metric=metric.id,
        note=f"computed: {formula}",
        origin=origin_of(inputs),
    )


def _of_quotient(inputs: Sequence[Stat]) -> str:
    """Keep the qualifier of the numerator over exact values; any other mixture only gives an approximate value."""
    above, *below = [stat.qualifier for stat in inputs]
    return above if all(qualifier == "exact" for qualifier in below) else "about"


def _of_sum(parts: Sequence[Stat]) -> str:
    """Return the one qualifier that is not exact; of several the sum is only approximate."""
    given = {part.qualifier for part in parts} - {"exact"}
    return "exact" if not given else given.pop() if len(given) == 1 else "about"


def origin_of(records: Iterable[Metric | Stat | Facility]) -> str:
    """Return the layer that records come from: what is made of any fact of an overlay is marked with it."""
    return next((record.origin for record in records if record.origin != BUILT_IN), BUILT_IN)


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


def _metric(key: str, label: str, group: str, unit: str, definition: str, **more: object) -> Metric:
    given = {"unit_by_city": MappingProxyType({}), **more}
    return Metric(key, f"{label}, computed", group, unit, definition, table=(), computed=True, **given)  # type: ignore[arg-type]


def _in_dollars(of: str, label: str, step: int, **more: object) -> tuple[Metric, Rule]:
    definition = (
        f"{of} / {EXCHANGE_RATE}, the value of a year over the average exchange rate of the same year, "
        f"rounded to {step:,}."
    )
    metric = _metric(IN_ONE_CURRENCY[of], label, "economy", "USD", definition, headline=True, **more)
    return metric, _at_exchange_rates(of, step)


def _facilities_metric(status: str) -> Metric:
    return _metric(
        FACILITIES + status,
        f"Facilities {status.replace('-', ' ')}",
        "facilities",
        "facilities",
        f"the number of facilities in these facts that stand in the place and whose present status is {status}. "
        "A programme of the whole region counts for the region, not for each city.",
        headline=status in HEADLINE_STATUSES,
    )


COMPUTED: dict[str, tuple[Metric, Rule]] = {
    metric.id: (metric, rule)
    for metric, rule in (
        (
            _metric(
                "population-density",
                "Population density",
                "people",
                "persons/km2",
                "population / land-area, the population of a year over the latest land area that is not of a later "
                "year, rounded to 0.1.",
                aliases=("density", "persons per km2"),
            ),
            _densities,
        ),
        (
            _metric(
                GDP_PER_HEAD,
                "GDP per head",
                "economy",
                "CNY",
                "gdp / ((population at the end of the year before + population at the end of the year) / 2), rounded "
                "to 1. It need not equal the published GDP per capita.",
                unit_by_city={"hong-kong": "HKD", "macao": "MOP"},
            ),
            _gdp_per_head,
        ),
        _in_dollars("gdp", "GDP at exchange rates", 1_000_000, additive=True),
        _in_dollars("gdp-per-capita", "GDP per capita at exchange rates", 1),
        *[(_facilities_metric(status), _facilities) for status in STATUSES],
    )
}
"""The computed metrics by id, each with the function that computes its values."""
COMPUTED_IDS = tuple(COMPUTED)
"""The ids of all computed metrics."""
