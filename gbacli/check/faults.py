"""What a fault is, and how it is worded: one line that says where, what is wrong and what was expected."""

import re
from functools import cache
from typing import Annotated, Any, NamedTuple

from gbacli.catalog.lines import KeyPath
from gbacli.fields import INTEGER, TEXT, VALUE, Field
from gbacli.queries.names import shorten, suggest

MOST_CHOICES = 2000
"""Of how many words the nearest to a wrong one is looked up: each costs microseconds."""


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
        """The fault in one line: `file:line: record.field: what is wrong; what was expected`, safe to print."""
        line = "" if self.line is None else f":{self.line}"
        where = ".".join([part for part in (self.record and key_of(self.record), self.field) if part])
        text = f"{self.path}{line}: {where}{': ' if where else ''}{self.message}"
        return "".join([char if char.isprintable() else ascii(char)[1:-1] for char in text])


def file_fault(path: object, message: str, line: int | None = None) -> Fault:
    """Return a fault of a whole file or folder."""
    return Fault(str(path), line, None, None, message, None)


def written(path: KeyPath) -> str:
    """Return a path as people read it: `history[2].date`."""
    parts = [f"[{part + 1}]" if isinstance(part, int) else f".{key_of(part)}" for part in path]
    return "".join(parts).removeprefix(".")


def key_of(text: str) -> str:
    """Return a key as TOML has it: bare where it can be, else in quotes; one of unreasonable length is cut short."""
    return text if re.fullmatch("[A-Za-z0-9_-]{1,120}", text) else quoted(text)


def quoted(text: str) -> str:
    """Quote a text of the facts, cut short."""
    return f'"{shorten(text)}"'


def described(given: Any) -> str:
    """Return a value of a fact file as its author sees it there."""
    if isinstance(given, str):
        return quoted(given)
    if isinstance(given, int | float):
        return shorten(repr(given).lower())  # True is true there
    if isinstance(given, list):
        return "a list"
    return "a table" if isinstance(given, dict) else "a date or time without quotes"


@cache
def did_you_mean(word: str, choices: tuple[str, ...], likeness: float = 0.65) -> str:
    """Offer the nearest of `choices` to a wrong `word`, if it is at least so near, as `; did you mean "x"?`."""
    if len(word) > 60 or len(choices) > MOST_CHOICES:
        return ""
    near = suggest(word, choices, 1, likeness)
    return f"; did you mean {quoted(near[0])}?" if near else ""
