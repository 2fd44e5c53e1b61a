"""What TAB offers, in every shell's own protocol and in a real bash."""

import os
import shutil
import sys

import pexpect
import pytest

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


@pytest.mark.parametrize(
    "line", ["gba facilities --city Zzz", "gba get csns nofield", "gba stats --year 2"]
)
def test_nothing_to_offer_is_silence(line, gba):
    done = gba(env=SHELLS["bash"](line))
    assert (done.out.strip(), done.err) == ("", "")


def test_broken_facts_are_no_reason_to_speak_at_the_prompt(process, tmp_path):
    (tmp_path / "cities.toml").write_text("nonsense")
    done = process(env={**SHELLS["bash"]("gba facilities --city Do"), "GBA_FACTS": str(tmp_path)})
    assert (done.stdout.strip(), done.stderr) == (b"", b"")


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash on this machine")
def test_a_real_bash_completes(tmp_path):
    folder = tmp_path / "bin"
    folder.mkdir()
    program = folder / "gba"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m gbacli "$@"\n')
    program.chmod(0o755)
    environ = {
        **os.environ,
        "PATH": f"{folder}:{os.environ['PATH']}",
        "HOME": str(tmp_path),
        "TERM": "dumb",
        "PS1": "> ",
    }
    with pexpect.spawn("bash", ["--norc", "--noprofile"], env=environ, encoding="utf-8", timeout=20) as bash:
        bash.sendline(
            "gba --show-completion bash > c.sh; source c.sh; echo READY".replace("c.sh", str(tmp_path / "c.sh"))
        )
        bash.expect("READY\r\n")
        bash.send("gba facilities --city Dong\t")
        bash.expect("Dongguan ")
        bash.send("--status trial\t")
        bash.expect("trial-operation ")
        bash.send("--fields name,summ\t")
        bash.expect("name,summary")
        bash.send("\x03")
