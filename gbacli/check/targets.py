"""What the paths given to `gba check` mean: a folder of facts, a part of one, or a user's file."""

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from gbacli.catalog import Layer, layout, reading
from gbacli.catalog.layout import FILES, FOLDERS
from gbacli.check.faults import Fault, file_fault
from gbacli.check.values import checker_of
from gbacli.errors import FactsError
from gbacli.fields import declared
from gbacli.model import BUILT_IN, KINDS


class Target(NamedTuple):
    """What one path means."""

    layer: Layer
    """The folder or single file; of a part of a folder the whole, so that it is checked with the rest in view."""
    path: Path
    """What was asked about, as it is named in the layer."""


def built_in() -> Layer:
    """Return the built-in facts as a layer that is to be checked."""
    return Layer(_short(layout.built_in().root), BUILT_IN)


def targets_of(paths: Iterable[str | Path]) -> tuple[list[Target], list[Fault]]:
    """Return what the `paths` mean, and what is wrong with the paths themselves."""
    found: list[Target] = []
    faults: list[Fault] = []
    for given in dict.fromkeys(paths):
        try:
            found.append(_target(given))
        except FactsError as error:
            faults.append(file_fault(given, error.detail))
    return found, faults


def _target(given: str | Path) -> Target:
    path = Path(given)
    if not reading.is_pipe(path):
        if not os.path.exists(given):
            raise FactsError("is not there; expected a folder or file of facts")
        whole = Path(os.path.abspath(path))
        home = _root_of(whole)
        if home:
            ours, root = built_in(), _short(home)
            layer = ours if root.samefile(ours.root) else Layer(root, str(root))
            return Target(layer, layer.root / whole.relative_to(home))
        path = _short(whole)
    return Target(Layer(path, str(path), kind=_kind_of(path)), path)


def _root_of(path: Path) -> Path | None:
    """Return the folder of facts that a path is, or is a part of; None for a file of any other name.

    Raises `FactsError` for a folder without facts: it is hardly the one that was meant.
    """
    here = _short(path)  # the folders above may be closed to the user
    if not here.is_dir():
        in_folder = path.parent.name in FOLDERS.values() and path.suffix == ".toml"
        return path.parent if path.name in FILES.values() else path.parent.parent if in_folder else None
    names = [*FILES.values(), *[f"{name}/" for name in FOLDERS.values()]]
    if any((here / name).exists() for name in names):
        return path
    if path.name in FOLDERS.values():
        return path.parent
    if not any([*here.glob("*.toml"), *here.glob("*/*.toml")]):
        raise FactsError(f"holds no facts; expected some of {', '.join(names)}")
    return path


def _kind_of(path: Path) -> str:
    """Tell which kind of fact a file holds: the one that its keys fit best; of a file that cannot be read, any."""
    try:
        top = reading.load(path)
    except FactsError:
        return next(iter(KINDS))

    def misfits(name: str) -> int:
        """Return how many keys are missing or are none of the kind; whether their values are right does not matter."""
        kind = KINDS[name]
        if kind.whole and top.keys().isdisjoint(declared(kind.record)):
            return sys.maxsize
        check = checker_of(kind.record, lambda _: lambda _: None)
        tables = [top] if kind.whole else list(top.values())[:20]
        return sum([len(key_path) < 2 for table in tables for key_path, _ in check(table)])

    return min([kind.name for kind in KINDS.values() if kind.files], key=misfits)


def _short(path: Path) -> Path:
    """Name a path from the working directory if it lies below it."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path
