"""The JSON Schema of the fact files, for editors that complete and check while one types. Made of the shapes."""

from typing import Any

from gbacli.catalog.layout import FILES, FOLDERS
from gbacli.check.shapes import SHAPES, WHOLE_FILES
from gbacli.check.values import RECORD_ID

DIALECT = "https://json-schema.org/draft/2020-12/schema"

MEANINGS = {
    "about": "The edition of the facts, and what figures are about besides cities, facilities and industries.",
    "source": "Where facts come from: one table a source, by its id.",
    "city": "The cities of the Greater Bay Area: one table a city, by its id.",
    "facility": "Science facilities and programmes, each with its history: one table a facility, by its id.",
    "industry": "Manufacturing clusters: one table an industry, by its id.",
    "statement": "Single figures that belong to no series: one table a statement, by its id.",
    "series": "One metric with its values by year and city: one [[table]] for each published table.",
}
"""What a file of each kind holds."""


def files_named(kind: str) -> str:
    """Name the files of a `kind` (a key of `MEANINGS`): `cities.toml`, `series/*.toml`."""
    return FILES[kind] if kind in FILES else f"{FOLDERS[kind]}/*.toml"


def file_schema(kind: str) -> dict[str, Any]:
    """Give the JSON Schema (draft 2020-12) of a file of a `kind` (a key of `MEANINGS`)."""
    record = SHAPES[kind].schema()
    if kind not in WHOLE_FILES:
        names = {**RECORD_ID.schema(), "description": "The id: lower-case letters, digits and single hyphens."}
        record = {"type": "object", "propertyNames": names, "additionalProperties": record}
    return {"$schema": DIALECT, "title": f"facts/{files_named(kind)}", "description": MEANINGS[kind], **record}
