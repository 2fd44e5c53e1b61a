"""The timeline: year by year what was planned, begun and opened, each event with a sign and who says so."""

from collections.abc import Sequence
from itertools import groupby

from rich.console import RenderableType
from rich.text import Text

from gbacli.catalog import Catalog
from gbacli.queries.facilities import TimelineEntry
from gbacli.model import BUILT_IN, STATUSES
from gbacli.render.cells import Numbered, cities_of
from gbacli.render.drawing import fact, status_text
from gbacli.render.screen import Screen
from gbacli.render.tables import GAP, labelled, wrapped

DATE = 10
"""The width of a date in cells."""
STATUS = max(map(len, STATUSES)) + 2
"""The width of the longest status with its sign."""
ROOMY = 76
"""From this width on the status has a column of its own; below it stands on a line of its own."""


def timeline(entries: Sequence[TimelineEntry], catalog: Catalog, screen: Screen) -> list[RenderableType]:
    """Draw events under the headings of their years, the sources numbered underneath.

    Takes a screen that has a width: without one, a line is a record, and a table tells more.
    """
    numbered = Numbered()
    parts: list[RenderableType] = []
    for year, members in groupby(entries, key=lambda entry: (entry.date or "")[:4]):
        parts += [*([Text()] if parts else []), Text(year or "Without a date", style="bold cyan")]
        for entry in members:
            parts += _event(entry, catalog, numbered, screen)
    return parts + numbered.lines(catalog.sources if numbered.ids else {}, screen)


def _event(entry: TimelineEntry, catalog: Catalog, numbered: Numbered, screen: Screen) -> list[RenderableType]:
    """Draw one event: date, status and name on a line or two, the places and what happened below the name."""
    what = fact(entry.name, "bold")
    if entry.origin != BUILT_IN:
        what.append_text(fact(f" [{entry.origin}]", "magenta"))
    about = fact(cities_of(entry.cities, catalog), "dim")
    if entry.note:
        about.append_text(fact(f": {entry.note}", "dim"))
    about.append(f" [{numbered.mark(entry.source)}]", "dim")
    width = screen.width or 0
    start = Text(no_wrap=True, overflow="ignore").append(f"{entry.date or '':<{DATE}}", "dim")
    status = status_text(entry.status)
    if width < DATE + GAP + STATUS:
        return [start, status, *labelled("", what, GAP, screen), *labelled("", about, GAP, screen)]
    start.append(" " * GAP).append_text(status)
    if width < ROOMY:
        return [start, *labelled("", what, GAP, screen), *labelled("", about, GAP, screen)]
    indent = DATE + GAP + STATUS + GAP
    start.append(" " * (indent - start.cell_len))
    lines = wrapped(what, width - indent)
    rest = [Text(" " * indent, no_wrap=True, overflow="ignore").append_text(line) for line in lines[1:]]
    return [start.append_text(lines[0]), *rest, *labelled("", about, indent, screen)]
