"""Fact files to raw tables: the one place that knows tomli and the file system."""

import re
from collections.abc import Collection
from pathlib import Path
from stat import S_ISREG
from typing import Any

import tomli

from gbacli.errors import FactsError

DEEPEST = 100
"""How deep tables may stand in tables. Lists and inline tables are bounded by the parser; dotted keys on one line only
by some of its versions."""

_MANY_DOTS = re.compile(rb"\.[^.\n=]+(?:\.[^.\n=]+){%d}" % (DEEPEST - 1))
"""Begins with a plain sign, so that it is quick where there is nothing to find."""
_MARK = b"\xef\xbb\xbf"
_TABLES = re.compile(rb"^(?=\[)", re.MULTILINE)
_NESTED = "is not a fact file: its values are nested too deeply"


def load(path: Path, only: Collection[str] = ()) -> dict[str, Any]:
    """Read and parse the file at `path`, or `only` its tables with these ids. Raises `FactsError` that names the line.

    Those tables are found by the heads that stand alone on a line, as in every file that ships with the program.
    """
    data = read(path)
    if only:
        parts = _TABLES.split(data)
        data = b"".join([part for part in parts if part[1 : part.find(b"]")].decode() in only])
    return parse(data, path)


def read(path: Path) -> bytes:
    """Read a file, without the byte order mark if it has one. Raises `FactsError`.

    Only regular files are opened: a named pipe would wait for a writer for ever.
    """
    try:
        if not S_ISREG(path.stat().st_mode):
            raise FactsError("is not a regular file; expected a TOML file", path)
        return path.read_bytes().removeprefix(_MARK)
    except OSError as error:
        raise FactsError(f"cannot be read ({error.strerror or error})", path) from error
    except ValueError as error:
        raise FactsError(f"is not a path ({error})", path) from error


def decode(data: bytes, path: Path) -> str:
    """Decode the bytes of the file at `path`. Raises `FactsError` that names the line."""
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise FactsError("is not UTF-8; save the file as UTF-8", path, line) from error


def parse(data: bytes, path: Path) -> dict[str, Any]:
    """Parse the `data` of the file at `path`. Raises `FactsError` that names the line."""
    text = decode(data, path)
    try:
        table = tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        message = str(error).replace("\n", " ")
        found = re.search(r"\(at line (\d+), column (\d+)\)$", message)
        line = int(found[1]) if found else text.count("\n") + 1
        detail = message[: found.start()].strip() if found else message.removesuffix("(at end of document)").strip()
        raise FactsError(f"is not TOML: {detail}", path, line) from error
    except RecursionError as error:
        raise FactsError(_NESTED, path) from error
    except ValueError as error:  # of Python, not of TOML: an integer of over 4300 digits
        raise FactsError(f"is not a fact file: {error}", path) from error
    if _MANY_DOTS.search(data) and _is_deep(table):
        raise FactsError(_NESTED, path)
    return table


def _is_deep(table: dict[str, Any]) -> bool:
    """Return whether tables stand more than `DEEPEST` deep in each other."""
    level: list[Any] = [table]
    for _ in range(DEEPEST):
        level = [part for one in level for part in (one.values() if isinstance(one, dict) else one)]
        level = [part for part in level if isinstance(part, dict | list)]
    return bool(level)
