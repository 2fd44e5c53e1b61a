"""The JSON Schema (draft 2020-12) of the fact files and of what commands print with `--json`, made of the model.

Keys may be added to an answer, never taken away, so that no schema of an answer forbids a key that it does not know.
"""

from typing import Any

from gbacli.fields import ID, Field, Type, declared
from gbacli.model import KINDS, City, Facility, Industry, Source, Stat
from gbacli.queries.comparison import Comparison
from gbacli.queries.facilities import TimelineEntry
from gbacli.queries.get import Got
from gbacli.queries.names import KIND
from gbacli.queries.search import Hit
from gbacli.queries.show import RELATED

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


def file_schema(kind: str) -> Schema:
    """Return the schema of a fact file of a `kind` (a name of `KINDS` that has files)."""
    known = KINDS[kind]
    schema = _object(known.record, stored=True)
    if not known.whole:
        names = {**_type(ID, stored=True), "description": "The id: lower-case letters, digits and single hyphens."}
        schema = {"type": "object", "propertyNames": names, "additionalProperties": schema}
    meaning = known.record.__doc__.split("\n")[0]
    return {"$schema": DIALECT, "title": f"facts/{known.files}", "description": meaning, **schema}


def output_schema(command: str) -> Schema:
    """Return the schema of what a command (one of `COMMANDS`) prints with `--json`."""
    head = {"$schema": DIALECT, "title": f"gba {command} --json"}
    if command == "show":
        return {**head, "oneOf": [_whole(kind) for kind in RELATED]}
    if command == "get":
        return {**head, **_object(Got)}
    if command == "check":
        from gbacli.check.faults import Fault

        meaning, items = "Every fault; an empty array where there is none.", _object(Fault)
    else:
        meaning = "The answer with all its keys, each always present; --fields leaves keys out."
        items = _object(LISTINGS[command])
    if command == "facilities":
        items = {"anyOf": [items, {**_object(TimelineEntry), "title": "with --timeline"}]}
    return {**head, "description": meaning, "type": "array", "items": items}


def _whole(kind: str) -> Schema:
    """Describe the one object that `show` prints for a kind of record."""
    ids = {"type": "array", "items": {"type": "string"}, "description": "the ids of what rests on it or belongs to it"}
    properties = {
        "record": {"const": kind, "description": "what kind of record it is"},
        **_object(KIND[kind].record if kind in KIND else Stat)["properties"],
        **dict.fromkeys(RELATED[kind], ids),
    }
    if kind != "source":
        stats, sources = _object(Stat), _object(Source, without="facts")
        properties["stats"] = {"type": "array", "items": stats, "description": "the figures about it"}
        properties["sources"] = {"type": "array", "items": sources, "description": "all its sources in full"}
    return {"title": kind, "type": "object", "properties": properties, "required": list(properties)}


def _object(record: Any, *, stored: bool = False, without: str = "") -> Schema:
    """Describe an object of an answer, where every key is always present, or a `stored` table, which has no others."""
    declarations = [field for field in declared(record).values() if (field.stored if stored else field.public)]
    fields = {field.name: field for field in declarations if field.name != without}
    optional = record._field_defaults if stored else ()
    return {
        "type": "object",
        "properties": {name: _field(field, stored=stored) for name, field in fields.items()},
        "required": [name for name in fields if name not in optional],
        **({"additionalProperties": False} if stored else {}),
    }


def _field(field: Field, *, stored: bool) -> Schema:
    """Describe a value; in an answer it is null where it is unknown."""
    found = {**_type(field.type, stored=stored), "description": field.meaning}
    if field.nullable and not stored:
        found["type"] = [found["type"], "null"]
        if "enum" in found:
            found["enum"] = [*found["enum"], None]
    return found


def _type(kind: Type | type, *, stored: bool) -> Schema:
    """Describe what a value may be: one of a type, or a record of a class."""
    if not isinstance(kind, Type):
        return _object(kind, stored=stored)
    if kind.choices:
        return {"type": "string", "enum": list(kind.choices)}
    if kind.name == "value":
        return {"type": ["string", "number", "boolean", "array", "object"]}
    least = {"minProperties" if kind.keys else "minItems": kind.least} if stored and kind.least else {}
    if kind.name == "list":
        once = {"uniqueItems": True} if stored and isinstance(kind.item, Type) else {}
        return {"type": "array", "items": _type(kind.item, stored=stored), **least, **once}
    if kind.keys:
        names, items = _type(kind.keys, stored=stored), _type(kind.item, stored=stored)
        return {"type": "object", **least, "propertyNames": names, "additionalProperties": items}
    if kind.name in ("number", "integer", "boolean"):
        return {"type": kind.name, **dict(zip(("minimum", "maximum"), kind.limits or (), strict=False))}
    form = {"format": "uri"} if kind.name == "address" else {}
    return {"type": "string", **form, "pattern": kind.pattern}
