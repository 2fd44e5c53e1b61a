"""Scale: packs of more and more facilities through `--facts`, beside programs that only parse the same bytes."""

import shutil
import sys
from pathlib import Path
from typing import NamedTuple

from benchmarks.environments import Environment, clean_environ
from benchmarks.packs import NAME, make_pack
from benchmarks.timing import Command, Ratio, Sample, alternate, peak, ratio, seconds

SIZES = (1_000, 10_000, 100_000)
GBA = "gba --facts"
TOMLI = "tomli.loads"
TOMLLIB = "tomllib.loads"
TOMLQ = "tomlq"
PARSE = "import {module}, sys; print(len({module}.loads(open(sys.argv[1], 'rb').read().decode())))"
FILTER = '[.[] | select(.cities | index("dongguan"))]'
PATIENCE = 60.0
"""A rival that should take longer than this many seconds for one run is left out."""


class Row(NamedTuple):
    """One program at one size; `skipped` says why there are no figures."""

    size: int
    file_bytes: int
    program: str
    seconds: float = 0.0
    peak: int = 0
    ratio: Ratio | None = None
    """The time of `gba` over that of this program."""
    skipped: str | None = None


def measure_scale(gba: Environment, peers: Environment, folder: Path) -> list[Row]:
    """Time every program at every size, as far as it can be had in good time."""
    rows: list[Row] = []
    for size in SIZES:
        print(f"timing {size:,} facilities ...", file=sys.stderr)
        rows += measure_size(size, gba, peers, folder, rows)
    return rows


def measure_size(size: int, gba: Environment, peers: Environment, folder: Path, before: list[Row]) -> list[Row]:
    """Time every program at one size, in turn; `before` holds the rows of smaller ones."""
    pack = make_pack(size)
    file_bytes = pack.stat().st_size
    commands = scale_commands(pack, size, gba, peers)
    reasons = {command.label: reason_to_skip(command.label, size, before) for command in commands}
    timed = [command for command in commands if reasons[command.label] is None]
    samples = alternate(timed, runs_at(size), folder)
    labelled = zip((command.label for command in timed), samples, strict=True)
    rows = [make_row(size, file_bytes, label, own, samples[0]) for label, own in labelled]
    rows += [Row(size, file_bytes, label, skipped=reason) for label, reason in reasons.items() if reason]
    return rows


def make_row(size: int, file_bytes: int, program: str, own: list[Sample], ours: list[Sample]) -> Row:
    """Sum up one program; a rival with the ratio of our time to its own."""
    against = None if program == GBA else ratio(ours, own)
    return Row(size, file_bytes, program, seconds(own), peak(own), against)


def scale_commands(pack: Path, size: int, gba: Environment, peers: Environment) -> list[Command]:
    """Return the question to `gba`, which comes first, and what the rivals do with the same file."""
    environ, python = clean_environ(), gba.program("python")
    overlay, question = ("--facts", str(pack.parent.parent)), ("facilities", "--city", "Dongguan", "--json")
    return [
        Command(GBA, (gba.program("gba"), *overlay, *question), NAME, environ),
        Command(TOMLI, (python, "-c", PARSE.format(module="tomli"), str(pack)), str(size), environ),
        Command(TOMLLIB, (python, "-c", PARSE.format(module="tomllib"), str(pack)), str(size), environ),
        Command(TOMLQ, (peers.program("tomlq"), FILTER, str(pack)), NAME, environ),
    ]


def reason_to_skip(program: str, size: int, before: list[Row]) -> str | None:
    """Say why a rival is left out at a size, judged by what it took at smaller ones."""
    if program == TOMLQ and shutil.which("jq") is None:
        return "needs jq, which this machine has not"
    for row in reversed(before):
        if row.program == program and program not in (GBA, TOMLI):
            guess = row.seconds * size / row.size
            return f"would take about {guess:.0f} s a run" if guess > PATIENCE else None
    return None


def runs_at(size: int) -> int:
    """Say how many runs count at a size: few where one takes long."""
    return 3 if size >= SIZES[-1] else 5
