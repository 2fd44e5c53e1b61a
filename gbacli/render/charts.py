"""Bars and sparklines as strings of block characters. They know numbers, not what these mean.

Where a terminal has ASCII only, `words.plain_ascii` puts one sign for each of them.
"""

from collections.abc import Sequence

_EIGHTHS = " ▏▎▍▌▋▊▉█"
_LEVELS = "▁▂▃▄▅▆▇█"


def bar(value: float, largest: float, width: int) -> str:
    """Draw a bar of at most `width` cells, as long in proportion as `value` is to `largest`.

    Every bar begins at zero. A value above zero shows at least the least that can be drawn; one of zero or below, and
    any value when `largest` is not above zero, shows nothing.
    """
    if value <= 0 or largest <= 0 or width < 1:
        return ""
    share = min(value / largest, 1.0)
    whole, rest = divmod(max(1, round(share * width * 8)), 8)
    return "█" * whole + (_EIGHTHS[rest] if rest else "")


def sparkline(values: Sequence[float | None]) -> str:
    """Draw one cell a value, from the lowest of the values to the highest; None is a gap.

    Values that are all the same make a level line. Fewer than two values make no line.
    """
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return ""
    low, high = min(known), max(known)
    return "".join([" " if value is None else _LEVELS[_level(value, low, high)] for value in values])


def _level(value: float, low: float, high: float) -> int:
    return 3 if low == high else round((value - low) / (high - low) * 7)
