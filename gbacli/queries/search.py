"""Looking for words in every kind of record: in names and aliases, then anywhere in the texts.

Every word must occur. Best first: exact name, alias, beginning of a name, inside a name, inside the text. Chinese
needs no word borders. The values of series are not listed one by one; their metric is.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, NamedTuple

from gbacli.catalog import Catalog
from gbacli.catalog.names import city_key, key
from gbacli.choices import QUALIFIERS
from gbacli.errors import UsageError
from gbacli.fields import ANY_ID, TEXT, Field, one_of
from gbacli.model import City, Facility, Metric, Origin, Source, Stat
from gbacli.queries.lookup import KINDS, Record, records_of
from gbacli.queries.names import choose, name_of, names_of, shorten, suggest
from gbacli.queries.texts import SHORT, folded, occurs, texts_of, wanted

EXACT, ALIAS, BEGINNING, INSIDE, IN_TEXT, SCATTERED = range(6)
"""How good a match is, the lower the better. Scattered: no single text holds all the words."""

EXCERPT = 120
"""How much of a long text is quoted, in characters."""
_FEW = 5
"""In how many cities at most a record stands that are all named."""
_OFFERED = 8
"""For how many words at most near ones are looked up: each costs milliseconds."""

_NO_TEXT = ("origin", "accessed")
"""Fields that say nothing of what a record is about."""


class Hit(NamedTuple):
    """A record that holds all the words."""

    kind: Annotated[str, Field(one_of(KINDS), "what kind of record it is", "Kind", 3)]
    id: Annotated[str, Field(ANY_ID, "the id of the record", "Id", 1)]
    name: Annotated[str, Field(TEXT, "the name of the record", "Name", 1)]
    match: Annotated[
        str, Field(TEXT, "what matched: the field and its text, an excerpt where the text is long", "Match", 5)
    ]
    origin: Origin
    about: Annotated[
        str,
        Field(TEXT, "what it is: value, unit, period, subject; city and status; publisher and date", "What it is", 1),
    ]
    record: Annotated[Any, Field(TEXT, "the record itself", public=False)]


class _Texts(NamedTuple):
    """Names of records that others refer to by id."""

    places: dict[str, tuple[str, ...]]
    sources: dict[str, str]


def search(catalog: Catalog, text: Sequence[str], kind: Sequence[str] = ()) -> list[Hit]:
    """List the records of every `kind` whose names, aliases or texts hold all the words of `text`.

    The best match comes first, sources last. Words are taken apart at spaces. Raises `UsageError` when there are none,
    and for a kind that is none.
    """
    kinds = {choose(name, KINDS, "kind of record") for name in dict.fromkeys(kind)} or set(KINDS)
    words = " ".join(text).split()
    if not words:
        raise UsageError("there is nothing to search for; give some words, as in 'gba search neutron'")
    forms = wanted(tuple(text))
    city, other = city_key("".join(words)), key("".join(words))
    referred = _referred(catalog)
    ranked: list[tuple[bool, int, Hit]] = []
    for name in [name for name in KINDS if name in kinds]:
        for record in records_of(catalog, name):
            match = _match(record, city if name == "city" else other, forms, referred)
            if match is not None:
                rank, shown = match
                about = describe(record, {place: names[0] for place, names in referred.places.items()})
                hit = Hit(name, record.id, name_of(record), shown, record.origin, about, record)
                ranked.append((name == "source", rank, hit))
    return [hit for *_, hit in sorted(ranked, key=lambda found: found[:2])]


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
    places = "every city" if len(record.cities) > _FEW else ", ".join([names.get(city, city) for city in record.cities])
    if not isinstance(record, Facility):
        return places
    date = f" {'since' if record.status_began else 'by'} {record.status_date}" if record.status_date else ""
    return f"{places}; {record.status.replace('-', ' ')}{date}"


def _match(record: Record, whole: str, words: Sequence[str], referred: _Texts) -> tuple[int, str] | None:
    """Return how well a record matches, and by what; None if some word is nowhere in it.

    `whole` are all words as one name in the form for this record, `words` one by one in that of `wanted`.
    """
    return _name_match(record, whole, words) or _text_match(record, words, referred)


def _name_match(record: Record, whole: str, words: Sequence[str]) -> tuple[int, str] | None:
    normal = city_key if isinstance(record, City) else key
    best: tuple[int, str] | None = None
    for field, name in _names(record):
        form = normal(name)
        if form == whole:
            rank = ALIAS if field == "aliases" else EXACT
        elif whole and form.startswith(whole):
            rank = BEGINNING
        elif all((word in form if len(word) >= SHORT else occurs(word, folded(name))) for word in words):
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
    yield from [("aliases", alias) for alias in names_of(record).aliases]


def _text_match(record: Record, words: Sequence[str], referred: _Texts) -> tuple[int, str] | None:
    texts = [(field, text, folded(text)) for field, text in _texts(record, referred)]
    for field, text, form in texts:
        if all(occurs(word, form) for word in words):
            return IN_TEXT, f"{field}: {_excerpt(text, words[0])}"
    shown: dict[str, str] = {}
    for word in words:
        for field, text, form in texts:
            if occurs(word, form):
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
        record.id: names_of(record).own
        for kind in ("city", "subject", "facility", "industry")
        for record in records_of(catalog, kind)
    }
    return _Texts(places, {source.id: f"{source.title}, {source.publisher}" for source in catalog.sources.values()})


def _excerpt(text: str, word: str) -> str:
    """Quote a text, or of a long one the part around the first word that `word` occurs in."""
    if len(text) <= EXCERPT:
        return text
    spans = text.split(" ")
    place = next((place for place, span in enumerate(spans) if occurs(word, folded(span))), 0)
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
    near = _near_words(catalog, words) if len(words) <= _OFFERED else []
    hint = f"did you mean {' '.join(near)!r}?" if near else "every word must occur; try fewer or shorter ones"
    return f"nothing matches {shorten(' '.join(words))!r}; {hint}"


def _near_words(catalog: Catalog, words: Sequence[str]) -> list[str]:
    """Put for each word that is in no name the nearest that is; nothing when one has no near word, or none changes."""
    names = [name for kind in KINDS for record in records_of(catalog, kind) for _, name in _names(record)]
    known = {form: word for name in names for word in name.split() if len(form := key(word)) >= SHORT}
    near = []
    for word in words:
        form = key(word[:80])
        if any(form in other for other in known):
            near.append(word)
        elif close := suggest(word, known, limit=1, like=0.7):
            near.append(close[0].strip(",.;:()"))
        else:
            return []
    return near if near != list(words) else []
