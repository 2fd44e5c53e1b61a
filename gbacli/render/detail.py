"""One record whole: names, what is known of it, history, figures, what it is related to, the sources underneath.

The rows come from the fields of the model; what stands in a part of its own is named in `_DRAWN`.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from rich.cells import cell_len
from rich.text import Text

from gbacli.catalog import Catalog
from gbacli.fields import fields_of
from gbacli.model import City, Event, Expectation, Facility, Metric, Source, Stat
from gbacli.queries.regions import in_every_city
from gbacli.queries.show import Shown
from gbacli.queries.standing import Standing, standings
from gbacli.render import words
from gbacli.render.cells import cities_of, plain_cell, subject_names
from gbacli.render.drawing import HEAD, MARK, clipped, fact, link, one_line, origin_mark, status_text
from gbacli.render.figures import figure_columns, legend
from gbacli.render.screen import Screen
from gbacli.render.sources import Numbered, source_column
from gbacli.render.tables import GAP, Column, fitted, labelled

_ALSO = 5
"""How many other records are named at most that the words fit, too."""
_MOST_FACILITIES, _MOST_FIGURES = 14, 8
_DRAWN = {
    None: {
        *("id", "name", "label", "title", "name_zh_hans", "name_zh_hant", "pinyin", "origin", "sources", "source"),
        *("status", "status_date", "history", "expected", "facilities", "neighbours", "latitude", "longitude", "role"),
        *("value", "period", "year", "subject", "metric", "change_percent", "checked_by"),
        *("publisher", "published", "accessed", "facts"),
    },
    Facility: {"cities", "kind", "site"},
    Source: {"kind"},
    Stat: {"unit"},
}
"""The fields that are drawn in a part of their own: of any record, and of one class."""


class _Page(NamedTuple):
    """What every part of the drawing needs to know."""

    shown: Shown
    record: Any
    catalog: Catalog
    screen: Screen
    numbered: Numbered
    names: dict[str, str]


def detail(shown: Shown, catalog: Catalog, screen: Screen) -> list[Text]:
    """Draw a record with all that belongs to it."""
    page = _Page(shown, shown.record, catalog, screen, Numbered(), subject_names(catalog))
    drawers = {
        City: (_figures, _facilities, _rows),
        Facility: (_rows, _history, _figures),
        Source: (_rows, _resting),
        Stat: (_rows,),
    }
    parts = [*_title(page), *_head(page)]
    for drawer in drawers.get(type(page.record), (_rows, _figures)):
        parts += drawer(page)
    for source in shown.sources:  # those of names and coordinates come after those of figures
        if not isinstance(page.record, City):
            page.numbered.mark(source.id)
    parts += page.numbered.lines(catalog, screen)
    more = f" and {len(shown.also) - _ALSO} more" if len(shown.also) > _ALSO else ""
    return parts + ([Text(), fact(f"also: {', '.join(shown.also[:_ALSO])}{more}", MARK)] if shown.also else [])


def _title(page: _Page) -> list[Text]:
    """Draw the name, for a figure behind what it is about, and the names in Chinese."""
    record = page.record
    about = f"{page.names.get(record.subject, record.subject)}: " if isinstance(record, Stat) else ""
    name = next(text for field in ("name", "label", "title") if (text := getattr(record, field, None)))
    chinese = [getattr(record, field, None) for field in ("name_zh_hans", "name_zh_hant")]
    others = words.visible(" · ".join(dict.fromkeys([other for other in chinese if other])))
    title = fact(f"{about}{name}", HEAD).append(f"  {others}" if others else "", "not bold")
    if isinstance(record, City):
        role = record.kind if record.kind.startswith("special") else f"{record.role} of Guangdong"
        return _ends(title.append_text(origin_mark(record.origin)), role, page)
    return [title.append_text(origin_mark(record.origin))]


def _ends(left: Text, right: str, page: _Page) -> list[Text]:
    """Draw two texts at the two ends of a line, or below each other where they do not fit."""
    room = min(page.screen.width, 80) - left.cell_len - len(right)
    return [left.append(" " * room).append(right, MARK)] if room >= GAP else [left, Text(right, MARK)]


def _head(page: _Page) -> list[Text]:
    """Draw what kind of record it is, and what says most about it."""
    record, which = page.record, fact(f"{page.shown.kind} {page.record.id}", MARK)
    if isinstance(record, City):
        near = f"Next to {words.listed(record.neighbours, page.names)}" if record.neighbours else ""
        return [*_ends(fact(near), f"{record.latitude:.4f} N {record.longitude:.4f} E", page), Text()]
    if isinstance(record, Facility):
        where = ", ".join([part for part in (cities_of(record.cities, page.catalog), record.site) if part])
        status = _status(record).append(f", {_due(record)}" if record.expected else "")
        return [fact(f"{record.id} · {record.kind} · {where}", MARK), status]
    if isinstance(record, Source):
        dated = [record.publisher, record.kind, record.published, f"read {record.accessed}"]
        return [which, fact(", ".join([part for part in dated if part]))]
    if isinstance(record, Stat):
        return [which, fact(f"{words.amount(record, exact=page.screen.exact)}, {record.period}", HEAD)]
    return [which]


def _status(facility: Facility) -> Text:
    since = words.since(facility.status_date, began=facility.status_began)
    return status_text(facility.status).append(f" {since}" if since else "")


def _due(facility: Facility) -> str:
    return f"due {facility.expected[-1].date}" if facility.expected else ""


def _rows(page: _Page) -> list[Text]:
    """Draw every field with a heading that is known and stands nowhere else."""
    kind, record = type(page.record), page.record
    drawn = _DRAWN[None] | _DRAWN.get(kind, set())
    rows = [
        (field.heading, _cell(field, page))
        for field in fields_of(kind)
        if field.heading and field.name not in drawn and getattr(record, field.name) not in (None, ())
    ]
    if kind is not Source:
        rows += [(name.capitalize(), fact(words.listed(ids, page.names))) for name, ids in page.shown.related.items()]
    if kind is Stat and record.source:
        rows.append(("Source", Text(page.numbered.of(record), MARK)))
    if kind is City:
        rows.append(("Sources", Text(f"of names and position: {page.numbered.marks(record.sources)}", MARK)))
    known = [(heading, text) for heading, text in rows if text.plain]
    indent = max([cell_len(heading) for heading, _ in known], default=0) + GAP
    parts = [part for heading, text in known for part in labelled(heading, text, indent, page.screen)]
    return [Text(), *parts] if parts else []


def _cell(field: Any, page: _Page) -> Text:
    value = getattr(page.record, field.name)
    if field.name == "unit":
        others = [f"{unit} for {page.names.get(area, area)}" for area, unit in page.record.unit_by_city.items()]
        return fact(", ".join([value, *others]))
    if field.type.name == "address":
        return link(value, value, page.screen)
    if field.name == "cities":
        return fact(cities_of(value, page.catalog))
    if isinstance(value, tuple):
        return fact(words.listed(value, page.names))
    return plain_cell(value, field)


def _history(page: _Page) -> list[Text]:
    """Draw the dated statuses and what is expected, an entry a line; `by` marks a sighting."""
    facility: Facility = page.record
    events: list[tuple[Event | Expectation, str]] = [(event, "by" if event.seen else "") for event in facility.history]
    events += [(expected, "due") for expected in facility.expected]
    columns = [
        Column("", [Text(f"{word} {event.date or 'no date'}".strip()) for event, word in events], no_wrap=True),
        Column("", [status_text(event.status) for event, _ in events], no_wrap=True),
        Column("", [fact(event.note or "", MARK) for event, _ in events], rank=2, clip=True),
        source_column([page.numbered.mark(event.source) for event, _ in events]),
    ]
    return _section("History", [column for column in columns if any(cell.plain for cell in column.cells)], page)


def _facilities(page: _Page) -> list[Text]:
    """Draw the facilities of a city, a line each: name, status and since when."""
    here = [page.catalog.facilities[key] for key in page.record.facilities]
    own = [facility for facility in here if not in_every_city(facility.cities, page.catalog)]
    if not own:
        return []
    shown = own[:_MOST_FACILITIES] if len(own) > _MOST_FACILITIES + 1 else own
    columns = [
        Column("", [fact(facility.name) for facility in shown]),
        Column("", [_status(facility) for facility in shown], no_wrap=True),
        Column("", [Text(_due(facility)) for facility in shown], rank=4, no_wrap=True),
        Column("", [fact(facility.id, MARK) for facility in shown], rank=5, no_wrap=True),
    ]
    return [*_section("Facilities", columns, page), *_more(len(own) - len(shown), "facilities -c", page)]


def _section(heading: str, columns: Sequence[Column], page: _Page) -> list[Text]:
    return [Text(), Text(heading, HEAD), *fitted(columns, page.screen, head=False)]


def _more(count: int, command: str, page: _Page) -> list[Text]:
    return [fact(f"+ {count} more: gba {command} {page.record.id}", MARK)] if count else []


def _figures(page: _Page) -> list[Text]:
    """Draw the figures: of a city the headline ones, of a metric one a subject, else the first."""
    stats, metrics = page.shown.stats, page.catalog.metrics
    if not stats:
        return []
    shown: Sequence[Stat] = list({(stat.metric or stat.label, stat.unit): stat for stat in stats}.values())
    shown, command, title = shown[:_MOST_FIGURES], "stats --subject", [Text(), Text("Figures", HEAD)]
    if isinstance(page.record, City):
        headline = [stat for stat in stats if stat.metric in metrics and metrics[stat.metric].headline]
        shown, command, title = headline or stats[:_MOST_FIGURES], "stats -c", []
    elif isinstance(page.record, Metric):
        shown, title = stats, [Text()]
    owned = isinstance(page.record, Metric)
    titles = [fact(page.names.get(stat.subject, stat.subject) if owned else stat.label) for stat in shown]
    found = standings(page.catalog, shown)
    columns = figure_columns(titles, found, page.screen, page.numbered)
    table = fitted(columns, page.screen, head=len(title) < 2)
    return [*title, *table, *_more(len(stats) - len(shown), command, page), *legend(found, page.screen)]


def _resting(page: _Page) -> list[Text]:
    """Draw what rests on a source: its figures with their values and where they stand, then the other records."""
    related, parts = dict(page.shown.related), []
    stats = [page.catalog.statements[key] for key in related.pop("statements", ())]
    own = [stat for stat in stats if stat.source == page.record.id]
    if own:
        titles = [fact(f"{page.names.get(stat.subject, stat.subject)}: {stat.label}") for stat in own]
        places = [fact((stat.locator or "").split(" (")[0], MARK) for stat in own]
        columns = figure_columns(titles, [Standing(stat) for stat in own], page.screen, None, "Figure")
        parts += [Text(), *fitted([*columns, Column("Where", places, rank=5, clip=True)], page.screen)]
    others = [(kind.capitalize(), fact(f"{len(ids)}: {', '.join(ids)}")) for kind, ids in related.items() if ids]
    indent = max([len(kind) for kind, _ in others], default=0) + GAP
    for i, (kind, ids) in enumerate(others):
        line = Text().append(f"{kind:<{indent}}", MARK).append_text(clipped(ids, page.screen.room - indent))
        parts += [*([] if i else [Text()]), one_line(line)]
    return parts
