"""Numbers, qualifiers, statuses and text as words for people. Plain strings: nothing here knows colours or widths."""

from collections.abc import Mapping

from gbacli.model import QUALIFIERS, STATUSES

UNKNOWN = "—"

_ASCII = str.maketrans(
    {
        **{status.sign: status.ascii for status in STATUSES.values()},
        **dict(zip("—–─━≈▲▸·│├└²’", "----~^>.||`2'", strict=True)),
        "…": "...",
        "→": "->",
        "≲": "<~",
        **dict(zip("▁▂▃▄▅▆▇█", "_.-~=+*#", strict=True)),  # the levels of a sparkline
        **dict(zip("▏▎▍▌▋▊▉", "...####", strict=True)),  # the last cell of a bar
    }
)


def number(value: int | float) -> str:
    """Write a number with thousands separators and not one digit more or less than it has."""
    return f"{value:,}"


def value(stat_value: int | float, qualifier: str, unit: str = "") -> str:
    """Write a value with the sign of its qualifier; years and ranks take no separators."""
    text = str(stat_value) if unit in ("year", "rank") else number(stat_value)
    return QUALIFIERS[qualifier] + text


def status(name: str) -> str:
    """Return a status with its sign, in words rather than as its code."""
    return f"{STATUSES[name].sign} {name.replace('-', ' ')}"


def listed(items: tuple[str, ...], names: Mapping[str, str] | None = None) -> str:
    """Write a list for people, ids replaced by the names given for them."""
    return ", ".join([(names or {}).get(item, item) for item in items])


def visible(text: str) -> str:
    """Show control characters instead of sending them to a terminal: escapes, bells, line feeds, direction marks."""
    if text.isprintable():
        return text
    return "".join([char if char.isprintable() else _escaped(char) for char in text])


def plain_ascii(text: str) -> str:
    """Replace the signs that `gba` draws with by ASCII ones; other text is left for the output to escape."""
    return text.translate(_ASCII)


def one_line(text: str) -> str:
    """Put a message on one line that is safe to print."""
    return visible(" ".join(text.split()))


def _escaped(char: str) -> str:
    return char.encode("unicode_escape").decode("ascii") if ord(char) > 0x20 or char != " " else char
