"""Data formats that never lie: cells that can be unpacked, bytes that are UTF-8, a column a year, and citations."""

import csv
import io
import json

import pytest
from conftest import TINY
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from gbacli.catalog import Catalog, Layer
from gbacli.cli import app
from gbacli.fields import NUMBER, TEXT, TEXTS, Field, fields_of, many
from gbacli.model import BUILT_IN, Event, Facility, Metric, Stat
from gbacli.queries import sources
from gbacli.render import data

ODD = 'tab\t, "quotes", line\nfeed, bell \x07, no-break\u00a0space, \u2028 and | pipe'


@pytest.fixture
def odd(tmp_path):
    """A folder of facts with a facility whose texts hold whatever breaks a format, or runs in a spreadsheet."""
    (tmp_path / "facilities").mkdir()
    texts = {
        "name": "=HYPERLINK(1)",
        "site": "+1",
        "field": "-2",
        "operator": "@SUM(A1)",
        "summary": '"=1+1"',
        "note": ODD,
    }
    lines = [f"{name} = {json.dumps(text)}" for name, text in texts.items()]
    event = f'{{ status = "planned", date = "2019", source = "gazette", locator = "=1", note = {json.dumps(ODD)} }}'
    (tmp_path / "facilities" / "odd.toml").write_text(
        "[odd]\n" + "\n".join(lines) + f'\naliases = ["\uff1d2"]\ncities = ["beta"]\nkind = "university"\n'
        f"history = [{event}]\n",
        encoding="utf-8",
    )
    return str(tmp_path)


def read_csv(text):
    return list(csv.DictReader(io.StringIO(text, newline="")))


def read_tsv(text):
    head, *lines = [line.split("\t") for line in text.splitlines()]
    return [dict(zip(head, line, strict=True)) for line in lines]


READERS = {"csv": read_csv, "tsv": read_tsv}


@pytest.mark.parametrize("form", READERS)
def test_a_cell_that_holds_records_is_json(tiny_gba, form):
    rows = tiny_gba("facilities", "--json").json()
    table = READERS[form](tiny_gba("facilities", "--format", form).out)
    for name in ("history", "expected"):
        assert [json.loads(line[name]) for line in table] == [row[name] for row in rows]
    assert [line["cities"] for line in table] == ["; ".join(row["cities"]) for row in rows]


def test_the_exact_text_of_a_history_in_a_cell(tiny_gba):
    assert tiny_gba("facilities", "ring-ii", "--format", "tsv", "--fields", "id,history,expected").out == (
        "id\thistory\texpected\n"
        'ring-ii\t[{"status": "planned", "source": "gazette", "locator": "P4", "date": "2019-01", "seen": true, '
        '"note": null}]\t[{"status": "operating", "date": "2022", "source": "atlas", "locator": "page 8", '
        '"note": "first light"}]\n'
    )


@pytest.mark.parametrize("form", READERS)
def test_json_in_a_cell_keeps_every_letter(tiny_gba, odd, form):
    done = tiny_gba("--facts", odd, "facilities", "university", "--format", form)
    (line,) = READERS[form](done.out)
    assert json.loads(line["history"])[0]["note"] == ODD
    assert not {"\x07", "\u2028"} & set(done.out)


def test_units_by_city_are_json_too(tiny_gba):
    done = tiny_gba(
        "stats", "-m", "help", "--format", "csv", "--fields", "id,unit_by_city", "--sort", "id", "--limit", "2"
    )
    assert done.out == "id,unit_by_city\nfacilities-approved,{}\nfacilities-commissioning,{}\n"
    (gdp,) = [row for row in read_csv(tiny_gba("stats", "-m", "help", "--format", "csv").out) if row["id"] == "gdp"]
    assert json.loads(gdp["unit_by_city"]) == {"alpha": "HKD"}


@pytest.mark.parametrize("form", READERS)
def test_what_a_spreadsheet_would_run_is_text_with_a_byte_order_mark(tiny_gba, odd, form):
    names = ["name", "site", "field", "operator", "summary", "aliases", "id"]
    plain, safe = [
        READERS[form](
            tiny_gba("--facts", odd, "facilities", "university", "-f", form, "--fields", ",".join(names), *more)
            .out.removeprefix("\ufeff")
        )[0]
        for more in ([], ["--bom"])
    ]  # fmt: skip
    assert list(plain.values()) == ["=HYPERLINK(1)", "+1", "-2", "@SUM(A1)", '"=1+1"', "\uff1d2", "odd"]
    assert list(safe.values()) == ["'=HYPERLINK(1)", "'+1", "'-2", "'@SUM(A1)", '\'"=1+1"', "'\uff1d2", "odd"]


FIELDS = [
    Field(NUMBER, "", name="number"),
    Field(TEXT, "", name="text"),
    Field(TEXTS, "", name="texts"),
    Field(many(Event), "", name="events"),
]


@given(
    st.fixed_dictionaries(
        {
            "number": st.none() | st.integers() | st.floats(allow_nan=False, allow_infinity=False),
            "text": st.none() | st.text(),
            "texts": st.lists(st.text()),
            "events": st.lists(st.fixed_dictionaries({"note": st.text()})),
        }
    )
)
@settings(deadline=None)
def test_no_text_is_run_and_every_number_stays_one(row):
    for form, read in READERS.items():
        (line,) = read(data.FORMATS[form].write([row], FIELDS, bom=True).removeprefix("\ufeff"))
        assert line["number"] == ("" if row["number"] is None else str(row["number"]))
        assert not line["text"].lstrip("\"' ").startswith(("=", "+", "-", "@")) or line["text"].startswith("'")
        assert not line["texts"].startswith(("=", "+", "-", "@", "\t", "\r"))
        assert json.loads(line["events"]) == row["events"]


def test_a_change_that_is_negative_stays_a_number(tiny_gba):
    record = Stat("s", "beta", "-label", -5, "CNY", "exact", "2018", None, None, change_percent=-2.5)
    fields = [field for field in fields_of(Stat) if field.name in ("label", "value", "change_percent")]
    assert data.to_csv(data.rows([record], fields), fields, bom=True) == (
        "\ufefflabel,value,change_percent\n'-label,-5,-2.5\n"
    )


@pytest.mark.parametrize("encoding", ["latin-1", "ascii", "gbk", "utf-8"])
@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ("cities beta --fields name_zh_hans --format csv", "name_zh_hans\n贝塔\n"),
        ("cities beta --fields name_zh_hans --format csv --bom", "\ufeffname_zh_hans\n贝塔\n"),
        ("cities beta --fields name_zh_hans --format tsv --bom", "\ufeffname_zh_hans\n贝塔\n"),
        ("cities beta --fields name_zh_hans --format jsonl", '{"name_zh_hans": "贝塔"}\n'),
        ("cities beta --fields name_zh_hans --json", '[\n  {\n    "name_zh_hans": "贝塔"\n  }\n]\n'),
        ("cities beta --fields name_zh_hans --format markdown", "| name_zh_hans |\n| --- |\n| 贝塔 |\n"),
        ("get beta name_zh_hans", "贝塔\n"),
    ],
)
def test_data_is_utf_8_whatever_the_locale(tiny_gba, arguments, expected, encoding):
    done = CliRunner(charset=encoding).invoke(app, arguments.split())
    assert (done.exit_code, done.stdout_bytes) == (0, expected.encode())


@pytest.mark.parametrize("command", [["stats"], ["compare"]])
def test_the_help_of_metrics_is_an_answer_in_every_format(tiny_gba, command):
    rows = tiny_gba(*command, "--metric", "help", "--json").json()
    assert [row["id"] for row in rows][:4] == ["population", "population-density", "land-area", "gdp"]
    assert list(rows[0]) == [field.name for field in fields_of(Metric)]
    lines = tiny_gba(*command, "-m", "help", "--format", "jsonl").out.splitlines()
    assert [json.loads(line) for line in lines] == rows
    assert [row["id"] for row in read_csv(tiny_gba(*command, "-m", "help", "-f", "csv").out)] == [
        row["id"] for row in rows
    ]
    drawn = tiny_gba(*command, "-m", "help").out.splitlines()
    assert drawn[0].split() == ["Id", "Metric", "Unit"]
    assert ["gdp", "GDP", "CNY/HKD"] in [line.split() for line in drawn]


def test_the_help_of_fields_is_an_answer_in_every_format(tiny_gba):
    rows = tiny_gba("facilities", "--fields", "help", "--json").json()
    assert [row["name"] for row in rows] == [field.name for field in fields_of(Facility)]
    assert rows[0] == {"name": "id", "type": "id", "meaning": "the id, which never changes"}
    assert tiny_gba("facilities", "--fields", "help", "--format", "csv").out.splitlines()[:2] == [
        "name,type,meaning",
        'id,id,"the id, which never changes"',
    ]


@pytest.mark.parametrize("option", ["--kind", "--status", "--field"])
def test_the_help_of_a_filter_is_an_answer_in_every_format(tiny_gba, option):
    rows = tiny_gba("facilities", option, "help", "--json").json()
    table = read_csv(tiny_gba("facilities", option, "help", "--format", "csv").out)
    assert rows
    assert [row["name"] for row in table] == [row["name"] for row in rows]


def test_wide_has_a_column_a_year(tiny_gba):
    assert tiny_gba("stats", "-m", "gdp,population", "--wide", "--format", "csv").out == (
        "subject,metric,label,unit,2016,2017,2018\n"
        "beta,gdp,GDP,CNY,100000000000,,120000000000\n"
        "gamma,gdp,GDP,CNY,40000000000,,50000000000\n"
        "alpha,gdp,GDP,HKD,,,90000000000\n"
        "alpha,population,Population,persons,,1000000,1010000\n"
        "beta,population,Population,persons,,2500000,2600000\n"
        "gamma,population,Population,persons,,700000,710000\n"
    )


def test_wide_takes_filters_fields_order_and_markdown(tiny_gba):
    done = tiny_gba("stats", "-m", "gdp", "--since", "2017", "--wide", "-f", "markdown", "--sort", "-2018", "-n", "2")
    assert done.out == (
        "| subject | metric | label | unit | 2018 |\n"
        "| --- | --- | --- | --- | ---: |\n"
        "| beta | gdp | GDP | CNY | 120000000000 |\n"
        "| alpha | gdp | GDP | HKD | 90000000000 |\n"
    )
    assert tiny_gba("stats", "-c", "beta", "--wide", "-f", "tsv", "--fields", "metric,2018").out == (
        "metric\t2018\npopulation\t2600000\nland-area\t2000\ngdp\t120000000000\n"
    )


def test_wide_keeps_statements_of_no_metric_apart(tiny_gba):
    rows = read_csv(tiny_gba("stats", "--subject", "gba,ring", "--wide", "--format", "csv").out)
    assert rows == [
        {**dict.fromkeys(rows[0], ""), "subject": "gba", "label": "kites flown", "unit": "kites",
         "scope": "the whole area", "2018": "12000"},
        {**dict.fromkeys(rows[0], ""), "subject": "ring", "label": "users of the ring", "unit": "users", "2019": "350"},
    ]  # fmt: skip
    assert list(rows[0]) == ["subject", "metric", "label", "unit", "scope", "2018", "2019"]


def test_wide_agrees_with_the_long_form(gba):
    rows = gba("stats", "--history", "--json").json()
    table = read_csv(gba("stats", "--wide", "--format", "csv").out)
    first = ("subject", "metric", "unit", "scope")
    long = {(*[row[name] or "" for name in first], row["year"]): row["value"] for row in rows if row["metric"]}
    wide = {
        (*[line[name] for name in first], year): json.loads(value)
        for line in table
        for year, value in line.items()
        if year.isdigit() and value and line["metric"]
    }
    assert wide == long
    assert len(wide) == sum(row["metric"] is not None for row in rows)


@pytest.mark.parametrize(
    "options", [[], ["--json"], ["-f", "jsonl"], ["-f", "table"], ["--cite", "text"], ["--svg", "x"]]
)
def test_wide_needs_columns(tiny_gba, options):
    assert tiny_gba("stats", "-m", "gdp", "--wide", *options) == (
        2,
        "",
        "gba: --wide needs --format csv, tsv or markdown\n",
    )


def test_nothing_found_is_a_header_in_wide(tiny_gba):
    done = tiny_gba("stats", "-m", "gdp", "--year", "1999", "--wide", "--format", "csv")
    assert (done.code, done.out) == (0, "subject,metric,label,unit\n")


ATLAS = "Map Office (2019): Atlas of small places. https://example.org/atlas. Read 2020-02-01.\n"
GAZETTE = (
    "Bay Press (2018-08-23): Gazette [macau] of the bay. http://example.org/gazette?page=1."
    " Read 2020-02-02, copy at example.net.\n"
)
YEARBOOK = "Statistics Office: Yearbook 2019. https://example.org/yearbook. Read 2020-02-03.\n"


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ("show ring", GAZETTE + ATLAS),
        ("show gazette", GAZETTE),
        ("show gdp", YEARBOOK),
        ("show beta.population.2018-12-31", YEARBOOK + GAZETTE),
        ("facilities ring-ii", GAZETTE + ATLAS),
        ("facilities ring-ii --timeline", GAZETTE),
        ("facilities harbour-lab", ATLAS),
        ("stats -m gdp", YEARBOOK),
        ("stats -m population -c beta", YEARBOOK + GAZETTE),
        ("stats -m population-density -c beta", ""),
        ("compare beta gamma -m land-area -m gdp", ATLAS + YEARBOOK),
        ("cities beta", ATLAS),
        ("industries", GAZETTE),
        ("search kites", GAZETTE),
        ("sources yearbook atlas", YEARBOOK + ATLAS),
    ],
)
def test_the_sources_of_an_answer_as_citations(tiny_gba, arguments, expected):
    assert tiny_gba(*arguments.split(), "--cite", "text") == (0, expected, "")


def test_citations_of_one_record_go_with_no_other_form(tiny_gba):
    assert tiny_gba("show", "ring", "--cite", "text", "--json").err == (
        "gba: --cite and --json contradict each other; leave one out\n"
    )
    assert tiny_gba("show", "ring", "--cite", "text", "--sources").err == (
        "gba: --cite and --sources contradict each other; leave one out\n"
    )


@pytest.mark.parametrize("command", [["show", "csns"], ["stats", "-c", "macao"], ["compare", "--all"], ["facilities"]])
def test_the_same_sources_in_every_form_of_citation(gba, command):
    items = gba(*command, "--cite", "csl-json").json()
    entries = [line for line in gba(*command, "--cite", "bibtex").out.splitlines() if line.startswith("@")]
    assert [line.partition("{")[2].rstrip(",") for line in entries] == [item["id"] for item in items]
    assert gba(*command, "--cite", "text").out.count("\n") == len(items) == len({item["id"] for item in items})


def test_the_citations_of_a_comparison_are_those_of_its_values(gba):
    rows = gba("compare", "shenzhen", "dongguan", "--json").json()
    named = dict.fromkeys([value["source"] for row in rows for value in row["values"] if value["source"]])
    assert [item["id"] for item in gba("compare", "shenzhen", "dongguan", "--cite", "csl-json").json()] == list(named)


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        (["yearbook", "atlas"], ["yearbook", "atlas"]),
        (["ATLAS", "atlas"], ["atlas"]),
        (["yearbook", "zebra"], []),
        (["atlas", "places"], ["atlas"]),
        (["bay"], ["gazette"]),
        ([], ["atlas", "gazette", "yearbook"]),
    ],
)
def test_ids_of_sources_mean_those_sources(tiny_gba, words, ids):
    assert [row["id"] for row in tiny_gba("sources", *words, "--json").json()] == ids


def test_an_alias_of_a_source_means_it(tmp_path):
    (tmp_path / "sources.toml").write_text(
        '[leaf]\ntitle = "The atlas again"\npublisher = "P"\nkind = "report"\nurl = "https://example.org/x"\n'
        'accessed = "2020"\naliases = ["blue book"]\n'
    )
    catalog = Catalog([Layer(TINY, BUILT_IN, trusted=True), Layer(tmp_path, "mine", trusted=True)])
    assert [source.id for source in sources.sources(catalog, ["Blue Book", "atlas"])] == ["leaf", "atlas"]
