"""Looking for words inside records: case, accents and width make no difference, every word must occur."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from gbacli.catalog.names import key


def texts_of(record: Any) -> Iterator[tuple[str, str]]:
    """Yield the texts of a record, its history and lists included, as (field, text); not where its file lies."""
    for field, value in zip(record._fields, record, strict=True):
        if field == "origin":
            continue
        if isinstance(value, str):
            yield field, value
        elif isinstance(value, tuple):
            for item in value:
                if isinstance(item, str):
                    yield field, item
                elif hasattr(item, "_fields"):
                    yield from texts_of(item)


def holds_all(words: Sequence[str], record: Any) -> bool:
    """Say whether every one of the `words` occurs somewhere in the record's names or texts."""
    wanted = _wanted(tuple(words))
    if not wanted:
        return not any(word.strip() for word in words)
    text = "\n".join(key(part) for _, part in texts_of(record))
    return all(word in text for word in wanted)


@lru_cache(maxsize=1)
def _wanted(words: tuple[str, ...]) -> frozenset[str]:
    """Reduce the words to what counts: once, not for every record."""
    return frozenset([form for word in words for part in word.split() if (form := key(part))])
