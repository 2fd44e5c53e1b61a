"""Cities side by side: for each metric the same year for all, and ranked only where that is honest.

The rules:

* of each metric the latest year that all the cities have; if there is none, the latest of each. `year` is exact;
* a row is comparable when every city has a value, all of one year and in one unit; dates in that year may differ;
* ranks and shares stand only among values of one year and in one unit, which may be those of some of the cities only.
  A region that takes in another place of the comparison is not ranked with its own parts;
* `largest` is set only in comparable rows, and like a rank only where it is certain (see `ranking`);
* shares and the ratio to the first city stand only between exact values.
"""

from collections.abc import Iterable, Mapping, Sequence
from math import isfinite

from gbacli.catalog import Catalog
from gbacli.errors import UsageError
from gbacli.model import City, Metric, Stat, Subject
from gbacli.queries import computed
from gbacli.queries.comparison import CityValue, Comparison, span_or_year
from gbacli.queries.dates import last_day
from gbacli.queries.names import CITY, Index, resolve_words, shorten
from gbacli.queries.ranking import certainly_largest, ranks
from gbacli.queries.regions import regions
from gbacli.queries.values import all_metrics, in_order, values_of

Place = City | Subject
"""What is compared: a city, or a region of cities."""
EVERY_METRIC = "all"
"""What is named to compare in all metrics rather than the headline ones."""


def compare(
    catalog: Catalog,
    cities: Sequence[str] = (),
    metrics: Sequence[str] = (),
    *,
    every: bool = False,
    year: str | None = None,
    ratio: bool = False,
) -> list[Comparison]:
    """Compare two or more cities or regions, or `every` city, in the `metrics` named, else in the headline ones.

    `all` for a metric means every metric that tells something. `year`: four digits; then only values of that year
    count. Raises `UsageError` for a name that names nothing, for a city named twice, and for fewer than two.
    """
    places = _places(catalog, cities, every=every)
    named = bool(metrics) and EVERY_METRIC not in metrics
    headlines = [] if metrics else [metric for metric in catalog.metrics.values() if metric.headline]
    if named:
        chosen = _named_metrics(catalog, metrics)
    elif headlines:
        chosen = in_order([*headlines, *[metric for metric in computed.metrics().values() if metric.headline]])
    else:
        chosen = in_order(all_metrics(catalog).values())
    rows = [_row(catalog, metric, places, year, ratio=ratio) for metric in chosen]
    return rows if named else [row for row in rows if _worth_showing(row, rows, zeros=bool(headlines))]


def comparable_groups(values: Sequence[CityValue]) -> list[list[int]]:
    """Return the indexes of the known values that share a year and a unit, the most and then the newest first."""
    found: dict[tuple[str | None, str], list[int]] = {}
    for i, known in enumerate(values):
        if known.value is not None:
            found.setdefault((known.unit, span_or_year(known.period)), []).append(i)
    return [found[key] for key in sorted(found, key=lambda key: (len(found[key]), last_day(key[1])), reverse=True)]


def _places(catalog: Catalog, names: Sequence[str], *, every: bool) -> list[Place]:
    if every:
        if names:
            raise UsageError(f"--all compares every city; leave out --all or {shorten(names[0])!r}")
        return list(catalog.cities.values())
    found: list[Place] = []
    known: list[Place] = [*catalog.cities.values(), *regions(catalog).values()]
    for place in resolve_words(names, Index(known), CITY):
        if place in found:
            raise UsageError(f"{place.name} ({place.id}) is named twice; name each city once")
        found.append(place)
    if len(found) < 2:
        only = f"; 'gba show {found[0].id}' tells about {found[0].name} alone" if found else ""
        raise UsageError(f"a comparison takes two cities or more, or --all{only}; 'gba cities' lists them")
    return found


def _named_metrics(catalog: Catalog, names: Sequence[str]) -> list[Metric]:
    """Find the metrics named, each once, in the order asked."""
    from gbacli.queries.stats import resolve_metrics  # only for names: what it imports takes its time

    made = computed.metrics()
    wanted = dict.fromkeys(resolve_metrics(catalog, names))
    return [series.metric if (series := catalog.series(key)) else made[key] for key in wanted]


def _row(catalog: Catalog, metric: Metric, places: Sequence[Place], year: str | None, *, ratio: bool) -> Comparison:
    names = {place.id: place.name for place in places}
    stored = values_of(catalog, metric.id)
    by_year = computed.by_year([*_sums(metric, stored, places), *stored], names)  # published before summed
    chosen = _chosen(by_year, year)
    values = [_value(city, chosen.get(city)) for city in names]
    reason = _reason(values, names, year)
    parts = [i for i, place in enumerate(places) if not _takes_in(place, places)]
    total = _rank(values, parts, metric, catalog)
    known = [values[i] for i in parts if values[i].value is not None]
    ordered = reason is None and metric.unit != "rank" and len(known) > 1
    first = certainly_largest(known) if ordered else None
    largest = None if first is None else known[first].city
    if ratio and ordered:
        values = [value._replace(ratio=_ratio(value, values[0])) for value in values]
    shared_year = _shared_year(values)
    return Comparison(
        metric=metric.id,
        label=metric.label,
        unit=_shared([value.unit for value in values if value.unit]),
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
        note=_note(known, names, certain=first is not None) if ordered else None,
        origin=computed.origin_of([metric, *chosen.values()]),
    )


def _sums(metric: Metric, stored: Sequence[Stat], places: Sequence[Place]) -> list[Stat]:
    """Return the sums for the regions; what is published for a region counts before them."""
    return [stat for place in places if isinstance(place, Subject) for stat in computed.sums(metric, stored, place)]


def _shared_year(values: Sequence[CityValue]) -> str | None:
    shared = _shared([span_or_year(value.period) for value in values if value.period])
    return None if shared and "/" in shared else shared


def _takes_in(place: Place, others: Sequence[Place]) -> bool:
    """Return whether a place is a region that another place of the comparison is a part of."""
    return any(_cities_of(other) <= _cities_of(place) for other in others if other is not place)


def _cities_of(place: Place) -> set[str]:
    return set(place.cities) if isinstance(place, Subject) else {place.id}


def _rank(values: list[CityValue], parts: Sequence[int], metric: Metric, catalog: Catalog) -> int | float | None:
    """Put ranks and shares into the values of `parts`; return the sum that the shares are of."""
    wholes = [{values[i].city for i in parts}, *map(_cities_of, regions(catalog).values())]
    total_of_shares = None
    for group in comparable_groups([values[i] for i in parts]):
        known = [values[parts[i]] for i in group]
        if len(known) < 2:
            continue
        whole = metric.additive and {value.city for value in known} in wholes
        whole = whole and all(value.qualifier == "exact" and (value.value or 0) >= 0 for value in known)
        total = (computed.added([value.value or 0 for value in known]) or None) if whole else None
        total_of_shares = total_of_shares or total
        for i, rank in zip(group, ranks(known, metric.better), strict=True):
            value = values[parts[i]]
            share = float(f"{(value.value or 0) / total * 100:.4g}") if total else None
            values[parts[i]] = value._replace(rank=rank, rank_of=len(known), share_percent=share)
    return total_of_shares


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
    reasons = [f"no {what} for {_and(unknown)}"] if unknown else []
    if len(unknown) > len(known) + 2:
        reasons = [f"a {what} for {_and([names[place.city] for place in known])} only"]
    units = sorted({place.unit for place in known if place.unit})
    if len(units) > 1:
        reasons.append(f"different units: {_and(units)}")
    years: dict[str, list[str]] = {}
    for place in known:
        years.setdefault(span_or_year(place.period), []).append(names[place.city])
    if len(years) > 1:
        spread = [f"{when} ({_and(who)})" for when, who in sorted(years.items())]
        reasons.append(f"different years: {', '.join(spread)}")
    return "; ".join(reasons) or None


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

    Not when no city has a value; when no city has such a facility, unless `zeros` count; nor when a computed row only
    says again what a row of published values says: the values in one currency of a row that is in one, and the GDP per
    head where the published one is known for every city and is not older.
    """
    if all(not value.value for value in row.values):
        return any(value.value is not None for value in row.values) and (zeros or row.group != "facilities")
    by_metric = {other.metric: other for other in rows}
    if row.metric.endswith(computed.IN_DOLLARS):
        original = by_metric.get(row.metric.removesuffix(computed.IN_DOLLARS))
        return original is None or original.unit is None
    published = by_metric.get("gdp-per-capita") if row.metric == computed.GDP_PER_HEAD else None
    if published is None or published.year is None or any(value.value is None for value in published.values):
        return True
    return row.year is not None and row.year > published.year


def _shared(items: Iterable[str | None]) -> str | None:
    found = set(items)
    return found.pop() if len(found) == 1 else None


def _and(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
