"""The programs that a user could pick instead, asked for a fact each, offline."""

import json
import sqlite3
import subprocess
from pathlib import Path

from benchmarks.environments import Environment, clean_environ, work_folder
from benchmarks.timing import BenchmarkError, Command

EOL_JSON = "eol python --json"
EOL_TABLE = "eol python"
PATCH = "8848"
"""A patch release that no Python has: where `eol` prints it, the answer came from our cache, not from a network."""
FILL_CACHE = """
import json, sys
from norwegianblue import BASE_URL, _cache
_cache.save(_cache.filename(BASE_URL + "python.json"), json.load(sys.stdin))
"""
HONG_KONG = "import pycountry; print(pycountry.countries.get(alpha_2='HK').name)"


def peer_commands(environment: Environment) -> list[Command]:
    """Return every peer, ready to answer."""
    fill_eol_cache(environment)
    database = make_database(work_folder("peers") / "cities.db")
    table = ("rows", str(database), "cities", "--limit", "3")
    asked = [
        (EOL_JSON, ("eol", "python", "--json"), PATCH),
        (EOL_TABLE, ("eol", "python"), PATCH),
        ("pycountry one-liner", ("python", "-c", HONG_KONG), "Hong Kong"),
        ("countryinfo --json", ("countryinfo", "Hong Kong", "--json"), "Hong Kong"),
        ("sqlite-utils rows", ("sqlite-utils", *table), "city-2"),
    ]
    environ = clean_environ()
    return [
        Command(label, (environment.program(program), *arguments), expects, environ)
        for label, (program, *arguments), expects in asked
    ]


def fill_eol_cache(environment: Environment) -> None:
    """Let norwegianblue itself file an answer as today's: until midnight UTC `eol` then needs no network."""
    done = subprocess.run(
        [environment.program("python"), "-c", FILL_CACHE],
        input=json.dumps(eol_answer()),
        env=clean_environ(),
        check=False,
        capture_output=True,
        text=True,
    )
    if done.returncode != 0 or not list(work_folder("home").rglob("*python*.json")):
        message = f"the cache of eol could not be filled: {done.stderr.strip()}"
        raise BenchmarkError(message)


def eol_answer() -> list[dict[str, str | bool]]:
    """Make an answer in the form and of the length of the real one: a row for each of 17 Python releases."""
    return [
        {
            "cycle": f"3.{minor}",
            "releaseDate": f"{2011 + minor}-10-07",
            "eol": f"{2016 + minor}-10-31",
            "latest": f"3.{minor}.{PATCH}",
            "latestReleaseDate": f"{2016 + minor}-09-02",
            "pep": f"PEP-0{700 + minor}",
            "lts": False,
            "support": f"{2013 + minor}-10-01",
        }
        for minor in range(16, -1, -1)
    ]


def make_database(path: Path) -> Path:
    """Make a database of eleven rows."""
    path.unlink(missing_ok=True)
    connection = sqlite3.connect(path)
    with connection:
        connection.execute("create table cities (id text primary key, population integer)")
        connection.executemany("insert into cities values (?, ?)", [(f"city-{n}", n * 1000) for n in range(11)])
    connection.close()
    return path
