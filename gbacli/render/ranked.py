"""One metric of several cities, drawn as a ranking: the best first, with a bar and a share where they are honest.

Values of another year or in another unit stand below, ranked among themselves where there are several.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rich.console import RenderableType
from rich.text import Text

from gbacli.queries.compare import comparable_groups
from gbacli.queries.comparison import CityValue, Comparison
from gbacli.render import charts, words
from gbacli.render.compared import Cell, cell_of, in_columns, label_of, period_of, unit_of, with_more
from gbacli.render.drawing import ACCENT, HEAD, MARK, fact, one_line
from gbacli.render.screen import Screen
from gbacli.render.sources import Numbered
from gbacli.render.tables import GAP, labelled

SHORTEST_BAR, LONGEST_BAR = 10, 100
"""A shorter bar tells nothing; a longer one is not drawn."""
_COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven")
_COMPUTED = "(computed)"

Names = Mapping[str, str]


class Line(NamedTuple):
    """One city of a ranking, or a sum."""

    start: Text
    """Its rank and name."""
    number: Text
    bar: float | None = None
    """How long its bar is, 1 being the longest; None where there is none."""
    more: bool = False
    """The value is only a lower limit: the bar goes on."""
    computed: bool = False
    """It is a sum in a row of values from sources."""
    share: str = ""
    mark: str = ""


def ranked(row: Comparison, names: Names, numbered: Numbered, screen: Screen) -> list[RenderableType]:
    """Draw one metric: its rankings, each with the regions that take it in, then what is not ranked and why."""
    groups = [[row.values[i] for i in group] for group in comparable_groups(row.values)]
    drawn: list[list[CityValue]] = [group for group in groups if any(value.rank_of for value in group)]
    lines = [line for group in drawn for line in _ranking(row, group, names, numbered, screen)]
    rest = [value for value in row.values if not any(value in group for group in drawn)]
    if not drawn:
        return _unranked(row, names, numbered, screen)
    return lines + (_not_ranked(row, rest, names, numbered, screen) if row.reason else [])


def _ranking(
    row: Comparison, group: Sequence[CityValue], names: Names, numbered: Numbered, screen: Screen
) -> list[RenderableType]:
    """Draw the values of one year and unit, sorted."""
    known = sorted(group, key=lambda value: value.value or 0, reverse=row.better == "high")
    ordered = [*[value for value in known if value.rank_of], *[value for value in known if not value.rank_of]]
    scale = words.scale_of([value.value for value in ordered if value.value is not None], exact=screen.exact)
    body = _lines(row, ordered, scale, names, numbered)
    unit = unit_of(row._replace(unit=ordered[0].unit), scale)
    title = with_more(label_of(row, HEAD), period_of(ordered[0]), unit)
    shares = f"share of the {_cities(ordered)}" if any(line.share for line in body) else ""
    return [*_title(title, shares, body, screen), *_body(body, screen)]


def _lines(
    row: Comparison, ordered: Sequence[CityValue], scale: words.Scale | None, names: Names, numbered: Numbered
) -> list[Line]:
    parts = [value for value in ordered if value.rank_of]
    cells = [cell_of(value, scale, numbered, unit=False, year=False) for value in ordered]
    total = ""
    if len(parts) == len(ordered) and row.total is not None and parts[0].share_percent is not None:
        total = words.number(row.total, scale)
    width = max([len(total), *[len(cell.number) for cell in cells]])
    sizes = [value.value or 0 for value in parts]
    longest = max(sizes) if min(sizes) >= 0 and ordered[0].unit != "rank" else 0
    lines = []
    for value, cell in zip(ordered, cells, strict=True):
        made = value.source is None and not row.computed
        start = Text(f"{value.rank or '':>2}  ").append_text(fact(names[value.city]))
        lines.append(_line(value, cell, start, width, longest)._replace(computed=made))
    if total:
        lines.append(Line(Text(f"    {_cities(parts)}"), Text(f"{total:>{width}}"), computed=True))
    return lines


def _line(value: CityValue, cell: Cell, start: Text, width: int, longest: float) -> Line:
    """Make a line; its bar is as long in proportion as the value is to the `longest` (0: no bars)."""
    return Line(
        start,
        number=Text(f"{cell.number:>{width}}").append(cell.tail),
        bar=(value.value or 0) / longest if value.rank_of and longest > 0 else None,
        more=value.qualifier == "more-than",
        share="" if value.share_percent is None else _share(value.share_percent),
        mark=" ".join([part for part in (cell.ratio, cell.mark) if part]),
    )


def _share(percent: float) -> str:
    return "<0.1 %" if 0 < percent < 0.05 else f"{percent:.1f} %"


def _title(title: Text, shares: str, body: Sequence[Line], screen: Screen) -> list[RenderableType]:
    """Draw the title, over the shares what they are of; behind the title where there is no room for that."""
    if not shares:
        return labelled("", title, 0, screen)
    marks = max([len(line.mark) for line in body])
    end = min(_width(body, _bar_width(body, screen)) - (marks + GAP if marks else 0), screen.room)
    if title.cell_len + GAP + len(shares) <= end:
        return [one_line(title.append(" " * (end - title.cell_len - len(shares))).append(shares, MARK))]
    return labelled("", title.append(f"; {shares}", MARK), 0, screen)


def _body(body: Sequence[Line], screen: Screen) -> list[Text]:
    rows = _rows(body, _bar_width(body, screen))
    return in_columns(rows, screen)


def _rows(body: Sequence[Line], bar: int) -> list[list[Text]]:
    """Return the columns of each line: rank and name, number, bar, share, mark; what none of them has is left out.

    That a line is computed stands where its bar would, else where its share would, else behind its name.
    """
    shares, marks = max([len(line.share) for line in body]), max([len(line.mark) for line in body])
    rows = []
    for line in body:
        made = Text(_COMPUTED if line.computed else "", MARK)
        start = line.start if bar or shares or not line.computed else Text(" ").join([line.start, made])
        row = [start, line.number]
        row += [made if line.computed else _bar(line, bar)] if bar else []
        row += [made if line.computed and not bar else Text(f"{line.share:>{shares}}")] if shares else []
        rows.append([*row, Text(line.mark, MARK)] if marks else row)
    return rows


def _bar_width(body: Sequence[Line], screen: Screen) -> int:
    """Return how long a bar may get; 0 where there is no room for one, or nothing to draw."""
    room = min(screen.width - _width(body, SHORTEST_BAR) + SHORTEST_BAR, LONGEST_BAR)
    return room if room >= SHORTEST_BAR and any(line.bar for line in body) else 0


def _width(body: Sequence[Line], bar: int) -> int:
    columns = list(zip(*_rows(body, bar), strict=True))
    widths: list[int] = [max([cell.cell_len for cell in column]) for column in columns]
    if bar:
        widths[2] = bar
    return sum(widths) + GAP * (len(widths) - 1)


def _bar(line: Line, width: int) -> Text:
    """Draw the bar of a line. That of a lower limit ends in an arrow."""
    drawn = charts.bar(line.bar or 0, 1, width)
    return Text(drawn[: width - 1] + "▸" if line.more and drawn else drawn, ACCENT)


def _cities(values: Sequence[CityValue]) -> str:
    count = len([value for value in values if value.rank_of])
    return f"{_COUNTS[count] if count < len(_COUNTS) else count} cities"


def _not_ranked(
    row: Comparison, rest: Sequence[CityValue], names: Names, numbered: Numbered, screen: Screen
) -> list[RenderableType]:
    """Name the values that stand in no ranking, and say why not all stand in one."""
    scale = words.scale_of([value.value for value in row.values if value.value is not None], exact=screen.exact)
    line = Text("Not ranked with them: " if rest else "Not ranked with each other: ", MARK)
    for i, value in enumerate(rest):
        cell = cell_of(value, scale, numbered, unit=True, year=True, word=True)
        line.append(", " if i else "").append_text(fact(f"{names[value.city]} ")).append_text(cell.drawn())
    return labelled("", line.append(f"{': ' if rest else ''}{row.reason}", MARK), 0, screen)


def _unranked(row: Comparison, names: Names, numbered: Numbered, screen: Screen) -> list[RenderableType]:
    """Draw values of which no two share a year and a unit, in the order asked."""
    values = [value.value for value in row.values if value.value is not None]
    scale = words.scale_of(values, exact=screen.exact)
    cells = [cell_of(value, scale, numbered, unit=True, year=row.year is None, word=True) for value in row.values]
    width = max([cell.width() for cell in cells])
    rows = [[fact(f"  {names[value.city]}"), cell.drawn(width)] for value, cell in zip(row.values, cells, strict=True)]
    lines = labelled("", with_more(label_of(row, HEAD), row.year or ""), 0, screen)
    lines += in_columns(rows, screen)
    return lines + labelled("", Text(f"Not ranked: {row.reason}", MARK), 0, screen)
