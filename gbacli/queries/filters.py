"""Questions to facilities and figures: how words are read, what each filter means, what was asked, how it is said."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from gbacli.catalog import Catalog
from gbacli.model import Kind, Metric
from gbacli.named_tuples import NamedTuple
from gbacli.queries.dates import to_date
from gbacli.queries.names import CITY, Index, choose, ids_of, kind_of, name_of, names_of, shorten, tokens_of
from gbacli.queries.texts import ascii_commas, holds, key, texts_of, wanted

_REFERENCES = ("source", "sources", "checked_by", "locator", "accessed")
"""Fields that say where a fact comes from, not what it is."""
R = TypeVar("R")
Values = Sequence[str]


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


class Filter(NamedTuple):
    """A way to choose records."""

    said: str
    """What stands before its values in a sentence: `in`, `that rests on`."""
    read: Callable[[Catalog, Values], Iterable[str]]
    """Resolves the values that were given. Raises `UsageError` for one that names nothing."""
    keeps: Callable[[Catalog, Any, Values], bool]


Filters = Mapping[str, Filter]
Chosen = Sequence[tuple[str, Values]]


class Question(NamedTuple):
    """What is asked: filters, each of which has to be passed, and how the words were read."""

    filters: Chosen = ()
    """The name of each with its values, all resolved: those of options, then those that stand in words."""
    reading: Reading = Reading()

    def values(self, *names: str) -> list[str]:
        """Return the values of the filters of these names, each once."""
        return list(dict.fromkeys([value for name, values in self.filters if name in names for value in values]))

    def without(self, *names: str) -> "Question":
        """Return the question without the filters of these names."""
        return self._replace(filters=tuple([one for one in self.filters if one[0] not in names]))

    @property
    def search_hint(self) -> str:
        """Where else to look for the words that name nothing; empty where there are none."""
        return f"'gba search {shorten(' '.join(self.reading.rest))}' looks in every text" if self.reading.rest else ""

    def passed(self, catalog: Catalog, known: Filters, records: Iterable[R]) -> list[R]:
        """Return the records that pass every filter; `known` are all there are."""
        tests = [(known[name].keeps, values) for name, values in self.filters]
        return [record for record in records if all(keeps(catalog, record, values) for keeps, values in tests)]

    def said(self, known: Filters, names: Mapping[str, str]) -> str:
        """Return what was asked for, as it stands behind what there is none of; `names` are said in place of ids."""
        said: dict[str, list[str]] = {}
        for name, one in known.items():
            said.setdefault(one.said, []).extend([names.get(value, value) for value in self.values(name)])
        if self.reading.rest:
            said[known["words"].said] = [repr(shorten(" ".join(self.reading.rest)))]
        return "".join([f" {before} {first_six(values, ' or ')}" for before, values in said.items() if values])


def read(catalog: Catalog, words: Values, kinds: Values, *, as_words: Values = (), years: bool = False) -> Reading:
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
    while i < len(word) and not word.isascii():
        named, i = index.longest(word, i)
        if not named:
            return []
        found += _of_best_kind(named)
    return found


def ask(catalog: Catalog, known: Filters, reading: Reading, chosen: Chosen, /, **given: Any) -> Question:
    """Return the question of what was `given` for options, and what was `chosen` in words. Raises `UsageError`."""
    typed = {name: several(value) for name, value in given.items()}
    asked = [(name, tuple(known[name].read(catalog, values))) for name, values in typed.items() if values]
    in_words = [*chosen, ("words", wanted(reading.rest))]
    return Question((*asked, *[one for one in in_words if one[1]]), reading)


def first_six(parts: Sequence[str], joined: str) -> str:
    """Join what is said, each once, the first six of it."""
    each = list(dict.fromkeys(parts))
    return joined.join(each[:6] + ["..."] * (len(each) > 6))


def several(given: Any) -> list[str]:
    """Return one value, several or none as the texts that would be typed. A text is one value, not its letters."""
    values = given if isinstance(given, Iterable) and not isinstance(given, str) else [given]
    return [str(one) for one in values if one is not None]


def split(values: Values | None) -> list[str]:
    """Take the values of an option apart at commas, those of CJK text too; empty parts stay wrong values."""
    parts = [part.strip() for value in values or () for part in ascii_commas(value).split(",")]
    return list(dict.fromkeys(parts))


def choose_each(values: Values, choices: Iterable[str], noun: str) -> list[str]:
    """Return which of a closed list are meant, spelling aside. Raises `UsageError`."""
    return [choose(part, tuple(choices), noun) for part in split(values)]


def named(kind: Kind) -> Callable[[Catalog, Values], Iterable[str]]:
    """Return what resolves names of records of a kind to ids. For the ids of built-in ones none is parsed."""

    def ids(catalog: Catalog, names: Values) -> Iterable[str]:
        tables = catalog.raw_tables(kind.plural) if catalog.is_built_in else ()
        known = {key(head): head for head, _ in tables if head}
        forms = dict.fromkeys([key(name) for name in split(names)])
        if forms.keys() <= known.keys():
            return [known[form] for form in forms]
        return ids_of(names, Index(getattr(catalog, kind.plural).values()), kind)

    return ids


def dated(option: str) -> Callable[[Catalog, Values], Iterable[str]]:
    """Return what checks a date that was given for an option."""
    return lambda _, dates: [to_date(date, option) for date in dates]


def among(field: str) -> Callable[[Catalog, Any, Values], bool]:
    """Return what tells whether a field has one of some values, or a list in it has."""

    def keeps(_: Catalog, record: Any, values: Values) -> bool:
        own = getattr(record, field)
        return not set(own).isdisjoint(values) if isinstance(own, tuple) else own in values

    return keeps


def _holds(catalog: Catalog, record: Any, words: Values) -> bool:
    names = [name for city in record.cities for name in names_of(catalog.cities[city])]
    return holds(words, [*[text for field, text in texts_of(record) if field not in _REFERENCES], *names])


PLACED = {
    "city": Filter("in", named(CITY), among("cities")),
    "words": Filter("with the words", lambda _, words: words, _holds),
}
"""The filters of what stands in cities, by name."""


def ask_placed(catalog: Catalog, kind: str, text: Values, known: Filters = PLACED, /, **given: Any) -> Question:
    """Return a question to records of a `kind` in cities: a whole name of a city in the `text` selects."""
    reading = read(catalog, text, ("city",), as_words=(kind,))
    return ask(catalog, known, reading, [("city", (city,)) for city in reading.ids("city")], **given)
