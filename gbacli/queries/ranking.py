"""Order among values that need not be exact: a rank is given only where it is certain.

A value given as "more than" has no upper limit, one given as "nearly" lies below, and one given as "about" is taken to
be off by at most one of its last digit that is not 0; of a value computed from such values nothing is certain.
"""

from collections.abc import Sequence

from gbacli.catalog import Catalog
from gbacli.model import Stat
from gbacli.named_tuples import NamedTuple
from gbacli.queries.comparison import CityValue
from gbacli.queries.values import all_metrics, latest, of_metric

Valued = Stat | CityValue


def limits(known: Valued) -> tuple[float, float]:
    """Return the least and the largest that a known value can be, as far as its qualifier tells."""
    value = known.value
    assert value is not None
    if known.qualifier == "exact":
        return value, value
    if known.source is None:  # the digits of a computed value say nothing of how precise its inputs were
        return float("-inf"), float("inf")
    if known.qualifier == "more-than":
        return value, float("inf")
    from decimal import Decimal  # only for what is not exact

    # The worth of the last digit that is not 0: 10,000 of 66,490,000, 0.01 of 6.67.
    exponent = Decimal(repr(value)).normalize().as_tuple().exponent
    step = 10.0**exponent if value and isinstance(exponent, int) else 0.0
    return value - step, (value if known.qualifier == "nearly" else value + step)


def ranks(values: Sequence[Valued], better: str = "high") -> list[int | None]:
    """Return the rank of each value among all, 1 the best; None where its order to another value is not certain.

    Equal exact values share a rank. `better`: whether `high` or `low` values come first.
    """
    spans = [limits(value) for value in values]
    found: list[int | None] = []
    for low, high in spans:
        above = sum(span[0] > high for span in spans)
        below = sum(span[1] < low for span in spans)
        equal = spans.count((low, high)) if low == high else 1
        certain = above + below + equal == len(spans)
        found.append((1 + (above if better == "high" else below)) if certain else None)
    return found


class Standing(NamedTuple):
    """A figure with what puts it in its place."""

    stat: Stat
    same_source: bool = True
    """Whether the value that the change is computed from is of the same source."""
    rank: int | None = None
    """The place among the `rank_of` cities with a value of that metric, year and unit, the best first."""
    rank_of: int | None = None


def standing(catalog: Catalog, stat: Stat) -> Standing:
    """Return a figure (its change filled in) with its rank; that of a city among all cities of the catalog."""
    if stat.metric is None or "/" in stat.period:
        return Standing(stat)
    values = of_metric(catalog, stat.metric)
    same = all(value.source == stat.source for value in values if value.id == stat.change_from)
    like = [one for one in values if one.subject in catalog.cities and (one.year, one.unit) == (stat.year, stat.unit)]
    rivals = latest(like)
    order = ranks(rivals, all_metrics(catalog)[stat.metric].better)
    rank = next((rank for rank, rival in zip(order, rivals, strict=True) if rival.id == stat.id), None)
    return Standing(stat, same, rank if len(rivals) > 1 else None, len(rivals))
