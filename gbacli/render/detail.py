"""One record whole: names, what is known of it, history, figures, what it is related to, the sources underneath.

The rows come from the fields of the model; what stands in a section of its own is named in `_DRAWN`.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from rich.cells import cell_len
from rich.console import RenderableType
from rich.text import Text

from gbacli.catalog import Catalog
from gbacli.fields import Field, fields_of
from gbacli.model import City, Event, Expectation, Facility, Metric, Source, Stat
from gbacli.queries.regions import in_every_city
from gbacli.queries.show import Shown
from gbacli.queries.standing import standings
from gbacli.render import words
from gbacli.render.cells import cities_of, plain_cell, subject_names
from gbacli.render.drawing import HEAD, MARK, fact, link, one_line, origin_mark, status_text
from gbacli.render.figures import figure_table, legend, year_or_date
from gbacli.render.screen import Screen
from gbacli.render.sources import Numbered, source_column
from gbacli.render.tables import GAP, Column, clipped, fitted, labelled

_ALSO = 5
"""How many other records are named at most that the words fit, too."""
_DRAWN = {
    *("id", "name", "label", "title", "name_zh_hans", "name_zh_hant", "pinyin", "origin", "sources", "source"),
    *("status", "status_date", "history", "expected", "facilities", "neighbours", "latitude", "longitude", "role"),
    *("value", "unit", "period", "year", "subject", "metric", "change_percent", "checked_by"),
    *("publisher", "published", "accessed", "facts"),
}
"""The fields that have a place of their own in the drawing."""
_IN_HEAD = {"cities", "kind", "site"}
"""Those of a facility that its head says; a kind of source stands there too."""
_MOST_FACILITIES = 14
_MOST_FIGURES = 8


class _Page(NamedTuple):
    """What every part of the drawing needs to know."""

    shown: Shown
    catalog: Catalog
    screen: Screen
    numbered: Numbered
    names: dict[str, str]


def detail(shown: Shown, catalog: Catalog, screen: Screen) -> list[RenderableType]:
    """Draw a record with all that belongs to it."""
    page = _Page(shown, catalog, screen, Numbered(), subject_names(catalog))
    record = shown.record
    parts = [*_heading(page)]
    if isinstance(record, City):
        parts += [*_figures(page), *_facilities(page, record), *_rows(page)]
    elif isinstance(record, Facility):
        parts += [*_rows(page), *_history(page, record), *_figures(page)]
    elif isinstance(record, Source):
        parts += [*_rows(page), *_resting(page)]
    else:
        parts += [*_rows(page), *_figures(page)]
    sources = {source.id: source for source in shown.sources}
    for source in sources:  # those of names and coordinates come after those of figures
        if not isinstance(record, City):
            page.numbered.mark(source)
    return [*parts, *page.numbered.lines(catalog.sources, screen), *_also(page)]


def _heading(page: _Page) -> list[RenderableType]:
    """Draw the names in their scripts, what kind of record it is, and the line that says most about it."""
    kind, record, screen = page.shown.kind, page.shown.record, page.screen
    name = next(text for field in ("name", "label", "title") if (text := getattr(record, field, None)))
    chinese = [getattr(record, field, None) for field in ("name_zh_hans", "name_zh_hant")]
    about = page.names.get(record.subject, record.subject) if isinstance(record, Stat) else ""
    title = fact(f"{about}: {name}" if about else name, HEAD)
    others = " · ".join(dict.fromkeys([other for other in chinese if other]))
    title.append(f"  {words.visible(others)}" if others else "", "not bold").append_text(origin_mark(record.origin))
    lines = [title]
    if isinstance(record, City):
        capital = "" if record.kind.startswith("special") else " of Guangdong"
        what = record.kind if not capital else f"{record.role}{capital}"
        place = f"{record.latitude:.4f} N {record.longitude:.4f} E"
        near = fact(f"Next to {words.listed(record.neighbours, page.names)}" if record.neighbours else "")
        return [*_ends(title, fact(what, MARK), screen), *_ends(near, fact(place, MARK), screen), Text()]
    if isinstance(record, Facility):
        where = ", ".join([part for part in (cities_of(record.cities, page.catalog), record.site) if part])
        status = _status(record)
        lines += [fact(f"{record.id} · {record.kind} · {where}", MARK)]
        lines += [status.append(f", {due(record)}") if record.expected else status]
    elif isinstance(record, Stat):
        value = words.amount(record.value, record.qualifier, record.unit, exact=screen.exact)
        lines += [fact(f"{kind} {record.id}", MARK), fact(f"{value}, {record.period}", HEAD)]
    elif isinstance(record, Source):
        dated = [record.publisher, record.kind, record.published, f"read {record.accessed}"]
        lines += [fact(f"source {record.id}", MARK), fact(", ".join([part for part in dated if part]))]
    else:
        lines.append(fact(f"{kind} {record.id}", MARK))
    return [part for line in lines for part in labelled("", line, 0, screen)]


def _ends(left: Text, right: Text, screen: Screen) -> list[RenderableType]:
    """Draw two texts at the two ends of a line, or below each other where they do not fit."""
    room = min(screen.width, 80) - left.cell_len - right.cell_len
    if room >= GAP:
        return [one_line(Text().append_text(left).append(" " * room).append_text(right))]
    return [*labelled("", left, 0, screen), *labelled("", right, 0, screen)]


def _status(facility: Facility) -> Text:
    text = status_text(facility.status)
    if facility.status_date:
        text.append(f" {words.since(facility.status_date, began=facility.status_began)}")
    return text


def due(facility: Facility) -> Text:
    """Draw when the last of what is expected of a facility is due."""
    return Text(f"due {facility.expected[-1].date}" if facility.expected else "")


def _rows(page: _Page) -> list[RenderableType]:
    """Draw every field with a heading that is known and stands nowhere else."""
    record = page.shown.record
    rows = [(field.heading, _cell(field, page)) for field in fields_of(type(record)) if _is_row(field, record)]
    rows += [(name.capitalize(), fact(words.listed(ids, page.names))) for name, ids in _related(page)]
    if isinstance(record, Stat) and record.source:
        rows.append(("Source", Text(page.numbered.of(record), MARK)))
    if isinstance(record, City):
        rows.append(("Sources", Text(f"of names and position: {page.numbered.marks(record.sources)}", MARK)))
    known = [(heading, text) for heading, text in rows if text.plain]
    indent = max([cell_len(heading) for heading, _ in known], default=0) + GAP
    parts = [part for heading, text in known for part in labelled(heading, text, indent, page.screen)]
    return [Text(), *parts] if parts else []


def _is_row(field: Field, record: Any) -> bool:
    if not field.heading or (field.name in _IN_HEAD and isinstance(record, Facility | Source)):
        return False
    drawn = field.name in _DRAWN and not (isinstance(record, Metric) and field.name == "unit")
    return not drawn and getattr(record, field.name) not in (None, ())


def _cell(field: Field, page: _Page) -> Text:
    record: Any = page.shown.record
    value = getattr(record, field.name)
    if isinstance(record, Metric) and field.name == "unit":
        others = [f"{unit} for {page.names.get(area, area)}" for area, unit in record.unit_by_city.items()]
        return fact(", ".join([record.unit, *others]))
    if field.type.name == "address":
        return link(value, value, page.screen)
    if field.name == "cities":
        return fact(cities_of(value, page.catalog))
    if isinstance(value, tuple):
        return fact(", ".join([page.names.get(item, item) for item in map(str, value)]))
    return plain_cell(value, field)


def _related(page: _Page) -> list[tuple[str, tuple[str, ...]]]:
    return [] if page.shown.kind == "source" else list(page.shown.related.items())


def _history(page: _Page, facility: Facility) -> list[RenderableType]:
    """Draw the dated statuses and what is expected, an entry a line; `by` marks a sighting."""
    events: list[tuple[Event | Expectation, str]] = [(event, "by" if event.seen else "") for event in facility.history]
    events += [(expected, "due") for expected in facility.expected]
    columns = [
        Column("", [Text(f"{word} {event.date or 'no date'}".strip()) for event, word in events], no_wrap=True),
        Column("", [status_text(event.status) for event, _ in events], no_wrap=True),
        Column("", [fact(event.note or "", MARK) for event, _ in events], rank=2, clip=True),
        source_column([page.numbered.mark(event.source) for event, _ in events], ""),
    ]
    return _section("History", [column for column in columns if any(cell.plain for cell in column.cells)], page)


def _facilities(page: _Page, city: City) -> list[RenderableType]:
    """Draw the facilities of a city, a line each: name, status and since when."""
    here = [page.catalog.facilities[key] for key in city.facilities]
    own = [facility for facility in here if not in_every_city(facility.cities, page.catalog)]
    if not own:
        return []
    shown = own[:_MOST_FACILITIES] if len(own) > _MOST_FACILITIES + 1 else own
    columns = [
        Column("", [fact(facility.name) for facility in shown]),
        Column("", [_status(facility) for facility in shown], no_wrap=True),
        Column("", [due(facility) for facility in shown], rank=4, no_wrap=True),
        Column("", [fact(facility.id, MARK) for facility in shown], rank=5, no_wrap=True),
    ]
    more = len(own) - len(shown)
    rest = [fact(f"+ {more} more: gba facilities -c {city.id}", MARK)] if more else []
    return [*_section("Facilities", columns, page), *rest]


def _section(heading: str, columns: Sequence[Column], page: _Page) -> list[RenderableType]:
    return [Text(), Text(heading, HEAD), *fitted(columns, page.screen, head=False)]


def _figures(page: _Page) -> list[RenderableType]:
    """Draw the figures: of a city the headline ones, of a metric one a subject, else all."""
    stats, kind = list(page.shown.stats), page.shown.kind
    if not stats:
        return []
    rest: list[RenderableType] = []
    if kind == "city":
        chosen = _headline(stats, page.catalog)
        more = len(stats) - len(chosen)
        rest = [fact(f"+ {more} more: gba stats -c {page.shown.record.id}", MARK)] if more else []
        stats = chosen
    elif kind != "metric":
        chosen = list({(stat.metric or stat.label, stat.unit): stat for stat in stats}.values())
        more = len(stats) - len(chosen[:_MOST_FIGURES])
        rest = [fact(f"+ {more} more: gba stats --subject {page.shown.record.id}", MARK)] if more else []
        stats = chosen[:_MOST_FIGURES]
    of_metric = kind == "metric"
    titles = [fact(page.names.get(stat.subject, stat.subject) if of_metric else stat.label) for stat in stats]
    headed = kind in ("city", "metric")
    found = standings(page.catalog, stats)
    table = figure_table(titles, found, page.numbered, page.screen, head=headed)
    title = [] if kind == "city" else [Text()] if headed else [Text(), Text("Figures", HEAD)]
    return [*title, *table, *rest, *legend(found, page.screen)]


def _headline(stats: Sequence[Stat], catalog: Catalog) -> list[Stat]:
    """Return the figures of headline metrics, or the first ones where the facts mark none."""
    metrics = catalog.metrics
    chosen = [stat for stat in stats if stat.metric in metrics and metrics[stat.metric].headline]
    return chosen or list(stats[:_MOST_FIGURES])


def _resting(page: _Page) -> list[RenderableType]:
    """Draw what rests on a source: its figures with their values and where they stand, then the other records."""
    related, catalog = page.shown.related, page.catalog
    stats = [catalog.statements[key] for key in related.get("statements", ())]
    own = [stat for stat in stats if stat.source == page.shown.record.id]
    columns = [
        Column("Figure", [_owned(stat, page) for stat in own], clip=True),
        Column("", [_amount(stat, page) for stat in own], no_wrap=True, right=True),
        Column("Year", [fact(year_or_date(stat)) for stat in own], rank=4, no_wrap=True),
        Column("Where", [fact((stat.locator or "").split(" (")[0], MARK) for stat in own], rank=5, clip=True),
    ]
    stats = own
    parts: list[RenderableType] = [Text(), *fitted(columns, page.screen)] if stats else []
    others = [(kind, ids) for kind, ids in related.items() if ids and kind != "statements"]
    indent = max([len(kind) for kind, _ in others], default=0) + GAP
    room = page.screen.room - indent
    rows = [
        one_line(Text(f"{kind.capitalize():<{indent}}", MARK).append_text(clipped(_ids(ids), room)))
        for kind, ids in others
    ]
    return [*parts, *([Text()] if rows else []), *rows]


def _owned(stat: Stat, page: _Page) -> Text:
    return fact(f"{page.names.get(stat.subject, stat.subject)}: {stat.label}")


def _amount(stat: Stat, page: _Page) -> Text:
    return fact(words.amount(stat.value, stat.qualifier, stat.unit, exact=page.screen.exact))


def _ids(ids: Sequence[str]) -> Text:
    return fact(f"{len(ids)}: {', '.join(ids)}")


def _also(page: _Page) -> list[RenderableType]:
    """Name what else the words fit."""
    also = page.shown.also
    shown = ", ".join(also[:_ALSO]) + (f" and {len(also) - _ALSO} more" if len(also) > _ALSO else "")
    return [Text(), *labelled("", fact(f"also: {shown}", MARK), 0, page.screen)] if also else []
