"""Sources numbered in the order in which a drawing first names them, and listed underneath, one line each."""

from collections.abc import Iterable, Sequence
from typing import Any

from rich.text import Text

from gbacli.catalog import Catalog
from gbacli.model import Source
from gbacli.queries.dates import in_runs
from gbacli.render.drawing import HEAD, MARK, fact, link, wrapped
from gbacli.render.screen import Screen
from gbacli.render.tables import ESSENTIAL, Column, fitted, flowing, indented

_MANY = 8
"""More sources than these are listed by their ids alone, several a line, where there are lines to fill."""


class Numbered(dict[str, int]):
    """The numbers of sources, by id."""

    def mark(self, source: str | None) -> str:
        """Return the number of a source, a new one at its first mention; nothing for None."""
        return "" if source is None else str(self.setdefault(source, len(self) + 1))

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
        if not self:
            return []
        known = catalog.named("sources", self)
        sources = [known[key] for key in self]
        many = len(sources) > most and screen.wraps and not screen.full_sources
        heads = [
            Text(f"{number} " if many else f"{number:>3}  ", MARK).append_text(link(source.id, source.url, screen))
            for number, source in enumerate(sources, start=1)
        ]
        if screen.full_sources:
            from gbacli.render.citations import citation

            lines = []
            for head, source in zip(heads, sources, strict=True):
                first, *others = wrapped(head.append(f"  {citation(source)}"), screen.room - 5)
                lines += [first, *[part for line in others for part in indented(line, 5, screen.room)]]
        elif many:
            lines = flowing(heads, screen.width)
        else:
            lines = _short(heads, sources, screen)
        return [Text(), Text("Sources", style=HEAD), *lines]


def source_column(marks: Sequence[str]) -> Column:
    """Lay out the marks of sources as the last column."""
    cells = [Text(mark, MARK) for mark in marks]
    folded = [Text(f"[{mark}]" if mark else "", MARK) for mark in marks]
    return Column("Source", cells, rank=ESSENTIAL, no_wrap=True, right=True, folded=folded)


def _short(heads: Sequence[Text], sources: Sequence[Source], screen: Screen) -> list[Text]:
    """Draw sources on one line each: number and id, publisher, date; the last two where there is room."""
    columns = [
        Column("", heads, no_wrap=True),
        Column("", [fact(source.publisher, MARK) for source in sources], rank=4, clip=True),
        Column("", [Text(source.published or "", MARK) for source in sources], rank=5, no_wrap=True),
    ]
    return fitted(columns, screen, head=False)
