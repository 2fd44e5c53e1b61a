"""Cities side by side: for each metric the same year for all, and ranked only where that is honest.

The rules:

* of each metric the latest year that all the cities have; if there is none, the latest of each. `year` is exact;
* a row is comparable when every city has a value, all of one year and in one unit. Dates within one year may differ
  (`2024` and `2024-12-31`, or a September and a December): the row then says so in `note`;
* `largest` is set only when the order is certain. A value given as "more than" has no upper limit, one given as
  "nearly" lies below, and one given as "about" is taken to be off by at most one of its last digit that is not 0;
  of a value computed from such values nothing is certain;
* a ratio to the first city stands only between exact values of a comparable row.
"""

from collections.abc import Iterable, Sequence
from math import isfinite
from typing import Annotated, NamedTuple

from gbacli.catalog import Catalog
from gbacli.choices import METRIC_GROUPS
from gbacli.errors import UsageError
from gbacli.fields import FLAG, ID, NUMBER, PERIOD, TEXT, YEAR, Field, many, one_of
from gbacli.model import QUALIFIER, SOURCE_ID, City, Metric, Note, Origin, Stat
from gbacli.queries import computed
from gbacli.queries.dates import last_day, year_of
from gbacli.queries.names import CITY, resolve_words, shorten
from gbacli.queries.stats import resolve_metrics
from gbacli.queries.values import all_metrics, in_order, values_of


class CityValue(NamedTuple):
    """What one city has in a row: all of it None when the value is unknown."""

    city: Annotated[str, Field(ID, "the id of the city")]
    value: Annotated[int | float | None, Field(NUMBER, "the value in the unit of the field unit")] = None
    unit: Annotated[str | None, Field(TEXT, "the unit of the value")] = None
    period: Annotated[str | None, Field(PERIOD, "the year or date that the value is of")] = None
    qualifier: Annotated[str | None, Field(QUALIFIER, "how exactly the source says it")] = None
    source: Annotated[str | None, Field(SOURCE_ID, "the id of the source; null for a computed value")] = None
    ratio: Annotated[
        float | None, Field(NUMBER, "with --ratio: the value as a multiple of the first city's, to four digits")
    ] = None
    note: Annotated[
        str | None, Field(TEXT, "what to be careful about; the formula of a computed value, with the ids that went in")
    ] = None


class Comparison(NamedTuple):
    """One metric of several cities, the values in the order in which the cities were asked for."""

    metric: Annotated[str, Field(ID, "the id of the metric", "Metric")]
    label: Annotated[str, Field(TEXT, "what is compared", "Figure", 1)]
    unit: Annotated[
        str | None, Field(TEXT, "the unit that all values share; null when they differ or none is known", "Unit", 1)
    ]
    comparable: Annotated[
        bool, Field(FLAG, "true when every city has a value, all of one year and in one unit", "Comparable", 4)
    ]
    reason: Annotated[str | None, Field(TEXT, "why the values are not comparable; null when they are", "Reason", 5)]
    values: Annotated[
        tuple[CityValue, ...],
        Field(many(CityValue), "one entry a city, in the order asked (see 'gba schema --output compare')", "Values", 1),
    ]
    group: Annotated[str, Field(one_of(METRIC_GROUPS), "the group of the metric", "Group")]
    year: Annotated[
        str | None, Field(YEAR, "the year that all values share; null when they differ or none is known", "Year", 1)
    ]
    largest: Annotated[
        str | None, Field(ID, "the id of the city with the largest value, where that is certain", "Largest")
    ]
    computed: Annotated[bool, Field(FLAG, "true when the program made the values from other facts", "Computed")]
    formula: Annotated[
        str | None, Field(TEXT, "how computed values are made; null for values from a source", "Formula")
    ]
    note: Note
    origin: Origin


def compare(
    catalog: Catalog,
    cities: Sequence[str] = (),
    metrics: Sequence[str] = (),
    *,
    every: bool = False,
    year: str | None = None,
    ratio: bool = False,
) -> list[Comparison]:
    """Compare two or more cities, or `every` one, in the `metrics` named or in all that one of them has a value of.

    `year`: four digits; then only values of that year count. Raises `UsageError` for a name that names nothing,
    for a city named twice, and for fewer than two.
    """
    places = _places(catalog, cities, every=every)
    known = _metrics(catalog, metrics)
    rows = [_row(metric, values_of(catalog, metric.id), places, year, ratio=ratio) for metric in known]
    return rows if metrics else [row for row in rows if _tells(row, rows)]


def certainly_largest(values: Sequence[CityValue]) -> str | None:
    """Name the city whose value is certainly larger than each other one; None when that is not certain."""
    for place in values:
        low, _ = limits(place)
        if all(limits(other)[1] < low for other in values if other is not place):
            return place.city
    return None


def limits(place: CityValue | Stat) -> tuple[float, float]:
    """Give the least and the largest that a known value can be, as far as its qualifier tells.

    The digits of a computed value say nothing of how precise its inputs were.
    """
    value = place.value
    assert value is not None
    if place.qualifier == "exact":
        return value, value
    if place.source is None:
        return float("-inf"), float("inf")
    if place.qualifier == "more-than":
        return value, float("inf")
    step = _last_digit(value)
    return (value - step, value) if place.qualifier == "nearly" else (value - step, value + step)


def _places(catalog: Catalog, names: Sequence[str], *, every: bool) -> list[City]:
    if every:
        if names:
            raise UsageError(f"--all compares every city; leave out --all or {shorten(names[0])!r}")
        return list(catalog.cities.values())
    found: list[City] = []
    for city in resolve_words(names, catalog.cities.values(), CITY):
        if city in found:
            raise UsageError(f"{city.id} is named twice; name each city once")
        found.append(city)
    if len(found) < 2:
        only = f"; 'gba show {found[0].id}' tells about {found[0].name} alone" if found else ""
        raise UsageError(f"a comparison takes two cities or more, or --all{only}; 'gba cities' lists them")
    return found


def _metrics(catalog: Catalog, names: Sequence[str]) -> list[Metric]:
    """Find the metrics named, each once, in the order asked; without names all, by group."""
    if names:
        wanted = dict.fromkeys(resolve_metrics(catalog, names))
        made = computed.metrics()
        stored = {key: series.metric for key in wanted if key in catalog.metric_ids and (series := catalog.series(key))}
        return [stored.get(key) or made[key] for key in wanted]
    return in_order(all_metrics(catalog).values())


def _row(metric: Metric, found: Iterable[Stat], places: Sequence[City], year: str | None, *, ratio: bool) -> Comparison:
    names = {city.id: city.name for city in places}
    chosen = _chosen(found, list(names), year)
    values = tuple([_value(city, chosen.get(city)) for city in names])
    known = [place for place in values if place.value is not None]
    reason = _reason(values, names, year)
    ranked = reason is None and metric.unit != "rank"
    largest = certainly_largest(known) if ranked else None
    if ratio and ranked:
        values = tuple([place._replace(ratio=_ratio(place, values[0])) for place in values])
    return Comparison(
        metric=metric.id,
        label=metric.label,
        unit=_shared([place.unit for place in known]),
        comparable=reason is None,
        reason=reason,
        values=values,
        group=metric.group,
        year=_only_year(_shared([_year(place.period) for place in known if place.period])),
        largest=largest,
        computed=metric.computed,
        formula=metric.definition if metric.computed else None,
        note=_note(known, names, largest, ranked=ranked),
        origin=next((stat.origin for stat in chosen.values() if stat.origin != metric.origin), metric.origin),
    )


def _chosen(found: Iterable[Stat], cities: Sequence[str], year: str | None) -> dict[str, Stat]:
    """Choose the value of each city: of the year asked, of the latest that all have, else its own latest."""
    by_year: dict[str, dict[str, Stat]] = {city: {} for city in cities}
    for stat in found:
        own = by_year.get(stat.subject)
        key = _year(stat.period)
        if own is not None and (key not in own or last_day(stat.period) >= last_day(own[key].period)):
            own[key] = stat
    if year is None:
        year = max(set.intersection(*[set(own) for own in by_year.values()]), key=last_day, default=None)
    if year is not None:
        return {city: own[year] for city, own in by_year.items() if year in own}
    return {city: own[max(own, key=last_day)] for city, own in by_year.items() if own}


def _year(period: str) -> str:
    """Give the year of a period. A span of years is a period of its own: it compares with the same span only."""
    return period if "/" in period else year_of(period)


def _only_year(period: str | None) -> str | None:
    return None if period is None or "/" in period else period


def _value(city: str, stat: Stat | None) -> CityValue:
    if stat is None:
        return CityValue(city)
    return CityValue(city, stat.value, stat.unit, stat.period, stat.qualifier, source=stat.source, note=stat.note)


def _reason(values: Sequence[CityValue], names: dict[str, str], year: str | None) -> str | None:
    """Say why values are not comparable: unknown ones, several units, several years. None when they are."""
    what = f"value of {year}" if year else "value"
    unknown = [names[place.city] for place in values if place.value is None]
    if len(unknown) == len(values):
        return f"no {what} for any of these cities"
    known = [place for place in values if place.value is not None]
    reasons = [f"no {what} for {_and(unknown)}"] if unknown else []
    if len(unknown) > len(known) + 2:
        reasons = [f"a {what} for {_and([names[place.city] for place in known])} only"]
    units = sorted({place.unit for place in known if place.unit})
    if len(units) > 1:
        reasons.append(f"different units: {_and(units)}")
    years: dict[str, list[str]] = {}
    for place in known:
        years.setdefault(_year(place.period or ""), []).append(names[place.city])
    if len(years) > 1:
        spread = [f"{when} ({_and(who)})" for when, who in sorted(years.items())]
        reasons.append(f"different years: {', '.join(spread)}")
    return "; ".join(reasons) or None


def _note(known: Sequence[CityValue], names: dict[str, str], largest: str | None, *, ranked: bool) -> str | None:
    """Say what to be careful about in a row: dates within the year that differ, an order that is not certain."""
    parts = []
    if ranked:
        dates = {place.period or "" for place in known}
        if len({last_day(date) for date in dates}) > 1:
            spread = [f"{names[place.city]} {place.period}" for place in known]
            parts.append(f"not all of one date: {', '.join(spread)}")
        if largest is None and any(place.qualifier != "exact" for place in known):
            parts.append("which is largest is not certain: not every value is exact")
    return "; ".join(parts) or None


def _ratio(place: CityValue, first: CityValue) -> float | None:
    if place.value is None or not first.value or {place.qualifier, first.qualifier} != {"exact"}:
        return None
    ratio = place.value / first.value
    return float(f"{ratio:.4g}") if isfinite(ratio) else None


def _last_digit(value: int | float) -> float:
    """Give the worth of the last digit that is not 0: 10,000 of 66,490,000, 0.01 of 6.67."""
    if value == 0:
        return 0.0
    if isinstance(value, float) and not value.is_integer():
        from decimal import Decimal

        exponent = Decimal(repr(value)).as_tuple().exponent
        return 10.0**exponent if isinstance(exponent, int) else float("inf")
    digits = str(abs(int(value)))
    return 10.0 ** (len(digits) - len(digits.rstrip("0")))


def _tells(row: Comparison, rows: Sequence[Comparison]) -> bool:
    """Say whether a row belongs to a comparison without metrics named.

    Not when no city has a value, when no city has such a facility, nor when the published GDP per capita is known
    for every city and not older than what is computed from the same facts.
    """
    if all(not place.value for place in row.values):
        return any(place.value is not None for place in row.values) and row.group != "facilities"
    if row.metric != computed.GDP_PER_HEAD:
        return True
    published = next((other for other in rows if other.metric == "gdp-per-capita"), None)
    if published is None or published.year is None or any(place.value is None for place in published.values):
        return True
    return row.year is not None and row.year > published.year


def _shared(items: Iterable[str | None]) -> str | None:
    found = set(items)
    return found.pop() if len(found) == 1 else None


def _and(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
