"""The JSON Schema (draft 2020-12) of the fact files and of what commands print with `--json`, made of the model.

Keys may be added to an answer, never taken away, so that no schema of an answer forbids a key that it does not know.
"""

from typing import Any

from gbacli.fields import ID, Field, Type, declared, fields_of
from gbacli.model import KINDS, City, Facility, Industry, Source, Stat
from gbacli.queries.comparison import Comparison
from gbacli.queries.get import Got
from gbacli.queries.search import Hit
from gbacli.queries.show import RECORDS, RELATED
from gbacli.queries.timeline import TimelineEntry

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"

LISTINGS: dict[str, Any] = {
    "facilities": Facility,
    "cities": City,
    "stats": Stat,
    "compare": Comparison,
    "search": Hit,
    "sources": Source,
    "industries": Industry,
}
"""The record or answer that each listing command prints."""
COMMANDS = (*LISTINGS, "show", "get", "check")
"""The commands whose `--json` has a schema."""


def file_schema(kind: str) -> Schema:
    """Return the schema of a fact file of a `kind` (a name of `KINDS` that has files)."""
    known = KINDS[kind]
    schema = _stored(known.record)
    if not known.whole:
        names = {**_type(ID, stored=True), "description": "The id: lower-case letters, digits and single hyphens."}
        schema = {"type": "object", "propertyNames": names, "additionalProperties": schema}
    return {
        "$schema": DIALECT,
        "title": f"facts/{known.files}",
        "description": (known.record.__doc__ or "").split("\n")[0],
        **schema,
    }


def output_schema(command: str) -> Schema:
    """Return the schema of what a command (one of `COMMANDS`) prints with `--json`.

    It describes the answer with all its keys: `--fields` leaves keys out.
    """
    head = {"$schema": DIALECT, "title": f"gba {command} --json"}
    if command == "show":
        return {**head, "oneOf": [_whole(kind) for kind in RELATED]}
    if command == "get":
        return {**head, **_answer(fields_of(Got))}
    if command == "check":
        from gbacli.check.faults import Fault

        meaning, items = "Every fault; an empty array where there is none.", _answer(fields_of(Fault))
    else:
        meaning = "The answer with all its keys, each always present; --fields leaves keys out."
        items = _answer(fields_of(LISTINGS[command]))
    if command == "facilities":
        items = {"anyOf": [items, {**_answer(fields_of(TimelineEntry)), "title": "with --timeline"}]}
    return {**head, "description": meaning, "type": "array", "items": items}


def _whole(kind: str) -> Schema:
    """Describe the one object that `show` prints for a kind of record."""
    ids = {"type": "array", "items": {"type": "string"}, "description": "the ids of what rests on it or belongs to it"}
    mark = {"const": kind, "description": "what kind of record it is"}
    properties = {
        "record": mark,
        **_answer(fields_of(RECORDS[kind]))["properties"],
        **dict.fromkeys(RELATED[kind], ids),
    }
    if kind != "source":
        sources = _answer([field for field in fields_of(Source) if field.name != "facts"])
        stats = _answer(fields_of(Stat))
        properties["stats"] = {"type": "array", "items": stats, "description": "the figures about it"}
        properties["sources"] = {"type": "array", "items": sources, "description": "all its sources in full"}
    return {"title": kind, "type": "object", "properties": properties, "required": list(properties)}


def _answer(fields: Any) -> Schema:
    """Describe an object of an answer: every key is always present, null where it is unknown."""
    properties = {field.name: _public(field) for field in fields}
    return {"type": "object", "properties": properties, "required": list(properties)}


def _public(field: Field) -> Schema:
    found = {**_type(field.type, stored=False), "description": field.meaning}
    if field.nullable:
        found["type"] = [found["type"], "null"]
        if "enum" in found:
            found["enum"] = [*found["enum"], None]
    return found


def _stored(record: Any) -> Schema:
    """Describe a table of a fact file: no key that is not known, and those that are needed."""
    fields = {name: field for name, field in declared(record).items() if field.stored}
    return {
        "type": "object",
        "properties": {
            name: {**_type(one.type, stored=True), "description": one.meaning} for name, one in fields.items()
        },
        "required": [name for name in fields if name not in record._field_defaults],
        "additionalProperties": False,
    }


def _type(kind: Type, *, stored: bool) -> Schema:
    if kind.choices:
        return {"type": "string", "enum": list(kind.choices)}
    if kind.name == "value":
        return {"type": ["string", "number", "boolean", "array", "object"]}
    if kind.name == "list":
        once = {"uniqueItems": True} if stored and isinstance(kind.item, Type) else {}
        least = {"minItems": kind.least} if stored and kind.least else {}
        return {"type": "array", "items": _item(kind.item, stored=stored), **least, **once}
    if kind.name == "map":
        least = {"minProperties": kind.least} if stored and kind.least else {}
        names = {"propertyNames": _type(kind.keys, stored=stored)} if kind.keys else {}
        return {"type": "object", **least, **names, "additionalProperties": _item(kind.item, stored=stored)}
    if kind.name in ("number", "integer", "boolean"):
        limits = dict(zip(("minimum", "maximum"), kind.limits or (), strict=False))
        return {"type": kind.name, **limits}
    form = {"format": "uri"} if kind.name == "address" else {}
    return {"type": "string", **form, "pattern": kind.pattern}


def _item(item: Any, *, stored: bool) -> Schema:
    if isinstance(item, Type):
        return _type(item, stored=stored)
    return _stored(item) if stored else _answer(fields_of(item))
