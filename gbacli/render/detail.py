"""One record whole: names, what is known of it, history, figures, what it is related to, the sources underneath.

The rows come from the fields of the model; what stands in a part of its own is named in `_DRAWN`.
"""

from collections.abc import Callable, Sequence
from typing import Any

from rich.text import Text

from gbacli.catalog import Catalog
from gbacli.fields import Field, fields_of
from gbacli.model import City, Facility, Metric, Source, Stat
from gbacli.queries.filters import first_six
from gbacli.queries.names import name_of
from gbacli.queries.ranking import Standing, standing
from gbacli.queries.show import Shown
from gbacli.render import words
from gbacli.render.cells import cities_of, plain_cell, table_of
from gbacli.render.drawing import HEAD, MARK, fact, link, status_text, titled
from gbacli.render.figures import figure_columns, legend
from gbacli.render.screen import Screen
from gbacli.render.sources import Page
from gbacli.render.tables import Column, fitted
from gbacli.render.timeline import event_columns

_MOST_FACILITIES, _MOST_FIGURES = 14, 8
_OF_FACILITIES = ("name", "status", "status_date", "expected", "id")
"""What is drawn of the facilities of a city."""
_DRAWN = {
    *("id", "name", "label", "title", "name_zh_hans", "name_zh_hant", "pinyin", "origin", "sources", "source"),
    *("kind", "role", "latitude", "longitude", "site", "status", "status_date", "history", "expected", "facilities"),
    *("value", "period", "year", "subject", "metric", "change_percent", "checked_by"),
    *("publisher", "url", "published", "accessed", "facts"),
    *((Facility, "cities"), (Stat, "unit")),
}
"""The fields that are drawn in a part of their own: those of any record, and those of one class."""


def detail(shown: Shown, catalog: Catalog, screen: Screen) -> list[Text]:
    """Draw a record with all that belongs to it."""
    page, record = Page(catalog, screen), shown.record
    drawers: dict[type, Sequence[Callable[[Shown, Page], list[Text]]]] = {
        City: (_figures, _facilities, _rows),
        Facility: (_rows, _history, _figures),
        Source: (_rows, _resting),
    }
    parts = _head(shown, page)
    for drawer in drawers.get(type(record), (_rows, _figures)):
        parts += drawer(shown, page)
    for source in getattr(record, "sources", ()):  # those of names and coordinates come after those of figures
        page.mark(source)
    parts += page.sources()
    return parts + ([Text(), fact(f"also: {first_six(shown.also, ', ')}", MARK)] if shown.also else [])


def _head(shown: Shown, page: Page) -> list[Text]:
    """Draw the names, what kind of record it is, and what says most about it."""
    record, name, below = shown.record, name_of(shown.record), []
    said: list[str | None] = [f"{shown.kind} {record.id}"]
    if isinstance(record, City):
        role = "" if record.kind.startswith("special") else f"{record.role} of Guangdong"
        said = [record.kind, role, f"{record.latitude:.4f} N {record.longitude:.4f} E"]
    elif isinstance(record, Facility):
        said = [record.id, record.kind, cities_of(record.cities, page.catalog), record.site]
        due = f", due {record.expected[-1].date}" if record.expected else ""
        below = [status_text(record.status).append(words.since(record) + due)]
    elif isinstance(record, Source):
        said += [record.publisher, record.kind, record.published, f"read {record.accessed}"]
        below = [link(record.url, record.url, page.screen)]
    elif isinstance(record, Stat):
        name = f"{page.name_of(record.subject)}: {name}"
        mark = Text(f"  [{page.mark_of(record)}]", MARK)
        below = [fact(f"{page.amount(record)}, {record.period}", HEAD).append_text(mark)]
    return [titled(name, record), fact(" · ".join([part for part in said if part]), MARK), *below]


def _rows(shown: Shown, page: Page) -> list[Text]:
    """Draw every field with a heading that is known and stands nowhere else."""
    kind = type(shown.record)
    fields = [one for one in fields_of(kind) if one.heading and not _DRAWN & {one.name, (kind, one.name)}]
    rows = [(field.heading, _cell(field, shown.record, page)) for field in fields]
    if kind is not Source:
        rows += [(name.capitalize(), fact(", ".join(map(page.name_of, ids)))) for name, ids in shown.related.items()]
    return _pairs([(heading, text) for heading, text in rows if text.plain], page)


def _pairs(rows: Sequence[tuple[str, Text]], page: Page, *, clip: bool = False) -> list[Text]:
    headings, texts = [Text(heading, MARK) for heading, _ in rows], [text for _, text in rows]
    table = fitted([Column("", headings, no_wrap=True), Column("", texts, clip=clip)], page.screen, head=False)
    return [Text(), *table] if table else []


def _cell(field: Field, record: Any, page: Page) -> Text:
    value = getattr(record, field.name)
    if value is None:
        return Text()
    if field.name == "unit":
        others = [f"{unit} for {page.name_of(area)}" for area, unit in record.unit_by_city.items()]
        return fact(", ".join([value, *others]))
    return fact(cities_of(value, page.catalog)) if isinstance(value, tuple) else plain_cell(value, field)


def _history(shown: Shown, page: Page) -> list[Text]:
    """Draw the dated statuses and what is expected, an entry a line."""
    facility: Any = shown.record
    events = [*facility.history, *facility.expected]
    notes = Column("", [fact(event.note or "", MARK) for event in events], rank=2, clip=True)
    columns = event_columns(events, notes, [page.mark(event.source) for event in events])
    return [Text(), Text("History", HEAD), *fitted(columns, page.screen, head=False)]


def _facilities(shown: Shown, page: Page) -> list[Text]:
    """Draw the facilities of a city, a line each."""
    city: Any = shown.record
    here = [page.catalog.facilities[key] for key in city.facilities]
    own = [facility for facility in here if not page.catalog.is_everywhere(facility.cities)]
    fields = [field for field in fields_of(Facility) if field.name in _OF_FACILITIES]
    table = table_of(own[:_MOST_FACILITIES], fields, (), page.catalog, page.screen)
    return [Text(), *table, *_more(len(own) - _MOST_FACILITIES, f"facilities -c {city.id}")] if own else []


def _more(count: int, command: str) -> list[Text]:
    return [fact(f"+ {count} more: gba {command}", MARK)] if count > 0 else []


def _figures(shown: Shown, page: Page) -> list[Text]:
    """Draw the figures: of a city the headline ones, of a metric one a subject, else the first."""
    record, stats, metrics = shown.record, shown.stats, page.catalog.metrics
    drawn: Sequence[Stat] = list({(stat.metric or stat.label, stat.unit): stat for stat in stats}.values())
    drawn = drawn[:_MOST_FIGURES]
    if isinstance(record, City):
        drawn = [stat for stat in stats if stat.metric in metrics and metrics[stat.metric].headline] or drawn
    elif isinstance(record, Metric):
        drawn = stats
    titles = [fact(page.name_of(one.subject) if isinstance(record, Metric) else one.label) for one in drawn]
    found = [standing(page.catalog, stat) for stat in drawn]
    plain = not isinstance(record, City | Metric)
    table = fitted(figure_columns(titles, found, page), page.screen, head=not plain)
    more = _more(len(stats) - len(drawn), f"stats {'-c' if isinstance(record, City) else '--subject'} {record.id}")
    return [Text(), *[Text("Figures", HEAD)] * plain, *table, *more, *legend(found, page)] if table else []


def _resting(shown: Shown, page: Page) -> list[Text]:
    """Draw what rests on a source: its figures with their values and where they stand, then the other records."""
    related = dict(shown.related)
    stats = [page.catalog.statements[key] for key in related.pop("statements", ())]
    own = [stat._replace(note=None, scope=None) for stat in stats if stat.source == shown.record.id]
    titles = [fact(f"{page.name_of(stat.subject)}: {stat.label}") for stat in own]
    places = [fact((stat.locator or "").split(" (")[0], MARK) for stat in own]
    columns = figure_columns(titles, [Standing(stat) for stat in own], page, sourced=False)
    table = fitted([*columns, Column("Where", places, rank=5, clip=True)], page.screen)
    others = [(kind.capitalize(), fact(f"{len(ids)}: {', '.join(ids)}")) for kind, ids in related.items() if ids]
    return [*([Text(), *table] if table else []), *_pairs(others, page, clip=True)]
