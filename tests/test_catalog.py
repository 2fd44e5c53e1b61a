"""Finding, reading and layering fact folders."""

import shutil
from pathlib import Path

import pytest
from conftest import TINY

from gbacli.catalog import Catalog, Layer, built_in, reading
from gbacli.errors import FactsError
from gbacli.model import BUILT_IN, Event, Facility, Stat


def test_a_facility_is_built_with_its_history_and_all_its_sources(tiny):
    assert tiny.facilities["ring-ii"] == Facility(
        id="ring-ii",
        name="Ring Light Source, phase II",
        kind="large research infrastructure",
        field="photon science",
        cities=("beta", "gamma"),
        history=(Event(status="planned", date="2019-01", source="gazette", locator="P4"),),
        sources=("gazette",),
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
    assert str(folder / "cities.toml") in caught.value.message
    assert "[x]" in caught.value.message
    assert "mayor" in caught.value.message
    assert "\n" not in caught.value.message


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
        list(reading.tables(reading.read(path), path))
    assert caught.value.message == f"{path}{complaint}"


def test_a_byte_order_mark_and_windows_line_ends_make_no_difference(tmp_path):
    path = tmp_path / "x.toml"
    path.write_bytes(b'\xef\xbb\xbf[a]\r\nname = "x"\r\n')
    assert list(reading.tables(reading.read(path), path)) == [("a", {"name": "x"})]


@pytest.mark.parametrize("make", [lambda path: path.mkdir(), lambda path: __import__("os").mkfifo(path)])
def test_what_is_no_regular_file_is_not_opened(tmp_path, make):
    path = tmp_path / "cities.toml"
    make(path)
    with pytest.raises(FactsError, match="is not a regular file"):
        reading.read(path)


@pytest.fixture
def small_pieces(monkeypatch):
    """Read files in pieces of about a hundred bytes."""
    monkeypatch.setattr(reading, "BYTES_AT_A_TIME", 100)


def many(count: int, extra: str = "") -> str:
    return "".join([f'[t{place}]\nname = "n{place}"\n' for place in range(count)]) + extra


@pytest.mark.usefixtures("small_pieces")
def test_a_large_file_read_in_parts_is_what_it_is_as_a_whole():
    tricky = '[text]\nname = """\n[t7]\nname = "quoted"\n"""\nlist = [\n["a"],\n["b"],\n]\n[[text.sub]]\na = 1\n'
    text = many(450) + tricky + many(900).replace("[t", "[u")
    whole = reading.parse(text, Path("x.toml"))
    assert dict(reading.tables(text.encode(), Path("x.toml"))) == whole
    assert list(dict(reading.tables(text.encode(), Path("x.toml")))) == list(whole)


@pytest.mark.usefixtures("small_pieces")
def test_a_cut_inside_a_multi_line_string_changes_nothing():
    headers = "".join([f"[x{place}]\n" for place in range(700)])
    text = f'[a]\nname = """\n{headers}"""\n' + many(3)
    assert dict(reading.tables(text.encode(), Path("x.toml"))) == reading.parse(text, Path("x.toml"))


@pytest.mark.usefixtures("small_pieces")
def test_an_id_repeated_far_apart_is_still_a_fault_with_its_line():
    text = many(700, extra="[t3]\n")
    with pytest.raises(FactsError, match=r"^x\.toml:1401: is not TOML: Cannot declare \('t3',\) twice$"):
        list(reading.tables(text.encode(), Path("x.toml")))


@pytest.mark.usefixtures("small_pieces")
def test_a_table_taken_up_again_far_away_comes_twice():
    text = many(20, extra="[t3.more]\na = 1\n")

    found = list(reading.tables(text.encode(), Path("x.toml")))

    assert found.count(("t3", {"name": "n3", "more": {"a": 1}})) == 1
    assert [key for key, _ in found].count("t3") == 2


def test_an_integer_too_long_for_python_is_a_fault(tmp_path):
    path = tmp_path / "cities.toml"
    path.write_bytes(b"[a]\nb = " + b"9" * 5000)
    with pytest.raises(FactsError, match="is not a fact file: Exceeds the limit"):
        list(reading.tables(reading.read(path), path))
