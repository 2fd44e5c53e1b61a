"""Finding records by whatever name people use: exact name, then alias, then title, then a beginning.

Where several names stand side by side, the longest that fits is taken first; one with commas wins over a list.
"""

from __future__ import annotations  # annotations cost time at a start

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, Generic, TypeVar

from gbacli.errors import UsageError
from gbacli.model import KINDS, City, Facility, Industry, Kind, Metric, Source, Stat, Subject
from gbacli.queries.texts import ascii_commas, city_key, holds, key, wanted

NAME_FIELDS = ("name", "label", "title", "name_zh_hans", "name_zh_hant", "pinyin", "id")
"""The fields that name a record outright, those that people read first; `aliases` come second."""
Record = City | Facility | Industry | Metric | Subject | Stat | Source
R = TypeVar("R", bound=Record)

KIND = {kind.noun: kind for kind in KINDS.values()}
CITY, FACILITY, METRIC, SOURCE, SUBJECT = [KIND[noun] for noun in ("city", "facility", "metric", "source", "subject")]
_NOUNS = {kind.record: noun for noun, kind in KIND.items()}

EXACT, ALIAS, TITLE, BEGINNING, INSIDE = range(5)
"""How well a name fits, the lower the better. A title (the label of a statement too) may be that of several."""


class UnknownNameError(UsageError):
    """A name is that of no record, or of several."""

    def __init__(self, text: str, what: str, near: Sequence[str], see: str) -> None:
        """Say what is wrong with the `text`, which names are `near` it, and where to `see` more."""
        super().__init__(f"{what}; {did_you_mean(near)}{see}")
        self.text, self.what, self.near, self.see = text, what, near, see


def kind_of(record: Record) -> str:
    """Return what a record is called: `city`, `metric`, ...; a `value` is a figure of a series, with dots in its id."""
    return "value" if isinstance(record, Stat) and "." in record.id else _NOUNS[type(record)]


def by_field(record: Any) -> list[tuple[str, str]]:
    """Return every name of a record of any kind with its field, aliases last."""
    own = [(field, name) for field in NAME_FIELDS if (name := getattr(record, field, None))]
    return own + [("aliases", alias) for alias in getattr(record, "aliases", ())]


def names_of(record: Any) -> tuple[str, ...]:
    """Return the names that belong to a record alone, aliases last."""
    return tuple([name for field, name in by_field(record) if _level(record, field) != TITLE])


def name_of(record: Any) -> str:
    """Return what a record of any kind is called: its name, else its label or title, else its id."""
    return by_field(record)[0][1]


def _level(record: Any, field: str) -> int:
    if field in ("label", "title"):
        return EXACT if isinstance(record, Metric) else TITLE
    return ALIAS if field == "aliases" else EXACT


@lru_cache(maxsize=64)
def _forms(text: str) -> tuple[str, str]:
    """Reduce a name, but for its commas, and the same as that of a city: once, however often it is typed."""
    parts = ascii_commas(text).split(",")
    return ",".join(map(key, parts)), ",".join(map(city_key, parts))


class Index(Generic[R]):
    """The names of records, each reduced once."""

    def __init__(self, records: Iterable[R]) -> None:
        """Take the names of `records`, those of cities with and without endings, and those with commas twice."""
        self.records = list(records)
        self._levels: dict[str, dict[int, int]] = {}
        self._runs: dict[str, tuple[list[R], bool]] = {}  # so that 100,000 words cost no second
        for i, record in enumerate(self.records):
            for field, name in by_field(record):
                twice = isinstance(record, City) or "," in ascii_commas(name)
                for form in {key(name), *(_forms(name) if twice else ())} - {""}:
                    known = self._levels.setdefault(form, {})
                    known[i] = min(_level(record, field), known.get(i, INSIDE))
        self._sorted = sorted(self._levels)

    def at(self, level: int, text: str) -> list[R]:
        """Return the records that `text` names at a `level` from EXACT to INSIDE."""
        if level == INSIDE:
            words = wanted((text,))
            return [one for one in self.records if words and any(holds(words, [name]) for _, name in by_field(one))]
        form, of_city = _forms(text)
        if level == BEGINNING:
            places = [i for known in self._going_on(form) for i in self._levels[known]]
        else:
            places = self._at(level, form) or self._at(level, of_city)
        return [self.records[i] for i in sorted(set(places))]

    def find(self, text: str, levels: Iterable[int] = (EXACT, ALIAS, TITLE, BEGINNING)) -> list[R]:
        """Return the records that `text` names at the first of the `levels` that has any."""
        return next((found for level in levels if (found := self.at(level, text))), [])

    def whole(self, text: str) -> list[R]:
        """Return the records that have `text` for a whole name or alias."""
        return self.find(text, (EXACT, ALIAS))

    def longest(self, tokens: Sequence[str], start: int) -> tuple[list[R], int]:
        """Return the records whose whole name is the longest run of tokens from `start`, and where that run ends.

        Where there are none, it is the longest run that a name begins with, or one token.
        """
        found: list[R] = []
        after = start + 1
        for end in range(start + 1, len(tokens) + 1):
            run = " ".join(tokens[start:end])
            if run not in self._runs:
                self._runs[run] = self.whole(run), bool(self._going_on(_forms(run)[0]))
            here, more = self._runs[run]
            if here or (more and not found):
                found, after = here, end
            if not more:
                break
        return found, after

    def _at(self, level: int, form: str) -> list[int]:
        return [i for i, best in self._levels.get(form, {}).items() if best == level]

    def _going_on(self, form: str) -> list[str]:
        """Return the reduced names that begin with a form, or are it; none with an empty one."""
        from bisect import bisect_left

        start, end = [bisect_left(self._sorted, bound) for bound in (form, form + "\U0010ffff")]
        return self._sorted[start:end] if form else []


def shorten(text: str) -> str:
    """Return what a user typed, short enough for one line."""
    return text if len(text) <= 60 else text[:57] + "..."


def resolve(text: str, index: Index[R], kind: Kind) -> R:
    """Return the one record that `text` names. Raises `UnknownNameError` when it names none, or several."""
    found = index.find(text)
    if len(found) == 1:
        return found[0]
    if found:
        raise ambiguous(text, found, kind)
    what, near = f"no {kind.noun} is called {shorten(text)!r}", near_records(text, index.records)
    raise UnknownNameError(text, what, near, f"'{kind.see}' lists them")


def ids_of(values: Iterable[str], index: Index[Any], kind: Kind) -> tuple[str, ...]:
    """Return the ids of the records that the values of an option name, each once: a name, or a list with commas."""
    lists = [tokens_of(value, blanks=False) for value in dict.fromkeys(values)]
    return tuple(dict.fromkeys([record.id for tokens in lists for record in _named(tokens, index, kind)]))


def resolve_words(words: Sequence[str], index: Index[R], kind: Kind) -> list[R]:
    """Return the records that the words name one after another, named twice come twice; commas may stand between."""
    blank = [word for word in words if not word.strip()]
    return _named(blank or tokens_of(" ".join(words)), index, kind) if words else []


def tokens_of(text: str, *, blanks: bool = True) -> list[str]:
    """Take a text apart at its commas, which are tokens too, and at its `blanks`. An empty part is an empty token."""
    parts = [part for piece in ascii_commas(text).split(",") for part in (piece.strip(), ",")][:-1]
    return [token for part in parts for token in part.split() or [part]] if blanks else parts


def _named(tokens: Sequence[str], index: Index[R], kind: Kind) -> list[R]:
    """Return what the tokens name one after another."""
    found: list[R] = []
    i = 0
    while i < len(tokens):
        records, end = index.longest(tokens, i)
        if tokens[i] != ",":
            known = records[0] if len(records) == 1 else resolve(" ".join(tokens[i:end]).strip(" ,"), index, kind)
            found.append(known)
        i = end
    return found


def ambiguous(text: str, found: Sequence[Record], kind: Kind) -> UnknownNameError:
    """Say which records an ambiguous name may mean, the first of them by name."""
    shown = ", ".join([f"{record.id} ({shorten(name_of(record))})" for record in found[:6]])
    more = f" and {len(found) - 6} more" if len(found) > 6 else ""
    what = f"{shorten(text)!r} fits more than one {kind.noun}: {shown}{more}"
    return UnknownNameError(text, what, (), f"name one, or see '{kind.see}'")


def near_records(text: str, known: Iterable[Record]) -> list[str]:
    """Name up to three records whose names, or long words of them, are near `text`, nearest first."""
    spelt: dict[str, str] = {}
    for record in known:
        for _, name in by_field(record):
            for spelling in (name, *[word for word in name.split() if min(len(text), len(word)) > 5]):
                spelt.setdefault(spelling, getattr(record, "name", None) or record.id)
    return list(dict.fromkeys([spelt[name] for name in suggest(text, spelt, limit=6)]))[:3]


def suggest(word: str, choices: Iterable[str], limit: int = 3, like: float = 0.6) -> list[str]:
    """Return up to `limit` of the `choices` that are `like` (0 to 1) a word, or hold it, nearest first."""
    from difflib import get_close_matches

    typed = key(word[:80])
    offered: dict[str, str] = {}
    for choice in choices:
        offered.setdefault(key(choice), choice)
    near = get_close_matches(typed, offered, n=limit, cutoff=like)
    near += [form for form in offered if len(typed) > 4 and typed in form]
    return list(dict.fromkeys([offered[form] for form in near]))[:limit]


def did_you_mean(near: Sequence[str]) -> str:
    """Ask whether one of the near names was meant, with a blank after it; nothing where there is none."""
    return f"did you mean {' or '.join(near)}? " if near else ""


def choose(text: str, choices: Sequence[str], noun: str) -> str:
    """Return the one of a closed list that `text` means, spelling aside. Raises `UsageError` that lists them."""
    form = key(text)
    found = [choice for choice in choices if key(choice) == form]
    found = found or [choice for choice in choices if form and key(choice).startswith(form)]
    if len(found) == 1:
        return found[0]
    raise UsageError(f"no {noun} is called {shorten(text)!r}; {nearest(text, found or choices)}")


def nearest(text: str, choices: Sequence[str]) -> str:
    """Offer the nearest of a closed list, or the list itself when none is near."""
    near = suggest(text, choices, like=0.7)
    return f"{did_you_mean(near)}All: {', '.join(choices)}" if near else f"expected one of: {', '.join(choices)}"
