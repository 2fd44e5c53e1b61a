"""Answers to table cells: which words stand in which column, and the sources numbered underneath."""

from collections.abc import Callable, Collection, Sequence
from functools import partial
from typing import Any

from rich.text import Text

from gbacli.catalog import Catalog
from gbacli.fields import Field
from gbacli.model import BUILT_IN, Stat
from gbacli.queries.facilities import is_undated
from gbacli.render import data, words
from gbacli.render.drawing import MARK, fact, status_text, value_text
from gbacli.render.screen import Screen
from gbacli.render.sources import Page
from gbacli.render.tables import ESSENTIAL, Column, fitted

_CLIPPED = ("title", "publisher")
"""What is cut rather than wrapped in a list of many."""
_SHOWN = ("name", "label", "title", "id")
"""The fields whose match needs no words: the table shows them anyway."""


def table_of(
    answers: Sequence[Any], fields: Sequence[Field], chosen: Sequence[Field], catalog: Catalog, screen: Screen
) -> list[Text]:
    """Draw answers as a table of the `chosen` fields, or of those that a table of these `fields` shows of itself."""
    ranked = sorted([field for field in fields if field.rank], key=lambda field: field.rank)
    shown = chosen or [*ranked, *[field for field in fields if field.name == "origin"]]
    page, asked = Page(catalog, screen), bool(chosen)
    columns = []
    for field in shown:
        late = partial(_column, field, answers, page, asked=asked)
        optional = field.rank > ESSENTIAL and not asked
        columns.append(Column(field.heading, (), field.rank, late=late) if optional else late())
    return fitted(columns, screen) + page.sources()


def _column(field: Field, answers: Sequence[Any], page: Page, *, asked: bool) -> Column:
    name, heading, draw = field.name, field.heading or field.name, _cell(field, page, asked=asked)
    cells = [draw(answer) for answer in answers]
    return Column(
        heading,
        cells,
        rank=0 if asked else field.rank or ESSENTIAL,
        no_wrap=field.type.no_wrap,
        right=field.type.is_number or name == "source" or (name == "facilities" and not asked),
        folded=[_folded(name, heading, *pair, asked=asked) for pair in zip(answers, cells, strict=True)],
        clip=name in _CLIPPED and not asked,
    )


def _cell(field: Field, page: Page, *, asked: bool) -> Callable[[Any], Text]:
    """Choose how a field is written: in full where it was `asked` for by name, else less will do."""
    full = {
        "source": lambda answer: Text(page.mark(answer.source), MARK),
        "cities": lambda answer: fact(cities_of(answer.cities, page.catalog)),
        "subject": lambda answer: fact(page.name_of(answer.subject)),
        "status": lambda answer: status_text(answer.status),
        "value": value_text,
    }
    short = {
        "origin": lambda answer: fact("" if answer.origin == BUILT_IN else answer.origin),
        "status_date": _since,
        "expected": lambda answer: Text(answer.expected[-1].date if answer.expected else ""),
        "facilities": lambda answer: Text(str(len(answer.facilities))),
        "about": lambda hit: _about(hit, page),
        "match": lambda hit: fact("" if hit.match.partition(": ")[0] in _SHOWN else hit.match),
    }
    form = (full if asked else full | short).get(field.name)
    return form or (lambda answer: plain_cell(getattr(answer, field.name), field))


def _folded(name: str, heading: str, answer: Any, cell: Text, *, asked: bool) -> Text:
    """Return a cell as it is written where no heading stands above it."""
    said = asked or name == "expected" or (name == "status_date" and answer.status_began)
    word = heading if asked else heading.lower()
    return Text().append(f"{word} ", MARK).append_text(cell) if said and cell.plain else cell


def _about(hit: Any, page: Page) -> Text:
    """Draw what was found: of a figure the value in its scale, as everywhere."""
    if not isinstance(hit.record, Stat):
        return fact(hit.about)
    return fact(f"{page.amount(hit.record)}, {hit.about.partition(', ')[2]}")


def _since(facility: Any) -> Text:
    """Draw since when a facility has its status: the date of a start, or `by` the date of a sighting."""
    if facility.status_date is None:
        return Text("undated" if is_undated(facility) else words.UNKNOWN, MARK)
    return Text(facility.status_date if facility.status_began else f"by {facility.status_date}")


def plain_cell(value: Any, field: Field) -> Text:
    """Draw a value of a field that has no form of its own."""
    if value is None:
        return Text(words.UNKNOWN if field.type.no_wrap else "", style=MARK)
    if field.type.is_number and isinstance(value, int) and not isinstance(value, bool):
        return Text(words.number(value))
    return fact(data.cell(data.plain(value)))


def cities_of(ids: Collection[str], catalog: Catalog) -> str:
    """Name the cities with these ids; when they are all, say so."""
    if catalog.is_everywhere(ids):
        return f"all {len(ids)} cities"
    return ", ".join([catalog.cities[city].name if city in catalog.cities else city for city in ids])
