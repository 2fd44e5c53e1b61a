"""Which facilities there are: filtered by place, kind, field, status, date and source, on any day."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Annotated, Any, NamedTuple

from gbacli.catalog import Catalog
from gbacli.catalog.names import key
from gbacli.choices import FACILITY_KINDS, STATUSES
from gbacli.errors import UsageError
from gbacli.fields import INTEGER, TEXT, Field
from gbacli.model import Facility
from gbacli.queries.dates import first_day, last_day
from gbacli.queries.names import CITY, SOURCE, Index, choose, ids_of, nearest, shorten
from gbacli.queries.words import Reading, read, stands_and_holds


class Choice(NamedTuple):
    """A value that a filter of facilities can have."""

    name: Annotated[str, Field(TEXT, "what to write after the option", "Name", 1)]
    number: Annotated[int, Field(INTEGER, "how many facilities it keeps", "Facilities", 2)]
    meaning: Annotated[str | None, Field(TEXT, "what it means, where the name does not say it", "Meaning", 3)] = None


class Question(NamedTuple):
    """What is asked of the facilities, every name resolved: an empty filter lets everything through."""

    city: Sequence[str] = ()
    kind: Sequence[str] = ()
    field: Sequence[str] = ()
    status: Sequence[str] = ()
    source: Sequence[str] = ()
    since: str | None = None
    until: str | None = None
    as_of: str | None = None
    reading: Reading = Reading()
    """How the words were read."""


Test = Callable[[Facility], bool]


def ask(catalog: Catalog, text: Sequence[str] = (), **filters: Any) -> Question:
    """Return a question: `text`, in which whole names of cities select, and `filters`, which it has fields for.

    Names may be comma lists. Raises `UsageError` for what names nothing.
    """
    asked = Question(**filters)
    return asked._replace(
        city=ids_of(asked.city, Index(catalog.cities.values()), CITY) if asked.city else (),
        kind=tuple([choose(name, FACILITY_KINDS, "kind of facility") for name in dict.fromkeys(asked.kind)]),
        field=_known_fields(asked.field, catalog.facilities.values()) if asked.field else (),
        status=tuple([choose(name, tuple(STATUSES), "status") for name in dict.fromkeys(asked.status)]),
        source=ids_of(asked.source, Index(catalog.sources.values()), SOURCE) if asked.source else (),
        reading=read(catalog, text, ("city",), as_words=("facility",)) if text else Reading(),
    )


def found(catalog: Catalog, asked: Question) -> list[Facility]:
    """Return the facilities that pass every filter of a question, in the order of the facts.

    With `as_of` each has the history and the status that it certainly had on that day. `until` is about the date of
    that status; `since` too, and keeps only what began then: of a sighting the beginning is not known.
    """
    cities = asked.city or asked.reading.ids("city")
    known: Iterable[Facility] = catalog.facilities_in(cities) if cities else catalog.facilities.values()
    if asked.as_of:
        known = [then for facility in known if (then := on_day(catalog, facility, asked.as_of))]
    tests = [*_tests(asked), stands_and_holds(catalog, asked.reading)]
    return [facility for facility in known if all(test(facility) for test in tests)]


def facilities(catalog: Catalog, text: Sequence[str] = (), **filters: Any) -> list[Facility]:
    """Return the facilities that pass every filter given: those of `ask`. Raises `UsageError`."""
    return found(catalog, ask(catalog, text, **filters))


def on_day(catalog: Catalog, facility: Facility, as_of: str) -> Facility | None:
    """Take a facility back to a day: the part of its history that had certainly happened by the end of `as_of`.

    An entry counts when the last day that its date can mean is not after `as_of`; one without a date counts only
    when a later entry of the history counts. A history without any date counts from the day on which a source of it
    was published or read. None when nothing of it counts.
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
    known = catalog.facilities.values()
    counts = Counter(
        [part for one in known for part in (phrases(one) if option == "field" else [getattr(one, option)])]
    )
    if option == "status":
        return [Choice(name, counts[name], status.meaning) for name, status in STATUSES.items()]
    return [Choice(name, counts[name]) for name in (FACILITY_KINDS if option == "kind" else sorted(counts))]


def phrases(facility: Facility) -> list[str]:
    """Return the phrases of what a facility works on."""
    return [part.strip() for part in facility.field.split(",")]


def _tests(asked: Question) -> Iterator[Test]:
    """Yield the filters that were asked for, but for the words."""
    since, until = asked.since, asked.until
    if asked.city:
        yield lambda one: not set(asked.city).isdisjoint(one.cities)
    if asked.kind:
        yield lambda one: one.kind in asked.kind
    if asked.status:
        yield lambda one: one.status in asked.status
    if asked.source:
        yield lambda one: not set(asked.source).isdisjoint(one.sources)
    if asked.field:
        yield lambda one: any(form in key(one.field) for form in asked.field)
    if since:
        yield lambda one: one.status_began and first_day(one.status_date or "") >= first_day(since)
    if until:
        yield lambda one: one.status_date is not None and last_day(one.status_date) <= last_day(until)


def _known_fields(asked: Sequence[str], known: Iterable[Facility]) -> tuple[str, ...]:
    """Check that each `--field` occurs in the field of some facility. Raises `UsageError` that offers the nearest."""
    forms = {text: key(text) for text in asked}
    keys = "\n".join([key(facility.field) for facility in known]) if asked else ""
    for text, form in forms.items():
        if not form or form not in keys:
            parts = sorted({part for facility in known for part in phrases(facility)})
            raise UsageError(f"no facility works in the field {shorten(text)!r}; {nearest(text, parts)}")
    return tuple(dict.fromkeys(forms.values()))
