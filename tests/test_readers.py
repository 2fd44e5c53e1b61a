"""Real readers of each format: what they read is what the JSON says."""

import csv
import io
import json
import shutil
import subprocess
import tomllib
from pathlib import Path

import duckdb
import openpyxl
import pytest
import tomli
from markdown_it import MarkdownIt

pytestmark = pytest.mark.slow
FACTS = Path(__file__).parent.parent / "facts"

LISTINGS = [
    ["facilities"],
    ["facilities", "--timeline"],
    ["cities"],
    ["stats", "--city", "shenzhen,hong-kong", "--history"],
    ["search", "neutron"],
    ["sources"],
    ["industries"],
    ["stats", "--metric", "help"],
]
ids = [" ".join(arguments) for arguments in LISTINGS]
listings = pytest.mark.parametrize("arguments", LISTINGS, ids=ids)


def written(value, key=""):
    """Write a value of the JSON as it stands in a cell."""
    if value is None:
        return ""
    if isinstance(value, bool) or key in ("history", "expected", "unit_by_city"):
        return json.dumps(value, ensure_ascii=False)
    return "; ".join(value) if isinstance(value, list) else str(value)


def cells(gba, arguments):
    rows = gba(*arguments, "--json").json()
    return [list(rows[0]), *[[written(value, key) for key, value in row.items()] for row in rows]]


@pytest.mark.skipif(shutil.which("jq") is None, reason="jq is not installed: apt-get install jq")
@pytest.mark.parametrize(
    ("arguments", "program", "expected"),
    [
        (["facilities", "--city", "Dongguan"], ".[] | select(.id == \"csns\") | .name_zh_hans", "中国散裂中子源"),
        (["stats", "-m", "population", "--year", "2024"], "length", "11"),
        (["stats", "-m", "population", "--year", "2021"], "map(select(.subject == \"shenzhen\"))[0].value", "17681600"),
        (["show", "csns"], ".sources | map(.url | startswith(\"http\")) | all", "true"),
        (["compare", "shenzhen", "dongguan", "-m", "population"], ".[0].values | map(.city) | join(\" \")",
         "shenzhen dongguan"),
        (["search", "zebra"], "length", "0"),
    ],
)  # fmt: skip
def test_jq_reads_the_json(process, arguments, program, expected):
    """The bytes of a process go to jq as they are."""
    done = process(*arguments, "--json", env={"PYTHONIOENCODING": "utf-8"})
    read = subprocess.run(["jq", "-r", program], input=done.stdout, capture_output=True, check=True)
    assert read.stdout.decode().strip() == expected


@listings
def test_duckdb_reads_the_json_lines(gba, tmp_path, arguments):
    rows = gba(*arguments, "--json").json()
    path = tmp_path / "rows.jsonl"
    path.write_text(gba(*arguments, "--format", "jsonl").out, "utf-8")
    with duckdb.connect() as database:
        read = database.execute("SELECT * FROM read_json_auto(?, maximum_depth = 1)", [str(path)])
        columns = [column[0] for column in read.description]
        table = [dict(zip(columns, row, strict=True)) for row in read.fetchall()]
    assert columns == list(rows[0])
    assert [
        {key: json.loads(value) if value is not None else None for key, value in row.items()} for row in table
    ] == rows


@listings
def test_duckdb_reads_the_json_lines_with_types(gba, tmp_path, arguments):
    rows = gba(*arguments, "--json").json()
    path = tmp_path / "rows.jsonl"
    path.write_text(gba(*arguments, "--format", "jsonl").out, "utf-8")
    with duckdb.connect() as database:
        read = database.sql(f"SELECT * FROM read_json_auto('{path}')")
        assert read.columns == list(rows[0])
        assert len(read.fetchall()) == len(rows)


def test_duckdb_adds_up_what_it_reads(gba, tmp_path):
    path = tmp_path / "stats.jsonl"
    path.write_text(gba("stats", "--metric", "patents-granted", "--year", "2021", "--format", "jsonl").out, "utf-8")
    with duckdb.connect() as database:
        cities = f"read_json_auto('{path}') WHERE unit = 'patents' AND subject <> 'nine-cities'"
        read = database.sql(f"SELECT count(*), sum(value) FROM {cities}")
        assert read.fetchall() == [(9, 782947)]


@listings
@pytest.mark.parametrize("options", [[], ["--bom"]], ids=["plain", "bom"])
@pytest.mark.parametrize(("form", "delimiter"), [("csv", ","), ("tsv", "\t")])
def test_duckdb_reads_csv_and_tsv(gba, tmp_path, arguments, options, form, delimiter):
    path = tmp_path / f"rows.{form}"
    path.write_text(gba(*arguments, "--format", form, *options).out, "utf-8")
    quote = '"' if form == "csv" else ""
    with duckdb.connect() as database:
        read = database.execute(
            "SELECT * FROM read_csv(?, delim = ?, quote = ?, escape = ?, header = true, all_varchar = true)",
            [str(path), delimiter, quote, quote],
        )
        columns = [column[0] for column in read.description]
        table = [["" if value is None else value for value in row] for row in read.fetchall()]
    assert [columns, *table] == cells(gba, arguments)


def test_duckdb_finds_the_types_of_csv_by_itself(gba, tmp_path):
    path = tmp_path / "stats.csv"
    path.write_text(gba("stats", "--metric", "population", "--history", "--format", "csv").out, "utf-8")
    with duckdb.connect() as database:
        read = database.sql(f"SELECT value FROM read_csv('{path}') WHERE id = 'shenzhen.population.2021-12-31'")
        assert read.fetchall() == [(17681600,)]


def spreadsheet(data, path):
    """Read CSV as a spreadsheet does: a byte order mark means UTF-8, and every cell goes into a workbook."""
    text = data.decode("utf-8-sig" if data.startswith(b"\xef\xbb\xbf") else "cp1252", errors="replace")
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in csv.reader(io.StringIO(text, newline="")):
        sheet.append(row)
    book.save(path)
    return rows_of(path)


def rows_of(path):
    book = openpyxl.load_workbook(path, read_only=True)
    return [
        ["" if value is None else str(value) for value in row] for row in book.worksheets[0].iter_rows(values_only=True)
    ]


@listings
def test_a_spreadsheet_reads_csv_with_a_byte_order_mark(process, gba, tmp_path, arguments):
    done = process(*arguments, "--format", "csv", "--bom", env={"PYTHONIOENCODING": "utf-8"})
    assert done.stdout.startswith(b"\xef\xbb\xbf")
    assert spreadsheet(done.stdout, tmp_path / "rows.xlsx") == cells(gba, arguments)


@pytest.mark.parametrize("path", sorted(FACTS.rglob("*.toml")), ids=lambda path: path.stem)
def test_a_reader_of_toml_1_0_reads_the_facts(path):
    """Such as Python's own, and tomli before 2.4."""
    text = path.read_text(encoding="utf-8")
    assert tomllib.loads(text) == tomli.loads(text)


@pytest.mark.skipif(shutil.which("ssconvert") is None, reason="ssconvert is not installed: apt-get install gnumeric")
@pytest.mark.filterwarnings("ignore:Workbook contains no default style")  # gnumeric writes none
def test_gnumeric_reads_csv_with_a_byte_order_mark(process, tmp_path):
    path = tmp_path / "cities.csv"
    path.write_bytes(process("cities", "--format", "csv", "--bom", "--fields", "id,name_zh_hans,latitude").stdout)
    subprocess.run(["ssconvert", str(path), str(tmp_path / "cities.xlsx")], check=True, capture_output=True, timeout=60)
    rows = rows_of(tmp_path / "cities.xlsx")
    assert rows[0] == ["id", "name_zh_hans", "latitude"]
    assert rows[1] == ["hong-kong", "香港", "22.27832"]
    assert len(rows) == 12


@listings
def test_a_parser_reads_the_markdown_as_one_table(gba, arguments):
    """A cell shows what the JSON says: nothing in it was taken for markup."""
    tokens = MarkdownIt("commonmark").enable("table").parse(gba(*arguments, "--format", "markdown").out)
    assert [token.type for token in tokens].count("table_open") == 1
    assert {token.type.partition("_")[0] for token in tokens} <= {"table", "thead", "tbody", "tr", "th", "td", "inline"}
    shown, row = [], []
    for token in tokens:
        if token.type == "inline":
            kinds = {child.type for child in token.children}
            assert kinds <= {"text", "text_special"}, token.content
            row.append("".join([child.content for child in token.children]))
        elif token.type == "tr_close":
            shown.append(row)
            row = []
    assert [[" ".join(cell.split()) for cell in line] for line in shown] == [
        [" ".join(cell.split()) for cell in line] for line in cells(gba, arguments)
    ]
