"""The timeline: every dated event of facilities in a table, newest last."""

from collections.abc import Sequence

from rich.text import Text

from gbacli.catalog import Catalog
from gbacli.model import BUILT_IN
from gbacli.queries.facilities import TimelineEntry
from gbacli.render.drawing import MARK, fact, status_text
from gbacli.render.screen import Screen
from gbacli.render.sources import Numbered, source_column
from gbacli.render.tables import Column, fitted


def timeline(entries: Sequence[TimelineEntry], catalog: Catalog, screen: Screen) -> list[Text]:
    """Draw events a row each. Their sources are listed with --sources only: there are about as many as events.

    A name that is too long for its row is cut: so the table is no longer than the events folded on a narrower screen.
    """
    numbered = Numbered()
    notes = [fact(f"  {entry.note}" if entry.note else "", MARK) for entry in entries]
    names = [fact(entry.name) for entry in entries]
    what = [fact(entry.name).append_text(note) for entry, note in zip(entries, notes, strict=True)]
    columns = [
        Column("Date", [_date(entry) for entry in entries], no_wrap=True),
        Column("Status", [status_text(entry.status) for entry in entries], no_wrap=True),
        Column("Facility", what, folded=names, clip=True),
        Column("From", [fact("" if one.origin == BUILT_IN else one.origin) for one in entries], rank=3, no_wrap=True),
        source_column([numbered.mark(entry.source) if screen.full_sources else "" for entry in entries]),
    ]
    drawn = fitted([column for column in columns if any(cell.plain for cell in column.cells)], screen)
    return drawn + numbered.lines(catalog, screen)


def _date(entry: TimelineEntry) -> Text:
    if entry.date is None:
        return Text("no date", MARK)
    return Text(f"by {entry.date}" if entry.seen else entry.date)
