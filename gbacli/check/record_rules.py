"""Rules about one record that look at several of its fields together, or at what a number or a name can be.

They see raw tables whose shape is right. Each is named as the sentence that holds, and yields what breaks it.
"""
# ruff: noqa: D401 - the docstring of a rule says what holds, not what the function does

import re
from collections.abc import Callable, Iterator
from typing import Any

from gbacli.catalog.lines import KeyPath
from gbacli.catalog.names import NAME_FIELDS
from gbacli.check.faults import described, quoted, written
from gbacli.check.values import later

Table = dict[str, Any]
Found = Iterator[tuple[KeyPath, str]]
Rule = Callable[[str, Table], Found]
"""Takes the id under which a record is known and its raw table."""

REGION = {"latitude": (21.0, 24.8, "degrees north"), "longitude": (111.0, 116.0, "degrees east")}
"""With some room: the cities reach from Taishan to Huaiji and from Fengkai to Huidong."""

_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")
"""Control characters, escape sequences among them, line breaks, and marks that turn the direction of text."""


def a_name_can_be_typed(key: str, table: Table) -> Found:
    """A name is what people type and read: it has no control characters and no marks of direction."""
    for key_path, name in names_of(table):
        if not name.isprintable() and _UNSEEN.search(name):
            yield key_path, f"is {quoted(name)}; expected a name without control characters and marks of direction"


def a_source_is_read_after_it_is_published(key: str, table: Table) -> Found:
    """Nobody reads what is not yet there."""
    if later(table.get("published", ""), table["accessed"]):
        message = f"is {quoted(table['published'])}, after it was read on {quoted(table['accessed'])}"
        yield ("published",), f"{message}; expected an earlier date"


def a_history_is_in_order(key: str, table: Table) -> Found:
    """No entry is certainly later than one that follows it."""
    last = ""
    for i, entry in enumerate(table["history"]):
        date = entry.get("date", "")
        if date and later(last, date):
            yield ("history", i, "date"), f"is {quoted(date)}, after an entry of {quoted(last)}; expected oldest first"
        last = max(last, date)


def a_city_lies_in_the_region(key: str, table: Table) -> Found:
    """The region holds eleven cities around the mouth of the Pearl River; no other belongs to it."""
    for field, (least, most, unit) in REGION.items():
        if not least <= table[field] <= most:
            message = f"is {described(table[field])}, outside the Greater Bay Area; expected {least} to {most} {unit}"
            yield (field,), message


def a_value_is_possible(key: str, table: Table) -> Found:
    """A share is at most all; nothing is less than nothing, but a rate of growth."""
    for key_path, value, unit in _values(table):
        if unit == "percent" and value > 100:
            yield key_path, f"is {described(value)}; expected a percentage of at most 100"
        elif unit != "percent" and value < 0:
            yield key_path, f"is {described(value)}; expected 0 or more (what is not known is left out)"


def a_series_is_named_as_its_file(key: str, table: Table) -> Found:
    """The name of the file is the id, so that a metric can be found without opening every file."""
    if table["id"] != key:
        yield ("id",), f"is {quoted(table['id'])}; expected {quoted(key)}, the name of the file without .toml"


def a_series_has_one_value_of_a_city_and_period(key: str, table: Table) -> Found:
    """Where two sources disagree, one is the value and the other is named in a note."""
    first: dict[tuple[str, str], int] = {}
    for i, part in _tables(table):
        for area in part["values"]:
            other = first.setdefault((area, part["period"]), i)
            if other != i:
                message = f"is a second value for {part['period']}, beside that of {written(('table', other))}"
                yield ("table", i, "values", area), f"{message}; expected one (a note can name the other)"


def a_table_is_in_the_unit_of_its_metric(key: str, table: Table) -> Found:
    """A table may repeat the unit; it cannot change it."""
    for i, part in _tables(table):
        unit: str = part.get("unit", "")
        others = {_unit(table, area): area for area in part["values"] if unit not in ("", _unit(table, area))}
        for expected, area in others.items():
            message = f"is {quoted(unit)}; expected {quoted(expected)}, the unit of {key} for {area}"
            yield ("table", i, "unit"), message


def a_table_speaks_only_of_cities_it_has_values_for(key: str, table: Table) -> Found:
    """A note, locator or qualifier of a city without a value is a slip."""
    for i, part in _tables(table):
        for field in ("qualifiers", "locators", "notes", "checked_by"):
            for area in [area for area in part.get(field, ()) if area not in part["values"]]:
                message = f"has no value in this table; expected one of {', '.join(part['values'])}"
                yield ("table", i, field, area), message


RULES: dict[str, tuple[Rule, ...]] = {
    "source": (a_source_is_read_after_it_is_published,),
    "city": (a_city_lies_in_the_region,),
    "facility": (a_history_is_in_order,),
    "statement": (a_value_is_possible,),
    "series": (
        a_series_is_named_as_its_file,
        a_value_is_possible,
        a_series_has_one_value_of_a_city_and_period,
        a_table_is_in_the_unit_of_its_metric,
        a_table_speaks_only_of_cities_it_has_values_for,
    ),
}
"""The rules of single kinds, beside that of names."""


def _tables(table: Table) -> Iterator[tuple[int, Table]]:
    return enumerate(table.get("table", ()))


def _values(table: Table) -> Iterator[tuple[KeyPath, float, str]]:
    """Yield each value of a statement or series with its unit."""
    if "value" in table:
        yield ("value",), table["value"], table["unit"]
    for i, part in _tables(table):
        yield from [(("table", i, "values", area), part["values"][area], _unit(table, area)) for area in part["values"]]


def names_of(table: Table) -> Iterator[tuple[KeyPath, str]]:
    """Yield the names of a record, each with where it stands."""
    yield from [((field,), table[field]) for field in NAME_FIELDS if field in table]
    yield from [(("aliases", i), alias) for i, alias in enumerate(table.get("aliases", ()))]


def _unit(table: Table, area: str) -> str:
    unit: str = table.get("unit_by_city", {}).get(area, table["unit"])
    return unit
