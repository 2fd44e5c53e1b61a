"""The figures: statements, and the values of the series, by subject, metric and time."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from gbacli.catalog import Catalog
from gbacli.model import Stat
from gbacli.queries import computed
from gbacli.queries.dates import first_day, last_day
from gbacli.queries.history import change_on
from gbacli.queries.lookup import index_of
from gbacli.queries.names import CITY, METRIC, SOURCE, SUBJECT, Index, Named, names_of, resolve_list
from gbacli.queries.reading import Reading
from gbacli.queries.texts import holds, wanted
from gbacli.queries.values import in_order, values_of
from gbacli.queries.words import read

_NAMED = ("city", "subject", "facility")
_ABOUT = (*_NAMED, "industry")
"""The kinds of records that a figure can be about; words select those of the first three."""


class Question(NamedTuple):
    """What is asked of the figures, every name resolved: an empty filter lets everything through."""

    cities: tuple[str, ...] = ()
    metrics: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    since: str | None = None
    as_of: str | None = None
    sources: tuple[str, ...] = ()
    history: bool = False
    reading: Reading = Reading()
    """How the words were read."""

    @property
    def is_wide(self) -> bool:
        """Whether the values of series are asked for, too: any filter does."""
        return bool(self.is_narrowed or self.years or self.since or self.sources or self.history)

    @property
    def is_narrowed(self) -> bool:
        """Whether it is about certain things."""
        return bool(self.cities or self.metrics or self.subjects or any(self.reading))

    @property
    def wants_latest(self) -> bool:
        """Whether only the latest value of each is wanted."""
        timed = self.history or self.years or self.since or self.reading.years or self.reading.ids("statement")
        return self.is_narrowed and not timed

    @property
    def named_metrics(self) -> tuple[str, ...]:
        """The ids of the metrics that are named, by option or by word."""
        return (*self.metrics, *self.reading.ids("metric"))


Test = Callable[[Stat], bool]


def ask(
    catalog: Catalog,
    text: Sequence[str] = (),
    *,
    city: Sequence[str] = (),
    metric: Sequence[str] = (),
    subject: Sequence[str] = (),
    year: Sequence[str] = (),
    since: str | None = None,
    as_of: str | None = None,
    source: Sequence[str] = (),
    history: bool = False,
) -> Question:
    """Resolve the names of a question. Whole names in `text` select, years in it too.

    Names may be comma lists. `year`, `since` and `as_of` are dates. Raises `UsageError` for a value that names nothing.
    """
    return Question(
        cities=_ids(resolve_list(city, catalog.cities.values(), CITY)) if city else (),
        metrics=tuple(resolve_metrics(catalog, metric)),
        subjects=_ids(resolve_list(subject, subjects(catalog), SUBJECT)) if subject else (),
        years=tuple(year),
        since=since,
        as_of=as_of,
        sources=_ids(resolve_list(source, catalog.sources.values(), SOURCE)) if source else (),
        history=history,
        reading=read(catalog, text, (*_NAMED, "metric", "statement"), years=True),
    )


def figures(catalog: Catalog, asked: Question) -> list[Stat]:
    """List the figures that pass every filter of a question.

    Without any filter: the statements. With one: the values of the series and the statements, the latest of each
    when certain things are asked for and no time. Computed metrics are left out unless they are named. What is asked
    in words is answered newest first.
    """
    found = _passing(_candidates(catalog, asked), _basic_tests(asked))
    if asked.wants_latest:
        found = latest(found)
    kept = _passing(found, _further_tests(catalog, asked))
    if any(asked.reading):
        kept.sort(key=lambda stat: last_day(stat.period), reverse=True)
    return with_changes(catalog, kept)


def stats(catalog: Catalog, text: Sequence[str] = (), **filters: Any) -> list[Stat]:
    """List the figures that pass every filter given: those of `ask`. Raises `UsageError`."""
    return figures(catalog, ask(catalog, text, **filters))


def latest(found: Iterable[Stat]) -> list[Stat]:
    """Keep the latest of the values that say the same of the same subject; values never compared by unit stay both."""
    newest: dict[tuple[str, str, str], Stat] = {}
    for stat in found:
        same = (stat.subject, stat.metric or stat.id, stat.unit)
        known = newest.get(same)
        if known is None or last_day(stat.period) >= last_day(known.period):
            newest[same] = stat
    return list(newest.values())


def with_changes(catalog: Catalog, found: Iterable[Stat]) -> list[Stat]:
    """Fill in the change on the value of the year before: of the same subject, metric, unit and scope."""
    known: dict[str, dict[tuple[str, ...], Stat]] = {}

    def before(stat: Stat, metric: str) -> Stat | None:
        if metric not in known:
            known[metric] = {_line(one, one.period): one for one in of_metric(catalog, metric)}
        return known[metric].get(_line(stat, f"{int(stat.year) - 1:04}{stat.period[4:]}"))

    return [
        change_on(stat, before(stat, stat.metric)) if stat.metric and "/" not in stat.period else stat for stat in found
    ]


def of_metric(catalog: Catalog, metric: str) -> list[Stat]:
    """List every value of a metric (its id): those of its series, and the statements that give one of a region."""
    return [*values_of(catalog, metric), *[stat for stat in catalog.statements.values() if stat.metric == metric]]


def _line(stat: Stat, period: str) -> tuple[str, ...]:
    return (stat.subject, stat.unit, stat.scope or "", period)


def resolve_metrics(catalog: Catalog, names: Sequence[str]) -> list[str]:
    """Find the ids of metrics by name. Ids need no file; any other name needs the labels, that is, all files.

    A name may be a comma list. Raises `UsageError`.
    """
    parts = [part.strip() for name in names for part in name.split(",")]
    if all(part in catalog.metric_ids or part in computed.COMPUTED_IDS for part in parts):
        return list(dict.fromkeys(parts))
    return [metric.id for metric in resolve_list(names, index_of(catalog, "metric"), METRIC)]


def _candidates(catalog: Catalog, asked: Question) -> Iterator[Stat]:
    if asked.is_wide:
        named = asked.named_metrics or [metric.id for metric in in_order(catalog.metrics.values())]
        for metric in dict.fromkeys(named):
            yield from values_of(catalog, metric)
    yield from catalog.statements.values()


def _passing(found: Iterable[Stat], tests: Sequence[Test]) -> list[Stat]:
    return [stat for stat in found if all(test(stat) for test in tests)]


def _one_of(field: str, values: Sequence[str]) -> Test:
    return lambda stat: getattr(stat, field) in values


def _basic_tests(asked: Question) -> list[Test]:
    """Return the filters that say which values there are to choose the latest from."""
    places = (asked.cities, asked.subjects, asked.reading.ids(*_ABOUT))
    tests = [_one_of("subject", ids) for ids in places if ids]
    tests += [_one_of("metric", ids) for ids in (asked.metrics, asked.reading.ids("metric")) if ids]
    tests += [_one_of("id", ids) for ids in (asked.reading.ids("statement"),) if ids]
    if asked.as_of:
        limit = last_day(asked.as_of)
        tests.append(lambda stat: last_day(stat.period) <= limit)
    return tests


def _further_tests(catalog: Catalog, asked: Question) -> list[Test]:
    """Return the filters that what was chosen has to pass."""
    tests = [_one_of("year", years) for years in (asked.years, asked.reading.years) if years]
    if asked.since:
        start = first_day(asked.since)
        tests.append(lambda stat: first_day(stat.period) >= start)
    if asked.sources:
        sources = set(asked.sources)
        tests.append(lambda stat: stat.source in sources or not sources.isdisjoint(stat.checked_by))
    if asked.reading.rest:
        words = wanted(asked.reading.rest)
        names = _names_of_subjects(catalog)
        tests.append(lambda stat: holds(words, _texts(stat, names)))
    return tests


def _texts(stat: Stat, names: dict[str, tuple[str, ...]]) -> Iterator[str]:
    """Yield what the words of a question are looked for in: never the titles of sources."""
    yield from (text for text in (stat.label, stat.scope, stat.note) if text)
    yield from names.get(stat.subject, ())


def _names_of_subjects(catalog: Catalog) -> dict[str, tuple[str, ...]]:
    return {record.id: (*names_of(record).own, *names_of(record).aliases) for record in subjects(catalog).records}


def subjects(catalog: Catalog) -> Index[Named]:
    """Return the names of all that a figure can be about."""
    return index_of(catalog, *_ABOUT)


def _ids(records: Iterable[Named]) -> tuple[str, ...]:
    return tuple([record.id for record in records])
