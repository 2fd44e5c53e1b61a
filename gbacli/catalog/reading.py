"""Fact files to raw tables: the one place that knows tomli and the file system."""

import re
from collections.abc import Iterator
from pathlib import Path
from stat import S_ISREG
from typing import Any

import tomli

from gbacli.errors import FactsError

TABLES_AT_A_TIME = 200
"""How many tables are parsed together. Parsed TOML takes a dozen times the room of its text; records take a few."""

_HEADER = re.compile(r"^\[[A-Za-z0-9_-]+\]", re.MULTILINE)


def read_text(path: Path) -> str:
    """Read a file as UTF-8, with or without a byte order mark. Raises `FactsError`.

    Only regular files are opened: a named pipe would wait for a writer for ever.
    """
    try:
        if not S_ISREG(path.stat().st_mode):
            raise FactsError("is not a regular file; expected a TOML file", path)
        data = path.read_bytes()
    except OSError as error:
        raise FactsError(f"cannot be read ({error.strerror or error})", path) from error
    except ValueError as error:
        raise FactsError(f"is not a path ({error})", path) from error
    try:
        return data.decode("utf-8-sig")
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


def tables(text: str, path: Path) -> Iterator[tuple[str, Any]]:
    """Yield the keyed tables of the `text` of a file as (id, table), whatever stands there for a table. Raises `FactsError`.

    A large file is parsed a few tables at a time, cut before a `[header]` at the start of a line. A cut inside a
    multi-line string or list leaves its first part unfinished, which is no TOML: then, as for any fault, the whole
    text is parsed at once, and says the same as if it had never been cut.
    """
    starts = [match.start() for match in _HEADER.finditer(text)]
    cuts = [0, *starts[TABLES_AT_A_TIME::TABLES_AT_A_TIME], len(text)]
    if len(cuts) == 2:
        yield from parse(text, path).items()
        return
    seen: set[str] = set()
    for start, end in zip(cuts, cuts[1:], strict=False):
        try:
            part = tomli.loads(text[start:end])
        except (ValueError, RecursionError):
            part = None
        if part is None or not seen.isdisjoint(part):
            whole = parse(text, path)
            yield from [(key, table) for key, table in whole.items() if key not in seen]
            return
        seen.update(part)
        yield from part.items()


def document(text: str, path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the `text` of a file as one table, under the name of the file. Raises `FactsError`."""
    yield path.stem, parse(text, path)
