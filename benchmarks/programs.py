"""What is timed: `gba` and the programs that bound it, each in a virtual environment of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

from benchmarks.timing import Command

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / "benchmarks" / ".work"
"""Everything that a run makes; git ignores it."""
EOL = "norwegianblue==0.26.0"
PATCH = "8848"
"""A patch release that no Python has: where `eol` prints it, the answer came from our cache, not from a network."""
FILL_CACHE = """
import json, sys
from norwegianblue import BASE_URL, _cache
_cache.save(_cache.filename(BASE_URL + "python.json"), json.load(sys.stdin))
"""


def install(name: str, *requirements: str) -> Path:
    """Return the folder of the programs of a virtual environment, up to date and compiled."""
    programs = WORK / name / "bin"
    if not programs.exists():
        quietly(sys.executable, "-m", "venv", str(WORK / name))
    quietly(str(programs / "python"), "-m", "pip", "install", *requirements)
    # Packages may ship templates that are no Python, so what the compiler says of them does not matter.
    compiling = [str(programs / "python"), "-m", "compileall", "-q", str(WORK / name / "lib")]
    subprocess.run(compiling, check=False, capture_output=True)
    return programs


def environ(**extra: str) -> dict[str, str]:
    """Return the environment variables of the timed programs: none of the user's settings, and no pager."""
    home = str(WORK / "home")
    plain = {"LANG": "C.UTF-8", "TERM": "xterm-256color", "GBA_PAGER": "", "HOME": home, "XDG_CACHE_HOME": home}
    return {"PATH": os.environ["PATH"], **plain, **extra}


def quietly(*argv: str, given: str = "") -> str:
    """Return what a command prints; end the program with the end of its complaint if it fails."""
    done = subprocess.run(argv, input=given, env=environ(), check=False, capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(argv)} failed:\n{done.stderr.strip()[-2000:]}")
    return done.stdout


def command(programs: Path, line: str, expects: str, *, drawn: bool = False) -> Command:
    """Return a command line of an environment, for the folder `.work`; `drawn`: on a pseudo-terminal."""
    name, *arguments = line.split()
    label = f"`{line}`" + (", drawn" if drawn else "")
    return Command(label, [str(programs / name), *arguments], expects, environ(), drawn)


def fill_eol_cache(peers: Path) -> None:
    """Let norwegianblue file a made-up answer of the real form as today's: `eol` then needs no network."""
    dates = dict.fromkeys(("releaseDate", "eol", "latestReleaseDate", "support"), "2020-10-07")
    answer = [{"cycle": f"3.{n}", "latest": f"3.{n}.{PATCH}", "lts": False, **dates} for n in range(16, -1, -1)]
    quietly(str(peers / "python"), "-c", FILL_CACHE, given=json.dumps(answer))
