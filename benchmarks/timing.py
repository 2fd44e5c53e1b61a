"""Runs two commands in turn, measures each as a whole process, and compares them pair by pair."""

import os
import pty
import statistics
import subprocess
import sys
import termios
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

HEAD = 1_000_000
"""How much of an output is searched for what it must hold, in bytes."""
PEAKS_IN_MIB = 2**20 if sys.platform == "darwin" else 2**10
SCREEN = (50, 100)
"""Lines and columns of the pseudo-terminal."""


class Command(NamedTuple):
    """A program with its arguments; `terminal` runs it on a pseudo-terminal, else its output goes into a file."""

    label: str
    argv: Sequence[str]
    expects: str
    environ: dict[str, str]
    terminal: bool


class Sample(NamedTuple):
    """One run: its wall time in seconds and the most memory that was resident at once, in MiB."""

    seconds: float
    peak: float


class Ratio(NamedTuple):
    """The median of the ratios of paired runs, with their quartiles, and the median figure of either side."""

    median: float
    low: float
    high: float
    ours: float
    theirs: float


def pairs(ours: Command, theirs: Command, runs: int, folder: Path) -> list[tuple[Sample, Sample]]:
    """Return `runs` pairs, A B A B ..., after one that does not count; tell on stderr how far it has got."""
    print(f"timing {ours.label} beside {theirs.label} ...", file=sys.stderr)
    return [(run(ours, folder), run(theirs, folder)) for _ in range(runs + 1)][1:]


def ratio(figures: Sequence[tuple[float, float]]) -> Ratio:
    """Return how many times the first figure of the pairs is the second; at least two pairs."""
    low, middle, high = statistics.quantiles([ours / theirs for ours, theirs in figures], n=4, method="inclusive")
    ours, theirs = (statistics.median(side) for side in zip(*figures, strict=True))
    return Ratio(middle, low, high, ours, theirs)


def run(command: Command, folder: Path) -> Sample:
    """Run a command once in `folder`; end the benchmark unless it succeeds and says what it should."""
    output, errors = folder / "stdout", folder / "stderr"
    with output.open("wb") as out, errors.open("wb") as err:
        screen, keyboard = pty.openpty() if command.terminal else (None, out.fileno())
        if screen is not None:
            termios.tcsetwinsize(keyboard, SCREEN)
        started = time.perf_counter()
        process = subprocess.Popen(
            command.argv, stdin=subprocess.DEVNULL, stdout=keyboard, stderr=err, env=command.environ, cwd=folder
        )
        if screen is not None:
            os.close(keyboard)
            out.write(read_all(screen))
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    with output.open("rb") as file:
        said = file.read(HEAD)
    if process.returncode != 0 or command.expects.encode() not in said:
        complaint = errors.read_text(encoding="utf-8", errors="replace")[-500:]
        raise SystemExit(f"{command.label}: exit code {process.returncode}: {complaint}")
    return Sample(seconds, usage.ru_maxrss / PEAKS_IN_MIB)


def read_all(screen: int) -> bytes:
    """Return all that is written to a pseudo-terminal until its last writer ends, and close it."""
    pieces = []
    try:
        while piece := os.read(screen, 65536):
            pieces.append(piece)
    except OSError:  # how Linux says that nobody writes any more
        pass
    os.close(screen)
    return b"".join(pieces)
