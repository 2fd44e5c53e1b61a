"""Finding records by whatever name people use: exact name, then alias, then a prefix that fits only one.

A guess is never an answer: an ambiguous name lists the candidates, an unknown one offers near matches.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, Protocol, TypeVar

from gbacli.catalog.names import NAME_FIELDS, city_key, key
from gbacli.errors import UsageError


class Named(Protocol):
    """Any record: it has an id."""

    @property
    def id(self) -> str:
        """The id, unique among records of its kind."""


R = TypeVar("R", bound=Named)


class Kind(NamedTuple):
    """How records of one kind are spoken of and spelt."""

    noun: str
    listing: str
    """The command that lists what there is."""
    key: Callable[[str], str] = key


CITY = Kind("city", "gba cities", city_key)
FACILITY = Kind("facility", "gba facilities")
METRIC = Kind("metric", "gba stats --metric help")
SOURCE = Kind("source", "gba sources")
SUBJECT = Kind("subject", "gba stats")


def exact_names(record: Named) -> list[str]:
    """List the names of a record that are not aliases."""
    return [name for field in NAME_FIELDS if (name := getattr(record, field, None))]


def aliases(record: Named) -> tuple[str, ...]:
    """List the aliases of a record."""
    found: tuple[str, ...] = getattr(record, "aliases", ())
    return found


def matches(text: str, candidates: Iterable[R], normal: Callable[[str], str] = key) -> list[R]:
    """Find the records that `text` names, by the first of exact name, alias and prefix that finds any."""
    wanted = normal(text)
    if not wanted:
        return []
    known = list(candidates)
    named = [[normal(name) for name in exact_names(record)] for record in known]
    found = [record for record, names in zip(known, named, strict=True) if wanted in names]
    if found:
        return found
    also = [[normal(alias) for alias in aliases(record)] for record in known]
    found = [record for record, names in zip(known, also, strict=True) if wanted in names]
    if found:
        return found
    return [
        record
        for record, names, more in zip(known, named, also, strict=True)
        if any(name.startswith(wanted) for name in (*names, *more))
    ]


def resolve(text: str, candidates: Iterable[R], kind: Kind) -> R:
    """Find the one record that `text` names. Raises `UsageError` when it names none, or several."""
    known = list(candidates)
    found = matches(text, known, kind.key)
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(ambiguous(text, found, kind))
    raise UsageError(unknown(text, known, kind))


def ambiguous(text: str, found: Sequence[Named], kind: Kind) -> str:
    """Say which records an ambiguous name may mean."""
    shown = ", ".join(record.id for record in found[:6]) + (", ..." if len(found) > 6 else "")
    return f"{text!r} fits more than one {kind.noun}: {shown}; name one, or see '{kind.listing}'"


def unknown(text: str, known: Iterable[Named], kind: Kind) -> str:
    """Say that nothing has this name, and which names are near."""
    near = near_records(text, known, kind.key)
    hint = f"did you mean {_either(near)}? " if near else ""
    return f"no {kind.noun} is called {shorten(text)!r}; {hint}'{kind.listing}' lists them"


def near_records(text: str, known: Iterable[Named], normal: Callable[[str], str] = key, limit: int = 3) -> list[str]:
    """Name up to `limit` records whose names are near `text`, nearest first. They are offers, never answers."""
    from difflib import get_close_matches

    wanted = normal(text[:80])
    spelt: dict[str, str] = {}
    for record in known:
        for name in (*exact_names(record), *aliases(record)):
            spelt.setdefault(normal(name), getattr(record, "name", None) or record.id)
    near = get_close_matches(wanted, spelt, n=limit * 2, cutoff=0.6)
    near += [name for name in spelt if len(wanted) > 4 and wanted in name and name not in near]
    return list(dict.fromkeys(spelt[name] for name in near))[:limit]


def choose(text: str, choices: Sequence[str], noun: str) -> str:
    """Find the one of a closed list that `text` means, spelling aside. Raises `UsageError` that lists them."""
    wanted = key(text)
    for choice in choices:
        if key(choice) == wanted:
            return choice
    found = [choice for choice in choices if wanted and key(choice).startswith(wanted)]
    if len(found) == 1:
        return found[0]
    raise UsageError(f"no {noun} is called {shorten(text)!r}; {nearest(text, found or choices)}")


def nearest(text: str, choices: Sequence[str]) -> str:
    """Offer the nearest of a closed list, or the list itself when none is near."""
    from difflib import get_close_matches

    by_key = {key(choice): choice for choice in choices}
    near = get_close_matches(key(text[:80]), by_key, n=3, cutoff=0.7)
    if near:
        return f"did you mean {_either([by_key[name] for name in near])}? All: {', '.join(choices)}"
    return f"expected one of: {', '.join(choices)}"


def shorten(text: str) -> str:
    """Keep what a user typed short enough for one line."""
    return text if len(text) <= 60 else text[:57] + "..."


def _either(names: Sequence[str]) -> str:
    return " or ".join(names)
