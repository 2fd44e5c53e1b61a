"""Rules about one record that look at several of its fields together, or at what a number or a name can be.

They see raw tables whose shape is right. Each is named as the sentence that holds, and yields what breaks it.
"""
# ruff: noqa: D401 - the docstring of a rule says what holds, not what the function does

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from gbacli.catalog.lines import KeyPath
from gbacli.catalog.names import NAME_FIELDS
from gbacli.check.faults import described, quoted, written
from gbacli.check.values import later

Found = Iterator[tuple[KeyPath, str]]
Rule = Callable[[str, dict[str, Any]], Found]
"""Takes the id under which a record is known and its raw table."""

SOUTH, NORTH, WEST, EAST = 21.0, 24.8, 111.0, 116.0
"""The region, in degrees, with some room: its cities reach from Taishan to Huaiji and from Fengkai to Huidong."""

_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")
"""Control characters, escape sequences among them, line breaks, and marks that turn the direction of text."""


def a_name_can_be_typed(key: str, table: dict[str, Any]) -> Found:
    """A name is what people type and read: it has no control characters and no marks of direction."""
    for place, name in _names(table):
        if not name.isprintable() and _UNSEEN.search(name):
            yield place, f"is {quoted(name)}; expected a name without control characters and marks of direction"


def a_source_is_read_after_it_is_published(key: str, table: dict[str, Any]) -> Found:
    """Nobody reads what is not yet there."""
    if later(table.get("published", ""), table["accessed"]):
        message = f"is {quoted(table['published'])}, after it was read on {quoted(table['accessed'])}"
        yield ("published",), f"{message}; expected an earlier date"


def a_history_is_in_order(key: str, table: dict[str, Any]) -> Found:
    """No entry is certainly later than one that follows it."""
    last = ""
    for index, entry in enumerate(table["history"]):
        date = entry.get("date", "")
        if date >= last:
            last = date
        elif date and later(last, date):
            message = f"is {quoted(date)}, after an entry of {quoted(last)}; expected oldest first"
            yield ("history", index, "date"), message


def a_city_lies_in_the_region(key: str, table: dict[str, Any]) -> Found:
    """The region holds eleven cities around the mouth of the Pearl River; no other belongs to it."""
    for field, least, most in (("latitude", SOUTH, NORTH), ("longitude", WEST, EAST)):
        if not least <= table[field] <= most:
            what = "degrees north" if field == "latitude" else "degrees east"
            message = f"is {described(table[field])}, outside the Greater Bay Area; expected {least} to {most} {what}"
            yield (field,), message


def a_city_is_not_its_own_neighbour(key: str, table: dict[str, Any]) -> Found:
    """A city touches others."""
    for index, neighbour in enumerate(table["neighbours"]):
        if neighbour == key:
            yield ("neighbours", index), "is the city itself; expected other cities"


def a_value_is_possible(key: str, table: dict[str, Any]) -> Found:
    """A share is at most all; nothing is less than nothing, but a rate of growth."""
    for figure in _figures(table):
        if figure.unit == "percent" and figure.value > 100:
            yield figure.place, f"is {described(figure.value)}; expected a percentage of at most 100"
        elif figure.unit != "percent" and figure.value < 0:
            yield figure.place, f"is {described(figure.value)}; expected 0 or more (what is not known is left out)"


def a_value_is_not_checked_by_its_own_source(key: str, table: dict[str, Any]) -> Found:
    """Only another source can agree."""
    for figure in _figures(table):
        for index, source in enumerate(figure.checked_by):
            if source == figure.source:
                message = f"is {quoted(source)}, the source itself; expected other sources that agree"
                yield (*figure.checked_by_place, index), message


def a_series_is_named_as_its_file(key: str, table: dict[str, Any]) -> Found:
    """The name of the file is the id, so that a metric can be found without opening every file."""
    if table["id"] != key:
        yield ("id",), f"is {quoted(table['id'])}; expected {quoted(key)}, the name of the file without .toml"


def a_series_has_one_value_of_a_city_and_period(key: str, table: dict[str, Any]) -> Found:
    """Where two sources disagree, one is the value and the other is named in a note."""
    first: dict[tuple[str, str], int] = {}
    for index, part in enumerate(table["table"]):
        for area in part["values"]:
            other = first.setdefault((area, part["period"]), index)
            if other != index:
                message = f"is a second value for {part['period']}, beside that of {written(('table', other))}"
                yield ("table", index, "values", area), f"{message}; expected one (a note can name the other)"


def a_table_is_in_the_unit_of_its_metric(key: str, table: dict[str, Any]) -> Found:
    """A table may repeat the unit; it cannot change it."""
    for index, part in enumerate(table["table"]):
        unit = part.get("unit")
        others = {_unit(table, area): area for area in part["values"]} if unit else {}
        others.pop(unit, None)
        for expected, area in others.items():
            message = f"is {quoted(unit)}; expected {quoted(expected)}, the unit of {key} for {area}"
            yield ("table", index, "unit"), message


def a_table_speaks_only_of_cities_it_has_values_for(key: str, table: dict[str, Any]) -> Found:
    """A note, locator or qualifier of a city without a value is a slip."""
    for index, part in enumerate(table["table"]):
        for field in ("qualifiers", "locators", "notes", "checked_by"):
            for area in part.get(field, ()):
                if area not in part["values"]:
                    message = f"has no value in this table; expected one of {', '.join(part['values'])}"
                    yield ("table", index, field, area), message


RULES: dict[str, tuple[Rule, ...]] = {
    "about": (a_name_can_be_typed,),
    "source": (a_name_can_be_typed, a_source_is_read_after_it_is_published),
    "city": (a_name_can_be_typed, a_city_lies_in_the_region, a_city_is_not_its_own_neighbour),
    "facility": (a_name_can_be_typed, a_history_is_in_order),
    "industry": (a_name_can_be_typed,),
    "statement": (a_name_can_be_typed, a_value_is_possible, a_value_is_not_checked_by_its_own_source),
    "series": (
        a_name_can_be_typed,
        a_series_is_named_as_its_file,
        a_value_is_possible,
        a_value_is_not_checked_by_its_own_source,
        a_series_has_one_value_of_a_city_and_period,
        a_table_is_in_the_unit_of_its_metric,
        a_table_speaks_only_of_cities_it_has_values_for,
    ),
}
"""The rules of each kind."""


class _Figure(NamedTuple):
    """A value of a statement or of a series."""

    place: KeyPath
    value: float
    unit: str
    source: str
    checked_by: list[str]
    checked_by_place: KeyPath


def _figures(table: dict[str, Any]) -> Iterator[_Figure]:
    if "value" in table:
        checked_by = table.get("checked_by", [])
        yield _Figure(("value",), table["value"], table["unit"], table["source"], checked_by, ("checked_by",))
    for index, part in enumerate(table.get("table", ())):
        for area, value in part["values"].items():
            checked_by = part.get("checked_by", {}).get(area, [])
            place, checks = ("table", index, "values", area), ("table", index, "checked_by", area)
            yield _Figure(place, value, _unit(table, area), part["source"], checked_by, checks)


def _names(table: dict[str, Any]) -> Iterator[tuple[KeyPath, str]]:
    for field in NAME_FIELDS:
        if field in table:
            yield (field,), table[field]
    for index, alias in enumerate(table.get("aliases", ())):
        yield ("aliases", index), alias
    for subject, part in table.get("subjects", {}).items():
        yield from [(("subjects", subject, *place), name) for place, name in _names(part)]


def _unit(table: dict[str, Any], area: str) -> str:
    unit: str = table.get("unit_by_city", {}).get(area, table["unit"])
    return unit
