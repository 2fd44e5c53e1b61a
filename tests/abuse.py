"""What the abuse tests share: how many cases, how a run is watched, and the words and texts that are thrown at it."""

import csv
import io
import json
import os
import re
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

import typer
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from gbacli.catalog import Layer
from gbacli.cli import COMMANDS, app
from gbacli.model import BUILT_IN
from gbacli.render.data import FORMATS

REAL = Path(__file__).parent.parent / "facts"
TINY = Path(__file__).parent / "data" / "tiny"

ASKED = os.environ.get("GBA_ABUSE", "")
CASES = int(ASKED or 2000)
"""How many cases all tests together try; `GBA_ABUSE=50000` for the long run."""
SECONDS = 20
"""After so long a run counts as hanging."""
CODES = {0, 1, 2, 3, 4, 130}
LONG = 100_000
"""How long the longest argument is: Linux passes at most 128 KiB in one."""

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""What must reach no terminal. Line feeds and tabs are judged by format."""


def share(part: float) -> settings:
    """Give the settings of a test that tries `part` of all cases: the same ones every time, new ones in a long run."""
    return settings(
        max_examples=max(1, round(CASES * part)),
        deadline=None,
        derandomize=not ASKED,
        database=None,
        print_blob=True,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.explicit, Phase.generate, Phase.shrink),
    )


class HangingError(BaseException):
    """A run took too long. No `Exception`, lest the program take it for one of its own and tell of it in one line."""


@contextmanager
def no_hanging() -> Iterator[None]:
    """Raise `HangingError` when what is inside takes longer than `SECONDS`."""

    def late(*_: object) -> None:
        raise HangingError(f"still running after {SECONDS} s")

    before = signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def built_in_of(folder: Path) -> Iterator[None]:
    """Take the facts of `folder` for the built-in ones: small facts make quick runs."""
    layer = Layer(folder, BUILT_IN, trusted=True)
    with (
        mock.patch("gbacli.api.built_in", lambda: layer),  # first: its import must not find the others changed
        mock.patch("gbacli.catalog.built_in", lambda: layer),
        mock.patch("gbacli.catalog.reading.built_in", lambda: layer),
    ):
        yield


def run(words: Sequence[str], env: dict[str, str] | None = None) -> Any:
    """Run a command line in this process, and hold it to what every run must keep."""
    with mock.patch.object(sys, "argv", ["gba", *words]), no_hanging():
        done = CliRunner().invoke(app, list(words), env=env, prog_name="gba")
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    keeps_its_word(words, done.exit_code, done.stdout_bytes, done.stderr_bytes, coloured="FORCE_COLOR" in (env or {}))
    return done


def keeps_its_word(words: Sequence[str], code: int, out: bytes, err: bytes, *, coloured: bool = False) -> None:
    """Assert what holds for every run, whatever its `words`: exit code, streams, no control characters."""
    shown, said = out.decode(), err.decode()
    assert code in CODES
    if code == 0:  # why an answer is empty, or that a bare value is not exact
        assert all(line.startswith("gba: ") for line in said.splitlines())
        assert not _CONTROL.search(said), said
    elif code != 130:
        assert said.startswith("gba: ")
        assert said.endswith("\n")
        assert said.count("\n") == 1
        assert not _CONTROL.search(said), said
        assert "\t" not in said
    if code in (2, 4) or (code == 3 and "check" not in words):
        assert shown == ""
    if code == 1:
        assert "search" in words
        assert shown in ("", "[]\n") or any(word.startswith(("-f", "--format")) for word in words)
    kept = _COLOUR.sub("", shown) if coloured else shown
    found = _CONTROL.search(kept)
    assert not found, kept[max(0, found.start() - 40) : found.end() + 40]


def keeps_its_form(words: Sequence[str], shown: str) -> None:
    """Assert that an answer (exit code 0) is in the form that `words` ask for, each option written `--option=value`."""
    if "--help" in words or any(word.endswith("=help") for word in words):
        return
    last = [word.partition("=")[2].casefold() for word in words if word.startswith("--format=")][-1:]
    form = "json" if "--json" in words else "".join(last)
    if any(word.startswith("--cite=") for word in words):
        if "--cite=csl-json" in words:
            json.loads(shown)
    elif form == "json":
        command = next((word for word in words if not word.startswith("-")), "")
        one = command in ("show", "get") or command not in COMMANDS  # a name is shown
        assert isinstance(json.loads(shown), dict if one else list)
    elif form == "jsonl":
        assert all(isinstance(json.loads(line), dict) for line in shown.splitlines())
    elif form == "csv":
        assert len({len(row) for row in csv.reader(io.StringIO(shown), strict=True)}) == 1
    elif form == "tsv":
        assert len({line.count("\t") for line in shown.split("\n")[:-1]}) == 1
    elif form == "markdown":
        assert len({len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)) for line in shown.split("\n")[:-1]}) == 1


def _parameters() -> dict[str, list[Any]]:
    group: Any = typer.main.get_command(app)
    return {name: group.get_command(typer.Context(group), name).params for name in COMMANDS}


PARAMETERS = _parameters()
OPTIONS = {
    name: {word: parameter for parameter in found if parameter.param_type_name == "option" for word in parameter.opts}
    for name, found in PARAMETERS.items()
}
"""The options of each command, by every spelling."""
ALL_OPTIONS = sorted({word for found in OPTIONS.values() for word in found} | {"--facts", "--version", "--help", "-h"})
"""Every option but those that install completion: they write into the home of whoever runs the tests."""


class Long(str):
    """A text too long to be shown when a test fails."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"Long({str(self[:9])!r} ... {str(self[-9:])!r}, {len(self)} characters)"


HOSTILE = (
    "\x1b[31mred\x1b[0m", "\x1b]0;title\x07", "\x1b]8;;http://evil.example\x1b\\link\x1b]8;;\x1b\\", "\x9b31m", "\x9d",
    "\x07", "\x08\x08", "\r", "\n", "a\nb", "\t", "\x0b\x0c", "\x7f", "\x85", "\u2028", "\u202eflip\u202c", "\u200b",
    "\ufeff", "[bold]x[/bold]", "[/]", "[link=http://x]y[/link]", "[macau]", ":warning:", "{0}", "%s", "%", "\\", "\\n",
    "\\x1b", '"', "'", "`", "|", "a|b", "<b>&amp;", "]]>", "=1+1", "@", ";", "; ", "--", "é", "e\u0301", "東莞", "ﷺ",
    "👩\u200d🔬", "İ", "ß", "\u0345", "𝔸", "Ａ", "\U000e0001", "\ufffd", "\U0010fffd", "$(id)", "../x", "#", "''''", '"""',
)  # fmt: skip
"""Texts that some program somewhere trips over."""

_GOOD: dict[str, Sequence[str]] = {
    "--city": ("alpha", "Beta", "贝塔", "粤B", "gamma city", "AL,BT", "alpha，gamma", "Ālpha Old-Town"),
    "--role": ("core-city", "node city", "node"),
    "--kind": (),
    "--field": ("photon-science", "materials"),
    "--status": ("operating", "planned", "Under Construction", "operating,planned"),
    "--source": ("atlas", "gazette", "yearbook"),
    "--subject": ("gba", "ring", "alpha", "nine-cities", "kites"),
    "--metric": ("population", "gdp", "land-area", "population-density", "facilities-operating", "GDP,population"),
    "--year": ("2017", "2018", "2019", "1999", "9999", "0000"),
    "--since": ("2017", "2018-08", "2018-08-23"),
    "--until": ("2017", "2018-08", "2018-08-23"),
    "--as-of": ("2017", "2018-08", "2018-08-23", "2012", "0001-01-01"),
    "--format": ("table", "json", "jsonl", "csv", "tsv", "markdown", "JSON"),
    "--fields": ("all", "id", "+origin", "id,id", "+origin,origin"),
    "--sort": ("id", "-id", "origin"),
    "--limit": ("0", "1", "2", "99999999999999999999", "٣", " 1 ", "1_0"),
    "--width": ("20", "21", "33", "40", "80", "200", "1000"),
    "--svg": ("a.svg", "b.svg", "link.svg", "/dev/null"),
    "--cite": ("text", "bibtex", "csl-json"),
    "--output": ("facilities", "show", "stats"),
}
_KNOWN: dict[str, Sequence[str]] = {
    **_GOOD,
    "--city": ("dg", "a", ",", "alpha,", "市", "Alpha SAR"),
    "--role": ("core", "x"),
    "--kind": ("large research infrastructure", "special-administrative-region", "large", "prefecture-level city"),
    "--metric": ("help", "help,help", "p", "GDP"),
    "--year": ("20", "２０１８", "2018-08", "2018,2019"),
    "--since": ("2018-02-30", "2018-13", "0000"),
    "--until": ("2018-02-30", "2018-13", "0000"),
    "--format": (*FORMATS, "yaml", "Table", "md"),
    "--fields": ("help", "+", ",", "", "history", "values", "+note,+summary", "name,id", "metric,value", "kind,id,match"),
    "--sort": ("name", "-history", "history", "cities", "values", "value", "-period", "aliases", "match", "-", "--id",
               "latitude", "facts", "sources", "status_date", "checked_by", "neighbours", "comparable", "-facilities"),
    "--limit": ("-1", "1e3", "0x1", Long("9" * 5000)),
    "--width": ("1001", "19", "0", "-80", Long("9" * 5000)),
    "--svg": (".", "", "no/such/a.svg", "loop.svg", "/dev/full", "x" * 300, "tiny"),
    "--cite": ("csl", "apa"),
    "--output": ("check", "get"),
}  # fmt: skip
_POSITIONAL = {
    "check": ("tiny", "tiny/cities.toml", "tiny/series", "missing", ".", "fifo", "empty.toml", "/dev/null", "loop.svg"),
    "schema": ("source", "city", "facility", "industry", "statement", "series", "about", "facilities/labs.toml", "s"),
    "get": (
        "alpha",
        "ring",
        "population",
        "name",
        "status",
        "history",
        "aliases",
        "gdp",
        "atlas",
        "alpha.gdp.2017",
        "x",
    ),
    "compare": ("alpha", "beta", "gamma", "贝塔", "AL", "all", "alpha,beta"),
}
_WORDS = (
    "alpha",
    "ring",
    "light",
    "source",
    "gba",
    "RLS",
    "环形",
    "population",
    "gdp.2018",
    "alpha.population.2018",
    "a",
    "of",
)


def _harmless(text: str) -> str:
    """Keep made-up texts from naming files outside the folder of the test."""
    return text.replace("/", "∕")


SHORT_TEXTS = st.text(st.characters(exclude_categories=()), max_size=12)
JUNK = st.one_of(
    SHORT_TEXTS,
    st.sampled_from(HOSTILE),
    st.lists(st.one_of(st.sampled_from(HOSTILE), st.sampled_from(_WORDS), SHORT_TEXTS), max_size=4).map(" ".join),
    st.sampled_from(["", " ", "\udcff", "\udce4\udcb8", "-", "--", "-1", "\0", "~", "*", "𐀀" * 60]),
).map(_harmless)
"""Texts that no command was made for; lone surrogates are what the OS passes for bytes that are no UTF-8."""
LONG_WORDS = st.builds(
    lambda piece, last: Long((piece * (LONG // len(piece.encode("utf-8", "surrogatepass")))) + last),
    st.sampled_from(["a", "é", "ﷺ", "東", ",", "-", "a ", "alpha,", "\x1b", "\udcff", "=", "[", "+id,", "9", "2018,", "İ",
                     "population,", "id,", "ring ", "\n", "a.", "gdp.", "core,", "atlas,", "\\", "e\u0301", "市", "%"]),
    st.sampled_from(["", "a", "alpha", "id", "2018"]),
)  # fmt: skip


@st.composite
def words_of_chaos(draw: st.DrawFn) -> list[str]:
    """Any words in any order: commands, options of any command, values and junk."""
    known = sorted({value for values in (*_KNOWN.values(), *_GOOD.values(), *_POSITIONAL.values()) for value in values})
    option = st.one_of(st.sampled_from(ALL_OPTIONS), SHORT_TEXTS.map(lambda text: "--" + _harmless(text)))
    word = st.one_of(
        st.sampled_from(list(COMMANDS)),
        st.sampled_from(known),
        option,
        st.builds("{}={}".format, option, st.one_of(st.sampled_from(known), JUNK)),
        JUNK,
    )
    words = draw(st.lists(word, max_size=7))
    if draw(st.integers(0, 4)):
        words.insert(0, draw(st.sampled_from(list(COMMANDS))))
    if draw(st.integers(0, 19)) == 0:
        words.insert(draw(st.integers(0, len(words))), draw(LONG_WORDS))
    return [word for word in words if not word.startswith(("--install-c", "--show-c"))]


@st.composite
def words_of_a_command(draw: st.DrawFn) -> list[str]:
    """A command with options of its own, mostly with values that it knows, each written `--option=value`."""
    command = draw(st.sampled_from([*COMMANDS, "facilities", "stats", "compare"]))
    options = {word: found for word, found in OPTIONS[command].items() if word.startswith("--")}
    wrong = draw(st.sampled_from([False, False, True]))
    wanted = draw(st.lists(st.sampled_from(sorted(options)), max_size=4, unique=True)) if options else []
    items = [word if options[word].is_flag else f"{word}={draw(_value_of(word, wrong=wrong))}" for word in wanted]
    known = st.sampled_from(_POSITIONAL.get(command, _WORDS))
    words = draw(st.lists(st.one_of(known, JUNK) if wrong else known, max_size=3 if wrong else 1))
    if command in ("get", "compare") and not wrong:
        words = draw(st.lists(known, min_size=2, max_size=2, unique=True))
    items += [word for word in words if not word.startswith("-")]
    if draw(st.integers(0, 29)) == 0:
        items.append(Long("a" + draw(LONG_WORDS)))
    before = draw(
        st.sampled_from([[], [], [], ["--facts=tiny"], ["--facts=tiny", "--facts=tiny"], ["--facts=missing"]])
    )
    return [*before, command, *draw(st.permutations(items))]


def _value_of(option: str, *, wrong: bool) -> st.SearchStrategy[str]:
    if not wrong:
        return st.sampled_from(_GOOD[option] or _KNOWN[option])
    known = st.sampled_from(_KNOWN[option])
    return st.one_of(known, known, JUNK)


ENVIRONMENTS = st.fixed_dictionaries(
    {},
    optional={
        "COLUMNS": st.sampled_from(["20", "33", "80", "0", "wide"]),
        "NO_COLOR": st.sampled_from(["", "1"]),
        "FORCE_COLOR": st.sampled_from(["1", "0"]),
        "TERM": st.sampled_from(["dumb", "", "xterm"]),
        "GBA_FACTS": st.sampled_from(["", ":", "tiny", "missing", "tiny:tiny", "\x1b[31m"]),
    },
)
