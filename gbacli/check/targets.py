"""What the paths given to `gba check` mean: a folder of facts, a part of one, or a user's file."""

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from gbacli.catalog import Layer, layout, reading
from gbacli.catalog.layout import FILES, FOLDERS, files_of
from gbacli.check.faults import Fault, file_fault
from gbacli.errors import FactsError
from gbacli.fields import declared
from gbacli.model import BUILT_IN, KINDS

_LIKELY = ("facility", "source", "statement", "industry", "city", "series", "about")
"""The kinds that a file can hold, those first that people add most."""
_STDIN = "-"
_OPEN_FILES = ("/dev/fd/", "/proc/self/fd/", "/dev/stdin")
"""Where the shell names the pipes that it has opened for a program."""


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
        """Return whether the file or folder `path` was asked about."""
        return any(path == target or target in path.parents for target in self.paths)


def targets_of(paths: Iterable[str | Path]) -> Targets:
    """Find out what the `paths` mean."""
    layers: dict[Layer, None] = {}
    found: list[Path] = []
    faults: list[Fault] = []
    ours: Layer | None = None
    shipped = layout.built_in()
    for given in dict.fromkeys(paths):
        try:
            layer, target = _target(given)
        except FactsError as error:
            faults.append(file_fault(given, error.detail))
            continue
        if layer.single is None and layer.root.samefile(shipped.root):
            ours = ours or Layer(layer.root, BUILT_IN)
            target = ours.root / target.relative_to(layer.root)
        else:
            layers[layer] = None
        found.append(target)
    return Targets(tuple(layers), ours, tuple(found), tuple(faults))


def _target(given: str | Path) -> tuple[Layer, Path]:
    """Return the layer that a path is, or is a part of, and the path as it is named from there. Raises `FactsError`."""
    path = Path(given)
    if given == _STDIN or (str(given).startswith(_OPEN_FILES) and not os.path.isfile(given)):
        return _piped(path), path
    try:
        if not path.exists():
            raise FactsError("is not there; expected a folder or file of facts")
    except (OSError, ValueError) as error:
        raise FactsError(f"is no path of a folder or file ({getattr(error, 'strerror', None) or error})") from error
    whole = Path(os.path.abspath(path))
    if path.is_dir():
        holds_facts = any((path / name).exists() for name in (*FILES.values(), *FOLDERS.values()))
        if holds_facts or whole.name not in FOLDERS.values():
            return _folder(path), path
        path = path if path.name == whole.name else whole  # `.` has no name
        return _folder(path.parent), path
    if whole.name in FILES.values():
        return _folder(path.parent), path
    if whole.parent.name in FOLDERS.values() and whole.suffix == ".toml":
        path = path if path.parent.name == whole.parent.name else whole
        return _folder(path.parent.parent), path
    return Layer(path.parent, str(path), single=(_kind_of(path), path)), path


def _folder(root: Path) -> Layer:
    return Layer(root, str(root))


def _piped(path: Path) -> Layer:
    """Read standard input or an open file, which can be read only once. Raises `FactsError`."""
    try:
        data = sys.stdin.buffer.read() if str(path) == _STDIN else path.read_bytes()
    except (OSError, ValueError, AttributeError) as error:  # AttributeError: there is no standard input
        raise FactsError(f"cannot be read ({getattr(error, 'strerror', None) or error})", path) from error
    return Layer(path.parent, str(path), single=(_kind_of(path, data), path), data=data)


def _kind_of(path: Path, data: bytes | None = None) -> str:
    """Tell from the keys of a file which kind of fact it holds; of a file that cannot be read, any."""
    try:
        top = reading.load(path) if data is None else reading.parse(data, path)
    except FactsError:
        return _LIKELY[0]
    tables = [set(value) for value in top.values() if isinstance(value, dict)][:20]
    plain = {key for key, value in top.items() if not isinstance(value, dict) or key == "subjects"}

    def likeness(name: str) -> int:
        """Return how many keys are those of a kind, less keys that it has not and keys that it needs."""
        kind = KINDS[name]
        fields = {field.name for field in declared(kind.record).values() if field.stored}
        if kind.whole and not plain & fields:
            return -sys.maxsize
        needed = fields - kind.record._field_defaults.keys()
        keys = [set(top)] if kind.whole else tables
        return sum([len(one & fields) - len(one - fields) - len(needed - one) for one in keys])

    return max(_LIKELY, key=likeness)


def empty(layer: Layer) -> list[Fault]:
    """Say that a folder holds no fact file at all: it is hardly the one that was meant."""
    if layer.single is not None or any(files_of(layer, kind) for kind in (*FILES, *FOLDERS)):
        return []
    expected = ", ".join([*FILES.values(), *[f"{name}/" for name in FOLDERS.values()]])
    return [file_fault(layer.root, f"holds no facts; expected some of {expected}")]


def as_short(path: Path) -> Path:
    """Name a path from the working directory if it lies below it."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path
