"""Looking for words in every kind of record: in names and aliases, then anywhere in the texts.

Every word must occur. Best first: exact name, alias, beginning of a name, inside a name, inside the text. Chinese
needs no word borders. The values of series are not listed one by one; their metric is.
"""

from collections.abc import Iterator, Sequence
from typing import Annotated, NamedTuple

from gbacli.catalog import Catalog
from gbacli.catalog.names import key
from gbacli.errors import UsageError
from gbacli.fields import ANY_ID, TEXT, Field, one_of
from gbacli.model import Origin, Stat
from gbacli.queries.lookup import KINDS, Record, exact_names, normal_form, records_of
from gbacli.queries.names import aliases, shorten
from gbacli.queries.texts import texts_of

EXACT, ALIAS, BEGINNING, INSIDE, IN_TEXT, SCATTERED = range(6)
"""How good a match is, the lower the better. Scattered: no single text holds all the words."""

EXCERPT = 120
"""How much of a long text is quoted, in characters."""

_NO_TEXT = ("origin", "accessed")
"""Fields that say nothing of what a record is about."""

_SHORT = 3
"""A Latin word shorter than this must begin a word of a text: `rd` is not meant to find `yard`."""


class Hit(NamedTuple):
    """A record that holds all the words."""

    kind: Annotated[str, Field(one_of(KINDS), "what kind of record it is", "Kind", 4)]
    id: Annotated[str, Field(ANY_ID, "the id of the record", "Id", 1)]
    name: Annotated[str, Field(TEXT, "the name of the record", "Name", 2)]
    match: Annotated[
        str, Field(TEXT, "what matched: the field and its text, an excerpt where the text is long", "Match", 3)
    ]
    origin: Origin


class _Texts(NamedTuple):
    """Names of records that others refer to by id."""

    places: dict[str, tuple[str, ...]]
    sources: dict[str, str]


def search(catalog: Catalog, text: Sequence[str]) -> list[Hit]:
    """List the records of every kind whose names, aliases or texts hold all the words of `text`, best first.

    Words are taken apart at spaces. Raises `UsageError` when there are none.
    """
    words = [word for part in text for word in part.split()]
    if not words:
        raise UsageError("there is nothing to search for; give some words, as in 'gba search neutron'")
    wanted = list(dict.fromkeys([form for word in words if (form := key(word))]))
    if not wanted:
        return []
    referred = _referred(catalog)
    ranked: list[tuple[int, Hit]] = []
    for kind in KINDS:
        whole = normal_form(kind)("".join(words))
        for record in records_of(catalog, kind):
            match = _match(kind, record, whole, wanted, referred)
            if match is not None:
                rank, shown = match
                ranked.append((rank, Hit(kind, record.id, name_of(record), shown, record.origin)))
    return [hit for _, hit in sorted(ranked, key=lambda found: found[0])]


def name_of(record: Record) -> str:
    """Name a record of any kind: its name, else its label or title."""
    for field in ("name", "label", "title"):
        name: str | None = getattr(record, field, None)
        if name:
            return name
    return record.id


def _match(kind: str, record: Record, whole: str, wanted: Sequence[str], referred: _Texts) -> tuple[int, str] | None:
    """Say how well a record matches, and by what; None if some word is nowhere in it.

    `whole` are all words as one name in the form for this `kind`, `wanted` the words one by one.
    """
    return _name_match(kind, record, whole, wanted) or _text_match(record, wanted, referred)


def _name_match(kind: str, record: Record, whole: str, wanted: Sequence[str]) -> tuple[int, str] | None:
    normal = normal_form(kind)
    best: tuple[int, str] | None = None
    for field, name in _names(record):
        form = normal(name)
        if form == whole:
            rank = ALIAS if field == "aliases" else EXACT
        elif form.startswith(whole):
            rank = BEGINNING
        elif all(word in form if len(word) >= _SHORT else _occurs(word, _folded(name)) for word in wanted):
            rank = INSIDE
        else:
            continue
        if best is None or rank < best[0]:
            best = rank, f"{field}: {name}"
    return best


def _names(record: Record) -> Iterator[tuple[str, str]]:
    """Yield the names of a record as (field, name), those that people read first."""
    for field in ("name", "label", "title", "name_zh_hans", "name_zh_hant", "pinyin", "id"):
        name = getattr(record, field, None)
        if name:
            yield field, name
    yield from [("aliases", alias) for alias in aliases(record)]


def _text_match(record: Record, wanted: Sequence[str], referred: _Texts) -> tuple[int, str] | None:
    texts = [(field, text, _folded(text)) for field, text in _texts(record, referred)]
    for field, text, folded in texts:
        if all(_occurs(word, folded) for word in wanted):
            return IN_TEXT, f"{field}: {_excerpt(text, wanted[0])}"
    shown: dict[str, str] = {}
    for word in wanted:
        for field, text, folded in texts:
            if _occurs(word, folded):
                shown.setdefault(field, f"{field}: {_excerpt(text, word)}")
                break
        else:
            return None
    return SCATTERED, "; ".join(shown.values())


def _texts(record: Record, referred: _Texts) -> Iterator[tuple[str, str]]:
    """Yield all texts of a record, and the names of the cities, subjects and sources that it refers to."""
    if isinstance(record, Stat):
        yield "value", str(record.value)
    for field, text in texts_of(record):
        if field in _NO_TEXT:
            continue
        yield field, text
        if field in ("cities", "neighbours", "subject"):
            yield from [(field, name) for name in referred.places.get(text, ())]
        elif field in ("sources", "source", "checked_by") and text in referred.sources:
            yield field, referred.sources[text]


def _referred(catalog: Catalog) -> _Texts:
    places = {
        record.id: tuple(exact_names(kind, record))
        for kind in ("city", "subject", "facility", "industry")
        for record in records_of(catalog, kind)
    }
    return _Texts(places, {source.id: f"{source.title}, {source.publisher}" for source in catalog.sources.values()})


def _folded(text: str) -> str:
    """Reduce a text as names are reduced, but keep the borders of its words."""
    if text.isascii():
        return " ".join(text.casefold().translate(_JOINED).split())
    return " ".join([form for word in text.split() if (form := key(word))])


_JOINED = {code: None for code in range(128) if not chr(code).isalnum() and not chr(code).isspace()}


def _occurs(word: str, folded: str) -> bool:
    if len(word) < _SHORT and word.isascii() and not word.isdigit():
        return folded.startswith(word) or f" {word}" in folded
    return word in folded


def _excerpt(text: str, word: str) -> str:
    """Quote a text, or of a long one the part around the first word that `word` occurs in."""
    if len(text) <= EXCERPT:
        return text
    spans = text.split(" ")
    place = next((place for place, span in enumerate(spans) if _occurs(word, _folded(span))), 0)
    first = last = place
    room = EXCERPT - len(spans[place])
    while room > 0 and (first > 0 or last + 1 < len(spans)):
        if first > 0 and (place - first <= (last - place) // 2 or last + 1 == len(spans)):
            first -= 1
            room -= len(spans[first]) + 1
        else:
            last += 1
            room -= len(spans[last]) + 1
    part = " ".join(spans[first : last + 1])
    return ("… " if first else "") + part + (" …" if last + 1 < len(spans) else "")


def nothing(catalog: Catalog, text: Sequence[str]) -> str:
    """Say that no record holds all the words of `text`, and which words of names are near those that are nowhere."""
    words = " ".join(text).split()
    near = _near_words(catalog, words)
    hint = f"did you mean {' '.join(near)!r}?" if near else "every word must occur; try fewer or shorter ones"
    return f"nothing matches {shorten(' '.join(words))!r}; {hint}"


def _near_words(catalog: Catalog, words: Sequence[str]) -> list[str]:
    """Put for each word that is in no name the nearest that is; nothing when one has no near word, or none changes."""
    from difflib import get_close_matches

    names = [name for kind in KINDS for record in records_of(catalog, kind) for _, name in _names(record)]
    known = {form: word for name in names for word in name.split() if len(form := key(word)) >= _SHORT}
    near = []
    for word in words:
        form = key(word[:80])
        close = [form] if any(form in other for other in known) else get_close_matches(form, known, n=1, cutoff=0.7)
        if not close:
            return []
        near.append(word if close == [form] else known[close[0]].strip(",.;:()"))
    return near if near != list(words) else []
