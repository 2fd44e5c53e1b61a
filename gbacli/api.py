"""The Python interface: typed records and the same queries as the command line, without a word printed.

    >>> from gbacli import load
    >>> facts = load()
    >>> facts.city("DG").name
    'Dongguan'
    >>> [facility.id for facility in facts.facilities(city=["Dongguan"], status=["planned"])]
    ['saps']
"""

from collections.abc import Sequence
from os import PathLike, fspath
from pathlib import Path

from gbacli.catalog import Catalog, Layer, built_in
from gbacli.errors import FactsError

Folder = str | PathLike[str]


def catalog_of(folders: Sequence[Folder]) -> Catalog:
    """Read the built-in facts with `folders` laid over them, the last on top, each checked whole.

    Raises `FactsError` that names the first faults.
    """
    layers = [built_in(), *[Layer(_folder(folder), fspath(folder)) for folder in folders]]
    if len(layers) == 1:
        return Catalog(layers)
    from gbacli.check import inspect_layers

    catalog, faults = inspect_layers(layers)
    if faults:
        shown = "; ".join([fault.text for fault in faults[:3]])
        more = f"; and {len(faults) - 3} more" if len(faults) > 3 else ""
        raise FactsError(f"{shown}{more}; 'gba check {fspath(folders[-1])}' lists every fault")
    return catalog


def _folder(folder: Folder) -> Path:
    path = Path(folder)
    try:
        if path.is_dir():
            return path
        exists = path.exists()
    except (OSError, ValueError):
        exists = False
    what = "is not a folder" if exists else "is not there"
    raise FactsError(f"{fspath(folder)!r} {what}; --facts and GBA_FACTS take folders of the layout of facts/")
