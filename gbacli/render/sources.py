"""Sources numbered in the order in which a drawing first names them, and listed underneath, one line each."""

from collections.abc import Iterable, Sequence
from typing import Any

from rich.text import Text

from gbacli.catalog import Catalog
from gbacli.model import Source
from gbacli.queries.runs import in_runs
from gbacli.render.citations import citation
from gbacli.render.drawing import HEAD, MARK, clipped, fact, link
from gbacli.render.screen import Screen
from gbacli.render.tables import ESSENTIAL, GAP, Column, flowing, indented

_MANY = 8
"""More sources than these are listed by their ids alone, several a line, where there are lines to fill."""
_LEAST = 4
"""The least room that is worth a publisher."""


class Numbered:
    """The numbers of sources (by id)."""

    def __init__(self) -> None:
        """Begin with none."""
        self.numbers: dict[str, int] = {}

    def mark(self, source: str | None) -> str:
        """Return the number of a source, a new one at its first mention; nothing for None."""
        return "" if source is None else str(self.numbers.setdefault(source, len(self.numbers) + 1))

    def marks(self, sources: Iterable[str]) -> str:
        """Return the numbers of several sources, runs of them as `1-4`."""
        return in_runs([int(self.mark(source)) for source in sources], "-")

    def of(self, stat: Any) -> str:
        """Return the mark of a figure: its source, and those that agree with it; `computed` where it has none."""
        mark = self.mark(stat.source) or "computed"
        agree = self.marks(stat.checked_by)
        return f"{mark}; {agree} {'agrees' if len(stat.checked_by) == 1 else 'agree'}" if agree else mark

    def lines(self, catalog: Catalog, screen: Screen, most: int = _MANY) -> list[Text]:
        """Draw the list of sources under its head; nothing when none was named. More than `most` are named by id."""
        if not self.numbers:
            return []
        known = catalog.named("sources", self.numbers)
        numbered = [(number, known[key]) for key, number in self.numbers.items()]
        if screen.full_sources:
            lines = [line for number, source in numbered for line in _full(number, source, screen)]
        elif len(numbered) > most and screen.wraps:
            ids = [link(source.id, source.url, screen) for _, source in numbered]
            items = [Text().append(f"{number} ", MARK).append_text(name) for number, name in enumerate(ids, start=1)]
            lines = flowing(items, screen.width)
        else:
            width = max(map(len, self.numbers))
            lines = [_short(number, source, width, screen) for number, source in numbered]
        return [Text(), Text("Sources", style=HEAD), *lines]


def source_column(marks: Sequence[str]) -> Column:
    """Lay out the marks of sources as the last column."""
    cells = [Text(mark, MARK) for mark in marks]
    folded = [Text(f"[{mark}]" if mark else "", MARK) for mark in marks]
    return Column("Source", cells, rank=ESSENTIAL, no_wrap=True, right=True, folded=folded)


def _head(number: int, source: Source, screen: Screen) -> Text:
    return Text(f"{number:>3}  ", MARK).append_text(link(source.id, source.url, screen))


def _short(number: int, source: Source, width: int, screen: Screen) -> Text:
    """Draw a source on one line: number, id (padded to `width`), publisher, date; the last two where there is room."""
    line = _head(number, source, screen).append(" " * (width - len(source.id) + GAP))
    date = f", {source.published}" if source.published else ""
    room = screen.room - line.cell_len - len(date)
    if room < _LEAST:
        return line
    return line.append_text(clipped(fact(source.publisher, MARK), room)).append(date, MARK)


def _full(number: int, source: Source, screen: Screen) -> list[Text]:
    """Draw a source with all that is needed to find and cite it."""
    return [_head(number, source, screen), *indented(Text(citation(source)), 5, screen.room)]
