"""Help: it begins with two examples, and every example works."""

import re
import shlex

import pytest

from gbacli.cli import COMMANDS

EXAMPLE = re.compile(r"^\s+gba (.+)$", re.MULTILINE)


def examples(text: str) -> list[str]:
    """Return the examples at the top of a help text, without the name of the program."""
    usage, _, rest = text.partition("\n\n")
    assert usage.startswith("Usage: gba")
    return EXAMPLE.findall(rest.split("\n\n")[0])


@pytest.mark.parametrize("command", list(COMMANDS))
def test_help_begins_with_two_examples_that_work(command, gba, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = gba(command, "--help")
    assert done.code == 0
    assert 2 <= len(examples(done.out)) <= 3
    for example in examples(done.out):
        ran = gba(*shlex.split(example))
        assert (ran.code, ran.err) == (0, ""), example
        assert ran.out


def test_the_bare_name_shows_the_way_in(gba, real):
    done = gba()
    assert done.code == 0
    lines = done.out.splitlines()
    assert len(lines) <= 22
    assert max(map(len, lines)) <= 80
    counts = f"11 cities, {len(real.facilities)} facilities, "
    assert f"Facts of {real.about.version}: {counts}" in done.out
    shown = EXAMPLE.findall(done.out)
    assert len(shown) == 4
    for example in shown:
        assert gba(*shlex.split(example.partition("  ")[0])).code == 0
    for command in COMMANDS:
        assert re.search(rf"[ ']{command}\b", done.out)


def test_help_lists_the_commands_and_explains_one(gba):
    listed = gba("help")
    assert listed.out == gba("--help").out
    assert len(examples(listed.out)) == 2
    for command, meaning in COMMANDS.items():
        assert re.search(rf"^  {command} +{re.escape(meaning[:30])}", listed.out, re.MULTILINE)
        assert gba("help", command).out == gba(command, "--help").out
    assert gba("help", "facilites") == (
        2,
        "",
        f"gba: no command is called 'facilites'; did you mean facilities? All: {', '.join(COMMANDS)}\n",
    )


def test_what_is_no_command_is_shown(gba):
    for words in (["csns"], ["东莞"], ["hong", "kong"], ["csns", "--json"], ["Hong Kong", "--width", "60"]):
        assert gba(*words) == gba("show", *words)
        assert gba(*words).code == 0


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
        (["facilites"], "nothing is called 'facilites'; did you mean 'gba facilities'"),
        (["cites"], "nothing is called 'cites'; did you mean 'gba cities'"),
        (["cites", "dongguan"], "nothing is called 'cites dongguan'; did you mean 'gba cities'"),
        (["dongguang"], "nothing is called 'dongguang'; did you mean dongguan"),
        (["facilities", "--city"], "option '--city' requires an argument; see 'gba facilities --help'"),
        (["--facts"], "option '--facts' requires an argument"),
        (["show"], "missing argument"),
        (["compare"], "a comparison takes two cities or more"),
    ],
)
def test_wrong_usage_is_one_line_that_leads_on(arguments, message, gba):
    done = gba(*arguments)
    assert (done.code, done.out) == (2, "")
    assert done.err.lower().startswith(f"gba: {message}")
    assert done.err.count("\n") == 1
    assert any(hint in done.err for hint in ("--help", "gba cities", "gba search"))


def test_an_option_that_does_not_exist_is_named(gba):
    """In the words of Click, which differ between its releases."""
    done = gba("facilities", "--citty", "x")
    assert (done.code, done.out) == (2, "")
    assert done.err.lower().startswith("gba: no such option")
    assert "--citty" in done.err
    assert done.err.endswith("; see 'gba facilities --help'\n")
    assert done.err.count("\n") == 1
