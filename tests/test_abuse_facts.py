"""Whatever stands in a folder of facts: read and checked whole, or refused in one line. Long run: GBA_ABUSE=50000."""

import copy
import functools
import json
import math
import os
import re
import shutil
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import tomli
from abuse import ENVIRONMENTS, HOSTILE, REAL, TINY, built_in_of, keeps_its_form, run, share
from hypothesis import given
from hypothesis import strategies as st

from gbacli.catalog import reading
from gbacli.catalog.lines import lines_of

pytestmark = pytest.mark.slow

COMMANDS = (
    ["facilities"], ["facilities", "--format=tree"], ["facilities", "--timeline"], ["facilities", "--fields=all"],
    ["facilities", "--json"], ["facilities", "--format=csv"], ["facilities", "--format=tsv", "--fields=all"],
    ["facilities", "--format=markdown"], ["facilities", "--format=jsonl"], ["facilities", "--sort=-history"],
    ["facilities", "--timeline", "--json"], ["facilities", "--as-of=2018"],
    ["cities"], ["cities", "--format=table"], ["cities", "--format=csv"], ["cities", "--json"],
    ["stats"], ["stats", "--history"], ["stats", "--history", "--json"], ["stats", "--city=beta"],
    ["stats", "--metric=help"], ["stats", "--history", "--format=markdown", "--fields=all"],
    ["stats", "--metric=population-density"], ["stats", "--subject=gba"], ["stats", "--since=2018", "--format=csv"],
    ["compare", "--all"], ["compare", "alpha", "beta", "--json"], ["compare", "--all", "--ratio"],
    ["compare", "--all", "--format=csv"], ["compare", "--all", "--metric=gdp", "--year=2018"],
    ["show", "beta"], ["show", "ring"], ["show", "ring", "--json"], ["show", "population"], ["show", "kites"],
    ["show", "gazette"], ["show", "gba"], ["show", "gba-kites-2018"], ["show", "beta", "--json"],
    ["search", "e"], ["search", "e", "--json"], ["search", "ring", "--format=markdown"],
    ["get", "ring", "history"], ["get", "beta", "population"], ["get", "ring", "summary"], ["get", "population", "aliases"],
    ["sources"], ["sources", "--json"], ["sources", "--cite=text"], ["sources", "--cite=bibtex"],
    ["sources", "--cite=csl-json"], ["sources", "--format=csv", "--fields=all"],
    ["facilities", "--svg=picture.svg"], ["compare", "--all", "--svg=picture.svg"], ["cities", "--svg=picture.svg"],
    ["show", "beta", "--svg=picture.svg"],
)  # fmt: skip
ANY_COMMAND = st.sampled_from(COMMANDS)


@pytest.fixture(autouse=True, scope="module")
def _folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path_factory.mktemp("abuse"))
        yield


def laid_over(files: dict[str, bytes], name: str = "mine") -> str:
    """Write a folder of facts afresh."""
    shutil.rmtree(name, ignore_errors=True)
    for path, content in files.items():
        target = Path(name, path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return name


def judged(folder: str, command: list[str], env: dict[str, str] | None = None) -> Any:
    """Check a folder, run a command on it, and hold the two together; give what the command left behind."""
    check = run(["check", folder])
    assert check.exit_code in (0, 3), check.stderr
    faults = check.stdout.splitlines()
    if check.exit_code == 3:
        assert faults
        assert all(line.startswith(folder) for line in faults), faults
    done = run([f"--facts={folder}", *command], env)
    if check.exit_code == 0:
        assert done.exit_code in (0, 1, 2), done.stderr
    else:
        assert done.exit_code == 3
        assert done.stderr.startswith(f"gba: {' '.join(faults[0].split())}"), (done.stderr, faults)
    if done.exit_code == 0:
        keeps_its_form(command, done.stdout)
    return done


# --- files that somebody has damaged ---------------------------------------------------------------------------------

REAL_FILES = sorted(REAL.rglob("*.toml"))
TINY_FILES = sorted(TINY.rglob("*.toml"))
PIECES = (b"\0", b"\xff", b"\xef\xbb\xbf", b"\r", b"\n", b"\r\n", b'"', b'"""', b"'''", b"[", b"]", b"[[", b"{", b"}", b"=", b".",
          b",", b"#", b"\\", b"\\u", b"\\ud800", b"[a]\n", b"[[a]]\n", b"\x1b[31m", b"\xc2\x9b", b"\xe2\x80\xae", b"nan", b"-inf", b"1e999",
          b"true", b"0x", b"1979-05-27", b"[beta]", b"[[table]]", b"id = 1\n", b"beta", b"\xed\xa0\x80", b"9" * 400)  # fmt: skip


@st.composite
def damaged(draw: st.DrawFn, content: bytes) -> bytes:
    """Change a few bytes here and there: another byte, a piece put in, a part left out, doubled or moved."""
    data = bytearray(content)
    for _ in range(draw(st.sampled_from([1, 1, 1, 2, 4]))):
        at = draw(st.integers(0, len(data)))
        end = min(len(data), at + draw(st.one_of(st.integers(0, 8), st.integers(0, 400))))
        how = draw(st.sampled_from(["letter", "letter", "other", "put", "put", "out", "double", "move", "cut"]))
        if how == "letter":
            data[at : at + 1] = draw(st.sampled_from([b"a", b"Z", b"-", b" ", b"7", b"\xe5\xb8\x82", b""]))
        elif how == "other":
            data[at : at + 1] = bytes([draw(st.integers(0, 255))])
        elif how == "put":
            data[at:at] = draw(st.one_of(st.sampled_from(PIECES), st.binary(max_size=4)))
        elif how == "cut":
            del data[at:]
        elif how == "double":
            data[at:at] = data[at:end]
        else:
            part = bytes(data[at:end])
            del data[at:end]
            if how == "move":
                to = draw(st.integers(0, len(data)))
                data[to:to] = part
    return bytes(data)


@st.composite
def damaged_folders(draw: st.DrawFn, files: list[Path], root: Path) -> dict[str, bytes]:
    path = draw(st.sampled_from(files))
    return {str(path.relative_to(root)): draw(damaged(path.read_bytes()))}


@given(damaged_folders(TINY_FILES, TINY), ANY_COMMAND)
@share(0.1)
def test_damaged_files_are_refused_or_read_whole(files, command):
    with built_in_of(TINY):
        judged(laid_over(files), command)


@given(
    damaged_folders(REAL_FILES, REAL), st.sampled_from([["facilities", "--json"], ["stats", "--history"], ["cities"]])
)
@share(0.03)
def test_damaged_files_of_the_facts_that_ship_are_refused_or_read_whole(files, command):
    with built_in_of(REAL):
        judged(laid_over(files), command)


@given(st.one_of([damaged(path.read_bytes()) for path in TINY_FILES]), st.lists(st.lists(
    st.one_of(st.sampled_from(["beta", "history", "values", "table", "date", "x"]), st.integers(0, 2)), max_size=5)))  # fmt: skip
@share(0.04)
def test_lines_are_looked_up_in_any_text(content, places):
    text = content.decode("utf-8", "replace")
    known = lines_of(text, [tuple(place) for place in places])
    assert all(1 <= line <= text.count("\n") + 1 for line in known.values())


# --- values of other shapes ------------------------------------------------------------------------------------------


def toml(value: Any) -> str:
    """Write any value as TOML, tables inline."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return (
            '"'
            + "".join([char if char.isprintable() and char not in '"\\' else _escaped(char) for char in value])
            + '"'
        )
    if isinstance(value, float) and not math.isfinite(value):
        return "nan" if math.isnan(value) else "inf" if value > 0 else "-inf"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join([f"{toml(str(key))} = {toml(part)}" for key, part in value.items()]) + "}"
    return value.isoformat() if isinstance(value, date) else repr(value)


def _escaped(char: str) -> str:
    return f"\\U{ord(char):08x}"


def document(table: dict[str, Any]) -> bytes:
    return "".join([f"{toml(key)} = {toml(value)}\n" for key, value in table.items()]).encode()


@functools.cache
def whole(path: Path) -> dict[str, Any]:
    return tomli.loads(path.read_text())


SCALARS = st.one_of(
    st.sampled_from(["", " ", "x", "beta", "2018", "2018-02-30", "-1", "n/a", 0, -1, 1, 2**63, -(2**63), 10**300, 1e308, 0.1, -0.0,
                     math.nan, math.inf, True, False, date(2018, 1, 2), [], {}, [[]], [{}], {"": ""}, ["", ""], [1, "a"], "a" * 5000]).map(copy.deepcopy),
    st.sampled_from(HOSTILE),
    st.text(max_size=8),
    st.floats(),
    st.integers(),
)  # fmt: skip
LISTS = st.lists(SCALARS, max_size=3)
TABLES = st.dictionaries(st.text(max_size=4), st.one_of(SCALARS, LISTS), max_size=3)
VALUES = st.one_of(SCALARS, LISTS, TABLES, st.lists(TABLES, max_size=2))
KEYS = st.one_of(
    st.sampled_from(
        [
            "id",
            "name",
            "history",
            "values",
            "table",
            "x",
            "origin",
            "",
            "Beta",
            "beta-",
            "status",
            "subjects",
            "_fields",
        ]
    ),
    st.sampled_from(HOSTILE),
    st.text(max_size=5),
)


def _spots(value: Any, here: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in inside:
        yield (*here, key)
        yield from _spots(part, (*here, key))


@st.composite
def misshapen_folders(draw: st.DrawFn) -> dict[str, bytes]:
    """One file of the tiny facts with some of its values changed, left out, renamed, doubled or wrapped."""
    path = draw(st.sampled_from(TINY_FILES))
    table = copy.deepcopy(whole(path))
    for _ in range(draw(st.integers(1, 3))):
        spots = sorted(_spots(table), key=str)
        if not spots:
            break
        *way, last = draw(st.sampled_from(spots))
        home: Any = table
        for step in way:
            home = home[step]
        _change(draw, home, last)
    return {str(path.relative_to(TINY)): document(table)}


def _change(draw: st.DrawFn, home: Any, last: Any) -> None:
    how = draw(st.sampled_from(["other", "other", "out", "more", "wrap"]))
    if how == "out":
        del home[last]
    elif how == "wrap":
        home[last] = draw(st.sampled_from([[home[last]], {"x": home[last]}, [home[last], home[last]]]))
    elif how == "more" and isinstance(home, dict):
        home[draw(KEYS)] = draw(st.one_of(VALUES, st.just(home[last])))
    elif how == "more":
        home.append(draw(VALUES))
    else:
        home[last] = draw(VALUES)


@given(misshapen_folders(), ANY_COMMAND)
@share(0.12)
def test_values_of_any_shape_are_refused_or_shown(files, command):
    with built_in_of(TINY):
        judged(laid_over(files), command)


@given(st.dictionaries(KEYS, VALUES, max_size=4), st.sampled_from(TINY_FILES), ANY_COMMAND)
@share(0.04)
def test_made_up_documents_are_refused_or_shown(table, path, command):
    with built_in_of(TINY):
        judged(laid_over({str(path.relative_to(TINY)): document(table)}), command)


# --- right facts with texts that somebody chose to do harm -----------------------------------------------------------

TEXT_KEYS = {"name", "name_zh_hans", "name_zh_hant", "pinyin", "site", "field", "operator", "summary", "note", "locator", "label",
             "scope", "title", "publisher", "via", "definition", "licence"}  # fmt: skip
TEXTS = st.one_of(
    st.sampled_from(HOSTILE),
    st.lists(st.one_of(st.sampled_from(HOSTILE), st.text(max_size=6)), max_size=5).map("".join),
    st.text(max_size=20),
).filter(
    lambda text: text.strip().casefold() not in {"", "-", "--", "n/a", "na", "none", "null", "unknown", "?", "—", "tbd"}
)
NAME_KEYS = {"name", "name_zh_hans", "name_zh_hant", "pinyin", "label", "title", "aliases"}
UNTYPED = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")
NAMES = TEXTS.map(lambda text: UNTYPED.sub("x", text))
"""Names are refused when they hold what nobody can type; all else in them is shown."""
NUMBERS = st.one_of(
    st.sampled_from([0, 1, 10**15, 2**53 + 1, 2**63 - 1, 0.1 + 0.2, 1e-300, 1e300, 1.5, 5e-324, 0.0]),
    st.integers(0, 2**62),
    st.floats(0, 1e18),
)


def _texts_replaced(draw: st.DrawFn, value: Any, key: str = "") -> Any:
    if isinstance(value, dict):
        return {
            name: _texts_replaced(draw, part, "note" if key in ("notes", "locators") else name)
            for name, part in value.items()
        }
    if isinstance(value, list):
        if key == "aliases":
            return draw(st.lists(NAMES, max_size=3, unique=True))
        return [_texts_replaced(draw, part, key) for part in value]
    if isinstance(value, str) and key in TEXT_KEYS:
        return draw(NAMES if key in NAME_KEYS else TEXTS)
    return value


def _numbers_replaced(draw: st.DrawFn, value: Any, key: str = "") -> Any:
    if isinstance(value, dict):
        return {
            name: _numbers_replaced(draw, part, "value" if key == "values" else name) for name, part in value.items()
        }
    if isinstance(value, list):
        return [_numbers_replaced(draw, part, key) for part in value]
    return draw(NUMBERS) if key == "value" else value


@st.composite
def poisoned_folders(draw: st.DrawFn) -> dict[str, bytes]:
    """Facts whose shape is right, and whose texts and numbers are as bad as can be."""
    paths = draw(st.lists(st.sampled_from(TINY_FILES), min_size=1, max_size=3, unique=True))
    return {
        str(path.relative_to(TINY)): document(_numbers_replaced(draw, _texts_replaced(draw, whole(path))))
        for path in paths
    }


@given(poisoned_folders(), ANY_COMMAND, ENVIRONMENTS.filter(lambda env: "GBA_FACTS" not in env))
@share(0.15)
def test_harmful_texts_are_shown_and_never_sent(files, command, env):
    with built_in_of(TINY):
        Path("picture.svg").unlink(missing_ok=True)
        done = judged(laid_over(files), command, env)
    if done.exit_code == 0 and command[-1].startswith("--svg"):
        ET.parse("picture.svg")


def test_a_harmful_text_reaches_programs_as_it_is():
    text = "".join(HOSTILE)
    with built_in_of(TINY):
        found = run(
            [f"--facts={laid_over({'facilities/x.toml': facility(summary=text, name='x')})}", "show", "x", "--json"]
        )
    assert json.loads(found.stdout)["summary"] == text


# --- files that are none, too large, too deep, or written by another editor ------------------------------------------


def facility(**more: Any) -> bytes:
    event = {"status": "planned", "source": "atlas", "locator": "P1"}
    known = {"name": "X", "cities": ["beta"], "kind": "large research infrastructure", "field": "x", "history": [event]}
    return document({"x": {**known, **more}})


def refused(folder: str, complaint: str) -> None:
    """Assert that a folder is refused with this complaint, by the check and by other commands."""
    done = judged(folder, ["facilities", "--json"])
    assert done.exit_code == 3
    assert complaint in done.stderr, done.stderr


@pytest.fixture(autouse=True)
def _tiny() -> Iterator[None]:
    with built_in_of(TINY):
        yield


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        ("cities.toml", b"a = " + b"[" * 10_000 + b"]" * 10_000, "nested too deeply"),
        ("cities.toml", b"a = " + b"{a=" * 10_000 + b"1" + b"}" * 10_000, "nested too deeply"),
        ("cities.toml", b".".join([b"a"] * 5_000) + b" = 1", "mine/cities.toml:"),
        ("cities.toml", b"[" + b".".join([b"a"] * 5_000) + b"]", "mine/cities.toml:"),
        ("facilities/x.toml", b"[x]\n" + b"".join([b"[[x.history]]\n"] * 20_000), "x.name: is missing"),
        ("cities.toml", b"[a]\nname = '" + b"x" * 1_000_000 + b"'\n", "a.kind: is missing"),
        ("cities.toml", b'["' + b"x" * 1_000_000 + b'"]\n', "xxx..."),
        ("cities.toml", b"[a]\n" + b"x" * 1_000_000 + b" = 1\n", "a.name: is missing"),
        ("cities.toml", b'[a]\nname = "x\0y"\n', "is not TOML"),
        ("cities.toml", b"\0" * 1000, "is not TOML"),
        ("cities.toml", "[a]\nname = '东莞'\n".encode("gbk"), "is not UTF-8"),
        ("cities.toml", "[a]\n".encode("utf-16"), "is not UTF-8"),
        ("cities.toml", b"[a]\rname = 1\r", "is not TOML"),
        ("series/x.toml", b"", "is missing"),
        ("series/\udcff\udce4.toml", b"id = 'x'", "\\udcff\\udce4.toml"),
        ("series/\x1b[31m\n.toml", b"id = 'x'", "\\x1b[31m\\n.toml"),
        ("series/东莞.toml", b"id = 'x'", "东莞.toml"),
        ("series/.toml.toml", b"id = 'x'\n[", None),
        ("facilities/x.toml", facility().replace(b"\n", b"\r\n"), None),
        ("facilities/x.toml", b"\xef\xbb\xbf" + facility(), None),
        ("facilities/x.toml", facility(summary="x" * 1_000_000), None),
        ("facilities/x.toml", facility(name="東" * 100_000, aliases=["e\u0301" * 50_000]), None),
        ("facilities/x.toml", b"", None),
        ("cities.toml", b"\xef\xbb\xbf", None),
    ],
)  # fmt: skip
def test_a_strange_file_is_refused_with_its_place_or_read(name, content, complaint):
    folder = laid_over({"statements.toml": b"", name: content})
    if complaint is None:
        for command in (["facilities", "--json"], ["facilities"], ["facilities", "--fields=all"], ["search", "e"]):
            assert judged(folder, command, {"COLUMNS": "40"}).exit_code == 0
    else:
        refused(folder, complaint)
        assert all(len(fault) < 1000 for fault in run(["check", folder]).stdout.splitlines())


@pytest.mark.parametrize("name", ["cities.toml", "about.toml", "facilities/x.toml", "series/gdp.toml"])
@pytest.mark.parametrize(
    ("make", "complaint"),
    [
        (os.mkdir, "is not a regular file"),
        (os.mkfifo, "is not a regular file"),
        (lambda path: os.symlink("nowhere", path), "cannot be read (No such file or directory)"),
        (lambda path: os.symlink(Path(path).name, path), "cannot be read (Too many levels of symbolic links)"),
        (lambda path: os.symlink("/dev/zero", path), "is not a regular file"),
    ],
    ids=["folder", "pipe", "link to nothing", "link to itself", "device"],
)
def test_what_is_no_file_is_refused_where_a_file_should_be(name, make, complaint):
    folder = laid_over({"statements.toml": b""})
    Path(folder, name).parent.mkdir(exist_ok=True)
    make(f"{folder}/{name}")
    refused(folder, f"{folder}/{name}: {complaint}")
    assert run(["check", f"{folder}/{name}"]).exit_code == 3


@pytest.mark.parametrize("name", ["facilities", "series"])
@pytest.mark.parametrize(
    ("make", "complaint"),
    [
        (lambda path: Path(path).touch(), "cannot be listed (Not a directory)"),
        (os.mkfifo, "cannot be listed (Not a directory)"),
        (lambda path: os.symlink("nowhere", path), "is a link to nothing; expected a folder"),
        (lambda path: os.symlink(Path(path).name, path), "cannot be listed (Too many levels of symbolic links)"),
    ],
    ids=["file", "pipe", "link to nothing", "link to itself"],
)
def test_what_is_no_folder_is_refused_where_a_folder_should_be(name, make, complaint):
    folder = laid_over({"statements.toml": b""})
    make(f"{folder}/{name}")
    refused(folder, f"{folder}/{name}: {complaint}")


@pytest.mark.parametrize("name", ["cities.toml", "facilities/x.toml", "facilities"])
def test_what_may_not_be_read_is_refused(name, tmp_path):
    folder = laid_over({"cities.toml": b"", "facilities/x.toml": facility()})
    run(["--facts", folder, "facilities", "--json"]), run(["check", folder])  # import all while everything may be read
    os.chmod(f"{folder}/{name}", 0)
    here = [tmp_path, *Path.cwd().parents, Path.cwd()]
    modes = {path: path.stat().st_mode for path in here if path.is_relative_to(tmp_path.parent.parent)}
    is_root = os.geteuid() == 0
    try:
        for path in modes:
            path.chmod(0o755)
        if is_root:
            os.seteuid(65534)  # nobody: to root everything is readable
        refused(
            folder, f"{folder}/{name}: cannot be {'listed' if name == 'facilities' else 'read'} (Permission denied)"
        )
    finally:
        if is_root:
            os.seteuid(0)
        for path, mode in modes.items():
            path.chmod(mode)
        os.chmod(f"{folder}/{name}", 0o755)


@pytest.mark.parametrize("after", range(4))
def test_a_file_that_vanishes_while_it_is_read_is_refused(after, monkeypatch):
    folder = laid_over({"cities.toml": b"[x]\n", "facilities/x.toml": facility(name=1), "series/gdp.toml": b"id = 1"})
    read, seen = reading.read, []

    def vanishing(path: Path) -> bytes:
        if path.is_relative_to(folder):
            seen.append(path)
            if len(seen) > after:
                path.unlink(missing_ok=True)
        return read(path)

    monkeypatch.setattr(reading, "read", vanishing)
    done = run([f"--facts={folder}", "facilities", "--json"])
    assert done.exit_code == 3


def test_a_folder_that_holds_itself_is_read_once():
    folder = laid_over({"facilities/x.toml": facility()})
    os.symlink(".", f"{folder}/more")
    os.symlink("..", f"{folder}/facilities/up")
    assert judged(folder, ["facilities", "--json"]).exit_code == 0


def test_the_lock_of_an_editor_is_no_fact_file():
    folder = laid_over({"facilities/x.toml": facility()})
    os.symlink("somebody@host.1234", f"{folder}/facilities/.#x.toml")
    assert judged(folder, ["facilities", "--json"]).exit_code == 0


def test_a_folder_named_twice_counts_once():
    folder = laid_over({"facilities/x.toml": facility()})
    done = run([f"--facts={folder}", f"--facts={folder}", "get", "x", "name"])
    assert (done.exit_code, done.stdout) == (0, "X\n")
    assert run(["--facts", folder, "check", folder]).exit_code == 0


def test_numbers_next_to_nothing_make_no_infinity():
    population = (TINY / "series/population.toml").read_bytes()
    folder = laid_over(
        {"series/population.toml": population.replace(b"2600000", b"5e-324").replace(b"2500000", b"5e-324")}
    )
    for command in (["compare", "--all", "--ratio"], ["compare", "beta", "alpha", "--ratio", "--json"]):
        assert judged(folder, command).exit_code == 0


def test_folders_named_in_any_way_are_found_or_refused():
    with built_in_of(TINY):
        for name in ("\udcff", "\x1b[31m", "[bold]", "a b", "-x", "東莞", "x" * 250, "#", "\n"):
            folder = laid_over({"facilities/x.toml": facility()}, name)
            for command in (["facilities", "--json"], ["facilities", "--fields=all"], ["facilities", "--format=csv"]):
                assert run(["--facts", folder, *command]).exit_code == 0
            assert run(["--facts", folder + "x", "cities"]).exit_code == 3
