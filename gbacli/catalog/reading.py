"""Fact files, where they lie and what is in them: the one place that knows tomli and the file system."""

import os
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from stat import S_ISREG
from typing import Any

import tomli

from gbacli.errors import FactsError
from gbacli.model import BUILT_IN, KINDS
from gbacli.named_tuples import NamedTuple

FILES = {kind.name: kind.files for kind in KINDS.values() if kind.files and "/" not in kind.files}
"""The single file of a kind, by kind."""
FOLDERS = {kind.name: kind.files.partition("/")[0] for kind in KINDS.values() if "/" in kind.files}
"""The folder of a kind that has many files, by kind."""
_OPEN_FILES = ("/dev/fd/", "/proc/self/fd/", "/dev/stdin")
"""Where the shell names the pipes that it has opened for a program."""

Keep = Callable[[bytes], bool]
"""Whether the text of a table, its head included, is to be parsed."""


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
    kind = "about" if kind == "subject" else kind
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


def load(path: Path, keep: Keep | None = None) -> dict[str, Any]:
    """Read and parse the file at `path`, or only the `tables` to `keep`. Raises `FactsError` that names the line."""
    data = read(path) if keep is None else b"".join([part for part in tables(path) if keep(part)])
    text = decode(data, path)
    try:
        return tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        detail, _, where = str(error).replace("\n", " ").rpartition(" (at ")
        found = re.match(r"line (\d+)", where)  # else it is "end of document"
        line = int(found[1]) if found else text.count("\n") + 1
        raise FactsError(f"is not TOML: {detail}", path, line) from error
    except RecursionError as error:
        raise FactsError("is not a fact file: its values are nested too deeply", path) from error
    except ValueError as error:  # of Python, not of TOML: an integer of over 4300 digits
        raise FactsError(f"is not a fact file: {error}", path) from error


def tables(path: Path) -> list[bytes]:
    """Read the file at `path` and return the texts of its tables; first what stands before them, if anything does.

    They are found by the heads that begin a line, as in every file that ships with the program. Raises `FactsError`.
    """
    first, *others = read(path).split(b"\n[")
    return [first + b"\n", *[b"[" + part + b"\n" for part in others]]


def name_of(part: bytes) -> str:
    """Return the last key in the head of a table from its text; empty for what stands before the first table."""
    head = part[1 : part.find(b"]")] if part.startswith(b"[") else b""
    return head.rpartition(b".")[2].strip(b" \t\"'").decode(errors="replace")


def read(path: Path) -> bytes:
    """Read a regular file or an open pipe; a named pipe would wait for a writer for ever. Raises `FactsError`."""
    try:
        if is_pipe(path):
            return _read_once(path)
        if not S_ISREG(path.stat().st_mode):
            raise FactsError("is not a regular file; expected a TOML file", path)
        return path.read_bytes()
    except OSError as error:
        raise FactsError(f"cannot be read ({error.strerror or error})", path) from error


def is_pipe(path: Path) -> bool:
    """Return whether a path means standard input, as `-` does, or a pipe that the shell has opened."""
    return str(path) == "-" or (str(path).startswith(_OPEN_FILES) and not path.is_file())


@cache
def _read_once(path: Path) -> bytes:
    """Read a pipe, and keep what was in it: it cannot be read again."""
    with open(0 if str(path) == "-" else path, "rb") as file:
        return file.read()


def decode(data: bytes, path: Path) -> str:
    """Decode the bytes of the file at `path`, without a byte order mark. Raises `FactsError` that names the line."""
    try:
        return data.removeprefix(b"\xef\xbb\xbf").decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise FactsError("is not UTF-8; save the file as UTF-8", path, line) from error
