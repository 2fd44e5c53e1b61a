"""Fact files to raw tables: the one place that knows tomli and the file system."""

import re
from collections.abc import Iterator
from pathlib import Path
from stat import S_ISREG
from typing import Any

import tomli

from gbacli.errors import FactsError

BYTES_AT_A_TIME = 128 * 1024
"""About how much of a file is parsed together: parsed TOML takes a dozen times the room of its text, records a few."""

_HEADER = re.compile(rb"^\[[A-Za-z0-9_-]+\]", re.MULTILINE)
_MARK = b"\xef\xbb\xbf"


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


def parse(text: str, path: Path) -> dict[str, Any]:
    """Parse the whole `text` of the file at `path`. Raises `FactsError` that names the line."""
    try:
        return tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        message = str(error).replace("\n", " ")
        place = re.search(r"\(at line (\d+), column (\d+)\)$", message)
        line = int(place[1]) if place else text.count("\n") + 1
        detail = message[: place.start()].strip() if place else message.removesuffix("(at end of document)").strip()
        raise FactsError(f"is not TOML: {detail}", path, line) from error
    except RecursionError as error:
        raise FactsError("is not a fact file: its values are nested too deeply", path) from error
    except ValueError as error:  # of Python, not of TOML: an integer of over 4300 digits
        raise FactsError(f"is not a fact file: {error}", path) from error


def tables(data: bytes, path: Path) -> Iterator[tuple[str, Any]]:
    """Yield the keyed tables of the `data` of a file as (id, table), whatever stands there for a table.

    A large file is decoded and parsed piece by piece, cut before a `[header]` at the start of a line. A cut inside a
    multi-line string or list leaves its first part unfinished, which is no TOML: then, as for any fault, the whole
    text is parsed at once, and says the same as if it had never been cut. Raises `FactsError`.
    """
    seen: set[str] = set()
    for start, end in _pieces(data):
        if (start, end) == (0, len(data)):
            yield from parse(decode(data, path), path).items()
            return
        try:
            part = tomli.loads(data[start:end].decode())
        except (ValueError, RecursionError):
            part = None
        if part is None or not seen.isdisjoint(part):
            whole = parse(decode(data, path), path)
            again = part or {}  # a table taken up again later with [a.b]: it comes twice, the second time whole
            yield from [(key, table) for key, table in whole.items() if key not in seen or key in again]
            return
        seen.update(part)
        yield from part.items()


def document(data: bytes, path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the `data` of a file as one table, under the name of the file. Raises `FactsError`."""
    yield path.stem, parse(decode(data, path), path)


def _pieces(data: bytes) -> Iterator[tuple[int, int]]:
    """Say from where to where to cut."""
    start = 0
    while start < len(data) or start == 0:
        header = _HEADER.search(data, start + BYTES_AT_A_TIME)
        end = header.start() if header else len(data)
        yield start, end
        start = max(end, 1)
