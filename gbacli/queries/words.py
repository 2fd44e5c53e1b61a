"""Reading words: which of them are the whole names of records, the longest first, and which are only words."""

from __future__ import annotations  # annotations cost time at a start

import re
from collections.abc import Sequence
from typing import Any

from gbacli.catalog import Catalog
from gbacli.queries.lookup import KIND_OF, Record, index_of
from gbacli.queries.names import Index, longest
from gbacli.queries.reading import Reading

_YEAR = re.compile("[12][0-9]{3}")
_RUN = 40
"""How long a run of Chinese characters may be that is taken apart into names."""


def read(
    catalog: Catalog, words: Sequence[str], kinds: Sequence[str], *, as_words: Sequence[str] = (), years: bool = False
) -> Reading:
    """Read words: whole names of records of some `kinds` (of `lookup.KINDS`), the longest first, years, and the rest.

    Names of the kinds `as_words` are kept together, but stay words. A Chinese word that is made of names is read as
    those names.
    """
    tokens = " ".join(words).replace("，", ",").replace(",", " , ").split()
    index = index_of(catalog, *kinds, *as_words) if tokens else Index[Any]([])
    begins = {token for token in dict.fromkeys(tokens) if index.goes_on(token) or index.whole(token)}
    records: list[tuple[str, Record]] = []
    dates: list[str] = []
    rest: list[str] = []
    place = 0
    while place < len(tokens):
        found, after = _named(tokens, place, index) if tokens[place] in begins else ([], place)
        if not found and (parts := _taken_apart(tokens[place], index)):
            found, after = parts, place + 1
        after = max(after, place + 1)
        if found and not any(kind in as_words for kind, _ in found):
            records += found
        elif years and _YEAR.fullmatch(tokens[place]):
            dates.append(tokens[place])
        else:
            rest += [word for word in tokens[place:after] if word != ","]
        place = after
    named = {record.id: (kind, record) for kind, record in records}
    return Reading(tuple(named.values()), tuple(dict.fromkeys(dates)), tuple(dict.fromkeys(rest)))


def _named(tokens: Sequence[str], place: int, index: Index[Record]) -> tuple[list[tuple[str, Record]], int]:
    """Return what the longest run of tokens from `place` names, all of the best kind, and where the run ends."""
    found, after = longest(tokens, place, index)
    return _of_best_kind(found), after


def _of_best_kind(found: Sequence[Record]) -> list[tuple[str, Record]]:
    named = [(KIND_OF[type(record)], record) for record in found]
    return [one for one in named if one[0] == named[0][0]]


def _taken_apart(word: str, index: Index[Record]) -> list[tuple[str, Record]]:
    """Return the records that a Chinese word is made of (`澳门人口`); none unless all of it is names."""
    found: list[tuple[str, Record]] = []
    place = 0
    while place < len(word) and not word.isascii() and len(word) <= _RUN:
        ends = range(len(word), place + 1, -1)
        end = next((end for end in ends if index.whole(word[place:end])), None)
        if end is None:
            return []
        found += _of_best_kind(index.whole(word[place:end]))
        place = end
    return found
