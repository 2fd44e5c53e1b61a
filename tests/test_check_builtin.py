"""The rules that only the built-in facts must keep, on a copy of the tiny ones."""

import shutil
from pathlib import Path

import pytest

from gbacli.catalog import Layer, reading
from gbacli.check import check_paths
from gbacli.model import BUILT_IN

TINY = Path(__file__).parent / "data" / "tiny"
THREE = "facts/cities.toml: holds 3 cities; expected the eleven of the Greater Bay Area"


@pytest.fixture
def facts(tmp_path, monkeypatch):
    """A copy of the tiny facts that stands for the built-in ones, in the working directory."""
    shutil.copytree(TINY, tmp_path / "facts")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(reading, "built_in", lambda: Layer(tmp_path / "facts", BUILT_IN, trusted=True))
    return tmp_path / "facts"


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def faults() -> list[str]:
    """List the faults of the built-in facts, but for the one that three cities are not eleven."""
    found = [fault.text for fault in check_paths([])[0]]
    assert THREE in found
    return [text for text in found if text != THREE]


def test_there_are_eleven_cities(facts):
    assert [fault.text for fault in check_paths([])[0]] == [THREE]


RINGS = "facilities/rings.toml"


@pytest.mark.parametrize(
    ("file", "old", "new", "place", "whose"),
    [
        (RINGS, "RLS", "AL", f"{RINGS}:6: ring.aliases[1]", "the city alpha"),
        (RINGS, "RLS", "ring-ii", f"{RINGS}:21: ring-ii", "the facility ring"),
        ("industries.toml", "kites and balloons", "ＧＤＰ", "series/gdp.toml:1: gdp", "the industry kites"),
        ("industries.toml", "风筝", "Population", "series/population.toml:1: population", "the industry kites"),
        ("about.toml", '["GBA"]', '["GBA", "Alpha"]', "about.toml:6: about.subjects.gba.aliases[2]", "the city alpha"),
        ("cities.toml", '["BT", "粤B"]', '["阿爾法特別行政區"]', "cities.toml:21: beta.aliases[1]", "the city alpha"),
    ],
)
def test_no_two_records_share_a_name(file, old, new, place, whose, facts):
    change(facts / file, old, new)
    found = [text for text in faults() if text.startswith(f"facts/{place}: ")]
    assert len(found) == 1
    assert found[0].endswith(f", a name that {whose} has already; expected a name of its own")


def test_a_record_may_have_its_id_and_its_chinese_names_for_other_names_too(facts):
    change(facts / "about.toml", '["GBA"]', '["gba", "Tiny"]')
    assert faults() == []


def test_tables_are_in_order(facts):
    change(facts / "series" / "gdp.toml", '"2016"', '"2019"')
    assert faults() == [
        'facts/series/gdp.toml:15: gdp.table[2].period: is "2018", after a table of "2019"; expected oldest first'
    ]


LIKE_A_REPORT = "is the date of its source; expected seen = true, or a note that says what happened that day"


@pytest.mark.parametrize(
    ("entry", "field", "message"),
    [
        ('date = "2018-08-24", note = "As of 24 August it runs"', "note", "as of"),
        ('date = "2018-08-24", note = "first beam; still no users"', "note", "still"),
        ('date = "2018-08-24", locator = "P3, listed among those at work"', "locator", "listed"),
        ('date = "2018-08-23"', "date", None),
        ('date = "2018-08-23", note = "opened"', "", None),
        ('date = "2018-08-24", note = "By then seen in use", seen = true', "", None),
        ('date = "2018-08-23", seen = true', "", None),
        ('date = "2018"', "", None),
        ('note = "opened"', "", None),
    ],
)
def test_the_first_entry_of_a_status_is_a_start_or_is_marked_as_seen(entry, field, message, facts):
    """The gazette was published on 2018-08-23."""
    own = entry if "locator" in entry else f'{entry}, locator = "P3"'
    change(
        facts / RINGS,
        'date = "2018-08-23", source = "gazette", locator = "P3", note = "opened"',
        f'source = "gazette", {own}',
    )
    change(facts / "sources.toml", 'accessed = "2020-02-02"', 'accessed = "2020-02-03"')
    says = f'says "{message}", as of a report; expected seen = true, or what began' if message else LIKE_A_REPORT
    assert faults() == ([f"facts/{RINGS}:17: ring.history[3].{field}: {says}"] if field else [])


def test_a_user_may_write_of_a_report_without_a_mark(facts, tmp_path):
    text = (facts / RINGS).read_text(encoding="utf-8").replace('note = "opened"', 'note = "As of now"')
    (tmp_path / "rings.toml").write_text(text, encoding="utf-8")
    assert check_paths([tmp_path / "rings.toml"])[0] == []


def test_somebody_elses_facts_may_share_names(facts, tmp_path):
    (tmp_path / "industries.toml").write_text(
        '[toys]\nname = "Alpha"\ncities = ["beta"]\nsources = ["atlas"]\nlocator = "1"\n', encoding="utf-8"
    )
    assert check_paths([tmp_path / "industries.toml"])[0] == []
