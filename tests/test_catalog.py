"""Finding, reading and layering fact folders."""

import shutil

import pytest
from conftest import TINY

from gbacli.catalog import Catalog, Layer, built_in, reading
from gbacli.errors import FactsError
from gbacli.model import BUILT_IN, Event, Expectation, Facility, Stat


def test_a_facility_is_built_with_its_history_and_all_its_sources(tiny):
    assert tiny.facilities["ring-ii"] == Facility(
        id="ring-ii",
        name="Ring Light Source, phase II",
        kind="large research infrastructure",
        field="photon science",
        cities=("beta", "gamma"),
        history=(Event(status="planned", date="2019-01", source="gazette", locator="P4", seen=True),),
        expected=(Expectation(status="operating", date="2022", source="atlas", locator="page 8", note="first light"),),
        sources=("gazette", "atlas"),
    )
    assert tiny.facilities["ring"].sources == ("gazette", "atlas")


def test_a_repeated_status_does_not_move_the_date_since_when(tiny):
    assert (tiny.facilities["ring"].status, tiny.facilities["ring"].status_date) == ("operating", "2018-08-23")
    assert (tiny.facilities["harbour-lab"].status, tiny.facilities["harbour-lab"].status_date) == ("established", None)


def test_a_published_table_becomes_one_stat_a_city(tiny):
    series = tiny.series("population")
    assert series is not None
    assert len(series.stats) == 6
    assert series.stats[5] == Stat(
        id="gamma.population.2018-12-31",
        subject="gamma",
        label="Population",
        value=710000,
        unit="persons",
        qualifier="about",
        period="2018-12-31",
        source="yearbook",
        locator="table 1",
        metric="population",
        note="preliminary",
    )
    assert series.stats[4].checked_by == ("gazette",)


def test_the_unit_of_a_value_is_that_of_its_city(tiny):
    gdp = tiny.series("gdp")
    assert gdp is not None
    assert {stat.subject: stat.unit for stat in gdp.stats} == {"alpha": "HKD", "beta": "CNY", "gamma": "CNY"}


def test_records_cannot_be_changed(tiny):
    with pytest.raises(AttributeError):
        tiny.cities["alpha"].name = "Omega"


def test_only_the_files_asked_for_are_read(tmp_path):
    folder = tmp_path / "facts"
    shutil.copytree(TINY, folder)
    (folder / "sources.toml").write_text("this is no TOML")
    catalog = Catalog([Layer(folder, BUILT_IN, trusted=True)])
    assert list(catalog.cities) == ["alpha", "beta", "gamma"]
    with pytest.raises(FactsError, match=r"sources\.toml:1: is not TOML"):
        _ = catalog.sources


def test_records_named_are_those_of_the_whole_file_and_only_they_are_parsed(tmp_path, real):
    tiny = (TINY / "sources.toml").read_text(encoding="utf-8")
    tmp_path.joinpath("sources.toml").write_text(f"{tiny}\n[broken]\nno = \n", encoding="utf-8")
    ids = list(real.sources)[3:300:40]

    assert Catalog([built_in()]).named("sources", ids) == {key: real.sources[key] for key in ids}
    assert list(Catalog([Layer(tmp_path, BUILT_IN, trusted=True)]).named("sources", ["atlas"])) == ["atlas"]
    assert Catalog([Layer(TINY, BUILT_IN, trusted=True)]).named("sources", []) == {}


@pytest.mark.parametrize("head", ["[atlas]  # of 2019", "[ atlas ]", '["atlas"]'])
def test_a_record_is_found_whatever_its_head_looks_like(tmp_path, head):
    tiny = (TINY / "sources.toml").read_text(encoding="utf-8")
    tmp_path.joinpath("sources.toml").write_text(tiny.replace("[atlas]", head), encoding="utf-8")

    assert "atlas" in Catalog([Layer(tmp_path, BUILT_IN, trusted=True)]).named("sources", ["atlas"])


def test_of_metrics_only_what_stands_before_the_values_is_parsed(tmp_path, tiny):
    shutil.copytree(TINY, tmp_path, dirs_exist_ok=True)
    with open(tmp_path / "series" / "gdp.toml", "a", encoding="utf-8") as file:
        file.write("\n[[table]]\nnot TOML\n")
    assert Catalog([Layer(tmp_path, BUILT_IN, trusted=True)]).metrics == tiny.metrics


def test_the_facts_are_found_beside_the_package():
    layer = built_in()
    assert layer.trusted
    assert (layer.root / "cities.toml").is_file()


def test_an_unknown_key_in_the_built_in_facts_is_one_line_that_says_where(tmp_path):
    folder = tmp_path / "facts"
    folder.mkdir()
    (folder / "cities.toml").write_text('[x]\nname = "X"\nmayor = "Y"\n')
    with pytest.raises(FactsError) as caught:
        _ = Catalog([Layer(folder, BUILT_IN, trusted=True)]).cities
    assert str(folder / "cities.toml") in str(caught.value)
    assert "[x]" in str(caught.value)
    assert "mayor" in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"\xff\xfe", ":1: is not UTF-8; save the file as UTF-8"),
        (b'[a]\nname = "x"\nname = "y"\n', ":3: is not TOML: Cannot overwrite a value"),
        (b"[a]\n[a]\n", ":2: is not TOML: Cannot declare ('a',) twice"),
        (b'a = "', ":1: is not TOML: Unterminated string"),
        (b"a = " + b"[" * 20000, ": is not a fact file: its values are nested too deeply"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_with_its_line(tmp_path, content, complaint):
    path = tmp_path / "cities.toml"
    path.write_bytes(content)
    with pytest.raises(FactsError) as caught:
        reading.load(path)
    assert str(caught.value) == f"{path}{complaint}"


def test_a_byte_order_mark_and_windows_line_ends_make_no_difference(tmp_path):
    path = tmp_path / "x.toml"
    path.write_bytes(b'\xef\xbb\xbf[a]\r\nname = "x"\r\n')
    assert reading.load(path) == {"a": {"name": "x"}}


@pytest.mark.parametrize("make", [lambda path: path.mkdir(), lambda path: __import__("os").mkfifo(path)])
def test_what_is_no_regular_file_is_not_opened(tmp_path, make):
    path = tmp_path / "cities.toml"
    make(path)
    with pytest.raises(FactsError, match="is not a regular file"):
        reading.read(path)


def test_an_integer_too_long_for_python_is_a_fault(tmp_path):
    path = tmp_path / "cities.toml"
    path.write_bytes(b"[a]\nb = " + b"9" * 5000)
    with pytest.raises(FactsError, match="is not a fact file: Exceeds the limit"):
        reading.load(path)


def test_tables_that_were_read_before_are_not_read_again(tmp_path):
    layer = Layer(tmp_path / "nowhere", "mine")
    table = {"title": "Paper", "publisher": "Press", "kind": "journal", "url": "https://x.org/", "accessed": "2020"}
    catalog = Catalog([Layer(TINY, BUILT_IN, trusted=True), layer], {layer: {"source": {"paper": table}}})
    assert catalog.sources["paper"].origin == "mine"
    assert list(catalog.cities) == ["alpha", "beta", "gamma"]
    assert catalog.series("nosuch") is None


def test_what_is_no_kind_is_no_attribute():
    with pytest.raises(AttributeError, match="rivers"):
        _ = Catalog([]).rivers
