"""What `search` found: a table where it fits in one line a record, else the name with what matched under it."""

from collections.abc import Sequence

from rich.cells import cell_len
from rich.console import RenderableType

from gbacli.catalog import Catalog
from gbacli.fields import Field, fields_of
from gbacli.model import BUILT_IN
from gbacli.queries.search import Hit
from gbacli.render.cells import table_of
from gbacli.render.drawing import fact, origin_mark
from gbacli.render.screen import Screen
from gbacli.render.tables import GAP, labelled


def hits(found: Sequence[Hit], chosen: Sequence[Field], catalog: Catalog, screen: Screen) -> list[RenderableType]:
    """Draw what was found. A table of the `chosen` fields, where fields were asked for."""
    if chosen or not screen.wraps or _natural(found) <= screen.width:
        return table_of(found, fields_of(Hit), chosen, catalog, screen)
    parts: list[RenderableType] = []
    for hit in found:
        parts += _hit(hit, screen)
    return parts


def _natural(found: Sequence[Hit]) -> int:
    """Measure the table that nothing is wrapped in, in cells."""
    columns = zip(*[(hit.kind, hit.id, hit.name, hit.match) for hit in found], strict=True)
    widths = [max([cell_len(cell) for cell in column]) for column in columns]
    overlays = [cell_len(hit.origin) + GAP for hit in found if hit.origin != BUILT_IN]
    return sum(widths) + GAP * (len(widths) - 1) + max(overlays, default=0)


def _hit(hit: Hit, screen: Screen) -> list[RenderableType]:
    name, which = fact(hit.name, "bold"), fact(f"{hit.kind} {hit.id}", "dim")
    which.append_text(origin_mark(hit.origin))
    if name.cell_len + GAP + which.cell_len <= screen.width:
        lines = labelled("", name.append(" " * GAP).append_text(which), 0, screen)
    else:
        lines = [*labelled("", name, 0, screen), *labelled("", which, GAP, screen)]
    text = hit.match.partition(": ")[2]
    return lines if text == hit.name else [*lines, *labelled("", fact(hit.match), GAP, screen)]
