"""Whole numbers for people: `1-4, 7`."""

from collections.abc import Iterable


def in_runs(numbers: Iterable[int], to: str) -> str:
    """Write numbers in order, each once; of three or more on end the first and the last, with `to` between."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join([f"{run[0]}{to}{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs])
