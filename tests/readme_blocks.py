"""The console blocks of the README: run them, compare them, and with `--write` bring them up to date."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

README = Path(__file__).parent.parent / "README.md"
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
WIDTH = "88"
"""The width that the README's pages show without scrolling."""


def blocks(text: str) -> list[str]:
    """Give the console blocks of the README's text."""
    return BLOCK.findall(text)


def commands(block: str) -> list[str]:
    """Give the commands of a block: the lines behind `$ `."""
    return [line[2:] for line in block.splitlines() if line.startswith("$ ")]


def run(block: str, folder: Path) -> str:
    """Run the commands of a block in a shell in `folder` and give the block as it should read."""
    return "".join([f"$ {command}\n{_output(command, folder)}" for command in commands(block)])


def _output(command: str, folder: Path) -> str:
    environ = {**os.environ, "COLUMNS": WIDTH, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    for name in ("GBA_FACTS", "NO_COLOR", "FORCE_COLOR", "COVERAGE_PROCESS_START"):
        environ.pop(name, None)
    program = f'gba() {{ {shlex.quote(sys.executable)} -m gbacli "$@"; }}; export -f gba; {command}'
    done = subprocess.run(
        ["bash", "-c", program], cwd=folder, env=environ, capture_output=True, text=True, timeout=60, check=False
    )
    return done.stdout + done.stderr


if __name__ == "__main__":
    old = README.read_text(encoding="utf-8")
    with TemporaryDirectory() as scratch:
        new = BLOCK.sub(lambda match: f"```console\n{run(match[1], Path(scratch))}```", old)
    if "--write" in sys.argv:
        README.write_text(new, encoding="utf-8")
    else:
        sys.exit(old != new)
