"""Start-up: each question to `gba`, paired with each of the programs that it is measured against."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.timing import Command, Ratio, alternate, ratio, seconds


class Pair(NamedTuple):
    """One question beside one reference."""

    subject: str
    reference: str
    ratio: Ratio
    subject_seconds: float
    reference_seconds: float


def measure_pairs(subjects: Sequence[Command], references: Sequence[Command], runs: int, folder: Path) -> list[Pair]:
    """Time every subject with every reference."""
    return list(pairs(subjects, references, runs, folder))


def pairs(subjects: Sequence[Command], references: Sequence[Command], runs: int, folder: Path) -> Iterator[Pair]:
    """Do so one pair at a time, and tell on stderr how far it has got."""
    for subject in subjects:
        print(f"timing {subject.label} ...", file=sys.stderr)
        for reference in references:
            ours, theirs = alternate([subject, reference], runs, folder)
            yield Pair(subject.label, reference.label, ratio(ours, theirs), seconds(ours), seconds(theirs))
