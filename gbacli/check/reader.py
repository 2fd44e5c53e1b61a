"""Reads the raw tables of one layer that is not trusted, and checks each by itself."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from gbacli.catalog import Catalog, Layer, reading
from gbacli.catalog.layout import files_of
from gbacli.catalog.lines import KeyPath
from gbacli.check.faults import Fault, file_fault, record_fault
from gbacli.check.record_rules import RULES, a_name_can_be_typed
from gbacli.check.values import Checker, References, checker_of
from gbacli.errors import FactsError
from gbacli.fields import ID
from gbacli.model import BUILT_IN, KINDS, Kind

_check_id = checker_of(ID, {})


class OverlayReader:
    """What one layer holds, faulty or not, what it refers to, and what is wrong with it."""

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
        self.unreadable: set[str] = set()
        """The kinds of fact of which a file cannot be read."""
        self.empty: list[Path] = []
        """The files without a table."""
        self.faults: list[Fault] = []
        for kind in [kind for kind in KINDS.values() if kind.files]:
            self._read(kind)

    def records(self) -> Iterator[tuple[str, str, Any]]:
        """Yield the kind, id and raw table of every record, faulty ones included."""
        for kind in [kind for kind in self.tables if KINDS[kind].files]:
            yield from [(kind, key, table) for key, table in self.tables[kind].items()]

    def good(self, kind: str) -> dict[str, Any]:
        """Return the tables of a `kind` of which records can be built, by id."""
        return {key: table for key, table in self.tables[kind].items() if (kind, key) not in self.faulty}

    def wrong(self, kind: str, key: str, key_path: KeyPath, message: str) -> Fault:
        """Return the fault of a record of the layer."""
        path = self.paths[kind][key]
        if kind == "subject":
            return record_fault("about", path, path.stem, ("subjects", key, *key_path), message)
        return record_fault(kind, path, key, key_path, message)

    def _read(self, kind: Kind) -> None:
        check = checker_of(kind.record, self.refers)
        try:
            paths = files_of(self.layer, kind.name)
        except FactsError as error:
            self._cannot_read(kind, error)
            return
        for path in paths:
            try:
                table = reading.parse(reading.read(path) if self.layer.data is None else self.layer.data, path)
            except FactsError as error:
                self._cannot_read(kind, error)
                continue
            if not table:
                self.empty.append(path)
            name = path.stem if self.layer.data is None else table.get("id")  # a pipe has no name to be known by
            name = name if isinstance(name, str) else path.stem
            for key, part in {name: table}.items() if kind.whole else table.items():
                self._take(kind, path, key, part, check)
            if kind.name == "about" and isinstance(table.get("subjects"), dict):
                self.tables["subject"].update(table["subjects"])
                self.paths["subject"].update(dict.fromkeys(table["subjects"], path))
                self.faulty |= {("subject", key) for key in table["subjects"] if ("about", name) in self.faulty}

    def _take(self, kind: Kind, path: Path, key: str, table: Any, check: Checker) -> None:
        wrong = [*check(table)]
        if not kind.whole:
            wrong += [((), f"the id {message}") for _, message in _check_id(key)]
        if wrong:
            self.faulty.add((kind.name, key))
        else:
            wrong = [found for rule in (a_name_can_be_typed, *RULES.get(kind.name, ())) for found in rule(key, table)]
        self.faults += [record_fault(kind.name, path, key, key_path, message) for key_path, message in wrong]
        first = self.paths[kind.name].setdefault(key, path)
        if first is path:
            self.tables[kind.name][key] = table
            return
        for here, other in ((first, path), (path, first)):
            message = f"is a repeated id, {other.name} has it too; expected another id, or one record"
            self.faults.append(record_fault(kind.name, here, key, (), message))

    def _cannot_read(self, kind: Kind, error: FactsError) -> None:
        self.faults.append(file_fault(error.path, error.detail, error.line))
        self.unreadable |= {kind.name, "subject"} if kind.name == "about" else {kind.name}


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

    def all_readable(self, *kinds: str) -> bool:
        """Return whether every file of these kinds could be read; only then is an unknown id an error."""
        return not any(reader.unreadable.intersection(kinds) for reader in self.readers)
