"""The sources, and how many facts rest on each."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from gbacli.catalog import Catalog
from gbacli.model import Facility, Source, Stat
from gbacli.queries.names import ALIAS, EXACT, Index
from gbacli.queries.texts import holds_all


def sources(catalog: Catalog, text: Sequence[str] = ()) -> list[Source]:
    """List the sources that `text` names or that hold all its words, with the number of facts that rest on each.

    A fact is an entry of a history, a statement, a value of a series, or a record as a whole; it rests on its source
    and on those that it was checked by.
    """
    counts = Counter(_uses(catalog))
    return [source._replace(facts=counts[source.id]) for source in listed(catalog, text)]


def listed(catalog: Catalog, text: Sequence[str] = ()) -> list[Source]:
    """List the sources that the words of `text` name by id or alias, in their order, each once; reads no other file.

    When any word names none, list those that hold all the words.
    """
    index = Index(catalog.sources.values())
    named = [index.find(word, (EXACT, ALIAS)) for word in text]
    if text and all(len(one) == 1 for one in named):
        return list(dict.fromkeys([source for (source,) in named]))
    return [source for source in catalog.sources.values() if not text or holds_all(text, source)]


def facts_on(catalog: Catalog, source: str) -> int:
    """Count the facts that rest on a source (its id)."""
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
    for city in catalog.cities.values():
        yield from city.sources
    for industry in catalog.industries.values():
        yield from industry.sources
    yield from sources_of_stats(catalog.statements.values())
    for metric in catalog.metric_ids:
        series = catalog.series(metric)
        yield from sources_of_stats(series.stats if series else ())
