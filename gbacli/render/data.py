"""Answers to text for programs: JSON, JSON lines, CSV, TSV, Markdown and single values. No colour, no words beside."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType, SimpleNamespace
from typing import Any

from gbacli.fields import NUMBER, Field, Type, fields_of
from gbacli.model import Event, Expectation, Stat
from gbacli.named_tuples import NamedTuple
from gbacli.queries.dates import last_day
from gbacli.render.words import visible

Row = dict[str, Any]
BYTE_ORDER_MARK = "\ufeff"
"""Tells spreadsheets that otherwise guess a legacy encoding that the text is UTF-8."""

_FORMULA = r'^["\s]*[=+\-@\uff1d\uff0b\uff0d\uff20]'
"""Text that begins so is run as a formula by spreadsheets, in some languages from full-width signs too."""

_MARKUP = str.maketrans({char: f"\\{char}" for char in "\\`*_[]<>|~#&"})
_OBEYED = "[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]"
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


def lines_by_year(found: Sequence[Stat]) -> tuple[list[SimpleNamespace], list[Field]]:
    """Return figures with a column a year, a line a subject, metric, unit and scope, and the fields of all lines.

    A year without a value is None, one with several has the latest.
    """
    known = {field.name: field for field in fields_of(Stat)}
    first = ["subject", "metric", "label", "unit", *(["scope"] if any(stat.scope for stat in found) else [])]
    years = sorted({stat.year for stat in found})
    fields = [known[name] for name in first] + [Field(NUMBER, f"the value of {year}", name=year) for year in years]
    lines: dict[tuple[str | None, ...], dict[str, Any]] = {}
    keys = {stat: (stat.subject, stat.metric or stat.id, stat.unit, stat.scope) for stat in found}
    for stat, key in keys.items():
        lines.setdefault(key, {field.name: getattr(stat, field.name, None) for field in fields})
    for stat in sorted(found, key=lambda stat: last_day(stat.period)):
        lines[keys[stat]][stat.year] = stat.value
    return [SimpleNamespace(**line) for line in lines.values()], fields


def to_json(document: Any) -> str:
    """Write one JSON document, Chinese as it is; an output that cannot carry it escapes it as JSON does."""
    return _dumped(document, indent=2) + "\n"


def to_json_array(table: Iterable[Row], fields: Sequence[Field] = (), *, bom: bool = False) -> str:
    """Write rows as one JSON array, as `to_json` would, but without holding all of them as objects at once."""
    items = [to_json(row).rstrip().replace("\n", "\n  ") for row in table]
    return "[\n  " + ",\n  ".join(items) + "\n]\n" if items else "[]\n"


def to_json_lines(table: Iterable[Row], fields: Sequence[Field] = (), *, bom: bool = False) -> str:
    """Write one JSON object a line."""
    return "".join([_dumped(row) + "\n" for row in table])


def to_csv(table: Iterable[Row], fields: Sequence[Field], *, bom: bool = False) -> str:
    """Write a header and one line a record, quoted as in RFC 4180."""
    import csv
    from io import StringIO

    text = StringIO()
    csv.writer(text, lineterminator="\n").writerows(_cells(table, fields, for_spreadsheet=bom))
    return (BYTE_ORDER_MARK if bom else "") + text.getvalue()


def to_tsv(table: Iterable[Row], fields: Sequence[Field], *, bom: bool = False) -> str:
    """Write tab-separated values. Tabs and line feeds inside a value are shown as `\\t` and `\\n`: no quoting."""
    lines = ["\t".join(line) + "\n" for line in _cells(table, fields, for_spreadsheet=bom)]
    return (BYTE_ORDER_MARK if bom else "") + "".join(lines)


def to_markdown(table: Iterable[Row], fields: Sequence[Field], *, bom: bool = False) -> str:
    """Write a table in GitHub's Markdown; numbers stand to the right."""
    head, *lines = _cells(table, fields)
    rule = ["---:" if field.type.is_number else "---" for field in fields]
    lines = [head, rule, *[[text.translate(_MARKUP) for text in line] for line in lines]]
    return "".join(["| " + " | ".join(line) + " |\n" for line in lines])


class Format(NamedTuple):
    """A format for programs."""

    write: Callable[..., str]
    """Its writer: `(rows, fields, bom=...)`."""
    flat: bool = False
    """Whether a line is a value: what has records in records is taken apart for it, and years can be its columns."""
    bom: bool = False
    """Whether it can begin with a byte order mark, for spreadsheets."""


FORMATS = {
    "json": Format(to_json_array),
    "jsonl": Format(to_json_lines),
    "csv": Format(to_csv, flat=True, bom=True),
    "tsv": Format(to_tsv, flat=True, bom=True),
    "markdown": Format(to_markdown, flat=True),
}


def cell(value: Any) -> str:
    """Write one value as words: nothing for unknown, lists joined by `; `, entries of a history as `date status`."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "; ".join([cell(item) for item in value])
    if isinstance(value, dict):
        return " ".join([cell(part) for part in value.values() if part is not None])
    return str(value)


def _cells(table: Iterable[Row], fields: Sequence[Field], *, for_spreadsheet: bool = False) -> Iterator[list[str]]:
    """Yield the header and a line a record. Lists are joined by `; `, records and tables inside a cell are JSON.

    `for_spreadsheet`: what a spreadsheet would run is kept from it by an apostrophe, which makes it text.
    """
    yield [field.name for field in fields]
    for row in table:
        yield [_text(row[field.name], field.type, for_spreadsheet=for_spreadsheet) for field in fields]


def _text(value: Any, kind: Type, *, for_spreadsheet: bool) -> str:
    """Write a value into a cell."""
    if kind.name == "map" or not isinstance(kind.item, Type | None):
        return "" if value is None else _dumped(value)
    text = visible(cell(value))
    return re.sub(_FORMULA, r"'\g<0>", text, count=1) if for_spreadsheet and not kind.is_number else text


def plain_value(value: Any) -> str:
    """Write a value bare; a list an item a line, of an entry of a history date, status and source with tabs between."""
    if isinstance(value, Mapping):
        value = tuple(value.items())
    return "".join([_line(item) + "\n" for item in (value if isinstance(value, tuple) else [value])])


def _line(item: Any) -> str:
    if isinstance(item, Event | Expectation):
        item = (item.date or "", item.status, item.source)
    return "\t".join([visible(cell(part)) for part in (item if isinstance(item, tuple) else [item])])


def _dumped(document: Any, indent: int | None = None) -> str:
    """Write JSON, `_OBEYED` escaped."""
    from json import dumps

    text = dumps(document, ensure_ascii=False, indent=indent)
    if text.replace("\n", "").isprintable():  # as nearly all is: no pattern is compiled
        return text
    return re.sub(_OBEYED, lambda match: f"\\u{ord(match[0]):04x}", text)
