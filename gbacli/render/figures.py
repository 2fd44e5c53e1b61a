"""Figures in tables: never without their owner; the unit behind the value, then the year, the source mark last."""

from collections import Counter
from collections.abc import Callable, Sequence

from rich.text import Text

from gbacli.catalog import Catalog
from gbacli.model import BUILT_IN, Stat
from gbacli.queries.overview import CITY_METRICS, Overview
from gbacli.queries.ranking import Standing, standing
from gbacli.render import words
from gbacli.render.drawing import HEAD, MARK, fact, value_text
from gbacli.render.screen import Screen
from gbacli.render.sources import Page, source_column
from gbacli.render.tables import Column, fitted

OTHER_SOURCE = "*"
Row = Standing | None
"""A figure; None for the line of a heading."""


def figures(stats: Sequence[Stat], catalog: Catalog, screen: Screen, heading: str = "") -> list[Text]:
    """Draw figures under the head of their subject, or of their label where it is the only one, with their sources.

    `heading`: how the words of the question were read.
    """
    page, found = Page(catalog, screen), [standing(catalog, stat) for stat in stats]
    subjects = {stat.subject for stat in stats}
    labels = list({stat.metric or stat.label: stat.label for stat in stats}.values())
    rows: Sequence[Row] = found
    if len(labels) == 1:
        head, titles = labels[0], [fact(page.name_of(stat.subject)) for stat in stats]
    elif len(subjects) == 1:
        head, titles = page.name_of(stats[0].subject), [fact(stat.label) for stat in stats]
    else:
        head, (titles, rows) = "", _under_subjects(found, page)
    head = heading or head
    table = fitted(figure_columns(titles, rows, page), screen)
    return [*([fact(head, HEAD)] if head else []), *table, *legend(found, page), *page.sources()]


def _under_subjects(found: Sequence[Standing], page: Page) -> tuple[list[Text], list[Row]]:
    """Put figures under the names of their subjects."""
    titles, rows = list[Text](), list[Row]()
    for subject in dict.fromkeys([one.stat.subject for one in found]):
        own = [one for one in found if one.stat.subject == subject]
        titles += [fact(page.name_of(subject), HEAD), *[fact(f"  {one.stat.label}") for one in own]]
        rows += [None, *own]
    return titles, rows


def overview(found: Overview, catalog: Catalog, screen: Screen) -> list[Text]:
    """Draw an overview; sources are listed with --sources only."""
    page = Page(catalog, screen)
    in_cities = [own.values() for own in found.cities.values()]
    stats = [stat for own in (*found.regions.values(), *in_cities, found.others) for stat in own]
    hints = ("older ones: --history", "sources: --sources", "one city, metric or facility: gba stats NAME")
    foot = "; ".join([*words.qualifier_legend(stats), *hints])
    regions = list[Text]()
    for subject, stats in found.regions.items():
        labels = [f"  {stat.label}" for stat in stats]
        regions += [fact(page.name_of(subject), HEAD), *_in_brief(labels, stats, page)]
    labels = [f"{page.name_of(stat.subject)}: {stat.label}" for stat in found.others]
    parts = [regions, _cities(found, page), _in_brief(labels, found.others, page), [fact(foot, MARK)]]
    lines = [line for part in parts if part for line in [Text(), *part]]
    return [*lines[1:], *page.sources()]


def _in_brief(labels: Sequence[str], stats: Sequence[Stat], page: Page) -> list[Text]:
    """Draw figures a line each, without their notes."""
    rows = [Standing(stat._replace(note=None, scope=None)) for stat in stats]
    columns = figure_columns(list(map(fact, labels)), rows, page, sourced=page.screen.full_sources)
    return fitted(columns, page.screen, head=False)


def _cities(found: Overview, page: Page) -> list[Text]:
    """Draw a table of the cities; a value of another year than its column says so."""
    names = [_name(page.name_of(city), own.get("gdp")) for city, own in found.cities.items()]
    columns = [Column("", names)]
    for rank, (metric, short) in enumerate(CITY_METRICS.items(), start=1):
        stats = [own.get(metric) for own in found.cities.values()]
        known = [stat for stat in stats if stat]
        if not known:
            continue
        year = Counter([stat.year for stat in known]).most_common(1)[0][0]
        scale = page.scale_of(known)
        heading = f"{short}, {scale.word[0]}n" if scale else short
        others = [f"’{stat.year[2:]} " if stat and stat.year != year else "" for stat in stats]
        cells = [value_text(stat, scale, other) for stat, other in zip(stats, others, strict=True)]
        alone = [fact(f"{short} {page.amount(stat)}, {stat.year}") if stat else Text() for stat in stats]
        columns.append(Column(f"{heading} {year}", cells, rank=rank, no_wrap=True, right=True, folded=alone))
    return fitted(columns, page.screen)


def _name(city: str, gdp: Stat | None) -> Text:
    """Name a city, and the currency that it counts in where that is not the yuan."""
    return fact(city).append(f" ({gdp.unit})" if gdp and gdp.unit != "CNY" else "", MARK)


def figure_columns(titles: Sequence[Text], rows: Sequence[Row], page: Page, *, sourced: bool = True) -> list[Column]:
    """Return the columns of figures, each behind its title: value and unit, year, change, rank, source.

    `sourced`: whether sources are told.
    """

    def cells(draw: Callable[[Standing], str], said: str = "{}") -> list[Text]:
        drawn = [draw(row) if row else "" for row in rows]
        return [fact(said.format(text) if text else "") for text in drawn]

    changes, ranks = cells(_change, "{} on the year before"), cells(_rank, "rank {}")
    return [
        Column("", titles, clip=len({row.stat.label for row in rows if row}) > 1),
        _value_column(rows, page),
        Column("Year", cells(lambda row: year_or_date(row.stat)), no_wrap=True),
        Column("Change", cells(_change), rank=4, no_wrap=True, right=True, folded=changes),
        Column("Rank", cells(_rank), rank=5, no_wrap=True, folded=ranks),
        source_column([page.mark_of(row.stat) if row and sourced else "" for row in rows]),
        Column("From", cells(lambda row: "" if row.stat.origin == BUILT_IN else row.stat.origin), rank=3, no_wrap=True),
    ]


def _value_column(rows: Sequence[Row], page: Page) -> Column:
    """Lay out the values, in one scale where they are of one metric; behind those with a note its sign."""
    stats = [row.stat for row in rows if row]
    alike = len({stat.metric or stat.id for stat in stats}) == 1 and len(stats) > 1
    scale = page.scale_of(stats) if alike else None
    word = scale.word if scale else ""
    gap = " " * any(map(_noted, rows))
    amounts = [page.amount(row.stat, scale) if row else "" for row in rows]
    signs = [Text(words.NOTED if _noted(row) else gap if row else "", MARK) for row in rows]
    folded = [fact(amount) + sign for amount, sign in zip(amounts, signs, strict=True)]
    cells = [fact(amount.replace(f" {word} ", " ")) + sign for amount, sign in zip(amounts, signs, strict=True)]
    return Column(word, cells, no_wrap=True, right=True, folded=folded)


def legend(found: Sequence[Standing], page: Page) -> list[Text]:
    """Explain the signs that occur among figures, also in columns for which a screen has no room."""
    stats = [one.stat for one in found]
    signs = words.qualifier_legend(stats)
    signs += [words.ROUNDED] if page.scale_of(stats) else []
    signs += [] if all(one.same_source for one in found) else [f"{OTHER_SOURCE} from a value of another source"]
    signs += [f"{words.NOTED} has a note: gba show ID, or --fields +note"] if any(map(_noted, found)) else []
    return [fact("; ".join(signs), MARK)] if signs else []


def _noted(row: Row) -> bool:
    return row is not None and bool(row.stat.note or row.stat.scope)


def year_or_date(stat: Stat) -> str:
    """Return the year of a figure; the whole date where it is none of a year or of its end."""
    return stat.year if stat.period[4:] in ("", "-12-31") else stat.period


def _change(row: Standing) -> str:
    percent = row.stat.change_percent
    return "" if percent is None else f"{round(percent, 1) + 0:+,.1f} %{'' if row.same_source else OTHER_SOURCE}"


def _rank(row: Standing) -> str:
    return f"{row.rank} of {row.rank_of}" if row.rank else ""
