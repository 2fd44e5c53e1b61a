"""Help: it begins with two examples, and every example works."""

import re
import shlex

import pytest

from gbacli.cli import COMMANDS

EXAMPLE = re.compile(r"^\s+gba (.+)$", re.MULTILINE)


def examples(text: str) -> list[str]:
    """Give the examples at the top of a help text, without the name of the program."""
    usage, _, rest = text.partition("\n\n")
    assert usage.startswith("Usage: gba")
    return EXAMPLE.findall(rest.split("\n\n")[0])


@pytest.mark.parametrize("command", list(COMMANDS))
def test_help_begins_with_two_examples_that_work(command, gba, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = gba(command, "--help")
    assert done.code == 0
    assert len(examples(done.out)) == 2
    for example in examples(done.out):
        ran = gba(*shlex.split(example))
        assert (ran.code, ran.err) == (0, ""), example
        assert ran.out


def test_the_bare_name_shows_the_way_in(gba):
    done = gba()
    assert done.code == 0
    assert done.out == gba("--help").out
    assert len(examples(done.out)) == 2
    for example in examples(done.out):
        assert gba(*shlex.split(example)).code == 0
    for command, meaning in COMMANDS.items():
        assert re.search(rf"^  {command} +{re.escape(meaning[:30])}", done.out, re.MULTILINE)


@pytest.mark.parametrize("command", list(COMMANDS))
def test_every_option_is_explained(command, gba):
    """No option stands in the help without words behind it."""
    options = gba(command, "--help").out.partition("Options:\n")[2]
    assert options
    for line in re.findall(r"^  (-.*)$", options, re.MULTILINE):
        assert re.search(r"\S {2,}\S", line) or line in options.replace("\n      ", " ")


def test_help_is_asked_for_by_h_too(gba):
    assert gba("cities", "-h").out == gba("cities", "--help").out


def test_the_version_is_that_of_the_program_and_of_the_facts(gba, real):
    done = gba("--version")
    assert re.fullmatch(rf"gba \d+\.\d+\.\d+, facts of {re.escape(real.about.version)}\n", done.out)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["facilites"], "no such command 'facilites'"),
        (["--facts"], "option '--facts' requires an argument"),
        (["show"], "missing argument"),
        (["compare"], "a comparison takes two cities or more"),
        (["facilities", "--citty", "x"], "no such option: --citty"),
    ],
)
def test_wrong_usage_is_one_line_that_leads_on(arguments, message, gba):
    done = gba(*arguments)
    assert (done.code, done.out) == (2, "")
    assert done.err.lower().startswith(f"gba: {message}")
    assert done.err.count("\n") == 1
    assert "--help" in done.err or "gba cities" in done.err
