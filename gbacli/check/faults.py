"""What a fault is, and how it is worded: one line that says where, what is wrong and what was expected."""

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, NamedTuple

from gbacli.catalog.lines import KeyPath
from gbacli.fields import INTEGER, TEXT, Field

NEAREST_AT_MOST = 500
"""For how many different wrong words of one run the nearest right one is looked up: each costs milliseconds."""

_LONGEST = 60
_LONGEST_PLACE = 200
_BARE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_")


class Finding(NamedTuple):
    """A fault as a rule finds it, before its line is looked up."""

    kind: str
    """The kind of fact that the file holds; empty for a fault of the file as a whole."""
    path: Path
    record: str
    """The id of the record."""
    place: KeyPath
    """Where in the record."""
    message: str
    line: int | None = None
    """The line, counted from 1, where the finder knows it."""


class Fault(NamedTuple):
    """One thing that is wrong in a fact file."""

    path: Annotated[str, Field(TEXT, "the file or folder, as it was named")]
    line: Annotated[int | None, Field(INTEGER, "the line, counted from 1; null for a whole file or folder")]
    record: Annotated[str | None, Field(TEXT, "the id of the record, where the fault is in one")]
    field: Annotated[str | None, Field(TEXT, "where in the record, as history[2].date: entries of a list count from 1")]
    message: Annotated[str, Field(TEXT, "what is wrong; what was expected")]

    @property
    def text(self) -> str:
        """The fault in one line: `file:line: record.field: what is wrong; what was expected`."""
        line = "" if self.line is None else f":{self.line}"
        record = name(self.record) if self.record else ""
        where = ".".join([clipped(part, _LONGEST_PLACE) for part in (record, self.field) if part])
        return printable(f"{self.path}{line}: {where}{': ' if where else ''}{self.message}")


def clipped(text: str, most: int = _LONGEST) -> str:
    """Keep the beginning of a text that is too long for a line."""
    return text if len(text) <= most else text[: most - 3] + "..."


def written(path: KeyPath) -> str:
    """Write a path as people read it: `history[2].date`."""
    text = ""
    for part in path:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{name(part)}"
    return text.removeprefix(".")


def name(key: str) -> str:
    """Write a key as TOML does: bare where it can be, else in quotes; one of unreasonable length is cut short."""
    return key if 0 < len(key) <= 2 * _LONGEST and _BARE.issuperset(key) else quoted(key)


def quoted(text: str) -> str:
    """Quote a text of the facts, cut short; nothing in it can break the line or reach the terminal as a command."""
    return f'"{printable(clipped(text))}"'


def printable(text: str) -> str:
    """Escape what is not printable, line breaks and control characters among it."""
    if text.isprintable():
        return text
    return "".join([char if char.isprintable() else ascii(char)[1:-1] for char in text])


def described(given: Any) -> str:
    """Name a value of a fact file as its author sees it there."""
    if isinstance(given, str):
        return quoted(given)
    if isinstance(given, bool):
        return "true" if given else "false"
    if isinstance(given, int | float):
        number = repr(given) if abs(given) < 1e30 or given != given or isinstance(given, float) else "a huge number"
        return number.removesuffix(".0") if number.endswith(".0") and "e" not in number else number
    names: dict[type, str] = {list: "a list", dict: "a table"}
    return names.get(type(given), "a date or time without quotes")


def did_you_mean(word: object, choices: Iterable[str], likeness: float = 0.65) -> str:
    """Offer the nearest of `choices` to a wrong `word` as `; did you mean "x"?`.

    Empty when none is near: `likeness` is the least, from 0 to 1, as difflib measures it.
    """
    if not isinstance(word, str) or len(word) > _LONGEST:
        return ""
    near = _nearest(word, tuple(choices), likeness)
    return f"; did you mean {quoted(near)}?" if near else ""


def start_again() -> None:
    """Allow a new run its own `NEAREST_AT_MOST` look-ups."""
    _nearest.cache_clear()


@lru_cache(maxsize=2 * NEAREST_AT_MOST)
def _nearest(word: str, choices: tuple[str, ...], likeness: float) -> str:
    if _nearest.cache_info().misses > NEAREST_AT_MOST:
        return ""
    from difflib import get_close_matches

    spelt = {choice.casefold().replace("_", "-"): choice for choice in choices}
    near = get_close_matches(word.casefold().replace("_", "-").replace(" ", "-"), spelt, n=1, cutoff=likeness)
    near = near or get_close_matches(word.casefold(), spelt, n=1, cutoff=likeness)
    return spelt[near[0]] if near else ""
