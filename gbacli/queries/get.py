"""One value of one record: what `gba get` prints. Only the files that it needs are read."""

from collections.abc import Mapping

from gbacli.catalog import Catalog
from gbacli.catalog.names import key
from gbacli.errors import UsageError
from gbacli.model import City, Event, Source
from gbacli.queries import cities, sources
from gbacli.queries.lookup import Found, find
from gbacli.queries.names import METRIC, matches, shorten
from gbacli.queries.values import all_metrics, is_metric, value_of

Value = str | int | float | bool | tuple[str, ...] | tuple[Event, ...] | Mapping[str, str]
"""What a field can hold when it is known."""

_ADDED = {
    "city": ("facilities",),
    "facility": ("status", "status_date"),
    "source": ("facts",),
}
"""The fields that a record of a kind has besides those that are stored."""

_MEASURED = ("city", "subject")
"""The kinds that metrics have values for."""


def get(catalog: Catalog, name: str, field: str, year: str | None = None) -> Value:
    """Give one value of the record that `name` names: a field of it, or a metric of exactly this `year` or the latest.

    A field comes before a metric of the same name. Raises `UsageError` for a name or a field that is none, and for
    one without a value.
    """
    found = find(catalog, name)
    fields = fields_of(found)
    wanted = key(field)
    chosen = next((known for known in fields if key(known) == wanted), None)
    if chosen is None:
        return value_of(catalog, found.record.id, _metric(catalog, found, field, fields), year).value
    if year is not None:
        raise UsageError(f"--year goes with a metric; {chosen} is a field of the {found.kind} {found.record.id}")
    value = _field(catalog, found, chosen)
    if value is None:
        raise UsageError(
            f"{chosen} of {found.record.id} is unknown; 'gba show {found.record.id}' has all that is known"
        )
    return value


def fields_of(found: Found) -> list[str]:
    """List the fields of a record, by their public names."""
    return [*found.record._fields, *_ADDED.get(found.kind, ())]


def _field(catalog: Catalog, found: Found, field: str) -> Value | None:
    """Read one field; those that need other files read them only now."""
    record = found.record
    if field == "facilities" and isinstance(record, City):
        return cities.answer(catalog, record).facilities
    if field == "facts" and isinstance(record, Source):
        return sources.facts_on(catalog, record.id)
    value: Value | None = getattr(record, field)
    return value


def _metric(catalog: Catalog, found: Found, name: str, fields: list[str]) -> str:
    """Find the id of the metric that `name` names. Raises `UsageError` that offers the nearest fields and metrics."""
    measured = found.kind in _MEASURED
    if measured and is_metric(catalog, name):
        return name
    metrics = all_metrics(catalog).values() if measured else ()
    named = matches(name, metrics)
    if len(named) == 1:
        return named[0].id
    if named:
        shown = ", ".join([metric.id for metric in named[:6]])
        raise UsageError(f"{shorten(name)!r} fits more than one metric: {shown}; name one, or see '{METRIC.listing}'")
    raise UsageError(_unknown(found, name, fields, [metric.id for metric in metrics]))


def _unknown(found: Found, name: str, fields: list[str], metrics: list[str]) -> str:
    from difflib import get_close_matches

    by_key = {key(known): known for known in fields + metrics}
    near = [by_key[close] for close in get_close_matches(key(name[:80]), by_key, n=3, cutoff=0.6)]
    hint = f"did you mean {' or '.join(near)}?" if near else f"its fields are {', '.join(fields)}"
    more = f"; '{METRIC.listing}' lists the metrics" if metrics else ""
    noun = "field or metric" if metrics else "field"
    return f"no {noun} of the {found.kind} {found.record.id} is called {shorten(name)!r}; {hint}{more}"
