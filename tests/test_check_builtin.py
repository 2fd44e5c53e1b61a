"""The rules that only the built-in facts must keep, on a copy of the tiny ones."""

import shutil
from pathlib import Path

import pytest

from gbacli.catalog import Layer, layout
from gbacli.check import check_paths
from gbacli.model import BUILT_IN

TINY = Path(__file__).parent / "data" / "tiny"
THREE = "facts/cities.toml: holds 3 cities; expected the eleven of the Greater Bay Area"


@pytest.fixture
def facts(tmp_path, monkeypatch):
    """A copy of the tiny facts that stands for the built-in ones, in the working directory."""
    shutil.copytree(TINY, tmp_path / "facts")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(layout, "built_in", lambda: Layer(tmp_path / "facts", BUILT_IN, trusted=True))
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


def test_the_edition_is_named(facts):
    change(facts / "about.toml", 'version = "2020-02-29"\n', "")
    assert faults() == ["facts/about.toml:1: about.version: is missing; expected it in the built-in facts"]
    (facts / "about.toml").unlink()
    assert "facts/about.toml: is missing; expected the version and the licence note of the facts" in faults()


RINGS = "facilities/rings.toml"


@pytest.mark.parametrize(
    ("file", "old", "new", "place", "whose"),
    [
        (RINGS, "RLS", "AL", f"{RINGS}:6: ring.aliases[1]", "the city alpha"),
        (RINGS, "RLS", "ring-ii", f"{RINGS}:21: ring-ii", "the facility ring"),
        (RINGS, "RLS", "Huánxíng Guāng-yuán", f"{RINGS}:6: ring.aliases[1]", "this record"),
        ("industries.toml", "kites and balloons", "ＧＤＰ", "series/gdp.toml:1: gdp", "the industry kites"),
        ("industries.toml", "风筝", "Population", "series/population.toml:1: population", "the industry kites"),
        ("about.toml", '["GBA"]', '["GBA", "Alpha"]', "about.toml:6: about.subjects.gba.aliases[2]", "the city alpha"),
        ("cities.toml", '["BT", "粤B"]', '["BT", "b-t"]', "cities.toml:21: beta.aliases[2]", "this record"),
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


def test_gdp_per_capita_agrees_with_gdp_and_population(facts):
    """Beta has 120,000 million over a mean of 2.55 million persons: 47,058.8. Alpha is no mainland city."""
    series = facts / "series" / "gdp-per-capita.toml"
    text = """
id = "gdp-per-capita"
label = "GDP per capita"
group = "economy"
unit = "CNY"
unit_by_city = { alpha = "HKD" }
definition = "By mean population."

[[table]]
period = "2018"
source = "yearbook"
locator = "table 3"
values = { alpha = 1, beta = 47999, gamma = 70922 }
"""
    series.write_text(text, encoding="utf-8")
    assert faults() == []
    change(series, "47999", "48001")
    place = "facts/series/gdp-per-capita.toml:13: gdp-per-capita.table[1].values.beta"
    expected = "about 47059, GDP over mean population, within 2 per cent"
    assert faults() == [f"{place}: is 48001; expected {expected}"]


@pytest.mark.parametrize(
    ("qualifier", "value", "agrees"),
    [
        ("about", 3310000, True),
        ("about", 3300000, True),
        ("about", 3000000, True),
        ("about", 3400000, False),
        ("about", 3320000, False),
        ("nearly", 3400000, True),
        ("nearly", 3300000, False),
        ("more-than", 3300000, True),
        ("more-than", 3400000, False),
        ("more-than", 3200000, False),
        ("exact", 3310000, True),
        ("exact", 3310001, False),
    ],
)
def test_the_nine_cities_add_up(qualifier, value, agrees, facts):
    """Beta and gamma, the nine cities of the tiny facts, have 3,310,000 inhabitants."""
    with (facts / "statements.toml").open("a", encoding="utf-8") as file:
        file.write(f"""
[nine-cities-population-2018]
subject = "nine-cities"
label = "population"
value = {value}
unit = "persons"
qualifier = "{qualifier}"
period = "2018"
source = "gazette"
locator = "P8"
metric = "population"
""")
    place = "facts/statements.toml:27: nine-cities-population-2018.value"
    fault = f"{place}: is {qualifier} {value}; expected what the series population adds up to, 3310000"
    assert faults() == ([] if agrees else [fault])


def test_somebody_elses_facts_may_share_names(facts, tmp_path):
    (tmp_path / "industries.toml").write_text(
        '[toys]\nname = "Alpha"\ncities = ["beta"]\nsources = ["atlas"]\nlocator = "1"\n', encoding="utf-8"
    )
    assert check_paths([tmp_path / "industries.toml"])[0] == []
