"""The Python interface: the same answers as the command line, typed, and its examples hold."""

import doctest
from datetime import date
from importlib import import_module
from inspect import signature

import pytest

import gbacli
from gbacli import api, load
from gbacli.api import Facts
from gbacli.cli.options import OutputOptions
from gbacli.cli.show import record_document
from gbacli.errors import FactsError, UsageError
from gbacli.fields import fields_of
from gbacli.model import City, Facility, Industry, Metric, Source, Stat
from gbacli.queries.compare import Comparison
from gbacli.queries.facilities import TimelineEntry
from gbacli.queries.search import Hit
from gbacli.render import data


@pytest.mark.parametrize("module", [gbacli, api], ids=lambda module: module.__name__)
def test_the_examples_of_the_documentation_hold(module):
    result = doctest.testmod(module)
    assert result.attempted > 1
    assert result.failed == 0


@pytest.fixture
def facts(tiny):
    return Facts(tiny)


def test_everything_is_documented():
    public = [name for name in vars(Facts) if not name.startswith("_")]
    assert [name for name in public if not getattr(Facts, name).__doc__] == []


def test_the_queries_give_what_the_commands_print(facts, tiny_gba):
    """One line for each command: the rows of the answer are the JSON of the command."""
    pairs = [
        (facts.facilities(city="beta"), Facility, ["facilities", "--city", "beta"]),
        (facts.facilities("light", status=["operating"]), Facility, ["facilities", "light", "-s", "operating"]),
        (facts.facilities(as_of="2016"), Facility, ["facilities", "--as-of", "2016"]),
        (facts.cities(), City, ["cities"]),
        (facts.cities(["Beta", "AL"]), City, ["cities", "Beta", "AL"]),
        (facts.cities(role="node city"), City, ["cities", "--role", "node city"]),
        (facts.stats(), Stat, ["stats"]),
        (facts.stats(city="beta", year=2018), Stat, ["stats", "--city", "beta", "--year", "2018"]),
        (facts.stats(metric="gdp", year=["2016", 2018]), Stat, ["stats", "-m", "gdp", "--year", "2016,2018"]),
        (facts.stats(metric="gdp", history=True), Stat, ["stats", "-m", "gdp", "--history"]),
        (facts.compare("beta", "gamma"), Comparison, ["compare", "beta", "gamma"]),
        (facts.compare(["beta", "gamma"]), Comparison, ["compare", "beta", "gamma"]),
        (facts.compare(city for city in ("beta", "gamma")), Comparison, ["compare", "beta", "gamma"]),
        (facts.compare("beta", ("alpha", "gamma")), Comparison, ["compare", "beta", "alpha", "gamma"]),
        (facts.compare(metric="gdp"), Comparison, ["compare", "--all", "--metric", "gdp"]),
        (facts.compare("beta", "gamma", year=2016, ratio=True), Comparison,
         ["compare", "beta", "gamma", "--year", "2016", "--ratio"]),
        (facts.search("photon"), Hit, ["search", "photon"]),
        (facts.search("photon", kind="facility"), Hit, ["search", "photon", "--kind", "facility"]),
        (facts.sources("press"), Source, ["sources", "press"]),
        (facts.sources(["yearbook", "atlas"]), Source, ["sources", "yearbook", "atlas"]),
        (facts.industries(), Industry, ["industries"]),
        (facts.industries("beta"), Industry, ["industries", "beta"]),
        (facts.metrics(), Metric, ["stats", "--metric", "help"]),
        (facts.timeline(), TimelineEntry, ["facilities", "--timeline"]),
        (facts.timeline("ring", city="gamma"), TimelineEntry, ["facilities", "ring", "-c", "gamma", "--timeline"]),
        (facts.facilities(since=2019), Facility, ["facilities", "--since", "2019"]),
        (facts.facilities(until=date(2018, 12, 31)), Facility, ["facilities", "--until", "2018-12-31"]),
        (facts.stats(["Beta", "GDP"], source="yearbook"), Stat, ["stats", "Beta", "GDP", "--source", "yearbook"]),
        (facts.stats(subject="gba", since="2018", as_of="2019"), Stat,
         ["stats", "--subject", "gba", "--since", "2018", "--as-of", "2019"]),
    ]  # fmt: skip
    for answers, record, command in pairs:
        assert list(data.rows(answers, fields_of(record))) == tiny_gba(*command, "--json").json(), command
    assert record_document(facts.show("ring")) == tiny_gba("show", "ring", "--json").json()


def test_single_records_are_typed_and_frozen(facts):
    city, facility = facts.city("贝塔"), facts.facility("RLS")
    assert (city.id, city.facilities) == ("beta", ("ring", "ring-ii"))
    assert isinstance(facility, Facility)
    assert facility.history[0].status == "planned"
    with pytest.raises(AttributeError):
        facility.name = "other"
    assert isinstance(facts.catalog.cities["beta"], City)
    assert isinstance(facts.stats(subject="gba")[0], Stat)


@pytest.mark.parametrize(
    ("arguments", "value"),
    [
        (("beta", "population"), 2600000),
        (("beta", "population", 2017), 2500000),
        (("beta", "population", "2017"), 2500000),
        (("alpha", "land-area"), 100.5),
        (("ring", "sources"), ("gazette", "atlas")),
        (("harbour-lab", "aliases"), ()),
    ],
)
def test_get_gives_a_value_of_its_own_type(facts, arguments, value):
    found = facts.get(*arguments)
    assert (found, type(found)) == (value, type(value))


def test_a_text_is_one_value_and_not_its_letters(facts):
    assert [facility.id for facility in facts.facilities(city="gamma")] == ["ring-ii"]
    assert facts.facilities(city=("gamma",)) == facts.facilities(city="gamma")


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda facts: facts.city("betta"), "no city is called 'betta'; did you mean Beta? 'gba cities' lists them"),
        (lambda facts: facts.stats(year="18"), "--year '18' is no year; write it as 2021"),
        (lambda facts: facts.facilities(as_of="May"), "--as-of 'May' is no date; write 2018, 2018-08 or 2018-08-23"),
        (lambda facts: facts.stats(since="soon"), "--since 'soon' is no date; write 2018, 2018-08 or 2018-08-23"),
        (lambda facts: facts.get("beta", "population", 1999),
         "population of beta is unknown for 1999; there are values for 2017, 2018"),
        (lambda facts: facts.search(" "),
         "there is nothing to search for; give some words, as in 'gba search neutron'"),
    ],
)  # fmt: skip
def test_what_is_wrong_raises_what_the_command_line_says(facts, ask, message):
    with pytest.raises(UsageError) as error:
        ask(facts)
    assert str(error.value) == message


WRONG = [
    (lambda facts: facts.city(5), "no city is called '5'"),
    (lambda facts: facts.facility(None), "no facility is called 'None'"),
    (lambda facts: facts.show(5), "nothing is called '5'"),
    (lambda facts: facts.get("beta", b"gdp"), "no field or metric of the city beta is called"),
    (lambda facts: facts.cities(7), "no city is called '7'"),
    (lambda facts: facts.facilities(city=["beta", 1.5]), "no city is called '1.5'"),
    (lambda facts: facts.stats(metric=b"gdp"), "no metric is called "),
    (lambda facts: facts.stats(year=2018.0), "--year '2018.0' is no year"),
    (lambda facts: facts.stats(since=2018.5), "--since '2018.5' is no date"),
    (lambda facts: facts.compare("beta", 5), "no city is called '5'"),
]


@pytest.mark.parametrize(("ask", "message"), WRONG)
def test_a_value_of_a_wrong_type_is_a_name_or_date_that_is_none(facts, ask, message):
    with pytest.raises(UsageError) as error:
        ask(facts)
    assert str(error.value).startswith(message)


def test_an_empty_list_of_names_is_not_every_city(facts):
    with pytest.raises(UsageError, match="two cities or more"):
        facts.compare([])


@pytest.mark.parametrize("name", ["facilities", "cities", "stats", "compare", "search", "industries", "sources"])
def test_every_filter_of_the_command_line_is_there(name):
    """`timeline` passes on those of `facilities`; `--all` is what no name means; the others say how it looks."""
    module = import_module(f"gbacli.cli.{name}")
    options = set(signature(getattr(module, name)).parameters) - {"context", "every", "tree", "timeline", "wide"}
    own = {known for known in options if known not in OutputOptions._fields}
    names = {"cities": "names"} if name == "compare" else {}
    assert {names.get(known, known) for known in own} == set(signature(getattr(Facts, name)).parameters) - {"self"}


def test_nothing_found_is_an_empty_list(facts):
    assert facts.search("zebra") == []


def test_a_folder_is_laid_over_the_built_in_facts(tmp_path):
    (tmp_path / "industries.toml").write_text(
        '[kites]\nname = "Kites"\ncities = ["dongguan"]\nsources = ["seed-copy"]\nlocator = "P1"\n'
    )
    facts = load(tmp_path)
    assert facts.show("kites").record.origin == str(tmp_path)
    assert facts.version == load().version


def test_a_folder_with_faults_is_not_opened(tmp_path):
    (tmp_path / "industries.toml").write_text('[kites]\nname = "Kites"\n')
    with pytest.raises(FactsError, match="kites"):
        load(tmp_path)
