"""`python -m benchmarks`: install, measure, print, and with `--write` record the result in the README."""

import argparse
import sys

from benchmarks.bars import judge
from benchmarks.commands import baselines, gba_commands
from benchmarks.environments import gba_environment, peer_environment, work_folder
from benchmarks.machine import describe_machine
from benchmarks.peers import peer_commands
from benchmarks.report import grid, scale_table, section, verdict_table, write_readme
from benchmarks.scale import Row, measure_scale
from benchmarks.startup import Pair, measure_pairs
from benchmarks.timing import BenchmarkError

PARTS = ("startup", "peers", "scale")


def main() -> int:
    """Do what the command line says."""
    options = parse_arguments()
    parts = PARTS if options.only == "all" else (options.only,)
    try:
        report = measure(parts, options.runs)
        print(report)
        if options.write:
            write_readme(report)
    except BenchmarkError as error:
        print(f"benchmarks: {error}", file=sys.stderr)
        return 1
    return 0


def parse_arguments() -> argparse.Namespace:
    """Read the options; a record in the README is always of everything."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Time gba beside what bounds it.")
    parser.add_argument("--runs", type=int, default=15, help="alternating runs of each pair (default: %(default)s)")
    parser.add_argument("--only", choices=(*PARTS, "all"), default="all", help="which part (default: %(default)s)")
    parser.add_argument("--write", action="store_true", help="put the result into benchmarks/README.md")
    options = parser.parse_args()
    if options.runs < 1:
        parser.error("--runs must be at least 1")
    if options.write and options.only != "all":
        parser.error("--write records everything: leave --only out")
    return options


def measure(parts: tuple[str, ...], runs: int) -> str:
    """Measure the parts, and return the whole report."""
    gba = gba_environment()
    peers = None if parts == ("startup",) else peer_environment()
    folder = work_folder("out")
    near: list[Pair] = []
    far: list[Pair] = []
    rows: list[Row] = []
    if "startup" in parts:
        near = measure_pairs(gba_commands(gba), baselines(gba), runs, folder)
    if "peers" in parts and peers is not None:
        far = measure_pairs(gba_commands(gba), peer_commands(peers), runs, folder)
    if "scale" in parts and peers is not None:
        rows = measure_scale(gba, peers, folder)
    return compose(describe_machine(gba, peers), runs, near, far, rows)


def compose(machine: str, runs: int, near: list[Pair], far: list[Pair], rows: list[Row]) -> str:
    """Put the parts that were measured together, with their titles."""
    parts = [f"{machine}\nRatios are medians of {runs} pairs, quartiles in brackets.\n"]
    if near:
        parts.append(section("Start-up, over what bounds it", grid(near)))
    if far:
        parts.append(section("Start-up, over other programs", grid(far)))
    if rows:
        parts.append(section("Scale, medians of 5 runs, 3 at the largest size", scale_table(rows)))
    parts.append(section("Bars", verdict_table(judge([*near, *far], rows))))
    return "\n".join(parts)


if __name__ == "__main__":
    sys.exit(main())
