"""The two virtual environments: `gba` as a user installs it, and the programs it is compared with."""

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import NamedTuple

from benchmarks.timing import BenchmarkError

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / "benchmarks" / ".work"
"""Everything that a run makes. It ignores itself."""
PEERS = ("norwegianblue==0.26.0", "pycountry==26.2.16", "countryinfo==1.0.1", "sqlite-utils==4.2.1", "yq==4.4.5")


class Environment(NamedTuple):
    """A virtual environment."""

    folder: Path

    def program(self, name: str) -> str:
        """Return the path of an installed program."""
        return str(self.folder / "bin" / name)

    def versions(self) -> dict[str, str]:
        """List what is installed."""
        listing = quietly(self.program("python"), "-m", "pip", "list", "--format", "json")
        return {package["name"].lower(): package["version"] for package in json.loads(listing)}


def gba_environment() -> Environment:
    """Install `gba` and its runtime packages, plainly, from this repository."""
    return install("gba", str(ROOT))


def peer_environment() -> Environment:
    """Install the programs that a user could pick instead, of fixed versions."""
    return install("peers", *PEERS)


def install(name: str, *requirements: str) -> Environment:
    """Make an environment if there is none, bring what it holds up to date, and compile all of it."""
    environment = Environment(work_folder("environments") / name)
    if not (environment.folder / "bin" / "pip").exists():
        quietly(sys.executable, "-m", "venv", str(environment.folder))
    quietly(environment.program("python"), "-m", "pip", "install", *requirements)
    # Packages may ship templates that are no Python, so a fault of the compiler is none of ours.
    compiling = [environment.program("python"), "-m", "compileall", "-q", str(environment.folder / "lib")]
    subprocess.run(compiling, check=False, capture_output=True)
    return environment


def work_folder(name: str) -> Path:
    """Make a folder of that name below the git-ignored one."""
    folder = WORK / name
    folder.mkdir(parents=True, exist_ok=True)
    (WORK / ".gitignore").write_text("*\n", encoding="utf-8")
    return folder


def clean_environ(**extra: str) -> dict[str, str]:
    """Return the environment variables that the timed programs see: none of the user's own settings."""
    home = str(work_folder("home"))
    return {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "HOME": home, "XDG_CACHE_HOME": home, **extra}


def quietly(*argv: str) -> str:
    """Run a command and return what it prints; stop with the end of its complaint if it fails."""
    done = subprocess.run(argv, check=False, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    if done.returncode != 0:
        message = f"{' '.join(argv)} failed:\n{done.stderr.strip()[-2000:]}"
        raise BenchmarkError(message)
    return done.stdout


def project_name() -> str:
    """Return the name under which this repository is installed."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return str(project["name"]).lower()
