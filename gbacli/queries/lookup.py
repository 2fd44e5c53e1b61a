"""Finding one record of whatever kind by whatever name: what `show`, `get` and `open` go by.

Exact names beat aliases, aliases beat titles, then come the beginnings of names and the words inside them, over all
kinds together; of what fits equally well the kind that people look for answers. In the built-in facts no two records
share a name or an alias (a test says so): the first kind that knows one settles it, and the files of the others stay
unread. Folders of somebody's own promise no such thing, so with them every kind is looked at.
"""

from __future__ import annotations  # annotations cost time at a start

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from gbacli import model
from gbacli.catalog import Catalog
from gbacli.errors import UsageError
from gbacli.model import City, Facility, Industry, Metric, Source, Stat, Subject
from gbacli.queries.names import (
    ALIAS,
    BEGINNING,
    EXACT,
    INSIDE,
    TITLE,
    Index,
    ambiguous,
    did_you_mean,
    name_of,
    near_records,
    shorten,
)
from gbacli.queries.texts import folded
from gbacli.queries.values import all_metrics, is_metric, values_of

Record = City | Facility | Industry | Metric | Subject | Stat | Source

KINDS = ("city", "facility", "metric", "subject", "industry", "statement", "source")
"""The kinds of records, those that people look for first."""
_PARTLY: tuple[tuple[str, ...], ...] = (KINDS[:5], ("statement",))
"""The kinds that a part of a name finds: a statement only when it finds no other, a source never."""
_PLURALS = {kind.noun: kind.plural for kind in model.KINDS.values()}


class Found(NamedTuple):
    """A record and its kind: one of `KINDS`, or `value` for one value of a series."""

    kind: str
    record: Record


class Answer(NamedTuple):
    """What a name means, and what else it could have meant."""

    found: Found
    also: tuple[Found, ...] = ()
    """What the name fits just as well: records whose names go on, and kinds that people look for less."""


class UnknownNameError(UsageError):
    """No record has the name, or more than one: then it `fits` them."""

    def __init__(self, text: str, message: str, *, near: Sequence[str] = (), fits: bool = False) -> None:
        """Keep what was typed, and the names that are `near` it."""
        super().__init__(message)
        self.text, self.near, self.fits = text, near, fits


def records_of(catalog: Catalog, kind: str) -> Iterable[Any]:
    """Return the records of a `kind` (one of `KINDS`), computed metrics among the metrics."""
    if kind == "metric":
        return all_metrics(catalog).values()
    found: dict[str, Record] = getattr(catalog, _PLURALS[kind])
    return found.values()


@lru_cache(maxsize=32)
def index_of(catalog: Catalog, *kinds: str) -> Index[Any]:
    """Return the names of all records of some `kinds` (of `KINDS`), the first kind first, reduced once a run."""
    return Index([record for kind in kinds for record in records_of(catalog, kind)])


def find(catalog: Catalog, text: str) -> Found:
    """Return the one record that `text` names, of any kind. Raises `UsageError` as `look_up` does."""
    return look_up(catalog, text).found


def look_up(catalog: Catalog, text: str) -> Answer:
    """Find the record that `text` names, of any kind; `<city>.<metric>.<period>` names a value of a series.

    A name may follow its kind (`source csns`), and then means that kind only. A source is found by its id, an alias or
    its whole title. Raises `UnknownNameError` when `text` names nothing, or several records of one kind.
    """
    value = _value(catalog, text)
    if value is not None:
        return Answer(Found("value", value))
    found = _whole(catalog, text) or _after_its_kind(catalog, text) or _at(catalog, KINDS, TITLE, text)
    if found:
        return _best(text, found)
    for kinds in _PARTLY:
        for level in (BEGINNING, INSIDE):
            if _at(catalog, kinds, level, text):
                return _best(text, _at(catalog, KINDS, level, text))
    near: list[str] = []
    for kinds in (KINDS[:5], KINDS[5:]):
        near = near or near_records(text, [record for kind in kinds for record in records_of(catalog, kind)])
    raise UnknownNameError(text, unknown_message(text, near), near=near)


def unknown_message(text: str, near: Sequence[str]) -> str:
    """Say that nothing has a name, and which names or commands are near it."""
    return f"nothing is called {shorten(text)!r}; {did_you_mean(near)}'gba search' looks in names and texts"


def _whole(catalog: Catalog, text: str) -> list[Found]:
    """Find by exact name, then by alias."""
    trusted = all(layer.trusted for layer in catalog.layers)
    if trusted and text in catalog.metric_ids:
        series = catalog.series(text)
        return [Found("metric", series.metric)] if series else []
    apart: list[tuple[str, ...]] = [(kind,) for kind in KINDS]
    for kinds in apart if trusted else [KINDS]:
        found = _at(catalog, kinds, EXACT, text) or _at(catalog, kinds, ALIAS, text)
        if found:
            return found
    return []


def _after_its_kind(catalog: Catalog, text: str) -> list[Found]:
    first, _, rest = text.strip().partition(" ")
    kind = first.casefold()
    if kind not in KINDS:
        return []
    levels = (EXACT, ALIAS, TITLE, BEGINNING, INSIDE)
    return [Found(kind, record) for record in index_of(catalog, kind).find(rest, levels)]


def _at(catalog: Catalog, kinds: Sequence[str], level: int, text: str) -> list[Found]:
    return [Found(kind, record) for kind in kinds for record in index_of(catalog, kind).at(level, text)]


def _best(text: str, found: Sequence[Found]) -> Answer:
    """Return the one record of the best kind, or the one whose name all others of it go on from.

    Raises `UnknownNameError` when there are several.
    """
    kind = found[0].kind
    same = [one for one in found if one.kind == kind]
    names = [folded(name_of(one.record)) + " " for one in same]
    first = [one for one, name in zip(same, names, strict=True) if all(other.startswith(name) for other in names)]
    if len(first) == 1:
        return Answer(first[0], tuple([one for one in found if one != first[0]]))
    message = ambiguous(text, [one.record for one in same], kind, "gba search")
    raise UnknownNameError(text, message, fits=True)


def _value(catalog: Catalog, text: str) -> Stat | None:
    """Find a value of a series by its id, or by a beginning of its period that fits only one."""
    subject, _, rest = text.strip().casefold().partition(".")
    metric, _, period = rest.partition(".")
    if not period or not is_metric(catalog, metric):
        return None
    own = [stat for stat in values_of(catalog, metric) if stat.subject == subject]
    fitting = [stat for stat in own if stat.period == period]
    fitting = fitting or [stat for stat in own if stat.period.startswith(period)]
    if len(fitting) == 1:
        return fitting[0]
    if not own:
        raise UsageError(f"no value of {metric} is about {shorten(subject)!r}; see 'gba stats --metric {metric}'")
    periods = ", ".join([stat.period for stat in own])
    raise UsageError(f"no single value is called {shorten(text)!r}; {subject}.{metric} has {periods}")
