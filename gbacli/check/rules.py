"""Rules that look beyond one record: what records say of each other, in all layers together.

Each is named as the sentence that holds, takes what was inspected, and yields what breaks it.
"""
# ruff: noqa: D401 - the docstring of a rule says what holds, not what the function does

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any

from gbacli.catalog import Catalog, reading
from gbacli.catalog.layout import FILES, FOLDERS, KINDS
from gbacli.check.faults import Finding, did_you_mean, quoted
from gbacli.check.inspector import Inspector
from gbacli.check.shapes import SHAPES, WHOLE_FILES
from gbacli.errors import FactsError

ATTRIBUTES = {
    "about": "subjects",
    "subject": "subjects",
    "source": "sources",
    "city": "cities",
    "facility": "facilities",
    "industry": "industries",
    "statement": "statements",
}
"""Where in a catalog the records of a kind are; those of series are behind a method."""

REFERS = {
    "source": ("source",),
    "city": ("city",),
    "metric": ("series",),
    "place": ("city", "subject"),
    "subject": ("city", "subject", "facility", "industry"),
}
"""Of which kinds an id can be, by what refers to it; those first that cost least to look up."""

_NOUNS = {
    "source": "source",
    "city": "city of the Greater Bay Area",
    "metric": "metric",
    "place": "city of the Greater Bay Area (or subject of about.toml)",
    "subject": "city, facility, industry or subject of about.toml",
}
_LISTS = {"source": "gba sources", "city": "gba cities", "metric": "gba stats --metric help"}
_CURRENCIES = frozenset(("CNY", "HKD", "MOP", "USD"))


class Inspected:
    """What the rules look at: the catalog of all layers, and what was seen of those that are not trusted."""

    def __init__(self, catalog: Catalog, inspectors: list[Inspector]) -> None:
        """Take the `catalog` and the `inspectors` of its layers that are not trusted, in their order."""
        self.catalog = catalog
        self.inspectors = inspectors

    def ids(self, kind: str) -> set[str]:
        """Give the ids of a `kind` in all layers, faulty records included."""
        found = set(self._catalogued(kind))
        for inspector in self.inspectors:
            found.update(inspector.paths[kind])
        return found

    def is_judged(self, kind: str) -> bool:
        """Say whether all files of a `kind` could be read, so that what is not there is missing indeed."""
        return not any(kind in kinds for inspector in self.inspectors for kinds in inspector.broken.values())

    @cached_property
    def replaced_sources(self) -> set[str]:
        """The sources of the layers that are trusted: another layer may replace one and use it nowhere itself."""
        trusted = [layer for layer in self.catalog.layers if layer.trusted]
        return set(Catalog(trusted).sources)

    def _catalogued(self, kind: str) -> Any:
        return self.catalog.metric_ids if kind == "series" else getattr(self.catalog, ATTRIBUTES[kind])


def every_reference_leads_to_a_record(inspected: Inspected) -> Iterator[Finding]:
    """Cities, sources, metrics and subjects that are named are there, in the same folder or in one below it."""
    missing: dict[str, set[str]] = {}
    for refers, kinds in REFERS.items():
        lost = {target for inspector in inspected.inspectors for target in inspector.seen.get(refers, ())}
        for kind in kinds:
            if lost:
                lost = lost - inspected.ids(kind) if inspected.is_judged(kind) else set()
        if lost:
            missing[refers] = lost
    if missing:
        for inspector in inspected.inspectors:
            yield from _who_refers(inspected, inspector, missing)


def _who_refers(inspected: Inspected, inspector: Inspector, missing: dict[str, set[str]]) -> Iterator[Finding]:
    """Read a layer once more, to find where it refers to what is missing."""
    known = {refers: sorted(set().union(*[inspected.ids(kind) for kind in REFERS[refers]])) for refers in missing}
    for kind in KINDS:
        for path in inspected.catalog.files(inspector.layer, kind):
            split = reading.document if kind in WHOLE_FILES else reading.tables
            try:
                for key, table in split(reading.read(path), path):
                    for place, refers, target in SHAPES[kind].references((), table):
                        if target in missing.get(refers, ()):
                            yield Finding(kind, path, key, place, _lost(refers, target, known[refers]))
            except FactsError:
                continue  # reported when it was first read


def _lost(refers: str, target: str, known: list[str]) -> str:
    near = did_you_mean(target, known)
    listing = f" ('{_LISTS[refers]}' lists them)" if refers in _LISTS and not near else ""
    return f"is {quoted(target)}; expected the id of a {_NOUNS[refers]}{near or listing}"


def every_source_is_used(inspected: Inspected) -> Iterator[Finding]:
    """A source that nothing refers to is left over from something, or waits for a fact that was forgotten."""
    if any(inspector.broken for inspector in inspected.inspectors):
        return
    used = {source for inspector in inspected.inspectors for source in inspector.seen.get("source", ())}
    for inspector in inspected.inspectors:
        for key, path in inspector.paths["source"].items():
            if key not in used and key not in inspected.replaced_sources:
                message = "is a source that nothing refers to; expected a fact that rests on it"
                yield Finding("source", path, key, (), message)


def neighbours_are_mutual(inspected: Inspected) -> Iterator[Finding]:
    """If a city names another as its neighbour, that one names it too."""
    paths = {key: path for inspector in inspected.inspectors for key, path in inspector.paths["city"].items()}
    if not paths:
        return
    cities = inspected.catalog.cities
    for city in cities.values():
        for key in city.neighbours:
            other = cities.get(key)
            if other is None or other is city or city.id in other.neighbours:
                continue
            if key in paths:
                message = f"leave out {city.id}, which names {key}; expected both to do so"
                yield Finding("city", paths[key], key, ("neighbours",), message)
            elif city.id in paths:
                place = ("neighbours", city.neighbours.index(key))
                message = f"is {quoted(key)}, which does not name {city.id}; expected both to do so"
                yield Finding("city", paths[city.id], city.id, place, message)


def a_statement_is_in_the_unit_of_its_metric(inspected: Inspected) -> Iterator[Finding]:
    """A figure of a metric is the same quantity, so it has the same unit; only a currency may be another one."""
    for inspector in inspected.inspectors:
        for key, path in inspector.paths["statement"].items():
            stat = inspected.catalog.statements.get(key)
            if stat is None or stat.metric is None or stat.metric not in inspected.catalog.metric_ids:
                continue
            series = inspected.catalog.series(stat.metric)
            unit = series.metric.unit_of(stat.subject) if series else stat.unit
            if stat.unit != unit and not {stat.unit, unit} <= _CURRENCIES:
                message = f"is {quoted(stat.unit)}; expected {quoted(unit)}, the unit of {stat.metric}, or no metric"
                yield Finding("statement", path, key, ("unit",), message)


def every_file_has_its_place(inspected: Inspected) -> Iterator[Finding]:
    """A fact file that is not where facts are looked for would be passed over without a word."""
    files, folders = tuple(FILES.values()), tuple(FOLDERS.values())
    expected = f"expected {', '.join(files)}, or a file of {' or '.join(f'{name}/' for name in folders)}"
    for inspector in inspected.inspectors:
        root = inspector.layer.root
        if inspector.layer.single is not None:
            continue
        for path in root.glob("*.toml"):
            if path.name not in files:
                near = did_you_mean(path.name, files)
                yield Finding("", path, "", (), f"is no file of facts by its name; {expected}{near}")
        deeper = [path for folder in folders for path in (root / folder).glob("*/*.toml")]
        for path in [*root.glob("[!._]*/*.toml"), *deeper]:
            if path in deeper or path.parent.name not in folders:
                near = did_you_mean(path.parent.name, folders)
                yield Finding("", path, "", (), f"is in no folder of facts; {expected}{near}")


Rule = Callable[[Inspected], Iterator[Finding]]
RULES: tuple[Rule, ...] = (
    every_reference_leads_to_a_record,
    every_source_is_used,
    neighbours_are_mutual,
    a_statement_is_in_the_unit_of_its_metric,
    every_file_has_its_place,
)
