"""Finds everything that is wrong with facts: those of the program before a release, those of `--facts` at every run."""

from collections.abc import Sequence
from pathlib import Path

from gbacli.catalog import Catalog, Layer, layout
from gbacli.check.counts import Counts
from gbacli.check.faults import Fault
from gbacli.check.inspection import inspect
from gbacli.check.targets import as_short, empty, nowhere, targets_of

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
    It is checked as laid over the built-in facts and the folders `overlays`, so it may refer to records of theirs.
    Without paths, the built-in facts are checked, and the `overlays`.
    """
    shipped = layout.built_in()
    targets = targets_of(paths or [as_short(shipped.root), *overlays])
    known = [Layer(Path(folder), str(folder)) for folder in overlays]
    stacks: list[list[Layer]] = [[targets.built_in]] if targets.built_in else []
    if targets.layers:
        stacks.append([shipped, *[layer for layer in known if layer not in targets.layers], *targets.layers])
    faults, counts = [*targets.faults, *(nowhere(overlays) if paths else ())], Counts()
    for layers in stacks:
        inspection = inspect(layers, targets.covers)
        faults += inspection.faults
        counts = counts.plus(inspection.counts(targets.covers))
    if not faults:
        faults = [fault for layer in targets.layers for fault in empty(layer)]
    return faults, counts
