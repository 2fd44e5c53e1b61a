"""Answers to table cells: which words stand in which column, and the sources numbered underneath."""

from collections.abc import Callable, Sequence
from typing import Any

from rich.console import RenderableType
from rich.text import Text

from gbacli.catalog import Catalog
from gbacli.model import BUILT_IN, Field, Source
from gbacli.render import data, words
from gbacli.render.drawing import fact, link, status_text
from gbacli.render.screen import Screen
from gbacli.render.tables import ESSENTIAL, Column, fitted, labelled

Cell = Callable[[Any], Text]


class Numbered:
    """Sources numbered in the order in which they are first named."""

    def __init__(self) -> None:
        """Begin with none."""
        self.ids: list[str] = []

    def mark(self, source: str | None) -> str:
        """Give the number of a source (an id), a new one at its first mention; nothing for None."""
        if source is None:
            return ""
        if source not in self.ids:
            self.ids.append(source)
        return str(self.ids.index(source) + 1)

    def lines(self, sources: dict[str, Source], screen: Screen) -> list[RenderableType]:
        """Draw the list of sources, each with what is needed to find it."""
        if not self.ids:
            return []
        parts: list[RenderableType] = [Text(), Text("Sources", style="bold")]
        for place, key in enumerate(self.ids, start=1):
            parts += _source_line(place, key, sources, screen)
        return parts


def listing(
    answers: Sequence[Any], fields: Sequence[Field], chosen: Sequence[Field], catalog: Catalog, screen: Screen
) -> list[RenderableType]:
    """Draw answers as a table of the `chosen` fields, or of those that a table of these `fields` shows of itself."""
    shown = list(chosen) or [field for field in fields if field.rank]
    if not chosen and any(answer.origin != BUILT_IN for answer in answers):
        shown += [field for field in fields if field.name == "origin"]
    numbered = Numbered()
    columns = [_column(field, answers, catalog, numbered, asked=bool(chosen)) for field in shown]
    if not chosen and answers:
        columns = [column for column in columns if any(cell.plain for cell in column.cells)]
    parts = fitted(columns, screen)
    if not answers and screen.width is not None:
        parts.append(Text("Nothing matches.", style="dim"))
    return parts + numbered.lines(catalog.sources if numbered.ids else {}, screen)


def _column(field: Field, answers: Sequence[Any], catalog: Catalog, numbered: Numbered, *, asked: bool) -> Column:
    cell = _cell(field, catalog, numbered, asked=asked)
    return Column(
        heading=field.heading,
        cells=[cell(answer) for answer in answers],
        rank=ESSENTIAL if asked else field.rank or ESSENTIAL + 1,
        rigid=field.type.no_wrap,
        right=field.type.is_number or field.name == "source",
    )


def _cell(field: Field, catalog: Catalog, numbered: Numbered, *, asked: bool) -> Cell:
    """Choose how a field is written. What was `asked` for by name is written out in full."""
    name = field.name
    if name == "status":
        return lambda answer: status_text(answer.status)
    if name == "value":
        return lambda answer: Text(words.value(answer.value, answer.qualifier, answer.unit))
    if name == "source":
        return lambda answer: Text(numbered.mark(answer.source), style="dim")
    if name == "cities":
        return lambda answer: fact(cities_of(answer.cities, catalog))
    if name == "subject":
        names = subject_names(catalog)
        return lambda answer: fact(names.get(answer.subject, answer.subject))
    if name == "facilities" and not asked:
        return lambda answer: Text(str(len(answer.facilities)))
    return lambda answer: _plain_cell(getattr(answer, name), field)


def _plain_cell(value: Any, field: Field) -> Text:
    if value is None:
        return Text(words.UNKNOWN if field.type.no_wrap else "", style="dim")
    return fact(data.cell(data.plain(value)))


def cities_of(ids: Sequence[str], catalog: Catalog) -> str:
    """Name the cities with these ids; when they are all, say so."""
    if len(ids) > 1 and set(ids) == set(catalog.cities):
        return f"all {len(ids)} cities"
    return words.listed(tuple(ids), {city.id: city.name for city in catalog.cities.values()})


def subject_names(catalog: Catalog) -> dict[str, str]:
    """Give the names of all that figures are about, by id."""
    kinds = (catalog.cities, catalog.subjects, catalog.industries, catalog.facilities)
    return {record.id: record.name for found in kinds for record in found.values()}


def _source_line(place: int, key: str, sources: dict[str, Source], screen: Screen) -> list[RenderableType]:
    source = sources[key]
    published = f", {source.published}" if source.published else ""
    line = link(key, source.url, screen)
    line.append_text(fact(f"  {source.title}. {source.publisher}{published}"))
    return labelled(f"{place:>3}", line, 5, screen)
