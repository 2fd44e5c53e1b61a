"""What the paths given to `gba check` mean: a folder of facts, a part of one, or a user's file."""

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from gbacli.catalog import Layer, layout, reading
from gbacli.catalog.layout import FILES, FOLDERS, files_of
from gbacli.check.faults import Fault
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
    own: dict[Layer, None] = {}
    shipped = layout.built_in()
    found: list[Path] = []
    faults: list[Fault] = []
    ours: Layer | None = None
    for given in dict.fromkeys(paths):
        path = Path(given)
        is_piped = given == _STDIN or (str(given).startswith(_OPEN_FILES) and not os.path.isfile(given))
        try:
            layer, target = _piped(path) if is_piped else _layer_of(path)
        except FactsError as error:
            faults.append(Fault(str(given), None, None, None, error.detail))
            continue
        found.append(target)
        if layer.single is None and layer.root.samefile(shipped.root):
            ours = ours or Layer(layer.root, BUILT_IN)
            found[-1] = ours.root / target.relative_to(layer.root)
        else:
            own[layer] = None
    return Targets(tuple(own), ours, tuple(found), tuple(faults))


def _layer_of(path: Path) -> tuple[Layer, Path]:
    """Return the layer that `path` is, or is a part of, and the path as it is named from the root of that layer."""
    try:
        if not path.exists():
            raise FactsError("is not there; expected a folder or file of facts", path)
    except (OSError, ValueError) as error:
        reason = f"is no path of a folder or file ({getattr(error, 'strerror', None) or error})"
        raise FactsError(reason, path) from error
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


def _piped(path: Path) -> tuple[Layer, Path]:
    """Read standard input or an open file, which can be read only once. Raises `FactsError`."""
    try:
        data = sys.stdin.buffer.read() if str(path) == _STDIN else path.read_bytes()
    except (OSError, ValueError, AttributeError) as error:  # AttributeError: there is no standard input
        raise FactsError(f"cannot be read ({getattr(error, 'strerror', None) or error})", path) from error
    return Layer(path.parent, str(path), single=(_kind_of(path, data), path), data=data), path


def _part(folder: Path, whole: Path, *rest: str) -> tuple[Layer, Path]:
    """Return the layer around one of the `FOLDERS`, as it was written if that names the folder above it."""
    root = folder.parent if folder.name == whole.name else whole.parent
    return Layer(root, str(root)), root.joinpath(whole.name, *rest)


def _kind_of(path: Path, data: bytes | None = None) -> str:
    """Tell from the keys of a file which kind of fact it holds; of a file that cannot be read, any."""
    try:
        top = reading.load(path) if data is None else reading.parse(data, path)
    except FactsError:
        return _LIKELY[0]
    tables = [value for value in top.values() if isinstance(value, dict)][:20]
    plain = {key for key, value in top.items() if not isinstance(value, dict) or key == "subjects"}
    fields = {kind: {field.name for field in declared(KINDS[kind].record).values() if field.stored} for kind in _LIKELY}
    likely = [kind for kind in _LIKELY if not KINDS[kind].whole or plain & fields[kind]]

    def likeness(kind: str) -> int:
        """Return how many keys are those of a kind, less keys that it has not and keys that it needs."""
        needed = fields[kind] - KINDS[kind].record._field_defaults.keys()
        keys = [set(table) for table in ([top] if KINDS[kind].whole else tables)]
        return sum([len(one & fields[kind]) - len(one - fields[kind]) - len(needed - one) for one in keys])

    return max(likely, key=likeness)


def empty(layer: Layer) -> list[Fault]:
    """Say that a folder holds no fact file at all: it is hardly the one that was meant."""
    if layer.single is not None or any(files_of(layer, kind) for kind in (*FILES, *FOLDERS)):
        return []
    expected = ", ".join([*FILES.values(), *[f"{name}/" for name in FOLDERS.values()]])
    return [Fault(str(layer.root), None, None, None, f"holds no facts; expected some of {expected}")]


def as_short(path: Path) -> Path:
    """Name a path from the working directory if it lies below it."""
    try:
        return path.relative_to(Path.cwd())
    except (ValueError, OSError):
        return path
