"""What happened when: the events of facilities in a table, newest last."""

from collections.abc import Sequence

from rich.text import Text

from gbacli.catalog import Catalog
from gbacli.model import Event, Expectation
from gbacli.queries.facilities import TimelineEntry
from gbacli.render.drawing import MARK, fact, origin_mark, status_text
from gbacli.render.screen import Screen
from gbacli.render.sources import Page, source_column
from gbacli.render.tables import Column, fitted

AnyEvent = TimelineEntry | Event | Expectation


def timeline(entries: Sequence[TimelineEntry], catalog: Catalog, screen: Screen) -> list[Text]:
    """Draw events a row each. Their sources are listed with --sources only: there are about as many as events.

    A name that is too long for its row is cut: so the table is no longer than the events folded on a narrower screen.
    """
    page = Page(catalog, screen)
    names = [fact(entry.name).append_text(origin_mark(entry.origin)) for entry in entries]
    notes = [fact(f"  {entry.note}" if entry.note else "", MARK) for entry in entries]
    what = [name.copy().append_text(note) for name, note in zip(names, notes, strict=True)]
    marks = [page.mark(entry.source) if screen.full_sources else "" for entry in entries]
    columns = event_columns(entries, Column("Facility", what, folded=names, clip=True), marks)
    return fitted(columns, screen) + page.sources()


def event_columns(events: Sequence[AnyEvent], what: Column, marks: Sequence[str]) -> list[Column]:
    """Return the columns of events: date, status, `what` happened, and the marks of their sources."""
    dates, statuses = [_date(event) for event in events], [status_text(event.status) for event in events]
    return [Column("Date", dates, no_wrap=True), Column("Status", statuses, no_wrap=True), what, source_column(marks)]


def _date(event: AnyEvent) -> Text:
    """Draw a date; `by` marks a sighting."""
    if event.date is None:
        return Text("no date", MARK)
    word = "due " if isinstance(event, Expectation) else "by " if event.seen else ""
    return Text(f"{word}{event.date}")
