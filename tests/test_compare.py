"""Comparing honestly: one year and one unit or no ranking, every number a fact, the cities in the order asked."""

import json
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from gbacli.catalog import About, Catalog
from gbacli.catalog.building import Series
from gbacli.model import City, Metric, Source, Stat
from gbacli.queries.compare import CityValue, certainly_largest, compare, limits
from gbacli.queries.dates import last_day
from gbacli.render import charts, words
from gbacli.render import compare as render
from gbacli.render.drawing import draw
from gbacli.render.screen import Screen

NAMES = {"ax": "Ax", "bravo": "Bravo", "ce": "Ce", "delta": "Delta", "echo": "Echo", "foxtrot": "Foxtrot"}
BLOCKS = set("▏▎▍▌▋▊▉█▸")


class Memory(Catalog):
    """A catalog of six cities and one metric, held in memory."""

    def __init__(self, stats, label="Goods", unit="CNY"):
        super().__init__([])
        self._found = Series(Metric("goods", label, "trade", unit, "what is made", ()), tuple(stats))
        cities = [
            City(key, name, "城", "城", "prefecture-level city", "node city", "440000", 22.0, 113.0, (), ("book",))
            for key, name in NAMES.items()
        ]
        self.__dict__.update(
            cities={city.id: city for city in cities},
            facilities={},
            metric_ids=("goods",),
            metrics={"goods": self._found.metric},
            sources={"book": Source("book", "Book", "Press", "report", "https://example.org", "2020-01-01")},
            about=About("2020-01-01", "none"),
        )

    def series(self, metric):
        return self._found


def stat(city, value, period="2020", unit="CNY", qualifier="exact"):
    return Stat(f"{city}.goods.{period}", city, "Goods", value, unit, qualifier, period, "book", "p1", metric="goods")


def drawn(rows, catalog, width=None, *, ascii_only=False, ratio=False):
    screen = Screen(width=width, ascii_only=ascii_only)
    return draw(render.comparison(rows, catalog, screen, ratio=ratio), screen)


def row_of(catalog, *cities, **options):
    (row,) = compare(catalog, cities or ["ax", "bravo", "ce"], ["goods"], **options)
    return row


# What holds for any facts


numbers = some.one_of(
    some.integers(min_value=-5, max_value=10**13),
    some.floats(min_value=0, max_value=10**6, allow_nan=False).map(lambda value: round(value, 2)),
)
periods = some.sampled_from(["2018", "2019", "2019-06", "2019-12-31", "2020", "2018/2020"])
qualifiers = some.sampled_from(["exact", "exact", "exact", "about", "more-than", "nearly"])


@some.composite
def facts(draw_one):
    """Values of some of the cities in some years; a city keeps its unit."""
    found = []
    for city in NAMES:
        unit = draw_one(some.sampled_from(["CNY", "CNY", "CNY", "HKD"]))
        for period in draw_one(some.lists(periods, max_size=4, unique=True)):
            found.append(stat(city, draw_one(numbers), period, unit, draw_one(qualifiers)))
    return found


orders = some.permutations(list(NAMES)).flatmap(lambda order: some.integers(2, 6).map(lambda count: order[:count]))
years = some.sampled_from([None, None, "2018", "2019", "2020"])
widths = some.sampled_from([None, 30, 40, 60, 80, 120, 200])


def year_of_period(period):
    return period if "/" in period else period[:4]


@pytest.mark.slow
@settings(max_examples=150)
@given(facts(), orders, years, widths)
def test_a_row_of_mixed_years_or_units_or_with_a_gap_is_neither_ranked_nor_barred(found, order, year, width):
    catalog = Memory(found)

    (row,) = compare(catalog, order, ["goods"], year=year, ratio=True)

    known = [place for place in row.values if place.value is not None]
    same = (
        len(known) == len(order)
        and len({year_of_period(place.period) for place in known}) == 1
        and len({place.unit for place in known}) == 1
    )
    text = drawn([row], catalog, width, ratio=True)
    assert row.comparable is same
    assert (row.reason is None) is same
    if not same:
        assert row.largest is None
        assert [place.ratio for place in row.values] == [None] * len(order)
        assert BLOCKS.isdisjoint(text)
        assert "▲" not in text
        assert "Not ranked" in text


@pytest.mark.slow
@settings(max_examples=150)
@given(facts(), orders, years, widths)
def test_every_number_shown_is_the_fact_and_the_cities_stand_in_the_order_asked(found, order, year, width):
    catalog = Memory(found)
    known = {(one.subject, one.period): one for one in found}

    (row,) = compare(catalog, order, ["goods"], year=year)

    assert [place.city for place in row.values] == list(order)
    shown = []
    for place in row.values:
        if place.value is None:
            assert place == CityValue(place.city)
            shown.append("—")
        else:
            fact = known[place.city, place.period]
            assert place[:6] == (fact.subject, fact.value, fact.unit, fact.period, fact.qualifier, fact.source)
            assert type(place.value) is type(fact.value)
            shown.append(words.value(fact.value, fact.qualifier))
    places, start = [], 0
    text = drawn([row], catalog, width)
    text = text[text.index(NAMES[order[0]]) :]
    for number in shown:
        places.append(text.index(number, start))
        start = places[-1] + len(number)
    assert all(one < other for one, other in pairwise(places))


@pytest.mark.slow
@settings(max_examples=150)
@given(facts(), orders)
def test_without_a_year_the_latest_that_all_have_is_chosen_or_else_each_latest(found, order):
    (row,) = compare(Memory(found), order, ["goods"])

    own = {city: [one for one in found if one.subject == city] for city in order}
    shared = set.intersection(*[{year_of_period(one.period) for one in stats} for stats in own.values()])
    for place in row.values:
        stats = own[place.city]
        if shared:
            latest = max(map(last_day, shared))
            assert last_day(year_of_period(place.period)) == latest
        elif stats:
            assert last_day(year_of_period(place.period)) == max(last_day(year_of_period(one.period)) for one in stats)
        else:
            assert place.value is None


@given(some.lists(some.integers(0, 50), min_size=2, max_size=6))
def test_of_exact_values_the_largest_is_marked_unless_two_are(values):
    places = [CityValue(str(number), value, "CNY", "2020", "exact", "book") for number, value in enumerate(values)]

    alone = values.count(max(values)) == 1

    assert certainly_largest(places) == (str(values.index(max(values))) if alone else None)


@given(some.integers(0, 10**15), some.integers(1, 10**15), some.integers(1, 60))
def test_a_bar_is_as_long_as_its_value_and_never_longer_than_its_room(value, longest, room):
    drawn_bar = charts.bar(value, longest, room)

    eighths = sum(8 if char == "█" else " ▏▎▍▌▋▊▉".index(char) for char in drawn_bar)
    wanted = min(value / longest, 1) * room * 8
    assert len(drawn_bar) <= room
    assert eighths == (0 if value == 0 else max(1, round(wanted)))


def test_no_bar_below_zero_or_beside_nothing():
    assert [charts.bar(-1, 5, 9), charts.bar(3, 0, 9), charts.bar(3, 5, 0)] == ["", "", ""]


# Which values are chosen, and what is said of them


def test_the_latest_year_that_all_have_is_compared():
    catalog = Memory([stat("ax", 5, "2018"), stat("ax", 7, "2019"), stat("bravo", 6, "2018"), stat("ce", 9, "2018")])

    row = row_of(catalog)

    assert [(place.value, place.period) for place in row.values] == [(5, "2018"), (6, "2018"), (9, "2018")]
    assert (row.comparable, row.year, row.unit, row.largest, row.reason) == (True, "2018", "CNY", "ce", None)


def test_without_a_common_year_each_has_its_latest_and_nothing_is_ranked():
    catalog = Memory([stat("ax", 5, "2018"), stat("bravo", 6, "2019"), stat("ce", 7, "2019")])

    row = row_of(catalog)

    assert [(place.value, place.period) for place in row.values] == [(5, "2018"), (6, "2019"), (7, "2019")]
    assert (row.comparable, row.year, row.largest) == (False, None, None)
    assert row.reason == "different years: 2018 (Ax), 2019 (Bravo and Ce)"


def test_a_year_that_was_asked_for_is_exact():
    catalog = Memory([stat("ax", 5, "2018"), stat("ax", 7, "2019"), stat("bravo", 6, "2018"), stat("ce", 9, "2019")])

    row = row_of(catalog, year="2019")

    assert [place.value for place in row.values] == [7, None, 9]
    assert (row.comparable, row.reason) == (False, "no value of 2019 for Bravo")


def test_a_year_end_and_the_year_are_one_year_but_differing_dates_are_told():
    same = row_of(Memory([stat("ax", 5, "2019"), stat("bravo", 6, "2019-12-31"), stat("ce", 4, "2019-12-31")]))
    other = row_of(Memory([stat("ax", 5, "2019-06-30"), stat("bravo", 6, "2019-12-31"), stat("ce", 4, "2019-12-31")]))

    assert (same.comparable, same.largest, same.note) == (True, "bravo", None)
    assert (other.comparable, other.largest, other.year) == (True, "bravo", "2019")
    assert other.note == "not all of one date: Ax 2019-06-30, Bravo 2019-12-31, Ce 2019-12-31"


def test_of_two_values_within_a_year_the_later_is_taken():
    row = row_of(
        Memory([stat("ax", 5, "2019-12-31"), stat("ax", 4, "2019-06-30"), stat("bravo", 6, "2019")]), "ax", "bravo"
    )

    assert [place.value for place in row.values] == [5, 6]


def test_a_span_of_years_compares_only_with_the_same_span():
    mixed = row_of(Memory([stat("ax", 5, "2018/2019"), stat("bravo", 6, "2019")]), "ax", "bravo")
    spans = row_of(Memory([stat("ax", 5, "2018/2019"), stat("bravo", 6, "2018/2019")]), "ax", "bravo")

    assert (mixed.comparable, mixed.reason) == (False, "different years: 2018/2019 (Ax), 2019 (Bravo)")
    assert (spans.comparable, spans.year, spans.largest) == (True, None, "bravo")


def test_different_units_are_shown_but_not_ranked():
    row = row_of(Memory([stat("ax", 5, unit="HKD"), stat("bravo", 6), stat("ce", 7, unit="MOP")]))

    assert [(place.value, place.unit) for place in row.values] == [(5, "HKD"), (6, "CNY"), (7, "MOP")]
    assert (row.unit, row.comparable, row.reason) == (None, False, "different units: CNY, HKD and MOP")


def test_a_row_without_any_value_is_there_only_if_it_was_asked_for():
    catalog = Memory([stat("delta", 5)])

    asked = row_of(catalog)

    assert (asked.comparable, asked.unit, asked.year) == (False, None, None)
    assert asked.reason == "no value for any of these cities"
    assert "goods" not in [row.metric for row in compare(catalog, ["ax", "bravo"])]


def test_when_few_have_a_value_these_are_named():
    row = row_of(Memory([stat("ax", 5)]), *NAMES)

    assert row.reason == "a value for Ax only"


@pytest.mark.parametrize(
    ("value", "qualifier", "low", "high"),
    [
        (57000, "exact", 57000, 57000),
        (57000, "about", 56000, 58000),
        (57000, "more-than", 57000, float("inf")),
        (57000, "nearly", 56000, 57000),
        (6.67, "about", 6.66, 6.68),
        (6.0, "nearly", 5, 6),
        (0, "about", 0, 0),
    ],
)
def test_a_qualifier_says_how_far_off_a_value_can_be(value, qualifier, low, high):
    assert limits(CityValue("ax", value, "CNY", "2020", qualifier, "book")) == pytest.approx((low, high))


@pytest.mark.parametrize(
    ("first", "second", "largest"),
    [
        ((60000, "exact"), (57000, "more-than"), None),
        ((56000, "exact"), (57000, "more-than"), "bravo"),
        ((57000, "about"), (57500, "exact"), None),
        ((57000, "about"), (59000, "exact"), "bravo"),
        ((57000, "nearly"), (57000, "exact"), None),
        ((5, "exact"), (5, "exact"), None),
    ],
)
def test_the_largest_is_marked_only_when_the_order_is_certain(first, second, largest):
    catalog = Memory([stat("ax", first[0], qualifier=first[1]), stat("bravo", second[0], qualifier=second[1])])

    row = row_of(catalog, "ax", "bravo", ratio=True)

    certain = {first[1], second[1]} == {"exact"}
    assert (row.comparable, row.largest) == (True, largest)
    assert row.note == (None if largest or certain else "which is largest is not certain: not every value is exact")
    assert row.values[1].ratio == (1.0 if certain else None)


def test_of_values_computed_from_uncertain_ones_none_is_marked(tiny):
    rows = {row.metric: row for row in compare(tiny, ["beta", "gamma"])}

    assert (rows["population"].largest, rows["population-density"].largest) == ("beta", None)
    assert rows["population-density"].note == "which is largest is not certain: not every value is exact"


def test_a_ratio_is_to_the_first_city_and_only_if_asked():
    catalog = Memory([stat("ax", 3), stat("bravo", 2), stat("ce", 0)])

    asked, unasked, none = row_of(catalog, ratio=True), row_of(catalog), row_of(catalog, "ce", "ax", ratio=True)

    assert [place.ratio for place in asked.values] == [1.0, 0.6667, 0.0]
    assert [place.ratio for place in unasked.values] == [None, None, None]
    assert [place.ratio for place in none.values] == [None, None]


def test_a_rank_is_compared_without_a_largest():
    catalog = Memory([stat("ax", 1, unit="rank"), stat("bravo", 9, unit="rank")], unit="rank")

    row = row_of(catalog, "ax", "bravo", ratio=True)

    assert (row.comparable, row.largest, row.values[1].ratio) == (True, None, None)
    assert BLOCKS.isdisjoint(drawn([row], catalog))


def test_rows_come_by_group_with_the_computed_ones_marked(tiny):
    rows = compare(tiny, ["alpha", "beta"])

    assert [(row.group, row.metric, row.computed) for row in rows] == [
        ("people", "population", False),
        ("people", "population-density", True),
        ("people", "land-area", False),
        ("economy", "gdp", False),
        ("economy", "gdp-per-head-computed", True),
        ("facilities", "facilities-planned", True),
        ("facilities", "facilities-operating", True),
        ("facilities", "facilities-established", True),
    ]
    assert all((row.formula is not None) is row.computed for row in rows)
    assert rows[1].values[0].note == "computed: alpha.population.2018-12-31 / alpha.land-area.2018, rounded to 0.1"


def test_metrics_come_in_the_order_asked_each_once(tiny):
    rows = compare(tiny, ["alpha", "beta"], ["gdp", "inhabitants", "density", "population"])

    assert [row.metric for row in rows] == ["gdp", "population", "population-density"]


def test_computed_gdp_per_head_is_left_out_where_the_published_one_is_as_new(real):
    """The communiqués give 2025 for Guangzhou and Dongguan, but nothing for Shenzhen."""
    both = [row.metric for row in compare(real, ["guangzhou", "dongguan"])]
    lacking = [row.metric for row in compare(real, ["guangzhou", "shenzhen"])]

    assert "gdp-per-head-computed" not in both
    assert "gdp-per-head-computed" in lacking


# The command


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "a comparison takes two cities or more, or --all; 'gba cities' lists them"),
        (
            ["beta"],
            (
                "a comparison takes two cities or more, or --all; 'gba show beta' tells about Beta alone; "
                "'gba cities' lists them"
            ),
        ),
        (["beta", "贝塔"], "'贝塔' is beta, which is named twice; name each city once"),
        (["beta", "--all"], "--all compares every city; leave out --all or 'beta'"),
        (["beta", "bet"], "'bet' is beta, which is named twice; name each city once"),
        (["beta", "zeta"], "no city is called 'zeta'; did you mean Beta? 'gba cities' lists them"),
        (["alpha", "beta", "--year", "20"], "--year '20' is no year; write it as 2021"),
        (["alpha", "beta", "--metric", "x"], "no metric is called 'x'; 'gba stats --metric help' lists them"),
    ],
)
def test_wrong_usage_is_told_in_one_line(tiny_gba, arguments, message):
    done = tiny_gba("compare", *arguments)

    assert (done.code, done.out, done.err) == (2, "", f"gba: {message}\n")


def test_the_json_has_every_key_and_the_facts_as_they_are(tiny_gba):
    done = tiny_gba("compare", "Gamma,alpha", "--metric", "gdp", "--json")

    value = {"period": "2018", "qualifier": "exact", "source": "yearbook", "ratio": None, "note": None}
    assert done.json() == [
        {
            "metric": "gdp",
            "label": "GDP",
            "unit": None,
            "comparable": False,
            "reason": "different units: CNY and HKD",
            "values": [
                {"city": "gamma", "value": 50000000000, "unit": "CNY", **value},
                {"city": "alpha", "value": 90000000000, "unit": "HKD", **value},
            ],
            "group": "economy",
            "year": "2018",
            "largest": None,
            "computed": False,
            "formula": None,
            "note": None,
            "origin": "built-in",
        }
    ]


def test_lines_of_json_are_the_same_objects(tiny_gba):
    whole = tiny_gba("compare", "alpha", "beta", "--json").json()
    lines = tiny_gba("compare", "alpha", "beta", "--format", "jsonl").out.splitlines()

    assert [json.loads(line) for line in lines] == whole


def test_in_csv_the_values_of_a_row_are_joined(tiny_gba):
    done = tiny_gba(
        "compare", "beta", "gamma", "--metric", "gdp", "--format", "csv", "--fields", "metric,largest,values"
    )

    assert done.out == (
        "metric,largest,values\n"
        "gdp,beta,beta 120000000000 CNY 2018 exact yearbook; gamma 50000000000 CNY 2018 exact yearbook\n"
    )


def test_all_compares_every_city_in_the_order_of_the_facts(tiny_gba):
    (row,) = tiny_gba("compare", "--all", "--metric", "land-area", "--json").json()

    assert [place["city"] for place in row["values"]] == ["alpha", "beta", "gamma"]


def test_a_year_without_any_value_gives_an_empty_answer(tiny_gba):
    data, table, wide = (
        tiny_gba("compare", "alpha", "beta", "--year", "1900", *options)
        for options in (["--json"], [], ["--width", "80"])
    )

    assert (data.out, table.out, wide.out) == ("[]\n", "", "Nothing matches.\n")


def test_metric_help_lists_the_metrics_stored_and_computed(tiny_gba):
    done = tiny_gba("compare", "--metric", "help")

    assert [line.split()[0] for line in done.out.splitlines()][:5] == [
        "gdp",
        "land-area",
        "population",
        "population-density",
        "gdp-per-head-computed",
    ]


# How it looks


UPRIGHT = """\
Figure                                            Unit         Year                 Alpha                              Beta                            Gamma
People
Population                                        persons      2018-12-31       1,010,000   [1] ███▉              2,600,000 ▲ [1] ██████████        ≈710,000 [1] ██▊
Population density, computed                      persons/km2  2018-12-31        10,049.8       ██████████          1,300.0       █▎                  ≈507.1     ▌
Land area                                         km2          2018                 100.5   [2] ▌                     2,000 ▲ [2] ██████████           1,400 [2] ███████
Economy
GDP                                               differs      2018        90,000,000,000   [1] HKD         120,000,000,000   [1] CNY         50,000,000,000 [1] CNY
GDP per head, computed                            differs      2018                89,552       HKD                  47,059       CNY                ≈70,922     CNY
Facilities (computed: how many these facts hold)
Facilities planned                                facilities   2020-02-29               0                                 1       ██████████               1     ██████████
Facilities operating                              facilities   2020-02-29               0                                 1 ▲     ██████████               0
Facilities established                            facilities   2020-02-29               1 ▲     ██████████                0                                0

▲ the largest; ≈ about

Not ranked
  GDP; GDP per head, computed: different units: CNY and HKD

Note
  Population density, computed: which is largest is not certain: not every value is exact

Sources
  1  yearbook  Yearbook 2019. Statistics Office
  2  atlas  Atlas of small places. Map Office, 2019
"""


def test_metrics_are_rows_and_cities_columns(tiny_gba):
    done = tiny_gba("compare", "alpha", "beta", "gamma")

    assert done.out == UPRIGHT


def test_at_40_columns_each_metric_is_a_heading_with_a_line_a_city(tiny_gba):
    done = tiny_gba("compare", "beta", "alpha", "--metric", "population,gdp", "--width", "40", "--ratio")

    assert (
        done.out
        == """\
People
Population, persons, 2018-12-31
  Beta   2,600,000 ▲ [1]      ×1 ███████
  Alpha  1,010,000   [1] ×0.3885 ██▊

Economy
GDP, units differ, 2018
  Beta   120,000,000,000 [1] CNY
  Alpha   90,000,000,000 [1] HKD

▲ the largest; × as a multiple of Beta

Not ranked
  GDP: different units: CNY and HKD

Sources
  1  yearbook  Yearbook 2019. Statistics
     Office
"""
    )


def test_where_even_a_line_is_too_long_the_name_stands_above_and_no_number_is_cut(tiny_gba):
    done = tiny_gba("compare", "beta", "alpha", "--metric", "gdp", "--width", "24")

    assert (
        done.out
        == """\
GDP, units differ, 2018
  Beta
    120,000,000,000 [1]
    CNY
  Alpha
     90,000,000,000 [1]
    HKD

Not ranked
  GDP: different units:
  CNY and HKD

Sources
  1  yearbook  Yearbook
     2019. Statistics
     Office
"""
    )


def six(unit="CNY", missing=""):
    values = zip(NAMES, (1200, 45, 600, 1, 0, 2400), strict=True)
    return Memory([stat(city, value, unit=unit) for city, value in values if city != missing])


def test_many_cities_become_rows():
    catalog = six()

    assert (
        drawn([row_of(catalog, *NAMES)], catalog, 50)
        == """\
City     Goods
─────────────────────────────────
Unit       CNY
Year      2020
Ax       1,200   [1] ██████
Bravo       45   [1] ▎
Ce         600   [1] ███
Delta        1   [1] ▏
Echo         0   [1]
Foxtrot  2,400 ▲ [1] ████████████

▲ the largest

Sources
  1  book  Book. Press
"""
    )


def test_many_metrics_of_many_cities_take_several_tables_and_stack_when_narrow(real):
    rows = compare(real, metrics=["population", "gdp", "gdp-per-capita", "land-area"], every=True)

    wide, narrow = drawn(rows, real, 80), drawn(rows, real, 40)

    assert [line for line in wide.splitlines() if line.startswith("City")] == [
        "City       Population                               GDP          GDP per capita",
        "City       Land area",
    ]
    assert [line for line in narrow.splitlines() if line.startswith(("City", "Popul", "GDP,", "GDP per", "Land"))][
        :4
    ] == [
        "Population, persons, 2024-12-31",
        "GDP, units differ, 2024",
        "GDP per capita, units differ, 2023",
        "Land area, km2, 2018",
    ]


def test_in_ascii_bars_and_marks_have_their_own_signs():
    catalog = Memory([stat("ax", 1200), stat("bravo", 455), stat("ce", 300, qualifier="more-than")])

    assert (
        drawn([row_of(catalog)], catalog, ascii_only=True)
        == """\
Figure  Unit  Year     Ax                 Bravo                 Ce
Goods   CNY   2020  1,200 [1] ##########  455 [1] ####        >300 [1] ###>

> more than

Note
  Goods: which is largest is not certain: not every value is exact

Sources
  1  book  Book. Press
"""
    )


def test_a_gap_is_a_dash_and_is_explained():
    catalog = six(missing="ce")

    assert (
        drawn([row_of(catalog, "ax", "ce")], catalog)
        == """\
Figure  Unit  Year     Ax      Ce
Goods   CNY   2020  1,200 [1]  —

— unknown

Not ranked
  Goods: no value for Ce

Sources
  1  book  Book. Press
"""
    )


def test_text_of_facts_is_never_markup():
    catalog = Memory([stat("ax", 1), stat("bravo", 2)], label="[bold]Goods[/bold] \x1b[31m")

    assert "[bold]Goods[/bold] \\x1b[31m" in drawn([row_of(catalog, "ax", "bravo")], catalog)


@pytest.mark.parametrize("width", [44, 60, 76, 80, 100, 120, 160, 200])
@pytest.mark.parametrize(
    "cities", [["Shenzhen", "Guangzhou", "Dongguan"], ["Hong Kong", "Shenzhen", "Macao"], ["--all"]]
)
def test_no_line_is_longer_than_the_screen(gba, cities, width):
    from rich.cells import cell_len

    done = gba("compare", *cities, "--ratio", "--width", str(width))

    assert [line for line in done.out.splitlines() if cell_len(line) > width] == []


def test_json_needs_no_rich(process):
    done = process("compare", "Shenzhen", "Dongguan", "--json", env={"PYTHONPROFILEIMPORTTIME": "1"})

    assert done.returncode == 0
    assert b"rich" not in done.stderr
