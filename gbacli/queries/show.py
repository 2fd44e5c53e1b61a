"""Everything about one record: itself, the figures about it, what it is related to, and its sources in full."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from gbacli.catalog import Catalog
from gbacli.catalog.building import Series
from gbacli.model import City, Facility, Industry, Metric, Source, Stat, Subject
from gbacli.queries import cities
from gbacli.queries.lookup import Found, Record, look_up
from gbacli.queries.sources import facts_on, sources_of_facility, sources_of_stats
from gbacli.queries.stats import Question, figures, latest, with_changes
from gbacli.queries.values import in_order, values_of

RELATED = {
    "city": ("industries",),
    "facility": (),
    "industry": (),
    "metric": (),
    "subject": (),
    "statement": (),
    "value": (),
    "source": ("cities", "facilities", "industries", "statements", "metrics"),
}
"""Which related records each kind has besides those that the record itself names."""

RECORDS: dict[str, Any] = {
    "city": City,
    "facility": Facility,
    "industry": Industry,
    "metric": Metric,
    "subject": Subject,
    "statement": Stat,
    "value": Stat,
    "source": Source,
}
"""The record class of each kind that `show` knows."""


class Shown(NamedTuple):
    """One record with all that belongs to it."""

    kind: str
    """Of which kind the record is: one of `RELATED`."""
    record: Record
    stats: tuple[Stat, ...]
    """The figures about it: statements, and the latest value of each series. Of a metric: the latest of each city."""
    related: dict[str, tuple[str, ...]]
    """Ids of related records by kind, as `RELATED` says."""
    sources: tuple[Source, ...]
    """All that the record and its figures rest on, in the order in which they are first named."""
    also: tuple[str, ...] = ()
    """What else the name fits, of kinds that people look for less, as kind and id."""


def show(catalog: Catalog, name: str) -> Shown:
    """Find the record that `name` names, of any kind, and all that belongs to it. Raises `UsageError`."""
    answer = look_up(catalog, name)
    also = tuple([f"{kind} {record.id}" for kind, record in answer.also])
    return shown(catalog, answer.found)._replace(also=also)


def shown(catalog: Catalog, found: Found) -> Shown:
    """Gather all that belongs to a record."""
    kind, record = found
    stats = figures_about(catalog, found)
    complete: Record
    if isinstance(record, City):
        complete = cities.answer(catalog, record)
    elif isinstance(record, Source):
        complete = record._replace(facts=facts_on(catalog, record.id))
    else:
        complete = record
    named = [*_sources_of(record), *sources_of_stats(stats)] if kind != "source" else []
    return Shown(
        kind=kind,
        record=complete,
        stats=tuple(stats),
        related=_related(catalog, found),
        sources=tuple([catalog.sources[source] for source in dict.fromkeys(named)]),
    )


def figures_about(catalog: Catalog, found: Found) -> list[Stat]:
    """List the figures about a record: all statements, and of each series the latest value, by group of metrics."""
    kind, record = found
    if kind == "metric":
        return figures(catalog, Question(metrics=(record.id,)))
    if kind in ("statement", "value", "source"):
        return []
    metrics = in_order(catalog.metrics.values())
    values = latest([stat for one in metrics for stat in values_of(catalog, one.id) if stat.subject == record.id])
    return with_changes(catalog, values + [stat for stat in catalog.statements.values() if stat.subject == record.id])


def _sources_of(record: object) -> Iterator[str]:
    if isinstance(record, Facility):
        yield from sources_of_facility(record)
    elif isinstance(record, Stat):
        yield from sources_of_stats([record])
    else:
        yield from getattr(record, "sources", ())


def _related(catalog: Catalog, found: Found) -> dict[str, tuple[str, ...]]:
    kind, record = found
    if kind == "city":
        return {"industries": _ids([one for one in catalog.industries.values() if record.id in one.cities])}
    if kind == "source":
        return {name: _ids(records) for name, records in _resting_on(catalog, record.id).items()}
    return {}


def _resting_on(catalog: Catalog, source: str) -> dict[str, Iterable[City | Facility | Industry | Stat | Metric]]:
    """List the records that rest on a source, by kind."""
    return {
        "cities": [city for city in catalog.cities.values() if source in city.sources],
        "facilities": [facility for facility in catalog.facilities.values() if source in facility.sources],
        "industries": [industry for industry in catalog.industries.values() if source in industry.sources],
        "statements": [stat for stat in catalog.statements.values() if source in sources_of_stats([stat])],
        "metrics": [one.metric for one in _all_series(catalog) if source in sources_of_stats(one.stats)],
    }


def _all_series(catalog: Catalog) -> list[Series]:
    return [series for metric in catalog.metric_ids if (series := catalog.series(metric))]


def _ids(records: Iterable[City | Facility | Industry | Stat | Metric]) -> tuple[str, ...]:
    return tuple([record.id for record in records])
