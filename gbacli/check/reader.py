"""Reads the raw tables of one layer that is not trusted, and checks each by itself."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from gbacli.catalog import Catalog, Layer, reading
from gbacli.catalog.layout import files_of
from gbacli.catalog.lines import KeyPath
from gbacli.check.faults import Finding
from gbacli.check.record_rules import RULES
from gbacli.check.values import Checker, References, checker_of
from gbacli.errors import FactsError
from gbacli.fields import ID
from gbacli.model import BUILT_IN, KINDS, Kind


class OverlayReader:
    """What one layer holds: its raw tables, what they refer to, and what is wrong with them.

    Faulty tables are kept too, so that whatever refers to them is not reported as well.
    """

    def __init__(self, layer: Layer) -> None:
        """Read and check all files of the `layer`."""
        self.layer = layer
        self.tables: dict[str, dict[str, Any]] = defaultdict(dict)
        """The raw tables by kind and id; subjects are a kind of their own here."""
        self.paths: dict[str, dict[str, Path]] = defaultdict(dict)
        """The file of every table."""
        self.faulty: set[tuple[str, str]] = set()
        """The kinds and ids of tables that no record can be built of."""
        self.refers: References = {}
        self.broken: dict[Path, list[str]] = {}
        """The files and folders that cannot be read, with the kinds of fact they should hold."""
        self.empty: list[Path] = []
        """The files without a table."""
        self.findings: list[Finding] = []
        for kind in [kind for kind in KINDS.values() if kind.files]:
            self._read(kind)

    def records(self) -> Iterator[tuple[str, str, Any]]:
        """Yield the kind, id and raw table of every record, faulty ones included."""
        for kind in [kind for kind in self.tables if KINDS[kind].files]:
            yield from [(kind, key, table) for key, table in self.tables[kind].items()]

    def good(self) -> dict[str, dict[str, Any]]:
        """Return the tables of which records can be built, by kind and id."""
        if not self.faulty:
            return self.tables
        return {
            kind: {key: table for key, table in tables.items() if (kind, key) not in self.faulty}
            for kind, tables in self.tables.items()
        }

    def wrong(self, kind: str, key: str, place: KeyPath, message: str) -> Finding:
        """Return the finding of a fault in a record of the layer."""
        path = self.paths[kind][key]
        if kind == "subject":
            return Finding("about", path, path.stem, ("subjects", key, *place), message)
        return Finding(kind, path, key, place, message)

    def text_of(self, path: Path) -> bytes:
        """Return what a file of the layer holds. Raises `FactsError`."""
        return reading.read(path) if self.layer.data is None else self.layer.data

    def _read(self, kind: Kind) -> None:
        check = checker_of(kind.record, self.refers)
        try:
            paths = files_of(self.layer, kind.name)
        except FactsError as error:
            self._cannot_read(kind, error)
            return
        for path in paths:
            try:
                table = reading.parse(self.text_of(path), path)
            except FactsError as error:
                self._cannot_read(kind, error)
                continue
            if not table:
                self.empty.append(path)
            for key, part in self._records(kind, path, table).items():
                self._take(kind, path, key, part, check)
            if kind.name == "about" and isinstance(table.get("subjects"), dict):
                self.tables["subject"].update(table["subjects"])
                self.paths["subject"].update(dict.fromkeys(table["subjects"], path))

    def _records(self, kind: Kind, path: Path, table: dict[str, Any]) -> dict[str, Any]:
        """Return the records of a file by id; what comes through a pipe has no name to be known by."""
        if not kind.whole:
            return table
        name = path.stem if self.layer.data is None else table.get("id")
        return {name if isinstance(name, str) else path.stem: table}

    def _take(self, kind: Kind, path: Path, key: str, table: Any, check: Checker) -> None:
        name = kind.name
        wrong_id = () if kind.whole else _check_id(key)
        wrong = [*check(table), *[((), f"the id {message}") for _, message in wrong_id]]
        first = self.paths[name].setdefault(key, path)
        if first is not path:
            self._repeated(name, key, first, path)
        else:
            self.tables[name][key] = table
        if wrong:
            self.faulty.add((name, key))
        else:
            for rule in RULES.get(name, ()):
                wrong += rule(key, table)
        if wrong:
            self.findings += [Finding(name, path, key, place, message) for place, message in wrong]

    def _repeated(self, kind: str, key: str, *paths: Path) -> None:
        for path, other in zip(paths, reversed(paths), strict=True):
            message = f"is a repeated id, {other.name} has it too; expected another id, or one record"
            self.findings.append(Finding(kind, path, key, (), message))

    def _cannot_read(self, kind: Kind, error: FactsError) -> None:
        path = error.path if isinstance(error.path, Path) else self.layer.root
        kinds = [kind.name, *(["subject"] if kind.name == "about" else [])]
        if path not in self.broken:
            self.findings.append(Finding("", path, "", (), error.detail, error.line))
        self.broken[path] = [*self.broken.get(path, ()), *kinds]


_check_id = checker_of(ID, {})


class Checked(NamedTuple):
    """What the rules look at: the catalog of all layers, and what was read of those that are not trusted."""

    catalog: Catalog
    readers: tuple[OverlayReader, ...]
    """In the order of their layers."""

    @property
    def built_in(self) -> OverlayReader | None:
        """The built-in facts, if they are checked."""
        return next((reader for reader in self.readers if reader.layer.origin == BUILT_IN), None)

    def ids(self, kind: str) -> set[str]:
        """Return the ids of a `kind` in all layers, faulty records included."""
        known = self.catalog.metric_ids if kind == "series" else getattr(self.catalog, KINDS[kind].plural)
        return set(known).union(*[reader.tables[kind] for reader in self.readers])

    def paths(self, kind: str) -> dict[str, Path]:
        """Return the files of the records of a `kind` that are checked, by id."""
        return {key: path for reader in self.readers for key, path in reader.paths[kind].items()}

    def all_readable(self, kind: str) -> bool:
        """Return whether every file of this kind could be read; only then is an unknown id an error."""
        return not any(kind in kinds for reader in self.readers for kinds in reader.broken.values())
