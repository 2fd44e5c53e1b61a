"""Raw tables to records. What a table holds is not judged here: `check` has done that, or will be pointed to."""

from sys import intern
from types import MappingProxyType
from typing import Any, NamedTuple

from gbacli.model import City, Event, Expectation, Facility, Industry, Metric, Source, Stat, Subject

Table = dict[str, Any]


class Series(NamedTuple):
    """A metric with all its values, in the order of its tables."""

    metric: Metric
    stats: tuple[Stat, ...]


def source(key: str, table: Table, origin: str) -> Source:
    """Build a source from its table."""
    return Source(id=key, origin=origin, **_frozen(table))


def subject(key: str, table: Table, origin: str) -> Subject:
    """Build a subject from its table."""
    return Subject(id=key, origin=origin, **_frozen(table))


def city(key: str, table: Table, origin: str) -> City:
    """Build a city from its table."""
    return City(id=key, origin=origin, **_frozen(table))


def industry(key: str, table: Table, origin: str) -> Industry:
    """Build an industry from its table."""
    return Industry(id=key, origin=origin, **_frozen(table))


def statement(key: str, table: Table, origin: str) -> Stat:
    """Build a single statement from its table."""
    return Stat(id=key, origin=origin, **_frozen(table))


def facility(key: str, table: Table, origin: str) -> Facility:
    """Build a facility; its sources are those of its history and those of the record."""
    fields = _frozen(table)
    history = tuple([Event(**_shared(event)) for event in fields.pop("history")])
    sources = dict.fromkeys([event.source for event in history])
    sources.update(dict.fromkeys(fields.pop("sources", ())))
    expected = tuple([Expectation(**entry) for entry in fields.pop("expected", ())])
    sources.update(dict.fromkeys([entry.source for entry in expected]))
    return Facility(id=key, history=history, expected=expected, sources=tuple(sources), origin=origin, **fields)


def series(key: str, table: Table, origin: str) -> Series:
    """Build a metric and its values from a series file."""
    fields = _frozen(table)
    tables = fields.pop("table", ())
    fields["unit_by_city"] = MappingProxyType(fields.get("unit_by_city", {}))
    metric = Metric(origin=origin, table=(), **fields)
    return Series(metric, tuple([stat for part in tables for stat in _stats(metric, part)]))


def _stats(metric: Metric, part: Table) -> list[Stat]:
    """Spread one published table into its values: what the table says once holds for each of them."""
    qualifiers, notes = part.get("qualifiers", {}), part.get("notes", {})
    locators, checked_by = part.get("locators", {}), part.get("checked_by", {})
    period, source, locator = part["period"], part["source"], part["locator"]
    return [
        Stat(
            id=f"{place}.{metric.id}.{period}",
            subject=place,
            label=metric.label,
            value=value,
            unit=metric.unit_of(place),
            qualifier=qualifiers.get(place, "exact"),
            period=period,
            source=source,
            locator=locators.get(place, locator),
            metric=metric.id,
            note=notes.get(place),
            checked_by=tuple(checked_by.get(place, ())),
            origin=metric.origin,
        )
        for place, value in part["values"].items()
    ]


def _frozen(table: Table) -> Table:
    """Turn lists into tuples, so that a record cannot be changed."""
    return {key: tuple(value) if isinstance(value, list) else value for key, value in table.items()}


def _shared(event: Table) -> Table:
    """Keep one copy of the words that many entries repeat."""
    return {key: intern(value) if isinstance(value, str) and len(value) < 32 else value for key, value in event.items()}
