"""The bars that `gba` has to clear, and whether it does."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from benchmarks.commands import DONGGUAN_JSON, DONGGUAN_TABLE, DRAWING, HELLO
from benchmarks.peers import EOL_JSON, EOL_TABLE
from benchmarks.scale import GBA, SIZES, TOMLI, Row
from benchmarks.startup import Pair


class Verdict(NamedTuple):
    """A bar and what was measured, `None` if it was not."""

    bar: str
    limit: float
    measured: float | None

    @property
    def word(self) -> str:
        """In one word."""
        if self.measured is None:
            return "not measured"
        return "pass" if self.measured <= self.limit else "missed"


TIME_BARS = (
    (DONGGUAN_JSON, HELLO, 1.15),
    (DONGGUAN_JSON, EOL_JSON, 1.0),
    (DONGGUAN_TABLE, DRAWING, 1.15),
    (DONGGUAN_TABLE, EOL_TABLE, 1.0),
)
TOMLI_BAR = 2.0
LINEAR_BAR = 1.15
"""Nothing in the figures is exactly linear: 15 per cent more for each facility still counts as such."""
MEMORY_BAR = 8.0


def judge(pairs: Sequence[Pair], rows: Sequence[Row]) -> list[Verdict]:
    """Hold the figures against every bar, in the order in which they are stated."""
    return [*time_verdicts(pairs), *scale_verdicts(rows)]


def time_verdicts(pairs: Sequence[Pair]) -> Iterator[Verdict]:
    """Judge the bars on single answers."""
    measured = {(pair.subject, pair.reference): pair.ratio.median for pair in pairs}
    for subject, reference, limit in TIME_BARS:
        yield Verdict(f"`{subject}` over `{reference}`", limit, measured.get((subject, reference)))


def scale_verdicts(rows: Sequence[Row]) -> Iterator[Verdict]:
    """Judge the bars on large overlays."""
    found = {(row.program, row.size): row for row in rows if row.skipped is None}
    middle, large = SIZES[1], SIZES[-1]
    tomli = found.get((TOMLI, middle))
    against = tomli.ratio.median if tomli is not None and tomli.ratio is not None else None
    yield Verdict(f"{middle:,} facilities over `{TOMLI}` of the same bytes", TOMLI_BAR, against)
    ours, ours_large = found.get((GBA, middle)), found.get((GBA, large))
    yield Verdict(f"time per facility at {large:,} over {middle:,}", LINEAR_BAR, growth(ours, ours_large))
    for size, row in ((middle, ours), (large, ours_large)):
        yield Verdict(f"peak memory over the file at {size:,}", MEMORY_BAR, row and row.peak / row.file_bytes)


def growth(small: Row | None, large: Row | None) -> float | None:
    """Tell how the cost of one facility grows from one size to another."""
    if small is None or large is None:
        return None
    return (large.seconds / large.size) / (small.seconds / small.size)
