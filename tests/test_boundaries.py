"""What a start imports: nothing that draws, nothing new unnoticed. Only a process shows it."""

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "gbacli"

HELLO = """
import typer
app = typer.Typer()
@app.command()
def hello(name: str) -> None: print(name)
@app.command()
def bye(name: str) -> None: print(name)
app(["hello", "x"], standalone_mode=False)
"""

RUN = """
import gc, os, sys
os._exit = lambda code: None
sys.argv = ["gba", *sys.argv[1:]]
from gbacli.__main__ import main
main()
"""

REPORT = "\nimport sys, json; sys.stderr.write(json.dumps(sorted(sys.modules)))\n"

BESIDE_TYPER = {
    "__future__",
    "_bisect",
    "_csv",
    "_json",
    "_string",
    "bisect",
    "csv",
    "gc",
    "json",
    "json.decoder",
    "json.encoder",
    "json.scanner",
    "string",
    "tomli",
    "tomli._parser",
    "tomli._re",
    "tomli._types",
    "unicodedata",
}
"""What commands may load besides their own modules and what any Typer program has loaded anyway."""

COMMANDS = [
    ["facilities", "--city", "Dongguan", "--json"],
    ["facilities", "--timeline", "--format", "jsonl"],
    ["cities", "--json"],
    ["cities", "--format", "csv"],
    ["stats", "--city", "Shenzhen", "--format", "tsv"],
    ["compare", "Shenzhen", "Dongguan", "--json"],
    ["search", "neutron", "--json"],
    ["sources", "--json", "--limit", "3"],
    ["show", "csns", "--json"],
    ["get", "shenzhen", "population", "--year", "2021"],
    ["get", "csns", "status"],
]


def modules(code: str, *arguments: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", code + REPORT, *arguments], capture_output=True, text=True, timeout=60, check=False
    )
    return set(json.loads(done.stderr))


@pytest.fixture(scope="module")
def hello() -> set[str]:
    return modules(HELLO)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_run_that_draws_nothing_imports_nothing_that_draws(command, hello):
    loaded = modules(RUN, *command) - hello
    theirs = {name for name in loaded if not name.startswith("gbacli") and not name.endswith("__mypyc")}
    assert theirs <= BESIDE_TYPER
    assert not any(name == "rich" or name.startswith("rich.") for name in loaded)


def test_get_does_without_json_too(hello):
    assert not {"json", "csv"} & (modules(RUN, "get", "shenzhen", "population") - hello)


def test_a_command_imports_no_other_command(hello):
    loaded = modules(RUN, "facilities", "--json")
    others = {"cities", "stats", "compare", "show", "search", "get", "sources", "check", "schema"}
    assert not {f"gbacli.cli.{name}" for name in others} & loaded
    assert not any(name.startswith("gbacli.check") for name in loaded)


BASE = {"errors", "choices", "fields", "model"}
MAY_IMPORT = {
    "errors": set(),
    "choices": set(),
    "fields": set(),
    "model": {"choices", "fields"},
    "catalog": BASE,
    "check": BASE | {"catalog", "queries"},
    "queries": BASE | {"catalog"},
    "render": BASE | {"catalog", "check", "queries"},
    "cli": BASE | {"catalog", "check", "queries", "render"},
    "api": BASE | {"catalog", "check", "queries"},
}
THIRD_PARTY = {"typer": {"cli"}, "rich": {"render"}, "tomli": {"catalog"}}


def layer_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return names


@pytest.mark.parametrize(
    "path", [path for path in sorted(PACKAGE.rglob("*.py")) if layer_of(path) in MAY_IMPORT], ids=lambda path: path.stem
)
def test_imports_go_one_way(path):
    layer = layer_of(path)
    ours = {name.split(".")[1] for name in imported(path) if name.startswith("gbacli.")}
    assert ours & set(MAY_IMPORT) <= MAY_IMPORT[layer] | {layer}
    for package, home in THIRD_PARTY.items():
        if any(name.split(".")[0] == package for name in imported(path)):
            assert layer in home


def test_every_failure_has_a_documented_exit_code():
    from gbacli import errors

    classes = [
        value for value in vars(errors).values() if isinstance(value, type) and issubclass(value, errors.GbaError)
    ]
    assert {kind.__name__: kind.exit_code for kind in classes} == {
        "GbaError": 1,
        "NothingFoundError": 1,
        "UsageError": 2,
        "FactsError": 3,
        "OutputError": 4,
    }
