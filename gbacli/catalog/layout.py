"""Where fact files lie: the folder that ships with the program, and the layout every facts folder shares."""

import os
from pathlib import Path
from typing import NamedTuple

from gbacli.errors import FactsError
from gbacli.model import BUILT_IN, KINDS

FILES = {kind.name: kind.files for kind in KINDS.values() if kind.files and "/" not in kind.files}
"""The single file of a kind, by kind."""
FOLDERS = {kind.name: kind.files.partition("/")[0] for kind in KINDS.values() if "/" in kind.files}
"""The folder of a kind that has many files, by kind."""


class Layer(NamedTuple):
    """One facts folder. Only the built-in one is trusted: it was checked before it was released."""

    root: Path
    origin: str
    trusted: bool = False
    kind: str = ""
    """Where `root` is a single file, whatever its name: the kind of fact that it holds."""


def built_in() -> Layer:
    """Return the facts of the program, inside the package (a wheel) or beside it (a checkout). Raises `FactsError`."""
    package = Path(__file__).parent.parent
    for root in (package / "_facts", package.parent / "facts"):
        if root.is_dir():
            return Layer(root, BUILT_IN, trusted=True)
    raise FactsError(f"no facts at {package / '_facts'} or {package.parent / 'facts'}; install the program again")


def files_of(layer: Layer, kind: str) -> list[Path]:
    """Return the files of a `kind`, in a fixed order, without hidden ones: locks of editors. Raises `FactsError`."""
    if layer.kind:
        return [layer.root] if layer.kind == kind else []
    path = layer.root / (FILES.get(kind) or FOLDERS[kind])
    try:
        if kind in FOLDERS:
            names = sorted(os.listdir(path))
            return [path / name for name in names if name.endswith(".toml") and not name.startswith(".")]
        path.lstat()
    except FileNotFoundError as error:
        if path.is_symlink():  # somebody meant the folder to be there
            raise FactsError("is a link to nothing; expected a folder", path) from error
        return []
    except OSError as error:
        raise FactsError(f"cannot be listed ({error.strerror})", path) from error
    return [path]
