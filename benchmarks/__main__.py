"""`python -m benchmarks`: install, measure, print a table; exit 1 if a bar is missed."""

import argparse
import os
import platform
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.programs import EOL, PATCH, ROOT, WORK, command, environ, fill_eol_cache, install, quietly
from benchmarks.scale import readers
from benchmarks.timing import Command, Ratio, pairs, ratio

SIZES = (1_000, 10_000, 100_000)


class Row(NamedTuple):
    """A line of the table: two medians in milliseconds or MiB, their ratio, and the most that it may be, if any."""

    what: str
    beside: str
    ratio: Ratio
    unit: str
    bar: float | None

    @property
    def holds(self) -> bool:
        """Whether the bar is kept; true where there is none."""
        return self.bar is None or self.ratio.median <= self.bar


def main() -> int:
    """Do what the command line says and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Time gba beside what bounds it.")
    parser.add_argument("--runs", type=int, default=15, help="pairs of runs for each line, 2 or more (%(default)s)")
    options = parser.parse_args()
    if options.runs < 2:
        parser.error("--runs must be at least 2")
    programs, peers = install("gba", "--force-reinstall", str(ROOT)), install("peers", EOL)
    fill_eol_cache(peers)
    rows = [*startup(programs, peers, options.runs), *scale(programs, options.runs)]
    print(f"{conditions(programs, options.runs)}\n\n{table(rows)}")
    return 0 if all(row.holds for row in rows) else 1


def startup(programs: Path, peers: Path, runs: int) -> Iterator[Row]:
    """Yield single answers beside what bounds them; what is drawn is drawn on a pseudo-terminal."""
    hello = command(programs, "python ../scripts/hello.py hello world", "hello world")
    drawing = command(programs, "python ../scripts/drawing.py", "Table", drawn=True)
    hello, drawing = hello._replace(label="Typer hello-world"), drawing._replace(label="imports of Typer and Rich")
    data = command(programs, "gba facilities --city Dongguan --json", '"csns"')
    drawn = command(programs, "gba facilities --city Dongguan", "Spallation", drawn=True)
    tab = {"_GBA_COMPLETE": "complete_bash", "COMP_WORDS": "gba facilities --city dong", "COMP_CWORD": "3"}
    press = Command("TAB after `--city dong`", data.argv[:1], "dongguan", environ(**tab), terminal=False)
    lines: list[tuple[Command, Command, float | None]] = [
        (data, hello, 1.10),
        (data, command(peers, "eol python --json", PATCH), 1.00),
        (drawn, drawing, 1.10),
        (drawn, command(peers, "eol python", PATCH, drawn=True), 1.00),
        (command(programs, "gba search neutron", "Spallation", drawn=True), drawing, 1.25),
        (command(programs, "gba compare Shenzhen Dongguan", "Dongguan", drawn=True), drawing, 1.25),
        (press, hello, 1.00),
        (command(programs, "gba get shenzhen population --year 2021", "17681600"), hello, None),
    ]
    for ours, theirs, bar in lines:
        times = [(a.seconds * 1000, b.seconds * 1000) for a, b in pairs(ours, theirs, runs, WORK)]
        yield Row(ours.label, theirs.label, ratio(times), "ms", bar)


def scale(programs: Path, runs: int) -> Iterator[Row]:
    """Yield overlays of more and more facilities, their time and memory, beside what only parses the same bytes."""
    for size in SIZES:
        ours, theirs = readers(programs, size)
        samples = pairs(ours, theirs, min(runs, 5 if size < SIZES[-1] else 3), WORK)
        promised = size > SIZES[0]  # of a thousand, the start of the program is the greater part
        times = ratio([(a.seconds * 1000, b.seconds * 1000) for a, b in samples])
        peaks = ratio([(a.peak, b.peak) for a, b in samples])
        yield Row(ours.label, theirs.label, times, "ms", 2.5 if promised else None)
        yield Row(f"{ours.label}, peak memory", theirs.label, peaks, "MiB", 1.5 if promised else None)


def conditions(programs: Path, runs: int) -> str:
    """Return a sentence on the machine and the versions that were measured."""
    installed = dict(
        line.split("==") for line in quietly(str(programs / "pip"), "freeze", "--exclude", "gbacli").split()
    )
    versions = ", ".join(f"{name} {installed[name]}" for name in ("typer", "rich", "tomli"))
    machine = f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"
    return f"{machine}; {versions}; {EOL.replace('==', ' ')}. {runs} pairs, 5 for scale, 3 of 100,000."


def table(rows: Sequence[Row]) -> str:
    """Return a Markdown table whose columns line up."""
    heads = ["gba", "takes", "beside", "takes", "ratio (quartiles)", "at most", "holds"]
    body = [cells(row) for row in rows]
    widths = [max(map(len, column)) for column in zip(heads, *body, strict=True)]
    lines = [heads, ["-" * width for width in widths], *body]
    padded = [[cell.ljust(width) for cell, width in zip(line, widths, strict=True)] for line in lines]
    return "\n".join(f"| {' | '.join(line)} |" for line in padded)


def cells(row: Row) -> list[str]:
    """Return the cells of one line."""
    spread = f"{row.ratio.median:.3f} ({row.ratio.low:.2f}-{row.ratio.high:.2f})"
    bar = ["", ""] if row.bar is None else [f"{row.bar:.2f}", "yes" if row.holds else "NO"]
    return [
        row.what,
        f"{row.ratio.ours:,.0f} {row.unit}",
        row.beside,
        f"{row.ratio.theirs:,.0f} {row.unit}",
        spread,
        *bar,
    ]


if __name__ == "__main__":
    sys.exit(main())
