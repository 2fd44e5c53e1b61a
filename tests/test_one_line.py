"""To add a field is to add its line: everything that is made of the declaration knows it then."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from gbacli.choices import STATUSES, Status

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
LINE = '    cost: Annotated[int | None, Field(NUMBER, "what it cost to build, in yuan", "Cost")] = None\n'
BEFORE = "    note: Note = None\n    origin: Origin = BUILT_IN\n\n    @property\n    def status("


@pytest.fixture(scope="module")
def tree(tmp_path_factory):
    """A copy of the program and the facts, with one line more in the model and one in the facts."""
    tree = tmp_path_factory.mktemp("tree")
    shutil.copytree(ROOT / "gbacli", tree / "gbacli", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "facts", tree / "facts")
    model = (tree / "gbacli" / "model.py").read_text(encoding="utf-8")
    assert model.count(BEFORE) == 1
    (tree / "gbacli" / "model.py").write_text(model.replace(BEFORE, LINE + BEFORE), encoding="utf-8")
    facility = next(
        path for path in (tree / "facts" / "facilities").glob("*.toml") if "[csns]\n" in path.read_text("utf-8")
    )
    facility.write_text(
        facility.read_text("utf-8").replace("[csns]\n", "[csns]\ncost = 1867000000\n"), encoding="utf-8"
    )
    return tree


@pytest.fixture(scope="module")
def run(tree):
    def run(*arguments: str, code: int = 0) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "gbacli", *arguments],
            cwd=tree,
            env={**os.environ, "PYTHONPATH": str(tree), "GBA_PAGER": ""},
            capture_output=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == code, done.stderr.decode()
        return done.stdout.decode()

    return run


class TestACostOfFacilities:
    """A made-up field, as one line of the model."""

    def test_the_data_formats_have_it(self, run):
        found = {one["id"]: one["cost"] for one in json.loads(run("facilities", "--city", "dongguan", "--json"))}
        assert (found["csns"], found["csns-ii"]) == (1867000000, None)
        assert (
            run("facilities", "csns", "--format", "csv", "--fields", "id,cost", "--limit", "1")
            == "id,cost\ncsns,1867000000\n"
        )

    def test_it_can_be_asked_for_and_its_meaning_is_told(self, run):
        assert "what it cost to build, in yuan" in run("facilities", "--fields", "help")
        assert run("get", "csns", "cost") == "1867000000\n"

    def test_it_is_shown(self, run):
        drawn = run("show", "csns")
        assert "Cost" in drawn
        assert "1,867,000,000" in drawn or "1.867 billion" in drawn or "1867000000" in drawn
        assert json.loads(run("show", "csns", "--json"))["cost"] == 1867000000

    def test_both_schemas_have_it(self, run):
        schema = json.loads(run("schema", "facility"))["additionalProperties"]
        assert schema["properties"]["cost"] == {"type": "number", "description": "what it cost to build, in yuan"}
        assert "cost" not in schema["required"]
        output = json.loads(run("schema", "--output", "facilities"))
        Draft202012Validator(output).validate(json.loads(run("facilities", "--json")))
        assert output["items"]["anyOf"][0]["properties"]["cost"]["type"] == ["number", "null"]

    def test_the_check_knows_it(self, run, tree):
        (tree / "mine.toml").write_text(
            '[mine]\nname = "Mine"\ncities = ["zhuhai"]\nkind = "science park"\nfield = "rocks"\ncost = "much"\n'
            'history = [{ status = "planned", source = "seed-copy", locator = "1" }]\n'
        )
        assert (
            run("check", "mine.toml", code=3)
            == 'mine.toml:6: mine.cost: is "much"; expected a number, without quotes\n'
        )


def test_a_status_cannot_be_without_sign_and_colour():
    with pytest.raises(TypeError, match="colour"):
        Status("?", "?")  # type: ignore[call-arg]
    for status in STATUSES.values():
        assert all(status)
        assert status.ascii.isascii()
