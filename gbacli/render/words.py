"""Numbers, qualifiers, statuses and text as words for people. Plain strings: nothing here knows colours or widths."""

from collections.abc import Iterable
from math import floor, log10
from typing import Any

from gbacli.choices import QUALIFIERS, STATUSES
from gbacli.named_tuples import NamedTuple

UNKNOWN = "—"
NOTED = "°"
"""Behind a value that has a note."""
ROUNDED = "rounded (--exact: every digit)"

ASCII = str.maketrans(
    {
        **{status.sign: status.ascii for status in STATUSES.values()},
        **dict(zip("—–─━≈▲·│├└’°†‡", "----~^.||`''+#", strict=True)),
        **dict(zip("…→≲", ("...", "->", "<~"), strict=True)),
        **dict(zip("▁▂▃▄▅▆▇█", "_.-~=+*#", strict=True)),  # the levels of a sparkline
        **dict(zip("▏▎▍▌▋▊▉", "...####", strict=True)),  # the last cell of a bar
    }
)
"""The ASCII sign for each one that `gba` draws with; other text is left for the output to escape."""


class Scale(NamedTuple):
    """In what values are counted, so that they can be read."""

    word: str
    divisor: int


BILLION, TRILLION = Scale("billion", 10**9), Scale("trillion", 10**12)
_DIGITS = 4
"""How many significant digits a scaled value shows."""


def scale_of(found: Iterable[Any], *, exact: bool = False) -> Scale | None:
    """Return the one scale for figures that stand together; None when none reaches a billion, or `exact` is asked for.

    Trillions are used only when every value reaches one.
    """
    sizes = [abs(figure.value) for figure in found if figure.value]
    if exact or not sizes or max(sizes) < BILLION.divisor:
        return None
    return TRILLION if min(sizes) >= TRILLION.divisor else BILLION


def number(value: int | float, scale: Scale | None = None) -> str:
    """Return a number with thousands separators: every digit that it has, or four significant ones of a `scale`."""
    scaled = value / scale.divisor if scale else 0
    if not scaled:
        return f"{value:,}"
    decimals = max(0, _DIGITS - 1 - floor(log10(abs(scaled))))
    return f"{scaled:,.{decimals}f}" if decimals <= 12 else f"{scaled:.{_DIGITS}g}"


def value(stat_value: int | float, qualifier: str, unit: str = "", scale: Scale | None = None) -> str:
    """Return a value with the sign of its qualifier; years take no separators, a rank is written `1st`.

    Of a value that is not exact no zeros are shown at the end: its source gives none.
    """
    text = ordinal(stat_value) if unit == "rank" else str(stat_value) if unit == "year" else number(stat_value, scale)
    if scale is not None and qualifier != "exact" and "." in text and "e" not in text:
        text = text.rstrip("0").rstrip(".")
    return QUALIFIERS[qualifier] + text


def amount(stat: Any, *, exact: bool = False, scale: Scale | None = None) -> str:
    """Return the value of a figure with its own or a given scale, and unit: `3.873 trillion CNY`, `1st` for a rank."""
    scale = scale or scale_of([stat], exact=exact)
    words = [value(stat.value, stat.qualifier, stat.unit, scale), scale.word if scale else "", unit_of(stat.unit)]
    return " ".join([word for word in words if word])


def unit_of(unit: str) -> str:
    """Return a unit as it is written behind a value: `%` for percent, nothing for a rank or a year."""
    return "" if unit in ("rank", "year") else "%" if unit == "percent" else unit


def ordinal(rank: int | float) -> str:
    """Return a rank as `1st`; one that is no whole number stays as it is."""
    if not isinstance(rank, int) or rank < 1:
        return number(rank)
    ending = "th" if rank % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(rank % 10, "th")
    return f"{rank:,}{ending}"


def qualifier_legend(found: Iterable[Any]) -> list[str]:
    """Return what the signs of qualifiers among figures mean, for those that occur."""
    given = {stat.qualifier for stat in found}
    return [f"{sign} {name.replace('-', ' ')}" for name, sign in QUALIFIERS.items() if sign and name in given]


def since(facility: Any) -> str:
    """Return since when a facility has its status: ` since 2018-08`, or ` by 2026-03-11` where it was seen then."""
    date = facility.status_date
    return "" if date is None else f" {'since' if facility.status_began else 'by'} {date}"


def visible(text: str) -> str:
    """Show control characters instead of sending them to a terminal: escapes, bells, line feeds, direction marks."""
    if text.isprintable():
        return text
    return "".join([char if char.isprintable() else char.encode("unicode_escape").decode() for char in text])


def one_line(text: str) -> str:
    """Put a message on one line that is safe to print."""
    return visible(" ".join(text.split()))
