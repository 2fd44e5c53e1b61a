"""Comparing honestly: one year and one unit or no ranking, every number a fact, the cities in the order asked."""

import json
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from memory import NAMES, Memory, facts, orders, stat, years

from gbacli.model import Metric
from gbacli.queries.compare import compare
from gbacli.queries.comparison import CityValue, ComparedValue, Comparison, tidy
from gbacli.queries.dates import last_day
from gbacli.queries.ranking import limits, ranks


def row_of(catalog, *cities, **options):
    (row,) = compare(catalog, cities or ["ax", "bravo", "ce"], ["goods"], **options)
    return row


# What holds for any facts


def year_of_period(period):
    return period if "/" in period else period[:4]


@pytest.mark.slow
@settings(max_examples=150)
@given(facts(), orders, years)
def test_a_row_is_comparable_only_with_one_year_one_unit_and_no_gap(found, order, year):
    (row,) = compare(Memory(found), order, ["goods"], year=year, ratio=True)

    known = [place for place in row.values if place.value is not None]
    same = len(known) == len(order) and len({(year_of_period(place.period), place.unit) for place in known}) == 1
    assert row.comparable is same
    assert (row.reason is None) is same
    if not same:
        assert row.largest is None
        assert [place.ratio for place in row.values] == [None] * len(order)


@pytest.mark.slow
@settings(max_examples=150)
@given(facts(), orders, years, some.booleans(), some.sampled_from(["high", "low"]))
def test_ranks_and_shares_stand_only_among_values_of_one_year_and_unit(found, order, year, additive, better):
    catalog = Memory(found, additive=additive, better=better)

    (row,) = compare(catalog, order, ["goods"], year=year)

    groups = {}
    for place in row.values:
        if place.value is not None:
            groups.setdefault((year_of_period(place.period), place.unit), []).append(place)
        else:
            assert place == CityValue(place.city)
    for group in groups.values():
        assert {place.rank_of for place in group} == {len(group) if len(group) > 1 else None}
        exact = [place for place in group if place.qualifier == "exact"]
        for place in group if len(group) > 1 else ():
            ahead = [other for other in exact if (other.value > place.value) == (better == "high")]
            ahead = [other for other in ahead if other.value != place.value]
            if len(exact) == len(group):
                assert place.rank == len(ahead) + 1
            if place.rank is not None:
                assert place.rank > len(ahead) - 1
        if len(group) == 1:
            assert group[0].rank is None
        total = sum(Fraction(place.value) for place in group)
        shared = additive and len(group) == len(order) and len(exact) == len(group)
        if shared and min(place.value for place in group) >= 0 and total > 0:
            assert [place.share_percent for place in group] == [
                pytest.approx(float(place.value * 100 / total), rel=1e-3) for place in group
            ]
            assert row.total == pytest.approx(float(total))
        else:
            assert {place.share_percent for place in group} == {None}


@pytest.mark.slow
@settings(max_examples=150)
@given(facts(), orders, years)
def test_every_value_is_the_fact_and_the_cities_stand_in_the_order_asked(found, order, year):
    known = {(one.subject, one.period): one for one in found}

    (row,) = compare(Memory(found), order, ["goods"], year=year)

    assert [place.city for place in row.values] == list(order)
    for place in row.values:
        if place.value is not None:
            fact = known[place.city, place.period]
            assert place[:6] == (fact.subject, fact.value, fact.unit, fact.period, fact.qualifier, fact.source)
            assert type(place.value) is type(fact.value)


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
def test_exact_values_are_ranked_and_equal_ones_share_a_rank(values):
    places = [CityValue(str(number), value, "CNY", "2020", "exact", "book") for number, value in enumerate(values)]

    assert ranks(places) == [1 + sum(other > value for other in values) for value in values]
    assert ranks(places, "low") == [1 + sum(other < value for other in values) for value in values]


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
    assert "goods" not in [row.metric for row in compare(catalog, ["ax", "bravo"], ["all"])]


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


def test_rows_come_by_group_with_the_computed_ones_marked(tiny):
    """No metric of the tiny region is a headline, so that all are shown."""
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


PARTS = (("nine-cities", "Nine", ("ax", "bravo")), ("gba", "All", tuple(NAMES)))


def test_only_headline_metrics_are_compared_unless_others_are_named():
    others = (Metric("people", "People", "people", "persons", "x", (), headline=True),)
    values = [
        stat(city, 5, unit=unit, metric=key)
        for city in NAMES
        for key, unit in (("people", "persons"), ("goods", "CNY"))
    ]
    catalog = Memory(values, metrics=others)

    assert [row.metric for row in compare(catalog, ["ax", "bravo"])] == [
        "people",
        "facilities-planned",
        "facilities-under-construction",
        "facilities-operating",
    ]
    assert [row.metric for row in compare(catalog, ["ax", "bravo"], ["all"])] == ["people", "goods"]
    assert [row.metric for row in compare(catalog, ["ax", "bravo"], ["goods"])] == ["goods"]


def test_values_of_another_unit_are_not_ranked_with_the_others_but_among_themselves():
    units = dict.fromkeys(("ax", "ce", "echo"), "CNY") | dict.fromkeys(("bravo", "delta"), "HKD") | {"foxtrot": "MOP"}
    catalog = Memory([stat(city, 10 + i, unit=unit) for i, (city, unit) in enumerate(units.items())], additive=True)

    row = row_of(catalog, *units)

    assert [(place.rank, place.rank_of, place.share_percent) for place in row.values] == [
        (3, 3, None),
        (2, 3, None),
        (1, 3, None),
        (2, 2, None),
        (1, 2, None),
        (None, None, None),
    ]
    assert (row.comparable, row.largest, row.total) == (False, None, None)


def test_shares_are_of_all_that_is_compared_or_of_a_region_that_is_there_in_one_unit():
    units = {"ax": "CNY", "bravo": "CNY", "ce": "HKD"}
    values = [stat(city, value, unit=units[city]) for city, value in (("ax", 30), ("bravo", 10), ("ce", 60))]
    catalog = Memory(values, additive=True, regions=PARTS)

    row = row_of(catalog, "ce", "ax", "bravo")

    assert [place.share_percent for place in row.values] == [None, 75.0, 25.0]
    assert row.total == 40
    assert [place.share_percent for place in row_of(Memory(values, additive=True)).values] == [None] * 3
    assert [place.share_percent for place in row_of(Memory(values, regions=PARTS)).values] == [None] * 3


def test_a_region_is_the_sum_of_its_cities_where_each_has_a_value():
    values = [stat("ax", 30), stat("bravo", 10), stat("ax", 5, "2021"), stat("ce", 60)]
    catalog = Memory(values, additive=True, regions=PARTS)

    row = row_of(catalog, "nine-cities", "ce")

    assert row.values[0] == CityValue(
        "nine-cities",
        40,
        "CNY",
        "2020",
        "exact",
        None,
        rank=2,
        rank_of=2,
        share_percent=40.0,
        note="computed: ax.goods.2020 + bravo.goods.2020",
    )
    assert row_of(catalog, "gba", "ce").reason == "no value for All"
    assert row_of(Memory(values, regions=PARTS), "Nine", "ce").reason == "no value for Nine"


def test_a_region_is_not_ranked_with_its_own_parts():
    catalog = Memory([stat("ax", 30), stat("bravo", 10), stat("ce", 60)], additive=True, regions=PARTS)

    row = row_of(catalog, "ax", "nine-cities", "ce")

    assert [(place.value, place.rank, place.rank_of) for place in row.values] == [
        (30, 2, 2),
        (40, None, None),
        (60, 1, 2),
    ]
    assert (row.comparable, row.largest, row.total) == (True, "ce", 90)


@pytest.mark.parametrize(
    ("qualifiers", "qualifier"),
    [
        (("exact", "exact"), "exact"),
        (("exact", "about"), "about"),
        (("more-than", "exact"), "more-than"),
        (("more-than", "nearly"), "about"),
    ],
)
def test_a_sum_is_no_more_exact_than_its_parts(qualifiers, qualifier):
    values = [stat(city, 10, qualifier=given) for city, given in zip(("ax", "bravo"), qualifiers, strict=True)]

    row = row_of(Memory([*values, stat("ce", 1)], additive=True, regions=PARTS), "nine-cities", "ce")

    assert row.values[0].qualifier == qualifier
    assert (row.values[0].share_percent is None) is (qualifier != "exact")


def test_what_is_published_for_a_region_counts_before_its_sum():
    values = [stat("ax", 30), stat("bravo", 10), stat("ce", 60), stat("nine-cities", 41)]

    row = row_of(Memory(values, additive=True, regions=PARTS), "nine-cities", "ce")

    assert (row.values[0].value, row.values[0].source) == (41, "book")


def test_another_year_worth_asking_for_is_named():
    later = Memory([stat(city, 5, year) for city in ("ax", "bravo") for year in ("2018", "2019")] + [stat("ax", 6)])
    mixed = Memory([stat("ax", 1, "2019"), stat("ax", 1, "2018"), stat("bravo", 2, "2018"), stat("ce", 2, "2017")])

    assert (row_of(later, "ax", "bravo").year, row_of(later, "ax", "bravo").other_year) == ("2019", "2020")
    assert (row_of(mixed).year, row_of(mixed).other_year) == (None, "2018")
    assert row_of(mixed, year="2018").other_year is None


def test_names_of_several_words_are_one_city(tiny_gba):
    typed = ["compare", "Ālpha", "Old-Town", "beta", "--metric", "gdp", "--json"]

    assert [place["city"] for place in tiny_gba(*typed).json()[0]["values"]] == ["alpha", "beta"]


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
        (["beta", "贝塔"], "Beta (beta) is named twice; name each city once"),
        (["beta", "--all"], "--all compares every city; leave out --all or 'beta'"),
        (["beta", "bet"], "Beta (beta) is named twice; name each city once"),
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

    value = {"period": "2018", "qualifier": "exact", "source": "yearbook", "rank": None, "rank_of": None}
    value |= {"share_percent": None, "ratio": None, "note": None}
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
            "better": "high",
            "total": None,
            "other_year": None,
            "note": None,
            "origin": "built-in",
        }
    ]


def test_lines_of_json_are_the_same_objects(tiny_gba):
    whole = tiny_gba("compare", "alpha", "beta", "--json").json()
    lines = tiny_gba("compare", "alpha", "beta", "--format", "jsonl").out.splitlines()

    assert [json.loads(line) for line in lines] == whole


def test_in_csv_a_line_is_a_metric_of_one_city(tiny_gba):
    done = tiny_gba("compare", "beta", "gamma", "alpha", "--metric", "gdp", "--format", "csv")

    reason = "economy,false,different units: CNY and HKD,false,,,built-in"
    assert done.out == (
        "metric,label,city,value,unit,period,year,qualifier,rank,rank_of,share_percent,ratio,source,note,"
        "group,comparable,reason,computed,formula,remark,origin\n"
        f"gdp,GDP,beta,120000000000,CNY,2018,2018,exact,1,2,,,yearbook,,{reason}\n"
        f"gdp,GDP,gamma,50000000000,CNY,2018,2018,exact,2,2,,,yearbook,,{reason}\n"
        f"gdp,GDP,alpha,90000000000,HKD,2018,2018,exact,,,,,yearbook,,{reason}\n"
    )


def test_fields_and_order_are_those_of_values_where_a_line_is_a_value(tiny_gba):
    asked = ["compare", "--all", "-m", "land-area", "--fields", "city,value,rank"]

    csv = tiny_gba(*asked, "--format", "csv", "--sort", "-value")
    table = tiny_gba(*asked, "--sort", "value")
    wrong = tiny_gba(*asked, "--json")

    assert csv.out == "city,value,rank\nbeta,2000,1\ngamma,1400,2\nalpha,100.5,3\n"
    assert table.out == "City   Value  Rank\nalpha  100.5     3\ngamma  1,400     2\nbeta   2,000     1\n"
    assert wrong.code == 2
    assert "no field is called 'city'" in wrong.err


def test_an_unknown_value_is_a_dash_where_fields_are_named(tiny_gba):
    done = tiny_gba("compare", "--all", "-m", "gdp", "--year", "2017", "--fields", "city,value,year")

    assert done.out == "City   Value  Year\nalpha      —  —\nbeta       —  —\ngamma      —  —\n"


def test_a_line_of_values_has_all_that_the_record_of_the_metric_has(tiny):
    rows = compare(tiny, ["alpha", "beta", "gamma"], ["all"])

    lines = list(tidy(rows))

    assert [(line.metric, line.city) for line in lines] == [
        (row.metric, place.city) for row in rows for place in row.values
    ]
    for line, place in zip(lines, [place for row in rows for place in row.values], strict=True):
        assert {name: getattr(line, name) for name in place._fields} == place._asdict()
        assert line.year == (None if place.period is None else place.period[:4])


def test_all_compares_every_city_in_the_order_of_the_facts(tiny_gba):
    (row,) = tiny_gba("compare", "--all", "--metric", "land-area", "--json").json()

    assert [place["city"] for place in row["values"]] == ["alpha", "beta", "gamma"]


def test_a_year_without_any_value_gives_an_empty_answer(tiny_gba):
    data, table, wide = (
        tiny_gba("compare", "alpha", "beta", "--year", "1900", *options)
        for options in (["--json"], [], ["--width", "80"])
    )

    assert (data.out, table.out, wide.out) == (
        "[]\n",
        "",
        "No value of 1900 for these cities; there are values for 2016 to 2018.\n",
    )
    assert table.err == "gba: no value of 1900 for these cities; there are values for 2016 to 2018\n"


def test_metric_help_lists_the_metrics_stored_and_computed(tiny_gba):
    done = tiny_gba("compare", "--metric", "help", "--json")

    assert [metric["id"] for metric in done.json()][:5] == [
        "population",
        "population-density",
        "land-area",
        "gdp",
        "gdp-at-exchange-rates",
    ]


def test_fields_help_needs_no_cities_and_lists_those_of_the_form(tiny_gba):
    tidy_names = [
        line.split(",")[0] for line in tiny_gba("compare", "--fields", "help", "--format", "csv").out.splitlines()
    ]
    names = [field["name"] for field in tiny_gba("compare", "--fields", "help", "--json").json()]

    assert tidy_names[1:] == list(ComparedValue._fields)
    assert names == list(Comparison._fields)
