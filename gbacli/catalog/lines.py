"""Finds the lines of tables, keys and list entries in the text of a TOML file, which a parser does not keep."""

import re
from collections.abc import Iterable, Iterator

KeyPath = tuple[str | int, ...]
"""The way to a value: names of fields, and numbers of list entries counted from 0."""

_KEY = r"""(?:[A-Za-z0-9_-]+|"(?:\\.|[^"\\\n])*"|'[^'\n]*')"""
_KEYS = rf"{_KEY}(?:[ \t]*\.[ \t]*{_KEY})*"
_TOKEN = re.compile(
    rf'''
    \#[^\n]*
    | ^[ \t]*\[\[[ \t]*(?P<entry>{_KEYS})[ \t]*\]\]
    | ^[ \t]*\[[ \t]*(?P<table>{_KEYS})[ \t]*\]
    | (?P<pair>{_KEYS})[ \t]*=
    | (?P<text>"""(?:\\.|[^\\])*?"{{3,5}}|\'\'\'.*?'{{3,5}}|"(?:\\.|[^"\\\n])*"|'[^'\n]*')
    | (?P<open>[\[{{])
    | (?P<close>[\]}}])
    | (?P<comma>,)
    | (?P<bare>[^\s\[\]{{}},="'\#]+)
    ''',
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)
_DEEPEST = 8  # no record is deeper; a header of a thousand keys is a fault, not a reason to be slow


def lines_of(text: str, paths: Iterable[KeyPath]) -> dict[KeyPath, int]:
    """Return the line, counted from 1, of each of the `paths` in `text`, such as `("csns", "history", 1, "date")`.

    What is missing, or deeper than an entry of a list, has the line of what it is in; without that it is left out.
    """
    lines: dict[KeyPath, int] = {}
    line, counted = 1, 0
    for path, begin in _starts(text):
        line, counted = line + text.count("\n", counted, begin), begin
        for end in range(len(path), 0, -1):
            lines.setdefault(path[:end], line)
    known = {path: [path[:end] for end in range(len(path), 0, -1) if path[:end] in lines] for path in paths}
    return {path: lines[found[0]] for path, found in known.items() if found}


def _starts(text: str) -> Iterator[tuple[KeyPath, int]]:
    """Yield the path of every table, key outside of inline tables and entry of a list, and where it begins."""
    table: KeyPath = ()
    path: KeyPath = ()
    entries: dict[KeyPath, int] = {}  # of each list of [[tables]], the number of its last entry so far
    depth = item = 0
    for match in _TOKEN.finditer(text):
        form, begin = match.lastgroup, match.start(match.lastgroup or 0)
        if form in ("entry", "table") and not depth:
            table = _path((), match[form], entries)
            if form == "entry":
                entries[table] = entries.get(table, -1) + 1
            yield _within(table, entries), begin
        elif form == "pair":
            if not depth:
                path, item = _path(table, match["pair"], entries), 0
                yield path, begin
        elif form in ("close", "comma"):
            item += form == "comma" and depth == 1
            depth -= form == "close"
        elif form:
            if depth == 1:
                yield (*path, item), begin
            depth += form == "open"


def _path(home: KeyPath, keys: str, entries: dict[KeyPath, int]) -> KeyPath:
    """Return the path of dotted `keys` in `home`; a list of tables on the way stands for its last entry."""
    for key in re.findall(_KEY, keys)[:_DEEPEST]:
        home = (*_within(home, entries), key.strip("\"'"))
    return home


def _within(path: KeyPath, entries: dict[KeyPath, int]) -> KeyPath:
    return (*path, entries[path]) if path in entries else path
