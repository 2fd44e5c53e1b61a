"""What the paths given to `gba check` mean: a folder of facts, a part of one, or a file of somebody's own."""

import os
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from gbacli.catalog import Layer, layout, reading
from gbacli.catalog.layout import FILES, FOLDERS, KINDS, files_of
from gbacli.check.faults import Fault
from gbacli.check.shapes import SHAPES, WHOLE_FILES
from gbacli.errors import FactsError
from gbacli.model import BUILT_IN

_BY_TABLE = ("facility", "source", "statement", "industry", "city")
"""The kinds of which a file holds one table a record, those first that people add most."""


class Targets(NamedTuple):
    """What is to be checked."""

    layers: tuple[Layer, ...]
    """The folders and single files, without the built-in facts."""
    built_in: Layer | None
    """The built-in facts, not trusted, if they or a part of them are to be checked."""
    paths: tuple[Path, ...]
    """The folders and files asked about; a part of a folder is checked with the rest of it in view."""
    faults: tuple[Fault, ...]
    """What is wrong with the paths themselves."""

    def covers(self, path: Path) -> bool:
        """Say whether the file or folder `path` was asked about."""
        return any(path == target or target in path.parents for target in self.paths)


def targets_of(paths: Iterable[str | Path]) -> Targets:
    """Find out what the `paths` mean."""
    own: dict[Layer, None] = {}
    shipped = layout.built_in()
    found: list[Path] = []
    faults: list[Fault] = []
    ours: Layer | None = None
    for path in [Path(path) for path in paths]:
        if _unusable(path):
            faults += nowhere([path])
            continue
        layer, target = _layer_of(path)
        found.append(target)
        if layer.single is None and _is_same(layer.root, shipped.root):
            ours = ours or Layer(layer.root, BUILT_IN)
            found[-1] = ours.root / target.relative_to(layer.root)
        else:
            own[layer] = None
    return Targets(tuple(own), ours, tuple(found), tuple(faults))


def nowhere(paths: Iterable[str | Path]) -> list[Fault]:
    """Say which of the `paths` lead nowhere."""
    return [Fault(str(path), None, "", "", reason) for path in paths if (reason := _unusable(Path(path)))]


def _layer_of(path: Path) -> tuple[Layer, Path]:
    """Give the layer that `path` is, or is a part of, and the path as it is named from the root of that layer."""
    whole = Path(os.path.abspath(path))
    if path.is_dir():
        holds_layout = any((path / name).exists() for name in (*FILES.values(), *FOLDERS.values()))
        if whole.name in FOLDERS.values() and not holds_layout:
            return _part(path, whole)
        return Layer(path, str(path)), path
    if whole.name in FILES.values():
        return Layer(path.parent, str(path.parent)), path
    if whole.parent.name in FOLDERS.values() and whole.suffix == ".toml":
        return _part(path.parent, whole.parent, path.name)
    return Layer(path.parent, str(path), single=(_kind_of(path), path)), path


def _part(folder: Path, whole: Path, *rest: str) -> tuple[Layer, Path]:
    """Give the layer around one of the `FOLDERS`: as it was written if that names the folder above it."""
    root = folder.parent if folder.name == whole.name else whole.parent
    return Layer(root, str(root)), root.joinpath(whole.name, *rest)


def _kind_of(path: Path) -> str:
    """Tell from the keys of a file which kind of fact it holds; of a file that cannot be read, any."""
    try:
        top = dict(islice(reading.tables(reading.read(path), path), 20))
    except FactsError:
        return "facility"
    plain = {key for key, value in top.items() if not isinstance(value, dict) or key == "subjects"}
    if plain & {field for kind in WHOLE_FILES for field in SHAPES[kind].fields}:
        return max(reversed(WHOLE_FILES), key=lambda kind: len(plain & SHAPES[kind].fields.keys()))
    records = [value for value in top.values() if isinstance(value, dict)]
    return max((kind for kind in _BY_TABLE), key=lambda kind: _likeness(kind, records))


def _likeness(kind: str, records: Sequence[dict[str, Any]]) -> int:
    """Say how much tables look like records of a `kind`: keys of theirs, less keys that they have not and need."""
    fields = SHAPES[kind].fields
    required = {key for key, field in fields.items() if field.required}
    return sum(
        len(keys & fields.keys()) - len(keys - fields.keys()) - len(required - keys) for keys in map(set, records)
    )


def _unusable(path: Path) -> str:
    try:
        return "" if path.exists() else "is not there; expected a folder or file of facts"
    except (OSError, ValueError) as error:
        return f"is no path of a folder or file ({getattr(error, 'strerror', None) or error})"


def empty(layer: Layer) -> list[Fault]:
    """Say that a folder holds no fact file at all: it is hardly the one that was meant."""
    try:
        if layer.single is not None or any(files_of(layer, kind) for kind in KINDS):
            return []
    except FactsError:
        return []  # said when it is read
    expected = ", ".join([*FILES.values(), *[f"{name}/" for name in FOLDERS.values()]])
    return [Fault(str(layer.root), None, "", "", f"holds no facts; expected some of {expected}")]


def as_short(path: Path) -> Path:
    """Name a path from the working directory if it lies below it."""
    try:
        return path.relative_to(Path.cwd())
    except (ValueError, OSError):
        return path


def _is_same(one: Path, other: Path) -> bool:
    try:
        return os.path.samefile(one, other)
    except OSError:
        return False
