"""What `search` found: a table where each record fits on one line, else the name with what it is under it."""

from collections.abc import Sequence

from rich.cells import cell_len
from rich.text import Text

from gbacli.catalog import Catalog
from gbacli.fields import fields_of
from gbacli.model import Stat
from gbacli.queries.search import Hit
from gbacli.render import words
from gbacli.render.cells import table_of
from gbacli.render.drawing import HEAD, MARK, draw, fact, origin_mark
from gbacli.render.screen import Screen
from gbacli.render.tables import GAP, flowing, labelled

_SAID = ("name", "label", "title", "id")
"""The fields whose match needs no words: the drawing shows them anyway."""


def hits(found: Sequence[Hit], catalog: Catalog, screen: Screen) -> list[Text]:
    """Draw what was found."""
    shown = [_readable(hit, screen) for hit in found]
    piped = screen._replace(wraps=False)
    unwrapped = draw(table_of(shown, fields_of(Hit), (), catalog, piped), piped)
    if not screen.wraps or max(map(cell_len, unwrapped.splitlines())) <= screen.width:
        return table_of(shown, fields_of(Hit), (), catalog, screen)
    return [line for hit in shown for line in _card(hit, screen)]


def _readable(hit: Hit, screen: Screen) -> Hit:
    """Give a value its scale, as everywhere, and leave out a match that the drawing shows anyway."""
    about = hit.about
    if isinstance(hit.record, Stat):
        about = f"{words.amount(hit.record, exact=screen.exact)}, {about.partition(', ')[2]}"
    return hit._replace(about=about, match="" if hit.match.partition(": ")[0] in _SAID else hit.match)


def _card(hit: Hit, screen: Screen) -> list[Text]:
    which = fact(f"{hit.kind} {hit.id}", MARK).append_text(origin_mark(hit.origin))
    lines = [fact(hit.name, HEAD), *flowing([fact(hit.about), which], screen.width)]
    return [*lines, *labelled("", fact(hit.match), GAP, screen)] if hit.match else lines
