"""Finds everything that is wrong with facts: those of the program before a release, those of `--facts` at every run."""

from collections.abc import Callable, Sequence
from itertools import groupby
from os import PathLike, fspath
from pathlib import Path

from gbacli.catalog import Catalog, Layer, layout, reading
from gbacli.catalog.lines import lines_of
from gbacli.check import builtin_rules, cross_rules
from gbacli.check.faults import Fault
from gbacli.check.reader import Checked, OverlayReader
from gbacli.check.targets import as_short, empty, targets_of
from gbacli.errors import FactsError
from gbacli.model import KINDS

__all__ = ["Counts", "Fault", "check_layers", "check_paths", "open_overlays"]

PathFilter = Callable[[Path], bool]
"""Whether a file was asked about."""
Counts = dict[str, int]
"""How many records were checked, by the name of their kind, and how many values of metrics."""
CheckResult = tuple[Catalog, list[Fault], Counts]
"""The catalog of all layers, the faults in order of file and line, and what was checked."""


def open_overlays(folders: Sequence[str | PathLike[str]]) -> Catalog:
    """Return the built-in facts with `folders` laid over them, the last on top, each checked whole.

    Raises `FactsError` that names the first faults.
    """
    layers = [layout.built_in(), *[Layer(_folder(folder), fspath(folder)) for folder in folders]]
    catalog, faults, _ = check_layers(layers)
    if faults:
        shown = "; ".join([fault.text for fault in faults[:3]])
        more = f"; and {len(faults) - 3} more" if len(faults) > 3 else ""
        raise FactsError(f"{shown}{more}; 'gba check {fspath(folders[-1])}' lists every fault")
    return catalog


def check_paths(paths: Sequence[str | Path], overlays: Sequence[str | Path] = ()) -> tuple[list[Fault], Counts]:
    """Return every fault of folders and files, as `gba check [PATH]...` finds them, and count what they hold.

    A path is a folder of the layout of `facts/`, one of its folders or files, any file that holds one kind of fact, or
    `-` for such a file on standard input. It is checked as laid over the built-in facts and the folders `overlays`, so
    it may refer to records of theirs. Without paths, the built-in facts are checked, and the `overlays`.
    """
    shipped = layout.built_in()
    targets = targets_of(paths or [as_short(shipped.root), *overlays])
    faults = [*targets.faults, *(targets_of(overlays).faults if paths else ())]
    known = [Layer(Path(folder), str(folder)) for folder in overlays]
    stacks: list[list[Layer]] = [[targets.built_in]] if targets.built_in else []
    if targets.layers:
        stacks.append([shipped, *[layer for layer in known if layer not in targets.layers], *targets.layers])
    counts: Counts = {}
    for layers in stacks:
        _, found, more = check_layers(layers, targets.covers)
        faults += found
        counts = {name: number + counts.get(name, 0) for name, number in more.items()}
    return faults or [fault for layer in targets.layers for fault in empty(layer)], counts


def check_layers(layers: Sequence[Layer], covers: PathFilter = lambda _: True) -> CheckResult:
    """Check every fact of the `layers` that are not trusted: shape first, then what records say of each other.

    Faulty records are missing from the catalog. Only faults in files for which `covers` is true are returned, and only
    their records counted. Files of trusted layers are read where something refers to them. Raises `FactsError` when one
    of these cannot be read.
    """
    layers = list(dict.fromkeys(reversed(layers)))[::-1]  # a folder named twice counts where it is named last
    readers = tuple([OverlayReader(layer) for layer in layers if not layer.trusted])
    tables = {reader.layer: {kind: reader.good(kind) for kind in KINDS} for reader in readers}
    checked = Checked(Catalog(layers, tables), readers)
    found = [fault for reader in readers for fault in reader.faults]
    found += [fault for rule in cross_rules.RULES for fault in rule(checked)]
    if checked.built_in:
        found += [fault for rule in builtin_rules.RULES for fault in rule(checked, checked.built_in)]
    piped = {str(reader.layer.single[1]): reader.layer.data for reader in readers if reader.layer.single}
    faults: list[Fault] = []
    for path, group in groupby(sorted(found, key=lambda fault: fault.path), lambda fault: fault.path):
        if covers(Path(path)):
            faults += _with_lines(path, list(group), piped.get(path))
    return checked.catalog, faults, _counted(checked, covers)


def _counted(checked: Checked, covers: PathFilter) -> Counts:
    kinds = [kind for kind in KINDS if KINDS[kind].files and kind != "about"]
    found = {kind: [key for key, path in checked.paths(kind).items() if covers(path)] for kind in kinds}
    series = [checked.catalog.series(metric) for metric in found["series"]]
    counts = {kind: len(keys) for kind, keys in found.items()}
    return {**counts, "value": sum([len(one.stats) for one in series if one])}


def _with_lines(path: str, faults: list[Fault], data: bytes | None) -> list[Fault]:
    """Return the faults of one file, each with its line, in order of it."""
    paths = [fault.key_path for fault in faults if fault.key_path is not None]
    try:
        data = reading.read(Path(path)) if paths and data is None else data or b""
        lines = lines_of(reading.decode(data, Path(path)), paths)
    except FactsError:  # the file is no longer as it was
        lines = {}
    located = [
        fault if fault.key_path is None else fault._replace(line=lines.get(fault.key_path, 1)) for fault in faults
    ]
    return sorted(located, key=lambda fault: fault.line or 0)


def _folder(folder: str | PathLike[str]) -> Path:
    path = Path(folder)
    try:
        named = bool(fspath(folder))  # Path("") would be the working directory
        if named and path.is_dir():
            return path
        exists = named and path.exists()
    except (OSError, ValueError):
        exists = False
    what = "is not a folder" if exists else "is not there"
    raise FactsError(f"{fspath(folder)!r} {what}; --facts and GBA_FACTS take folders of the layout of facts/")
