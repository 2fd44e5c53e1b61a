"""Finding records by whatever name people use: exact name, then alias, then title, then a beginning.

A guess is never an answer: an ambiguous name lists the candidates, an unknown one offers near matches. Where several
names stand side by side, the longest that fits is taken first, and a name with commas in it wins over a list.
"""

from __future__ import annotations  # annotations cost time at a start

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from gbacli.catalog.names import city_key, key
from gbacli.errors import UsageError
from gbacli.model import KINDS, City, Kind, Metric
from gbacli.queries.texts import shorten as shorten


class Named(Protocol):
    """Any record: it has an id."""

    @property
    def id(self) -> str:
        """The id, unique among records of its kind."""


R = TypeVar("R", bound=Named)

CITY, FACILITY, METRIC, SOURCE, SUBJECT = [KINDS[name] for name in ("city", "facility", "series", "source", "subject")]

EXACT, ALIAS, TITLE, BEGINNING, INSIDE = range(5)
"""How well a name fits, the lower the better."""

_LONG = 6
"""How many letters a word of a name has at least that a mistyped word may mean."""
LIKE = 0.6
"""How alike a near miss is, from 0 to 1."""


class Names(NamedTuple):
    """All names of one record."""

    own: tuple[str, ...]
    """Those that belong to it alone."""
    aliases: tuple[str, ...]
    titles: tuple[str, ...]
    """The label of a statement and the title of a source: several records may have the same."""


def names_of(record: Named) -> Names:
    """Return the names of a record of any kind."""
    own = _texts(record, ("name", "name_zh_hans", "name_zh_hant", "pinyin", "id"))
    titles = _texts(record, ("label", "title"))
    if isinstance(record, Metric):
        own, titles = (*titles, *own), ()
    return Names(own, getattr(record, "aliases", ()), titles)


def name_of(record: Any) -> str:
    """Return what a record of any kind is called: its name, else its label or title, else its id."""
    name: str = next(iter(_texts(record, ("name", "label", "title", "id"))))
    return name


def _texts(record: Any, fields: Sequence[str]) -> tuple[str, ...]:
    return tuple([text for field in fields if (text := getattr(record, field, None))])


@lru_cache(maxsize=64)
def _form(normal: Callable[[str], str], text: str) -> str:
    """Reduce what a user typed: once, however often it is looked for."""
    return normal(text)


class Index(Generic[R]):
    """The names of records, each reduced once."""

    def __init__(self, records: Iterable[R]) -> None:
        """Take the names of `records`, cities by the rules for cities."""
        self.records = list(records)
        self._known: dict[str, tuple[list[R], bool]] = {}
        self._groups: dict[Callable[[str], str], tuple[dict[str, list[R]], ...]] = {}
        for record in self.records:
            normal = city_key if isinstance(record, City) else key
            levels = self._groups.setdefault(normal, ({}, {}, {}))
            for level, names in zip(levels, names_of(record), strict=True):
                for name in names:
                    _add(level, normal(name), record)

    def at(self, level: int, text: str) -> list[R]:
        """Return the records that `text` names at a `level` from EXACT to INSIDE."""
        if level == INSIDE:
            return self._holding(text)
        found: list[R] = []
        for normal, levels in self._groups.items():
            form = _form(normal, text)
            if level < BEGINNING:
                found += levels[level].get(form, ()) if form else ()
            elif form:
                fitting = [names[name] for names in levels for name in names if name.startswith(form)]
                found += {id(record): record for records in fitting for record in records}.values()
        return found

    def find(self, text: str, levels: Iterable[int] = (EXACT, ALIAS, TITLE, BEGINNING)) -> list[R]:
        """Return the records that `text` names at the first of the `levels` that has any."""
        return next((found for level in levels if (found := self.at(level, text))), [])

    def whole(self, text: str) -> list[R]:
        """Return the records that have `text` for a whole name or alias; its commas must be those of the name."""
        if text not in self._known:
            listed = "," in text
            found = self._with_commas.get(_comma_form(text), []) if listed else self.find(text, (EXACT, ALIAS))
            self._known[text] = found, self._begins(text)
        return self._known[text][0]

    def goes_on(self, text: str) -> bool:
        """Return whether any name begins with `text`, or is it."""
        self.whole(text)
        return self._known[text][1]

    def _begins(self, text: str) -> bool:
        from bisect import bisect_left

        form = _comma_form(text)
        place = bisect_left(self._sorted, form)
        return place < len(self._sorted) and self._sorted[place].startswith(form)

    @cached_property
    def _with_commas(self) -> dict[str, list[R]]:
        found: dict[str, list[R]] = {}
        for record in self.records:
            for names in names_of(record):
                for name in names:
                    if "," in _plain_commas(name):
                        _add(found, _comma_form(name), record)
        return found

    @cached_property
    def _sorted(self) -> list[str]:
        forms = {key(name) for record in self.records for names in names_of(record) for name in names}
        return sorted(forms.union(self._with_commas))

    def _holding(self, text: str) -> list[R]:
        """Return the records one of whose names holds every word of `text`."""
        from gbacli.queries.texts import inside, wanted

        words = wanted((text,))
        if not words:
            return []
        return [
            record
            for record in self.records
            if any(inside(words, name) for names in names_of(record) for name in names)
        ]


def _add(found: dict[str, list[R]], form: str, record: R) -> None:
    records = found.setdefault(form, [])
    if not records or records[-1] is not record:
        records.append(record)


def _plain_commas(text: str) -> str:
    return text.replace("，", ",")


def _comma_form(text: str) -> str:
    return ",".join([key(part) for part in _plain_commas(text).split(",")])


def resolve(text: str, candidates: Iterable[R] | Index[R], kind: Kind) -> R:
    """Return the one record that `text` names. Raises `UsageError` when it names none, or several."""
    return _only(text, _index(candidates), kind)


def resolve_list(values: Iterable[str], candidates: Iterable[R] | Index[R], kind: Kind) -> list[R]:
    """Return the records that the values of an option name, each once: a value is a name, or a list with commas.

    Raises `UsageError` for a name that names none, or several.
    """
    asked = list(dict.fromkeys(values))
    if not asked:
        return []
    index = _index(candidates)
    names = dict.fromkeys([name for value in asked for name in _listed(_plain_commas(value), index)])
    found = [_only(name, index, kind) for name in names]
    return list({record.id: record for record in found}.values())


def resolve_words(words: Sequence[str], candidates: Iterable[R] | Index[R], kind: Kind) -> list[R]:
    """Return the records that the words name one after another, the longest name that fits taken first.

    Commas between names are allowed. A record that is named twice comes twice. Raises `UsageError` as `resolve` does.
    """
    index = _index(candidates)
    if any(not word.strip() for word in words):
        raise UsageError(unknown("", index.records, kind))
    tokens = _tokens(words)
    found, place, open_name = [], 0, True
    while place < len(tokens):
        if tokens[place] != ",":
            record, place = _next_name(tokens, place, index, kind)
            found.append(record)
            open_name = False
        elif open_name:
            break
        else:
            place, open_name = place + 1, True
    if open_name and words:
        raise UsageError(unknown("", index.records, kind))
    return found


def longest(tokens: Sequence[str], place: int, index: Index[R]) -> tuple[list[R], int]:
    """Return the records whose whole name is the longest run of tokens from `place`, and where that run ends."""
    found: list[R] = []
    after, text = place, ""
    for end in range(place + 1, len(tokens) + 1):
        text = f"{text} {tokens[end - 1]}" if text else tokens[place]
        here = index.whole(text)
        if here:
            found, after = here, end
        if not index.goes_on(text):
            break
    return found, after


def _next_name(tokens: Sequence[str], place: int, index: Index[R], kind: Kind) -> tuple[R, int]:
    found, end = longest(tokens, place, index)
    if not found:
        end = place + 1
        while end < len(tokens) and tokens[end] != "," and index.goes_on(" ".join(tokens[place : end + 1])):
            end += 1
    return _only(" ".join(tokens[place:end]), index, kind), end


def _tokens(words: Iterable[str]) -> list[str]:
    return _plain_commas(" ".join(words)).replace(",", " , ").split()


def _listed(value: str, index: Index[Any]) -> Iterator[str]:
    """Take a value apart at its commas, but for those inside a name."""
    if "," not in value or index.whole(value):
        yield value.strip()
        return
    parts = value.split(",")
    place = 0
    while place < len(parts):
        end, text = place + 1, parts[place]
        for after in range(place + 2, len(parts) + 1):
            text = f"{text},{parts[after - 1]}"
            if not index.goes_on(text):
                break
            if index.whole(text):
                end = after
        yield ",".join(parts[place:end]).strip()
        place = end


def _index(candidates: Iterable[R] | Index[R]) -> Index[R]:
    return candidates if isinstance(candidates, Index) else Index(candidates)


def _only(text: str, index: Index[R], kind: Kind) -> R:
    found = index.whole(text) or index.find(text)
    if len(found) == 1:
        return found[0]
    raise UsageError(ambiguous(text, found, kind) if found else unknown(text, index.records, kind))


def ambiguous(text: str, found: Sequence[Named], kind: Kind) -> str:
    """Say which records an ambiguous name may mean."""
    return f"{shorten(text)!r} fits more than one {noun_of(kind)}: {listed(found)}; name one, or see '{kind.see}'"


def listed(found: Sequence[Named]) -> str:
    """Name the first of several records, each with its id."""
    shown = [f"{record.id} ({shorten(name_of(record))})" for record in found[:6]]
    return ", ".join(shown) + (f" and {len(found) - 6} more" if len(found) > 6 else "")


def unknown(text: str, known: Iterable[Named], kind: Kind) -> str:
    """Say that nothing has this name, and which names are near."""
    near = did_you_mean(near_records(text, known))
    return f"no {noun_of(kind)} is called {shorten(text)!r}; {near}'{kind.see}' lists them"


def noun_of(kind: Kind) -> str:
    """Return what a record of a kind is called."""
    return kind.noun or kind.name


def near_records(text: str, known: Iterable[Named], limit: int = 3) -> list[str]:
    """Name up to `limit` records whose names, or long words of them, are near `text`, nearest first."""
    spoken = [(getattr(record, "name", None) or record.id, record) for record in known]
    named = [(name, shown) for shown, record in spoken for names in names_of(record) for name in names]
    spelt: dict[str, str] = {}
    for name, shown in named:
        spelt.setdefault(name, shown)
    for name, shown in named:
        for word in name.split() if len(text) >= _LONG else ():
            if len(word) >= _LONG:
                spelt.setdefault(word, shown)
    return suggest(text, spelt, limit)


def suggest(word: str, choices: Mapping[str, str] | Iterable[str], limit: int = 3, like: float = LIKE) -> list[str]:
    """Return up to `limit` of the `choices` that are near a mistyped word, nearest first: offers, never answers.

    A mapping has what is offered by its spelling; several spellings may mean one.
    """
    from difflib import get_close_matches

    wanted = key(word[:80])
    pairs = choices.items() if isinstance(choices, Mapping) else [(choice, choice) for choice in choices]
    offered: dict[str, str] = {}
    for spelling, choice in pairs:
        offered.setdefault(key(spelling), choice)
    near = get_close_matches(wanted, offered, n=limit * 2, cutoff=like)
    near += [form for form in offered if len(wanted) > 4 and wanted in form]
    return list(dict.fromkeys([offered[form] for form in near]))[:limit]


def did_you_mean(near: Sequence[str]) -> str:
    """Ask whether one of the near names was meant, with a blank after it; nothing where there is none."""
    return f"did you mean {' or '.join(near)}? " if near else ""


def choose(text: str, choices: Sequence[str], noun: str) -> str:
    """Return the one of a closed list that `text` means, spelling aside. Raises `UsageError` that lists them."""
    form = key(text)
    for choice in choices:
        if key(choice) == form:
            return choice
    found = [choice for choice in choices if form and key(choice).startswith(form)]
    if len(found) == 1:
        return found[0]
    raise UsageError(f"no {noun} is called {shorten(text)!r}; {nearest(text, found or choices)}")


def nearest(text: str, choices: Sequence[str]) -> str:
    """Offer the nearest of a closed list, or the list itself when none is near."""
    near = suggest(text, choices, like=0.7)
    if near:
        return f"{did_you_mean(near)}All: {', '.join(choices)}"
    return f"expected one of: {', '.join(choices)}"
