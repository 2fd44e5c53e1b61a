"""Whatever is typed: a documented exit code, one line on stderr, nothing half on stdout. Long run: GBA_ABUSE=50000."""

import os
import shutil
import subprocess
import sys
import webbrowser
from collections.abc import Iterator
from pathlib import Path

import pytest
from abuse import (
    ENVIRONMENTS,
    REAL,
    TINY,
    Long,
    built_in_of,
    keeps_its_form,
    keeps_its_word,
    run,
    share,
    words_of_a_command,
    words_of_chaos,
)
from hypothesis import given
from hypothesis import strategies as st

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True, scope="module")
def _folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Work where a command line may write what it likes: with facts, a pipe without reader, links to nowhere."""
    folder = tmp_path_factory.mktemp("abuse")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("HOME", str(folder))
        patch.setenv("BROWSER", "true")  # `gba open` in a process of its own opens nothing
        patch.setattr(webbrowser, "open", lambda _: True)
        shutil.copytree(TINY, "tiny")
        os.mkfifo("fifo")
        os.symlink("loop.svg", "loop.svg")
        os.symlink("a.svg", "link.svg")
        Path("empty.toml").touch()
        yield
        assert not list(folder.rglob("*.part"))


@given(words_of_chaos(), ENVIRONMENTS)
@share(0.25)
def test_any_words_at_all_end_well(words, env):
    with built_in_of(TINY):
        run(words, env)


@given(words_of_a_command(), ENVIRONMENTS)
@share(0.27)
def test_any_options_of_a_command_end_well_and_the_answer_is_in_the_form_asked_for(words, env):
    with built_in_of(TINY):
        done = run(words, env)
    if done.exit_code == 0:
        keeps_its_form(words, done.stdout)


@given(words_of_a_command())
@share(0.04)
def test_the_same_holds_for_the_facts_that_ship(words):
    with built_in_of(REAL):
        done = run(words)
    if done.exit_code == 0:
        keeps_its_form(words, done.stdout)


@given(st.one_of(words_of_chaos(), words_of_a_command()), st.sampled_from(["utf-8", "ascii", "latin-1", "gbk", "big5"]))
@share(0.015)
def test_a_process_of_its_own_ends_well_too(words, encoding):
    words = [word.replace("\0", "") for word in words]
    done = subprocess.run(
        [sys.executable, "-m", "gbacli", *[os.fsencode(word) for word in map(_passable, words)]],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": encoding},
    )
    try:
        out = done.stdout.decode()  # data for programs, whatever the locale
    except UnicodeDecodeError:
        out = done.stdout.decode(encoding)
    err = done.stderr.decode(encoding)
    keeps_its_word(words, done.returncode, out.encode(), err.encode())


def _passable(word: str) -> str:
    """Turn lone surrogates that stand for no byte into ones that do: no process can be given the others."""
    return "".join([chr(0xDC80 + ord(char) % 0x80) if 0xD800 <= ord(char) <= 0xDFFF else char for char in word])


# --- what was found broken once ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("order", ["", "-"])
@pytest.mark.parametrize("command", ["facilities", "facilities --timeline", "cities", "stats --history", "compare --all",
                                     "search a", "sources"])  # fmt: skip
def test_every_field_can_be_sorted_by(command, order):
    for facts in (TINY, REAL):
        with built_in_of(facts):
            fields = [line.split()[0] for line in run([*command.split(), "--fields=help"]).stdout.splitlines()[1:]]
            for field in fields:
                assert run([*command.split(), f"--sort={order}{field}", "--format=csv"]).exit_code == 0


def test_a_word_said_often_counts_once():
    with built_in_of(TINY):
        assert (
            run(["search", Long("ring " * 20_000), "--fields=id"]).stdout
            == run(["search", "ring", "ring", "--fields=id"]).stdout
        )


@pytest.mark.parametrize(
    "command", ["sources", "facilities", "stats", "facilities --field", "search", "show", "get csns"]
)
def test_a_word_as_long_as_can_be_does_not_hang(command):
    with built_in_of(REAL):
        run([*command.split(), Long("ﷺ" * 33_000)])  # each of these signs stands for eighteen letters


def test_a_picture_whose_name_holds_a_null_byte_is_an_output_error():
    with built_in_of(TINY):
        assert run(["cities", "--svg", "a\0b"]).exit_code == 4


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell", "pwsh"])
@pytest.mark.parametrize(
    "line",
    [
        "gba ",
        "gba 'un",
        "gba facilities --city \udcff",
        "gba \x1b[31m ",
        "gba show \\",
        "",
        "gba get a '' \"",
        "gba --facts x cities ",
        "x" * 9999,
    ],
)
def test_completion_never_fails_aloud(line, shell):
    asked = {
        "_GBA_COMPLETE": f"complete_{shell}", "COMP_WORDS": line, "COMP_CWORD": "2", "_TYPER_COMPLETE_ARGS": line,
        "_TYPER_COMPLETE_FISH_ACTION": "get-args", "_TYPER_COMPLETE_WORD_TO_COMPLETE": line[-9:],
    }  # fmt: skip
    environ = {os.fsencode(name): os.fsencode(value) for name, value in {**os.environ, **asked}.items()}
    done = subprocess.run(
        [sys.executable, "-m", "gbacli"],
        capture_output=True,
        stdin=subprocess.DEVNULL,
        timeout=60,
        check=False,
        env=environ,
    )
    assert (done.returncode in (0, 1), done.stderr) == (True, b"")
