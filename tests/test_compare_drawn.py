"""How comparisons look: rankings and tables that fit, never longer on a wider screen, never a bar across units or years."""

import re

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as some
from memory import NAMES, Memory, facts, orders, stat, years
from rich.cells import cell_len
from rich.text import Text

from gbacli.model import Metric
from gbacli.queries.compare import compare
from gbacli.render import charts, words
from gbacli.render.compare import comparison
from gbacli.render.drawing import draw
from gbacli.render.screen import Screen
from gbacli.render.svg import draw_svg
from gbacli.render.tables import wrapped

BLOCKS = set("▏▎▍▌▋▊▉█▸")
PIPE = Screen(wraps=False)


def drawn(rows, catalog, screen=PIPE, **more):
    return draw(comparison(rows, catalog, screen, **more), screen)


def row_of(catalog, *cities, **options):
    (row,) = compare(catalog, cities or ["ax", "bravo", "ce"], ["goods"], **options)
    return row


def six(unit="CNY", missing="", **more):
    values = zip(NAMES, (1200, 45, 600, 1, 0, 2400), strict=True)
    return Memory([stat(city, value, unit=unit) for city, value in values if city != missing], **more)


# What holds for any facts


@pytest.mark.slow
@settings(max_examples=150)
@given(facts(), orders, years, some.sampled_from([None, 60, 80, 200]))
def test_bars_ranks_and_marks_stand_only_where_values_can_be_compared(found, order, year, width):
    catalog = Memory(found)
    (row,) = compare(catalog, order, ["goods"], year=year, ratio=True)

    text = drawn([row], catalog, Screen(width=width) if width else PIPE)

    ranked = {NAMES[place.city] for place in row.values if place.rank_of}
    for line in text.splitlines():
        if not BLOCKS.isdisjoint(line):
            assert line[4:].split()[0] in ranked
    for place in row.values:
        shown = re.search(rf"^ *(\d+)  {NAMES[place.city]}\b", text, re.MULTILINE)
        assert (int(shown[1]) if shown else None) == place.rank
    assert ("Not ranked" in text) is not row.comparable
    assert "▲" not in text


@pytest.mark.slow
@settings(max_examples=150)
@given(facts(), orders, years, some.sampled_from([None, 20, 30, 40, 60, 80, 120, 200]))
def test_every_number_stands_behind_its_owner(found, order, year, width):
    catalog = Memory(found)
    (row,) = compare(catalog, order, ["goods"], year=year)

    text = " ".join(
        drawn([row], catalog, Screen(width=width, exact=True) if width else PIPE._replace(exact=True)).split()
    )

    for place in row.values:
        number = "—" if place.value is None else words.value(place.value, place.qualifier)
        assert re.search(rf"{NAMES[place.city]}\W+{re.escape(number)}", text), (place, text)
    assert "…" not in text.partition("Sources")[0]


HARMLESS = ("Output", "of goods", "R&D", "people in work,", "computed", "研究与试验", "[macau]", "大湾区 goods")
runs = some.tuples(
    some.sampled_from(["a", "W", "测", "e\u0301", "👩\u200d🔬", "\u0301", "x\u200b"]),
    some.sampled_from([1, 7, 40, 300, 5000]),
).map(lambda pair: pair[0] * (pair[1] // len(pair[0]) or 1))
texts = some.one_of(some.lists(some.sampled_from(HARMLESS), min_size=1, max_size=5).map(" ".join), runs)


@some.composite
def tables(draw_one):
    """A catalog of some metrics with any labels, of cities with any names."""
    names = {key: draw_one(some.one_of(some.just(name), texts)) for key, name in NAMES.items()}
    units = ("CNY", "persons", "percent", "rank", "HKD")
    metrics = [
        Metric(f"m{i}", draw_one(texts), "trade", draw_one(some.sampled_from(units)), "x", (), additive=i % 2 == 0)
        for i in range(draw_one(some.integers(1, 5)))
    ]
    sizes = some.sampled_from([0, 7, 3680, 17989500, 3680187000000, 12.5])
    values = [
        stat(city, draw_one(sizes), draw_one(some.sampled_from(["2019", "2020"])), metric.unit, metric=metric.id)
        for metric in metrics
        for city in NAMES
        if draw_one(some.integers(0, 9))
    ]
    return Memory(values, names=names, metrics=metrics, regions=(("gba", draw_one(texts), tuple(NAMES)),)), metrics


def longest_word(text):
    return max([cell_len(line.plain) for line in wrapped(Text(text), 1)], default=0)


@pytest.mark.slow
@settings(max_examples=25, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(tables(), orders, some.lists(some.integers(1, 500), min_size=1, max_size=5, unique=True))
def test_no_text_breaks_a_drawing_and_a_wider_screen_never_makes_it_longer(found, order, given_widths):
    catalog, metrics = found
    rows = compare(catalog, [*order, "gba"], [metric.id for metric in metrics])
    said = [
        *[catalog.cities[place].name for place in order],
        catalog.subjects["gba"].name,
        *[row.label for row in rows],
    ]
    longest = max([longest_word(words.visible(text)) for text in said])
    before = None
    for width in sorted([*given_widths, 40, 80, 240]):
        screen = Screen(width=width)
        text = drawn(rows, catalog, screen)
        body = text.partition("\nSources\n")[0]
        if width >= 40:
            assert [line for line in body.splitlines() if cell_len(line) > longest + width] == []
            if longest <= 24:
                assert [line for line in body.splitlines() if cell_len(line) > width] == []
            assert before is None or body.count("\n") <= before
            before = body.count("\n")
    draw_svg(comparison(rows, catalog, Screen(width=given_widths[0])), max(given_widths[0], 20), "gba compare")


@given(some.integers(0, 10**15), some.integers(1, 10**15), some.integers(1, 60))
def test_a_bar_is_as_long_as_its_value_and_never_longer_than_its_room(value, longest, room):
    drawn_bar = charts.bar(value, longest, room)

    eighths = sum(8 if char == "█" else " ▏▎▍▌▋▊▉".index(char) for char in drawn_bar)
    wanted = min(value / longest, 1) * room * 8
    assert len(drawn_bar) <= room
    assert eighths == (0 if value == 0 else max(1, round(wanted)))


def test_no_bar_below_zero_or_beside_nothing():
    assert [charts.bar(-1, 5, 9), charts.bar(3, 0, 9), charts.bar(3, 5, 0)] == ["", "", ""]
