"""Series as lines: gaps stay gaps, a change of source is marked, and a change is computed only where it is honest."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from gbacli.model import Stat
from gbacli.queries import history
from gbacli.queries.stats import stats
from gbacli.render import charts
from gbacli.render import history as render
from gbacli.render.drawing import draw
from gbacli.render.screen import Screen


def stat(value, period, source="book", qualifier="exact", unit="CNY", subject="beta", metric="gdp"):
    return Stat(f"{subject}.{metric}.{period}", subject, "GDP", value, unit, qualifier, period, source, "p1", metric)


def line(*found):
    (one,) = history.lines(found)
    return one


# Lines


def test_values_of_one_subject_metric_and_unit_make_a_line_oldest_first():
    found = [stat(3, "2020"), stat(1, "2018"), stat(9, "2018", unit="HKD"), stat(2, "2018-06", subject="ax")]

    assert [(one.subject, one.unit, [each.value for each in one.stats]) for one in history.lines(found)] == [
        ("beta", "CNY", [1, 3]),
        ("beta", "HKD", [9]),
        ("ax", "CNY", [2]),
    ]


def test_years_without_a_value_are_gaps():
    found = line(stat(1, "2016"), stat(2, "2018-06"), stat(3, "2018-12-31"), stat(4, "2019"))

    assert [each and each.value for each in history.by_year(found)] == [1, None, 3, 4]


def test_a_line_through_centuries_is_not_drawn():
    assert history.by_year(line(stat(1, "1841"), stat(2, "2018"))) == []


def test_a_new_source_is_told_where_it_begins():
    found = line(stat(1, "2016", "a"), stat(2, "2017", "a"), stat(3, "2018", "b"), stat(4, "2019", "a"))

    assert history.source_changes(found) == [True, False, True, True]


@pytest.mark.parametrize(
    ("first", "last", "change"),
    [
        (stat(80, "2016"), stat(100, "2018"), (25.0, "percent", True)),
        (stat(80, "2016"), stat(60, "2018", "other"), (-25.0, "percent", False)),
        (stat(5.82, "2016", unit="percent"), stat(6.67, "2018", unit="percent"), (0.85, "points", True)),
        (stat(80, "2016", qualifier="about"), stat(100, "2018"), None),
        (stat(80, "2016"), stat(100, "2018", qualifier="more-than"), None),
        (stat(0, "2016"), stat(100, "2018"), None),
        (stat(2, "2016", unit="rank"), stat(1, "2018", unit="rank"), None),
    ],
)
def test_a_change_is_computed_between_exact_values_only(first, last, change):
    assert history.change(line(first, last)) == change


def test_one_value_has_no_change():
    assert history.change(line(stat(80, "2016"))) is None


def test_most_periods_of_a_line_say_what_the_others_deviate_from():
    assert history.common_ending([stat(1, "2017-12-31"), stat(2, "2018-12-31"), stat(3, "2019-06")]) == "-12-31"
    assert history.common_ending([stat(1, "2017"), stat(2, "2018/2019")]) == ""


@given(some.lists(some.one_of(some.none(), some.integers(-(10**12), 10**12)), max_size=20))
def test_a_sparkline_has_a_cell_a_value_and_keeps_gaps_and_order(values):
    drawn = charts.sparkline(values)

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


def test_the_years_of_a_city_flow_below_each_metric(tiny_gba):
    done = tiny_gba("stats", "--city", "Gamma", "--history", "--width", "50")

    assert (
        done.out
        == """\
Gamma
Population, persons  ▁█
  2017-12-31  700,000 [1]   2018-12-31 ≈710,000
Land area, km2
  2018 1,400 [2]
GDP, CNY  ▁ █  +25.0 %
  2016 40,000,000,000 [1]   2018 50,000,000,000

Line: one cell a year, from the lowest value to
the highest; a gap is a year without a value.
Change: computed, from the first value to the
last. [n]: the source of this value and of those
after it, up to the next number.

Sources
  1  yearbook  Yearbook 2019. Statistics Office
  2  atlas  Atlas of small places. Map Office,
     2019
"""
    )


def test_the_cities_of_a_metric_stand_below_each_other_year_by_year(tiny_gba):
    done = tiny_gba("stats", "--metric", "gdp", "--history", "--width", "100")

    assert done.out.splitlines()[:6] == [
        "GDP",
        "City   Unit             2016                 2018      Line   Change",
        "────────────────────────────────────────────────────────────────────",
        "Alpha  HKD                 —       90,000,000,000 [1]",
        "Beta   CNY   100,000,000,000 [1]  120,000,000,000      ▁ █   +20.0 %",
        "Gamma  CNY    40,000,000,000 [1]   50,000,000,000      ▁ █   +25.0 %",
    ]


def test_a_line_that_begins_later_is_drawn_below_the_same_years(tiny):
    """Dates that differ from the others of their row, and values of another source, say so in their cells."""
    found = [
        stat(1, "2016-12-31", "atlas", subject="ring"),
        stat(2, "2018-12-31", "atlas", subject="ring"),
        stat(3, "2019-06-30", "atlas", subject="ring"),
        stat(4, "2018-12-31", "atlas", subject="alpha"),
        stat(5, "2019-12-31", "gazette", subject="alpha"),
    ]

    text = draw(render.history(found, tiny, Screen()), Screen())

    assert text.splitlines()[:4] == [
        "GDP, on 12-31",
        "Subject                    Unit  2016   2018   2019            Line    Change",
        "Alpha                      CNY   —      4 [1]  5 [2]             ▁█  +25.0 %*",
        "Ring [macau] Light Source  CNY   1 [1]  2      3 (2019-06-30)  ▁ ▅█  +200.0 %",
    ]
    assert "* The first and the last value come from different sources." in text


@pytest.mark.parametrize("options", [["--since", "2017"], ["--year", "2016,2018"]])
def test_several_years_are_drawn_as_lines_too(tiny_gba, options):
    done = tiny_gba("stats", "--metric", "gdp", *options, "--year", "2018")

    assert done.out.startswith(("Subject", "GDP\n"))


def test_the_data_of_a_history_stay_one_value_a_record(tiny_gba, tiny):
    done = tiny_gba("stats", "--metric", "gdp", "--history", "--json")

    assert [record["id"] for record in done.json()] == [one.id for one in stats(tiny, metric=["gdp"], history=True)]


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
    from rich.cells import cell_len

    from gbacli.render import words

    done = gba("stats", *asked, "--history", "--width", str(width))

    found = stats(real, history=True, **{asked[0].strip("-"): [asked[1]]})
    drawn = done.out.replace("\n", " ").split()
    assert [one for one in done.out.splitlines() if cell_len(one) > width] == []
    assert [one.id for one in found if words.value(one.value, one.qualifier, one.unit) not in drawn] == []


# The timeline


def test_a_timeline_goes_year_by_year_with_a_sign_a_status_and_who_says_so(tiny_gba):
    done = tiny_gba("facilities", "--timeline", "--width", "80")

    assert (
        done.out
        == """\
2012
2012        ○ planned             Ring [macau] Light Source
                                  Beta [1]

2014
2014-05     ◐ under-construction  Ring [macau] Light Source
                                  Beta: first stone [1]

2018
2018-08-23  ● operating           Ring [macau] Light Source
                                  Beta: opened [1]

2019
2019        ● operating           Ring [macau] Light Source
                                  Beta: still running [2]
2019-01     ○ planned             Ring Light Source, phase II
                                  Beta, Gamma [1]

Without a date
            ◆ established         Harbour Laboratory
                                  Alpha: day not known [2]

Sources
  1  gazette  Gazette [macau] of the bay. Bay Press, 2018-08-23
  2  atlas  Atlas of small places. Map Office, 2019
"""
    )


def test_a_narrow_timeline_puts_the_status_first_and_cuts_nothing(tiny_gba):
    done = tiny_gba("facilities", "--timeline", "--city", "gamma", "--width", "40")
    narrower = tiny_gba("facilities", "--timeline", "--city", "gamma", "--width", "24")

    assert done.out.splitlines()[:4] == [
        "2019",
        "2019-01     ○ planned",
        "  Ring Light Source, phase II",
        "  Beta, Gamma [1]",
    ]
    assert narrower.out.splitlines()[:6] == [
        "2019",
        "2019-01",
        "○ planned",
        "  Ring Light Source,",
        "  phase II",
        "  Beta, Gamma [1]",
    ]


def test_a_piped_timeline_has_a_line_an_event(tiny_gba):
    done = tiny_gba("facilities", "--timeline", "--city", "gamma")

    assert done.out.splitlines()[:2] == [
        "Date     Status     Facility                     City         Source",
        "2019-01  ○ planned  Ring Light Source, phase II  Beta, Gamma       1",
    ]


def test_the_timeline_takes_all_filters(gba):
    done = gba("facilities", "--timeline", "--city", "Huizhou", "--status", "commissioning", "--json")

    assert {event["facility"] for event in done.json()} == {"hiaf"}
    assert [event["status"] for event in done.json()][-1] == "commissioning"
