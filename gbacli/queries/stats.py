"""The figures: statements, and the values of the series, by subject, metric and time."""

from collections.abc import Iterable, Iterator, Sequence

from gbacli.catalog import Catalog
from gbacli.model import Metric, Stat
from gbacli.queries import computed
from gbacli.queries.dates import first_day, last_day, year_of
from gbacli.queries.names import CITY, METRIC, SOURCE, SUBJECT, Named, resolve
from gbacli.queries.texts import holds_all
from gbacli.queries.values import all_metrics, in_order, values_of


def stats(
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
) -> list[Stat]:
    """List the figures that pass every filter given.

    Without `city`, `metric` and `subject`: the statements. With a city or a metric: the values of the series, the
    latest of each unless `history`, `year` or `since` asks for more. With a subject: statements and series alike.
    Computed metrics are left out unless `metric` names them.
    `year`, `since` and `as_of` are dates as strings. Raises `UsageError` for a value that names nothing.
    """
    cities = [resolve(name, catalog.cities.values(), CITY).id for name in city]
    metrics = resolve_metrics(catalog, metric)
    subjects = [resolve(name, _subjects(catalog), SUBJECT).id for name in subject]
    sources = {resolve(name, catalog.sources.values(), SOURCE).id for name in source}
    found = _candidates(catalog, metrics, wide=bool(cities or metrics or subjects or history), subjects=subjects)
    places = {*cities, *subjects} if not (cities and subjects) else set(cities) & set(subjects)
    kept = [
        stat
        for stat in found
        if (not (cities or subjects) or stat.subject in places)
        and (not metrics or stat.metric in metrics)
        and (not year or year_of(stat.period) in year)
        and (not since or first_day(stat.period) >= first_day(since))
        and (not as_of or last_day(stat.period) <= last_day(as_of))
        and (not sources or stat.source in sources or not sources.isdisjoint(stat.checked_by))
        and (not text or holds_all(text, stat))
    ]
    narrowed = bool(cities or metrics or subjects)
    return latest(kept) if narrowed and not (history or year or since) else kept


def latest(found: Iterable[Stat]) -> list[Stat]:
    """Keep the latest of the values that say the same of the same subject; values never compared by unit stay both."""
    newest: dict[tuple[str, str, str], Stat] = {}
    for stat in found:
        same = (stat.subject, stat.metric or stat.id, stat.unit)
        known = newest.get(same)
        if known is None or last_day(stat.period) >= last_day(known.period):
            newest[same] = stat
    return list(newest.values())


def resolve_metrics(catalog: Catalog, names: Sequence[str]) -> list[str]:
    """Find the ids of metrics by name. Ids need no file; any other name needs the labels, that is, all files.

    Raises `UsageError`.
    """
    return [name if name in catalog.metric_ids else resolve_metric(catalog, name).id for name in names]


def resolve_metric(catalog: Catalog, name: str) -> Metric:
    """Find one metric, stored or computed, by id, label or alias. Raises `UsageError`."""
    known = computed.metrics()
    return known[name] if name in known else resolve(name, all_metrics(catalog).values(), METRIC)


def _candidates(catalog: Catalog, metrics: Sequence[str], *, wide: bool, subjects: Sequence[str]) -> Iterator[Stat]:
    if subjects or not wide:
        yield from catalog.statements.values()
    if wide:
        for metric in metrics or [metric.id for metric in in_order(catalog.metrics.values())]:
            yield from values_of(catalog, metric)


def _subjects(catalog: Catalog) -> list[Named]:
    """List all that a figure can be about."""
    return [
        *catalog.cities.values(),
        *catalog.subjects.values(),
        *catalog.facilities.values(),
        *catalog.industries.values(),
    ]
