"""The JSON Schema of the fact files: valid itself, accepts the real facts, and objects where the checker objects."""

import json
from pathlib import Path

import pytest
import tomli
from jsonschema import Draft202012Validator

from gbacli.catalog import Layer, reading
from gbacli.model import KINDS
from gbacli.render.schema import file_schema

FACTS = Path(__file__).parent.parent / "facts"
WITH_FILES = [kind.name for kind in KINDS.values() if kind.files]
REAL = [(kind, path) for kind in WITH_FILES for path in reading.files_of(Layer(FACTS, ""), kind)]


def validator(kind: str) -> Draft202012Validator:
    return Draft202012Validator(file_schema(kind))


@pytest.mark.parametrize("kind", WITH_FILES)
def test_a_schema_is_one(kind):
    Draft202012Validator.check_schema(file_schema(kind))
    assert file_schema(kind)["title"] == f"facts/{KINDS[kind].files}"


@pytest.mark.parametrize(("kind", "path"), REAL, ids=[path.name for _, path in REAL])
def test_the_real_facts_fit_their_schema(kind, path):
    errors = validator(kind).iter_errors(tomli.loads(path.read_text(encoding="utf-8")))
    assert [f"{error.json_path}: {error.message}" for error in errors] == []


SHAPE_ONLY = {
    "a stand-in for a text",
    "a stand-in for a number",
    "a day that is not in the calendar",
    "a leap day of no leap year",
    "a span that runs backwards",
    "a number beyond TOML's integers",
    "no number at all",
    "an infinite number",
    "a date without quotes",
}
"""Faults that a schema cannot see, or that an editor's TOML reader hands to it in another form."""
CASES = tomli.loads((Path(__file__).parent / "data" / "faults.toml").read_text(encoding="utf-8"))
OF_SHAPE = dict(list(CASES.items())[: list(CASES).index("a history out of order")])


@pytest.mark.parametrize("case", [case for name, case in OF_SHAPE.items() if name not in SHAPE_ONLY])
def test_a_schema_objects_to_what_the_checker_calls_a_fault_of_shape(case):
    from test_check import FILE, GOOD, changed

    good = GOOD[FILE[case["kind"]]]
    check = validator(case["kind"])
    assert check.is_valid(tomli.loads(good))
    assert not check.is_valid(tomli.loads(changed(good, case["old"], case["new"])))


def test_the_command_prints_the_schema_of_a_kind(gba):
    for kind in WITH_FILES:
        assert json.loads(gba("schema", kind).out) == file_schema(kind)


@pytest.mark.parametrize("name", ["Facility", "facil"])
def test_a_kind_is_found_by_the_beginning_of_its_name(name, gba):
    assert json.loads(gba("schema", name).out) == file_schema("facility")


def test_without_a_kind_all_kinds_come_in_one_object(gba):
    done = gba("schema")
    assert json.loads(done.out) == {kind: file_schema(kind) for kind in WITH_FILES}


def test_an_unknown_kind_is_answered_with_the_kinds(gba):
    done = gba("schema", "zebra")
    assert (done.code, done.out) == (2, "")
    assert "facility" in done.err


@pytest.mark.parametrize("kind", WITH_FILES)
def test_the_schemas_that_editors_use_are_those_of_the_program(kind, gba):
    """Made by `gba schema KIND > facts/schemas/KIND.schema.json`."""
    assert (FACTS / "schemas" / f"{kind}.schema.json").read_text(encoding="utf-8") == gba("schema", kind).out


def test_editors_know_which_schema_is_that_of_which_file():
    root = FACTS.parent
    bound = {f"facts/schemas/{kind}.schema.json": [f"facts/{KINDS[kind].files}"] for kind in WITH_FILES}
    taplo = tomli.loads((root / ".taplo.toml").read_text(encoding="utf-8"))
    assert {rule["schema"]["path"]: rule["include"] for rule in taplo["rule"]} == bound
    tombi = tomli.loads((root / "tombi.toml").read_text(encoding="utf-8"))
    assert {one["path"]: one["include"] for one in tombi["schemas"]} == bound
    assert {path.name for path in (FACTS / "schemas").iterdir()} == {Path(path).name for path in bound}
