"""Every rule, by its smallest breaking example: the whole fault, with its line, and nothing beside it."""

from pathlib import Path
from textwrap import dedent

import pytest

from gbacli.catalog import Layer, layout
from gbacli.check import check_paths, inspect_layers
from gbacli.records import BUILT_IN

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
    monkeypatch.setattr(layout, "built_in", lambda: TINY)

    def check(files: dict[str, str | bytes]) -> list[str]:
        write(Path("my"), files)
        faults, _ = check_paths(["my"])
        _, same = inspect_layers([TINY, Layer(Path("my"), "my")])
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


IS_NO_DATE = 'expected a date such as "2018", "2018-08" or "2018-08-23", in quotes'
KINDS = (
    "large research infrastructure, national laboratory, state key laboratory, provincial laboratory, research centre, "
    "research network, supercomputing centre, science city, science park, industrial park, innovation zone, incubator, "
    "technology-transfer platform, association, industrial project, regional programme"
)
STATUSES = (
    "planned, approved, under-construction, commissioning, trial-operation, operating, completed, ended, established"
)

SHAPE = {
    "an unknown key": ("facility", 'name = "Mine"', 'naem = "M"\nname = "Mine"',
        '2: mine.naem: is no field of a facility; did you mean "name"?'),
    "an unknown key with nothing near": ("industry", "locator", 'zzz = 1\nlocator',
        ("5: toys.zzz: is no field of an industry; expected one of name, name_zh_hans, name_zh_hant, pinyin, aliases, "
        "cities, sources, locator, summary, note")),
    "an unknown key of an entry": ("facility", 'locator = "2"', 'locator = "2", dat = "2019"',
        '8: mine.history[2].dat: is no field of an entry of a history; did you mean "date"?'),
    "a table where none should be": ("statement", 'locator = "1"', 'locator = "1"\n[one.more]\na = 1',
        ("10: one.more: is no field of a statement; expected one of subject, label, value, unit, qualifier, period, "
        "source, locator, metric, scope, note, checked_by")),
    "a missing key": ("facility", '    field = "rocks"\n', "", "1: mine.field: is missing; expected text"),
    "a missing key of an entry": ("facility", ', locator = "2"', "",
        "8: mine.history[2].locator: is missing; expected text"),
    "a missing key of a series": ("series", '    label = "Population"\n', "", "1: population.label: is missing; expected text"),
    "a missing key of a table": ("series", '    locator = "1"\n', "", "7: population.table[1].locator: is missing; expected text"),
    "a number for a text": ("facility", '"Mine"', "7", "2: mine.name: is 7; expected text"),
    "a text for a number": ("statement", "value = 5", 'value = "5"', '4: one.value: is "5"; expected a number, without quotes'),
    "a truth value for a number": ("statement", "value = 5", "value = true",
        "4: one.value: is true; expected a number, without quotes"),
    "a text for a list": ("facility", '["beta"]', '"beta"',
        '3: mine.cities: is "beta"; expected a list, each item the id of a city'),
    "a list for a text": ("facility", '"rocks"', '["rocks"]', "5: mine.field: is a list; expected text"),
    "a list for a choice": ("facility", '"science park"', '["science park"]', f"4: mine.kind: is a list; expected one of {KINDS}"),
    "a table for a list": ("facility", '["beta"]', "{ beta = 1 }",
        "3: mine.cities: is a table; expected a list, each item the id of a city"),
    "a text for a table": ("series", "{ beta = 6 }", '"6"',
        '17: population.table[2].values: is "6"; expected a table of numbers by city, such as { shenzhen = 5 }'),
    "a text for an entry": ("facility", '{ status = "planned", date = "2018", source = "atlas", locator = "1" }', '"planned"',
        '7: mine.history[1]: is "planned"; expected a table that describes an entry of a history'),
    "a value for a record": ("facility", "[mine]", "x = 1\n[mine]", "1: x: is 1; expected a table that describes a facility"),
    "an empty text": ("facility", '"rocks"', '" "', "5: mine.field: is empty; expected text (what is not known is left out)"),
    "a stand-in for a text": ("facility", '"rocks"', '"N/A"',
        '5: mine.field: is "N/A"; expected text (what is not known is left out)'),
    "a stand-in for a date": ("facility", '"2018"', '"unknown"',
        f'7: mine.history[1].date: is "unknown"; {IS_NO_DATE} (what is not known is left out)'),
    "a stand-in for a number": ("statement", "value = 5", "value = -1",
        "4: one.value: is -1; expected 0 or more (what is not known is left out)"),
    "an empty list": ("facility", '["beta"]', "[]", "3: mine.cities: is empty; expected at least one item, the id of a city"),
    "an empty table": ("series", "{ beta = 6 }", "{}",
        "17: population.table[2].values: is empty; expected a table of numbers by city, such as { shenzhen = 5 }"),
    "an item there twice": ("facility", '["beta"]', '["beta", "beta"]',
        '3: mine.cities[2]: is "beta" again; expected each item once'),
    "a value near one of a closed list": ("facility", '"operating"', '"operatng"',
        f'8: mine.history[2].status: is "operatng"; expected one of {STATUSES}; did you mean "operating"?'),
    "a value far from a closed list": ("facility", '"science park"', '"zoo"', f'4: mine.kind: is "zoo"; expected one of {KINDS}'),
    "a unit that no series has": ("series", '"persons"', '"people"',
        ('4: population.unit: is "people"; expected one of persons, km2, CNY, HKD, MOP, USD, percent, patents, enterprises, '
        "passengers, tonnes, TEU, rank")),
    "a day that is not in the calendar": ("facility", '"2018"', '"2018-02-30"',
        f'7: mine.history[1].date: is "2018-02-30"; {IS_NO_DATE}'),
    "a leap day of no leap year": ("facility", '"2018"', '"1900-02-29"',
        f'7: mine.history[1].date: is "1900-02-29"; {IS_NO_DATE}'),
    "a month 13": ("series", '"2018"', '"2018-13"', f'8: population.table[1].period: is "2018-13"; {IS_NO_DATE}'),
    "a date without quotes": ("facility", '"2018"', "2018-01-01",
        f"7: mine.history[1].date: is a date or time without quotes; {IS_NO_DATE}"),
    "a year without quotes": ("statement", '"2019"', "2019",
        f"7: one.period: is 2019; {IS_NO_DATE[:-11]}, or a span such as \"2015/2019\", in quotes"),
    "a span that runs backwards": ("statement", '"2019"', '"2019/2015"',
        f'7: one.period: is "2019/2015"; {IS_NO_DATE[:-11]}, or a span such as "2015/2019", in quotes'),
    "an id in capitals": ("facility", "[mine]", "[Mine]",
        '1: Mine: the id is "Mine"; expected an id of lower-case letters, digits and single hyphens, such as "csns-ii"'),
    "an id that is no plain word": ("industry", "[toys]", '["toys\\u001b[1m 二"]',
        ('1: "toys\\x1b[1m \u4e8c": the id is "toys\\x1b[1m \u4e8c"; expected an id of lower-case letters, digits and single '
        'hyphens, such as "csns-ii"')),
    "an id of a subject in capitals": ("about", "subjects.harbour", "subjects.Harbour",
        ('1: about.subjects.Harbour: the key is "Harbour"; expected an id of lower-case letters, digits and single hyphens, '
        'such as "csns-ii"')),
    "a latitude beyond the poles": ("city", "22.5", "92.5", "8: beta.latitude: is 92.5; expected degrees north from -90 to 90"),
    "no number at all": ("city", "22.5", "nan", "8: beta.latitude: is nan; expected degrees north from -90 to 90"),
    "an infinite number": ("series", "beta = 6", "beta = inf",
        "17: population.table[2].values.beta: is inf; expected a number, without quotes"),
    "a number beyond TOML's integers": ("statement", "value = 5", f"value = 1{'0' * 40}",
        "4: one.value: is a huge number; expected a number, without quotes"),
    "a code that is too short": ("city", '"440300"', '"4403"', '7: beta.gbt2260: is "4403"; expected six digits in quotes, such as "440300"'),
}  # fmt: skip

FILE = {
    "city": "cities.toml",
    "facility": "facilities/mine.toml",
    "industry": "industries.toml",
    "statement": "statements.toml",
    "series": "series/population.toml",
    "about": "about.toml",
}


@pytest.mark.parametrize(("kind", "old", "new", "fault"), SHAPE.values(), ids=SHAPE)
def test_a_fault_of_shape_is_told_with_its_line(kind, old, new, fault, faults_of):
    assert faults_of({**GOOD, FILE[kind]: changed(GOOD[FILE[kind]], old, new)}) == [f"my/{FILE[kind]}:{fault}"]


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


INSIDE = {
    "a history out of order": ("facility", '"2019-05"', '"2017"',
        '8: mine.history[2].date: is "2017", after an entry of "2018"; expected oldest first'),
    "a city outside the region": ("city", "22.5", "31.2",
        "8: beta.latitude: is 31.2, outside the Greater Bay Area; expected 21.0 to 24.8 degrees north"),
    "a city that neighbours itself": ("city", '["alpha", "gamma"]', '["alpha", "gamma", "beta"]',
        "10: beta.neighbours[3]: is the city itself; expected other cities"),
    "a percentage over 100": ("statement", 'value = 5\n    unit = "toys"', 'value = 100.5\nunit = "percent"',
        "4: one.value: is 100.5; expected a percentage of at most 100"),
    "a figure checked by its own source": ("statement", 'locator = "1"', 'locator = "1"\nchecked_by = ["gazette", "atlas"]',
        '10: one.checked_by[2]: is "atlas", the source itself; expected other sources that agree'),
    "a series in a file of another name": ("series", '"population"', '"people"',
        '1: population.id: is "people"; expected "population", the name of the file without .toml'),
    "a share over 100 in a series": ("series", '"persons"', '"percent"\nunit_by_city = { gamma = "persons" }', None),
    "a value less than nothing": ("series", "beta = 6", "beta = -6",
        "17: population.table[2].values.beta: is -6; expected 0 or more (what is not known is left out)"),
    "a second value of a city and period": ("series", '"2019"', '"2018"',
        ("17: population.table[2].values.beta: is a second value for 2018, beside that of table[1]; expected one (a note can "
        "name the other)")),
    "a table in another unit": ("series", 'values = { beta = 6 }', 'values = { beta = 6 }\nunit = "km2"',
        '18: population.table[2].unit: is "km2"; expected "persons", the unit of population for beta'),
    "a note on a city without a value": ("series", 'values = { beta = 6 }', 'values = { beta = 6 }\nnotes = { gamma = "ask" }',
        "18: population.table[2].notes.gamma: has no value in this table; expected one of beta"),
    "a value checked by the source of its table": ("series", 'values = { beta = 6 }',
        'values = { beta = 6 }\nchecked_by = { beta = ["atlas"] }',
        ('18: population.table[2].checked_by.beta[1]: is "atlas", the source of the table itself; expected other sources that '
        "agree")),
}  # fmt: skip


@pytest.mark.parametrize(("kind", "old", "new", "fault"), INSIDE.values(), ids=INSIDE)
def test_a_record_that_contradicts_itself_is_told_with_its_line(kind, old, new, fault, faults_of):
    expected = [] if fault is None else [f"my/{FILE[kind]}:{fault}"]
    assert faults_of({**GOOD, FILE[kind]: changed(GOOD[FILE[kind]], old, new)}) == expected


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


BEYOND = {
    "a city that is not there": ("facility", '["beta"]', '["beta", "betta"]',
        '3: mine.cities[2]: is "betta"; expected the id of a city of the Greater Bay Area; did you mean "beta"?'),
    "a facility in a city outside the region": ("facility", '["beta"]', '["shanghai"]',
        "3: mine.cities[1]: is \"shanghai\"; expected the id of a city of the Greater Bay Area ('gba cities' lists them)"),
    "a source that is not there": ("facility", 'source = "atlas", locator = "2"', 'source = "atls", locator = "2"',
        '8: mine.history[2].source: is "atls"; expected the id of a source; did you mean "atlas"?'),
    "a source of the record that is not there": ("industry", '["atlas"]', '["qqq"]',
        "4: toys.sources[1]: is \"qqq\"; expected the id of a source ('gba sources' lists them)"),
    "a subject that is not there": ("statement", '"beta"', '"omega"',
        '2: one.subject: is "omega"; expected the id of a city, facility, industry or subject of about.toml'),
    "a metric that is not there": ("statement", 'locator = "1"', 'locator = "1"\nmetric = "GDP per head"',
        "10: one.metric: is \"GDP per head\"; expected the id of a metric ('gba stats --metric help' lists them)"),
    "a value of a city that is not there": ("series", "{ beta = 6 }", "{ beta = 6, Gamma = 7 }",
        ('17: population.table[2].values.Gamma: is "Gamma"; expected the id of a city of the Greater Bay Area (or subject of '
        'about.toml); did you mean "gamma"?')),
    "a city of a subject that is not there": ("about", '["alpha"]', '["alfa"]',
        '3: about.subjects.harbour.cities[1]: is "alfa"; expected the id of a city of the Greater Bay Area; did you mean "alpha"?'),
    "a neighbour that does not know of it": ("city", '["alpha", "gamma"]', '["alpha"]',
        "10: beta.neighbours: leave out gamma, which names beta; expected both to name each other"),
    "a statement in another unit than its metric": ("statement", 'unit = "toys"', 'unit = "toys"\nmetric = "population"',
        '5: one.unit: is "toys"; expected "persons", the unit of population, or no metric'),
}  # fmt: skip


@pytest.mark.parametrize(("kind", "old", "new", "fault"), BEYOND.values(), ids=BEYOND)
def test_what_does_not_fit_other_records_is_told_with_its_line(kind, old, new, fault, faults_of):
    assert faults_of({**GOOD, FILE[kind]: changed(GOOD[FILE[kind]], old, new)}) == [f"my/{FILE[kind]}:{fault}"]


def test_a_neighbour_must_answer(faults_of):
    gamma = changed(changed(changed(CITY, "[beta]", "[delta]"), '"Beta"', '"Delta"'), '["alpha", "gamma"]', '["gamma"]')
    assert faults_of({"cities.toml": gamma}) == [
        'my/cities.toml:10: delta.neighbours[1]: is "gamma", which does not name delta; expected both to name each other'
    ]


def test_a_statement_may_be_in_another_currency_than_its_metric(faults_of):
    statement = changed(STATEMENT, 'unit = "toys"', 'unit = "USD"\n    metric = "gdp"')
    assert faults_of({"statements.toml": statement}) == []


def test_every_source_is_used(faults_of):
    assert faults_of({"sources.toml": "[paper]" + dedent(SOURCE)}) == [
        "my/sources.toml:1: paper: is a source that nothing refers to; expected a fact that rests on it, or no such source"
    ]


def test_a_source_that_replaces_a_built_in_one_need_not_be_used_again(faults_of):
    assert faults_of({"sources.toml": "[atlas]" + dedent(SOURCE)}) == []


def test_a_source_may_be_used_by_any_kind_of_record(faults_of):
    for text, kind in ((INDUSTRY, "industry"), (STATEMENT, "statement"), (FACILITY, "facility"), (SERIES, "series")):
        uses = {FILE[kind]: text.replace('"atlas"', '"paper"')}
        assert faults_of({"sources.toml": "[paper]" + dedent(SOURCE), **uses}) == [], kind


def test_an_id_stands_once_in_a_folder(faults_of):
    assert faults_of({"facilities/a.toml": FACILITY, "facilities/b.toml": FACILITY}) == [
        "my/facilities/b.toml:1: mine: is a repeated id, a.toml has it too; expected another id, or one record"
    ]


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
    expected = "expected about.toml, sources.toml, cities.toml, industries.toml, statements.toml, or a file of facilities/ or series/"
    files = {"citys.toml": CITY, "facility/a.toml": FACILITY, "series/old/x.toml": SERIES, "notes/readme.txt": ""}
    assert faults_of(files) == [
        f'my/citys.toml: is no file of facts by its name; {expected}; did you mean "cities.toml"?',
        f'my/facility/a.toml: is in no folder of facts; {expected}; did you mean "facilities"?',
        f"my/series/old/x.toml: is in no folder of facts; {expected}",
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
    catalog, faults = inspect_layers([TINY, *[Layer(tmp_path / name, name) for name in ("one", "two")]])
    assert [(fault.record, fault.field) for fault in faults] == [("population", "group")]
    assert len(catalog.series("population").stats) == 3


def test_a_later_folder_may_refer_to_an_earlier_one(tmp_path):
    write(tmp_path / "one", {"sources.toml": "[paper]" + dedent(SOURCE)})
    write(tmp_path / "two", {"industries.toml": INDUSTRY.replace("atlas", "paper")})
    catalog, faults = inspect_layers([TINY, *[Layer(tmp_path / name, name) for name in ("one", "two")]])
    assert faults == []
    assert catalog.industries["toys"].origin == "two"


def test_nothing_in_a_file_reaches_the_terminal_as_a_command(faults_of):
    text = '["a\\u001b[2J"]\nname = "\\u001b]0;x\\u0007\\n"\nkind = "\\u202e"\n'
    for fault in faults_of({"industries.toml": text}):
        assert fault.isprintable()


def test_ten_thousand_wrong_words_are_told_quickly(tmp_path):
    from time import perf_counter

    text = "".join(
        [
            changed(FACILITY, "mine", f"m{i}").replace('"beta"', f'"bta{i}"').replace("park", f"prk{i}")
            for i in range(10000)
        ]
    )
    write(tmp_path / "my", {"facilities/a.toml": dedent(text)})
    begun = perf_counter()
    _, faults = inspect_layers([TINY, Layer(tmp_path / "my", "my")])
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
            monkeypatch.setattr(layout, "built_in", lambda: TINY)
            before = (TINY.root / "series" / "population.toml").read_text(encoding="utf-8")
            self.line = before.count("\n") + 1
            write(tmp_path / "series", {"population.toml": before + table})
            return [
                fault.text.removeprefix("series/population.toml:")
                for fault in check_paths(["series/population.toml"])[0]
            ]

        return run

    def test_five_lines_are_enough(self, add):
        assert self.TABLE.strip().count("\n") + 1 == 5
        assert add(self.TABLE) == []

    def test_a_wrong_city(self, add):
        assert add(self.TABLE.replace("gamma", "gama")) == [
            (
                f'{self.line + 5}: population.table[3].values.gama: is "gama"; expected the id of a city of the Greater Bay Area '
                '(or subject of about.toml); did you mean "gamma"?'
            )
        ]

    def test_a_wrong_unit(self, add):
        assert add(self.TABLE + 'unit = "CNY"\n') == [
            f'{self.line + 6}: population.table[3].unit: is "CNY"; expected "persons", the unit of population for gamma'
        ]

    def test_a_missing_source(self, add):
        assert add(self.TABLE.replace('source = "yearbook"\n', "")) == [
            f"{self.line + 1}: population.table[3].source: is missing; expected the id of a source"
        ]

    def test_a_source_that_is_not_there(self, add):
        assert add(self.TABLE.replace("yearbook", "year-book")) == [
            f'{self.line + 3}: population.table[3].source: is "year-book"; expected the id of a source; did you mean "yearbook"?'
        ]
