"""One value of one record: what `gba get` prints. Only the files that it needs are read."""

from collections.abc import Mapping

from gbacli.catalog import Catalog
from gbacli.errors import UsageError
from gbacli.fields import ANY_ID, PERIOD, TEXT, VALUE, Field, fields_of
from gbacli.model import QUALIFIER, SOURCE_ID, City, Event, Note, Source, Stat, Subject
from gbacli.named_tuples import Annotated, NamedTuple
from gbacli.queries import cities, sources
from gbacli.queries.dates import to_year
from gbacli.queries.lookup import index_of, look_up
from gbacli.queries.names import METRIC, Record, UnknownNameError, kind_of, resolve, shorten, suggest
from gbacli.queries.texts import key
from gbacli.queries.values import is_metric, value_of

Value = str | int | float | bool | tuple[str, ...] | tuple[Event, ...] | Mapping[str, str]
"""What a field can hold when it is known."""


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


def got(catalog: Catalog, name: str, field: str, year: int | str | None = None) -> Got:
    """Return one value of the record that `name` names: a field, or else a metric of this `year` or the latest.

    Raises `UsageError` for a name, a field or a year that is none, and for one without a value.
    """
    year = None if year is None else to_year(year)
    record = look_up(catalog, name)[0]
    chosen = next((known for known in field_names(record) if key(known) == key(field)), None)
    if chosen is None:
        metric = _metric(catalog, record, field)
        return _of_figure(value_of(catalog, record.id, metric, year), metric)
    if year is not None:
        raise UsageError(f"--year goes with a metric; {chosen} is a field of the {kind_of(record)} {record.id}")
    if chosen == "facilities" and isinstance(record, City):  # needs other files, which are read only now
        record = cities.answer(catalog, record)
    if chosen == "facts" and isinstance(record, Source):
        record = record._replace(facts=sources.facts_by_source(catalog)[record.id])
    value: Value | None = getattr(record, chosen)
    if value is None:
        raise UsageError(f"{chosen} of {record.id} is unknown; 'gba show {record.id}' has all that is known")
    if isinstance(record, Stat) and chosen == "value":
        return _of_figure(record, chosen)
    return Got(record.id, chosen, value)


def field_names(record: Record) -> list[str]:
    """Return the fields of a record, by their public names."""
    return [field.name for field in fields_of(type(record))]


def _of_figure(stat: Stat, field: str) -> Got:
    return Got(stat.id, field, stat.value, stat.unit, stat.qualifier, stat.period, stat.source, stat.note)


def _metric(catalog: Catalog, record: Record, name: str) -> str:
    """Return the id of the metric that `name` names. Raises `UsageError` that offers the nearest fields and metrics."""
    known = field_names(record)
    noun, see = "field", f"its fields are {', '.join(known)}"
    if isinstance(record, City | Subject):  # what metrics have values for
        if is_metric(catalog, name):
            return name
        index = index_of(catalog, "metric")
        if index.find(name):
            return str(resolve(name, index, METRIC).id)
        known += [metric.id for metric in index.records]
        noun, see = "field or metric", f"{see}; '{METRIC.see}' lists the metrics"
    what = f"no {noun} of the {kind_of(record)} {record.id} is called {shorten(name)!r}"
    raise UnknownNameError(name, what, suggest(name, known), see)
