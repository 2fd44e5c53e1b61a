"""Which facilities there are, on any day and by any filter, and what happened to them, event by event."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from gbacli.catalog import Catalog
from gbacli.choices import FACILITY_KINDS, STATUSES
from gbacli.errors import UsageError
from gbacli.fields import DATE, FLAG, ID, INTEGER, TEXT, Field, many
from gbacli.model import CITY_ID, SOURCE_ID, STATUS, Facility, Locator, Origin
from gbacli.named_tuples import Annotated, NamedTuple
from gbacli.queries import filters
from gbacli.queries.dates import first_day, last_day
from gbacli.queries.filters import Filter, Question, Values, among, choose_each, dated
from gbacli.queries.names import SOURCE, nearest, shorten
from gbacli.queries.texts import key


class Choice(NamedTuple):
    """A value that a filter of facilities can have."""

    name: Annotated[str, Field(TEXT, "what to write after the option", "Name", 1)]
    number: Annotated[int, Field(INTEGER, "how many facilities it keeps", "Facilities", 2)]
    meaning: Annotated[str | None, Field(TEXT, "what it means, where the name does not say it", "Meaning", 3)] = None


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


def _known_fields(catalog: Catalog, asked: Values) -> list[str]:
    """Return the forms of the fields asked for, each of which occurs in that of some facility."""
    known = sorted(set(_phrases(catalog, "field")))
    forms = {text: key(text) for text in filters.split(asked)}
    for text, form in forms.items():
        if not form or not any(form in key(phrase) for phrase in known):
            raise UsageError(f"no facility works in the field {shorten(text)!r}; {nearest(text, known)}")
    return list(forms.values())


def _since(_: Catalog, facility: Facility, dates: Values) -> bool:
    """Return whether the present status began then or later: of a sighting the beginning is not known."""
    return facility.status_began and first_day(facility.status_date or "") >= first_day(dates[0])


FILTERS = {
    **filters.PLACED,
    "kind": Filter(
        "of the kind", lambda _, kinds: choose_each(kinds, FACILITY_KINDS, "kind of facility"), among("kind")
    ),
    "status": Filter("that is", lambda _, names: choose_each(names, STATUSES, "status"), among("status")),
    "field": Filter("in the field", _known_fields, lambda _, one, forms: any(form in key(one.field) for form in forms)),
    "source": Filter("that rests on", filters.named(SOURCE), among("sources")),
    "since": Filter("since", dated("--since"), _since),
    "until": Filter(
        "until", dated("--until"), lambda _, one, days: last_day(one.status_date or "9999") <= last_day(days[0])
    ),
    "as_of": Filter("as of", dated("--as-of"), lambda *_: True),
}
"""The filters of facilities by name. `as_of` first takes each back to that day, see `on_day`."""


def ask(catalog: Catalog, text: Sequence[str] = (), **given: Any) -> Question:
    """Return a question: `text`, in which whole names of cities select, and what is `given` for `FILTERS`."""
    return filters.ask_placed(catalog, "facility", text, FILTERS, **given)


def found(catalog: Catalog, asked: Question) -> list[Facility]:
    """Return the facilities that pass every filter of a question; with `as_of` each as it certainly was on that day."""
    known: Iterable[Facility] = catalog.facilities_in(asked.values("city"))
    for day in asked.values("as_of"):
        known = [then for facility in known if (then := on_day(catalog, facility, day))]
    return asked.passed(catalog, FILTERS, known)


def why_none(catalog: Catalog, asked: Question) -> str:
    """Say which facility there is none of, and what there is without the filters of one sort."""
    names = {city.id: city.name for city in catalog.cities.values()}
    names |= {status: status.replace("-", " ") for status in STATUSES}
    none = f"no facility{asked.said(FILTERS, names)}"
    steps = {
        "at other dates": asked.without("since", "until", "as_of"),
        "with another status": asked.without("status"),
        "without these words": asked.without("words"),
    }
    for what, less in steps.items():
        if less.filters and less != asked and (left := found(catalog, less)):
            shown = filters.first_six([facility.id for facility in left], ", ")
            return f"{none}; {what} there {'is' if len(left) == 1 else 'are'} {shown}"
    hint = asked.search_hint or "'gba facilities' lists them all"
    return f"{none}; {hint}"


def on_day(catalog: Catalog, facility: Facility, as_of: str) -> Facility | None:
    """Take a facility back to a day: to what of its history had certainly happened by the end of it; None if nothing.

    What has no date has happened when a later entry has; a history without any date counts from the day on which a
    source of it was published or read.
    """
    limit = last_day(as_of)
    dates = [event.date for event in facility.history]
    happened = max([i for i, date in enumerate(dates, start=1) if date and last_day(date) <= limit], default=0)
    if is_undated(facility):
        sources = [catalog.sources[event.source] for event in facility.history]
        known = min([last_day(source.published or source.accessed) for source in sources])
        happened = len(dates) if known <= limit else 0
    return facility._replace(history=facility.history[:happened]) if happened else None


def is_undated(facility: Facility) -> bool:
    """Return whether no entry of its history has a date."""
    return not any(event.date for event in facility.history)


def choices(catalog: Catalog, option: str) -> list[Choice]:
    """Return the values of an `option`: kind, status, or field, which finds parts of its phrases, too."""
    counts = Counter(_phrases(catalog, option))
    names = {"kind": FACILITY_KINDS, "status": STATUSES}.get(option) or sorted(counts)
    return [Choice(name, counts[name], STATUSES[name].meaning if name in STATUSES else None) for name in names]


def _phrases(catalog: Catalog, option: str) -> list[str]:
    """Return what the facilities have for an option, as often as they have it."""
    return [part.strip() for one in catalog.facilities.values() for part in getattr(one, option).split(",")]


def timeline(found: Iterable[Facility]) -> list[TimelineEntry]:
    """Return every event of the facilities in order of date; those without a date come last."""
    entries = [
        TimelineEntry(**event._asdict(), facility=one.id, name=one.name, cities=one.cities, origin=one.origin)
        for one in found
        for event in one.history
    ]
    return sorted(entries, key=lambda entry: (first_day(entry.date or "9999"), entry.facility))
