"""Finds everything that is wrong with facts: those of the program before a release, those of `--facts` at every run."""

from collections.abc import Sequence
from pathlib import Path

from gbacli.catalog import Catalog, Layer
from gbacli.check.counts import Counts
from gbacli.check.faults import Fault
from gbacli.check.inspection import inspect
from gbacli.check.targets import targets_of

__all__ = ["Counts", "Fault", "check_paths", "inspect_layers"]


def inspect_layers(layers: Sequence[Layer]) -> tuple[Catalog, list[Fault]]:
    """Check all layers that are not trusted, and keep what was read of them.

    Gives the catalog of all `layers` and the faults, in order of file and line; where there are faults, faulty
    records are missing from the catalog. Files of trusted layers are read only where something refers to them.
    """
    inspection = inspect(layers)
    return inspection.catalog, inspection.faults


def check_paths(paths: Sequence[str | Path], overlays: Sequence[str | Path] = ()) -> tuple[list[Fault], Counts]:
    """Check folders and files as `gba check [PATH]...` does, and count what they hold.

    A path is a folder of the layout of `facts/`, one of its folders or files, or any file that holds one kind of fact.
    It is checked as laid over the built-in facts and over the folders `overlays`, so it may refer to their records.
    Without paths, the `overlays` are checked, and without those the built-in facts.
    """
    targets = targets_of(paths or overlays, () if not paths else overlays)
    inspection = inspect(targets.layers)
    faults = [*targets.faults, *[fault for fault in inspection.faults if targets.covers(fault.path)]]
    return sorted(faults, key=by_place), inspection.counts(targets.covers)
