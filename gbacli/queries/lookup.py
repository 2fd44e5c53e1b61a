"""Finding one record of whatever kind by whatever name: what `show`, `get` and `open` go by."""

from __future__ import annotations  # annotations cost time at a start

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from gbacli.catalog import Catalog
from gbacli.model import Kind, Source, Stat
from gbacli.queries import names
from gbacli.queries.names import BEGINNING, INSIDE, TITLE, Index, Record, kind_of
from gbacli.queries.texts import folded
from gbacli.queries.values import all_metrics, is_metric, values_of

KINDS = ("city", "facility", "metric", "subject", "industry", "statement", "source")
"""The kinds of records, those that people look for first."""


def records_of(catalog: Catalog, kind: str) -> Iterable[Any]:
    """Return the records of a `kind` (one of `KINDS`), computed metrics among the metrics."""
    found: dict[str, Any] = all_metrics(catalog) if kind == "metric" else getattr(catalog, names.KIND[kind].plural)
    return found.values()


@lru_cache(maxsize=32)
def index_of(catalog: Catalog, *kinds: str) -> Index[Any]:
    """Return the names of all records of some `kinds` (of `KINDS`), the first kind first."""
    return Index([record for kind in kinds for record in records_of(catalog, kind)])


def look_up(catalog: Catalog, text: str) -> list[Record]:
    """Return the record that `text` names, of any kind or of one that stands before the name (`source csns`).

    What the name fits just as well comes after it. Raises `UnknownNameError` for a name of none, or of several.
    """
    text = text.strip(" ,，")
    if found := next(filter(None, _fitting(catalog, text)), None):
        return _best(text, found)
    what = f"nothing is called {names.shorten(text)!r}"
    known = index_of(catalog, *KINDS).records
    near = names.near_records(text, [one for one in known if not isinstance(one, Stat | Source)])
    near = near or names.near_records(text, known)
    raise names.UnknownNameError(text, what, near, "'gba search' looks in names and texts")


def _fitting(catalog: Catalog, text: str) -> Iterator[list[Record]]:
    """Yield what fits a name, the better the earlier: whole names, those after their kind, titles, parts of names.

    In the built-in facts no two records share a name (a test says so): the first kind that knows it settles it, and
    the files of the others stay unread.
    """
    metric = text.casefold().partition(".")[2].partition(".")[0]
    if is_metric(catalog, metric):  # <city>.<metric>.<period>
        value = Kind("value", "values", Stat, "", f"gba stats --metric {metric}", "value")
        yield [names.resolve(text, Index(values_of(catalog, metric)), value)]
    if catalog.is_built_in:
        series = catalog.series(text)  # the other metrics stay unread, too
        yield [series.metric] if series else []
        for kind in KINDS:
            yield index_of(catalog, kind).whole(text)
    known = index_of(catalog, *KINDS)
    yield known.whole(text)
    first, _, rest = text.casefold().partition(" ")
    if first in KINDS:
        yield index_of(catalog, first).find(rest, range(INSIDE + 1))
    yield known.at(TITLE, text)
    for kinds in (KINDS[:5], ("statement",)):  # a part of a name finds a statement only when it finds no other
        for level in (BEGINNING, INSIDE):
            found = known.at(level, text)
            yield found if found and kind_of(found[0]) in kinds else []


def _best(text: str, found: Sequence[Record]) -> list[Record]:
    """Put first the one record of the best kind, or the one whose name all others of that kind go on from."""
    same = [one for one in found if kind_of(one) == kind_of(found[0])]
    known = [folded(names.name_of(one)) + " " for one in same]
    first = [one for one, name in zip(same, known, strict=True) if all(other.startswith(name) for other in known)]
    if len(first) == 1:
        return first + [one for one in found if one != first[0]]
    raise names.ambiguous(text, same, names.KIND[kind_of(same[0])])
