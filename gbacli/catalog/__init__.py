"""The facts as records: found, read, built and indexed, each file only when it is asked for."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from gbacli.catalog import reading
from gbacli.catalog.reading import Keep, Layer, built_in, files_of
from gbacli.errors import FactsError
from gbacli.fields import Type, declared
from gbacli.model import KINDS, About, City, Facility, Industry, Kind, Metric, Source, Stat, Subject
from gbacli.named_tuples import NamedTuple

__all__ = ["Catalog", "Layer", "Series", "Tables", "built_in"]

Tables = Mapping[str, Mapping[str, Any]]
"""The raw tables of one layer, by kind and id."""

Raw = tuple[Path | None, Any, str]
"""The table of a record: its file (None if that was read before), what is in it, and the origin."""

_BY_PLURAL = {kind.plural: kind for kind in KINDS.values()}


class Series(NamedTuple):
    """A metric with all its values, in the order of its tables."""

    metric: Metric
    stats: tuple[Stat, ...]


class Catalog:
    """All facts of one or more layers, by id; a later layer replaces whole records of an earlier one.

    What is asked for is read at its first use and then kept. Raises `FactsError` when a file cannot be read.
    """

    sources: dict[str, Source]
    cities: dict[str, City]
    facilities: dict[str, Facility]
    industries: dict[str, Industry]
    statements: dict[str, Stat]
    subjects: dict[str, Subject]

    def __init__(self, layers: Sequence[Layer], tables: Mapping[Layer, Tables] | None = None) -> None:
        """Take the `layers`, the built-in one first, and the `tables` of those that were read already."""
        self.layers = tuple(layers)
        self._tables = tables or {}
        self._series: dict[str, Series] = {}
        self._standing: dict[tuple[str, ...], Collection[Facility]] = {}

    if not TYPE_CHECKING:  # the annotations above say more

        def __getattr__(self, name: str) -> dict[str, Any]:
            """Read the records of a kind, called by its plural, when they are first asked for."""
            if name not in _BY_PLURAL:
                raise AttributeError(name)
            return vars(self).setdefault(name, self._records(_BY_PLURAL[name]))

    @property
    def is_built_in(self) -> bool:
        """Whether all is checked before a release: then no two records of a kind share a name."""
        return all(layer.trusted for layer in self.layers)

    def raw_tables(self, kind: str) -> list[tuple[str, bytes]]:
        """Return the ids and texts of the tables in the files of a kind (its plural), unparsed."""
        paths = [path for layer in self.layers for path in files_of(layer, _BY_PLURAL[kind].name)]
        return [(reading.name_of(part), part) for path in paths for part in reading.tables(path)]

    def some(self, kind: str, keep: Keep) -> dict[str, Any]:
        """Return the records of a kind (its plural); of a file that is not read yet only the tables to `keep`."""
        known: dict[str, Any] | None = vars(self).get(kind)
        return self._records(_BY_PLURAL[kind], keep) if known is None else known

    def named(self, kind: str, ids: Collection[str]) -> dict[str, Any]:
        """Return the records of a kind (its plural) that have one of these ids; others are not parsed."""
        found = self.some(kind, lambda part: reading.name_of(part) in ids) if ids else {}
        return {key: record for key, record in found.items() if key in ids}

    def facilities_in(self, cities: Collection[str]) -> Collection[Facility]:
        """Return the facilities that may stand in one of these cities (ids), all for none; others are not parsed."""
        if not cities or self.is_everywhere(cities):
            return self.facilities.values()
        key, names = tuple(cities), [f'"{city}"'.encode() for city in cities]
        if key not in self._standing:
            self._standing[key] = self.some("facilities", lambda part: any(name in part for name in names)).values()
        return self._standing[key]

    @property
    def regions(self) -> dict[str, Subject]:
        """The regions that figures are added up for, by id, the smaller first."""
        return {key: found for key in ("nine-cities", "gba") if (found := self.subjects.get(key)) and found.cities}

    def is_everywhere(self, cities: Collection[str]) -> bool:
        """Return whether what stands in these cities (ids) stands in the whole region, rather than in each of them."""
        return len(cities) > 1 and set(cities) >= set(self.cities)

    @cached_property
    def about(self) -> About:
        """The edition of the first layer that has one: overlays do not change the program's own."""
        table = next(table for _, (_, table, _) in self._raw(KINDS["about"]))
        return About(**{key: value for key, value in table.items() if key != "subjects"})

    @cached_property
    def metric_ids(self) -> tuple[str, ...]:
        """The ids of all stored metrics. Each is the name of its file, so nothing is parsed for them."""
        return tuple(self._stored)

    @cached_property
    def metrics(self) -> dict[str, Metric]:
        """All stored metrics, by id: of a file only what stands before its tables of values is parsed."""
        return {key: self._read_series(key, lambda part: not part.startswith(b"[")).metric for key in self._stored}

    def series(self, metric: str) -> Series | None:
        """Return the series of a `metric`, parsing that one file; None when no stored metric has this id."""
        if metric not in self._series and metric in self._stored:
            self._series[metric] = self._read_series(metric)
        return self._series.get(metric)

    def _read_series(self, metric: str, keep: Keep | None = None) -> Series:
        path, table, origin = self._stored[metric]
        found: Series = _built(KINDS["series"], metric, path, reading.load(path, keep) if path else table, origin)
        return found

    @cached_property
    def _stored(self) -> dict[str, Raw]:
        return dict(self._raw(KINDS["series"]))

    def _records(self, kind: Kind, keep: Keep | None = None) -> dict[str, Any]:
        return {key: _built(kind, key, *raw) for key, raw in self._raw(kind, keep)}

    def _raw(self, kind: Kind, keep: Keep | None = None) -> Iterator[tuple[str, Raw]]:
        """Yield the ids and raw tables of a kind, those to `keep`; a series is read when it is asked for."""
        for layer in self.layers:
            if layer in self._tables:
                known = self._tables[layer].get(kind.name, {})
                yield from [(key, (None, table, layer.origin)) for key, table in known.items()]
                continue
            for path in files_of(layer, kind.name):
                if kind.whole:
                    yield path.stem, (path, {} if kind.name == "series" else reading.load(path), layer.origin)
                    continue
                tables = reading.load(path, keep)
                tables = tables.get("subjects", {}) if kind.name == "subject" else tables
                yield from [(key, (path, table, layer.origin)) for key, table in tables.items()]


def _built(kind: Kind, key: str, path: Path | None, table: dict[str, Any], origin: str) -> Any:
    """Build one record. Built-in facts come here unchecked: whatever is wrong with them is said in one line."""
    try:
        if kind.name != "series":
            return _build(kind.record, table, id=key, origin=origin)
        metric = _build(Metric, table, id=key, table=[], origin=origin)
        return Series(metric, tuple([stat for part in table.get("table", ()) for stat in _stats(metric, part)]))
    except (TypeError, KeyError, ValueError, AttributeError, IndexError) as error:
        detail = str(error).replace("\n", " ")
        raise FactsError(f"[{key}] is not a record as it should be ({detail}); run 'gba check {path}'", path) from error


def _build(record: Any, table: dict[str, Any], /, **more: Any) -> Any:
    """Return a frozen record of a class, with all records in it, from its raw table and the fields that no file has."""
    fields = {**table, **more}
    for name, frozen in _frozen_of(record):
        if name in fields:
            fields[name] = frozen(fields[name])
    if record is Facility:  # its sources are those of its history and those of the record
        entries = (*fields["history"], *fields.get("expected", ()))
        fields["sources"] = tuple(dict.fromkeys([*[entry.source for entry in entries], *fields.get("sources", ())]))
    return record(**fields)


def _stats(metric: Metric, part: dict[str, Any]) -> list[Stat]:
    """Return the values of one published table: what it says once holds for each of them."""
    qualifiers, notes = part.get("qualifiers", {}), part.get("notes", {})
    locators, checked_by = part.get("locators", {}), part.get("checked_by", {})
    period, source, locator = part["period"], part["source"], part["locator"]
    return [
        Stat(  # in the order of its fields: by name they take four times as long, for a thousand values
            f"{subject}.{metric.id}.{period}",
            subject,
            metric.label,
            value,
            metric.unit_of(subject),
            qualifiers.get(subject, "exact"),
            period,
            source,
            locators.get(subject, locator),
            metric.id,
            None,
            notes.get(subject),
            tuple(checked_by.get(subject, ())),
            None,
            None,
            metric.origin,
        )
        for subject, value in part["values"].items()
    ]


@cache
def _frozen_of(record: Any) -> list[tuple[str, Callable[[Any], Any]]]:
    """Return the fields of a record class that hold several values, each with what makes these unchangeable."""
    several = [field for field in declared(record).values() if field.type.name in ("list", "map")]
    return [(field.name, _freezer(field.type)) for field in several]


def _freezer(kind: Type) -> Callable[[Any], Any]:
    if kind.name == "map":
        return MappingProxyType
    if isinstance(kind.item, Type):
        return tuple
    return lambda tables: tuple([_build(kind.item, table) for table in tables])
