"""Where a value stands: its change on the year before and its rank among the cities, computed where that is honest."""

from collections.abc import Sequence
from typing import NamedTuple

from gbacli.catalog import Catalog
from gbacli.model import Stat
from gbacli.queries.dates import last_day
from gbacli.queries.history import change_on
from gbacli.queries.ranking import ranks
from gbacli.queries.values import all_metrics, values_of


class Standing(NamedTuple):
    """A figure with what puts it in its place."""

    stat: Stat
    same_source: bool = True
    """Whether the value that the change is computed from is of the same source."""
    rank: int | None = None
    """The place among the cities with a value of that metric, year and unit, the best first."""
    rank_of: int | None = None
    """How many cities these are."""


def standings(catalog: Catalog, stats: Sequence[Stat]) -> list[Standing]:
    """Return figures with their change and rank; those of cities are ranked among all cities of the catalog."""
    return [_standing(catalog, stat) for stat in stats]


def changed(stat: Stat, values: Sequence[Stat]) -> Stat:
    """Return a figure with its change on the year before, out of the `values` of its metric."""
    return change_on(stat, _year_before(stat, values))


def _standing(catalog: Catalog, stat: Stat) -> Standing:
    if stat.metric is None or "/" in stat.period:
        return Standing(stat)
    values = values_of(catalog, stat.metric)
    found = changed(stat, values)
    before = next((value for value in values if value.id == found.change_from), None)
    same = before is None or before.source == stat.source
    if stat.subject not in catalog.cities:
        return Standing(found, same)
    rivals = _rivals(stat, values, catalog)
    better = all_metrics(catalog)[stat.metric].better
    place = next((rank for rank, rival in zip(ranks(rivals, better), rivals, strict=True) if rival.id == stat.id), None)
    return Standing(found, same, place if len(rivals) > 1 else None, len(rivals))


def _rivals(stat: Stat, values: Sequence[Stat], catalog: Catalog) -> list[Stat]:
    """Return the value of each city of the same year and unit; of several in a year the latest."""
    latest: dict[str, Stat] = {}
    for value in values:
        if value.subject in catalog.cities and value.year == stat.year and value.unit == stat.unit:
            known = latest.get(value.subject)
            if known is None or last_day(value.period) >= last_day(known.period):
                latest[value.subject] = value
    return list(latest.values())


def _year_before(stat: Stat, values: Sequence[Stat]) -> Stat | None:
    """Return the value of the same subject and unit of exactly one year before, of the same day where it has one."""
    period = f"{int(stat.year) - 1:04}{stat.period[4:]}"
    same = [value for value in values if value.subject == stat.subject and value.unit == stat.unit]
    return next((value for value in same if value.period == period), None)
