"""What TAB offers, in every shell's own protocol and in a real bash."""

import os
import shutil
import subprocess
import sys

import pexpect
import pytest

from gbacli.queries.lookup import look_up
from gbacli.queries.texts import key

SHELLS = {
    "bash": lambda line: {
        "_GBA_COMPLETE": "complete_bash",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(line.split(" ")) - 1),
    },
    "zsh": lambda line: {"_GBA_COMPLETE": "complete_zsh", "_TYPER_COMPLETE_ARGS": line},
    "fish": lambda line: {
        "_GBA_COMPLETE": "complete_fish",
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        "_TYPER_COMPLETE_ARGS": line,
    },
}

CASES = [
    ("gba fac", {"facilities"}),
    ("gba facilities --tim", {"--timeline"}),
    ("gba facilities --city Dong", {"Dongguan"}),
    ("gba facilities --city dong", {"dongguan"}),
    ("gba facilities --city 东", {"东莞"}),
    ("gba cities 香", {"香港"}),
    ("gba facilities --city Dongguan,Zha", {"Dongguan,Zhaoqing"}),
    ("gba facilities --status oper", {"operating"}),
    ("gba facilities --kind nat", {"national-laboratory"}),
    ("gba facilities --format js", {"json", "jsonl"}),
    ("gba facilities --fields name,status_", {"name,status_date"}),
    ("gba facilities --fields +sum", {"+summary"}),
    ("gba stats --sort per", {"period"}),
    ("gba stats --metric pop", {"population", "population-density"}),
    ("gba stats --metric facilities-und", {"facilities-under-construction"}),
    ("gba stats --subject nine", {"nine-cities"}),
    ("gba compare Shen", {"Shenzhen"}),
    ("gba compare nine", {"nine-cities"}),
    ("gba compare Macao gb", {"gba"}),
    ("gba compare --fields rank", {"rank", "rank_of"}),
    ("gba compare --json --fields form", {"formula"}),
    ("gba show csn", {"csns", "csns-ii"}),
    ("gba get csn", {"csns", "csns-ii"}),
    ("gba cities --role nod", {"node-city"}),
    ("gba sources --cite bib", {"bibtex"}),
    ("gba sources --fields pub", {"publisher", "published"}),
    ("gba facilities --timeline --fields lo", {"locator"}),
    ("gba facilities --source seed", {"seed-copy"}),
    ("gba cities --kind sub", {"sub-provincial-city"}),
    ("gba get csns sta", {"status", "status_date"}),
    ("gba get shenzhen popu", {"population"}),
    ("gba schema fac", {"facility"}),
    ("gba schema --output sta", {"stats"}),
]


@pytest.mark.parametrize(("line", "expected"), CASES, ids=[line for line, _ in CASES])
def test_bash_is_offered(line, expected, gba):
    done = gba(env=SHELLS["bash"](line))
    offers = [offer for offer in done.out.split("\n") if offer]
    assert set(offers) >= expected
    assert all(offer.startswith(line.split(" ")[-1]) for offer in offers)
    assert len(offers) == len(set(offers))
    assert (done.code, done.err) == (0, "")


@pytest.mark.parametrize("shell", ["zsh", "fish"])
@pytest.mark.parametrize(
    ("line", "offer"), [("gba facilities --city Dong", "Dongguan"), ("gba show csns-", "csns-ii"), ("gba sta", "stats")]
)
def test_zsh_and_fish_are_offered_the_same(shell, line, offer, process):
    done = process(env=SHELLS[shell](line))
    assert offer in done.stdout.decode()
    assert done.stderr == b""


def test_what_is_offered_for_a_field_names_a_facility_again(gba):
    offers = gba(env=SHELLS["bash"]("gba facilities --field neutron")).out.split()
    assert offers
    for offer in offers:
        assert gba("facilities", "--field", offer, "--json").json()


@pytest.mark.parametrize("line", ["gba facilities --city Zzz", "gba get csns nofield", "gba stats --year 2"])
def test_nothing_to_offer_is_silence(line, gba):
    done = gba(env=SHELLS["bash"](line))
    assert (done.out.strip(), done.err) == ("", "")


def test_broken_facts_are_no_reason_to_speak_at_the_prompt(process, tmp_path):
    (tmp_path / "cities.toml").write_text("nonsense")
    done = process(env={**SHELLS["bash"]("gba facilities --city Do"), "GBA_FACTS": str(tmp_path)})
    assert (done.stdout.strip(), done.stderr) == (b"", b"")


@pytest.mark.parametrize(
    ("line", "offers"),
    [
        ("gba facilities --city SHENZ", ["SHENZhen"]),
        ("gba facilities --city Dongguan,zha", ["Dongguan,zhaoqing"]),
        ("gba cities 東", ["東莞"]),
        ("gba show 散裂", ["散裂中子源", "散裂中子源二期"]),
        ("gba open JUN", ["JUNO"]),
        ("gba stats --metric POPU", ["POPUlation", "POPUlation-density"]),
        ("gba songshan-lake-s", ["songshan-lake-science-city"]),
        ("gba help sou", ["sources"]),
        ("gba search x --kind fac", ["facility"]),
        ("gba facilities --status OPER", ["OPERating"]),
        ("gba facilities --fields NAME_", ["NAME_zh_hans", "NAME_zh_hant"]),
    ],
)
def test_case_does_not_matter(line, offers, gba):
    found = [offer for offer in gba(env=SHELLS["bash"](line)).out.split("\n") if offer]
    assert found == offers


def test_each_city_is_offered_once_by_its_name(gba, real):
    found = gba(env=SHELLS["bash"]("gba facilities --city ")).out.strip().split("\n")
    assert found == [city.name for city in real.cities.values()]
    assert len(found) == 11


def test_what_is_offered_is_found_again(gba, real):
    """Every offer for a beginning of a name, in capital letters, names its record."""
    for facility in list(real.facilities.values())[::7]:
        for typed in (facility.name.split()[0][:5].upper(), facility.id[:4].upper()):
            offers = [name for name in gba(env=SHELLS["bash"](f"gba show {typed}")).out.split("\n") if name]
            assert offers
            for offer in offers:
                assert key(offer).startswith(key(typed))
                assert look_up(real, offer)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_completion_of_a_named_shell_is_shown_and_installed(shell, gba, tmp_path):
    home = {"HOME": str(tmp_path), "SHELL": "/bin/nosuch"}
    script = gba("--show-completion", shell, env=home).out
    assert "_GBA_COMPLETE=complete_" in script
    done = gba("--install-completion", shell, env=home)
    assert done.code == 0
    kept = [path for path in tmp_path.rglob("*gba*") if path.is_file()]
    assert [path.read_text() for path in kept] == [script]
    before = {path: path.read_text() for path in tmp_path.rglob("*") if path.is_file()}
    assert gba("--install-completion", shell, env=home).code == 0
    assert {path: path.read_text() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_a_shell_that_is_none_is_refused(gba, tmp_path):
    done = gba("--install-completion", "tsch", env={"HOME": str(tmp_path)})
    message = "gba: no completion for the shell 'tsch'; expected one of: bash, zsh, fish\n"
    assert done == (2, "", message)
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def home(tmp_path):
    """A home folder with nothing in it but a `gba` on the path."""
    program = tmp_path / "bin" / "gba"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m gbacli "$@"\n')
    program.chmod(0o755)
    return {
        **os.environ,
        "PATH": f"{program.parent}:{os.environ['PATH']}",
        "HOME": str(tmp_path),
        "ZDOTDIR": str(tmp_path),
        "XDG_CONFIG_HOME": str(tmp_path / ".config"),
        "TERM": "dumb",
        "PS1": "> ",
        "LC_ALL": "C.UTF-8",
        "PYTHONPATH": os.path.dirname(os.path.dirname(os.path.abspath(__file__))),
    }


CASES_OF_SHELLS = [
    ("gba facilities --city Dong\t", "Dongguan "),
    ("gba facilities --city SHENZ\t", "SHENZhen "),
    ("gba facilities --city Hong\t", r"Hong\\ Kong "),
    ("gba facilities --status trial\t", "trial-operation "),
    ("gba facilities --fields name,summ\t", "name,summary"),
    ("gba show 松山湖材\t", "松山湖材料实验室"),
    ("gba get csns-ii operat\t", "operator "),
]
"""What is typed, and how it then goes on, the same in each shell."""


def shell_of(name):
    return pytest.mark.skipif(shutil.which(name) is None, reason=f"there is no {name} on this machine")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("shell", "option", "before"),
    [
        pytest.param("bash", "--noprofile", "", marks=shell_of("bash")),
        pytest.param("zsh", "--no-globalrcs", "unsetopt zle_bracketed_paste; ", marks=shell_of("zsh")),
    ],
)
def test_a_real_shell_completes_from_its_first_tab(shell, option, before, home, process):
    assert process("--install-completion", shell, env=home).returncode == 0
    with pexpect.spawn(shell, [option], env=home, encoding="utf-8", timeout=20) as spawned:
        spawned.sendline(f"{before}echo READY")
        spawned.expect("READY\r\n")
        for typed, expected in CASES_OF_SHELLS:
            spawned.send(typed)
            spawned.expect(expected)
            spawned.send("\x03")


@pytest.mark.slow
@shell_of("fish")
def test_a_real_fish_completes(home, process):
    assert process("--install-completion", "fish", env=home).returncode == 0
    asked = "; ".join([f"complete -C '{typed.strip()}'; echo --" for typed, _ in CASES_OF_SHELLS])
    done = subprocess.run(["fish", "-c", asked], env=home, capture_output=True, text=True, timeout=120, check=True)
    for (typed, expected), offers in zip(CASES_OF_SHELLS, done.stdout.split("--\n"), strict=False):
        # fish quotes what it inserts by itself
        assert expected.replace("\\\\", "").strip() in [offer.partition("\t")[0] for offer in offers.splitlines()], (
            typed
        )
