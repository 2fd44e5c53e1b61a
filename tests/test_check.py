"""Every rule, by its smallest breaking example: the whole fault, with its line, and nothing beside it."""

from pathlib import Path
from textwrap import dedent

import pytest
import tomli

from gbacli.catalog import Layer, reading
from gbacli.check import check_layers, check_paths
from gbacli.model import BUILT_IN

TINY = Layer(Path(__file__).parent / "data" / "tiny", BUILT_IN, trusted=True)

SOURCE = """
    title = "Paper"
    publisher = "Press"
    kind = "journal"
    url = "https://example.org/"
    accessed = "2020"
"""
CITY = """
    [beta]
    name = "Beta"
    name_zh_hans = "贝塔"
    name_zh_hant = "貝塔"
    kind = "sub-provincial city"
    role = "core city"
    gbt2260 = "440300"
    latitude = 22.5
    longitude = 114.0
    neighbours = ["alpha", "gamma"]
    sources = ["atlas"]
"""
FACILITY = """
    [mine]
    name = "Mine"
    cities = ["beta"]
    kind = "science park"
    field = "rocks"
    history = [
      { status = "planned", date = "2018", source = "atlas", locator = "1" },
      { status = "operating", date = "2019-05", source = "atlas", locator = "2" },
    ]
"""
INDUSTRY = """
    [toys]
    name = "Toys"
    cities = ["beta"]
    sources = ["atlas"]
    locator = "1"
"""
STATEMENT = """
    [one]
    subject = "beta"
    label = "toys made"
    value = 5
    unit = "toys"
    qualifier = "exact"
    period = "2019"
    source = "atlas"
    locator = "1"
"""
SERIES = """
    id = "population"
    label = "Population"
    group = "people"
    unit = "persons"
    definition = "People."

    [[table]]
    period = "2018"
    source = "atlas"
    locator = "1"
    values = { beta = 5, gamma = 6 }

    [[table]]
    period = "2019"
    source = "atlas"
    locator = "1"
    values = { beta = 6 }
"""
ABOUT = """
    [subjects.harbour]
    name = "Harbour"
    cities = ["alpha"]
"""
GOOD = {
    "cities.toml": CITY,
    "facilities/mine.toml": FACILITY,
    "industries.toml": INDUSTRY,
    "statements.toml": STATEMENT,
    "series/population.toml": SERIES,
    "about.toml": ABOUT,
}


@pytest.fixture
def faults_of(tmp_path, monkeypatch):
    """Write files into a folder `my` and list the faults of the folder, as laid over the tiny facts."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(reading, "built_in", lambda: TINY)

    def check(files: dict[str, str | bytes]) -> list[str]:
        write(Path("my"), files)
        faults, _ = check_paths(["my"])
        _, same = check_layers([TINY, Layer(Path("my"), "my")])
        assert same == faults, "a run with --facts must see what check sees"
        return [fault.text for fault in faults]

    return check


def write(folder: Path, files: dict[str, str | bytes]) -> None:
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else dedent(text).lstrip("\n").encode())


def changed(text: str, old: str, new: str) -> str:
    assert text.count(old) >= 1, old
    return text.replace(old, new, 1)


def test_the_good_example_has_no_fault(faults_of):
    assert faults_of(GOOD) == []


FILE = {
    "city": "cities.toml",
    "facility": "facilities/mine.toml",
    "industry": "industries.toml",
    "statement": "statements.toml",
    "series": "series/population.toml",
    "about": "about.toml",
}


CASES = tomli.loads((Path(__file__).parent / "data" / "faults.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_fault_is_told_with_its_line_and_nothing_beside_it(case, faults_of):
    name = FILE[case["kind"]]
    files = {**GOOD, name: changed(GOOD[name], case["old"], case["new"])}
    assert faults_of(files) == [f"my/{name}:{case['fault']}"]


@pytest.mark.parametrize(
    "url",
    ["ftp://example.org/", "example.org", "javascript:alert(1)", "https://", "http://a b.org/", "https://localhost"],
)
def test_a_url_is_one_of_the_web(url, faults_of):
    source = "[paper]" + changed(SOURCE, "https://example.org/", url).replace("\n    ", "\n")
    statement = changed(STATEMENT, '"atlas"', '"paper"')
    assert faults_of({"sources.toml": source, "statements.toml": statement}) == [
        f'my/sources.toml:5: paper.url: is "{url}"; expected an address that begins with "https://" or "http://"'
    ]


def dated(date: str | None) -> str:
    return "" if date is None else f"date = '{date}', "


@pytest.mark.parametrize(
    ("dates", "wrong"),
    [
        (["2018", "2018-08", "2018-08-23", "2019"], []),
        (["2018-08", "2018"], []),
        (["2018-08-23", "2018-08", "2018"], []),
        (["2018", None, "2018"], []),
        (["2019", "2018-12"], [2]),
        (["2018-08", "2018-07-31"], [2]),
        (["2018-08", "2018", "2018-03"], [3]),
        (["2019", None, "2018"], [3]),
        (["2018", "2017", "2016"], [2, 3]),
    ],
)
def test_a_partial_date_may_be_any_day_of_its_period(dates, wrong, faults_of):
    entries = [f"{{ status = 'planned', {dated(date)}source = 'atlas', locator = '1' }}," for date in dates]
    head = dedent(FACILITY).partition("history")[0].lstrip("\n")
    found = faults_of({"facilities/a.toml": head + "history = [\n" + "\n".join(entries) + "\n]\n"})
    assert [text.split(":")[1] for text in found] == [str(6 + place) for place in wrong]


def test_a_share_of_more_than_all_is_a_fault_in_a_series_too(faults_of):
    series = changed(SERIES, '"persons"', '"percent"\n    unit_by_city = { gamma = "persons" }')
    assert faults_of({"series/population.toml": series.replace("= 6", "= 600")}) == [
        "my/series/population.toml:18: population.table[2].values.beta: is 600; expected a percentage of at most 100"
    ]


def test_a_statement_may_be_in_another_currency_than_its_metric(faults_of):
    statement = changed(STATEMENT, 'unit = "toys"', 'unit = "USD"\n    metric = "gdp"')
    assert faults_of({"statements.toml": statement}) == []


def test_every_source_is_used(faults_of):
    assert faults_of({"sources.toml": "[paper]" + dedent(SOURCE)}) == [
        "my/sources.toml:1: paper: is a source that nothing refers to; expected a fact that rests on it"
    ]


def test_a_source_that_replaces_a_built_in_one_need_not_be_used_again(faults_of):
    assert faults_of({"sources.toml": "[atlas]" + dedent(SOURCE)}) == []


def test_a_source_may_be_used_by_any_kind_of_record(faults_of):
    for text, kind in ((INDUSTRY, "industry"), (STATEMENT, "statement"), (FACILITY, "facility"), (SERIES, "series")):
        uses = {FILE[kind]: text.replace('"atlas"', '"paper"')}
        assert faults_of({"sources.toml": "[paper]" + dedent(SOURCE), **uses}) == [], kind


def test_an_id_stands_once_in_a_folder(faults_of):
    assert faults_of({"facilities/a.toml": FACILITY, "facilities/b.toml": FACILITY}) == [
        "my/facilities/a.toml:1: mine: is a repeated id, b.toml has it too; expected another id, or one record",
        "my/facilities/b.toml:1: mine: is a repeated id, a.toml has it too; expected another id, or one record",
    ]


def test_a_second_record_of_an_id_is_checked_like_any_other(faults_of):
    other = changed(FACILITY, '"science park"', '"zoo"')
    found = faults_of({"facilities/a.toml": FACILITY, "facilities/b.toml": other})
    assert [text.split(": is ")[0] for text in found] == [
        "my/facilities/a.toml:1: mine",
        "my/facilities/b.toml:1: mine",
        "my/facilities/b.toml:4: mine.kind",
    ]


def test_a_source_is_read_after_it_is_published(faults_of):
    source = "[paper]" + dedent(SOURCE)
    statement = changed(STATEMENT, '"atlas"', '"paper"')
    for published in ("2019-12-31", "2020", "2020-06"):
        files = {"sources.toml": source + f'published = "{published}"\n', "statements.toml": statement}
        assert faults_of(files) == []
    late = changed(source, 'accessed = "2020"', 'accessed = "2020-05-31"\npublished = "2020-06"')
    assert faults_of({"sources.toml": late, "statements.toml": statement}) == [
        'my/sources.toml:7: paper.published: is "2020-06", after it was read on "2020-05-31"; expected an earlier date'
    ]


@pytest.mark.parametrize("metric", ["population-density", "facilities-operating"])
def test_a_stored_metric_cannot_have_the_id_of_a_computed_one(metric, faults_of):
    files = {f"series/{metric}.toml": changed(SERIES, '"population"', f'"{metric}"')}
    assert faults_of(files) == [
        f'my/series/{metric}.toml:1: {metric}.id: is "{metric}", a metric that the program computes; expected another id'
    ]


def test_a_metric_may_be_replaced_by_a_computed_one_and_count_otherwise_for_a_subject(faults_of):
    more = 'unit = "persons"\n    replaced_by = "population-density"\n    unit_by_city = { gba = "percent" }'
    assert faults_of({"series/population.toml": changed(SERIES, 'unit = "persons"', more)}) == []


def test_hidden_files_and_the_settings_of_editors_are_passed_over(faults_of):
    settings = {".taplo.toml": "x", "taplo.toml": "x", "tombi.toml": "x", ".vscode/a.toml": "x", "_drafts/a.toml": "x"}
    schemas = {"schemas/city.schema.json": "{}", "facilities/.old/a.toml": "x", "facilities/.a.toml": "x"}
    assert faults_of({**GOOD, **settings, **schemas}) == []


def test_an_id_stands_once_in_a_file(faults_of):
    assert faults_of({"industries.toml": INDUSTRY + INDUSTRY}) == [
        "my/industries.toml:7: is not TOML: Cannot declare ('toys',) twice"
    ]


def test_files_that_cannot_be_read_are_told_of_beside_all_others(faults_of):
    files = {
        "cities.toml": b'[beta]\nname = "\xff"\n',
        "facilities/mine.toml": FACILITY + "oops",
        "statements.toml": STATEMENT + '    note = ""\n',
    }
    assert faults_of(files) == [
        "my/cities.toml:2: is not UTF-8; save the file as UTF-8",
        "my/facilities/mine.toml:10: is not TOML: Expected '=' after a key in a key/value pair",
        "my/statements.toml:10: one.note: is empty; expected text (what is not known is left out)",
    ]


def test_a_file_where_none_is_looked_for_is_not_passed_over(faults_of):
    expected = "expected about.toml, sources.toml, cities.toml, industries.toml, statements.toml, "
    expected += "or a file of facilities/ or series/"
    files = {"citys.toml": CITY, "facility/a.toml": FACILITY, "series/old/x.toml": SERIES, "notes/readme.txt": ""}
    assert faults_of(files) == [
        f'my/citys.toml: is where no facts are looked for; {expected}; did you mean "cities.toml"?',
        f'my/facility/a.toml: is where no facts are looked for; {expected}; did you mean "facilities"?',
        f"my/series/old/x.toml: is where no facts are looked for; {expected}",
    ]


def test_a_faulty_record_is_not_missed_by_those_that_refer_to_it(faults_of):
    files = {
        "sources.toml": "[paper]" + changed(dedent(SOURCE), '"journal"', '"jurnal"'),
        "cities.toml": changed(CITY, '"core city"', '"cor city"'),
        "facilities/mine.toml": changed(FACILITY, '"science park"', '"zoo"').replace("atlas", "paper"),
        "statements.toml": changed(STATEMENT, '"beta"', '"mine"'),
    }
    assert [text.partition("; ")[0] for text in faults_of(files)] == [
        'my/cities.toml:6: beta.role: is "cor city"',
        'my/facilities/mine.toml:4: mine.kind: is "zoo"',
        'my/sources.toml:4: paper.kind: is "jurnal"',
    ]


def test_what_a_file_that_cannot_be_read_may_have_held_is_not_missed(faults_of):
    files = {
        "sources.toml": "[paper",
        "facilities/mine.toml": FACILITY.replace("atlas", "paper"),
    }
    assert faults_of(files) == ["my/sources.toml:1: is not TOML: Expected ']' at the end of a table declaration"]


def test_all_faults_of_a_record_come_in_one_run_in_order_of_line(faults_of):
    text = """
        [mine]
        name = ""
        cities = ["bta"]
        kind = "zoo"
        field = "rocks"
        history = [
          { status = "planned", date = "2018-13", source = "atls", locator = "1" },
        ]
        colour = "red"
    """
    assert [fault.split(": ")[0:2] for fault in faults_of({"facilities/a.toml": text})] == [
        ["my/facilities/a.toml:2", "mine.name"],
        ["my/facilities/a.toml:3", "mine.cities[1]"],
        ["my/facilities/a.toml:4", "mine.kind"],
        ["my/facilities/a.toml:7", "mine.history[1].date"],
        ["my/facilities/a.toml:7", "mine.history[1].source"],
        ["my/facilities/a.toml:9", "mine.colour"],
    ]


def test_a_series_that_a_later_folder_replaces_is_checked_all_the_same(tmp_path):
    write(tmp_path / "one", {"series/population.toml": changed(SERIES, '"people"', '"folk"')})
    write(tmp_path / "two", {"series/population.toml": SERIES})
    checked, faults = check_layers([TINY, *[Layer(tmp_path / name, name) for name in ("one", "two")]])
    assert [(fault.record, fault.field) for fault in faults] == [("population", "group")]
    assert len(checked.catalog.series("population").stats) == 3


def test_a_later_folder_may_refer_to_an_earlier_one(tmp_path):
    write(tmp_path / "one", {"sources.toml": "[paper]" + dedent(SOURCE)})
    write(tmp_path / "two", {"industries.toml": INDUSTRY.replace("atlas", "paper")})
    checked, faults = check_layers([TINY, *[Layer(tmp_path / name, name) for name in ("one", "two")]])
    assert faults == []
    assert checked.catalog.industries["toys"].origin == "two"


def test_nothing_in_a_file_reaches_the_terminal_as_a_command(faults_of):
    text = '["a\\u001b[2J"]\nname = "\\u001b]0;x\\u0007\\n"\nkind = "\\u202e"\n'
    for fault in faults_of({"industries.toml": text}):
        assert fault.isprintable()


@pytest.mark.slow
def test_ten_thousand_wrong_words_are_told_quickly(tmp_path):
    from time import perf_counter

    wrong = [
        FACILITY.replace("mine", f"m{i}").replace("beta", f"bta{i}").replace("park", f"prk{i}") for i in range(10000)
    ]
    write(tmp_path / "my", {"facilities/a.toml": "".join(wrong)})
    begun = perf_counter()
    faults = check_layers([TINY, Layer(tmp_path / "my", "my")])[1]
    assert len(faults) == 20000
    assert perf_counter() - begun < 60


class TestAddingAYear:
    """The handbook promises: five lines, and each slip in them is told with its line."""

    TABLE = """
[[table]]
period = "2025-12-31"
source = "yearbook"
locator = "table 9"
values = { alpha = 1020000, beta = 2700000, gamma = 720000 }
"""

    @pytest.fixture
    def add(self, tmp_path, monkeypatch):
        def run(table: str) -> list[str]:
            monkeypatch.chdir(tmp_path)
            monkeypatch.setattr(reading, "built_in", lambda: TINY)
            before = (TINY.root / "series" / "population.toml").read_text(encoding="utf-8")
            self.line = before.count("\n") + 1
            write(tmp_path / "series", {"population.toml": before + table})
            faults, _ = check_paths(["series/population.toml"])
            return [fault.text.removeprefix("series/population.toml:") for fault in faults]

        return run

    def test_five_lines_are_enough(self, add):
        assert self.TABLE.strip().count("\n") + 1 == 5
        assert add(self.TABLE) == []

    def test_a_wrong_city(self, add):
        place = "population.table[3].values.gama"
        expected = 'the id of a city, or of a subject of about.toml; did you mean "gamma"?'
        assert add(self.TABLE.replace("gamma", "gama")) == [f'{self.line + 5}: {place}: is "gama"; expected {expected}']

    def test_a_wrong_unit(self, add):
        known = "period, source, locator, values, qualifiers, locators, notes, checked_by"
        assert add(self.TABLE + 'unit = "CNY"\n') == [
            f"{self.line + 6}: population.table[3].unit: is no known field; expected one of {known}"
        ]

    def test_a_missing_source(self, add):
        assert add(self.TABLE.replace('source = "yearbook"\n', "")) == [
            f"{self.line + 1}: population.table[3].source: is missing; expected the id of a source"
        ]

    def test_a_source_that_is_not_there(self, add):
        expected = 'the id of a source; did you mean "yearbook"?'
        assert add(self.TABLE.replace("yearbook", "year-book")) == [
            f'{self.line + 3}: population.table[3].source: is "year-book"; expected {expected}'
        ]
