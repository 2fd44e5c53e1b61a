"""What happened to facilities, event by event."""

from collections.abc import Iterable
from typing import Annotated, Any, NamedTuple

from gbacli.fields import DATE, FLAG, ID, TEXT, Field, many
from gbacli.model import CITY_ID, SOURCE_ID, STATUS, Event, Facility, Locator, Origin
from gbacli.queries.dates import first_day


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


def timeline(found: Iterable[Facility]) -> list[TimelineEntry]:
    """Return every event of the facilities in order of date; those without a date come last."""
    entries = [_entry(facility, event) for facility in found for event in facility.history]
    return sorted(entries, key=lambda entry: (entry.date is None, first_day(entry.date or "9999"), entry.facility))


def _entry(facility: Facility, event: Event) -> TimelineEntry:
    more: dict[str, Any] = {"facility": facility.id, "name": facility.name}
    more |= {"cities": facility.cities, "origin": facility.origin}
    return TimelineEntry(**event._asdict(), **more)
