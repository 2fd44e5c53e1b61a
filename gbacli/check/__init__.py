"""Finds everything that is wrong with facts: those of the program before a release, those of `--facts` at every run."""

import os
from collections.abc import Sequence
from itertools import groupby
from os import PathLike, fspath
from pathlib import Path

from gbacli.catalog import Catalog, Layer, layout, reading
from gbacli.catalog.lines import lines_of
from gbacli.check.cross_rules import RULES
from gbacli.check.faults import Fault
from gbacli.check.reader import Checked
from gbacli.check.targets import built_in, targets_of
from gbacli.errors import FactsError
from gbacli.model import KINDS

__all__ = ["Counts", "Fault", "check_layers", "check_paths", "open_overlays"]

Counts = dict[str, int]
"""How many records were checked, by the name of their kind, and how many values of metrics."""


def open_overlays(folders: Sequence[str | PathLike[str]]) -> Catalog:
    """Return the built-in facts with `folders` laid over them, the last on top, each checked whole.

    Raises `FactsError` that names the first faults.
    """
    for folder in folders:
        if not os.path.isdir(folder):
            what = "is not a folder" if os.path.exists(folder) else "is not there"
            raise FactsError(f"{fspath(folder)!r} {what}; --facts and GBA_FACTS take folders of the layout of facts/")
    layers = [layout.built_in(), *[Layer(Path(folder), fspath(folder)) for folder in folders]]
    checked, faults = check_layers(layers)
    if faults:
        shown = "; ".join([fault.text for fault in faults[:3]])
        more = f"; and {len(faults) - 3} more" if len(faults) > 3 else ""
        raise FactsError(f"{shown}{more}; 'gba check {fspath(folders[-1])}' lists every fault")
    return checked.catalog


def check_paths(paths: Sequence[str | Path], overlays: Sequence[str | Path] = ()) -> tuple[list[Fault], Counts]:
    """Return every fault of folders and files, as `gba check [PATH]...` finds them, and count what they hold.

    A path is a folder of the layout of `facts/`, one of its folders or files, any file that holds one kind of fact, or
    `-` for such a file on standard input. It is checked as laid over the built-in facts and the folders `overlays`, so
    it may refer to records of theirs. Without paths, the built-in facts are checked, and the `overlays`.
    """
    ours = built_in()
    asked, faults = targets_of(paths or [ours.root, *overlays])
    below, others = targets_of(overlays if paths else ())
    layers = [target.layer for target in (*below, *asked)]
    lowest = ours if ours in layers else layout.built_in()
    checked, found = check_layers([lowest, *[layer for layer in layers if layer != ours]])

    def covers(path: Path) -> bool:
        return any(path == target.path or target.path in path.parents for target in asked)

    counts: Counts = {kind: 0 for kind in KINDS if kind not in ("about", "subject")}
    for kind in counts:
        counts[kind] = sum([covers(record.path) for record in checked.records[kind]])
    series = [record.table for record in checked.good("series") if covers(record.path)]
    counts["value"] = sum([len(part["values"]) for table in series for part in table["table"]])
    return [*faults, *others, *[fault for fault in found if covers(Path(fault.path))]], counts


def check_layers(layers: Sequence[Layer]) -> tuple[Checked, list[Fault]]:
    """Check every fact of the `layers` that are not trusted: shape first, then what records say of each other.

    Return what was checked, its catalog without the faulty records, and the faults in order of file and line. Files of
    trusted layers are read where something refers to them. Raises `FactsError` when one of these cannot be read.
    """
    layers = list(dict.fromkeys(reversed(layers)))[::-1]  # a folder named twice counts where it is named last
    checked = Checked(layers)
    found = [*checked.faults, *[fault for rule in RULES for fault in rule(checked)]]
    by_path = sorted(dict.fromkeys(found), key=lambda fault: fault.path)  # a wrong shape is seen with references, too
    groups = groupby(by_path, lambda fault: fault.path)
    return checked, [fault for path, group in groups for fault in _with_lines(Path(path), list(group))]


def _with_lines(path: Path, faults: list[Fault]) -> list[Fault]:
    """Return the faults of one file, each with its line, in order of it."""
    try:
        text = reading.decode(reading.read(path), path)
        lines = lines_of(text, [fault.key_path for fault in faults if fault.key_path])
    except FactsError:  # no text, or a file that is no longer as it was
        lines = {}
    located = [
        fault if fault.key_path is None else fault._replace(line=lines.get(fault.key_path, 1)) for fault in faults
    ]
    return sorted(located, key=lambda fault: fault.line or 0)
