"""The console blocks of the README and the guide: run them, compare them, and with `--write` bring them up to date."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parent.parent
README, GUIDE = ROOT / "README.md", ROOT / "docs" / "guide.md"
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
WIDTH = "80"


def blocks(text: str) -> list[str]:
    """Return the console blocks of a page."""
    return BLOCK.findall(text)


def commands(block: str) -> list[str]:
    """Return the commands of a block: the lines behind `$ `."""
    return [line[2:] for line in block.splitlines() if line.startswith("$ ")]


def run(block: str, folder: Path) -> str:
    """Run the commands of a block in a shell in `folder` and return the block as it should read."""
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


def brought_up_to_date(text: str) -> str:
    """Return a page with every console block as it should read."""
    with TemporaryDirectory() as scratch:
        return BLOCK.sub(lambda match: f"```console\n{run(match[1], Path(scratch))}```", text)


if __name__ == "__main__":
    stale = 0
    for page in (README, GUIDE):
        old = page.read_text(encoding="utf-8")
        new = brought_up_to_date(old)
        stale += old != new
        if "--write" in sys.argv:
            page.write_text(new, encoding="utf-8")
    sys.exit(stale and "--write" not in sys.argv)
