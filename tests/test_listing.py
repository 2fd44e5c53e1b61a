"""One definition of the fields, every format: the same answer in each."""

import csv
import io
import json

import pytest

RING_II = {
    "id": "ring-ii",
    "name": "Ring Light Source, phase II",
    "cities": ["beta", "gamma"],
    "kind": "large research infrastructure",
    "field": "photon science",
    "history": [
        {"status": "planned", "source": "gazette", "locator": "P4", "date": "2019-01", "seen": True, "note": None}
    ],
    "name_zh_hans": None,
    "name_zh_hant": None,
    "pinyin": None,
    "aliases": [],
    "site": None,
    "operator": None,
    "summary": None,
    "expected": [
        {"status": "operating", "date": "2022", "source": "atlas", "locator": "page 8", "note": "first light"}
    ],
    "sources": ["gazette", "atlas"],
    "note": None,
    "origin": "built-in",
    "status": "planned",
    "status_date": "2019-01",
    "status_began": False,
}


def test_json_has_every_key_and_null_for_unknown(tiny_gba):
    assert tiny_gba("facilities", "--city", "gamma", "--json").json() == [RING_II]


def test_json_is_one_document_with_chinese_as_it_is(tiny_gba):
    done = tiny_gba("cities", "alpha", "--json", "--fields", "name,name_zh_hans")
    assert done.out == '[\n  {\n    "name": "Alpha",\n    "name_zh_hans": "阿尔法"\n  }\n]\n'


@pytest.mark.parametrize("form", ["--json", "--format=json"])
def test_nothing_found_is_an_empty_array(tiny_gba, form):
    assert tiny_gba("facilities", "nowhere", form) == (0, "[]\n", "")


def test_json_lines_are_one_object_a_line(tiny_gba):
    done = tiny_gba("cities", "--format", "jsonl", "--fields", "id,latitude,neighbours")
    assert done.out == (
        '{"id": "alpha", "latitude": 22.25, "neighbours": ["beta"]}\n'
        '{"id": "beta", "latitude": 22.5, "neighbours": ["alpha", "gamma"]}\n'
        '{"id": "gamma", "latitude": 23.0, "neighbours": ["beta"]}\n'
    )


def test_csv_has_a_header_and_joins_lists(tiny_gba):
    done = tiny_gba("facilities", "--format", "csv", "--fields", "name,cities,site,status_began")
    assert done.out == (
        "name,cities,site,status_began\n"
        "Harbour Laboratory,alpha,Harbour Front,false\n"
        "Ring [macau] Light Source,beta,North Hill,true\n"
        '"Ring Light Source, phase II",beta; gamma,,false\n'
    )


def test_tsv_and_the_byte_order_mark(tiny_gba):
    assert tiny_gba("cities", "beta", "--format", "tsv", "--fields", "id,aliases").out == "id\taliases\nbeta\tBT; 粤B\n"
    assert tiny_gba("cities", "beta", "--format", "csv", "--fields", "id", "--bom").out == "\ufeffid\nbeta\n"


def test_markdown_escapes_what_it_would_read_as_markup(tiny_gba):
    done = tiny_gba("facilities", "ring", "--city", "beta", "--format", "markdown", "--fields", "name,status")
    assert done.out.splitlines()[:3] == [
        "| name | status |",
        "| --- | --- |",
        "| Ring \\[macau\\] Light Source | operating |",
    ]


def test_every_format_says_the_same(tiny_gba):
    rows = tiny_gba("stats", "--city", "beta", "--json").json()
    lines = [json.loads(line) for line in tiny_gba("stats", "--city", "beta", "--format", "jsonl").out.splitlines()]
    table = list(csv.DictReader(io.StringIO(tiny_gba("stats", "--city", "beta", "--format", "csv").out)))
    assert lines == rows
    assert [row["value"] for row in table] == [str(row["value"]) for row in rows]
    assert [row["checked_by"] for row in table] == ["; ".join(row["checked_by"]) for row in rows]


@pytest.mark.parametrize(
    ("fields", "header"),
    [
        ("id", "id"),
        ("status,id", "status,id"),
        ("id,id", "id"),
        ("status-date", "status_date"),
        ("id，name", "id,name"),
    ],
)
def test_fields_come_as_asked(tiny_gba, fields, header):
    assert tiny_gba("facilities", "--format", "csv", "--fields", fields).out.splitlines()[0] == header


def test_fields_can_be_added_and_all_asked_for(tiny_gba):
    keys = list(RING_II)
    assert list(tiny_gba("facilities", "--json", "--fields", "all").json()[0]) == keys
    assert list(tiny_gba("facilities", "--json", "--fields", "+note").json()[0]) == keys


def test_fields_help_lists_each_with_its_type_and_meaning(tiny_gba):
    done = tiny_gba("stats", "--fields", "help")
    assert done.code == 0
    assert "\nvalue           the value in the unit of the field unit " in done.out
    names = [line.split()[0] for line in done.out.splitlines()[1:]]
    assert names == list(tiny_gba("stats", "--json").json()[0])


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("name", ["harbour-lab", "ring", "ring-ii"]),
        ("-name", ["ring-ii", "ring", "harbour-lab"]),
        ("status_date", ["ring", "ring-ii", "harbour-lab"]),
        ("-status_date", ["ring-ii", "ring", "harbour-lab"]),
    ],
)
def test_sorting_puts_unknown_values_last(tiny_gba, sort, expected):
    found = tiny_gba("facilities", "--json", "--sort", sort).json()
    assert [record["id"] for record in found] == expected


@pytest.mark.parametrize("width", ["40", "100"])
def test_a_facility_without_any_date_is_marked(width, tiny_gba):
    drawn = tiny_gba("facilities", "harbour", "--as-of", "2030", "--width", width).out
    assert " undated" in drawn
    assert "—" not in drawn


def test_a_limit_keeps_the_first(tiny_gba):
    assert [record["id"] for record in tiny_gba("cities", "--json", "--limit", "2").json()] == ["alpha", "beta"]
    assert tiny_gba("cities", "--json", "--limit", "0").json() == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--fields", "nme"], "no field is called 'nme'; did you mean name? All: id, name,"),
        (["--fields", ""], "no field is called ''; expected one of: id, name,"),
        (["--sort", "foo"], "no field is called 'foo'; expected one of: id,"),
        (["--format", "jsn"], "no format is called 'jsn'; did you mean json"),
        (["--format", ""], "no format is called ''; expected one of: table, tree, json"),
        (["--json", "--format", "csv"], "--json and --format contradict each other; leave one out"),
        (["--bom"], "--bom goes with --format csv or tsv only"),
        (["--limit", "-1"], "invalid value for '--limit' / '-n': "),
        (["--width", "3"], "invalid value for '--width': "),
        (["--json", "--svg", "x.svg"], "--format json and --svg contradict each other; leave one out"),
        (["--format", "csv", "--width", "80"], "--format csv and --width contradict each other; leave one out"),
        (["--limit", "many"], "invalid value for '--limit'"),
    ],
)
def test_a_wrong_form_is_said_in_one_line_and_nothing_is_printed(tiny_gba, arguments, message):
    done = tiny_gba("facilities", *arguments)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"gba: {message}")
    assert done.err.count("\n") == 1


def test_a_failure_has_one_line_also_where_the_answer_is_empty(tiny_gba):
    done = tiny_gba("facilities", "nonesuch", "--svg", ".")
    assert (done.code, done.out, done.err) == (4, "", "gba: . could not be written: Is a directory\n")


def test_a_search_without_hits_prints_nothing_in_any_drawing(tiny_gba):
    for more in ([], ["--fields", "all"], ["--width", "80"], ["--fields", "all", "--width", "80"]):
        done = tiny_gba("search", "nonesuch", *more)
        assert (done.code, done.out) == (1, ""), more
        assert done.err.count("\n") == 1
