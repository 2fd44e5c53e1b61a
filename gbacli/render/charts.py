"""Bars and sparklines as plain strings of block characters, or of ASCII ones. They know numbers, not what these mean."""

from collections.abc import Sequence

_EIGHTHS = " ▏▎▍▌▋▊▉█"
_LEVELS = "▁▂▃▄▅▆▇█"
_ASCII_LEVELS = "_.-~=+*#"


def bar(value: float, largest: float, width: int, *, ascii_only: bool = False) -> str:
    """Draw a bar of at most `width` cells, as long in proportion as `value` is to `largest`.

    Every bar begins at zero. A value above zero shows at least the least that can be drawn; one of zero or below, and
    any value when `largest` is not above zero, shows nothing.
    """
    if value <= 0 or largest <= 0 or width < 1:
        return ""
    share = min(value / largest, 1.0)
    if ascii_only:
        return "#" * max(1, round(share * width))
    whole, rest = divmod(max(1, round(share * width * 8)), 8)
    return "█" * whole + (_EIGHTHS[rest] if rest else "")


def sparkline(values: Sequence[float | None], *, ascii_only: bool = False) -> str:
    """Draw one cell a value, from the lowest of the values to the highest; None is a gap.

    Values that are all the same make a level line. Fewer than two values make no line.
    """
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return ""
    levels = _ASCII_LEVELS if ascii_only else _LEVELS
    low, high = min(known), max(known)
    return "".join([" " if value is None else levels[_level(value, low, high)] for value in values])


def _level(value: float, low: float, high: float) -> int:
    return 3 if low == high else round((value - low) / (high - low) * 7)
