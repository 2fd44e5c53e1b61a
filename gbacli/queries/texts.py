"""Names, words and texts in the form that counts, and when a word stands in a text. Lists as people write them."""

from __future__ import annotations  # annotations cost time at a start

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

_CITY_ENDINGS = {"特别行政区": 1, "特別行政區": 1, "specialadministrativeregion": 2, "市": 1, "city": 2, "sar": 4}
"""The endings that only say what kind of city it is, each with the least that must stand before it: in HKSAR and
MSAR the ending is part of the abbreviation."""
_ENDINGS = tuple(_CITY_ENDINGS)
SHORT = 3
"""A Latin word shorter than this must begin a word of a text: `rd` is not meant to find `yard`."""

_JOINED = {code: None for code in range(128) if not chr(code).isalnum() and not chr(code).isspace()}


def key(text: str) -> str:
    """Reduce a name to what counts: letters and digits, without case, accents, width, spaces or hyphens."""
    if not text.isascii():
        from unicodedata import normalize  # not for ASCII alone

        text = normalize("NFKC", "".join(filter(str.isalnum, normalize("NFKD", text))))  # accents are no letters
    return "".join(filter(str.isalnum, text.casefold()))


def city_key(text: str) -> str:
    """Reduce the name of a city: as `key`, and without the endings that only say that it is one."""
    short, longer = key(text), ""
    while short != longer and short.endswith(_ENDINGS):
        longer = short
        for ending, least in _CITY_ENDINGS.items():
            if short.endswith(ending) and len(short) - len(ending) >= least:
                short = short.removesuffix(ending)
    return short


def ascii_commas(text: str) -> str:
    """Return a text with those commas of CJK text that are of full width as the usual ones."""
    return text.replace("，", ",")


def joined(names: Iterable[str], word: str) -> str:
    """Join one or more names for people: `csv, tsv or markdown`."""
    *first, last = names
    return f"{', '.join(first)} {word} {last}" if first else last


def in_runs(numbers: Iterable[int], to: str) -> str:
    """Write numbers in order, each once; of three or more on end the first and the last, with `to` between."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if not runs or number > runs[-1][-1] + 1:
            runs.append([])
        runs[-1].append(number)
    return ", ".join([f"{run[0]}{to}{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs])


def texts_of(record: Any) -> Iterator[tuple[str, str]]:
    """Yield the texts of a record, its history and lists included, as (field, text); not where its file lies."""
    for field, value in zip(record._fields, record, strict=True):
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, str) and field != "origin":
                yield field, item
            elif hasattr(item, "_fields"):
                yield from texts_of(item)


@lru_cache(maxsize=4)
def wanted(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of what a user typed in the form that counts, each once.

    What has no letter or digit is left out; only a text without any is kept as one that nothing holds.
    """
    parts = dict.fromkeys([part for word in words for part in word.split()])
    forms = dict.fromkeys([form for part in parts if (form := key(part))])
    return tuple(forms) or (("\0",) if parts else ())


def holds(words: Sequence[str], texts: Iterable[str]) -> bool:
    """Return whether each of the `words` (in the form of `wanted`) stands in one of the texts, across blanks too."""
    known = " \n ".join([folded(text) for text in texts]) if words else ""
    joined = known.replace(" ", "")
    return all(occurs(word, known if _is_short(word) else joined) for word in words)


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """Return a text reduced as names are, but with the borders of its words."""
    if text.isascii():
        return " ".join(text.casefold().translate(_JOINED).split())
    return " ".join([form for word in text.split() if (form := key(word))])


def occurs(word: str, text: str) -> bool:
    """Return whether a word (in the form of `wanted`) stands in a `folded` text; a short one where a word begins."""
    return f" {word}" in f" {text}" if _is_short(word) else word in text


def _is_short(word: str) -> bool:
    return len(word) < SHORT and word.isascii() and not word.isdigit()
