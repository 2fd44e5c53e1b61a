"""`gba schema --output`: the JSON Schema of every command's JSON, and that JSON follows it."""

import pytest
from jsonschema import Draft202012Validator, ValidationError

from gbacli.cli.show import record_document
from gbacli.queries.lookup import KINDS, records_of
from gbacli.queries.show import RELATED, shown
from gbacli.render.schema import COMMANDS, output_schema

RUNS = [
    ["facilities"],
    ["facilities", "--as-of", "2019"],
    ["facilities", "--timeline"],
    ["cities"],
    ["stats"],
    ["stats", "--city", "hong-kong,macao", "--history"],
    ["stats", "--metric", "population-density"],
    ["stats", "--metric", "gii-cluster-rank", "--year", "2021"],
    ["compare", "--all"],
    ["compare", "shenzhen", "hong-kong", "--ratio"],
    ["compare", "dongguan", "foshan", "--year", "2021"],
    ["search", "neutron"],
    ["search", "东莞"],
    ["sources"],
    ["show", "csns"],
    ["show", "hong-kong"],
    ["show", "population-density"],
    ["show", "shenzhen.population.2021-12-31"],
    ["show", "source", "seed-copy"],
    ["show", "gba"],
    ["stats", "--history"],
    ["search", "neutron", "--kind", "facility"],
    ["industries"],
    ["compare", "gba", "nine-cities", "--metric", "all"],
    ["get", "shenzhen", "population"],
    ["get", "shenzhen", "population-density"],
    ["get", "csns", "history"],
    ["get", "csns", "status_began"],
    ["get", "gdp", "unit_by_city"],
    ["get", "macao", "latitude"],
]


def closed(schema):
    """Forbid keys that the schema does not name: the published one allows them, for keys to come."""
    if isinstance(schema, dict):
        found = {key: closed(value) for key, value in schema.items()}
        return {**found, "additionalProperties": False} if "properties" in found else found
    return [closed(item) for item in schema] if isinstance(schema, list) else schema


@pytest.mark.parametrize("command", COMMANDS)
def test_each_schema_is_a_schema(gba, command):
    printed = gba("schema", "--output", command).json()
    Draft202012Validator.check_schema(printed)
    assert printed == output_schema(command)
    assert printed["title"] == f"gba {command} --json"


@pytest.mark.parametrize("arguments", RUNS, ids=" ".join)
def test_the_json_of_every_command_follows_its_schema(gba, arguments):
    answer = gba(*arguments, "--json").json()
    assert answer
    Draft202012Validator(closed(output_schema(arguments[0]))).validate(answer)


def test_the_json_of_every_record_that_is_shown_follows_the_schema(real):
    validator = Draft202012Validator(closed(output_schema("show")))
    for kind in KINDS:
        for record in records_of(real, kind):
            validator.validate(record_document(shown(real, record)))


def test_an_empty_answer_follows_the_schema(tiny_gba):
    for command in ("facilities", "stats", "sources"):
        Draft202012Validator(output_schema(command)).validate(tiny_gba(command, "zebra", "--json").json())


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("name", None),
        ("name", 3),
        ("status", "open"),
        ("status_date", "2018-8-23"),
        ("cities", "dongguan"),
        ("history", [{"status": "planned"}]),
        ("kind", "city"),
    ],
)
def test_a_wrong_value_breaks_the_schema(gba, key, value):
    answer = gba("facilities", "csns", "--json", "--limit", "1").json()
    answer[0][key] = value
    with pytest.raises(ValidationError):
        Draft202012Validator(output_schema("facilities")).validate(answer)


def test_a_missing_key_breaks_the_schema(gba):
    answer = gba("cities", "--json").json()
    del answer[0]["iso_3166_2"]
    with pytest.raises(ValidationError):
        Draft202012Validator(output_schema("cities")).validate(answer)


def test_every_kind_of_record_is_described_by_its_mark():
    marks = [schema["properties"]["record"]["const"] for schema in output_schema("show")["oneOf"]]
    assert marks == list(RELATED)


def test_wrong_usage(gba):
    assert gba("schema", "--output", "facilties") == (
        2,
        "",
        (
            "gba: no command with --json is called 'facilties'; did you mean facilities or cities?"
            f" All: {', '.join(COMMANDS)}\n"
        ),
    )
    assert gba("schema", "city", "--output", "cities").err == (
        "gba: KIND and --output contradict each other; leave one out\n"
    )
