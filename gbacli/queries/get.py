"""One value of one record: what `gba get` prints. Only the files that it needs are read."""

from collections.abc import Mapping
from typing import Annotated, NamedTuple

from gbacli.catalog import Catalog
from gbacli.catalog.names import key
from gbacli.errors import UsageError
from gbacli.fields import ANY_ID, PERIOD, TEXT, VALUE, Field, fields_of
from gbacli.model import QUALIFIER, SOURCE_ID, City, Event, Note, Source, Stat
from gbacli.queries import cities, sources
from gbacli.queries.lookup import Found, find, index_of
from gbacli.queries.names import METRIC, ambiguous, did_you_mean, noun_of, shorten, suggest
from gbacli.queries.values import is_metric, value_of

Value = str | int | float | bool | tuple[str, ...] | tuple[Event, ...] | Mapping[str, str]
"""What a field can hold when it is known."""

_MEASURED = ("city", "subject")
"""The kinds that metrics have values for."""


class Got(NamedTuple):
    """One value, and what belongs to it where it is a figure."""

    id: Annotated[str, Field(ANY_ID, "the id of the record, or of the figure")]
    field: Annotated[str, Field(TEXT, "the field of the record, or the metric")]
    value: Annotated[Value, Field(VALUE, "its value")]
    unit: Annotated[str | None, Field(TEXT, "the unit of a figure")] = None
    qualifier: Annotated[str | None, Field(QUALIFIER, "how exactly the source says it")] = None
    period: Annotated[str | None, Field(PERIOD, "the year, the date or the span of years that it is of")] = None
    source: Annotated[str | None, Field(SOURCE_ID, "the id of the source; null for a computed value")] = None
    note: Note = None


def get(catalog: Catalog, name: str, field: str, year: str | None = None) -> Value:
    """Return one value of the record that `name` names: that of `got`, without what belongs to it."""
    return got(catalog, name, field, year).value


def got(catalog: Catalog, name: str, field: str, year: str | None = None) -> Got:
    """Return one value of the record that `name` names: a field, or a metric of exactly this `year` or the latest.

    A field comes before a metric of the same name. Raises `UsageError` for a name or a field that is none, and for
    one without a value.
    """
    found = find(catalog, name)
    record = found.record
    chosen = field_of(found, field)
    if chosen is None:
        metric = _metric(catalog, found, field)
        return _of_figure(value_of(catalog, record.id, metric, year), metric)
    if year is not None:
        raise UsageError(f"--year goes with a metric; {chosen} is a field of the {found.kind} {record.id}")
    value = _field(catalog, found, chosen)
    if value is None:
        raise UsageError(f"{chosen} of {record.id} is unknown; 'gba show {record.id}' has all that is known")
    if isinstance(record, Stat) and chosen == "value":
        return _of_figure(record, chosen)
    return Got(record.id, chosen, value)


def field_names(found: Found) -> list[str]:
    """List the fields of a record, by their public names."""
    return [field.name for field in fields_of(type(found.record))]


def field_of(found: Found, name: str) -> str | None:
    """Return the field of a record that `name` names, spelling aside; None for one that is none."""
    return next((known for known in field_names(found) if key(known) == key(name)), None)


def _of_figure(stat: Stat, field: str) -> Got:
    return Got(stat.id, field, stat.value, stat.unit, stat.qualifier, stat.period, stat.source, stat.note)


def _field(catalog: Catalog, found: Found, field: str) -> Value | None:
    """Read one field; those that need other files read them only now."""
    record = found.record
    if field == "facilities" and isinstance(record, City):
        return cities.answer(catalog, record).facilities
    if field == "facts" and isinstance(record, Source):
        return sources.facts_on(catalog, record.id)
    value: Value | None = getattr(record, field)
    return value


def _metric(catalog: Catalog, found: Found, name: str) -> str:
    """Find the id of the metric that `name` names. Raises `UsageError` that offers the nearest fields and metrics."""
    if found.kind not in _MEASURED:
        raise UsageError(_unknown(found, name, []))
    if is_metric(catalog, name):
        return name
    index = index_of(catalog, "metric")
    named = index.find(name)
    if len(named) == 1:
        return str(named[0].id)
    if named:
        raise UsageError(ambiguous(name, named, METRIC))
    raise UsageError(_unknown(found, name, [metric.id for metric in index.records]))


def _unknown(found: Found, name: str, metrics: list[str]) -> str:
    fields = field_names(found)
    near = suggest(name, [*fields, *metrics])
    hint = did_you_mean(near).strip() or f"its fields are {', '.join(fields)}"
    more = f"; '{METRIC.see}' lists the metrics" if metrics else ""
    noun = f"field or {noun_of(METRIC)}" if metrics else "field"
    return f"no {noun} of the {found.kind} {found.record.id} is called {shorten(name)!r}; {hint}{more}"
