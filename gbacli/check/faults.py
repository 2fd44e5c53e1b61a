"""What a fault is, and how it is worded: one line that says where, what is wrong and what was expected."""

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, NamedTuple

from gbacli.catalog.lines import KeyPath
from gbacli.fields import INTEGER, TEXT, VALUE, Field
from gbacli.model import KINDS

MOST_CHOICES = 2000
"""Of how many words the nearest to a wrong one is looked up: each costs microseconds."""

_LONGEST = 60
_BARE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_")


class Fault(NamedTuple):
    """One thing that is wrong in a fact file."""

    path: Annotated[str, Field(TEXT, "the file or folder, as it was named")]
    line: Annotated[int | None, Field(INTEGER, "the line, counted from 1; null for a whole file or folder")]
    record: Annotated[str | None, Field(TEXT, "the id of the record, where the fault is in one")]
    field: Annotated[str | None, Field(TEXT, "where in the record, as history[2].date: entries of a list count from 1")]
    message: Annotated[str, Field(TEXT, "what is wrong; what was expected")]
    key_path: Annotated[KeyPath | None, Field(VALUE, "where in the file, if its line is to be found", public=False)]

    @property
    def text(self) -> str:
        """The fault in one line: `file:line: record.field: what is wrong; what was expected`."""
        line = "" if self.line is None else f":{self.line}"
        record = key_of(self.record) if self.record else ""
        where = ".".join([clipped(part, 200) for part in (record, self.field) if part])
        return printable(f"{self.path}{line}: {where}{': ' if where else ''}{self.message}")


def file_fault(path: object, message: str, line: int | None = None) -> Fault:
    """Return a fault of a whole file or folder."""
    return Fault(str(path), line, None, None, message, None)


def record_fault(kind: str, path: Path, record: str, key_path: KeyPath, message: str) -> Fault:
    """Return a fault of a `kind` of record at `key_path` in it; its line is still to be found."""
    from_top = key_path if KINDS[kind].whole else (record, *key_path)
    return Fault(str(path), None, record or None, written(key_path) or None, message, from_top)


def clipped(text: str, most: int = _LONGEST) -> str:
    """Return the beginning of a text that is too long for a line."""
    return text if len(text) <= most else text[: most - 3] + "..."


def written(path: KeyPath) -> str:
    """Return a path as people read it: `history[2].date`."""
    parts = [f"[{part + 1}]" if isinstance(part, int) else f".{key_of(part)}" for part in path]
    return "".join(parts).removeprefix(".")


def key_of(text: str) -> str:
    """Return a key as TOML has it: bare where it can be, else in quotes; one of unreasonable length is cut short."""
    return text if 0 < len(text) <= 2 * _LONGEST and _BARE.issuperset(text) else quoted(text)


def quoted(text: str) -> str:
    """Quote a text of the facts, cut short; nothing in it can break the line or reach the terminal as a command."""
    return f'"{printable(clipped(text))}"'


def printable(text: str) -> str:
    """Escape what is not printable, line breaks and control characters among it."""
    return "".join([char if char.isprintable() else ascii(char)[1:-1] for char in text])


def described(given: Any) -> str:
    """Return a value of a fact file as its author sees it there."""
    if isinstance(given, str):
        return quoted(given)
    if isinstance(given, int | float):
        return clipped(repr(given).lower())  # True is true there
    return (
        "a list"
        if isinstance(given, list)
        else "a table"
        if isinstance(given, dict)
        else "a date or time without quotes"
    )


def did_you_mean(word: object, choices: Iterable[str], likeness: float = 0.65) -> str:
    """Offer the nearest of `choices` to a wrong `word`, if it is at least so near, as `; did you mean "x"?`."""
    known = tuple(choices)
    if not isinstance(word, str) or len(word) > _LONGEST or len(known) > MOST_CHOICES:
        return ""
    near = _nearest(word, known, likeness)
    return f"; did you mean {quoted(near[0])}?" if near else ""


@lru_cache(maxsize=1000)
def _nearest(word: str, choices: tuple[str, ...], likeness: float) -> list[str]:
    from gbacli.queries.names import suggest

    return suggest(word, choices, 1, likeness)
