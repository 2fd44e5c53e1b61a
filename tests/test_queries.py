"""Facilities, cities and figures: every filter, on facts that fit in the head."""

import asking
import pytest

from gbacli.errors import UsageError
from gbacli.queries.cities import cities
from gbacli.queries.dates import first_day, last_day, to_date, year_of
from gbacli.queries.facilities import is_undated, timeline


def ids(found):
    return [record.id for record in found]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, ["harbour-lab", "ring", "ring-ii"]),
        ({"city": ["贝塔"]}, ["ring", "ring-ii"]),
        ({"city": ["alpha", "gamma"]}, ["harbour-lab", "ring-ii"]),
        ({"city": ["gamma"], "status": ["operating"]}, []),
        ({"kind": ["Research-Centre"]}, ["harbour-lab"]),
        ({"field": ["photon"]}, ["ring", "ring-ii"]),
        ({"field": ["photon science"], "city": ["gamma"]}, ["ring-ii"]),
        ({"status": ["planned", "established"]}, ["harbour-lab", "ring-ii"]),
        ({"source": ["atlas"]}, ["harbour-lab", "ring", "ring-ii"]),
        ({"text": ["light", "FIRST stone"]}, ["ring"]),
        ({"text": ["光源"]}, ["ring"]),
        ({"text": ["贝塔"]}, ["ring", "ring-ii"]),
        ({"text": ["beta", "gamma"]}, ["ring-ii"]),
        ({"text": ["Beta light"]}, ["ring", "ring-ii"]),
        ({"text": ["Gazette"]}, []),
        ({"since": "2018-08-23"}, ["ring"]),
        ({"since": "2018-08-24"}, []),
        ({"until": "2018-08-23"}, ["ring"]),
        ({"until": "2019-01-15"}, ["ring"]),
        ({"until": "2019-01"}, ["ring", "ring-ii"]),
        ({"until": "2019-01", "status": ["planned"]}, ["ring-ii"]),
        ({"since": "2014", "as_of": "2015"}, ["ring"]),
        ({"text": ["light nowhere"]}, []),
    ],
)
def test_facilities_that_pass_the_filters(tiny, filters, expected):
    assert ids(asking.facilities(tiny, **filters)) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2011", []),
        ("2012", [("ring", "planned", "2012")]),
        ("2012-06", []),  # the plan is of 2012, perhaps of December
        ("2014-05", [("ring", "under-construction", "2014-05")]),
        ("2014-05-30", [("ring", "planned", "2012")]),  # the stone may have been laid on the 31st
        ("2018-08-22", [("ring", "under-construction", "2014-05")]),
        ("2018-08-23", [("ring", "operating", "2018-08-23")]),
        ("2020", [("ring", "operating", "2018-08-23"), ("ring-ii", "planned", "2019-01")]),
    ],
)
def test_the_status_is_what_certainly_stood_on_the_day(tiny, day, expected):
    dated = [known for known in asking.facilities(tiny, as_of=day) if not is_undated(known)]
    assert [(known.id, known.status, known.status_date) for known in dated] == expected


@pytest.mark.parametrize(("day", "there"), [("2018", False), ("2019-06", False), ("2019", True), ("2100", True)])
def test_a_history_without_a_date_counts_from_the_day_that_its_source_is_of(tiny, day, there):
    """The atlas that names the laboratory is of 2019, perhaps of December."""
    undated = [known for known in asking.facilities(tiny, as_of=day) if is_undated(known)]
    assert [(known.id, known.status, known.status_date, known.status_began) for known in undated] == (
        [("harbour-lab", "established", None, False)] if there else []
    )


def test_a_timeline_is_in_order_and_ends_with_what_has_no_date(tiny):
    entries = timeline(asking.facilities(tiny))
    assert [(entry.date, entry.facility, entry.status) for entry in entries] == [
        ("2012", "ring", "planned"),
        ("2014-05", "ring", "under-construction"),
        ("2018-08-23", "ring", "operating"),
        ("2019", "ring", "operating"),
        ("2019-01", "ring-ii", "planned"),
        (None, "harbour-lab", "established"),
    ]


@pytest.mark.parametrize(
    ("filters", "message"),
    [
        ({"city": ["Delta"]}, "no city is called 'Delta'; did you mean Beta? 'gba cities' lists them"),
        ({"status": ["operatng"]}, "no status is called 'operatng'; did you mean operating? All: planned, approved, under-construction, commissioning, trial-operation, operating, completed, ended, established"),
        ({"field": ["fotons"]}, "no facility works in the field 'fotons'; expected one of: marine science, materials, photon science"),
        ({"source": ["atlass"]}, "no source is called 'atlass'; did you mean atlas? 'gba sources' lists them"),
        ({"city": [""]}, "no city is called ''; 'gba cities' lists them"),
        ({"city": ["beta,"]}, "no city is called ''; 'gba cities' lists them"),
        ({"city": ["beta,,gamma"]}, "no city is called ''; 'gba cities' lists them"),
        ({"city": [" , beta"]}, "no city is called ''; 'gba cities' lists them"),
    ],
)  # fmt: skip
def test_a_filter_that_names_nothing_is_never_ignored(tiny, filters, message):
    with pytest.raises(UsageError) as caught:
        asking.facilities(tiny, **filters)
    assert str(caught.value) == message


def test_cities_come_in_the_order_asked_each_once(tiny):
    assert ids(cities(tiny, ["Gamma", "AL", "伽马"])) == ["gamma", "alpha"]
    assert ids(cities(tiny, role=["core city"], kind=["sub provincial city"])) == ["beta"]
    assert cities(tiny, ["beta"])[0].facilities == ("ring", "ring-ii")


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, ["gba-kites-2018", "ring-users-2019"]),
        ({"city": ["beta"]}, ["beta.gdp.2018", "beta.land-area.2018", "beta.population.2018-12-31"]),
        ({"city": ["beta"], "metric": ["inhabitants"]}, ["beta.population.2018-12-31"]),
        ({"metric": ["population"], "year": ["2017"]}, [f"{city}.population.2017-12-31" for city in ("alpha", "beta", "gamma")]),
        ({"city": ["beta"], "metric": ["gdp"], "history": True}, ["beta.gdp.2016", "beta.gdp.2018"]),
        ({"city": ["beta"], "since": "2018-06"}, ["beta.population.2018-12-31"]),
        ({"city": ["beta"], "as_of": "2017"}, ["beta.gdp.2016", "beta.population.2017-12-31"]),
        ({"subject": ["gba"]}, ["gba-kites-2018"]),
        ({"subject": ["ring"]}, ["ring-users-2019"]),
        ({"source": ["gazette"]}, ["beta.population.2018-12-31", "gba-kites-2018", "ring-users-2019"]),
        ({"city": ["beta"], "source": ["gazette"]}, ["beta.population.2018-12-31"]),
        ({"text": ["kites"]}, ["gba-kites-2018"]),
        ({"year": ["2019"]}, ["ring-users-2019"]),
        ({"city": ["beta"], "subject": ["alpha"]}, []),
    ],
)  # fmt: skip
def test_figures_that_pass_the_filters(tiny, filters, expected):
    assert sorted(ids(asking.stats(tiny, **filters))) == sorted(expected)


@pytest.mark.parametrize(
    ("date", "first", "last", "year"),
    [
        ("2018", "2018-01-01", "2018-12-31", "2018"),
        ("2018-08", "2018-08-01", "2018-08-31", "2018"),
        ("2018-08-23", "2018-08-23", "2018-08-23", "2018"),
        ("2015/2019", "2015-01-01", "2019-12-31", "2019"),
    ],
)
def test_a_partial_date_spans_all_that_it_can_mean(date, first, last, year):
    assert (first_day(date), last_day(date), year_of(date)) == (first, last, year)


@pytest.mark.parametrize("text", ["", "18", "2018-13", "2018-02-30", "2018-8", "yesterday", "２０１８", "0000"])
def test_what_is_no_date_is_refused(text):
    with pytest.raises(UsageError, match="is no date; write 2018, 2018-08 or 2018-08-23"):
        to_date(text, "--as-of")
