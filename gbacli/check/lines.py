"""Finds the lines of values in the text of a TOML file, which a parser does not keep.

It is run on texts that have been parsed before, and only when something is wrong in them. A text that turns out not
to be TOML after all gives fewer lines, never an error.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from gbacli.catalog import reading
from gbacli.check.faults import Place
from gbacli.errors import FactsError

_TOKEN = re.compile(
    r'''
    (?P<newline>\n)
    | (?P<blank>[ \t\r]+|\#[^\n]*)
    | (?P<text>"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?'{3,5}|"(?:\\.|[^"\\\n])*"|'[^'\n]*')
    | (?P<sign>[\[\]{}=,.])
    | (?P<bare>[^\s\[\]{}=,."'\#]+)
    | (?P<other>.)
    ''',
    re.VERBOSE | re.DOTALL,
)
_END = ("end", "", 0)


def lines_of(text: str, places: Iterable[Place]) -> dict[Place, int]:
    """Give the line, counted from 1, of each of the `places` in `text`.

    A place is the way there from the top: `("csns", "history", 1, "date")`; list entries are counted from 0. What is
    not there, such as a missing key, gets the line of what it would be in. Places of which not even that is there are
    left out.
    """
    places = list(places)
    scan = _Scan(text, {place[:end] for place in places for end in range(1, len(place) + 1)})
    try:
        scan.document()
    except RecursionError:
        pass  # it nests too deeply: the lines so far are right
    found = {}
    for place in places:
        known = [place[:end] for end in range(len(place), 0, -1) if place[:end] in scan.lines]
        if known:
            found[place] = scan.lines[known[0]]
    return found


class _Scan:
    """Walks over the tokens of a text and takes down where the wanted places begin."""

    def __init__(self, text: str, wanted: set[Place]) -> None:
        self.lines: dict[Place, int] = {}
        self._wanted = wanted
        self._entries: dict[Place, int] = {}
        """Of each list of `[[tables]]`, the number of its last entry so far."""
        self._tokens = _tokens(text)
        self._kind, self._word, self._line = next(self._tokens, _END)

    def document(self) -> None:
        """Walk over the whole text."""
        table: Place = ()
        while self._kind != "end":
            if self._kind == "newline":
                self._step()
            elif self._word == "[":
                table = self._header()
            else:
                self._pair(table)

    def _step(self) -> None:
        self._kind, self._word, self._line = next(self._tokens, _END)

    def _header(self) -> Place:
        """Walk over `[a.b]` or `[[a.b]]`; say which place the keys below it belong to."""
        line = self._line
        self._step()
        is_entry = self._word == "["
        if is_entry:
            self._step()
        place = self._key(())
        if is_entry:
            self._mark(place, line)
            self._entries[place] = self._entries.get(place, -1) + 1
            place = (*place, self._entries[place])
        self._mark(place, line)
        while self._kind not in ("newline", "end"):
            self._step()
        return place

    def _pair(self, table: Place) -> None:
        """Walk over `key = value`, or over one token of what is none."""
        line = self._line
        place = self._key(table)
        self._mark(place, line)
        if place == table or self._word == "=":
            self._step()
        if place != table:
            self._value(place)

    def _key(self, table: Place) -> Place:
        """Walk over a key, dotted or not; say which place in `table` it is."""
        place = table
        while self._kind in ("text", "bare"):
            if place in self._entries and place != table:
                place = (*place, self._entries[place])
            place = (*place, _plain(self._word))
            self._step()
            if self._word == ".":
                self._step()
        return place

    def _value(self, place: Place) -> None:
        """Walk over a value, and over what is in it."""
        if self._word == "[":
            self._list(place)
        elif self._word == "{":
            self._inline_table(place)
        else:
            while self._kind not in ("newline", "end") and self._word not in (",", "]", "}"):
                self._step()

    def _list(self, place: Place) -> None:
        self._step()
        index = 0
        while self._kind != "end" and self._word != "]":
            if self._kind == "newline" or self._word in (",", "}"):
                self._step()
            else:
                self._mark((*place, index), self._line)
                self._value((*place, index))
                index += 1
        self._step()

    def _inline_table(self, place: Place) -> None:
        self._step()
        while self._kind != "end" and self._word != "}":
            if self._kind == "newline" or self._word == ",":
                self._step()
            else:
                self._pair(place)
        self._step()

    def _mark(self, place: Place, line: int) -> None:
        """Take down a place that is wanted, and what it is in if that has no line of its own."""
        for end in range(len(place), 0, -1):
            if place[:end] in self._wanted:
                self.lines.setdefault(place[:end], line)


def _tokens(text: str) -> Iterator[tuple[str, str, int]]:
    """Take `text` apart into tokens, each with its kind and line. Blanks and comments are left out."""
    line = 1
    for match in _TOKEN.finditer(text):
        kind, token = match.lastgroup or "", match[0]
        if kind != "blank":
            yield kind, token, line
        if kind == "newline" or kind == "text":
            line += token.count("\n")


def _plain(token: str) -> str:
    """Give the key that is written as `token`."""
    if token[0] not in "\"'":
        return token
    try:
        return next(iter(reading.parse(f"{token} = 0", Path("key"))))
    except (FactsError, StopIteration):
        return token.strip("\"'")
