"""Figures in tables: never without their owner; the unit behind the value, then the year, the source mark last."""

from collections.abc import Mapping, Sequence

from rich.console import RenderableType
from rich.text import Text

from gbacli.catalog import Catalog
from gbacli.model import BUILT_IN, Stat
from gbacli.queries.standing import Standing, standings
from gbacli.render import words
from gbacli.render.cells import nothing, subject_names
from gbacli.render.drawing import HEAD, MARK, fact
from gbacli.render.screen import Screen
from gbacli.render.sources import Numbered, source_column
from gbacli.render.tables import Column, fitted, labelled

OTHER_SOURCE = "*"
NOTED = "°"
_MANY = 12
"""Of more figures than these a label that is too long for its line is cut."""


def figures(stats: Sequence[Stat], catalog: Catalog, screen: Screen, heading: str = "") -> list[RenderableType]:
    """Draw figures under the head of their subject, or of their label where it is the only one, with their sources.

    `heading`: how the words of the question were read.
    """
    if not stats:
        return nothing(screen)
    names, numbered = subject_names(catalog), Numbered()
    subjects = list(dict.fromkeys([stat.subject for stat in stats]))
    labels = list({stat.metric or stat.label: stat.label for stat in stats}.values())
    if len(labels) == 1:
        head = heading or labels[0]
        titles = [fact(names.get(stat.subject, stat.subject)) for stat in stats]
        found = standings(catalog, stats)
        body = figure_table(titles, found, numbered, screen)
    elif len(subjects) == 1:
        head = heading or names.get(subjects[0], subjects[0])
        found = standings(catalog, stats)
        body = figure_table([fact(stat.label) for stat in stats], found, numbered, screen)
    else:
        found = [Standing(stat) for stat in stats]
        head, body = heading, _blocks(stats, subjects, names, numbered, screen)
    parts = [*labelled("", fact(head, HEAD), 0, screen), *body] if head else body
    return [*parts, *legend(found, screen), *numbered.lines(catalog.sources, screen)]


def figure_table(
    titles: Sequence[Text],
    found: Sequence[Standing],
    numbered: Numbered,
    screen: Screen,
    *,
    head: bool = True,
) -> list[RenderableType]:
    """Draw a table of figures, each behind its title: value and unit, year, change, rank, source."""
    stats = [one.stat for one in found]
    scale = words.scale_of([stat.value for stat in stats], exact=screen.exact) if _one_unit(stats) else None
    noted = any(stat.note or stat.scope for stat in stats)
    values = [_value(stat, scale, screen, noted=noted) for stat in stats]
    alone = [_value(stat, scale, screen, word=True) for stat in stats]
    columns = [
        Column("", titles, clip=len(stats) > 1 and len({stat.label for stat in stats}) > 1),
        Column(scale.word if scale else "", values, no_wrap=True, right=True, folded=alone),
        Column("Year", [fact(year_or_date(stat)) for stat in stats], no_wrap=True),
        _said("Change", "{} on the year before", [_change(one) for one in found], rank=4)._replace(right=True),
        _said("Rank", "rank {}", [_rank(one) for one in found], rank=5),
        source_column([numbered.of(stat) for stat in stats]),
        Column("From", [fact("" if stat.origin == BUILT_IN else stat.origin) for stat in stats], rank=3, no_wrap=True),
    ]
    columns = [column for i, column in enumerate(columns) if i == 0 or any(cell.plain for cell in column.cells)]
    return fitted(columns, screen, head=head)


def _said(heading: str, sentence: str, cells: Sequence[Text], rank: int) -> Column:
    """Lay out what says what it is under its heading only, and by a `sentence` where there is none."""
    folded = [Text(sentence.format(cell.plain) if cell.plain else "") for cell in cells]
    return Column(heading, cells, rank=rank, no_wrap=True, folded=folded)


def legend(found: Sequence[Standing], screen: Screen) -> list[RenderableType]:
    """Explain the signs that occur among figures, also in columns for which a screen has no room."""
    stats = [one.stat for one in found]
    signs = words.qualifier_legend(stats)
    if words.scale_of([stat.value for stat in stats], exact=screen.exact):
        signs.append("rounded (--exact: every digit)")
    if not all(one.same_source for one in found):
        signs.append(f"{OTHER_SOURCE} from a value of another source")
    if any(stat.note or stat.scope for stat in stats):
        signs.append(f"{NOTED} has a note: gba show ID, or --fields +note")
    return labelled("", fact("; ".join(signs), MARK), 0, screen) if signs else []


def _blocks(
    stats: Sequence[Stat],
    subjects: Sequence[str],
    names: Mapping[str, str],
    numbered: Numbered,
    screen: Screen,
) -> list[RenderableType]:
    """Draw figures of several subjects in one table, those of each under its name."""
    titles: list[Text] = []
    rows: list[Stat | None] = []
    for subject in subjects:
        own = [stat for stat in stats if stat.subject == subject]
        name = names.get(subject, subject)
        if len(own) == 1:
            titles.append(fact(name, HEAD).append_text(fact(f": {own[0].label}", "not bold")))
        else:
            titles += [fact(name, HEAD), *[fact(f"  {stat.label}") for stat in own]]
        rows += own if len(own) == 1 else [None, *own]
    noted = any(stat.note or stat.scope for stat in stats)
    columns = [
        Column("", titles, clip=len(stats) > _MANY),
        Column(
            "", [_value(stat, None, screen, noted=noted) if stat else Text() for stat in rows], no_wrap=True, right=True
        ),
        Column("Year", [fact(year_or_date(stat)) if stat else Text() for stat in rows], no_wrap=True),
        source_column([numbered.of(stat) if stat else "" for stat in rows]),
    ]
    return fitted(columns, screen)


def _one_unit(stats: Sequence[Stat]) -> bool:
    return len({stat.metric or stat.id for stat in stats}) == 1 and len(stats) > 1


def _value(stat: Stat, scale: words.Scale | None, screen: Screen, *, noted: bool = False, word: bool = False) -> Text:
    """Draw a value with its unit, the scale's `word` where no heading says it, and the sign of a note.

    `noted`: whether others in its column have the sign, for which room is left.
    """
    if scale is None:
        text = words.amount(stat.value, stat.qualifier, stat.unit, exact=screen.exact)
    else:
        text = words.value(stat.value, stat.qualifier, stat.unit, scale)
        text = " ".join([part for part in (text, scale.word if word else "", words.unit_of(stat.unit)) if part])
    return fact(text).append(NOTED if stat.note or stat.scope else " " if noted else "", MARK)


def year_or_date(stat: Stat) -> str:
    """Return the year of a figure; the whole date where it is none of a year or of its end."""
    return stat.year if stat.period[4:] in ("", "-12-31") else stat.period


def _change(one: Standing) -> Text:
    if one.stat.change_percent is None:
        return Text()
    return Text(f"{one.stat.change_percent:+,.1f} %").append("" if one.same_source else OTHER_SOURCE)


def _rank(one: Standing) -> Text:
    return Text(f"{one.rank} of {one.rank_of}") if one.rank else Text()
