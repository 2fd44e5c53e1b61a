"""The sources, and how many facts rest on each."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from gbacli.catalog import Catalog
from gbacli.model import Facility, Source, Stat
from gbacli.queries.names import Index
from gbacli.queries.texts import holds, texts_of, wanted
from gbacli.queries.values import values_of


def sources(catalog: Catalog, text: Sequence[str] = ()) -> list[Source]:
    """Return the sources that all words of `text` name, or else that hold all of them, with what rests on each.

    A fact is an entry of a history, a statement, a value of a series, or a record as a whole; it rests on its source
    and on those that it was checked by.
    """
    index, words, counts = Index(catalog.sources.values()), wanted(tuple(text)), Counter(_uses(catalog))
    named = [index.whole(word) for word in text]
    if text and all(len(one) == 1 for one in named):
        listed = list(dict.fromkeys([source for (source,) in named]))
    else:
        listed = [one for one in index.records if holds(words, [text for _, text in texts_of(one)])]
    return [source._replace(facts=counts[source.id]) for source in listed]


def facts_on(catalog: Catalog, source: str) -> int:
    """Return how many facts rest on a source (its id)."""
    return Counter(_uses(catalog))[source]


def sources_of_facility(facility: Facility) -> Iterator[str]:
    """Yield the source of each entry of a facility's history and of what is expected, then the others (ids)."""
    dated = [event.source for event in facility.history] + [expected.source for expected in facility.expected]
    yield from dated
    yield from [source for source in facility.sources if source not in dated]


def sources_of_stats(stats: Iterable[Stat]) -> Iterator[str]:
    """Yield the ids of the sources of figures, those that they were checked by included."""
    for stat in stats:
        if stat.source is not None:
            yield stat.source
        yield from stat.checked_by


def _uses(catalog: Catalog) -> Iterator[str]:
    """Yield the id of a source once for each fact that rests on it."""
    for facility in catalog.facilities.values():
        yield from sources_of_facility(facility)
    for known in (catalog.cities, catalog.industries):
        for record in known.values():
            yield from record.sources
    yield from sources_of_stats(catalog.statements.values())
    for metric in catalog.metric_ids:
        yield from sources_of_stats(values_of(catalog, metric))
