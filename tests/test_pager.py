"""Long answers on a terminal go through a pager; everything else, and an early quit, stays as simple as without one."""

import os
import sys
from pathlib import Path

import pexpect
import pytest

pytestmark = pytest.mark.slow

LONG, SHORT = ("facilities",), ("facilities", "csns")


def on_terminal(*arguments: str, keys: str = "", **environ: str) -> tuple[str, int]:
    """Run the program on a terminal of 80x24, press `keys` once something is shown; give what it showed and its code."""
    known = {key: value for key, value in os.environ.items() if key not in ("GBA_PAGER", "PAGER", "LESS", "MANPAGER")}
    program = pexpect.spawn(
        sys.executable, ["-m", "gbacli", *arguments], dimensions=(24, 80), encoding="utf-8", timeout=60,
        env={**known, "TERM": "xterm-256color", "NO_COLOR": "1", **environ},
    )  # fmt: skip
    shown = ""
    if keys:
        program.expect("China Spallation")
        shown = str(program.before) + str(program.after)
        program.send(keys)
    program.expect(pexpect.EOF)
    program.close()
    return (shown + str(program.before)).replace("\r\n", "\n"), program.exitstatus or 0


@pytest.fixture
def pager(tmp_path) -> Path:
    """A pager that says its name and that it was there."""
    path = tmp_path / "a-pager"
    path.write_text('#!/bin/sh\necho "PAGED $LESS"\nexec cat "$@"\n')
    path.chmod(0o755)
    return path


@pytest.mark.parametrize(
    ("environ", "paged"),
    [
        ({"GBA_PAGER": "{}"}, True),
        ({"PAGER": "{}"}, True),
        ({"GBA_PAGER": "cat", "PAGER": "{}"}, False),
        ({"GBA_PAGER": "", "PAGER": "{}"}, False),
        ({"GBA_PAGER": "no-such-pager-anywhere"}, False),
    ],
)
def test_the_pager_is_the_one_asked_for(pager, environ, paged):
    shown, code = on_terminal(*LONG, **{key: value.format(pager) for key, value in environ.items()})
    whole, _ = on_terminal(*LONG, "--no-pager")
    assert (shown.startswith("PAGED FRX\n"), code) == (paged, 0)
    assert shown.removeprefix("PAGED FRX\n") == whole
    assert whole.count("\n") > 24


def test_less_keeps_the_options_of_the_user(pager):
    assert on_terminal(*LONG, GBA_PAGER=str(pager), LESS="-S")[0].startswith("PAGED -S\n")


@pytest.mark.parametrize(
    "arguments",
    [(*LONG, "--no-pager"), SHORT, (*LONG, "--json"), (*LONG, "--format", "csv"), ("get", "csns", "history")],
    ids=" ".join,
)
def test_short_answers_and_data_are_not_paged(pager, arguments):
    shown, code = on_terminal(*arguments, GBA_PAGER=str(pager))
    assert ("PAGED" in shown, code) == (False, 0)


def test_a_pipe_is_never_paged(pager, process):
    done = process(*LONG, env={"GBA_PAGER": str(pager)})
    assert b"PAGED" not in done.stdout


@pytest.mark.skipif(not Path("/usr/bin/less").exists(), reason="less is not installed")
def test_quitting_less_early_is_silent():
    shown, code = on_terminal(*LONG, keys="q", LESS="X")
    assert code == 0
    assert "Traceback" not in shown
    assert "gba:" not in shown


def test_a_pager_that_ends_before_it_has_read_is_silent(tmp_path):
    assert on_terminal("sources", "--sources", GBA_PAGER="true") == ("", 0)
