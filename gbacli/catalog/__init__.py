"""The facts as records: found, read and indexed, each file only when it is asked for."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gbacli.catalog import building, reading
from gbacli.catalog.building import Series
from gbacli.catalog.layout import Layer, built_in, files_of
from gbacli.errors import FactsError
from gbacli.model import KINDS, About, City, Facility, Industry, Kind, Metric, Source, Stat, Subject

__all__ = ["Catalog", "Layer", "Series", "Tables", "built_in"]

Tables = Mapping[str, Mapping[str, Any]]
"""The raw tables of one layer, by kind and id."""

_BY_PLURAL = {kind.plural: kind for kind in KINDS.values() if kind.files}


class Catalog:
    """All facts of one or more layers; a later layer replaces whole records of an earlier one by id.

    Mappings are keyed by id and keep the order of the files. Each is read at its first use and then kept.
    Raises `FactsError` from any of them when a file cannot be read.
    """

    sources: dict[str, Source]
    cities: dict[str, City]
    facilities: dict[str, Facility]
    industries: dict[str, Industry]
    statements: dict[str, Stat]

    def __init__(self, layers: Sequence[Layer], tables: Mapping[Layer, Tables] | None = None) -> None:
        """Take the `layers`, the built-in one first, and the `tables` of those that were read already."""
        self.layers = tuple(layers)
        self._tables = tables or {}
        self._series: dict[str, Series] = {}

    if not TYPE_CHECKING:  # the annotations above say more

        def __getattr__(self, name: str) -> dict[str, Any]:
            """Read the records of a kind, called by its plural, when they are first asked for."""
            if name not in _BY_PLURAL:
                raise AttributeError(name)
            found = self._records(_BY_PLURAL[name])
            setattr(self, name, found)
            return found

    def sources_named(self, ids: Collection[str]) -> dict[str, Source]:
        """Return the sources with these ids, if there are all; of the large file only their tables are parsed."""
        found = {} if "sources" in vars(self) or not ids else self._records(KINDS["source"], ids)
        return found if len(found) == len(ids) else self.sources

    @cached_property
    def about(self) -> About:
        """The edition of the first layer that has one: overlays do not change the program's own."""
        return About(**{key: value for key, value in self._about_tables[0][1].items() if key != "subjects"})

    @cached_property
    def subjects(self) -> dict[str, Subject]:
        """What figures are about besides cities, facilities and industries, by id."""
        return {
            key: building.build(Subject, raw, id=key, origin=layer.origin)
            for layer, table in self._about_tables
            for key, raw in table.get("subjects", {}).items()
        }

    @cached_property
    def metric_ids(self) -> tuple[str, ...]:
        """The ids of all stored metrics. Each is the name of its file, so nothing is parsed for them."""
        return tuple(self._series_layers)

    @cached_property
    def metrics(self) -> dict[str, Metric]:
        """All stored metrics, by id."""
        return {key: found.metric for key in self.metric_ids if (found := self.series(key))}

    def series(self, metric: str) -> Series | None:
        """Return the series of a `metric`, parsing that one file; None when no stored metric has this id."""
        if metric not in self._series and metric in self._series_layers:
            layer, path = self._series_layers[metric]
            table = reading.load(path) if path else self._tables[layer]["series"][metric]
            self._series[metric] = _built(KINDS["series"], path, metric, table, layer.origin)
        return self._series.get(metric)

    def headlines(self) -> list[Metric]:
        """Return the stored metrics that a comparison shows of itself. Files that do not say so are not parsed."""
        paths = {key: path for key, (_, path) in self._series_layers.items() if path}
        maybe = [key for key in self.metric_ids if key not in paths or b"headline" in reading.read(paths[key])]
        return [found.metric for key in maybe if (found := self.series(key)) and found.metric.headline]

    @cached_property
    def _series_layers(self) -> dict[str, tuple[Layer, Path | None]]:
        """The layer of each stored metric, and its file if that is still to be read."""
        found: dict[str, tuple[Layer, Path | None]] = {}
        for layer in self.layers:
            if layer in self._tables:
                found.update(dict.fromkeys(self._tables[layer].get("series", ()), (layer, None)))
            else:
                found.update({path.stem: (layer, path) for path in files_of(layer, "series")})
        return found

    @cached_property
    def _about_tables(self) -> list[tuple[Layer, dict[str, Any]]]:
        return [(layer, table) for layer in self.layers for _, _, table in self._raw(KINDS["about"], layer)]

    def _records(self, kind: Kind, only: Collection[str] = ()) -> dict[str, Any]:
        return {
            key: _built(kind, path, key, table, layer.origin)
            for layer in self.layers
            for path, key, table in self._raw(kind, layer, only)
            if not only or key in only
        }

    def _raw(self, kind: Kind, layer: Layer, only: Collection[str] = ()) -> Iterator[tuple[Path | None, str, Any]]:
        """Yield the raw tables of one layer (`only` those ids), each with its file (None if it was read) and id."""
        if layer in self._tables:
            yield from [(None, key, table) for key, table in self._tables[layer].get(kind.name, {}).items()]
            return
        for path in files_of(layer, kind.name):
            table = reading.load(path, only)
            for key, part in {path.stem: table}.items() if kind.whole else table.items():
                yield path, key, part


def _built(kind: Kind, path: Path | None, key: str, table: dict[str, Any], origin: str) -> Any:
    """Build one record. Built-in facts come here unchecked: whatever is wrong with them is said in one line."""
    try:
        if kind.name == "series":
            return building.series(key, table, origin)
        return building.build(kind.record, table, id=key, origin=origin)
    except (TypeError, KeyError, ValueError, AttributeError, IndexError) as error:
        detail = str(error).replace("__new__() ", "").replace("\n", " ")
        raise FactsError(f"[{key}] is not a record as it should be ({detail}); run 'gba check {path}'", path) from error
