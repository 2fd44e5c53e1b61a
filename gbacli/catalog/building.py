"""Raw tables to records. What a table holds is not judged here: `check` has done that, or will be pointed to."""

from collections.abc import Callable
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple

from gbacli.fields import Type, declared
from gbacli.model import Facility, Metric, Stat

Table = dict[str, Any]


class Series(NamedTuple):
    """A metric with all its values, in the order of its tables."""

    metric: Metric
    stats: tuple[Stat, ...]


def build(record: Any, table: Table, **more: Any) -> Any:
    """Return a frozen record of a class, with all records in it, from its raw table and the fields that no file has."""
    fields = {**table, **more}
    for name, frozen in _frozen_of(record):
        if name in fields:
            fields[name] = frozen(fields[name])
    if record is Facility:  # its sources are those of its history and those of the record
        entries = (*fields["history"], *fields.get("expected", ()))
        fields["sources"] = tuple(dict.fromkeys([*[entry.source for entry in entries], *fields.get("sources", ())]))
    return record(**fields)


def series(key: str, table: Table, origin: str) -> Series:
    """Return a metric, named by its file, and its values from the table of a series file."""
    metric = build(Metric, {**table, "id": key, "table": []}, origin=origin)
    return Series(metric, tuple([stat for part in table.get("table", ()) for stat in _stats(metric, part)]))


def _stats(metric: Metric, part: Table) -> list[Stat]:
    """Return the values of one published table: what it says once holds for each of them."""
    qualifiers, notes = part.get("qualifiers", {}), part.get("notes", {})
    locators, checked_by = part.get("locators", {}), part.get("checked_by", {})
    period, source, locator = part["period"], part["source"], part["locator"]
    return [
        Stat(
            id=f"{subject}.{metric.id}.{period}",
            subject=subject,
            label=metric.label,
            value=value,
            unit=metric.unit_of(subject),
            qualifier=qualifiers.get(subject, "exact"),
            period=period,
            source=source,
            locator=locators.get(subject, locator),
            metric=metric.id,
            note=notes.get(subject),
            checked_by=tuple(checked_by.get(subject, ())),
            origin=metric.origin,
        )
        for subject, value in part["values"].items()
    ]


@cache
def _frozen_of(record: Any) -> list[tuple[str, Callable[[Any], Any]]]:
    """Return the fields of a record class that hold several values, each with what makes these unchangeable."""
    several = [field for field in declared(record).values() if field.type.name in ("list", "map")]
    return [(field.name, _freezer(field.type)) for field in several]


def _freezer(kind: Type) -> Callable[[Any], Any]:
    if kind.name == "map":
        return MappingProxyType
    if isinstance(kind.item, Type):
        return tuple
    return lambda tables: tuple([build(kind.item, table) for table in tables])
