"""What a fault is, and how it is worded: one line that says where, what is wrong and what was expected."""

import re
from functools import cache
from typing import Any

from gbacli.catalog.lines import KeyPath
from gbacli.fields import INTEGER, TEXT, VALUE, Field
from gbacli.model import Maybe
from gbacli.named_tuples import Annotated, NamedTuple
from gbacli.queries.names import shorten, suggest


class Fault(NamedTuple):
    """One thing that is wrong in a fact file."""

    path: Annotated[str, Field(TEXT, "the file or folder, as it was named")]
    line: Annotated[int | None, Field(INTEGER, "the line, counted from 1; null for a whole file or folder")] = None
    record: Annotated[Maybe, Field(TEXT, "the id of the record, where the fault is in one")] = None
    field: Annotated[Maybe, Field(TEXT, "where in the record, as history[2].date: entries of a list count from 1")] = (
        None
    )
    message: Annotated[str, Field(TEXT, "what is wrong; what was expected")] = ""
    key_path: Annotated[KeyPath, Field(VALUE, "where in the file, to find its line", public=False)] = ()

    @property
    def text(self) -> str:
        """The fault in one line: `file:line: record.field: what is wrong; what was expected`, safe to print."""
        line = "" if self.line is None else f":{self.line}"
        where = ".".join([part for part in (self.record and key_of(self.record), self.field) if part])
        text = f"{self.path}{line}: {where}{': ' if where else ''}{self.message}"
        return "".join([char if char.isprintable() else ascii(char)[1:-1] for char in text])


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
    return {list: "a list", dict: "a table"}.get(given.__class__, "a date or time without quotes")


@cache
def did_you_mean(word: str, choices: tuple[str, ...], likeness: float = 0.65) -> str:
    """Offer the nearest of `choices` to a wrong `word`, if it is at least so near, as `; did you mean "x"?`."""
    if len(word) > 60 or len(choices) > 2000:  # each costs microseconds
        return ""
    near = suggest(word, choices, limit=1, like=likeness)
    return f"; did you mean {quoted(near[0])}?" if near else ""
