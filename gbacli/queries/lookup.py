"""Finding one record of whatever kind by whatever name: what `show` and `get` go by.

Exact names beat aliases, aliases beat prefixes, over all kinds together. In the built-in facts no two records share
a name or an alias (a test says so): the first kind that knows a name settles it, and the files of the others stay
unread. Folders of somebody's own promise no such thing, so with them every kind is looked at.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from gbacli.catalog import Catalog
from gbacli.catalog.names import city_key, key
from gbacli.errors import UsageError
from gbacli.model import City, Facility, Industry, Metric, Source, Stat, Subject
from gbacli.queries.names import Named, aliases, near_records, shorten
from gbacli.queries.values import all_metrics, is_metric, values_of

Record = City | Facility | Industry | Metric | Subject | Stat | Source

KINDS = ("city", "facility", "industry", "metric", "subject", "statement", "source")
"""The kinds of records, in the order in which they are looked through and listed."""

_Names = Callable[[str, Named], Sequence[str]]


class Found(NamedTuple):
    """A record and its kind: one of `KINDS`, or `value` for one value of a series."""

    kind: str
    record: Record


def records_of(catalog: Catalog, kind: str) -> Iterable[Record]:
    """List the records of a `kind` (one of `KINDS`), computed metrics among the metrics."""
    if kind == "city":
        return catalog.cities.values()
    if kind == "facility":
        return catalog.facilities.values()
    if kind == "industry":
        return catalog.industries.values()
    if kind == "metric":
        return all_metrics(catalog).values()
    if kind == "subject":
        return catalog.subjects.values()
    return catalog.statements.values() if kind == "statement" else catalog.sources.values()


def normal_form(kind: str) -> Callable[[str], str]:
    """Give the function that reduces names of records of a `kind` to what counts."""
    return city_key if kind == "city" else key


def exact_names(kind: str, record: Named) -> list[str]:
    """List the names proper of a record: those that belong to it alone.

    The label of a statement and the title of a source do not: several may have the same.
    """
    fields = ("id", "name", "name_zh_hans", "name_zh_hant", "pinyin") + (("label",) if kind == "metric" else ())
    return [name for field in fields if (name := getattr(record, field, None))]


def find(catalog: Catalog, text: str) -> Found:
    """Find the one record that `text` names, of any kind; `<city>.<metric>.<period>` names a value of a series.

    A name may follow its kind (`source csns`), as candidates are listed. Raises `UsageError` when `text` names
    nothing, or several records.
    """
    value = _value(catalog, text)
    if value is not None:
        return Found("value", value)
    found = _named(catalog, KINDS, text) or _after_its_kind(catalog, text) or _titled(catalog, text)
    found = found or _begun(catalog, text)
    if len(found) == 1:
        return found[0]
    raise UsageError(_ambiguous(text, found) if found else _unknown(catalog, text))


def _named(catalog: Catalog, kinds: Sequence[str], text: str) -> list[Found]:
    """Find by exact name, then by alias."""
    if key(text) == "":
        return []
    if "metric" in kinds and text in catalog.metric_ids and _trusted(catalog):
        series = catalog.series(text)
        return [Found("metric", series.metric)] if series else []
    groups = [(kind,) for kind in kinds] if _trusted(catalog) else [kinds]
    levels: tuple[_Names, ...] = (exact_names, lambda _, record: aliases(record))
    for group in groups:
        for names_of in levels:
            found = _having(catalog, group, text, names_of)
            if found:
                return found
    return []


def _after_its_kind(catalog: Catalog, text: str) -> list[Found]:
    first, _, rest = text.strip().partition(" ")
    kind = first.casefold()
    if kind not in KINDS or not rest.strip():
        return []
    return _named(catalog, (kind,), rest) or [found for found in _begun(catalog, rest) if found.kind == kind]


def _titled(catalog: Catalog, text: str) -> list[Found]:
    """Find by what records may share: labels of statements, titles of sources."""
    return _having(catalog, KINDS, text, lambda _, record: _titles(record))


def _begun(catalog: Catalog, text: str) -> list[Found]:
    """Find by the beginning of any name."""
    found = []
    for kind in KINDS:
        normal = normal_form(kind)
        wanted = normal(text)
        for record in records_of(catalog, kind) if wanted else ():
            names = (*exact_names(kind, record), *aliases(record), *_titles(record))
            if any(normal(name).startswith(wanted) for name in names):
                found.append(Found(kind, record))
    return found


def _having(catalog: Catalog, kinds: Sequence[str], text: str, names_of: _Names) -> list[Found]:
    found = []
    for kind in kinds:
        normal = normal_form(kind)
        wanted = normal(text)
        for record in records_of(catalog, kind) if wanted else ():
            if any(normal(name) == wanted for name in names_of(kind, record)):
                found.append(Found(kind, record))
    return found


def _titles(record: Named) -> list[str]:
    return [name for field in ("label", "title") if (name := getattr(record, field, None))]


def _trusted(catalog: Catalog) -> bool:
    return all(layer.trusted for layer in catalog.layers)


def _value(catalog: Catalog, text: str) -> Stat | None:
    """Find a value of a series by its id, or by a beginning of its period that fits only one."""
    subject, _, rest = text.strip().casefold().partition(".")
    metric, _, period = rest.partition(".")
    if not period or not is_metric(catalog, metric):
        return None
    own = [stat for stat in values_of(catalog, metric) if stat.subject == subject]
    fitting = [stat for stat in own if stat.period == period] or [
        stat for stat in own if stat.period.startswith(period)
    ]
    if len(fitting) == 1:
        return fitting[0]
    if not own:
        raise UsageError(f"no value of {metric} is about {shorten(subject)!r}; see 'gba stats --metric {metric}'")
    periods = ", ".join([stat.period for stat in own])
    raise UsageError(f"no single value is called {shorten(text)!r}; {subject}.{metric} has {periods}")


def _ambiguous(text: str, found: Sequence[Found]) -> str:
    shown = ", ".join([f"{kind} {record.id}" for kind, record in found[:6]]) + (", ..." if len(found) > 6 else "")
    return f"{shorten(text)!r} fits more than one record: {shown}; name one, or see 'gba search'"


def _unknown(catalog: Catalog, text: str) -> str:
    groups = (("city", "facility", "industry", "metric", "subject"), ("statement", "source"))
    known = [[record for kind in group for record in records_of(catalog, kind)] for group in groups]
    near = near_records(text, known[0]) or near_records(text, known[1])
    hint = f"did you mean {' or '.join(near)}? " if near else ""
    return f"nothing is called {shorten(text)!r}; {hint}'gba search' looks in names and texts"
