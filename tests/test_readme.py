"""The README and the guide show only what was run."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import readme_blocks

from gbacli.cli import COMMANDS

TEXT = readme_blocks.README.read_text(encoding="utf-8")
GUIDE = readme_blocks.GUIDE.read_text(encoding="utf-8")
ROOT = readme_blocks.ROOT


@pytest.mark.parametrize(
    "block",
    [*readme_blocks.blocks(TEXT), *readme_blocks.blocks(GUIDE)],
    ids=lambda block: block.splitlines()[0][2:60],
)
def test_what_is_shown_is_what_comes_out(block, tmp_path):
    if "| jq" in block and shutil.which("jq") is None:
        pytest.skip("there is no jq on this machine")
    assert readme_blocks.run(block, tmp_path) == block


def test_the_first_two_blocks_are_the_two_commands():
    fenced = [part.split("\n```")[0] for part in TEXT.split("```sh\n")[1:]]
    assert (
        fenced[0]
        == "python3 -m venv .venv && .venv/bin/pip install --quiet . && .venv/bin/gba facilities --city Dongguan"
    )
    assert fenced[1] == (
        "python3 -m venv .venv && .venv/bin/pip install --quiet --editable '.[test]' && .venv/bin/python -m pytest"
    )


@pytest.mark.parametrize("command", list(COMMANDS))
def test_every_command_is_in_the_readme(command):
    assert f"gba {command}" in TEXT


def test_the_readme_is_short():
    assert len(TEXT.splitlines()) <= 180


@pytest.mark.parametrize("page", [readme_blocks.README, readme_blocks.GUIDE, ROOT / "CONTRIBUTING.md"])
def test_every_link_to_a_file_leads_somewhere(page):
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def test_what_the_readme_creates_is_ignored_by_git():
    ignored = subprocess.run(["git", "check-ignore", ".venv/"], cwd=ROOT, capture_output=True, text=True, check=False)
    if not Path(ROOT, ".git").exists():
        pytest.skip("not in a git checkout")
    assert ignored.stdout == ".venv/\n"


def test_python_m_is_the_same_program(process):
    assert (
        process("--version").stdout
        == subprocess.run([sys.executable, "-m", "gbacli", "--version"], capture_output=True, check=True).stdout
    )
