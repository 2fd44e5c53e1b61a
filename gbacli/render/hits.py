"""What `search` found: a table where each record fits on one line, else the name with what it is under it."""

from collections.abc import Sequence

from rich.cells import cell_len
from rich.console import RenderableType

from gbacli.catalog import Catalog
from gbacli.fields import Field, fields_of
from gbacli.model import BUILT_IN, Stat
from gbacli.queries.search import Hit
from gbacli.render import words
from gbacli.render.cells import table_of
from gbacli.render.drawing import HEAD, MARK, fact, origin_mark
from gbacli.render.screen import Screen
from gbacli.render.tables import GAP, labelled

_COLUMNS = ("kind", "id", "name", "about", "match", "origin")
_SAID = ("name", "label", "title", "id")
"""The fields whose match needs no words: the drawing shows them anyway."""


def hits(found: Sequence[Hit], chosen: Sequence[Field], catalog: Catalog, screen: Screen) -> list[RenderableType]:
    """Draw what was found. A table of the `chosen` fields, where fields were asked for."""
    if chosen:
        return table_of(found, fields_of(Hit), chosen, catalog, screen)
    shown = [_readable(hit, screen) for hit in found]
    if not screen.wraps or _natural(shown) <= screen.width:
        known = {field.name: field for field in fields_of(Hit)}
        return table_of(shown, [known[name] for name in _COLUMNS], chosen, catalog, screen)
    return [line for hit in shown for line in _hit(hit, screen)]


def _readable(hit: Hit, screen: Screen) -> Hit:
    """Give a value its scale, as everywhere, and leave out a match that the drawing shows anyway."""
    stat, about = hit.record, hit.about
    if isinstance(stat, Stat):
        value = words.amount(stat.value, stat.qualifier, stat.unit, exact=screen.exact)
        about = f"{value}, {about.partition(', ')[2]}"
    return hit._replace(about=about, match="" if hit.match.partition(": ")[0] in _SAID else hit.match)


def _natural(found: Sequence[Hit]) -> int:
    """Measure the table that nothing is wrapped in, in cells."""
    columns = zip(*[(hit.kind, hit.id, hit.name, hit.about, hit.match) for hit in found], strict=True)
    widths = [max([cell_len(cell) for cell in column]) for column in columns]
    overlays = [cell_len(hit.origin) + GAP for hit in found if hit.origin != BUILT_IN]
    return sum(widths) + GAP * (len(widths) - 1) + max(overlays, default=0)


def _hit(hit: Hit, screen: Screen) -> list[RenderableType]:
    name, about = fact(hit.name, HEAD), fact(hit.about)
    which = fact(f"{hit.kind} {hit.id}", MARK).append_text(origin_mark(hit.origin))
    lines = labelled("", name, 0, screen)
    if GAP + about.cell_len + GAP + which.cell_len <= screen.width:
        lines += labelled("", about.append(" " * GAP).append_text(which), GAP, screen)
    else:
        lines += [*labelled("", about, GAP, screen), *labelled("", which, GAP, screen)]
    return [*lines, *(labelled("", fact(hit.match), GAP, screen) if hit.match else [])]
