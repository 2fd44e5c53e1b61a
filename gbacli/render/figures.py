"""Figures in tables: never without their owner; the unit behind the value, then the year, the source mark last."""

from collections.abc import Callable, Mapping, Sequence

from rich.text import Text

from gbacli.catalog import Catalog
from gbacli.model import BUILT_IN, Stat
from gbacli.queries.standing import Standing, standings
from gbacli.render import words
from gbacli.render.cells import nothing, subject_names
from gbacli.render.drawing import HEAD, MARK, fact
from gbacli.render.screen import Screen
from gbacli.render.sources import Numbered, source_column
from gbacli.render.tables import Column, fitted

OTHER_SOURCE = "*"
Row = Standing | None
"""A figure; None for the line of a heading."""


def figures(stats: Sequence[Stat], catalog: Catalog, screen: Screen, heading: str = "") -> list[Text]:
    """Draw figures under the head of their subject, or of their label where it is the only one, with their sources.

    `heading`: how the words of the question were read.
    """
    if not stats:
        return nothing(screen)
    names, numbered = subject_names(catalog), Numbered()
    subjects = {stat.subject for stat in stats}
    labels = list({stat.metric or stat.label: stat.label for stat in stats}.values())
    found = standings(catalog, stats)
    rows: Sequence[Row] = found
    if len(labels) == 1:
        head, titles = labels[0], [fact(names.get(stat.subject, stat.subject)) for stat in stats]
    elif len(subjects) == 1:
        head, titles = names.get(stats[0].subject, stats[0].subject), [fact(stat.label) for stat in stats]
    else:
        head, (titles, rows) = "", _under_subjects(found, names)
    head = heading or head
    table = fitted(figure_columns(titles, rows, screen, numbered), screen)
    return [
        *([fact(head, HEAD)] if head else []),
        *table,
        *legend(found, screen),
        *numbered.lines(catalog, screen),
    ]


def _under_subjects(found: Sequence[Standing], names: Mapping[str, str]) -> tuple[list[Text], list[Row]]:
    """Put figures under the names of their subjects; one that is alone stands behind it."""
    titles: list[Text] = []
    rows: list[Row] = []
    for subject in dict.fromkeys([one.stat.subject for one in found]):
        own = [one for one in found if one.stat.subject == subject]
        title = fact(names.get(subject, subject), HEAD)
        if len(own) == 1:
            titles.append(title.append_text(fact(f": {own[0].stat.label}", "not bold")))
            rows += own
        else:
            titles += [title, *[fact(f"  {one.stat.label}") for one in own]]
            rows += [None, *own]
    return titles, rows


def figure_columns(
    titles: Sequence[Text], rows: Sequence[Row], screen: Screen, numbered: Numbered | None, heading: str = ""
) -> list[Column]:
    """Return the columns of figures, each behind its title: value and unit, year, change, rank, source.

    `numbered`: None where neither sources nor notes are told. `heading`: that of the titles.
    """
    stats = [row.stat for row in rows if row]

    def cells(draw: Callable[[Stat], str]) -> list[Text]:
        return [fact(draw(row.stat)) if row else Text() for row in rows]

    columns = [
        _value_column([row.stat if row else None for row in rows], screen, noted=numbered is not None),
        Column("Year", cells(year_or_date), no_wrap=True),
        _said("Change", "{} on the year before", [_change(row) for row in rows], rank=4)._replace(right=True),
        _said("Rank", "rank {}", [_rank(row) for row in rows], rank=5),
        source_column([numbered.of(row.stat) if row and numbered else "" for row in rows]),
        Column("From", cells(lambda stat: "" if stat.origin == BUILT_IN else stat.origin), rank=3, no_wrap=True),
    ]
    title = Column(heading, titles, clip=len({stat.label for stat in stats}) > 1)
    return [title, *[column for column in columns if any(cell.plain for cell in column.cells)]]


def _value_column(rows: Sequence[Stat | None], screen: Screen, *, noted: bool) -> Column:
    """Lay out the values, in one scale where they are of one metric. `noted`: whether a note gets its sign."""
    stats = [stat for stat in rows if stat]
    alike = len({stat.metric or stat.id for stat in stats}) == 1 and len(stats) > 1
    scale = words.scale_of([stat.value for stat in stats], exact=screen.exact) if alike else None
    gap = " " if noted and any(map(_noted, stats)) else ""
    word = scale.word if scale else ""

    def cell(stat: Stat | None, said: str = "") -> Text:
        if stat is None:
            return Text()
        sign = words.NOTED if noted and _noted(stat) else "" if said else gap
        return fact(_value(stat, scale, said, screen)).append(sign, MARK)

    folded = [cell(stat, word) for stat in rows]
    return Column(word, [cell(stat) for stat in rows], no_wrap=True, right=True, folded=folded)


def _said(heading: str, sentence: str, cells: Sequence[str], rank: int) -> Column:
    """Lay out what says what it is under its heading only, and by a `sentence` where there is none."""
    folded = [Text(sentence.format(cell) if cell else "") for cell in cells]
    return Column(heading, [Text(cell) for cell in cells], rank=rank, no_wrap=True, folded=folded)


def legend(found: Sequence[Standing], screen: Screen) -> list[Text]:
    """Explain the signs that occur among figures, also in columns for which a screen has no room."""
    stats = [one.stat for one in found]
    signs = words.qualifier_legend(stats)
    if words.scale_of([stat.value for stat in stats], exact=screen.exact):
        signs.append(words.ROUNDED)
    if not all(one.same_source for one in found):
        signs.append(f"{OTHER_SOURCE} from a value of another source")
    if any(map(_noted, stats)):
        signs.append(f"{words.NOTED} has a note: gba show ID, or --fields +note")
    return [fact("; ".join(signs), MARK)] if signs else []


def _noted(stat: Stat) -> bool:
    return bool(stat.note or stat.scope)


def _value(stat: Stat, scale: words.Scale | None, word: str, screen: Screen) -> str:
    """Return a value with its unit, and with the `word` of a scale that it shares with others."""
    if scale is None:
        return words.amount(stat, exact=screen.exact)
    parts = (words.value(stat.value, stat.qualifier, stat.unit, scale), word, words.unit_of(stat.unit))
    return " ".join([part for part in parts if part])


def year_or_date(stat: Stat) -> str:
    """Return the year of a figure; the whole date where it is none of a year or of its end."""
    return stat.year if stat.period[4:] in ("", "-12-31") else stat.period


def _change(row: Row) -> str:
    if row is None or row.stat.change_percent is None:
        return ""
    return f"{row.stat.change_percent:+,.1f} %{'' if row.same_source else OTHER_SOURCE}"


def _rank(row: Row) -> str:
    return f"{row.rank} of {row.rank_of}" if row and row.rank else ""
