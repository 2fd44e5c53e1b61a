"""Reading words: which of them are the whole names of records, the longest first, and which are only words."""

from __future__ import annotations  # annotations cost time at a start

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from gbacli.catalog import Catalog
from gbacli.model import Metric
from gbacli.queries.names import Index, kind_of, name_of, tokens_of

_RUN = 40
"""How long a run of Chinese characters may be that is taken apart into names."""


class Reading(NamedTuple):
    """How the words of a question were read."""

    records: tuple[Any, ...] = ()
    """The records whose whole names stand in it, in the order of the words."""
    years: tuple[str, ...] = ()
    rest: tuple[str, ...] = ()
    """The words that name nothing."""

    def ids(self, *kinds: str) -> tuple[str, ...]:
        """Return the ids of the records of some kinds."""
        return tuple([record.id for record in self.records if kind_of(record) in kinds])

    def heading(self) -> tuple[str, ...]:
        """Return the names of what was read, a metric after what it is of: `Macao`, `Population`."""
        ordered = sorted(self.records, key=lambda record: isinstance(record, Metric))
        return (*map(name_of, ordered), *self.years, *self.rest)


def read(
    catalog: Catalog, words: Sequence[str], kinds: Sequence[str], *, as_words: Sequence[str] = (), years: bool = False
) -> Reading:
    """Read words: whole names of records of some `kinds` (of `lookup.KINDS`), the longest first, years, and the rest.

    Names of the kinds `as_words` are kept together, but stay words. A Chinese word may be made of several names.
    """
    if not words:
        return Reading()
    from gbacli.queries.lookup import index_of  # it knows every kind of record

    tokens, index = tokens_of(" ".join(words)), index_of(catalog, *kinds, *as_words)
    records: dict[str, Any] = {}
    dates: list[str] = []
    rest: list[str] = []
    i = 0
    while i < len(tokens):
        named, end = index.longest(tokens, i)
        found = _of_best_kind(named) or _taken_apart(tokens[i], index)
        end = end if named else i + 1
        if found and not any(kind_of(record) in as_words for record in found):
            records.update({record.id: record for record in found})
        elif years and re.fullmatch("[12][0-9]{3}", tokens[i]):
            dates.append(tokens[i])
        else:
            rest += [word for word in tokens[i:end] if word.strip(",")]
        i = end
    return Reading(tuple(records.values()), tuple(dict.fromkeys(dates)), tuple(dict.fromkeys(rest)))


def _of_best_kind(found: Sequence[Any]) -> list[Any]:
    return [record for record in found if type(record) is type(found[0])]


def _taken_apart(word: str, index: Index[Any]) -> list[Any]:
    """Return the records that a Chinese word is made of (`澳门人口`); none unless all of it is names."""
    found: list[Any] = []
    i = 0
    while i < len(word) and not word.isascii() and len(word) <= _RUN:
        end = next((end for end in range(len(word), i + 1, -1) if index.whole(word[i:end])), None)
        if end is None:
            return []
        found += _of_best_kind(index.whole(word[i:end]))
        i = end
    return found
