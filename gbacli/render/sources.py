"""What a drawing is made from, and its sources: numbered as they are first named, listed underneath, a line each."""

from collections.abc import Iterable, Sequence
from typing import Any

from rich.text import Text

from gbacli.catalog import Catalog
from gbacli.model import Source, Stat
from gbacli.queries.texts import in_runs
from gbacli.render import words
from gbacli.render.drawing import HEAD, MARK, fact, link, wrapped
from gbacli.render.screen import Screen
from gbacli.render.tables import ESSENTIAL, Column, fitted, flowing, indented

_MANY = 8
"""More sources than these are listed by their ids alone, several a line, where there are lines to fill."""


class Page:
    """What every part of a drawing needs: the facts, the screen, and the numbers of the sources named so far."""

    def __init__(self, catalog: Catalog, screen: Screen) -> None:
        """Begin a page that names no source yet."""
        self.catalog, self.screen = catalog, screen
        self.numbers: dict[str, int] = {}

    def name_of(self, subject: str) -> str:
        """Return the name of what a figure is about."""
        kinds = (getattr(self.catalog, kind) for kind in ("cities", "subjects", "industries", "facilities"))
        return next((found[subject].name for found in kinds if subject in found), subject)

    def scale_of(self, found: Iterable[Any]) -> words.Scale | None:
        """Return the scale of figures that stand together."""
        return words.scale_of(found, exact=self.screen.exact)

    def amount(self, stat: Stat, scale: words.Scale | None = None) -> str:
        """Return the value of a figure with its unit, in a scale that it shares with others or its own."""
        return words.amount(stat, exact=self.screen.exact, scale=scale)

    def mark(self, source: str | None) -> str:
        """Return the number of a source, a new one at its first mention; nothing for None."""
        return "" if source is None else str(self.numbers.setdefault(source, len(self.numbers) + 1))

    def marks(self, sources: Iterable[str]) -> str:
        """Return the numbers of several sources, runs of them as `1-4`."""
        return in_runs([int(self.mark(source)) for source in sources], "-")

    def mark_of(self, stat: Stat) -> str:
        """Return the mark of a figure: its source, and those that agree with it; `computed` where it has none."""
        mark = self.mark(stat.source) or "computed"
        agree = self.marks(stat.checked_by)
        return f"{mark}; {agree} {'agrees' if len(stat.checked_by) == 1 else 'agree'}" if agree else mark

    def sources(self, most: int = _MANY) -> list[Text]:
        """Draw the list of sources under its head; nothing when none was named. More than `most` are named by id."""
        if not self.numbers:
            return []
        screen, known = self.screen, self.catalog.named("sources", self.numbers)
        sources = [known[key] for key in self.numbers]
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
