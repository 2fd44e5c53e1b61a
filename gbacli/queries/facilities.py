"""Which facilities there are: filtered by place, kind, field, status and source, on any day."""

from collections.abc import Iterable, Sequence
from typing import Annotated, NamedTuple

from gbacli.catalog import Catalog
from gbacli.catalog.names import key
from gbacli.choices import FACILITY_KINDS, STATUSES
from gbacli.errors import UsageError
from gbacli.fields import DATE, FLAG, ID, TEXT, Field, many
from gbacli.model import CITY_ID, SOURCE_ID, STATUS, Event, Facility, Locator, Origin
from gbacli.queries.dates import first_day, last_day
from gbacli.queries.names import CITY, SOURCE, choose, nearest, resolve, shorten
from gbacli.queries.texts import holds_all


class TimelineEntry(NamedTuple):
    """One event of one facility, for a timeline."""

    date: Annotated[str | None, Field(DATE, "the date of the event, as precise as it is known", "Date", 1)]
    status: Annotated[str, Field(STATUS, "the status that the facility then had", "Status", 2)]
    facility: Annotated[str, Field(ID, "the id of the facility", "Id")]
    name: Annotated[str, Field(TEXT, "the English name of the facility", "Facility", 1)]
    cities: Annotated[tuple[str, ...], Field(many(CITY_ID), "the ids of its cities", "City", 6)]
    seen: Annotated[bool, Field(FLAG, "true when it was only seen in that status on that date")]
    note: Annotated[str | None, Field(TEXT, "what happened", "What", 4)]
    source: Annotated[str, Field(SOURCE_ID, "the id of the source that says so", "Source", 3)]
    locator: Locator
    origin: Origin


def facilities(
    catalog: Catalog,
    text: Sequence[str] = (),
    *,
    city: Sequence[str] = (),
    kind: Sequence[str] = (),
    field: Sequence[str] = (),
    status: Sequence[str] = (),
    source: Sequence[str] = (),
    as_of: str | None = None,
) -> list[Facility]:
    """List the facilities that pass every filter given; several values of one filter mean either of them.

    They come by kind, sites before programmes. `text`: words that must all occur in the names or texts of the record.
    `as_of`: a date; each facility then has the history and the status that it certainly had on that day, and those
    without any are left out.
    Raises `UsageError` for a value that names nothing.
    """
    cities = {resolve(name, catalog.cities.values(), CITY).id for name in city}
    kinds = {choose(name, FACILITY_KINDS, "kind of facility") for name in kind}
    statuses = {choose(name, tuple(STATUSES), "status") for name in status}
    sources = {resolve(name, catalog.sources.values(), SOURCE).id for name in source}
    found: Iterable[Facility] = catalog.facilities.values()
    fields = _known_fields(field, found)
    if as_of:
        found = [known for facility in found if (known := on_day(facility, as_of))]
    kept = [
        facility
        for facility in found
        if (not cities or not cities.isdisjoint(facility.cities))
        and (not kinds or facility.kind in kinds)
        and (not statuses or facility.status in statuses)
        and (not sources or not sources.isdisjoint(facility.sources))
        and (not fields or any(wanted in key(facility.field) for wanted in fields))
        and (not text or holds_all(text, facility))
    ]
    return sorted(kept, key=lambda facility: FACILITY_KINDS.index(facility.kind))


def on_day(facility: Facility, as_of: str) -> Facility | None:
    """Take a facility back to a day: the part of its history that had certainly happened by the end of `as_of`.

    An entry counts when the last day that its date can mean is not after `as_of`; one without a date counts only
    when a later entry of the history counts.
    """
    limit = last_day(as_of)
    happened = 0
    for place, event in enumerate(facility.history, start=1):
        if event.date and last_day(event.date) <= limit:
            happened = place
    if not happened:
        return None
    return facility._replace(history=facility.history[:happened])


def timeline(found: Iterable[Facility]) -> list[TimelineEntry]:
    """Put every event of the facilities in order of date; those without a date come last."""
    entries = [_entry(facility, event) for facility in found for event in facility.history]
    return sorted(entries, key=lambda entry: (entry.date is None, first_day(entry.date or "9999"), entry.facility))


def _entry(facility: Facility, event: Event) -> TimelineEntry:
    return TimelineEntry(
        date=event.date,
        status=event.status,
        facility=facility.id,
        name=facility.name,
        cities=facility.cities,
        seen=event.seen,
        note=event.note,
        source=event.source,
        locator=event.locator,
        origin=facility.origin,
    )


def _known_fields(wanted: Sequence[str], found: Iterable[Facility]) -> list[str]:
    """Check that each `--field` occurs in the field of some facility. Raises `UsageError` that offers the nearest."""
    if not wanted:
        return []
    fields = [facility.field for facility in found]
    keys = [key(field) for field in fields]
    forms = {text: key(text) for text in wanted}
    for text, form in forms.items():
        if not form or not any(form in known for known in keys):
            parts = sorted({part.strip() for field in fields for part in field.split(",")})
            raise UsageError(f"no facility works in the field {shorten(text)!r}; {nearest(text, parts)}")
    return list(forms.values())
