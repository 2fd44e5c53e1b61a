"""Finds everything that is wrong with facts: those of the program before a release, those of `--facts` at every run."""

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from os import PathLike, fspath
from pathlib import Path

from gbacli.catalog import Catalog, Layer, reading
from gbacli.catalog.lines import lines_of
from gbacli.catalog.reading import FILES, FOLDERS
from gbacli.check import rules
from gbacli.check.faults import Fault
from gbacli.check.reader import Checked
from gbacli.check.values import checker_of
from gbacli.errors import FactsError
from gbacli.fields import declared
from gbacli.model import BUILT_IN, KINDS

__all__ = ["Fault", "check_layers", "check_paths", "open_overlays"]


Target = tuple[Layer, Path]
"""A folder or single file, and what of it was asked about: a part of a folder is checked with the rest in view."""


def open_overlays(folders: Sequence[str | PathLike[str]]) -> Catalog:
    """Return the built-in facts below `folders`, the last on top. Raises `FactsError` that names their first faults."""
    for folder in folders:
        if not os.path.isdir(folder):
            what = "is not a folder" if os.path.exists(folder) else "is not there"
            raise FactsError(f"{fspath(folder)!r} {what}; --facts and GBA_FACTS take folders of the layout of facts/")
    checked, faults = check_layers([reading.built_in(), *[Layer(Path(folder), fspath(folder)) for folder in folders]])
    if faults:
        shown = "; ".join([fault.text for fault in faults[:3]])
        more = f"; and {len(faults) - 3} more" if len(faults) > 3 else ""
        raise FactsError(f"{shown}{more}; 'gba check {fspath(folders[-1])}' lists every fault")
    return checked.catalog


def check_paths(paths: Sequence[str | Path], overlays: Sequence[str | Path] = ()) -> tuple[list[Fault], dict[str, int]]:
    """Return every fault of the `paths`, and how many records they hold of each kind, and values of metrics.

    A path is a folder of the layout of `facts/`, one of its folders or files, any file that holds one kind of fact, or
    `-` for such a file on standard input. It may refer to records of the built-in facts and of the folders `overlays`,
    over which it is laid. Without paths these are checked themselves.
    """
    ours = _built_in()
    asked, faults = _targets_of(paths or [ours.root, *overlays])
    below, others = _targets_of(overlays if paths else ())
    layers = [layer for layer, _ in (*below, *asked)]
    lowest = ours if ours in layers else reading.built_in()
    checked, found = check_layers([lowest, *[layer for layer in layers if layer != ours]])

    def covers(path: Path) -> bool:
        return any(path.is_relative_to(part) for _, part in asked)

    return [*faults, *others, *[fault for fault in found if covers(Path(fault.path))]], _counted(checked, covers)


def _counted(checked: Checked, covers: Callable[[Path], bool]) -> dict[str, int]:
    kinds = [kind for kind in KINDS if kind not in ("about", "subject")]
    counts = {kind: sum([covers(record.path) for record in checked.records[kind]]) for kind in kinds}
    series = [record.table for record in checked.good("series") if covers(record.path)]
    return {**counts, "value": sum([len(part["values"]) for table in series for part in table["table"]])}


def check_layers(layers: Sequence[Layer]) -> tuple[Checked, list[Fault]]:
    """Check every fact of the `layers` that are not trusted: shape first, then what records say of each other.

    Return what was checked, its catalog without the faulty records, and the faults in order of file and line. Files of
    trusted layers are read where something refers to them. Raises `FactsError` when one of these cannot be read.
    """
    layers = list(dict.fromkeys(reversed(layers)))[::-1]  # a folder named twice counts where it is named last
    checked = Checked(layers)
    found = dict.fromkeys([*checked.faults, *rules.broken(checked)])  # a wrong shape is seen with references, too
    groups = groupby(sorted(found, key=lambda fault: fault.path), lambda fault: fault.path)
    return checked, [fault for path, group in groups for fault in _with_lines(Path(path), list(group))]


def _with_lines(path: Path, faults: list[Fault]) -> list[Fault]:
    """Return the faults of one file, each with its line, in order of it."""
    try:
        text = reading.decode(reading.read(path), path)
        lines = lines_of(text, [fault.key_path for fault in faults])
    except FactsError:  # no text, or a file that is no longer as it was
        lines = {}
    located = [fault._replace(line=lines.get(fault.key_path, fault.line)) for fault in faults]
    return sorted(located, key=lambda fault: fault.line or 0)


def _built_in() -> Layer:
    """Return the built-in facts as a layer that is to be checked."""
    return Layer(_short(reading.built_in().root), BUILT_IN)


def _targets_of(paths: Iterable[str | Path]) -> tuple[list[Target], list[Fault]]:
    """Return what the `paths` mean, and what is wrong with the paths themselves."""
    found: list[Target] = []
    faults: list[Fault] = []
    for given in dict.fromkeys(paths):
        try:
            found.append(_target(given))
        except FactsError as error:
            faults.append(Fault(str(given), message=error.detail))
    return found, faults


def _target(given: str | Path) -> Target:
    path = Path(given)
    if not reading.is_pipe(path):
        if not os.path.exists(given):
            raise FactsError("is not there; expected a folder or file of facts")
        whole = Path(os.path.abspath(path))
        if home := _root_of(whole):
            ours, root = _built_in(), _short(home)
            layer = ours if root.samefile(ours.root) else Layer(root, str(root))
            return layer, layer.root / whole.relative_to(home)
        path = _short(whole)
    return Layer(path, str(path), kind=_kind_of(path)), path


def _root_of(path: Path) -> Path | None:
    """Return the folder of facts that a path is part of, if any. Raises `FactsError` for a folder without facts."""
    here = _short(path)  # the folders above may be closed to the user
    if not here.is_dir():
        in_folder = path.parent.name in FOLDERS.values() and path.suffix == ".toml"
        return path.parent if path.name in FILES.values() else path.parent.parent if in_folder else None
    if path.name in FOLDERS.values() and not any((here / name).exists() for name in FILES.values()):
        return path.parent
    if not any([*here.glob("*.toml"), *here.glob("*/*.toml")]):
        names = [*FILES.values(), *[f"{name}/" for name in FOLDERS.values()]]
        raise FactsError(f"holds no facts; expected some of {', '.join(names)}")
    return path


def _kind_of(path: Path) -> str:
    """Tell which kind of fact a file holds: the one that its keys fit best; of a file that cannot be read, any."""
    try:
        top = reading.load(path)
    except FactsError:
        return next(iter(KINDS))

    def misfits(name: str) -> int:
        """Return how many keys are missing, are none of the kind, or have a value that none of the kind can have."""
        kind = KINDS[name]
        if kind.whole and top.keys().isdisjoint(declared(kind.record)):
            return sys.maxsize
        check = checker_of(kind.record)
        tables = [top] if kind.whole else list(top.values())[:20]
        return sum([len(key_path) < 2 for table in tables for key_path, _ in check(table)])

    return min([kind.name for kind in KINDS.values() if kind.files], key=misfits)


def _short(path: Path) -> Path:
    """Name a path from the working directory if it lies below it."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path
