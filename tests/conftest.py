"""What every test shares: a catalog that fits in the head, the real one, and ways to run the program."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import settings
from typer.testing import CliRunner

from gbacli.catalog import Catalog, Layer, built_in, reading
from gbacli.cli import app
from gbacli.model import BUILT_IN

settings.register_profile("gba", deadline=None)
settings.load_profile("gba")

TINY = Path(__file__).parent / "data" / "tiny"


class Result(NamedTuple):
    """What a run of the program left behind."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        """Parse stdout as one JSON document."""
        return json.loads(self.out)


Run = Callable[..., Result]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what starts processes as slow, before pytest deselects."""
    for item in items:
        if "process" in getattr(item, "fixturenames", ()):
            item.add_marker("slow")


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what the machine's environment says about terminals and facts out of the tests."""
    for name in ("COLUMNS", "NO_COLOR", "FORCE_COLOR", "GBA_FACTS", "PYTHONIOENCODING"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("GBA_PAGER", "")  # nothing waits for a key


@pytest.fixture
def tiny() -> Catalog:
    """Three made-up cities, three facilities, two statements, three series."""
    return Catalog([Layer(TINY, BUILT_IN, trusted=True)])


@pytest.fixture(scope="session")
def real() -> Catalog:
    """The facts that ship with the program."""
    return Catalog([built_in()])


@pytest.fixture
def gba() -> Run:
    """Run a command line in this process on the real facts: `gba("cities", "--json")`."""
    return _in_process


@pytest.fixture
def tiny_gba(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command line in this process with the tiny facts as the built-in ones."""
    layer = Layer(TINY, BUILT_IN, trusted=True)
    monkeypatch.setattr("gbacli.api.built_in", lambda: layer)  # first: its import must not find the others changed
    monkeypatch.setattr(reading, "built_in", lambda: layer)
    monkeypatch.setattr("gbacli.catalog.built_in", lambda: layer)
    return _in_process


@pytest.fixture(scope="session")
def process() -> Callable[..., "subprocess.CompletedProcess[bytes]"]:
    """Run the program as a process of its own, for what only a process shows."""

    def run(*arguments: str, **options: Any) -> "subprocess.CompletedProcess[bytes]":
        environ = {**os.environ, "TERM": "xterm-256color", **options.pop("env", {})}
        options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "stdin": subprocess.DEVNULL, **options}
        return subprocess.run(
            [sys.executable, "-m", "gbacli", *arguments], env=environ, timeout=60, check=False, **options
        )

    return run


def _in_process(*arguments: str, env: dict[str, str] | None = None) -> Result:
    done = CliRunner().invoke(app, list(arguments), env=env, prog_name="gba")
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return Result(done.exit_code, done.stdout, done.stderr)
