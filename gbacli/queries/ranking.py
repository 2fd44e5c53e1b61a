"""Order among values that need not be exact: a rank is given only where it is certain.

A value given as "more than" has no upper limit, one given as "nearly" lies below, and one given as "about" is taken to
be off by at most one of its last digit that is not 0; of a value computed from such values nothing is certain.
"""

from collections.abc import Sequence

from gbacli.model import Stat
from gbacli.queries.comparison import CityValue

Valued = Stat | CityValue
"""A known value."""


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
    step = _last_digit(value)
    return value - step, (value if known.qualifier == "nearly" else value + step)


def ranks(values: Sequence[Valued], better: str = "high") -> list[int | None]:
    """Return the rank of each value among all, 1 the best; None where its order to another value is not certain.

    Equal exact values share a rank. `better`: whether `high` or `low` values come first.
    """
    spans = [limits(value) for value in values]
    found: list[int | None] = []
    for i, (low, high) in enumerate(spans):
        others = [span for j, span in enumerate(spans) if j != i]
        above = sum(span[0] > high for span in others)
        below = sum(span[1] < low for span in others)
        equal = sum(span == (low, high) and low == high for span in others)
        certain = above + below + equal == len(others)
        found.append((1 + (above if better == "high" else below)) if certain else None)
    return found


def certainly_largest(values: Sequence[Valued]) -> int | None:
    """Return the index of the value that is certainly larger than each other one; None when that is not certain."""
    found = ranks(values)
    return found.index(1) if found.count(1) == 1 else None


def _last_digit(value: int | float) -> float:
    """Return the worth of the last digit that is not 0: 10,000 of 66,490,000, 0.01 of 6.67."""
    from decimal import Decimal

    exponent = Decimal(repr(value)).normalize().as_tuple().exponent
    return 10.0**exponent if value and isinstance(exponent, int) else 0.0
