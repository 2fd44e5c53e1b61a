"""The figures: statements, and the values of the series, by subject, metric and time."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from gbacli.catalog import Catalog
from gbacli.model import Stat
from gbacli.queries import filters
from gbacli.queries.dates import first_day, last_day, to_year
from gbacli.queries.filters import Filter, Question, Values, among, dated, first_six, named, read, split
from gbacli.queries.lookup import index_of
from gbacli.queries.names import CITY, METRIC, SOURCE, SUBJECT, ids_of, names_of
from gbacli.queries.sources import sources_of
from gbacli.queries.texts import holds
from gbacli.queries.values import in_order, is_metric, latest, values_of, with_changes, years_of

_NAMED = ("city", "subject", "facility")
_ABOUT = (*_NAMED, "industry")
"""The kinds of records that a figure can be about; words select those of the first three."""


def resolve_metrics(catalog: Catalog, names: Sequence[str]) -> list[str]:
    """Return the ids of metrics by name or comma list. Ids need no file, other names all. Raises `UsageError`."""
    parts = split(names)
    if all(is_metric(catalog, part) for part in parts):
        return parts
    return list(ids_of(names, index_of(catalog, "metric"), METRIC))


@lru_cache(maxsize=4)
def _subject_names(catalog: Catalog) -> dict[str, tuple[str, ...]]:
    return {record.id: names_of(record) for record in index_of(catalog, *_ABOUT).records}


def _holds(catalog: Catalog, stat: Stat, words: Values) -> bool:
    """Return whether a figure holds all words. They are never looked for in the titles of sources."""
    return holds(words, [stat.label, stat.scope or "", stat.note or "", *_subject_names(catalog).get(stat.subject, ())])


FILTERS = {
    "metric": Filter("of", resolve_metrics, among("metric")),
    "statement": Filter("called", lambda _, ids: ids, among("id")),
    "city": Filter("for", named(CITY), among("subject")),
    "subject": Filter(
        "for", lambda catalog, names: ids_of(names, index_of(catalog, *_ABOUT), SUBJECT), among("subject")
    ),
    "words": Filter("with the words", lambda _, words: words, _holds),
    "year": Filter("in", lambda _, years: map(to_year, split(years)), among("year")),
    "since": Filter("since", dated("--since"), lambda _, stat, dates: first_day(stat.period) >= first_day(dates[0])),
    "as_of": Filter("as of", dated("--as-of"), lambda _, stat, dates: last_day(stat.period) <= last_day(dates[0])),
    "source": Filter("that rests on", named(SOURCE), lambda _, stat, ids: not set(ids).isdisjoint(sources_of(stat))),
}
"""The filters of figures by name. A `statement` is only chosen by words."""


def ask(catalog: Catalog, text: Sequence[str] = (), **given: Any) -> Question:
    """Return a question: `text`, whose whole names and years select, and what is `given` for `FILTERS`."""
    reading = read(catalog, text, (*_NAMED, "metric", "statement"), years=True)
    chosen = [("subject", reading.ids(*_NAMED)), ("year", reading.years)]
    chosen += [(kind, reading.ids(kind)) for kind in ("metric", "statement")]
    return filters.ask(catalog, FILTERS, reading, chosen, **given)


def figures(catalog: Catalog, asked: Question, *, history: bool = False) -> list[Stat]:
    """Return the figures that pass every filter of a question; without any, the statements.

    Of certain things at no certain time only the latest, unless the `history` is asked for. Computed metrics only when
    named. What is asked in words comes newest first.
    """
    of_things = asked.values("city", "metric", "subject", "words")
    of_times = history or asked.values("year", "since", "statement")
    first = asked.without("source", "words")  # the latest are not those of a source, or that hold a word
    found = first.passed(catalog, FILTERS, _candidates(catalog, asked, history=history))
    kept = asked.passed(catalog, FILTERS, latest(found) if of_things and not of_times else found)
    if any(asked.reading):
        kept.sort(key=lambda stat: last_day(stat.period), reverse=True)
    return with_changes(catalog, kept)


def why_none(catalog: Catalog, asked: Question) -> str:
    """Say which figure there is none of, and for which years, from which sources or for whom there are values."""
    what = "value" if asked.values("metric") else "figure"
    names = {subject: names[0] for subject, names in _subject_names(catalog).items()}
    none = f"no {what}{asked.said(FILTERS, names)}"
    timeless = asked.without("year", "since", "as_of")
    if left := figures(catalog, timeless, history=True):
        return f"{none}; there are values for {years_of(left)}"
    if asked.values("source") and (left := figures(catalog, timeless.without("source"), history=True)):
        sources = first_six([stat.source for stat in left if stat.source], " or ")
        return f"{none}; there are values from {sources}"
    hint = asked.search_hint or "'gba stats --history' lists all there is"
    if metrics := asked.values("metric"):
        hint = f"'gba stats --metric {metrics[0]}' lists who has it"
    return f"{none}; {hint}"


def _candidates(catalog: Catalog, asked: Question, *, history: bool) -> Iterator[Stat]:
    if history or asked.without("as_of").filters:  # else of series nothing was asked
        for metric in asked.values("metric") or [one.id for one in in_order(catalog.metrics.values())]:
            yield from values_of(catalog, metric)
    yield from catalog.statements.values()
