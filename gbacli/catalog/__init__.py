"""The facts as records: found, read and indexed, each file only when it is asked for."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol, TypeVar

from gbacli import model as records
from gbacli.catalog import building, reading
from gbacli.catalog.layout import Layer, built_in, files_of
from gbacli.errors import FactsError
from gbacli.model import About

__all__ = ["About", "Catalog", "Inspector", "Layer", "built_in"]

Record = TypeVar("Record")
Split = Callable[[bytes, Path], Iterable[tuple[str, Any]]]


class Inspector(Protocol):
    """Looks at what a layer that is not trusted holds, before records are made of it."""

    def table(self, kind: str, path: Path, key: str, table: Any) -> bool:
        """Look at one raw table of a `kind`; say whether a record can be built of it."""

    def cannot_read(self, error: FactsError) -> None:
        """Take note of a file that cannot be read."""


class Catalog:
    """All facts of one or more layers; a later layer replaces whole records of an earlier one by id.

    Mappings are keyed by id and keep the order of the files. Each is read at its first use and then kept.
    Raises `FactsError` from any of them when a file cannot be read.
    """

    def __init__(self, layers: Sequence[Layer], inspect: Callable[[Layer], Inspector] | None = None) -> None:
        """Take the `layers`, the built-in one first. `inspect` names who looks at a layer not trusted."""
        self.layers = tuple(layers)
        self._inspect = inspect

    @cached_property
    def about(self) -> About:
        """The edition of the first layer that has one: overlays do not change the program's own."""
        return About(**{key: value for key, value in self._about_tables[0][1].items() if key != "subjects"})

    @cached_property
    def subjects(self) -> dict[str, records.Subject]:
        """What figures are about besides cities, facilities and industries, by id."""
        found: dict[str, records.Subject] = {}
        for layer, table in self._about_tables:
            for key, raw in table.get("subjects", {}).items():
                found[key] = building.subject(key, raw, layer.origin)
        return found

    @cached_property
    def sources(self) -> dict[str, records.Source]:
        """Where facts come from, by id."""
        return self._load("source", building.source)

    @cached_property
    def cities(self) -> dict[str, records.City]:
        """The cities, by id."""
        return self._load("city", building.city)

    @cached_property
    def facilities(self) -> dict[str, records.Facility]:
        """The facilities, by id."""
        return self._load("facility", building.facility)

    @cached_property
    def industries(self) -> dict[str, records.Industry]:
        """The manufacturing clusters, by id."""
        return self._load("industry", building.industry)

    @cached_property
    def statements(self) -> dict[str, records.Stat]:
        """The single statements, by id."""
        return self._load("statement", building.statement)

    @cached_property
    def metric_ids(self) -> tuple[str, ...]:
        """The ids of all stored metrics. Each is the name of its file, so nothing is parsed for them."""
        return tuple(self._series_files)

    @cached_property
    def metrics(self) -> dict[str, records.Metric]:
        """All stored metrics, by id."""
        return {key: found.metric for key in self.metric_ids if (found := self.series(key))}

    def series(self, metric: str) -> building.Series | None:
        """Read the series of a `metric` (one of `metric_ids`), parsing that one file; None if it was refused."""
        if metric not in self._series:
            layer, path = self._series_files[metric]
            tables = [table for _, _, table in self._raw("series", layer, [path], reading.document)]
            self._series[metric] = _built(building.series, path, metric, tables[0], layer.origin) if tables else None
        return self._series[metric]

    def files(self, layer: Layer, kind: str) -> list[Path]:
        """List the files of a kind; that those of a layer that is not trusted cannot be listed is a fault of it."""
        try:
            return files_of(layer, kind)
        except FactsError as error:
            if layer.trusted or self._inspect is None:
                raise
            self._inspect(layer).cannot_read(error)
            return []

    @cached_property
    def _series(self) -> dict[str, building.Series | None]:
        return {}

    @cached_property
    def _series_files(self) -> dict[str, tuple[Layer, Path]]:
        return {path.stem: (layer, path) for layer in self.layers for path in self.files(layer, "series")}

    @cached_property
    def _about_tables(self) -> list[tuple[Layer, dict[str, Any]]]:
        found = []
        for layer in self.layers:
            raw = self._raw("about", layer, self.files(layer, "about"), reading.document)
            found += [(layer, table) for _, _, table in raw]
        return found

    def _load(self, kind: str, build: Callable[[str, dict[str, Any], str], Record]) -> dict[str, Record]:
        found: dict[str, Record] = {}
        for layer in self.layers:
            for path, key, table in self._raw(kind, layer, self.files(layer, kind), reading.tables):
                found[key] = _built(build, path, key, table, layer.origin)
        return found

    def _raw(self, kind: str, layer: Layer, paths: Iterable[Path], split: Split) -> Iterator[tuple[Path, str, Any]]:
        """Read the raw tables of one layer; those of a layer that is not trusted pass the inspector first."""
        inspect = None if layer.trusted or self._inspect is None else self._inspect(layer)
        for path in paths:
            try:
                for key, table in split(reading.read(path), path):
                    if inspect is None or inspect.table(kind, path, key, table):
                        yield path, key, table
            except FactsError as error:
                if inspect is None:
                    raise
                inspect.cannot_read(error)


def _built(
    build: Callable[[str, dict[str, Any], str], Record], path: Path, key: str, table: dict[str, Any], origin: str
) -> Record:
    """Build one record. Built-in facts come here unchecked: whatever is wrong with them is said in one line."""
    try:
        return build(key, table, origin)
    except (TypeError, KeyError, ValueError, AttributeError, IndexError) as error:
        detail = str(error).replace("__new__() ", "").replace("\n", " ")
        raise FactsError(f"[{key}] is not a record as it should be ({detail}); run 'gba check {path}'", path) from error
