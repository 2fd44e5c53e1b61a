"""Reads the raw tables of the layers that are not trusted, and checks each by itself."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from gbacli.catalog import Catalog, Layer, reading
from gbacli.catalog.lines import KeyPath
from gbacli.check.faults import Fault, written
from gbacli.check.values import Checker, checker_of
from gbacli.errors import FactsError
from gbacli.fields import ID, Type
from gbacli.model import KINDS, Kind
from gbacli.named_tuples import NamedTuple


class Record(NamedTuple):
    """The raw table of a record, and where it stands."""

    layer: Layer
    kind: str
    key: str
    table: Any
    path: Path
    good: bool
    """Whether a record can be built of it: its shape is right."""

    def wrong(self, key_path: KeyPath, message: str) -> Fault:
        """Return a fault at `key_path` in the record; its line is still to be found."""
        if self.kind == "subject":  # it stands in a table of the kind `about`
            return self._replace(kind="about", key=self.path.stem).wrong(("subjects", self.key, *key_path), message)
        from_top = key_path if KINDS[self.kind].whole else (self.key, *key_path)
        return Fault(str(self.path), 1, self.key or None, written(key_path) or None, message, from_top)


class Checked:
    """What the rules look at: the catalog of all layers, and every record of those that are not trusted."""

    def __init__(self, layers: Sequence[Layer]) -> None:
        """Read and check all files of the `layers` that are not trusted; the others are read where that is needed."""
        self.layers = [layer for layer in layers if not layer.trusted]
        self.records: dict[str, list[Record]] = defaultdict(list)
        """By kind, faulty ones included; subjects are a kind of their own here."""
        self.refers: dict[Type, set[str]] = defaultdict(set)
        """The ids that records refer to, by the type of the reference."""
        self.unreadable: set[str] = set()
        """The kinds of fact of which a file cannot be read."""
        self.faults: list[Fault] = []
        for layer in self.layers:
            for kind in [kind for kind in KINDS.values() if kind.files]:
                self._read(layer, kind)
        tables: dict[Layer, dict[str, dict[str, Any]]] = {layer: defaultdict(dict) for layer in self.layers}
        for record in [record for kind in KINDS for record in self.good(kind)]:
            tables[record.layer][record.kind][record.key] = record.table
        self.catalog = Catalog(layers, tables)

    def good(self, kind: str) -> list[Record]:
        """Return the records of a `kind` whose shape is right."""
        return [record for record in self.records[kind] if record.good]

    def all_readable(self, *kinds: str) -> bool:
        """Return whether every file of these kinds could be read; only then is an unknown id an error."""
        return self.unreadable.isdisjoint("about" if kind == "subject" else kind for kind in kinds)

    def _read(self, layer: Layer, kind: Kind) -> None:
        check = checker_of(kind.record, lambda refers: self.refers[refers].add)
        with self._noted(kind):
            for path in reading.files_of(layer, kind.name):
                with self._noted(kind):
                    table = reading.load(path)
                    named = table.get("id") if path.suffix != ".toml" else None  # a pipe has no name to be known by
                    name = named if isinstance(named, str) else path.stem
                    for key, part in {name: table}.items() if kind.whole else table.items():
                        self._take(layer, kind, key, part, path, check)

    def _take(self, layer: Layer, kind: Kind, key: str, table: Any, path: Path, check: Checker) -> None:
        of_id = () if kind.whole else _check_id(key)
        wrong = [*check(table), *[((), f"the id {message}") for _, message in of_id]]
        own = Record(layer, kind.name, key, table, path, not wrong)
        self.faults += [own.wrong(key_path, message) for key_path, message in wrong]
        self.records[kind.name].append(own)
        subjects = table.get("subjects") if kind.name == "about" else None
        for subject, part in subjects.items() if isinstance(subjects, dict) else ():
            self.records["subject"].append(own._replace(kind="subject", key=subject, table=part))

    @contextmanager
    def _noted(self, kind: Kind) -> Iterator[None]:
        """Take down a file or folder that cannot be read as a fault."""
        try:
            yield
        except FactsError as error:
            self.faults.append(Fault(str(error.path), error.line, message=error.detail))
            self.unreadable.add(kind.name)


_check_id = checker_of(ID)
