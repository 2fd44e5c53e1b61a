"""Runs commands in turn, measures each as a whole process, and compares them pair by pair."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

HEAD = 1_000_000
"""How much of an output is looked at to see that it is the right one, in bytes."""
PEAK_UNIT = 1 if sys.platform == "darwin" else 1024


class BenchmarkError(Exception):
    """Something that makes the figures worthless; its text is all that the reader sees."""


class Command(NamedTuple):
    """One thing that is timed."""

    label: str
    argv: tuple[str, ...]
    expects: str
    """Text that a right answer holds."""
    environ: dict[str, str]


class Sample(NamedTuple):
    """One run."""

    seconds: float
    peak: int
    """The most memory that was resident at once, in bytes."""


class Ratio(NamedTuple):
    """The median of the ratios of runs that followed each other, with their lower and upper quartile."""

    median: float
    low: float
    high: float


def alternate(commands: Sequence[Command], runs: int, folder: Path) -> list[list[Sample]]:
    """Take `runs` samples of each command, A B A B ..., after one run of each that does not count."""
    for command in commands:
        run(command, folder)
    rounds = [[run(command, folder) for command in commands] for _ in range(runs)]
    return [list(samples) for samples in zip(*rounds, strict=True)]


def run(command: Command, folder: Path) -> Sample:
    """Run a command once in `folder`, where its output goes into files.

    Linux counts the memory of the parent at the fork as the child's, so this program must stay small itself.
    """
    with (folder / "stdout").open("wb") as out, (folder / "stderr").open("wb") as err:
        started = time.perf_counter()
        process = subprocess.Popen(
            command.argv, stdin=subprocess.DEVNULL, stdout=out, stderr=err, env=command.environ, cwd=folder
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    verify(command, process.returncode, folder)
    return Sample(seconds, usage.ru_maxrss * PEAK_UNIT)


def verify(command: Command, code: int, folder: Path) -> None:
    """Stop unless the run succeeded and its output holds what it should."""
    if code != 0:
        message = f"{command.label}: exit code {code}: {tail(folder / 'stderr')}"
        raise BenchmarkError(message)
    with (folder / "stdout").open("rb") as file:
        head = file.read(HEAD)
    if command.expects.encode() not in head:
        message = f"{command.label}: {command.expects!r} is not in its output: {tail(folder / 'stderr')}"
        raise BenchmarkError(message)


def tail(path: Path) -> str:
    """Return the end of a file, to say what went wrong."""
    return path.read_text(encoding="utf-8", errors="replace").strip()[-500:] or "nothing on stderr"


def ratio(subject: Sequence[Sample], reference: Sequence[Sample]) -> Ratio:
    """Tell how many times as long `subject` takes as `reference`."""
    ratios = [a.seconds / b.seconds for a, b in zip(subject, reference, strict=True)]
    if len(ratios) == 1:
        return Ratio(ratios[0], ratios[0], ratios[0])
    low, middle, high = statistics.quantiles(ratios, n=4, method="inclusive")
    return Ratio(middle, low, high)


def seconds(samples: Sequence[Sample]) -> float:
    """Return the median time of some runs."""
    return statistics.median(sample.seconds for sample in samples)


def peak(samples: Sequence[Sample]) -> int:
    """Return the most memory that any of some runs took, in bytes."""
    return max(sample.peak for sample in samples)
