"""Sources numbered in the order in which a drawing first names them, and listed underneath, one line each."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.text import Text

from gbacli.model import Source
from gbacli.render.drawing import HEAD, MARK, fact, link, one_line
from gbacli.render.screen import Screen
from gbacli.render.tables import ESSENTIAL, Column, clipped, flowing, labelled

_INDENT = 5
"""The room for a number."""
_MANY = 8
"""More sources than these are listed by their ids alone, several a line."""


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
        numbers = sorted({int(self.mark(source)) for source in sources})
        runs: list[list[int]] = []
        for number in numbers:
            if runs and number == runs[-1][-1] + 1:
                runs[-1].append(number)
            else:
                runs.append([number])
        return ", ".join([f"{run[0]}-{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs])

    def of(self, stat: Any) -> str:
        """Return the mark of a figure: its source, and those that agree with it; `computed` where it has none."""
        mark = self.mark(stat.source) or "computed"
        agree = self.marks(stat.checked_by)
        return f"{mark}; {agree} {'agrees' if len(stat.checked_by) == 1 else 'agree'}" if agree else mark

    def lines(self, sources: Mapping[str, Source], screen: Screen, most: int = _MANY) -> list[Any]:
        """Draw the list of sources under its head; nothing when none was named. More than `most` are named by id."""
        if not self.numbers or not sources:
            return []
        known = [(number, sources[key]) for key, number in self.numbers.items()]
        width = max(len(source.id) for _, source in known)
        parts: list[Any] = [Text(), Text("Sources", style=HEAD)]
        if len(known) > most and not screen.full_sources:
            items = [
                Text().append(f"{number} ", MARK).append_text(link(source.id, source.url, screen))
                for number, source in known
            ]
            return parts + (flowing(items, screen.width) if screen.wraps else [one_line(item) for item in items])
        for number, source in known:
            parts += _full(number, source, screen) if screen.full_sources else [_short(number, source, width, screen)]
        return parts


def source_column(marks: Sequence[str], heading: str = "Source") -> Column:
    """Lay out the marks of sources as the last column."""
    cells = [Text(mark, MARK) for mark in marks]
    folded = [Text(f"[{mark}]" if mark else "", MARK) for mark in marks]
    return Column(heading, cells, rank=ESSENTIAL, no_wrap=True, right=True, folded=folded)


def _short(number: int, source: Source, width: int, screen: Screen) -> Text:
    """Draw a source on one line: number, id, publisher, date. The publisher is shortened where there is no room."""
    line = _mark(number).append_text(link(source.id, source.url, screen))
    date = f", {source.published}" if source.published else ""
    room = screen.room - _INDENT - width - 2 - len(date)
    if room < 4 <= room + width - len(source.id):
        width, room = len(source.id), room + width - len(source.id)
    if room >= min(4, len(source.publisher)):
        line.append(" " * (width - len(source.id) + 2))
        line.append_text(clipped(fact(source.publisher, MARK), room)).append(date, MARK)
    return one_line(line)


def _mark(number: int) -> Text:
    return Text(f"{number:>3}  ", MARK)


def _full(number: int, source: Source, screen: Screen) -> list[Any]:
    """Draw a source with all that is needed to find and cite it."""
    published = f", {source.published}" if source.published else ""
    text = f"{source.title}. {source.publisher}{published}. Read {source.accessed}."
    parts = labelled(f"{number:>3}", fact(text), _INDENT, screen)
    parts += labelled(
        "", fact(source.id, MARK).append("  ").append_text(link(source.url, source.url, screen)), _INDENT, screen
    )
    return parts + (labelled("", fact(source.via, MARK), _INDENT, screen) if source.via else [])
