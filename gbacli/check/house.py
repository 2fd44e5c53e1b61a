"""Rules that the built-in facts keep beside the others: names that mean one thing, and figures that agree.

Somebody's own facts need not: a name that two of their records share is asked back when it is used.
"""
# ruff: noqa: D401 - the docstring of a rule says what holds, not what the function does

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from gbacli.catalog import reading
from gbacli.catalog.layout import ABOUT, files_of
from gbacli.catalog.names import city_key, key
from gbacli.check.faults import Finding, Place, quoted
from gbacli.check.inspector import Inspector
from gbacli.check.rules import Inspected
from gbacli.model import BUILT_IN, Stat

CITIES = 11
PER_CAPITA_TOLERANCE = 0.02
"""GDP per capita is GDP over the mean population of the year, which is itself only near the mean of two year-ends."""

_NAMES = ("name", "name_zh_hans", "name_zh_hant", "pinyin", "label")
_NOUNS = {"series": "metric"}
_ADD_UP = ("population", "gdp", "patents-granted", "invention-patents-granted", "goods-exports", "goods-imports")


def the_edition_is_named(inspected: Inspected) -> Iterator[Finding]:
    """The facts have a version and a licence note."""
    path = _built_in(inspected).layer.root / ABOUT
    if not _built_in(inspected).paths["about"]:
        yield Finding("", path, "", (), "is missing; expected the version and the licence note of the facts")
        return
    table = _document(path)
    for field in ("version", "licence"):
        if field not in table:
            yield Finding("about", path, "about", (field,), "is missing; expected it in the built-in facts")


def there_are_eleven_cities(inspected: Inspected) -> Iterator[Finding]:
    """The Greater Bay Area is two special administrative regions and nine cities of Guangdong."""
    path = _built_in(inspected).layer.root / "cities.toml"
    number = len(_built_in(inspected).paths["city"])
    if number != CITIES and inspected.is_judged("city"):
        yield Finding("city", path, "", (), f"holds {number} cities; expected the eleven of the Greater Bay Area")


def no_two_records_share_a_name(inspected: Inspected) -> Iterator[Finding]:
    """Every name and alias leads to one record, of whatever kind; and no alias repeats a name of its own record."""
    owners: dict[str, tuple[str, str]] = {}
    for kind, record in _named(inspected):
        normal = city_key if kind == "city" else key
        path = _built_in(inspected).paths[kind].get(record.id)
        for place, text in _names_of(record):
            owner = owners.setdefault(normal(text), (kind, record.id))
            repeats = place[:1] == ("aliases",) and _repeats(record, place, text)
            if path is None or (owner == (kind, record.id) and not repeats):
                continue
            whose = "this record" if owner == (kind, record.id) else f"the {_NOUNS.get(owner[0], owner[0])} {owner[1]}"
            message = f"is {quoted(text)}, a name that {whose} has already; expected a name of its own"
            where: Place = ("subjects", record.id, *place) if kind == "subject" else place
            yield Finding("about" if kind == "subject" else kind, path, _about(kind, record.id), where, message)


def tables_are_in_order(inspected: Inspected) -> Iterator[Finding]:
    """The tables of a series go from the oldest to the newest, so that a new year is added at the end."""
    for path in files_of(_built_in(inspected).layer, "series"):
        last = ""
        for index, part in enumerate(_tables(inspected, path)):
            if part["period"] < last:
                message = f"is {quoted(part['period'])}, after a table of {quoted(last)}; expected oldest first"
                yield Finding("series", path, path.stem, ("table", index, "period"), message)
            last = max(last, part["period"])


def gdp_per_capita_agrees_with_gdp_and_population(inspected: Inspected) -> Iterator[Finding]:
    """On the mainland it is GDP over the mean of the populations at the two ends of the year, but for roundings."""
    population, gdp = _by_year(inspected, "population"), _by_year(inspected, "gdp")
    for (city, year), stat in _by_year(inspected, "gdp-per-capita").items():
        before, after, whole = (
            population.get((city, year - 1)),
            population.get((city, year)),
            gdp.get((city, year)),
        )
        if before is None or after is None or whole is None or not _is_mainland(inspected, city):
            continue
        expected = whole.value / ((before.value + after.value) / 2)
        if stat.unit == whole.unit and abs(stat.value / expected - 1) > PER_CAPITA_TOLERANCE:
            message = f"is {stat.value}; expected about {expected:.0f}, GDP over mean population, within 2 per cent"
            yield _at_value(inspected, stat, message)


def the_nine_cities_add_up(inspected: Inspected) -> Iterator[Finding]:
    """A total of the nine cities agrees with their values in the series, as far as it is precise."""
    nine = inspected.catalog.subjects.get("nine-cities")
    for stat in inspected.catalog.statements.values():
        if nine is None or stat.subject != nine.id or stat.metric not in _ADD_UP or not stat.period[:4].isdigit():
            continue
        values = _by_year(inspected, stat.metric)
        parts = [values.get((city, int(stat.period[:4]))) for city in nine.cities]
        total = sum(part.value for part in parts if part is not None)
        if None not in parts and not _agrees(total, stat):
            message = f"is {stat.qualifier} {stat.value}; expected what the series {stat.metric} adds up to, {total}"
            yield Finding("statement", _built_in(inspected).paths["statement"][stat.id], stat.id, ("value",), message)


RULES = (
    the_edition_is_named,
    there_are_eleven_cities,
    no_two_records_share_a_name,
    tables_are_in_order,
    gdp_per_capita_agrees_with_gdp_and_population,
    the_nine_cities_add_up,
)


def _built_in(inspected: Inspected) -> Inspector:
    return next(inspector for inspector in inspected.inspectors if inspector.layer.origin == BUILT_IN)


def _about(kind: str, record: str) -> str:
    return "about" if kind == "subject" else record


def _named(inspected: Inspected) -> Iterator[tuple[str, Any]]:
    catalog = inspected.catalog
    for kind, found in (
        ("city", catalog.cities),
        ("subject", catalog.subjects),
        ("facility", catalog.facilities),
        ("industry", catalog.industries),
        ("series", catalog.metrics),
    ):
        for record in found.values():
            yield kind, record


def _names_of(record: Any) -> list[tuple[Place, str]]:
    """List the names of a record with their places, its id first."""
    names: list[tuple[Place, str]] = [((), record.id)]
    names += [((field,), name) for field in _NAMES if (name := getattr(record, field, None))]
    return names + [(("aliases", index), alias) for index, alias in enumerate(record.aliases)]


def _repeats(record: Any, place: Place, alias: str) -> bool:
    """Say whether an alias is one of the names before it of its record; it may be its id, in capitals perhaps."""
    places = dict(_names_of(record))
    before = list(places)[1 : list(places).index(place)]
    return key(alias) in [key(places[other]) for other in before]


def _by_year(inspected: Inspected, metric: str) -> dict[tuple[str, int], Stat]:
    """Give the values of a metric by city and year, those dated in a year counting for it."""
    series = inspected.catalog.series(metric) if metric in inspected.catalog.metric_ids else None
    return {(stat.subject, int(stat.period[:4])): stat for stat in (series.stats if series else ())}


def _is_mainland(inspected: Inspected, city: str) -> bool:
    record = inspected.catalog.cities.get(city)
    return record is not None and record.kind != "special administrative region"


def _agrees(total: float, stat: Stat) -> bool:
    """Say whether a sum agrees with a statement, within half of the last digit that the statement gives."""
    digits = str(round(stat.value)).rstrip("0")
    step = float(10 ** (len(str(round(stat.value))) - len(digits)))
    if stat.qualifier == "exact":
        return total == stat.value
    if stat.qualifier == "about":
        return abs(total - stat.value) <= step / 2
    if stat.qualifier == "nearly":
        return 0.95 * stat.value <= total <= stat.value
    return stat.value <= total < stat.value + step


def _at_value(inspected: Inspected, stat: Stat, message: str) -> Finding:
    """Make a finding at the place of a value in its series file."""
    assert stat.metric is not None
    path = _built_in(inspected).paths["series"][stat.metric]
    tables = _tables(inspected, path)
    index = next(i for i, part in enumerate(tables) if part["period"] == stat.period and stat.subject in part["values"])
    return Finding("series", path, stat.metric, ("table", index, "values", stat.subject), message)


def _tables(inspected: Inspected, path: Path) -> list[dict[str, Any]]:
    """Read the raw tables of a series once more; none if it was refused."""
    if path.stem not in inspected.catalog.metric_ids or inspected.catalog.series(path.stem) is None:
        return []
    tables: list[dict[str, Any]] = _document(path)["table"]
    return tables


def _document(path: Path) -> dict[str, Any]:
    return reading.parse(reading.decode(reading.read(path), path), path)
