"""One record whole: names, what is known of it, history, figures, related records, the sources numbered underneath."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rich.console import RenderableType
from rich.text import Text

from gbacli.catalog import Catalog
from gbacli.queries.show import Shown
from gbacli.model import BUILT_IN, FACILITY_KINDS, STATUSES, City, Facility, Industry, Metric, Source, Stat, Subject
from gbacli.render import words
from gbacli.render.cells import cities_of, subject_names
from gbacli.render.drawing import fact, link, status_text
from gbacli.render.screen import Screen
from gbacli.render.tables import GAP, Column, fitted, labelled, wrapped

_ROOM_FOR_COLUMNS = 72
"""From this width on, in cells, history and figures are drawn in columns."""
_NUMBERS = 5
"""The indent of a numbered source, in cells."""
_SHORT_PLACE = 24
"""How long, in cells, the place in a source may be to stand in a table on a screen of usual width."""
_WIDE = 120
"""From this width on, in cells, a table has room for longer ones."""

Row = tuple[str, Text]


class _Page(NamedTuple):
    """What every part of the drawing needs to know."""

    shown: Shown
    catalog: Catalog
    screen: Screen

    @property
    def has_room(self) -> bool:
        """Say whether there is room for columns."""
        return self.screen.width is None or self.screen.width >= _ROOM_FOR_COLUMNS

    def marks(self, sources: Iterable[str]) -> str:
        """Give the numbers of sources (ids), runs of them as `1-4`."""
        ids = [source.id for source in self.shown.sources]
        numbers = sorted({ids.index(source) + 1 for source in sources if source in ids})
        runs: list[list[int]] = []
        for number in numbers:
            if runs and number == runs[-1][-1] + 1:
                runs[-1].append(number)
            else:
                runs.append([number])
        return ", ".join([f"{run[0]}-{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs])


def detail(shown: Shown, catalog: Catalog, screen: Screen) -> list[RenderableType]:
    """Draw a record with all that belongs to it."""
    page = _Page(shown, catalog, screen)
    parts = _heading(page)
    rows = [(heading, text) for heading, text in _rows(page) if text.plain]
    indent = max([len(heading) for heading, _ in rows]) + GAP
    for heading, text in rows:
        parts += labelled(heading, text, indent, screen)
    if isinstance(shown.record, Facility):
        parts += _section("History", _history(page, shown.record))
    if isinstance(shown.record, City):
        parts += _section("Facilities", _facilities(page, shown.record))
    parts += _section("Figures", _figures(page))
    return parts + _section("Sources", _sources(page))


def _section(heading: str, parts: Sequence[RenderableType]) -> list[RenderableType]:
    return [Text(), Text(heading, style="bold"), *parts] if parts else []


def _heading(page: _Page) -> list[RenderableType]:
    """Draw the names in three scripts, and under them which kind of record it is."""
    kind, record = page.shown.kind, page.shown.record
    name = next(text for field in ("name", "label", "title") if (text := getattr(record, field, None)))
    chinese = [getattr(record, field, None) for field in ("name_zh_hans", "name_zh_hant", "pinyin")]
    others = " · ".join(dict.fromkeys([other for other in chinese if other]))
    lines = [fact(name, "bold"), fact(others), fact(f"{kind} {record.id}", "dim")]
    width = page.screen.width
    parts: list[RenderableType] = []
    for line in lines:
        parts += (wrapped(line, width) if width else [line]) if line.plain else []
    for part in parts:
        assert isinstance(part, Text)
        part.no_wrap = True
    return [*parts, Text()]


def _rows(page: _Page) -> list[Row]:
    record = page.shown.record
    if isinstance(record, City):
        rows = _city(page, record)
    elif isinstance(record, Facility):
        rows = _facility(page, record)
    elif isinstance(record, Metric):
        rows = _metric(page, record)
    elif isinstance(record, Stat):
        rows = _stat(page, record)
    elif isinstance(record, Source):
        rows = _source(page, record)
    else:
        rows = _group(page, record)
    return [*rows, ("From", fact("" if record.origin == BUILT_IN else record.origin, "magenta"))]


def _city(page: _Page, city: City) -> list[Row]:
    names = subject_names(page.catalog)
    iso = f", ISO 3166-2 {city.iso_3166_2}" if city.iso_3166_2 else ""
    return [
        ("Kind", fact(f"{city.kind}, {city.role}")),
        ("Also called", fact(words.listed(city.aliases))),
        ("Codes", fact(f"GB/T 2260 {city.gbt2260}{iso}")),
        ("Place", fact(f"latitude {city.latitude}, longitude {city.longitude}")),
        ("Neighbours", fact(words.listed(city.neighbours, names))),
        ("Industries", fact(words.listed(page.shown.related["industries"], names))),
        ("Note", fact(city.note or "")),
        ("Sources", fact(page.marks(city.sources), "dim")),
    ]


def _facility(page: _Page, facility: Facility) -> list[Row]:
    status = status_text(facility.status)
    if facility.status_date:
        status.append(f" since {facility.status_date}")
    dated = {event.source for event in facility.history}
    more = page.marks([source for source in facility.sources if source not in dated])
    return [
        ("Status", status),
        ("Kind", fact(facility.kind)),
        ("City", fact(cities_of(facility.cities, page.catalog))),
        ("Site", fact(facility.site or "")),
        ("Field", fact(facility.field)),
        ("Operator", fact(facility.operator or "")),
        ("Also called", fact(words.listed(facility.aliases))),
        ("Summary", fact(facility.summary or "")),
        ("Note", fact(facility.note or "")),
        ("Sources", fact(f"{more} and those of the history" if more else "", "dim")),
    ]


def _metric(page: _Page, metric: Metric) -> list[Row]:
    names = subject_names(page.catalog)
    others = [f"{unit} for {names.get(city, city)}" for city, unit in metric.unit_by_city.items()]
    return [
        ("Group", fact(metric.group)),
        ("Unit", fact(", ".join([metric.unit, *others]))),
        ("Definition", fact(metric.definition)),
        ("Also called", fact(words.listed(metric.aliases))),
        ("Note", fact(metric.note or "")),
    ]


def _stat(page: _Page, stat: Stat) -> list[Row]:
    about = subject_names(page.catalog).get(stat.subject, stat.subject)
    return [
        ("About", fact(about)),
        ("Value", fact(f"{words.value(stat.value, stat.qualifier, stat.unit)} {stat.unit}", "bold")),
        ("Qualifier", fact("" if stat.qualifier == "exact" else stat.qualifier)),
        ("Period", fact(stat.period)),
        ("Scope", fact(stat.scope or "")),
        ("Metric", fact(stat.metric or "")),
        ("Note", fact(stat.note or "")),
        ("Where", fact(stat.locator or "")),
        ("Source", fact(page.marks([stat.source] if stat.source else []), "dim")),
        ("Checked by", fact(page.marks(stat.checked_by), "dim")),
    ]


def _source(page: _Page, source: Source) -> list[Row]:
    names = subject_names(page.catalog)
    labels = {metric.id: metric.label for metric in page.catalog.metrics.values()}
    related = page.shown.related
    return [
        ("Publisher", fact(source.publisher)),
        ("Kind", fact(source.kind)),
        ("Published", fact(source.published or words.UNKNOWN)),
        ("Read", fact(source.accessed)),
        ("Address", _address(source.url, page.screen)),
        ("Via", fact(source.via or "")),
        ("Note", fact(source.note or "")),
        ("Facts", fact(words.number(source.facts))),
        ("Cities", fact(words.listed(related["cities"], names))),
        ("Facilities", fact(words.listed(related["facilities"], names))),
        ("Industries", fact(words.listed(related["industries"], names))),
        ("Metrics", fact(words.listed(related["metrics"], labels))),
        ("Statements", fact(words.listed(related["statements"]))),
    ]


def _group(page: _Page, record: Industry | Subject) -> list[Row]:
    rows = [
        ("Cities", fact(cities_of(record.cities, page.catalog))),
        ("Also called", fact(words.listed(record.aliases))),
    ]
    if isinstance(record, Industry):
        rows += [
            ("Summary", fact(record.summary or "")),
            ("Note", fact(record.note or "")),
            ("Where", fact(record.locator)),
            ("Sources", fact(page.marks(record.sources), "dim")),
        ]
    return rows


def _history(page: _Page, facility: Facility) -> list[RenderableType]:
    """Draw the history, oldest first: in columns, or where there is no room for them what happened under its date."""
    numbers = [page.marks([event.source]) for event in facility.history]
    dates = [event.date or words.UNKNOWN for event in facility.history]
    if page.has_room:
        events = facility.history
        columns = [
            Column("Date", [Text(date) for date in dates], rigid=True),
            Column("Status", [status_text(event.status) for event in events], rigid=True),
            Column("What", [fact(event.note or "") for event in events]),
            _where(page, [event.locator for event in events]),
            Column("Source", [Text(number, style="dim") for number in numbers], rigid=True, right=True),
        ]
        return fitted([column for column in columns if any(cell.plain for cell in column.cells)], page.screen)
    parts: list[RenderableType] = []
    for event, date, number in zip(facility.history, dates, numbers, strict=True):
        line = Text(f"{date:<10}  ", no_wrap=True).append_text(status_text(event.status))
        parts.append(line.append(f"  {number}", style="dim"))
        if event.note:
            parts += labelled("", fact(event.note), GAP, page.screen)
    return parts


def _facilities(page: _Page, city: City) -> list[RenderableType]:
    """Draw the facilities of a city by kind, those of the whole region last."""
    known = page.catalog.facilities
    everywhere = {key for key in city.facilities if len(known[key].cities) == len(page.catalog.cities)}
    parts: list[RenderableType] = []
    for key in sorted(city.facilities, key=lambda key: (key in everywhere, FACILITY_KINDS.index(known[key].kind))):
        facility = known[key]
        line = fact(facility.name)
        line.append(f"  {facility.status.replace('-', ' ')}", style=STATUSES[facility.status].colour)
        if facility.status_date:
            line.append(f" since {facility.status_date}", style="dim")
        if key in everywhere:
            line.append(f"  {cities_of(facility.cities, page.catalog)}", style="dim")
        parts += labelled(STATUSES[facility.status].sign, line, GAP, page.screen)
    return parts


def _figures(page: _Page) -> list[RenderableType]:
    """Draw the figures, and underneath what is to be known of single ones."""
    stats = page.shown.stats
    if not stats:
        return []
    names = subject_names(page.catalog)
    of_metric = page.shown.kind == "metric"
    titles = [names.get(stat.subject, stat.subject) if of_metric else stat.label for stat in stats]
    if page.has_room:
        parts = _figure_table(page, "About" if of_metric else "Figure", titles)
    else:
        parts = [part for stat, title in zip(stats, titles, strict=True) for part in _figure(page, stat, title)]
    remarks: list[RenderableType] = []
    for stat, title in zip(stats, titles, strict=True):
        remark = "; ".join([text for text in (stat.scope, stat.note) if text])
        if remark:
            remarks += labelled("·", fact(f"{title}, {stat.period}: {remark}"), GAP, page.screen)
    return parts + ([Text(), *remarks] if remarks else [])


def _figure_table(page: _Page, heading: str, titles: Sequence[str]) -> list[RenderableType]:
    stats = page.shown.stats
    values = [words.value(stat.value, stat.qualifier, stat.unit) for stat in stats]
    columns = [
        Column(heading, [fact(title) for title in titles]),
        Column("Value", [Text(value) for value in values], rigid=True, right=True),
        Column("Unit", [fact(stat.unit) for stat in stats], rigid=True),
        Column("Period", [fact(stat.period) for stat in stats], rigid=True),
        _where(page, [stat.locator or "" for stat in stats]),
        Column("Source", [_mark(page, stat) for stat in stats], rank=3, rigid=True),
        Column("From", [fact("" if stat.origin == BUILT_IN else stat.origin) for stat in stats], rank=4, rigid=True),
    ]
    return fitted([column for column in columns if any(cell.plain for cell in column.cells)], page.screen)


def _figure(page: _Page, stat: Stat, title: str) -> list[RenderableType]:
    """Draw one figure where there is no room for columns: its title, and under it the value with all that it needs."""
    line = fact(f"{words.value(stat.value, stat.qualifier, stat.unit)} {stat.unit}  {stat.period}  ")
    line.append_text(_mark(page, stat))
    if stat.origin != BUILT_IN:
        line.append_text(fact(f"  {stat.origin}", "magenta"))
    title_lines = labelled("", fact(title), 0, page.screen)
    return [*title_lines, *labelled("", line, GAP, page.screen)]


def _where(page: _Page, locators: Sequence[str]) -> Column:
    """Make the column of places in sources; on a narrow screen an empty one where they are long."""
    width = page.screen.width
    shown = width is None or width >= _WIDE or max(map(len, locators)) <= _SHORT_PLACE
    return Column("Where", [fact(locator if shown else "", "dim") for locator in locators], rank=5)


def _mark(page: _Page, stat: Stat) -> Text:
    """Give the number of the source of a figure, and of those that agree with it."""
    mark = page.marks([stat.source]) if stat.source else "computed"
    if stat.checked_by:
        mark += f"; {page.marks(stat.checked_by)} {'agrees' if len(stat.checked_by) == 1 else 'agree'}"
    return Text(mark, style="dim")


def _sources(page: _Page) -> list[RenderableType]:
    parts: list[RenderableType] = []
    for place, source in enumerate(page.shown.sources, start=1):
        parts += labelled(f"{place:>3}", fact(_reference(source)), _NUMBERS, page.screen)
        address = _address(source.url, page.screen)
        parts += _indented(fact(source.id, "dim").append("  ").append_text(address), page.screen)
        if source.via:
            parts += _indented(fact(source.via, "dim"), page.screen)
    return parts


def _reference(source: Source) -> str:
    published = f", {source.published}" if source.published else ""
    return f"{source.title}. {source.publisher}{published}. Read {source.accessed}."


def _address(url: str, screen: Screen) -> Text:
    """Draw an address. On a terminal it is never broken; in a picture, where nothing runs over the edge, it may be."""
    if screen.width is None or screen.links or not screen.colour:
        return link(url, url, screen)
    room = screen.width - _NUMBERS
    return fact(" ".join([url[start : start + room] for start in range(0, len(url), room)]))


def _indented(text: Text, screen: Screen) -> list[RenderableType]:
    """Draw text under a numbered source. An address longer than the line is not cut: it runs over the edge."""
    lines = wrapped(text, screen.width - _NUMBERS) if screen.width else [text]
    return [Text(" " * _NUMBERS, no_wrap=True).append_text(line) for line in lines]
