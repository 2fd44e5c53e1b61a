"""The figures at a glance: the region, its parts, the cities, facilities and others, a line each."""

from collections import Counter
from collections.abc import Sequence

from rich.text import Text

from gbacli.catalog import Catalog
from gbacli.model import Stat
from gbacli.queries.dates import last_day
from gbacli.queries.overview import CITY_METRICS, Overview
from gbacli.queries.standing import Standing
from gbacli.render import words
from gbacli.render.cells import subject_names
from gbacli.render.drawing import HEAD, MARK, fact
from gbacli.render.figures import figure_columns
from gbacli.render.screen import Screen
from gbacli.render.sources import Numbered
from gbacli.render.tables import Column, fitted

_SHORT = {
    "population": "Population",
    "gdp": "GDP",
    "gdp-per-capita": "per head",
    "rd-expenditure": "R&D",
    "invention-patents-granted": "Inventions",
}
"""Headings of the table of cities that leave room for five metrics."""


def drawn_overview(found: Overview, catalog: Catalog, screen: Screen) -> list[Text]:
    """Draw an overview; sources are listed with --sources only."""
    names, numbered = subject_names(catalog), Numbered() if screen.full_sources else None
    parts: list[Text] = []
    for subject, stats in found.regions.items():
        parts += [fact(names.get(subject, subject), HEAD)]
        parts += _lines([stat.label for stat in stats], stats, numbered, screen)
    if found.cities:
        parts += [Text(), *_cities(found, catalog, screen)]
    if found.others:
        counts = Counter([stat.subject for stat in found.others])
        latest = {stat.subject: stat for stat in sorted(found.others, key=lambda stat: last_day(stat.period))}
        more = {key: f" (+{count - 1})" if count > 1 else "" for key, count in counts.items()}
        labels = [f"{names.get(key, key)}{more[key]}: {latest[key].label}" for key in counts]
        parts += [Text(), *_lines(labels, [latest[key] for key in counts], numbered, screen)]
    older = f"{found.older} older: --history; " if found.older else ""
    foot = f"{older}sources: --sources; one city, metric or facility: gba stats NAME"
    parts += [Text(), fact(foot, MARK)]
    return parts + (numbered.lines(catalog, screen) if numbered else [])


def _lines(labels: Sequence[str], stats: Sequence[Stat], numbered: Numbered | None, screen: Screen) -> list[Text]:
    """Draw figures a line each, without their notes. A label that is too long for the line is shortened."""
    rows = [Standing(stat._replace(note=None, scope=None, change_percent=None)) for stat in stats]
    columns = figure_columns([fact(f"  {label}") for label in labels], rows, screen, numbered)
    return fitted(columns, screen, head=False)


def _cities(found: Overview, catalog: Catalog, screen: Screen) -> list[Text]:
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
        short = _SHORT.get(metric, known[0].label)
        heading = f"{short}, {scale.word[0]}n" if scale else short
        cells = [_value(stat, year, scale) for stat in stats]
        alone = [_alone(short, stat, screen) for stat in stats]
        columns.append(Column(f"{heading} {year}", cells, rank=rank, no_wrap=True, right=True, folded=alone))
    return fitted(columns, screen)


def _name(city: str, gdp: Stat | None) -> Text:
    """Name a city, and the currency that it counts in where that is not the yuan."""
    return fact(city).append(f" ({gdp.unit})" if gdp and gdp.unit != "CNY" else "", MARK)


def _value(stat: Stat | None, year: str, scale: words.Scale | None) -> Text:
    if stat is None:
        return Text(words.UNKNOWN, MARK)
    other = "" if stat.year == year else f"’{stat.year[2:]} "
    return Text().append(other, MARK).append(words.value(stat.value, stat.qualifier, stat.unit, scale))


def _alone(metric: str, stat: Stat | None, screen: Screen) -> Text:
    """Draw a value with its metric, unit and year, for where no heading says them."""
    if stat is None:
        return Text()
    return Text().append(f"{metric} ", MARK).append_text(fact(f"{words.amount(stat, exact=screen.exact)}, {stat.year}"))
