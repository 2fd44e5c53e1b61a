"""One metric of several cities, drawn as a ranking: the best first, with a bar and a share where they are honest.

Values of another year or in another unit stand below, ranked among themselves where there are several.
"""

from collections.abc import Mapping, Sequence

from rich.console import RenderableType
from rich.text import Text

from gbacli.queries.compare import comparable_groups
from gbacli.queries.comparison import CityValue, Comparison, span_or_year
from gbacli.render import charts, words
from gbacli.render.compared import cell_of, label_of, scale_of, unit_of, with_more
from gbacli.render.drawing import ACCENT, HEAD, MARK, fact
from gbacli.render.screen import Screen
from gbacli.render.sources import Numbered
from gbacli.render.tables import ESSENTIAL, GAP, Column, fitted, labelled, width_of

SHORTEST_BAR, LONGEST_BAR = 10, 100
"""A shorter bar tells nothing; a longer one is not drawn."""
_COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven")

Names = Mapping[str, str]


def ranked(row: Comparison, names: Names, numbered: Numbered, screen: Screen) -> list[RenderableType]:
    """Draw one metric: its rankings, each with the regions that take it in, then what is not ranked and why."""
    groups = [[row.values[i] for i in group] for group in comparable_groups(row.values)]
    drawn = [group for group in groups if any(value.rank_of for value in group)]
    lines = [line for group in drawn for line in _ranking(row, group, names, numbered, screen)]
    if not row.reason:
        return lines
    rest = [value for value in row.values if not any(value in group for group in drawn)]
    scale = scale_of(row, screen)
    items = []
    for value in rest:
        cell = cell_of(value, scale, numbered, unit=True, year=True)
        scaled = cell._replace(tail=f" {scale.word}{cell.tail}") if scale and value.value is not None else cell
        items.append(fact(f"{names[value.city]} ").append_text(scaled.drawn(0)))
    line = Text("Not ranked with them: " if rest else "Not ranked with each other: ", MARK)
    line.append_text(Text(", ").join(items)).append(": " if rest else "", MARK).append(row.reason, MARK)
    return lines + labelled("", line, 0, screen)


def _ranking(
    row: Comparison, group: Sequence[CityValue], names: Names, numbered: Numbered, screen: Screen
) -> list[RenderableType]:
    """Draw the values of one year and unit, sorted, with their sum; a title above says what they are."""
    ordered = sorted(group, key=lambda value: value.value or 0, reverse=row.better == "high")
    ordered.sort(key=lambda value: value.rank_of is None)
    scale = words.scale_of([value.value for value in ordered if value.value is not None], exact=screen.exact)
    columns = _columns(row, ordered, scale, names, numbered)
    caption = f"share of the {_cities(ordered)}" if any(value.share_percent is not None for value in ordered) else ""
    bars = _bars(row, ordered, min(screen.width - width_of(columns) - GAP, LONGEST_BAR))
    if bars:
        columns.insert(2, Column("", [*bars, *[Text()] * (len(columns[0].cells) - len(bars))], no_wrap=True))
    unit = unit_of(row._replace(unit=ordered[0].unit), scale)
    title = with_more(label_of(row, HEAD), span_or_year(ordered[0].period), unit)
    room = width_of([column for column in columns if column.rank < ESSENTIAL]) - len(caption)
    if caption and title.cell_len + GAP <= room:
        title.append(" " * (room - title.cell_len)).append(caption, MARK)
        return [title, *fitted(columns, screen, head=False)]
    title.append(f"; {caption}" if caption else "", MARK)
    return [*labelled("", title, 0, screen), *fitted(columns, screen, head=False)]


def _columns(
    row: Comparison, ordered: Sequence[CityValue], scale: words.Scale | None, names: Names, numbered: Numbered
) -> list[Column]:
    """Lay out rank and name, number, share and source; the sum of the shares is the last line."""
    cells = [cell_of(value, scale, numbered, unit=False, year=False) for value in ordered]
    starts = [fact(f"{value.rank or '':>2}  {names[value.city]}") for value in ordered]
    numbers, tails, marks = [list(part) for part in zip(*[(c.number, c.tail, c.mark) for c in cells], strict=True)]
    shares = [_share(value, row) for value in ordered]
    if row.total is not None and all(value.share_percent is not None for value in ordered):
        starts.append(Text(f"    {_cities(ordered)}"))
        numbers.append(words.number(row.total, scale))
        shares.append("(computed)")
        tails, marks = [*tails, ""], [*marks, ""]
    width = max(map(len, numbers))
    values = [Text(f"{number:>{width}}{tail}") for number, tail in zip(numbers, tails, strict=True)]
    columns = [Column("", starts), Column("", values, no_wrap=True)]
    columns += [Column("", list(map(Text, shares)), no_wrap=True, right=True)] if any(shares) else []
    sources = Column("", [Text(mark, MARK) for mark in marks], rank=ESSENTIAL, no_wrap=True)
    return [*columns, sources] if any(marks) else columns


def _share(value: CityValue, row: Comparison) -> str:
    """Return the share of a value; of one without, whether it is computed in a row of values from sources."""
    percent = value.share_percent
    if percent is None:
        return "(computed)" if value.source is None and not row.computed else ""
    return "<0.1 %" if 0 < percent < 0.05 else f"{percent:.1f} %"


def _bars(row: Comparison, ordered: Sequence[CityValue], width: int) -> list[Text]:
    """Draw the bars of the ranked values; that of a lower limit ends in an arrow. None where there is no room."""
    sizes = [value.value or 0 if value.rank_of else 0 for value in ordered]
    if width < SHORTEST_BAR or min(sizes) < 0 or ordered[0].unit == "rank" or not any(sizes):
        return []
    bars = [charts.bar(size, max(sizes), width) for size in sizes]
    more = [value.qualifier == "more-than" for value in ordered]
    return [Text(bar[: width - 1] + "▸" if on and bar else bar, ACCENT) for bar, on in zip(bars, more, strict=True)]


def _cities(values: Sequence[CityValue]) -> str:
    count = len([value for value in values if value.rank_of])
    return f"{_COUNTS[count] if count < len(_COUNTS) else count} cities"
