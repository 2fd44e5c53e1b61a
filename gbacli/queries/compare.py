"""Cities side by side: for each metric the same year for all, and ranked only where that is honest.

* Of each metric the latest year that all the cities have; if there is none, the latest of each. `year` is exact.
* A row is comparable when every city has a value, all of one year and in one unit; dates in that year may differ.
* Ranks and shares stand among values of one year and unit, be they of some of the cities only.
* `largest` is set only in comparable rows, and like a rank only where it is certain (see `ranking`).
* Shares and the ratio to the first city stand only between exact values.
"""

from collections.abc import Iterable, Mapping, Sequence
from math import isfinite

from gbacli.catalog import Catalog
from gbacli.errors import UsageError
from gbacli.model import City, Metric, Stat, Subject
from gbacli.queries import computed
from gbacli.queries.comparison import CityValue, Comparison
from gbacli.queries.dates import last_day, span_or_year, to_year
from gbacli.queries.names import CITY, Index, resolve_words, shorten
from gbacli.queries.ranking import ranks
from gbacli.queries.texts import joined
from gbacli.queries.values import all_metrics, in_order, values_of

Place = City | Subject


def compare(
    catalog: Catalog,
    cities: Sequence[str] = (),
    metrics: Sequence[str] = (),
    *,
    every: bool = False,
    year: int | str | None = None,
    ratio: bool = False,
) -> list[Comparison]:
    """Compare two or more cities or regions, or `every` city, in the `metrics` named, else in the headline ones.

    `all` for a metric means every one that tells something. Only values of the `year` count, if given.
    Raises `UsageError` for a name that names nothing, a city named twice, fewer than two, and for a year that is none.
    """
    year = None if year is None else to_year(year)
    places = _places(catalog, cities, every=every)
    if metrics and "all" not in metrics:
        from gbacli.queries.stats import resolve_metrics  # only for names: what it imports takes its time

        wanted = dict.fromkeys(resolve_metrics(catalog, metrics))  # only the files of these are parsed
        named = [series.metric if (series := catalog.series(key)) else computed.COMPUTED[key][0] for key in wanted]
        return [_row(catalog, metric, places, year, ratio=ratio) for metric in named]
    headlines = not metrics and any(metric.headline for metric in catalog.metrics.values())
    chosen = [metric for metric in all_metrics(catalog).values() if metric.headline or not headlines]
    rows = [_row(catalog, metric, places, year, ratio=ratio) for metric in in_order(chosen)]
    return [row for row in rows if _worth_showing(row, rows, zeros=headlines)]


def comparable_groups(values: Iterable[CityValue]) -> list[list[CityValue]]:
    """Return the known values that share a year and a unit, the most and then the newest first."""
    found: dict[tuple[str | None, str], list[CityValue]] = {}
    for value in values:
        if value.value is not None:
            found.setdefault((value.unit, span_or_year(value.period)), []).append(value)
    return [found[key] for key in sorted(found, key=lambda key: (len(found[key]), last_day(key[1])), reverse=True)]


def _places(catalog: Catalog, names: Sequence[str], *, every: bool) -> list[Place]:
    if every:
        if names:
            raise UsageError(f"--all compares every city; leave out --all or {shorten(names[0])!r}")
        return list(catalog.cities.values())
    known: list[Place] = [*catalog.cities.values(), *catalog.regions.values()]
    found = resolve_words(names, Index(known), CITY)
    again = next((place for i, place in enumerate(found) if place in found[:i]), None)
    if again:
        raise UsageError(f"{again.name} ({again.id}) is named twice; name each city once")
    if len(found) < 2:
        only = f"; 'gba show {found[0].id}' tells about {found[0].name} alone" if found else ""
        raise UsageError(f"a comparison takes two cities or more, or --all{only}; 'gba cities' lists them")
    return found


def _row(catalog: Catalog, metric: Metric, places: Sequence[Place], year: str | None, *, ratio: bool) -> Comparison:
    names = {place.id: place.name for place in places}
    by_year = _by_year(catalog, metric, places)
    chosen = _chosen(by_year, year)
    values, total = _ranked([_value(city, chosen.get(city)) for city in names], _parts(places), metric, catalog)
    reason = _reason(values, names, year)
    ranked = [value for value in values if value.rank_of and reason is None and metric.unit != "rank"]
    largest = _largest(ranked, metric.better)
    if ratio and ranked:
        values = [value._replace(ratio=_ratio(value, values[0])) for value in values]
    shared_year = _shared_year(values)
    return Comparison(
        metric=metric.id,
        label=metric.label,
        unit=computed.shared([value.unit for value in values]),
        comparable=reason is None,
        reason=reason,
        values=tuple(values),
        group=metric.group,
        year=shared_year,
        largest=largest,
        computed=metric.computed,
        formula=metric.definition if metric.computed else None,
        better=metric.better,
        total=total,
        other_year=None if year else _other_year(by_year, values, shared_year),
        note=_note(ranked, names, certain=largest is not None),
        origin=computed.origin_of([metric, *chosen.values()]),
    )


def _shared_year(values: Sequence[CityValue]) -> str | None:
    span = computed.shared([span_or_year(value.period) for value in values])
    return None if span and "/" in span else span


def _by_year(catalog: Catalog, metric: Metric, places: Sequence[Place]) -> dict[str, dict[str, Stat]]:
    """Return the values of each place by year; what is published for a region counts before the sum of its cities."""
    cities = [city for one in places if isinstance(one, Subject) for city in one.cities]
    stored = values_of(catalog, metric.id, {*[place.id for place in places], *cities})
    summed = [stat for one in places if isinstance(one, Subject) for stat in computed.sums(metric, stored, one)]
    return computed.by_year([*summed, *stored], [place.id for place in places])


def _largest(ranked: Sequence[CityValue], better: str) -> str | None:
    """Return the city whose value is certainly larger than each other one: the first of its rank, or the last."""
    place = 1 if better == "high" else len(ranked)
    return computed.shared([value.city for value in ranked if value.rank == place])


def _parts(places: Sequence[Place]) -> list[str]:
    """Return the ids of what is ranked: not of a region that another place of the comparison is a part of."""
    cities = {place.id: set(place.cities) if isinstance(place, Subject) else {place.id} for place in places}
    return [key for key, own in cities.items() if not any(cities[other] <= own for other in cities if other != key)]


def _ranked(
    values: Sequence[CityValue], parts: Sequence[str], metric: Metric, catalog: Catalog
) -> tuple[list[CityValue], int | float | None]:
    """Return values with ranks and shares for those of `parts`, and the sum that the shares are of."""
    wholes = [set(parts), *[set(region.cities) for region in catalog.regions.values()]] if metric.additive else []
    found = {value.city: value for value in values}
    total_of_shares = None
    for group in comparable_groups([value for value in values if value.city in parts]):
        if len(group) < 2:
            continue
        total = _total(group) if {value.city for value in group} in wholes else None
        total_of_shares = total_of_shares or total
        for value, rank in zip(group, ranks(group, metric.better), strict=True):
            share = float(f"{(value.value or 0) / total * 100:.4g}") if total else None
            found[value.city] = value._replace(rank=rank, rank_of=len(group), share_percent=share)
    return list(found.values()), total_of_shares


def _total(group: Sequence[CityValue]) -> int | float | None:
    """Return the sum that shares can be of; None unless all values are exact, not below zero, and not all zero."""
    if not all(value.qualifier == "exact" and (value.value or 0) >= 0 for value in group):
        return None
    return round(sum([value.value or 0 for value in group]), 6) or None


def _chosen(by_year: Mapping[str, Mapping[str, Stat]], year: str | None) -> dict[str, Stat]:
    """Choose the value of each place: of exactly `year`, of the latest that all have, or else the latest of each."""
    year = year or max(set.intersection(*[set(own) for own in by_year.values()]), key=last_day, default=None)
    if year is not None:
        return {place: own[year] for place, own in by_year.items() if year in own}
    return {place: own[max(own, key=last_day)] for place, own in by_year.items() if own}


def _other_year(
    by_year: Mapping[str, Mapping[str, Stat]], values: Sequence[CityValue], shared: str | None
) -> str | None:
    """Return the latest year after the `shared` one, or without one the year that more places have than are ranked."""
    found = [year for own in by_year.values() for year in own if "/" not in year]
    if shared:
        return max([year for year in found if year > shared], default=None)
    count, year = max([(found.count(year), year) for year in found], default=(0, ""))
    return year if count > max([value.rank_of or 1 for value in values]) else None


def _value(city: str, stat: Stat | None) -> CityValue:
    if stat is None:
        return CityValue(city)
    return CityValue(city, stat.value, stat.unit, stat.period, stat.qualifier, source=stat.source, note=stat.note)


def _reason(values: Sequence[CityValue], names: dict[str, str], year: str | None) -> str | None:
    """Say why values are not comparable: unknown ones, several units, several years. None when they are."""
    what = f"value of {year}" if year else "value"
    unknown = [names[place.city] for place in values if place.value is None]
    known = [place for place in values if place.value is not None]
    if not known:
        return f"no {what} for any of these cities"
    reasons = [f"no {what} for {joined(unknown, 'and')}"] if unknown else []
    if len(unknown) > len(known) + 2:
        reasons = [f"a {what} for {joined([names[place.city] for place in known], 'and')} only"]
    units = sorted({place.unit for place in known if place.unit})
    if len(units) > 1:
        reasons.append(f"different units: {joined(units, 'and')}")
    spread = _spread(known, names)
    if len(spread) > 1:
        reasons.append(f"different years: {', '.join(spread)}")
    return "; ".join(reasons) or None


def _spread(known: Sequence[CityValue], names: Mapping[str, str]) -> list[str]:
    """Return the years of values, each with whose they are."""
    years: dict[str, list[str]] = {}
    for place in known:
        years.setdefault(span_or_year(place.period), []).append(names[place.city])
    return [f"{when} ({joined(who, 'and')})" for when, who in sorted(years.items())]


def _note(known: Sequence[CityValue], names: Mapping[str, str], *, certain: bool) -> str | None:
    """Say what to be careful about in a comparable row: dates within the year that differ, an uncertain order."""
    parts = []
    if len({last_day(value.period or "") for value in known}) > 1:
        spread = [f"{names[value.city]} {value.period}" for value in known]
        parts.append(f"not all of one date: {', '.join(spread)}")
    if not certain and any(value.qualifier != "exact" for value in known):
        parts.append("which is largest is not certain: not every value is exact")
    return "; ".join(parts) or None


def _ratio(place: CityValue, first: CityValue) -> float | None:
    if place.value is None or not first.value or {place.qualifier, first.qualifier} != {"exact"}:
        return None
    ratio = float(f"{place.value / first.value:.4g}")
    return ratio if isfinite(ratio) else None


def _worth_showing(row: Comparison, rows: Sequence[Comparison], *, zeros: bool) -> bool:
    """Return whether a row belongs to a comparison without metrics named.

    Not when no city has a value or such a facility (unless `zeros` count), nor when it only converts what is in one
    currency already.
    """
    if not any(value.value for value in row.values):
        return any(value.value is not None for value in row.values) and (zeros or row.group != "facilities")
    units = {other.metric + computed.IN_DOLLARS: other.unit for other in rows}
    return units.get(row.metric) is None
