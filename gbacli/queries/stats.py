"""The figures: statements, and the values of the series, by subject, metric and time."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from gbacli.catalog import Catalog
from gbacli.model import Stat
from gbacli.queries import computed
from gbacli.queries.dates import first_day, last_day
from gbacli.queries.history import with_changes
from gbacli.queries.lookup import index_of
from gbacli.queries.names import CITY, METRIC, SOURCE, SUBJECT, Index, ids_of, names_of
from gbacli.queries.texts import holds, wanted
from gbacli.queries.values import in_order, latest, values_of
from gbacli.queries.words import Reading, read

_NAMED = ("city", "subject", "facility")
_ABOUT = (*_NAMED, "industry")
"""The kinds of records that a figure can be about; words select those of the first three."""


class Question(NamedTuple):
    """What is asked of the figures, every name resolved to an id: an empty filter lets everything through."""

    city: Sequence[str] = ()
    metric: Sequence[str] = ()
    subject: Sequence[str] = ()
    year: Sequence[str] = ()
    since: str | None = None
    as_of: str | None = None
    source: Sequence[str] = ()
    history: bool = False
    reading: Reading = Reading()
    """How the words were read."""

    @property
    def wants_latest(self) -> bool:
        """Whether only the latest value of each is wanted: of certain things, and of no certain time."""
        timed = self.history or self.year or self.since or self.reading.years or self.reading.ids("statement")
        return not timed and bool(self.city or self.metric or self.subject or any(self.reading))

    @property
    def metrics(self) -> tuple[str, ...]:
        """The ids of the metrics that are named, by option or by word, each once."""
        return tuple(dict.fromkeys([*self.metric, *self.reading.ids("metric")]))


Test = Callable[[Stat], bool]


def ask(catalog: Catalog, text: Sequence[str] = (), **filters: Any) -> Question:
    """Return a question: `text`, whose whole names and years select, and `filters`, which it has fields for.

    Names may be comma lists. Raises `UsageError` for a value that names nothing.
    """
    asked = Question(**filters)
    return asked._replace(
        city=ids_of(asked.city, index_of(catalog, "city"), CITY) if asked.city else (),
        metric=tuple(resolve_metrics(catalog, asked.metric)),
        subject=ids_of(asked.subject, subjects(catalog), SUBJECT) if asked.subject else (),
        year=tuple(asked.year),
        source=ids_of(asked.source, index_of(catalog, "source"), SOURCE) if asked.source else (),
        reading=read(catalog, text, (*_NAMED, "metric", "statement"), years=True),
    )


def figures(catalog: Catalog, asked: Question) -> list[Stat]:
    """Return the figures that pass every filter of a question, the latest of each when it is about certain things.

    Without any filter: the statements. Computed metrics only when named. What is asked in words comes newest first.
    """
    tests = _basic_tests(asked)
    found = [stat for stat in _candidates(catalog, asked) if all(test(stat) for test in tests)]
    tests = _further_tests(catalog, asked)
    kept = [stat for stat in (latest(found) if asked.wants_latest else found) if all(test(stat) for test in tests)]
    if any(asked.reading):
        kept.sort(key=lambda stat: last_day(stat.period), reverse=True)
    return with_changes(catalog, kept)


def stats(catalog: Catalog, text: Sequence[str] = (), **filters: Any) -> list[Stat]:
    """Return the figures that pass every filter given: those of `ask`. Raises `UsageError`."""
    return figures(catalog, ask(catalog, text, **filters))


def resolve_metrics(catalog: Catalog, names: Sequence[str]) -> list[str]:
    """Return the ids of metrics by name or comma list. Ids need no file, other names all. Raises `UsageError`."""
    parts = [part.strip() for name in names for part in name.split(",")]
    if all(part in catalog.metric_ids or part in computed.COMPUTED for part in parts):
        return list(dict.fromkeys(parts))
    return list(ids_of(names, index_of(catalog, "metric"), METRIC))


def subjects(catalog: Catalog) -> Index[Any]:
    """Return the names of all that a figure can be about."""
    return index_of(catalog, *_ABOUT)


def _candidates(catalog: Catalog, asked: Question) -> Iterator[Stat]:
    if asked != Question(as_of=asked.as_of):  # any filter but a day asks for the values of series, too
        for metric in asked.metrics or [one.id for one in in_order(catalog.metrics.values())]:
            yield from values_of(catalog, metric)
    yield from catalog.statements.values()


def _basic_tests(asked: Question) -> list[Test]:
    """Return the filters that say which values there are to choose the latest from."""
    read_ids = asked.reading.ids
    chosen: list[tuple[str, Sequence[str]]] = [("subject", asked.city), ("subject", asked.subject)]
    chosen += [("subject", read_ids(*_ABOUT)), ("metric", asked.metric), ("metric", read_ids("metric"))]
    chosen += [("id", read_ids("statement"))]
    tests = [_one_of(field, ids) for field, ids in chosen if ids]
    limit = asked.as_of
    return [*tests, lambda stat: last_day(stat.period) <= last_day(limit)] if limit else tests


def _one_of(field: str, values: Sequence[str]) -> Test:
    return lambda stat: getattr(stat, field) in values


def _further_tests(catalog: Catalog, asked: Question) -> list[Test]:
    """Return the filters that what was chosen has to pass."""
    tests = [_one_of("year", years) for years in (asked.year, asked.reading.years) if years]
    if asked.since:
        start = first_day(asked.since)
        tests.append(lambda stat: first_day(stat.period) >= start)
    if asked.source:
        sources = set(asked.source)
        tests.append(lambda stat: stat.source in sources or not sources.isdisjoint(stat.checked_by))
    if asked.reading.rest:
        words = wanted(asked.reading.rest)
        names = {record.id: names_of(record) for record in subjects(catalog).records}
        # Words are never looked for in the titles of sources.
        tests.append(
            lambda one: holds(words, [one.label, one.scope or "", one.note or "", *names.get(one.subject, ())])
        )
    return tests
