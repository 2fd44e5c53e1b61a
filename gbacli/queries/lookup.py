"""Finding one record of whatever kind by whatever name: what `show`, `get` and `open` go by.

The levels of `names`, over all kinds together; of what fits equally well the kind that people look for answers.
"""

from __future__ import annotations  # annotations cost time at a start

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from gbacli.catalog import Catalog
from gbacli.model import Kind, Stat
from gbacli.queries import names
from gbacli.queries.names import ALIAS, BEGINNING, EXACT, INSIDE, TITLE, Index, Record
from gbacli.queries.texts import folded
from gbacli.queries.values import all_metrics, is_metric, values_of

KINDS = ("city", "facility", "metric", "subject", "industry", "statement", "source")
"""The kinds of records, those that people look for first."""
_FIRST, _LAST = KINDS[:5], KINDS[5:]


class Found(NamedTuple):
    """A record and its kind: one of `KINDS`, or `value` for one value of a series."""

    kind: str
    record: Record


def records_of(catalog: Catalog, kind: str) -> Iterable[Any]:
    """Return the records of a `kind` (one of `KINDS`), computed metrics among the metrics."""
    if kind == "metric":
        return all_metrics(catalog).values()
    found: dict[str, Record] = getattr(catalog, names.KIND[kind].plural)
    return found.values()


@lru_cache(maxsize=32)
def index_of(catalog: Catalog, *kinds: str) -> Index[Any]:
    """Return the names of all records of some `kinds` (of `KINDS`), the first kind first, reduced once a run."""
    return Index([record for kind in kinds for record in records_of(catalog, kind)])


def find(catalog: Catalog, text: str) -> Found:
    """Return the one record that `text` names, of any kind. Raises `UsageError` as `look_up` does."""
    return look_up(catalog, text)[0]


def look_up(catalog: Catalog, text: str) -> list[Found]:
    """Return the record that `text` names, of any kind or of one that stands before the name (`source csns`).

    What the name fits just as well comes after it: records whose names go on, and kinds that people look for less.
    `<city>.<metric>.<period>` is a value of a series. Raises `UnknownNameError` for a name of none, or of several.
    """
    text = text.strip(" ,，")
    value = _value(catalog, text)
    if value is not None:
        return [Found("value", value)]
    found = next(filter(None, _fitting(catalog, text)), None)
    if found is not None:
        return _best(text, found)
    what = f"nothing is called {names.shorten(text)!r}"
    near = (names.near_records(text, index_of(catalog, *kinds).records) for kinds in (_FIRST, _LAST))
    raise names.UnknownNameError(text, what, next(filter(None, near), ()), "'gba search' looks in names and texts")


def _fitting(catalog: Catalog, text: str) -> Iterator[list[Found]]:
    """Yield what fits a name, the better the earlier: whole names, those after their kind, titles, parts of names.

    In the built-in facts no two records share a name (a test says so): the first kind that knows it settles it, and
    the files of the others stay unread. Folders of somebody's own promise no such thing.
    """
    if all(layer.trusted for layer in catalog.layers):
        series = catalog.series(text)  # the other metrics stay unread, too
        yield [Found("metric", series.metric)] if series else []
        for kind in KINDS:
            yield _at(catalog, [kind], EXACT, text) or _at(catalog, [kind], ALIAS, text)
    yield _at(catalog, KINDS, EXACT, text) or _at(catalog, KINDS, ALIAS, text)
    kind, _, rest = text.casefold().partition(" ")
    if kind in KINDS:
        yield [Found(kind, record) for record in index_of(catalog, kind).find(rest, range(INSIDE + 1))]
    yield _at(catalog, KINDS, TITLE, text)
    for kinds in (_FIRST, ("statement",)):  # a part of a name finds a statement only when it finds no other
        for level in (BEGINNING, INSIDE):
            if _at(catalog, kinds, level, text):
                yield _at(catalog, KINDS, level, text)


def _at(catalog: Catalog, kinds: Sequence[str], level: int, text: str) -> list[Found]:
    return [Found(kind, record) for kind in kinds for record in index_of(catalog, kind).at(level, text)]


def _best(text: str, found: Sequence[Found]) -> list[Found]:
    """Put first the one record of the best kind, or the one whose name all others of that kind go on from."""
    kind = found[0].kind
    same = [one for one in found if one.kind == kind]
    known = [folded(names.name_of(one.record)) + " " for one in same]
    first = [one for one, name in zip(same, known, strict=True) if all(other.startswith(name) for other in known)]
    if len(first) == 1:
        return first + [one for one in found if one != first[0]]
    raise names.ambiguous(text, [one.record for one in same], names.KIND[kind])


def _value(catalog: Catalog, text: str) -> Stat | None:
    """Find a value of a series by its id, or by a beginning of it that fits only one."""
    metric = text.casefold().partition(".")[2].partition(".")[0]
    if not is_metric(catalog, metric):
        return None
    kind = Kind("value", "values", Stat, "", f"gba stats --metric {metric}", "value")
    return names.resolve(text, Index(values_of(catalog, metric)), kind)
