"""Finding records by whatever name people use: exact name, then alias, then title, then a beginning.

A guess is never an answer: an ambiguous name lists the candidates, an unknown one offers near matches. Where several
names stand side by side, the longest that fits is taken first, and a name with commas in it wins over a list.
"""

from __future__ import annotations  # annotations cost time at a start

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any, Generic, TypeVar

from gbacli.catalog.names import NAME_FIELDS, city_key, key
from gbacli.errors import UsageError
from gbacli.model import KINDS, City, Facility, Industry, Kind, Metric, Source, Stat, Subject
from gbacli.queries.texts import holds, wanted

Record = City | Facility | Industry | Metric | Subject | Stat | Source
R = TypeVar("R", bound=Record)

CITY, FACILITY, METRIC, SOURCE, SUBJECT = [KINDS[name] for name in ("city", "facility", "series", "source", "subject")]
KIND_OF = {kind.record: kind.noun for kind in KINDS.values()}
"""What a record is called, by its class."""

EXACT, ALIAS, TITLE, BEGINNING, INSIDE = range(5)
"""How well a name fits, the lower the better. A title (the label of a statement too) may be that of several."""


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
    """Reduce what a user typed, as a name and as that of a city: once, however often it is looked for."""
    return key(text), city_key(text)


@lru_cache(maxsize=64)
def _comma_form(text: str) -> str:
    return ",".join([key(part) for part in _plain_commas(text).split(",")])


def _plain_commas(text: str) -> str:
    return text.replace("，", ",")


class Index(Generic[R]):
    """The names of records, each reduced once."""

    def __init__(self, records: Iterable[R]) -> None:
        """Take the names of `records`, those of cities with and without endings, and those with commas twice."""
        self.records = list(records)
        self._levels: dict[str, dict[int, int]] = {}
        self._runs: dict[tuple[str, bool], tuple[list[R], bool]] = {}  # so that 100,000 words cost no second
        for i, record in enumerate(self.records):
            for field, name in by_field(record):
                forms = {key(name), city_key(name)} if isinstance(record, City) else {key(name)}
                for form in forms | {_comma_form(name)} if "," in _plain_commas(name) else forms:
                    known = self._levels.setdefault(form, {})
                    known[i] = min(_level(record, field), known.get(i, INSIDE))

    def at(self, level: int, text: str) -> list[R]:
        """Return the records that `text` names at a `level` from EXACT to INSIDE."""
        if level == INSIDE:
            words = wanted((text,))
            return [one for one in self.records if words and any(holds(words, [name]) for _, name in by_field(one))]
        form, short = _forms(text)
        if not form:
            return []
        of_cities = {(best, i) for best, i in self._at(short, level) if isinstance(self.records[i], City)}
        return [self.records[i] for i in dict.fromkeys([i for _, i in sorted(self._at(form, level) | of_cities)])]

    def find(self, text: str, levels: Iterable[int] = (EXACT, ALIAS, TITLE, BEGINNING)) -> list[R]:
        """Return the records that `text` names at the first of the `levels` that has any."""
        return next((found for level in levels if (found := self.at(level, text))), [])

    def whole(self, text: str) -> list[R]:
        """Return the records that have `text` for a whole name or alias; its commas must be those of the name."""
        if "," in text:
            return [self.records[i] for i in self._levels.get(_comma_form(text), ())]
        return self.find(text, (EXACT, ALIAS))

    def goes_on(self, text: str) -> bool:
        """Return whether any name begins with `text`, or is it."""
        from bisect import bisect_left

        form = _comma_form(text)
        i = bisect_left(self._sorted, form)
        return i < len(self._sorted) and self._sorted[i].startswith(form)

    def longest(self, tokens: Sequence[str], start: int) -> tuple[list[R], int]:
        """Return the records whose whole name is the longest run of tokens from `start`, and where that run ends."""
        found: list[R] = []
        after = start
        for end in range(start + 1, len(tokens) + 1):
            run = " ".join(tokens[start:end]), end < len(tokens)
            if run not in self._runs:
                self._runs[run] = self.whole(run[0]), run[1] and self.goes_on(run[0])
            here, more = self._runs[run]
            if here:
                found, after = here, end
            if not more:
                break
        return found, after

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self._levels)

    def _at(self, form: str, level: int) -> set[tuple[int, int]]:
        """Return the places of the records that a form names, each after how well its own name fits."""
        if level == BEGINNING:
            fitting = [levels for known, levels in self._levels.items() if known.startswith(form)]
            return {(best, i) for levels in fitting for i, best in levels.items()}
        return {(best, i) for i, best in self._levels.get(form, {}).items() if best == level}


def shorten(text: str) -> str:
    """Return what a user typed, short enough for one line."""
    return text if len(text) <= 60 else text[:57] + "..."


def resolve(text: str, candidates: Iterable[R] | Index[R], kind: Kind) -> R:
    """Return the one record that `text` names. Raises `UsageError` when it names none, or several."""
    index = candidates if isinstance(candidates, Index) else Index(candidates)
    found = index.whole(text) or index.find(text)
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(ambiguous(text, found, kind.noun, kind.see))
    raise UsageError(_unknown(text, index, kind))


def resolve_list(values: Iterable[str], candidates: Iterable[R] | Index[R], kind: Kind) -> list[R]:
    """Return the records that the values of an option name, each once: a value is a name, or a list with commas."""
    asked = dict.fromkeys(values)
    if not asked:
        return []
    index = candidates if isinstance(candidates, Index) else Index(candidates)
    lists = [[part.strip() for part in tokens_of(value, blanks=False)] for value in asked]
    return list({record.id: record for tokens in lists for record in _named(tokens, index, kind)}.values())


def resolve_words(words: Sequence[str], candidates: Iterable[R] | Index[R], kind: Kind) -> list[R]:
    """Return the records that the words name one after another, named twice come twice; commas may stand between."""
    index = candidates if isinstance(candidates, Index) else Index(candidates)
    if not all(word.strip() for word in words):
        raise UsageError(_unknown("", index, kind))
    return _named(tokens_of(" ".join(words)), index, kind)


def ids_of(values: Iterable[str], candidates: Iterable[R] | Index[R], kind: Kind) -> tuple[str, ...]:
    """Return the ids of the records that the values of an option name, as `resolve_list` does."""
    return tuple([record.id for record in resolve_list(values, candidates, kind)])


def tokens_of(text: str, *, blanks: bool = True) -> list[str]:
    """Take a text apart at its commas, which are tokens too, and at its `blanks`."""
    plain = _plain_commas(text)
    return plain.replace(",", " , ").split() if blanks else re.split("(,)", plain)


def _named(tokens: Sequence[str], index: Index[R], kind: Kind) -> list[R]:
    """Return what the tokens name one after another. Between names a comma may stand, but nowhere else."""
    found: list[R] = []
    i, after_name = 0, False
    while i < len(tokens):
        if after_name and tokens[i] == ",":
            i, after_name = i + 1, False
            continue
        records, end = index.longest(tokens, i)
        if not records:
            end = i + 1
            while end < len(tokens) and tokens[end] != "," and index.goes_on(" ".join(tokens[i : end + 1])):
                end += 1
        found.append(records[0] if len(records) == 1 else resolve(" ".join(tokens[i:end]).strip(","), index, kind))
        i, after_name = end, True
    if tokens and not after_name:
        raise UsageError(_unknown("", index, kind))
    return found


def ambiguous(text: str, found: Sequence[Record], noun: str, see: str) -> str:
    """Say which records an ambiguous name may mean, the first of them by name, and which command to `see`."""
    shown = ", ".join([f"{record.id} ({shorten(name_of(record))})" for record in found[:6]])
    more = f" and {len(found) - 6} more" if len(found) > 6 else ""
    return f"{shorten(text)!r} fits more than one {noun}: {shown}{more}; name one, or see '{see}'"


def _unknown(text: str, index: Index[Any], kind: Kind) -> str:
    near = did_you_mean(near_records(text, index.records))
    return f"no {kind.noun} is called {shorten(text)!r}; {near}'{kind.see}' lists them"


def near_records(text: str, known: Iterable[Record]) -> list[str]:
    """Name up to three records whose names, or long words of them, are near `text`, nearest first."""
    spoken = [(name, getattr(record, "name", None) or record.id) for record in known for _, name in by_field(record)]
    words = [(word, shown) for name, shown in spoken for word in name.split() if min(len(text), len(word)) > 5]
    spelt: dict[str, str] = {}
    for name, shown in [*spoken, *words]:
        spelt.setdefault(name, shown)
    return suggest(text, spelt)


def suggest(word: str, choices: Mapping[str, str] | Iterable[str], limit: int = 3, like: float = 0.6) -> list[str]:
    """Return up to `limit` of the `choices`, or of what they spell, that are `like` (0 to 1) a word, nearest first."""
    from difflib import get_close_matches

    typed = key(word[:80])
    pairs = choices.items() if isinstance(choices, Mapping) else [(choice, choice) for choice in choices]
    offered: dict[str, str] = {}
    for spelling, choice in pairs:
        offered.setdefault(key(spelling), choice)
    near = get_close_matches(typed, offered, n=limit * 2, cutoff=like)
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
