"""What `search` found."""

from collections.abc import Sequence
from typing import Any

from gbacli.catalog import Catalog
from gbacli.fields import fields_of
from gbacli.model import Stat
from gbacli.queries.search import Hit
from gbacli.render import words
from gbacli.render.cells import table_of
from gbacli.render.screen import Screen

_SAID = ("name", "label", "title", "id")
"""The fields whose match needs no words: the drawing shows them anyway."""


def hits(found: Sequence[Hit], catalog: Catalog, screen: Screen) -> list[Any]:
    """Draw what was found, a value in its scale, as everywhere, and without a match that stands there anyway."""
    shown = []
    for hit in found:
        about = hit.about
        if isinstance(hit.record, Stat):
            about = f"{words.amount(hit.record, exact=screen.exact)}, {about.partition(', ')[2]}"
        said = hit.match.partition(": ")[0] in _SAID
        shown.append(hit._replace(about=about, match="" if said else hit.match))
    return table_of(shown, fields_of(Hit), (), catalog, screen)
