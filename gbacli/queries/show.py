"""Everything about one record: itself, the figures about it, what it is related to, and its sources in full."""

from typing import Any

from gbacli.catalog import Catalog
from gbacli.model import City, Metric, Source, Stat
from gbacli.named_tuples import NamedTuple
from gbacli.queries import cities
from gbacli.queries.lookup import look_up
from gbacli.queries.names import Record, kind_of
from gbacli.queries.sources import facts_by_source, sources_of
from gbacli.queries.stats import ask, figures
from gbacli.queries.values import in_order, latest, values_of, with_changes

RELATED = {
    **dict.fromkeys(("city", "facility", "industry", "metric", "subject", "statement", "value"), ()),
    "city": ("industries",),
    "source": ("cities", "facilities", "industries", "statements", "metrics"),
}
"""Which related records each kind has besides those that the record itself names."""


class Shown(NamedTuple):
    """One record with all that belongs to it."""

    kind: str
    record: Record
    stats: tuple[Stat, ...]
    """The figures about it: statements, and the latest value of each series. Of a metric: the latest of each city."""
    related: dict[str, tuple[str, ...]]
    """Ids by kind, as `RELATED` says."""
    sources: tuple[Source, ...]
    """All that the record and its figures rest on, in the order in which they are first named."""
    also: tuple[str, ...] = ()
    """What else the name fits just as well, as kind and id."""


def show(catalog: Catalog, name: str) -> Shown:
    """Find the record that `name` names, of any kind, and all that belongs to it. Raises `UsageError`."""
    record, *also = look_up(catalog, name)
    return shown(catalog, record)._replace(also=tuple([f"{kind_of(one)} {one.id}" for one in also]))


def shown(catalog: Catalog, record: Record) -> Shown:
    """Return a record with all that belongs to it."""
    stats = _figures_about(catalog, record)
    named = [source for one in (record, *stats) for source in sources_of(one)]
    if isinstance(record, City):
        record = cities.answer(catalog, record)
    elif isinstance(record, Source):
        record = record._replace(facts=facts_by_source(catalog)[record.id])
    sources = tuple([catalog.sources[source] for source in dict.fromkeys(named)])
    return Shown(kind_of(record), record, tuple(stats), _related(catalog, record), sources)


def _figures_about(catalog: Catalog, record: Record) -> list[Stat]:
    """Return the figures about a record: all statements, and of each series the latest value, by group of metrics."""
    if isinstance(record, Metric):
        return figures(catalog, ask(catalog, metric=record.id))
    if isinstance(record, Stat | Source):
        return []
    metrics = in_order(catalog.metrics.values())
    values = latest([stat for one in metrics for stat in values_of(catalog, one.id) if stat.subject == record.id])
    return with_changes(catalog, values + [stat for stat in catalog.statements.values() if stat.subject == record.id])


def _related(catalog: Catalog, record: Record) -> dict[str, tuple[str, ...]]:
    """Return the ids of what stands in a city, or rests on a source, by kind."""
    kind = kind_of(record)

    def belongs(other: Any) -> bool:
        return record.id in (other.cities if kind == "city" else sources_of(other))

    related = {name: [one.id for one in getattr(catalog, name).values() if belongs(one)] for name in RELATED[kind]}
    if kind == "source":
        related["metrics"] = [key for key in catalog.metric_ids if any(map(belongs, values_of(catalog, key)))]
    return {name: tuple(ids) for name, ids in related.items()}
