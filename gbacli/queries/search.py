"""Looking for words in every kind of record: in names and aliases, then anywhere in the texts.

The values of series are not listed one by one; their metric is.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from operator import itemgetter
from typing import Any
from unicodedata import normalize

from gbacli.catalog import Catalog
from gbacli.choices import QUALIFIERS
from gbacli.errors import UsageError
from gbacli.fields import ANY_ID, TEXT, Field, one_of
from gbacli.model import City, Facility, Metric, Origin, Source, Stat
from gbacli.named_tuples import Annotated, NamedTuple
from gbacli.queries.filters import choose_each
from gbacli.queries.lookup import KINDS, records_of
from gbacli.queries.names import ALIAS, BEGINNING, EXACT, INSIDE, Record, by_field, kind_of, name_of, shorten, suggest
from gbacli.queries.texts import SHORT, city_key, folded, holds, key, occurs, texts_of, wanted

IN_TEXT, SCATTERED = INSIDE + 1, INSIDE + 2
"""Worse than any match in a name. Scattered: no single text holds all the words."""

_NO_LETTER = r"[^\w\n]|_"
_NO_ASCII_LETTER = bytes([code for code in range(256) if code != ord("\n") and (code > 127 or not chr(code).isalnum())])
_UNUSUAL = re.compile(rb"[\xc2-\xdf\xe1\xea-\xff]|[\xe2\xe3][^\x80]")
"""Where UTF-8 may have an ASCII letter in another form: with an accent, of full width. It is no Chinese."""

_REFERRING = ("cities", "neighbours", "subject", "sources", "source", "checked_by")
"""The fields whose ids stand for the names of other records."""
_REFERRED = ("cities", "subjects", "industries")
_LARGE = {"facility": "facilities", "statement": "statements", "source": "sources"}
"""The kinds of which only what may match is parsed."""
_IDS = re.compile(rb'"([a-z0-9-]+)"')

EXCERPT = 120
"""About how much of a long text is quoted, in characters."""


class Hit(NamedTuple):
    """A record that holds all the words."""

    kind: Annotated[str, Field(one_of(KINDS), "what kind of record it is", "Kind", 4)]
    id: Annotated[str, Field(ANY_ID, "the id of the record", "Id", 2)]
    name: Annotated[str, Field(TEXT, "the name of the record", "Name", 1)]
    match: Annotated[str, Field(TEXT, "what matched: the field and its text, of a long one an excerpt", "Match", 5)]
    origin: Origin
    about: Annotated[str, Field(TEXT, "value, period, subject; city, status; publisher, date", "What it is", 2)]
    record: Annotated[Any, Field(TEXT, "the record itself", public=False)]


def search(catalog: Catalog, text: Sequence[str], kind: Sequence[str] = ()) -> list[Hit]:
    """Return the records of every `kind` that hold all the words of `text`, the best match first, sources last.

    Raises `UsageError` when there are no words, and for a kind that is none.
    """
    kinds = choose_each(kind, KINDS, "kind of record") or KINDS
    if not "".join(text).strip():
        raise UsageError("there is nothing to search for; give some words, as in 'gba search neutron'")
    forms = wanted(tuple(text))
    records = _likely(catalog, forms, kinds)
    known = _names_by_id(catalog, records)
    first = {key: names[0] for key, names in known.items()}
    texts = [list(_texts(record, known)) for record in records]
    needed, reduced = _reduced(forms, ["\n".join([text for _, text in own]).encode() for own in texts])
    ranked: list[tuple[bool, int, Hit]] = []
    for record, own, form in zip(records, texts, reduced, strict=True):
        found = isinstance(record, City) or all(word in form for word in needed)  # `City` need not stand in a city's
        match = found and (_name_match(record, " ".join(text), forms) or _text_match(own, forms))
        if match:
            about = describe(record, first)
            hit = Hit(kind_of(record), record.id, name_of(record), match[1], record.origin, about, record)
            ranked.append((isinstance(record, Source), match[0], hit))
    return [hit for *_, hit in sorted(ranked, key=itemgetter(0, 1))]


def describe(record: Record, names: Mapping[str, str]) -> str:
    """Say in a few words what a record is; `names` are those of cities and subjects, by id."""
    if isinstance(record, Stat):
        value = f"{QUALIFIERS[record.qualifier]}{record.value} {record.unit}"
        return f"{value}, {record.period}, {names.get(record.subject, record.subject)}"
    if isinstance(record, Source):
        return ", ".join([part for part in (record.publisher, record.published) if part])
    if isinstance(record, Metric):
        return f"in {' or '.join(dict.fromkeys([record.unit, *record.unit_by_city.values()]))}"
    if isinstance(record, City):
        return f"{record.role}, {record.kind}"
    places = "every city" if len(record.cities) > 5 else ", ".join([names.get(city, city) for city in record.cities])
    if not isinstance(record, Facility):
        return places
    date = f" {'since' if record.status_began else 'by'} {record.status_date}" if record.status_date else ""
    return f"{places}; {record.status.replace('-', ' ')}{date}"


def _names_by_id(catalog: Catalog, records: Iterable[Record]) -> dict[str, tuple[str, ...]]:
    """Return the names, without aliases, of what records refer to by id; of a source its title and publisher."""
    ids = {text for record in records for field, text in texts_of(record) if field in _REFERRING}
    titles = {key: (f"{one.title}, {one.publisher}",) for key, one in catalog.named("sources", ids).items()}
    subjects = [record for kind in _REFERRED for record in getattr(catalog, kind).values()]
    named = [*subjects, *catalog.named("facilities", ids).values()]
    return titles | {one.id: tuple([name for field, name in by_field(one) if field != "aliases"]) for one in named}


def _likely(catalog: Catalog, words: Sequence[str], kinds: Sequence[str]) -> list[Record]:
    """Return the records of some kinds that may hold all the words; of the built-in facts no others are parsed.

    The text of a table holds every text of its record, and the ids of what it refers to.
    """
    if not catalog.is_built_in:
        return [record for kind in KINDS if kind in kinds for record in records_of(catalog, kind)]
    tables = [table for kind in (*_REFERRED, *_LARGE.values()) for table in catalog.raw_tables(kind)]
    parts = [part for _, part in tables]
    needed, reduced = _reduced(words, parts)
    forms = dict(zip(parts, reduced, strict=True))

    @cache
    def named(word: Any) -> set[bytes]:
        return {head.encode() for head, part in tables if word in forms[part]}

    def keep(part: bytes) -> bool:
        ids = set(_IDS.findall(part))
        return all(word in forms[part] or not ids.isdisjoint(named(word)) for word in needed)

    def records(kind: str) -> Iterable[Record]:
        return catalog.some(_LARGE[kind], keep).values() if kind in _LARGE else records_of(catalog, kind)

    return [record for kind in KINDS if kind in kinds for record in records(kind)]


def _reduced(words: Sequence[str], texts: Sequence[bytes]) -> tuple[list[Any], list[Any]]:
    """Return words (in the form of `wanted`) and texts so that a text that holds a word has it in it.

    All are reduced in one go, quicker than one by one: to letters and digits, where all words are ASCII to its bytes.
    """
    lines: list[Any] = [text.replace(b"\n", b" ") for text in texts]
    if all(map(str.isascii, words)):
        lines = [line if line.isascii() or not _UNUSUAL.search(line) else _usual(line) for line in lines]
        forms = b"\n".join(lines).lower().translate(None, _NO_ASCII_LETTER).split(b"\n")
        return [word.encode() for word in words], forms
    whole = re.sub(_NO_LETTER, "", _usual(b"\n".join(lines)).decode())
    return [normalize("NFKD", word) for word in words], whole.split("\n")


def _usual(text: bytes) -> bytes:
    return normalize("NFKD", text.decode()).casefold().encode()


def _name_match(record: Record, text: str, words: Sequence[str]) -> tuple[int, str] | None:
    """Return how well a name of a record matches all the `text` as one name, or the words of it, and which does."""
    normal = city_key if isinstance(record, City) else key
    whole = normal(text)
    found: list[tuple[int, str]] = []
    for field, name in by_field(record):
        form = normal(name)
        if form == whole:
            rank = ALIAS if field == "aliases" else EXACT
        elif whole and form.startswith(whole):
            rank = BEGINNING
        elif all(word in form for word in words) and holds(words, [name]):
            rank = INSIDE
        else:
            continue
        found.append((rank, f"{field}: {name}"))
    return min(found, key=itemgetter(0), default=None)


def _text_match(texts: Sequence[tuple[str, str]], words: Sequence[str]) -> tuple[int, str] | None:
    forms = [(field, text, folded(text)) for field, text in texts]
    for field, text, form in forms:
        if all(occurs(word, form) for word in words):
            return IN_TEXT, f"{field}: {_excerpt(text, words[0])}"
    shown: dict[str, str] = {}
    for word in words:
        first = next(((field, text) for field, text, form in forms if occurs(word, form)), None)
        if first is None:
            return None
        shown.setdefault(first[0], f"{first[0]}: {_excerpt(first[1], word)}")
    return SCATTERED, "; ".join(shown.values())


def _texts(record: Record, names: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    """Yield all texts of a record, and the names of what it refers to, with their fields."""
    if isinstance(record, Stat):
        yield "value", str(record.value)
    for field, text in texts_of(record):
        if field != "accessed":
            yield field, text
        if field in _REFERRING:
            yield from [(field, name) for name in names.get(text, ())]


def _excerpt(text: str, word: str) -> str:
    """Quote a text, or of a long one whole words around the first that `word` occurs in."""
    if len(text) <= EXCERPT:
        return text
    spans = text.split(" ")
    first = next((i for i, span in enumerate(spans) if occurs(word, folded(span))), 0)
    last = first + 1
    while len(" ".join(spans[first:last])) < EXCERPT and (first > 0 or last < len(spans)):
        first, last = max(first - 1, 0), last + 2
    part = " ".join(spans[first:last])
    return ("… " if first else "") + part + (" …" if last < len(spans) else "")


def nothing(catalog: Catalog, text: Sequence[str]) -> str:
    """Say that no record holds all the words of `text`; for those that are in no name the nearest words are offered."""
    words = " ".join(text).split()
    names = [name for kind in KINDS for record in records_of(catalog, kind) for _, name in by_field(record)]
    known = {key(word): word.strip(",.;:()") for name in names for word in name.split() if len(key(word)) >= SHORT}
    run_together = "\n".join(known)

    def near(word: str) -> str:
        return word if key(word[:80]) in run_together else "".join(suggest(word, known.values(), limit=1, like=0.7))

    offered = [near(word) for word in words] if len(words) <= 8 else words  # each costs milliseconds
    hint = "every word must occur; try fewer or shorter ones"
    if all(offered) and offered != words:
        hint = f"did you mean {' '.join(offered)!r}?"
    return f"nothing matches {shorten(' '.join(words))!r}; {hint}"
