"""What `gba check [PATH]...` takes for a path, what it counts, and how it answers."""

import json
import os
from pathlib import Path

import pytest

from gbacli.check import check_paths
from gbacli.cli.check import in_words

FACILITY = """
[mine]
name = "Mine"
cities = ["zhuhai"]
kind = "science park"
field = "rocks"
history = [{ status = "planned", source = "SOURCE", locator = "1" }]
"""
SOURCE = """
[paper]
title = "Paper"
publisher = "Press"
kind = "journal"
url = "https://example.org/"
accessed = "2020"
"""
STATEMENT = """
[one]
subject = "mine"
label = "rocks"
value = 5
unit = "rocks"
qualifier = "exact"
period = "2019"
source = "paper"
locator = "1"
"""
SERIES = """
id = "rocks"
label = "Rocks"
group = "trade"
unit = "tonnes"
definition = "Rocks moved."

[[table]]
period = "2019"
source = "paper"
locator = "1"
values = { zhuhai = 1, macao = 2 }
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder of facts with one fault in each of two files, the working directory above it."""
    monkeypatch.chdir(tmp_path)
    my = tmp_path / "my"
    for name, text in {
        "sources.toml": SOURCE,
        "facilities/mine.toml": FACILITY.replace("SOURCE", "paper").replace("science park", "zoo"),
        "statements.toml": STATEMENT.replace("exact", "exactly"),
        "series/rocks.toml": SERIES,
        "notes.txt": "no facts",
    }.items():
        path = my / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.lstrip(), encoding="utf-8")
    return my


def places(*paths: str | Path) -> list[str]:
    return [f"{fault.path}:{fault.line}" for fault in check_paths(paths)[0]]


BOTH = ["my/facilities/mine.toml:4", "my/statements.toml:6"]


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("my", BOTH),
        ("my/", BOTH),
        ("my/facilities", BOTH[:1]),
        ("my/facilities/mine.toml", BOTH[:1]),
        ("my/statements.toml", BOTH[1:]),
        ("my/series", []),
        ("my/series/rocks.toml", []),
        ("my/sources.toml", []),
    ],
)
def test_a_part_of_a_folder_is_checked_with_the_rest_in_view(path, found, folder):
    assert places(path) == found


def test_the_working_directory_is_a_path_like_any_other(folder, monkeypatch):
    monkeypatch.chdir(folder)
    assert places(".") == ["facilities/mine.toml:4", "statements.toml:6"]
    monkeypatch.chdir(folder / "facilities")
    assert [os.path.basename(place) for place in places(".")] == ["mine.toml:4"]
    assert [os.path.basename(place) for place in places("mine.toml")] == ["mine.toml:4"]
    assert places("../series/rocks.toml") == []


def test_several_paths_are_checked_together_and_no_fault_twice(folder):
    assert places("my/facilities", "my/statements.toml", "my/facilities/mine.toml") == BOTH


SEED_FACILITY = FACILITY.replace("SOURCE", "seed-copy")
SEED_STATEMENT = STATEMENT.replace("mine", "csns").replace("paper", "seed-copy")
SEED_SERIES = SERIES.replace("paper", "seed-copy")
INDUSTRY = '[toys]\nname = "Toys"\ncities = ["macao"]\nsources = ["seed-copy"]\nlocator = "1"\n'
SUBJECT = '[subjects.harbour]\nname = "Harbour"\n'


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (SEED_FACILITY, None),
        (FACILITY, 'mine.history[1].source: is "SOURCE"; expected the id of a source'),
        (SEED_FACILITY.replace("kind", "knd"), 'mine.knd: is no known field; did you mean "kind"?'),
        (SOURCE, "paper: is a source that nothing refers to; expected a fact that rests on it"),
        (SEED_STATEMENT, None),
        (SEED_STATEMENT + "valu = 6\n", 'one.valu: is no known field; did you mean "value"?'),
        (SEED_SERIES, None),
        (
            SEED_SERIES.replace("definition", "defin"),
            'rocks.defin: is no known field; did you mean "definition"?',
        ),
        (INDUSTRY, None),
        (INDUSTRY.replace("locator = ", "note = "), "toys.locator: is missing; expected text"),
        (SUBJECT, None),
        (SUBJECT + 'nam = "x"', 'rocks.subjects.harbour.nam: is no known field; did you mean "name"?'),
        ("", None),
        (
            '[x]\nname = "X"\ncolour = 1\n',
            "x.cities: is missing; expected a list of one or more, each item the id of a city",
        ),
    ],
)
def test_a_file_of_any_name_is_known_by_its_keys(text, fault, tmp_path):
    path = tmp_path / "rocks.toml"
    path.write_text(text, encoding="utf-8")
    found = [one.text.partition(": ")[2].partition(" ('gba")[0] for one in check_paths([path])[0]]
    assert fault in found if fault else found == []


@pytest.mark.parametrize(
    ("content", "fault"),
    [(b"\xff", "1: is not UTF-8; save the file as UTF-8"), (b"a = ", "1: is not TOML: Invalid value")],
)
def test_a_file_that_cannot_be_read_is_one_fault(content, fault, tmp_path):
    path = tmp_path / "rocks.toml"
    path.write_bytes(content)
    assert [one.text for one in check_paths([path])[0]] == [f"{path}:{fault}"]


def test_a_path_that_leads_nowhere_is_a_fault(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    os.mkfifo(tmp_path / "pipe.toml")
    texts = [fault.text for fault in check_paths(["nosuch", "x" * 5000, "a\0b", "pipe.toml"])[0]]
    assert texts[0] == "nosuch: is not there; expected a folder or file of facts"
    assert texts[1].endswith(": is not there; expected a folder or file of facts")
    assert texts[2].startswith("a\\x00b: is ")
    assert texts[3] == "pipe.toml: is not a regular file; expected a TOML file"
    layout = "about.toml, sources.toml, cities.toml, industries.toml, statements.toml, facilities/, series/"
    assert [fault.text for fault in check_paths(["empty"])[0]] == [f"empty: holds no facts; expected some of {layout}"]


def test_the_folder_of_the_built_in_facts_is_the_built_in_facts():
    root = Path(__file__).parent.parent / "facts"
    assert check_paths([root]) == ([], check_paths([])[1])
    counts = check_paths([root / "cities.toml", root / "series" / "gdp.toml"])[1]
    assert {name: number for name, number in counts.items() if number and name != "value"} == {"city": 11, "series": 1}


class TestPipes:
    """A file that comes through a pipe has no name, and can be read only once."""

    def check(self, process, *paths, text="", **options):
        done = process("check", *paths, stdin=None, input=text.encode(), **options)
        return done.returncode, done.stdout.decode(), done.stderr.decode()

    @pytest.mark.parametrize("text", [SEED_FACILITY, SEED_SERIES, SEED_STATEMENT, INDUSTRY, SUBJECT])
    def test_standard_input_is_a_file_like_any_other(self, text, process):
        code, out, err = self.check(process, "-", text="\ufeff" + text)
        assert (code, err) == (0, "")
        assert out.startswith("no faults: ")

    def test_its_faults_have_lines(self, process):
        assert self.check(process, "-", text=FACILITY.replace("SOURCE", "seed-copy").replace("rocks", "n/a")) == (
            3,
            '-:6: mine.field: is "n/a"; expected text (what is not known is left out)\n',
            "gba: 1 fault in 1 file\n",
        )
        assert (
            self.check(process, "-", text="[a")[1]
            == "-:1: is not TOML: Expected ']' at the end of a table declaration\n"
        )

    def test_what_the_shell_opens_for_a_program_is_read(self, process):
        reading, writing = os.pipe()
        os.write(writing, SEED_FACILITY.replace("science park", "zoo").encode())
        os.close(writing)
        code, out, _ = self.check(process, f"/dev/fd/{reading}", pass_fds=(reading,))
        os.close(reading)
        assert (code, out.split(": is ")[0]) == (3, f"/dev/fd/{reading}:5: mine.kind")

    def test_standard_input_that_is_closed_is_a_fault(self, process):
        done = process("check", "-", preexec_fn=lambda: os.close(0))
        assert (done.returncode, done.stdout) == (3, b"-: cannot be read (Bad file descriptor)\n")


class TestCommand:
    """The command line around it."""

    def test_nothing_to_report_is_one_line_with_the_counts(self, gba):
        done = gba("check")
        assert (done.code, done.err) == (0, "")
        assert done.out == f"no faults: {in_words(check_paths([])[1])}\n"
        assert done.out.count("\n") == 1

    def test_counts_are_in_words(self, gba, folder):
        (folder / "statements.toml").unlink()
        (folder / "facilities" / "mine.toml").unlink()
        assert gba("check", "my").out == "no faults: 1 source, 1 metric and 2 values\n"

    def test_faults_are_listed_and_the_exit_code_says_so(self, gba, folder):
        done = gba("check", "my")
        assert done.code == 3
        assert [line.split(": ")[0] for line in done.out.splitlines()] == BOTH
        assert done.err == "gba: 2 faults in 2 files\n"

    def test_json_is_an_array_of_faults(self, gba, folder):
        done = gba("check", "my", "nosuch", "--json")
        assert done.code == 3
        assert [list(fault) for fault in done.json()] == [["path", "line", "record", "field", "message"]] * 3
        first, last = done.json()[0], done.json()[-1]
        assert first == {
            "path": "nosuch",
            "line": None,
            "record": None,
            "field": None,
            "message": "is not there; expected a folder or file of facts",
        }
        assert (last["path"], last["line"], last["record"], last["field"]) == (
            "my/statements.toml",
            6,
            "one",
            "qualifier",
        )
        assert json.loads(gba("check", "--json").out) == []

    def test_facts_laid_over_may_be_referred_to(self, gba, folder, tmp_path):
        path = tmp_path / "other.toml"
        path.write_text(FACILITY.replace("mine", "yours").replace("SOURCE", "paper"), encoding="utf-8")
        assert gba("check", "other.toml").code == 3
        assert gba("--facts", "my", "check", "other.toml").out == "no faults: 1 facility\n"
        assert gba("--facts", "yours", "check", "my/series").out.startswith("yours: is not there; expected ")

    def test_facts_laid_over_are_checked_with_the_built_in_ones(self, gba, folder):
        done = gba("check", env={"GBA_FACTS": "my"})
        assert done.code == 3
        assert [line.split(": ")[0] for line in done.out.splitlines()] == BOTH

    def test_other_commands_stop_with_the_first_faults(self, gba, folder):
        done = gba("--facts", "my", "cities")
        assert (done.code, done.out) == (3, "")
        assert done.err.startswith("gba: my/facilities/mine.toml:4: mine.kind: ")
        assert done.err.count("\n") == 1
