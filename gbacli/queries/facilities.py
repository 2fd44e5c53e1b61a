"""Which facilities there are: filtered by place, kind, field, status, date and source, on any day."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Annotated, Any, NamedTuple

from gbacli.catalog import Catalog
from gbacli.catalog.names import key
from gbacli.choices import FACILITY_KINDS, STATUSES
from gbacli.errors import UsageError
from gbacli.fields import DATE, FLAG, ID, INTEGER, TEXT, Field, many
from gbacli.model import CITY_ID, SOURCE_ID, STATUS, Event, Facility, Locator, Origin
from gbacli.queries.dates import first_day, last_day
from gbacli.queries.names import CITY, SOURCE, choose, names_of, nearest, resolve_list, shorten
from gbacli.queries.reading import Reading
from gbacli.queries.texts import holds, own_texts, wanted


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


class Choice(NamedTuple):
    """A value that a filter of facilities can have."""

    name: Annotated[str, Field(TEXT, "what to write after the option", "Name", 1)]
    number: Annotated[int, Field(INTEGER, "how many facilities it keeps", "Facilities", 2)]
    meaning: Annotated[str | None, Field(TEXT, "what it means, where the name does not say it", "Meaning", 3)] = None


class Question(NamedTuple):
    """What is asked of the facilities, every name resolved: an empty filter lets everything through."""

    cities: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    as_of: str | None = None
    reading: Reading = Reading()
    """How the words were read."""


Test = Callable[[Facility], bool]


def ask(
    catalog: Catalog,
    text: Sequence[str] = (),
    *,
    city: Sequence[str] = (),
    kind: Sequence[str] = (),
    field: Sequence[str] = (),
    status: Sequence[str] = (),
    source: Sequence[str] = (),
    since: str | None = None,
    until: str | None = None,
    as_of: str | None = None,
) -> Question:
    """Resolve the names of a question. Whole names of cities in `text` select, unless they are part of a longer name.

    Names may be comma lists. `since`, `until` and `as_of` are dates. Raises `UsageError` for what names nothing.
    """
    return Question(
        reading=_read(catalog, text) if text else Reading(),
        cities=tuple([one.id for one in resolve_list(city, catalog.cities.values(), CITY)]),
        kinds=tuple([choose(name, FACILITY_KINDS, "kind of facility") for name in dict.fromkeys(kind)]),
        fields=_known_fields(field, catalog.facilities.values()),
        statuses=tuple([choose(name, tuple(STATUSES), "status") for name in dict.fromkeys(status)]),
        sources=tuple([one.id for one in resolve_list(source, catalog.sources.values(), SOURCE)]) if source else (),
        since=since,
        until=until,
        as_of=as_of,
    )


def _read(catalog: Catalog, text: Sequence[str]) -> Reading:
    from gbacli.queries.words import read  # only for words: it knows every kind of record

    return read(catalog, text, ("city",), as_words=("facility",))


def found(catalog: Catalog, asked: Question) -> list[Facility]:
    """List the facilities that pass every filter of a question, in the order of the facts.

    With `as_of` each has the history and the status that it certainly had on that day. `until` is about the date of
    that status; `since` too, and keeps only what began then: of a sighting the beginning is not known.
    """
    known: Iterable[Facility] = catalog.facilities.values()
    if asked.as_of:
        known = [then for facility in known if (then := on_day(catalog, facility, asked.as_of))]
    tests = _tests(catalog, asked)
    return [facility for facility in known if all(test(facility) for test in tests)]


def facilities(catalog: Catalog, text: Sequence[str] = (), **filters: Any) -> list[Facility]:
    """List the facilities that pass every filter given: those of `ask`; several values of one mean either of them.

    Raises `UsageError` for a value that names nothing.
    """
    return found(catalog, ask(catalog, text, **filters))


def on_day(catalog: Catalog, facility: Facility, as_of: str) -> Facility | None:
    """Take a facility back to a day: the part of its history that had certainly happened by the end of `as_of`.

    An entry counts when the last day that its date can mean is not after `as_of`; one without a date counts only
    when a later entry of the history counts. A history without any date counts from the day on which a source of it
    was published or read. None when nothing of it counts.
    """
    limit = last_day(as_of)
    happened = 0
    for place, event in enumerate(facility.history, start=1):
        if event.date and last_day(event.date) <= limit:
            happened = place
    if is_undated(facility):
        sources = [catalog.sources[event.source] for event in facility.history]
        known = min([last_day(source.published or source.accessed) for source in sources])
        happened = len(facility.history) if known <= limit else 0
    return facility._replace(history=facility.history[:happened]) if happened else None


def is_undated(facility: Facility) -> bool:
    """Return whether no entry of its history has a date."""
    return not any(event.date for event in facility.history)


def timeline(found: Iterable[Facility]) -> list[TimelineEntry]:
    """Put every event of the facilities in order of date; those without a date come last."""
    entries = [_entry(facility, event) for facility in found for event in facility.history]
    return sorted(entries, key=lambda entry: (entry.date is None, first_day(entry.date or "9999"), entry.facility))


def statuses(catalog: Catalog) -> list[Choice]:
    """List the values of `--status`."""
    counts = Counter([facility.status for facility in catalog.facilities.values()])
    return [Choice(name, counts[name], status.meaning) for name, status in STATUSES.items()]


def kinds(catalog: Catalog) -> list[Choice]:
    """List the values of `--kind`."""
    counts = Counter([facility.kind for facility in catalog.facilities.values()])
    return [Choice(kind, counts[kind]) for kind in FACILITY_KINDS]


def fields(catalog: Catalog) -> list[Choice]:
    """List the phrases that `--field` finds; it finds parts of them, too."""
    counts = Counter([part for one in catalog.facilities.values() for part in _phrases(one.field)])
    return [Choice(name, counts[name]) for name in sorted(counts)]


CHOICES = {"status": statuses, "kind": kinds, "field": fields}
"""What there is to choose from, by option."""


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


def _tests(catalog: Catalog, asked: Question) -> list[Test]:
    """Return the filters that were asked for."""
    tests: list[Test] = []
    if asked.cities:
        tests.append(lambda one: not set(asked.cities).isdisjoint(one.cities))
    if asked.kinds:
        tests.append(lambda one: one.kind in asked.kinds)
    if asked.statuses:
        tests.append(lambda one: one.status in asked.statuses)
    if asked.sources:
        tests.append(lambda one: not set(asked.sources).isdisjoint(one.sources))
    if asked.fields:
        tests.append(lambda one: _works_in(key(one.field), asked.fields))
    return [*tests, *_tests_of_dates(asked), *_tests_of_words(catalog, asked.reading)]


def _works_in(field: str, wanted_fields: Sequence[str]) -> bool:
    return any(form in field for form in wanted_fields)


def _tests_of_dates(asked: Question) -> Iterator[Test]:
    since, until = asked.since, asked.until
    if since:
        yield lambda one: one.status_began and first_day(one.status_date or "") >= first_day(since)
    if until:
        yield lambda one: one.status_date is not None and last_day(one.status_date) <= last_day(until)


def _tests_of_words(catalog: Catalog, reading: Reading) -> Iterator[Test]:
    """Return what the words ask for: to stand in each city named, and to hold each other word."""
    places = set(reading.ids("city"))
    if places:
        yield lambda one: places.issubset(one.cities)
    if reading.rest:
        words = wanted(reading.rest)
        names = {city.id: (*names_of(city).own, *names_of(city).aliases) for city in catalog.cities.values()}
        yield lambda one: holds(words, [*own_texts(one), *[name for city in one.cities for name in names[city]]])


def _phrases(field: str) -> list[str]:
    return [part.strip() for part in field.split(",")]


def _known_fields(asked: Sequence[str], found: Iterable[Facility]) -> tuple[str, ...]:
    """Check that each `--field` occurs in the field of some facility. Raises `UsageError` that offers the nearest."""
    if not asked:
        return ()
    known = [facility.field for facility in found]
    forms = {text: key(text) for text in asked}
    keys = "\n".join([key(field) for field in known])
    for text, form in forms.items():
        if not form or form not in keys:
            parts = sorted({part for field in known for part in _phrases(field)})
            raise UsageError(f"no facility works in the field {shorten(text)!r}; {nearest(text, parts)}")
    return tuple(dict.fromkeys(forms.values()))
