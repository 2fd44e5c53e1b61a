"""Bars and sparklines as strings of block characters. They know numbers, not what these mean."""

from collections.abc import Sequence

_EIGHTHS = " ▏▎▍▌▋▊▉█"
_LEVELS = "▁▂▃▄▅▆▇█"


def bar(value: float, largest: float, width: int) -> str:
    """Draw a bar of at most `width` cells from zero; any value above zero shows, one of zero or below does not."""
    if value <= 0 or largest <= 0 or width < 1:
        return ""
    share = min(value / largest, 1.0)
    whole, rest = divmod(max(1, round(share * width * 8)), 8)
    return "█" * whole + (_EIGHTHS[rest] if rest else "")


def sparkline(values: Sequence[float | None]) -> str:
    """Draw one cell a value, from the lowest of the values to the highest; None is a gap. One value makes no line."""
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return ""
    low, high = min(known), max(known)
    return "".join([" " if value is None else _LEVELS[_level(value, low, high)] for value in values])


def _level(value: float, low: float, high: float) -> int:
    return 3 if low == high else round((value - low) / (high - low) * 7)
