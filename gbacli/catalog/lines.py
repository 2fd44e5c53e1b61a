"""Finds the lines of values in the text of a TOML file, which a parser does not keep.

It is run on texts that have been parsed before, and only when something is wrong in them. A text that turns out not
to be TOML after all gives fewer lines, never an error.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from gbacli.catalog import reading
from gbacli.errors import FactsError

KeyPath = tuple[str | int, ...]
"""The way to a value: names of fields, and numbers of list entries counted from 0."""

_KEY = r"""(?:[A-Za-z0-9_-]+|"(?:\\.|[^"\\\n])*"|'[^'\n]*')"""
_KEYS = rf"{_KEY}(?:[ \t]*\.[ \t]*{_KEY})*"
_TOKEN = re.compile(
    rf'''
    (?P<comment>\#[^\n]*)
    | ^[ \t]*(?P<header>(?P<entry>\[)?\[[ \t]*(?P<table>{_KEYS})[ \t]*\]\]?)[ \t\r]*(?:\#[^\n]*)?$
    | (?P<pair>{_KEYS})[ \t]*=
    | (?P<text>"""(?:\\.|[^\\])*?"{{3,5}}|\'\'\'.*?'{{3,5}}|"(?:\\.|[^"\\\n])*"|'[^'\n]*')
    | (?P<open>[\[{{])
    | (?P<close>[\]}}])
    | (?P<comma>,)
    | (?P<bare>[^\s\[\]{{}},="'\#]+)
    ''',
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)


def lines_of(text: str, paths: Iterable[KeyPath]) -> dict[KeyPath, int]:
    """Return the line, counted from 1, of each of the `paths` in `text`.

    A path leads there from the top: `("csns", "history", 1, "date")`; list entries are counted from 0. What is not
    there, such as a missing key, gets the line of what it would be in. Paths of which not even that is there are left
    out.
    """
    paths = list(paths)
    wanted = {path[:end] for path in paths for end in range(1, len(path) + 1)}
    lines: dict[KeyPath, int] = {}
    for path, line in _starts(text):
        for end in range(len(path), 0, -1):
            if path[:end] in wanted:
                lines.setdefault(path[:end], line)
    nearest = {path: next((path[:end] for end in range(len(path), 0, -1) if path[:end] in lines), ()) for path in paths}
    return {path: lines[known] for path, known in nearest.items() if known}


def _starts(text: str) -> Iterator[tuple[KeyPath, int]]:
    """Yield the path of every header, key and list entry of a text, with its line."""
    table: KeyPath = ()
    value: KeyPath = ()  # what the next value belongs to
    entries: dict[KeyPath, int] = {}  # of each list of [[tables]], the number of its last entry so far
    inside: list[_Open] = []
    line, counted = 1, 0
    for match in _TOKEN.finditer(text):
        kind, begin = match.lastgroup or "", match.start(match.lastgroup or 0)
        line, counted = line + text.count("\n", counted, begin), begin
        if kind == "header" and not inside:
            table = _path((), match["table"], entries)
            if match["entry"]:
                yield table, line
                entries[table] = entries.get(table, -1) + 1
            table = _within(table, entries)
            yield table, line
        elif kind == "pair":
            value = _path(inside[-1].path if inside else table, match["pair"], entries)
            yield value, line
        elif kind in ("text", "bare", "open", "header"):
            here = inside[-1].entry or value if inside else value
            yield here, line
            inside += [_Open(here, match["open"] == "[")] if kind == "open" else []
        elif inside:
            inside[-1].commas += kind == "comma"
            inside[-1:] = [] if kind == "close" else inside[-1:]


class _Open:
    """A list or an inline table that is not closed yet."""

    def __init__(self, path: KeyPath, is_list: bool) -> None:  # noqa: FBT001
        self.path, self.is_list, self.commas = path, is_list, 0

    @property
    def entry(self) -> KeyPath:
        """The path of the present entry of a list; nothing in a table."""
        return (*self.path, self.commas) if self.is_list else ()


def _path(home: KeyPath, keys: str, entries: dict[KeyPath, int]) -> KeyPath:
    """Return the path of dotted `keys` in `home`; a list of tables on the way stands for its last entry."""
    path, table = home, {keys: 0} if keys.isidentifier() else _parsed(keys)
    while isinstance(table, dict) and table:
        key, table = next(iter(table.items()))
        path = (*(_within(path, entries) if path != home else path), key)
    return path


def _parsed(keys: str) -> Any:
    try:
        return reading.parse(f"{keys} = 0".encode(), Path("key"))
    except (FactsError, UnicodeEncodeError):
        return {keys: 0}


def _within(path: KeyPath, entries: dict[KeyPath, int]) -> KeyPath:
    return (*path, entries[path]) if path in entries else path
