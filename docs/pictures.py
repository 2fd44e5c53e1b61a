"""Make the pictures of the README and the guide: what the program draws, as SVG.

    python docs/pictures.py            write docs/*.svg anew
    python docs/pictures.py --check    say which of them differ from what the program draws, and exit with 1 if any

Each picture is made by the program's own `--svg`, at a fixed width and without anything of this machine in it.
"""

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

HERE = Path(__file__).parent

PICTURES = {
    "city": (88, ["dongguan"]),
    "tree": (100, ["facilities", "--city", "Dongguan", "--tree"]),
    "compare": (88, ["compare", "--all", "--metric", "gdp"]),
    "history": (100, ["stats", "--metric", "gdp", "--history"]),
}
"""The width in cells and the command line of each picture, by the name of its file."""


def picture(name: str) -> str:
    """Draw one of `PICTURES` and return the text of the SVG."""
    width, command = PICTURES[name]
    unset = ("GBA_FACTS", "FORCE_COLOR", "NO_COLOR")
    environ = {key: value for key, value in os.environ.items() if key not in unset}
    with TemporaryDirectory() as folder:
        file = Path(folder, "picture.svg")
        subprocess.run(
            [sys.executable, "-m", "gbacli", *command, "--svg", str(file)],
            env={**environ, "COLUMNS": str(width), "PYTHONIOENCODING": "utf-8"},
            cwd=HERE.parent,
            stdout=subprocess.DEVNULL,
            check=True,
        )
        return file.read_text(encoding="utf-8")


def stale() -> list[str]:
    """Name the pictures that are not, or no longer, what the program draws."""
    files = {name: HERE / f"{name}.svg" for name in PICTURES}
    return [
        name for name, file in files.items() if not file.exists() or file.read_text(encoding="utf-8") != picture(name)
    ]


def main() -> int:
    """Write the pictures, or check them. Return the exit code."""
    if sys.argv[1:] == ["--check"]:
        found = stale()
        for name in found:
            sys.stdout.write(f"docs/{name}.svg is not what the program draws; run 'python docs/pictures.py'\n")
        return 1 if found else 0
    for name in PICTURES:
        HERE.joinpath(f"{name}.svg").write_text(picture(name), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
