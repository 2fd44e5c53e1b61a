"""The handbook of the facts: its good examples are good, and its bad ones give the answers that it prints."""

import re
import shutil
from itertools import pairwise
from pathlib import Path

import pytest
import tomli

from gbacli.catalog import Layer, reading
from gbacli.check import check_paths
from gbacli.model import BUILT_IN

FACTS = Path(__file__).parent.parent / "facts"
HANDBOOK = (FACTS / "README.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SECTIONS = {part.split("\n")[0]: BLOCK.findall(part) for part in HANDBOOK.split("\n## ")[1:]}
NUMBER = re.compile(r":\d+:|\[\d+\]")
"""Line numbers and table numbers grow with the facts."""


@pytest.fixture
def copy(tmp_path, monkeypatch):
    """A copy of the facts to which blocks are added, each at the end of the file that its first line names."""
    shutil.copytree(FACTS, tmp_path / "facts")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(reading, "built_in", lambda: Layer(tmp_path / "facts", BUILT_IN, trusted=True))

    def add(block: str) -> None:
        path = tmp_path / block.split("\n")[0].removeprefix("# ")
        with path.open("a", encoding="utf-8") as file:
            file.write("\n" + block)

    return add


def answers() -> list[str]:
    return [NUMBER.sub(":", fault.text) for fault in check_paths([])[0]]


def examples(section: str) -> tuple[list[str], list[tuple[str, str]]]:
    """Give the good examples of a section, and the bad ones with their answers."""
    blocks = SECTIONS[section]
    bad = [(one, two) for (kind, one), (then, two) in pairwise(blocks) if (kind, then) == ("toml", "text")]
    good = [text for kind, text in blocks if kind == "toml" and text.startswith("# facts/") and text not in dict(bad)]
    return good, bad


WITH_EXAMPLES = [section for section in SECTIONS if any(kind == "toml" for kind, _ in SECTIONS[section])]


@pytest.mark.parametrize("section", WITH_EXAMPLES)
def test_the_good_examples_are_good(section, copy):
    for block in examples(section)[0]:
        copy(block)
    assert answers() == []


@pytest.mark.parametrize(
    ("section", "number"), [(name, number) for name in SECTIONS for number in range(len(examples(name)[1]))]
)
def test_the_bad_examples_give_the_printed_answers(section, number, copy):
    good, bad = examples(section)
    for block in good:
        copy(block)
    copy(bad[number][0])
    assert answers() == [NUMBER.sub(":", line) for line in bad[number][1].splitlines()]


@pytest.mark.parametrize("text", [text for blocks in SECTIONS.values() for kind, text in blocks if kind == "toml"])
def test_every_example_but_the_one_with_commas_is_toml(text):
    if "780,000" not in text:
        tomli.loads(text)


def test_a_year_is_five_lines():
    year = next(block for block in examples("Adding a year")[0] if "[[table]]" in block)
    assert len(year.splitlines()) == 1 + 5


def test_every_file_of_the_facts_is_in_the_list():
    for path in FACTS.rglob("*.toml"):
        name = path.name if path.parent == FACTS else f"{path.parent.name}/*.toml"
        assert f"| `{name}` |" in HANDBOOK
