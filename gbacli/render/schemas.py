"""The JSON Schema of each command's `--json`, made of the public fields: the stable interface of the program.

Keys may be added to an answer, never taken away, so that no schema forbids a key that it does not know.
"""

from collections.abc import Sequence
from typing import Any

from gbacli.queries.lookup import KINDS
from gbacli.queries.show import RELATED
from gbacli.records import CITY_KINDS, CITY_ROLES, FACILITY_KINDS, METRIC_GROUPS, QUALIFIERS, SOURCE_KINDS, STATUSES
from gbacli.render import fields as public
from gbacli.render.fields import Field

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"

LISTINGS = {
    "facilities": public.FACILITY,
    "cities": public.CITY,
    "stats": public.STAT,
    "compare": public.COMPARISON,
    "search": public.SEARCH,
    "sources": public.SOURCE,
}
"""The fields of the commands that print a list."""
COMMANDS = (*LISTINGS, "show")
"""The commands that have `--json`."""

EVENT = (
    Field("status", public.TEXT, "the status that it then had", nullable=False),
    Field("source", public.TEXT, "the id of the source that says so", nullable=False),
    Field("locator", public.TEXT, "where in the source", nullable=False),
    Field("date", public.TEXT, "the date, as precise as it is known"),
    Field("note", public.TEXT, "what happened"),
)
"""The parts of each entry of a history."""

_TYPES = {public.TEXT: "string", public.NUMBER: "number", public.INTEGER: "integer", public.BOOLEAN: "boolean"}

_DATE = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"
_CHOICES: dict[str, Schema] = {
    "qualifier": {"enum": list(QUALIFIERS)},
    "status": {"enum": list(STATUSES)},
    "role": {"enum": list(CITY_ROLES)},
    "group": {"enum": list(METRIC_GROUPS)},
    "status_date": {"pattern": _DATE},
    "date": {"pattern": _DATE},
    "published": {"pattern": _DATE},
    "accessed": {"pattern": _DATE},
    "year": {"pattern": "^[0-9]{4}$"},
}
"""What is known of the values of a field, whatever the answer."""
_KINDS = {"facility": FACILITY_KINDS, "city": CITY_KINDS, "source": SOURCE_KINDS, "hit": KINDS}
"""The closed list of the field `kind`, by kind of record."""


def output_schema(command: str) -> Schema:
    """Give the JSON Schema (draft 2020-12) of what a command (one of `COMMANDS`) prints with `--json`.

    It describes the answer with all its default keys: `--fields` prints fewer.
    """
    title = f"gba {command} --json"
    if command == "show":
        return {"$schema": DIALECT, "title": title, "oneOf": [_whole(kind) for kind in RELATED]}
    items = _record(LISTINGS[command], _kind_of(command))
    if command == "facilities":
        items = {"anyOf": [items, {**_record(public.TIMELINE), "title": "with --timeline"}]}
    return {"$schema": DIALECT, "title": title, "type": "array", "items": items}


def _whole(kind: str) -> Schema:
    """Describe the one object of `show` for a kind of record."""
    schema = _record(public.BY_KIND[kind], kind)
    mark = {"const": kind, "description": "what kind of record it is"}
    added: Schema = {name: _texts("the ids of what rests on it or belongs to it") for name in RELATED[kind]}
    if kind != "source":
        added["stats"] = _array(_record(public.STAT), "the figures about it")
        added["sources"] = _array(_record(public.RESOLVED_SOURCE, "source"), "all its sources in full")
    properties = {"record": mark, **schema["properties"], **added}
    return {"title": kind, "type": "object", "properties": properties, "required": list(properties)}


def _record(fields: Sequence[Field], kind: str | None = None) -> Schema:
    return {
        "type": "object",
        "properties": {field.name: _value(field, kind) for field in fields},
        "required": [field.name for field in fields],
    }


def _value(field: Field, kind: str | None) -> Schema:
    if field.type == public.TEXTS:
        return _texts(field.meaning)
    if field.type == public.EVENTS:
        return _array(_record(EVENT), field.meaning)
    if field.type == public.VALUES:
        return _array(_record(public.CITY_VALUE), field.meaning)
    if field.type == public.UNITS:
        return {"type": "object", "additionalProperties": {"type": "string"}, "description": field.meaning}
    limits = {"enum": list(_KINDS[kind])} if field.name == "kind" and kind in _KINDS else _CHOICES.get(field.name, {})
    found: Schema = {"type": _TYPES[field.type], "description": field.meaning, **limits}
    if field.nullable:
        found["type"] = [found["type"], "null"]
        if "enum" in found:
            found["enum"] = [*found["enum"], None]
    return found


def _texts(meaning: str) -> Schema:
    return _array({"type": "string"}, meaning)


def _array(items: Schema, meaning: str) -> Schema:
    return {"type": "array", "items": items, "description": meaning}


def _kind_of(command: str) -> str | None:
    return {"facilities": "facility", "cities": "city", "sources": "source", "search": "hit"}.get(command)
