"""A single value as scripts want it: nothing beside it."""

from collections.abc import Mapping
from typing import Any

from gbacli.records import Event
from gbacli.render.words import visible


def bare(value: Any) -> str:
    """Write a value and a line feed: no separators, no sign of a qualifier, no unit.

    A list is written one item a line, and not a word when it is empty; an entry of a history as its date (empty when
    unknown), status and source, with tabs between them; units by city as city and unit.
    """
    if isinstance(value, Mapping):
        return "".join([f"{visible(name)}\t{visible(part)}\n" for name, part in value.items()])
    if isinstance(value, tuple):
        return "".join([_item(item) + "\n" for item in value])
    return _item(value) + "\n"


def _item(value: Any) -> str:
    if isinstance(value, Event):
        return "\t".join([visible(part) for part in (value.date or "", value.status, value.source)])
    if isinstance(value, bool):
        return "true" if value else "false"
    return visible(str(value))
