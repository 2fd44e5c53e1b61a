"""Series as lines: gaps stay gaps, a change of source is marked, and a change is computed only where it is honest."""

import re

import asking
import memory
import pytest
from hypothesis import given
from hypothesis import strategies as some
from rich.cells import cell_len

from gbacli.model import Stat
from gbacli.queries import values
from gbacli.render import history as render
from gbacli.render import words
from gbacli.render.drawing import draw
from gbacli.render.screen import Screen

PIPE = Screen(wraps=False)
SOURCES = ("atlas", "gazette", "yearbook", "almanac", "bulletin")


def stat(value, period, source="book", qualifier="exact", unit="CNY", subject="beta", metric="gdp"):
    return Stat(f"{subject}.{metric}.{period}", subject, "GDP", value, unit, qualifier, period, source, "p1", metric)


def line(*found):
    (one,) = values.lines(found)
    return one


# Lines


def test_values_of_one_subject_metric_and_unit_make_a_line_oldest_first():
    found = [stat(3, "2020"), stat(1, "2018"), stat(9, "2018", unit="HKD"), stat(2, "2018-06", subject="ax")]

    assert [(one[0].subject, one[0].unit, [each.value for each in one]) for one in values.lines(found)] == [
        ("beta", "CNY", [1, 3]),
        ("beta", "HKD", [9]),
        ("ax", "CNY", [2]),
    ]


def test_a_change_is_computed_between_values_of_one_scope_only():
    goods = [memory.stat("ax", 100, "2019"), memory.stat("ax", 150, "2020")]
    catalog = memory.Memory(goods)
    catalog.statements = {"ax-goods": goods[1]._replace(id="ax-goods", scope="without the harbour", value=120)}

    stored, narrower = values.with_changes(catalog, [goods[1], catalog.statements["ax-goods"]])

    assert (stored.change_percent, stored.change_from) == (50, "ax.goods.2019")
    assert (narrower.change_percent, narrower.change_from) == (None, None)


@pytest.mark.parametrize(
    ("first", "last", "change"),
    [
        (stat(80, "2016"), stat(100, "2018"), 25.0),
        (stat(80, "2016"), stat(60, "2018", "other"), -25.0),
        (stat(5.82, "2016", unit="percent"), stat(6.67, "2018", unit="percent"), 0.85),
        (stat(80, "2016", qualifier="about"), stat(100, "2018"), None),
        (stat(80, "2016"), stat(100, "2018", qualifier="more-than"), None),
        (stat(0, "2016"), stat(100, "2018"), None),
        (stat(2, "2016", unit="rank"), stat(1, "2018", unit="rank"), None),
    ],
)
def test_a_change_is_computed_between_exact_values_only(first, last, change):
    assert values.change(first, last) == change


def test_one_value_has_no_change():
    one = stat(80, "2016")

    assert values.change(one, one) is None


@given(some.lists(some.one_of(some.none(), some.integers(-(10**12), 10**12)), max_size=20))
def test_a_sparkline_has_a_cell_a_value_and_keeps_gaps_and_order(values):
    drawn = render.sparkline(values)

    known = [value for value in values if value is not None]
    if len(known) < 2:
        assert drawn == ""
        return
    assert [char == " " for char in drawn] == [value is None for value in values]
    height = {value: "▁▂▃▄▅▆▇█".index(char) for value, char in zip(values, drawn, strict=True) if value is not None}
    ordered = [height[value] for value in sorted(height)]
    assert ordered == sorted(ordered)
    if len(height) > 1:
        assert (ordered[0], ordered[-1]) == (0, 7)


# How it looks


def test_the_metrics_of_a_city_stand_below_each_other_year_by_year(tiny_gba):
    assert (
        tiny_gba("stats", "--city", "Gamma", "--history", "--width", "60").out
        == """\
Gamma
                          2016     2017      2018  Change
─────────────────────────────────────────────────────────
Population  persons          —  700,000  ≈710,000
Land area   km2              —        —    *1,400
GDP         billion CNY  40.00        —     50.00   +25 %
all from [1] but * [2]; ≈ about

Sources
  1  yearbook  Statistics Office
  2  atlas     Map Office         2019
"""
    )


def test_years_flow_below_each_metric_where_tables_would_be_longer(tiny_gba):
    assert (
        tiny_gba("stats", "--city", "Gamma", "--history", "--width", "40").out
        == """\
Gamma
Population  persons   ▁█
  2017 700,000  2018 ≈710,000
Land area  km2
  2018 *1,400
GDP  billion CNY  ▁ █  +25 %
  2016 40.00  2018 50.00
all from [1] but * [2]; ≈ about

Sources
  1  yearbook  Statistics Office
  2  atlas     Map Office         2019
"""
    )


def test_the_cities_of_a_metric_stand_below_each_other_by_unit_and_size(tiny_gba):
    assert (
        tiny_gba("stats", "--metric", "gdp", "--history", "--width", "80").out
        == """\
GDP, billion
             2016   2018       Change
─────────────────────────────────────
Beta   CNY  100.0  120.0  ▁ █   +20 %
Gamma  CNY  40.00  50.00  ▁ █   +25 %
Alpha  HKD      —  90.00
all from [1]

Sources
  1  yearbook  Statistics Office
"""
    )


def test_years_that_do_not_fit_beside_each_other_flow_below_each_city(tiny):
    found = [
        stat((city + 1) * 10**9, str(year), "atlas", subject=f"c{city}")
        for city in range(2)
        for year in range(2011, 2015)
    ]
    screen = Screen(width=30)

    assert (
        draw(render.history(found, tiny, screen), screen)
        == """\
GDP, billion
c1  CNY  ▄▄▄▄  +0 %
  2011 2.000  2012 2.000
  2013 2.000  2014 2.000
c0  CNY  ▄▄▄▄  +0 %
  2011 1.000  2012 1.000
  2013 1.000  2014 1.000
all from [1]

Sources
  1  atlas  Map Office  2019
"""
    )


def test_values_of_other_sources_carry_a_sign_their_numbers_where_they_are_many(tiny):
    tiny.sources.update({key: tiny.sources["atlas"]._replace(id=key) for key in SOURCES[3:]})
    found = [stat(place + 1, str(2010 + place), source) for place, source in enumerate(SOURCES)]

    assert [draw(render.history(found[:most], tiny, PIPE), PIPE).splitlines()[1:4] for most in (4, 5)] == [
        [
            "           2010  2011  2012  2013        Change",
            "Beta  CNY     1    *2    †3    ‡4  ▁▃▆█  +300 %",
            "all from [1] but * [2], † [3], ‡ [4]",
        ],
        [
            "           2010  2011  2012  2013   2014         Change",
            "Beta  CNY     1    *2    †3    ‡4  [5] 5  ▁▃▅▆█  +400 %",
            "all from [1] but * [2], † [3], ‡ [4]",
        ],
    ]


def test_of_a_rank_the_first_place_is_on_top(tiny):
    found = [stat(place, year, "atlas", unit="rank") for place, year in ((3, "2016"), (1, "2017"), (2, "2018"))]

    assert draw(render.history(found, tiny, PIPE), PIPE).splitlines()[1:3] == [
        "      2016  2017  2018",
        "Beta   3rd   1st   2nd  ▁█▅",
    ]


@pytest.mark.parametrize("options", [["--since", "2017"], ["--year", "2016,2018"]])
def test_several_years_are_drawn_as_lines_too(tiny_gba, options):
    done = tiny_gba("stats", "--metric", "gdp", *options, "--year", "2018")

    assert done.out.splitlines()[0] == ("GDP, billion" if "2017" not in options else "GDP")


def test_the_data_of_a_history_stay_one_value_a_record(tiny_gba, tiny):
    done = tiny_gba("stats", "--metric", "gdp", "--history", "--json")

    assert [record["id"] for record in done.json()] == [
        one.id for one in asking.stats(tiny, metric=["gdp"], history=True)
    ]


def test_fields_asked_for_make_a_table_of_values(tiny_gba):
    done = tiny_gba("stats", "--metric", "land-area", "--history", "--fields", "id,value")

    assert done.out.splitlines()[1:] == [
        "alpha.land-area.2018  100.5",
        "beta.land-area.2018   2,000",
        "gamma.land-area.2018  1,400",
    ]


@pytest.mark.parametrize("width", [30, 40, 60, 80, 120, 200])
@pytest.mark.parametrize("asked", [["--city", "Dongguan"], ["--metric", "gdp"], ["--metric", "population"]])
def test_no_line_is_longer_than_the_screen_and_every_value_is_there(gba, real, asked, width):
    done = gba("stats", *asked, "--history", "--exact", "--width", str(width))

    found = asking.stats(real, history=True, **{asked[0].strip("-"): [asked[1]]})
    found = [one for one in found if one.subject in real.cities]  # of regions the latest is drawn
    drawn = re.split(r"[\s*†‡]+", done.out.partition("\nSources")[0])
    assert [one for one in done.out.splitlines() if cell_len(one) > width] == []
    assert [one.id for one in found if words.value(one.value, one.qualifier, one.unit) not in drawn] == []
    assert {one.year for one in found} <= set(drawn)


# The timeline

TIMELINE_AT_80 = """\
Date        Status                Facility
──────────────────────────────────────────────────────────────────────────
2012        ○ planned             Ring [macau] Light Source
2014-05     ◐ under construction  Ring [macau] Light Source  first stone
2018-08-23  ● operating           Ring [macau] Light Source  opened
2019        ● operating           Ring [macau] Light Source  still running
by 2019-01  ○ planned             Ring Light Source, phase II
no date     ◆ established         Harbour Laboratory  day not known
"""

TIMELINE_AT_40 = """\
2012  ○ planned
  Ring [macau] Light Source
2014-05  ◐ under construction
  Ring [macau] Light Source
2018-08-23  ● operating
  Ring [macau] Light Source
2019  ● operating
  Ring [macau] Light Source
by 2019-01  ○ planned
  Ring Light Source, phase II
no date  ◆ established
  Harbour Laboratory
"""


@pytest.mark.parametrize(("width", "expected"), [("80", TIMELINE_AT_80), ("40", TIMELINE_AT_40)])
def test_a_timeline_has_a_row_an_event_newest_last(tiny_gba, width, expected):
    assert tiny_gba("facilities", "--timeline", "--width", width).out == expected


def test_a_piped_timeline_has_a_line_an_event(tiny_gba):
    assert (
        tiny_gba("facilities", "--timeline", "--city", "beta", "--sources").out
        == """\
Date        Status                Facility                                  Source
2012        ○ planned             Ring [macau] Light Source                      1
2014-05     ◐ under construction  Ring [macau] Light Source  first stone         1
2018-08-23  ● operating           Ring [macau] Light Source  opened              1
2019        ● operating           Ring [macau] Light Source  still running       2
by 2019-01  ○ planned             Ring Light Source, phase II                    1

Sources
  1  gazette  Bay Press (2018-08-23): Gazette [macau] of the bay. http://example.org/gazette?page=1. Read 2020-02-02, copy at example.net.
  2  atlas  Map Office (2019): Atlas of small places. https://example.org/atlas. Read 2020-02-01.
"""
    )


def test_the_timeline_takes_all_filters(gba):
    done = gba("facilities", "--timeline", "--city", "Huizhou", "--status", "commissioning", "--json")

    assert {event["facility"] for event in done.json()} == {"hiaf"}
    assert [event["status"] for event in done.json()][-1] == "commissioning"


def test_above_60_columns_a_timeline_is_a_table_and_cuts_names_rather_than_grow(gba):
    drawn = gba("facilities", "heavy", "ion", "--timeline", "--width", "61").out.splitlines()

    assert drawn[0].split() == ["Date", "Status", "Facility"]
    assert [line.endswith("High Intensity…") for line in drawn[2:]] == [True] * 4


def test_a_value_next_to_nothing_is_short_in_a_scaled_column():
    assert [words.number(value, words.BILLION) for value in (1e-300, 0, 2e9)] == ["1e-309", "0", "2.000"]
