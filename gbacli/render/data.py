"""Answers to text for programs: JSON, JSON lines, CSV, TSV, Markdown and single values. No colour, no words beside."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from gbacli.fields import Field
from gbacli.model import Event, Expectation
from gbacli.render.words import visible

Row = dict[str, Any]
BYTE_ORDER_MARK = "\ufeff"
"""Tells spreadsheets that otherwise guess a legacy encoding that the text is UTF-8."""

_OBEYED = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""What JSON lets through and terminals obey: DEL, C1, line separators, and marks that turn the direction of text."""


def rows(answers: Iterable[Any], fields: Sequence[Field]) -> Iterator[Row]:
    """Turn answers into rows, one at a time: a dict each, the fields as keys, every key always present."""
    names = [field.name for field in fields]
    for answer in answers:
        yield {name: plain(getattr(answer, name)) for name in names}


def plain(value: Any) -> Any:
    """Turn a value of a record into what JSON has: named tuples become objects, other tuples arrays."""
    if isinstance(value, tuple):
        if hasattr(value, "_fields"):
            return {name: plain(part) for name, part in zip(value._fields, value, strict=True)}
        return [plain(part) for part in value]
    return dict(value) if isinstance(value, MappingProxyType) else value


def to_json(document: Any) -> str:
    """Write one JSON document, Chinese as it is; an output that cannot carry it escapes it as JSON does."""
    from json import dumps

    return _harmless(dumps(document, ensure_ascii=False, indent=2)) + "\n"


def to_json_array(table: Iterable[Row], fields: Sequence[Field] = (), *, bom: bool = False) -> str:
    """Write rows as one JSON array, as `to_json` would, but without holding all of them as objects at once."""
    from json import JSONEncoder

    encode = JSONEncoder(ensure_ascii=False, indent=2).encode
    items = [_harmless(encode(row)).replace("\n", "\n  ") for row in table]
    return "[\n  " + ",\n  ".join(items) + "\n]\n" if items else "[]\n"


def to_json_lines(table: Iterable[Row], fields: Sequence[Field] = (), *, bom: bool = False) -> str:
    """Write one JSON object a line."""
    from json import dumps

    return "".join([_harmless(dumps(row, ensure_ascii=False)) + "\n" for row in table])


def to_csv(table: Iterable[Row], fields: Sequence[Field], *, bom: bool = False) -> str:
    """Write a header and one line a record, quoted as in RFC 4180; lists are joined by `; `."""
    import csv
    from io import StringIO

    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([field.name for field in fields])
    writer.writerows([[visible(cell(row[field.name])) for field in fields] for row in table])
    return (BYTE_ORDER_MARK if bom else "") + text.getvalue()


def to_tsv(table: Iterable[Row], fields: Sequence[Field], *, bom: bool = False) -> str:
    """Write tab-separated values. Tabs and line feeds inside a value are shown as `\\t` and `\\n`: no quoting."""
    lines = [[field.name for field in fields]]
    lines += [[visible(cell(row[field.name])) for field in fields] for row in table]
    return (BYTE_ORDER_MARK if bom else "") + "".join(["\t".join(line) + "\n" for line in lines])


def to_markdown(table: Iterable[Row], fields: Sequence[Field], *, bom: bool = False) -> str:
    """Write a table in GitHub's Markdown; numbers stand to the right."""
    lines = [
        [field.name for field in fields],
        ["---:" if field.type.is_number else "---" for field in fields],
        *[[_markdown(cell(row[field.name])) for field in fields] for row in table],
    ]
    return "".join(["| " + " | ".join(line) + " |\n" for line in lines])


FORMATS: dict[str, Callable[..., str]] = {
    "json": to_json_array,
    "jsonl": to_json_lines,
    "csv": to_csv,
    "tsv": to_tsv,
    "markdown": to_markdown,
}
"""The formats for programs, each with its writer of rows: `(rows, fields, bom=...)`."""
SPREADSHEET_FORMATS = ("csv", "tsv")
"""Those that can begin with a byte order mark."""


def cell(value: Any) -> str:
    """Write one value into a cell: nothing for unknown, lists joined, entries of a history as `date status`."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "; ".join([cell(item) for item in value])
    if isinstance(value, dict):
        return " ".join([cell(part) for part in value.values() if part is not None])
    return str(value)


def plain_value(value: Any) -> str:
    """Write a value and a line feed: no separators, no sign of a qualifier, no unit.

    A list is written one item a line, and not a word when it is empty; an entry of a history as its date (empty when
    unknown), status and source, with tabs between them; units by city as city and unit.
    """
    if isinstance(value, Mapping):
        return "".join([f"{visible(name)}\t{visible(part)}\n" for name, part in value.items()])
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        return "".join([_item(item) + "\n" for item in value])
    return _item(value) + "\n"


def _item(value: Any) -> str:
    if isinstance(value, Event | Expectation):
        return "\t".join([visible(part) for part in (value.date or "", value.status, value.source)])
    return visible(cell(value))


def _harmless(document: str) -> str:
    """Escape `_OBEYED`."""
    if not _OBEYED.search(document):
        return document
    return _OBEYED.sub(lambda match: f"\\u{ord(match[0]):04x}", document)


def _markdown(text: str) -> str:
    safe = visible(text)
    for char in "\\`*_[]<>|~#&":
        safe = safe.replace(char, "\\" + char)
    return safe
