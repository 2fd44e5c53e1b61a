"""Folders of one's own facts over the built-in ones: added, replaced, and marked in every output."""

import os

import pytest

RECORD = """
[{id}]
name = "{name}"
cities = ["beta"]
kind = "research centre"
field = "kites"
history = [{{ status = "planned", date = "2020", source = "gazette", locator = "P1" }}]
"""


@pytest.fixture
def folder(tmp_path):
    """A folder with one new facility and one that replaces a built-in one."""
    place = tmp_path / "mine" / "facilities"
    place.mkdir(parents=True)
    (place / "own.toml").write_text(
        RECORD.format(id="kite-works", name="Kite Works") + RECORD.format(id="ring", name="My own Ring")
    )
    return str(place.parent)


def test_a_new_id_adds_and_a_known_id_replaces_the_whole_record(tiny_gba, folder):
    found = {one["id"]: one for one in tiny_gba("--facts", folder, "facilities", "--json").json()}
    assert set(found) == {"ring", "ring-ii", "harbour-lab", "kite-works"}
    assert (found["ring"]["name"], found["ring"]["site"], found["ring"]["origin"]) == ("My own Ring", None, folder)
    assert (found["kite-works"]["origin"], found["ring-ii"]["origin"]) == (folder, "built-in")


@pytest.mark.parametrize("form", ["table", "tree", "csv", "tsv", "markdown", "jsonl"])
def test_every_output_says_where_such_a_record_comes_from(tiny_gba, folder, form):
    out = tiny_gba("--facts", folder, "facilities", "--format", form).out
    assert out.replace("\\", "").count(folder) == 2


@pytest.mark.parametrize(
    "command",
    [
        ["cities"],
        ["show", "kite-works"],
        ["show", "kite-works", "--json"],
        ["facilities", "--timeline"],
        ["search", "kite"],
    ],
    ids=" ".join,
)
def test_other_commands_mark_it_too(tiny_gba, folder, command):
    assert folder in tiny_gba("--facts", folder, *command).out.replace("\n", "")


def test_the_folders_of_the_environment_count_unless_the_option_is_given(tiny_gba, folder, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    env = {"GBA_FACTS": os.pathsep.join([folder, str(other)])}
    assert "kite-works" in tiny_gba("facilities", "--json", env=env).out
    assert "kite-works" not in tiny_gba("--facts", str(other), "facilities", "--json", env=env).out


def test_a_later_folder_lies_over_an_earlier_one(tiny_gba, folder, tmp_path):
    place = tmp_path / "top" / "facilities"
    place.mkdir(parents=True)
    (place / "x.toml").write_text(RECORD.format(id="ring", name="Top Ring"))
    top = str(place.parent)
    found = tiny_gba("--facts", folder, "--facts", top, "facilities", "--json").json()
    assert {one["name"]: one["origin"] for one in found if one["id"] == "ring"} == {"Top Ring": top}


def test_a_series_replaces_the_whole_metric(tiny_gba, tmp_path):
    (tmp_path / "series").mkdir()
    (tmp_path / "series" / "gdp.toml").write_text(
        'id = "gdp"\nlabel = "GDP"\ngroup = "economy"\nunit = "CNY"\ndefinition = "Mine."\n\n'
        '[[table]]\nperiod = "2020"\nsource = "yearbook"\nlocator = "t"\nvalues = { beta = 7 }\n'
    )
    found = tiny_gba("--facts", str(tmp_path), "stats", "--metric", "gdp", "--history", "--json").json()
    assert [(one["id"], one["value"], one["origin"]) for one in found] == [("beta.gdp.2020", 7, str(tmp_path))]


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("nowhere", "'nowhere' is not there; --facts and GBA_FACTS take folders of the layout of facts/"),
        ("file.toml", "'file.toml' is not a folder; --facts and GBA_FACTS take folders of the layout of facts/"),
        ("", "'' is not there; --facts and GBA_FACTS take folders"),
        ("a\0b", r"'a\x00b' is not there"),
    ],
)
def test_a_folder_that_is_none_is_said(tiny_gba, tmp_path, monkeypatch, path, message):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file.toml").write_text("")
    done = tiny_gba("--facts", path, "cities")
    assert (done.code, done.out) == (3, "")
    assert done.err.startswith(f"gba: {message}")


def test_a_faulty_folder_stops_every_command_with_the_first_faults_and_the_way_to_all(tiny_gba, tmp_path):
    place = tmp_path / "facilities"
    place.mkdir()
    (place / "own.toml").write_text(
        "".join([RECORD.format(id=f"kite-{n}", name=f"Kite {n}").replace('"planned"', '"plannd"') for n in range(5)])
    )
    for command in (["cities"], ["facilities", "--json"], ["get", "beta", "population"], ["stats"]):
        done = tiny_gba("--facts", str(tmp_path), *command)
        assert (done.code, done.out) == (3, "")
        assert done.err.startswith(f"gba: {place / 'own.toml'}:7: kite-0.history")
        assert done.err.endswith(f"; and 2 more; 'gba check {tmp_path}' lists every fault\n")
        assert done.err.count("\n") == 1
