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
from gbacli.render import words
from gbacli.render.compare import bar, comparison
from gbacli.render.drawing import draw, draw_svg, wrapped
from gbacli.render.screen import Screen

BLOCKS = set("▏▎▍▌▋▊▉█")
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
def test_a_bar_is_as_long_as_its_value_and_never_longer_than_its_room(value, more, room):
    longest = value + more
    drawn_bar = bar(value, longest, room)

    eighths = sum(8 if char == "█" else " ▏▎▍▌▋▊▉".index(char) for char in drawn_bar)
    wanted = value / longest * room * 8
    assert len(drawn_bar) <= room
    assert eighths == (0 if value == 0 else max(1, round(wanted)))


# How it looks


TABLE = """\
Figure                                     Alpha         Beta        Gamma  Year
────────────────────────────────────────────────────────────────────────────────
Population, persons [1]                1,010,000  ▲ 2,600,000    ≈710,000°  2018
Population density, computed,           10,049.8      1,300.0       ≈507.1  2018
persons/km2
Land area, km2 [2]                         100.5      ▲ 2,000        1,400  2018
GDP, billion [1]                       90.00 HKD    120.0 CNY    50.00 CNY  2018
GDP per head, computed                89,552 HKD   47,059 CNY  ≈70,922 CNY  2018
Facilities: established, operating,      1, 0, 0      0, 1, 1      0, 0, 1  2020
planned (computed)
Not ranked
  GDP; GDP per head, computed: different units
Note
  Population density, computed: which is largest is not certain: not every value
  is exact
▲ the largest; ≈ about; ° has a note: -m METRIC; rounded (--exact: every digit)

Sources
  1  yearbook  Statistics Office
  2  atlas     Map Office         2019
"""


def test_metrics_are_rows_and_cities_columns(tiny_gba):
    assert tiny_gba("compare", "alpha", "beta", "gamma", "--width", "80").out == TABLE


MANY = """\
People, persons, 2020
  Ax          0 [1]  Bravo      10 [1]
  Ce         20 [1]  Delta      30 [1]
  Echo       40 [1]  Foxtrot  ▲ 50 [1]
Area, km2, 2020
  Ax          0 [1]  Bravo      10 [1]
  Ce         20 [1]  Delta      30 [1]
  Echo       40 [1]  Foxtrot  ▲ 50 [1]
▲ the largest

Sources
  1  book  Press
"""


ONE_A_LINE = """\
  Ax          0 [1]
  Bravo      10 [1]
  Ce         20 [1]
  Delta      30 [1]
  Echo       40 [1]
  Foxtrot  ▲ 50 [1]
"""


def test_many_cities_are_as_many_to_a_line_as_fit_where_columns_do_not():
    metrics = [
        Metric(key, key.capitalize(), "people", unit, "x", ()) for key, unit in (("people", "persons"), ("area", "km2"))
    ]
    values = [
        stat(city, 10 * i, unit=metric.unit, metric=metric.id) for metric in metrics for i, city in enumerate(NAMES)
    ]
    catalog = Memory(values, metrics=metrics)
    rows = compare(catalog, list(NAMES), ["people", "area"])

    wide, narrow = drawn(rows, catalog, Screen(width=40)), drawn(rows, catalog, Screen(width=24))

    assert wide == MANY
    assert (
        narrow
        == f"""\
People, persons, 2020
{ONE_A_LINE}Area, km2, 2020
{ONE_A_LINE}▲ the largest

Sources
  1  book  Press
"""
    )


def test_exact_draws_every_digit(tiny_gba):
    text = tiny_gba("compare", "alpha", "beta", "--width", "80", "--exact").out

    assert "GDP [1]                            90,000,000,000 HKD  120,000,000,000 CNY  2018\n" in text
    assert "rounded" not in text


def test_in_a_pipe_a_line_is_a_record_however_long(tiny_gba):
    text = tiny_gba("compare", "alpha", "beta", "gamma").out

    assert len(text.splitlines()) == len(TABLE.splitlines()) - 4  # three wrapped lines, and the rule
    assert (
        "Facilities: established, operating, planned (computed)     1, 0, 0      0, 1, 1      0, 0, 1  2020\n" in text
    )


def test_facilities_named_by_status_have_rows_of_their_own(tiny_gba):
    text = tiny_gba("compare", "alpha", "beta", "-m", "facilities-operating,facilities-planned", "--width", "60").out

    assert (
        text
        == """\
Figure                          Alpha  Beta  Year
─────────────────────────────────────────────────
Facilities operating, computed      0   ▲ 1  2020
Facilities planned, computed        0   ▲ 1  2020
▲ the largest
"""
    )


def test_on_a_narrow_screen_each_metric_is_a_head_with_a_line_a_city(tiny_gba):
    done = tiny_gba("compare", "beta", "alpha", "--metric", "population,gdp", "--width", "40", "--ratio")

    assert (
        done.out
        == """\
Population, persons, 2018
  Beta      ▲ 2,600,000 ×1 [1]
  Alpha  1,010,000 ×0.3885 [1]
GDP, billion, 2018
  Beta   120.0 CNY [1]
  Alpha  90.00 HKD [1]
Not ranked
  GDP: different units
▲ the largest; × as a multiple of the
first; rounded (--exact: every digit)

Sources
  1  yearbook  Statistics Office
"""
    )


def test_one_metric_is_a_ranking_with_bars_and_shares():
    catalog = six(additive=True)

    assert (
        drawn([row_of(catalog, *NAMES)], catalog, Screen(width=60))
        == """\
Goods, 2020, CNY; share of the six cities
 1  Foxtrot     2,400  █████████████████  56.5 %  [1]
 2  Ax          1,200  ████████▌          28.3 %  [1]
 3  Ce            600  ████▎              14.1 %  [1]
 4  Bravo          45  ▍                   1.1 %  [1]
 5  Delta           1  ▏                  <0.1 %  [1]
 6  Echo            0                      0.0 %  [1]
    six cities  4,246                             (computed)

Sources
  1  book  Press
"""
    )


def test_what_cannot_be_ranked_stands_below_with_the_reason():
    values = [
        stat("ax", 1200),
        stat("bravo", 455),
        stat("ce", 300, qualifier="more-than"),
        stat("delta", 7, unit="HKD"),
    ]
    catalog = Memory([*values, stat("echo", 8, "2019", note="revised")])

    assert (
        drawn([row_of(catalog, *NAMES)], catalog, Screen(width=60, ascii_only=True))
        == """\
Goods
    Ax       1,200 CNY (2020)  ########################  [1]
    Bravo      455 CNY (2020)  #########.                [1]
    Ce        >300 CNY (2020)  ######                    [1]
    Delta        7 HKD (2020)                            [1]
    Echo        8 CNY' (2019)                            [1]
    Foxtrot                 -
Not ranked with each other: no value for Foxtrot; different
units: CNY and HKD; different years: 2019 (Echo), 2020 (Ax,
Bravo, Ce and Delta)
Note
  Echo: revised
More of one year: gba compare --all -m goods --year 2020
> more than; - unknown

Sources
  1  book  Press
"""
    )


def test_a_region_stands_under_the_ranking_of_its_cities_and_says_that_it_is_computed():
    regions = (("nine-cities", "Nine of the cities of the whole area", ("ax", "bravo")),)
    catalog = Memory([stat("ax", 30), stat("bravo", 10)], additive=True, regions=regions)

    assert (
        drawn([row_of(catalog, "nine-cities", "bravo", "ax")], catalog, Screen(width=60))
        == """\
Goods, 2020, CNY; share of the two cities
 1  Ax           30  ███████████████████  75.0 %  [1]
 2  Bravo        10  ██████▍              25.0 %  [1]
    nine cities  40                               (computed)

Sources
  1  book  Press
"""
    )


def test_values_of_which_no_two_can_be_ranked_stand_in_the_order_asked():
    catalog = Memory([stat("bravo", 2 * 10**12), stat("ax", 5 * 10**12, unit="HKD")])

    assert (
        drawn([row_of(catalog, "bravo", "ax", "ce")], catalog, Screen(width=60))
        == """\
Goods, 2020, trillion
    Bravo  2.000 CNY  [1]
    Ax     5.000 HKD  [1]
    Ce             —
Not ranked with each other: no value for Ce; different
units: CNY and HKD
— unknown; rounded (--exact: every digit)

Sources
  1  book  Press
"""
    )


def test_what_has_no_common_currency_is_offered_in_one(gba):
    done = gba("compare", "shenzhen", "hong", "kong", "-m", "gdp", "--width", "80")

    assert "In one currency: gba compare shenzhen hong-kong -m gdp-at-exchange-rates\n" in done.out


def test_text_of_facts_is_never_markup():
    catalog = Memory([stat("ax", 1), stat("bravo", 2)], label="[bold]Goods[/bold] \x1b[31m")

    assert "[bold]Goods[/bold] \\x1b[31m" in drawn([row_of(catalog, "ax", "bravo")], catalog)


@pytest.mark.parametrize(
    ("arguments", "most"),
    [
        (("shenzhen", "hong", "kong"), 40),
        (("hong-kong", "guangzhou", "shenzhen", "dongguan"), 45),
        (("--all", "-m", "gdp"), 24),
        (("--all", "-m", "gdp-at-exchange-rates"), 24),
        (("shenzhen", "guangzhou", "-m", "population"), 16),
    ],
)
def test_an_answer_fits_on_the_screens_that_it_should(gba, arguments, most):
    assert gba("compare", *arguments, "--width", "80").out.count("\n") <= most


@pytest.mark.slow
@pytest.mark.parametrize("cities", [["Shenzhen", "Guangzhou", "Dongguan"], ["Hong Kong", "Shenzhen", "gba"], ["--all"]])
@pytest.mark.parametrize("metric", [[], ["-m", "all"], ["-m", "gdp"]])
def test_no_line_is_wider_than_the_screen_and_a_wider_screen_never_makes_an_answer_longer(real, cities, metric):
    every = cities == ["--all"]
    rows = compare(real, [] if every else cities, metric[1:], every=every, ratio=True)
    before = None
    for width in range(40, 241, 4):
        text = drawn(rows, real, Screen(width=width), named=bool(metric))
        assert [line for line in text.splitlines() if cell_len(line) > width] == []
        assert before is None or text.count("\n") <= before
        before = text.count("\n")


def test_json_needs_no_rich(process):
    done = process("compare", "Shenzhen", "Dongguan", "--json", env={"PYTHONPROFILEIMPORTTIME": "1"})

    assert done.returncode == 0
    assert b"rich" not in done.stderr


@pytest.mark.parametrize(("least", "bars"), [(1, True), (0, True), (-1, False)])
def test_a_value_below_zero_leaves_a_ranking_without_bars(least, bars):
    catalog = Memory([stat("ax", 10), stat("bravo", least)])
    text = drawn(compare(catalog, ["ax", "bravo"], ["goods"]), catalog, Screen(width=80))
    assert " 1  Ax" in text
    assert bool(BLOCKS & set(text)) == bars
