"""The timeline: every dated event of facilities in a table, newest last."""

from collections.abc import Sequence

from rich.console import RenderableType
from rich.text import Text

from gbacli.catalog import Catalog
from gbacli.model import BUILT_IN
from gbacli.queries.timeline import TimelineEntry
from gbacli.render.cells import nothing
from gbacli.render.drawing import MARK, fact, status_text
from gbacli.render.screen import Screen
from gbacli.render.sources import Numbered, source_column
from gbacli.render.tables import Column, fitted


def timeline(entries: Sequence[TimelineEntry], catalog: Catalog, screen: Screen) -> list[RenderableType]:
    """Draw events a row each. Their sources are listed with --sources only: there are about as many as events."""
    if not entries:
        return nothing(screen)
    numbered = Numbered()
    marks = [numbered.mark(entry.source) if screen.full_sources else "" for entry in entries]
    notes = [fact(entry.note or "", MARK) for entry in entries]
    columns = [
        Column("Date", [_date(entry) for entry in entries], no_wrap=True),
        Column("Status", [status_text(entry.status) for entry in entries], no_wrap=True),
        Column(
            "Facility",
            [fact(entry.name) for entry in entries],
            more=notes,
        ),
        Column("From", [_origin(entry) for entry in entries], rank=3, no_wrap=True),
        source_column(marks),
    ]
    drawn = fitted([column for column in columns if any(cell.plain for cell in column.cells)], screen)
    return drawn + numbered.lines(catalog.sources if screen.full_sources else {}, screen)


def _date(entry: TimelineEntry) -> Text:
    if entry.date is None:
        return Text("no date", MARK)
    return Text(f"by {entry.date}" if entry.seen else entry.date)


def _origin(entry: TimelineEntry) -> Text:
    return fact("" if entry.origin == BUILT_IN else entry.origin)
