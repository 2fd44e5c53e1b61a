"""The figures at a glance: the region, its parts, the cities, facilities and others, a line each."""

from collections import Counter
from collections.abc import Mapping, Sequence

from rich.console import RenderableType
from rich.text import Text

from gbacli.catalog import Catalog
from gbacli.model import Stat
from gbacli.queries.dates import last_day
from gbacli.queries.overview import CITY_METRICS, Overview
from gbacli.render import words
from gbacli.render.cells import subject_names
from gbacli.render.drawing import HEAD, MARK, fact
from gbacli.render.figures import year_or_date
from gbacli.render.screen import Screen
from gbacli.render.sources import Numbered, source_column
from gbacli.render.tables import Column, fitted, labelled

_SHORT = {
    "population": "Population",
    "gdp": "GDP",
    "gdp-per-capita": "per head",
    "rd-expenditure": "R&D",
    "invention-patents-granted": "Inventions",
}
"""Headings of the table of cities that leave room for five metrics."""


def drawn_overview(found: Overview, catalog: Catalog, screen: Screen) -> list[RenderableType]:
    """Draw an overview; sources are listed with --sources only."""
    names, numbered = subject_names(catalog), Numbered()
    parts: list[RenderableType] = []
    for subject, stats in found.regions.items():
        parts += [fact(names.get(subject, subject), HEAD)]
        parts += _lines([(stat.label, stat) for stat in stats], numbered, screen)
    if found.cities:
        parts += [Text(), *_cities(found, catalog, screen)]
    if found.others:
        parts += [Text(), *_lines(_one_each(found.others, names), numbered, screen)]
    parts += [Text(), *labelled("", fact(_foot(found), MARK), 0, screen)]
    return parts + (numbered.lines(catalog.sources, screen) if screen.full_sources else [])


def _one_each(stats: Sequence[Stat], names: Mapping[str, str]) -> list[tuple[str, Stat]]:
    """Return the latest figure of each subject, with how many more it has."""
    counts = Counter([stat.subject for stat in stats])
    latest = {stat.subject: stat for stat in sorted(stats, key=lambda stat: last_day(stat.period))}
    return [
        (
            f"{names.get(key, key)}{f' (+{counts[key] - 1})' if counts[key] > 1 else ''}: {latest[key].label}",
            latest[key],
        )
        for key in counts
    ]


def _lines(rows: Sequence[tuple[str, Stat]], numbered: Numbered, screen: Screen) -> list[RenderableType]:
    """Draw figures a line each: what, value and unit, year. A label that is too long for the line is shortened."""
    values = [words.amount(stat.value, stat.qualifier, stat.unit, exact=screen.exact) for _, stat in rows]
    columns = [
        Column("", [fact(f"  {label}") for label, _ in rows], clip=True),
        Column("", [fact(value) for value in values], no_wrap=True, right=True),
        Column("", [fact(year_or_date(stat)) for _, stat in rows], no_wrap=True),
        source_column([_mark(stat, numbered, screen) for _, stat in rows], ""),
    ]
    return fitted([column for column in columns if any(cell.plain for cell in column.cells)], screen, head=False)


def _mark(stat: Stat, numbered: Numbered, screen: Screen) -> str:
    return numbered.of(stat) if screen.full_sources else ""


def _cities(found: Overview, catalog: Catalog, screen: Screen) -> list[RenderableType]:
    """Draw a table of the cities; a value of another year than its column says so."""
    names = [_name(catalog.cities[city].name, own.get("gdp")) for city, own in found.cities.items()]
    columns = [Column("", names)]
    for rank, metric in enumerate(CITY_METRICS, start=1):
        stats = [own.get(metric) for own in found.cities.values()]
        known = [stat for stat in stats if stat]
        if not known:
            continue
        year = Counter([stat.year for stat in known]).most_common(1)[0][0]
        scale = words.scale_of([stat.value for stat in known], exact=screen.exact)
        heading = f"{_SHORT[metric]}, {scale.word[0]}n" if scale else _SHORT[metric]
        cells = [_value(stat, year, scale) for stat in stats]
        alone = [_alone(_SHORT[metric], stat, screen) for stat in stats]
        columns.append(Column(f"{heading} {year}", cells, rank=rank, no_wrap=True, right=True, folded=alone))
    return fitted(columns, screen)


def _name(city: str, gdp: Stat | None) -> Text:
    """Name a city, and the currency that it counts in where that is not the yuan."""
    return fact(city).append(f" ({gdp.unit})" if gdp and gdp.unit != "CNY" else "", MARK)


def _value(stat: Stat | None, year: str, scale: words.Scale | None) -> Text:
    if stat is None:
        return Text(words.UNKNOWN, MARK)
    text = fact(words.value(stat.value, stat.qualifier, stat.unit, scale))
    return text if stat.year == year else Text().append(f"’{stat.year[2:]} ", MARK).append_text(text)


def _alone(metric: str, stat: Stat | None, screen: Screen) -> Text:
    """Draw a value with its metric, unit and year, for where no heading says them."""
    if stat is None:
        return Text()
    amount = words.amount(stat.value, stat.qualifier, stat.unit, exact=screen.exact)
    return fact(f"{metric} ", MARK).append_text(fact(f"{amount}, {stat.year}", "not dim"))


def _foot(found: Overview) -> str:
    older = f"{found.older} older: --history; " if found.older else ""
    return f"{older}sources: --sources; one city, metric or facility: gba stats NAME"
