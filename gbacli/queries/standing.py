"""Where a value stands: its rank among the cities, computed where that is honest."""

from collections.abc import Sequence
from typing import NamedTuple

from gbacli.catalog import Catalog
from gbacli.model import Stat
from gbacli.queries.ranking import ranks
from gbacli.queries.values import all_metrics, latest, of_metric


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
    """Return figures (their changes filled in) with their rank; those of cities among all cities of the catalog."""
    return [_standing(catalog, stat) for stat in stats]


def _standing(catalog: Catalog, stat: Stat) -> Standing:
    if stat.metric is None or "/" in stat.period:
        return Standing(stat)
    values = of_metric(catalog, stat.metric)
    same = all(value.source == stat.source for value in values if value.id == stat.change_from)
    if stat.subject not in catalog.cities:
        return Standing(stat, same)
    like = [one for one in values if one.subject in catalog.cities and (one.year, one.unit) == (stat.year, stat.unit)]
    rivals = latest(like)
    order = ranks(rivals, all_metrics(catalog)[stat.metric].better)
    rank = next((rank for rank, rival in zip(order, rivals, strict=True) if rival.id == stat.id), None)
    return Standing(stat, same, rank if len(rivals) > 1 else None, len(rivals))
