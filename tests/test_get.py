"""`gba get`: one bare value, or exit code 2 and not a word on stdout."""

import subprocess
import sys

import pytest
from conftest import TINY

from gbacli.catalog import Layer
from gbacli.model import BUILT_IN


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["beta", "population"], "2600000\n"),
        (["beta", "population", "--year", "2017"], "2500000\n"),
        (["贝塔", "Population"], "2600000\n"),
        (["beta", "inhabitants"], "2600000\n"),
        (["Beta", "GDP", "--year", "2016"], "100000000000\n"),
        (["alpha", "land-area"], "100.5\n"),
        (["ring", "status"], "operating\n"),
        (["ring", "status-date"], "2018-08-23\n"),
        (["RLS", "operator"], "Ring Institute\n"),
        (["Ring [macau] Light Source", "name_zh_hans"], "环形光源\n"),
        (["ring", "sources"], "gazette\natlas\n"),
        (["harbour-lab", "aliases"], ""),
        (["alpha", "latitude"], "22.25\n"),
        (["alpha", "gbt2260"], "810000\n"),
        (["gamma", "facilities"], "ring-ii\n"),
        (["gazette", "facts"], "8\n"),
        (["gazette", "url"], "http://example.org/gazette?page=1\n"),
        (["gba-kites-2018", "unit"], "kites\n"),
        (["beta.population.2017-12-31", "source"], "yearbook\n"),
        (["gdp", "unit_by_city"], "alpha\tHKD\n"),
        (["gdp", "computed"], "false\n"),
        (["ring", "origin"], "built-in\n"),
        (["kites", "cities"], "beta\ngamma\n"),
        (["gba", "name"], "Tiny Bay Area\n"),
        (
            ["ring", "history"],
            (
                "2012\tplanned\tgazette\n2014-05\tunder-construction\tgazette\n"
                "2018-08-23\toperating\tgazette\n2019\toperating\tatlas\n"
            ),
        ),
        (["harbour-lab", "history"], "\testablished\tatlas\n"),
    ],
)
def test_one_value_and_nothing_else(tiny_gba, arguments, expected):
    assert tiny_gba("get", *arguments) == (0, expected, "")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["betta", "population"],
            "nothing is called 'betta'; did you mean Beta? 'gba search' looks in names and texts",
        ),
        (
            ["beta", "populaton"],
            (
                "no field or metric of the city beta is called 'populaton'; did you mean population or"
                " population-density? its fields are id, name, name_zh_hans, name_zh_hant, kind, role, gbt2260, latitude,"
                " longitude, neighbours, sources, pinyin, aliases, iso_3166_2, note, facilities, origin;"
                " 'gba stats --metric help' lists the metrics"
            ),
        ),
        (
            ["ring", "founder"],
            (
                "no field of the facility ring is called 'founder'; its fields are id, name, cities, kind, field,"
                " history, name_zh_hans, name_zh_hant, pinyin, aliases, site, operator, summary, expected, sources,"
                " note, origin, status, status_date, status_began"
            ),
        ),
        (
            ["ring", "operators"],
            "no field of the facility ring is called 'operators'; did you mean operator? its fields are id, name, cities, kind, field, history, name_zh_hans, name_zh_hant, pinyin, aliases, site, operator, summary, expected, sources, note, origin, status, status_date, status_began",
        ),
        (
            ["beta", "p"],
            (
                "'p' fits more than one metric: population (Population), population-density (Population density,"
                " computed); name one, or see 'gba stats --metric help'"
            ),
        ),
        (["gamma", "iso_3166_2"], "iso_3166_2 of gamma is unknown; 'gba show gamma' has all that is known"),
        (
            ["beta", "population", "--year", "2019"],
            "population of beta is unknown for 2019; there are values for 2017, 2018",
        ),
        (["gba", "gdp"], "gdp of gba is unknown; 'gba stats --metric gdp' lists who has it"),
        (["beta", "population", "--year", "18"], "--year '18' is no year; write it as 2021"),
        (["ring", "status", "--year", "2018"], "--year goes with a metric; status is a field of the facility ring"),
        (["ring", "status", "--unit"], "status of ring has no unit; --unit goes with a metric or a figure"),
        (
            ["beta", "gdp", "--unit", "--json"],
            "--unit, --period and --json each print something else; take one of them",
        ),
    ],
)
def test_without_a_value_stdout_stays_empty(tiny_gba, arguments, message):
    assert tiny_gba("get", *arguments) == (2, "", f"gba: {message}\n")


@pytest.mark.parametrize(
    ("arguments", "value", "remark"),
    [
        (["gamma", "population"], "710000", "gamma.population.2018-12-31 is given as about 710000"),
        (["gba-kites-2018", "value"], "12000", "gba-kites-2018 is given as more than 12000"),
        (
            ["beta", "population-density"],
            "1300.0",
            (
                "beta.population-density.2018-12-31 is computed: beta.population.2018-12-31 / beta.land-area.2018,"
                " rounded to 0.1"
            ),
        ),
    ],
)
def test_what_the_bare_number_does_not_say_is_said_on_stderr(tiny_gba, arguments, value, remark):
    assert tiny_gba("get", *arguments) == (0, f"{value}\n", f"gba: {remark}\n")


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["beta", "gdp", "--unit"], "CNY\n"),
        (["alpha", "gdp", "--unit"], "HKD\n"),
        (["beta", "population", "--period"], "2018-12-31\n"),
        (["gamma", "population", "--unit"], "persons\n"),
        (["gba-kites-2018", "value", "--unit"], "kites\n"),
        (["beta", "population", "--year", "2017", "--period"], "2017-12-31\n"),
    ],
)
def test_unit_and_period(tiny_gba, arguments, expected):
    assert tiny_gba("get", *arguments) == (0, expected, "")


def test_json_says_all_of_one_value(tiny_gba):
    done = tiny_gba("get", "gamma", "population", "--json")
    assert (done.code, done.err) == (0, "")
    assert done.json() == {
        "id": "gamma.population.2018-12-31",
        "field": "population",
        "value": 710000,
        "unit": "persons",
        "qualifier": "about",
        "period": "2018-12-31",
        "source": "yearbook",
        "note": "preliminary",
    }
    known = tiny_gba("get", "ring", "aliases", "--json").json()
    assert known == {
        **dict.fromkeys(["unit", "qualifier", "period", "source", "note"]),
        "id": "ring",
        "field": "aliases",
        "value": ["RLS"],
    }


def test_the_values_of_the_contract(gba):
    assert gba("get", "shenzhen", "population", "--year", "2021").out == "17681600\n"
    assert gba("get", "csns", "status").out == "operating\n"
    assert gba("get", "gba", "population", "--year", "2020").out == "86170000\n"
    assert gba("get", "shenzhen-hong-kong-guangzhou-cluster", "gii-cluster-rank", "--year", "2021").out == "2\n"


PROBE = """
import sys
from pathlib import Path
opened = []
def note(event, about):
    if event == "open" and str(about[0]).endswith(".toml"):
        opened.append(Path(about[0]).name)
sys.addaudithook(note)
from gbacli.cli import app
try:
    app(args=sys.argv[1:])
except SystemExit as stop:
    code = stop.code
print(code, opened, sorted({"rich", "json"} & set(sys.modules)))
"""
"""Runs a command line, then prints its exit code, the fact files that it opened, and what it should not import."""


@pytest.mark.parametrize(
    ("arguments", "value", "files"),
    [
        (["shenzhen", "population", "--year", "2021"], "17681600", ["cities.toml", "population.toml"]),
        (["深圳", "population", "--year", "2021"], "17681600", ["cities.toml", "population.toml"]),
        (["SZ", "gbt2260"], "440300", ["cities.toml"]),
        (["gdp", "unit"], "CNY", ["gdp.toml"]),
    ],
)
def test_only_what_is_needed_is_read_and_imported(arguments, value, files):
    run = [sys.executable, "-X", "utf8", "-c", PROBE, "get", *arguments]
    done = subprocess.run(run, capture_output=True, encoding="utf-8", check=True, timeout=60)
    assert done.stdout == f"{value}\n0 {files} []\n"


def test_control_characters_of_a_fact_are_shown(gba, monkeypatch, tmp_path):
    text = (TINY / "cities.toml").read_text("utf-8").replace("Made up.", "a\\u001b[1m\\tb")
    (tmp_path / "cities.toml").write_text(text, "utf-8")
    monkeypatch.setattr("gbacli.catalog.built_in", lambda: Layer(tmp_path, BUILT_IN, trusted=True))
    assert gba("get", "gamma", "note") == (0, "a\\x1b[1m\\tb\n", "")
