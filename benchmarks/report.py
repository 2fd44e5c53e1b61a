"""The figures as Markdown tables that read as well in a terminal, and their place in the README."""

from collections.abc import Sequence
from pathlib import Path
from statistics import median

from benchmarks.bars import Verdict
from benchmarks.scale import GBA, Row
from benchmarks.startup import Pair
from benchmarks.timing import BenchmarkError, Ratio

README = Path(__file__).parent / "README.md"
BEGIN = "<!-- results: written by `python -m benchmarks --write` -->"
END = "<!-- end of results -->"
MIB = 2**20


def grid(pairs: Sequence[Pair]) -> str:
    """Draw a row for each question, a column for each reference, the ratio of the two where they meet."""
    subjects = list(dict.fromkeys(pair.subject for pair in pairs))
    references = list(dict.fromkeys(pair.reference for pair in pairs))
    cells = {(pair.subject, pair.reference): ratio_text(pair.ratio) for pair in pairs}
    heads = [f"{name} ({reference_time(pairs, name)})" for name in references]
    body = [
        [f"`{subject}`", subject_time(pairs, subject), *(cells[subject, name] for name in references)]
        for subject in subjects
    ]
    return table(["gba", "ms", *heads], body)


def subject_time(pairs: Sequence[Pair], subject: str) -> str:
    """Return the median time of a question, in milliseconds."""
    return f"{median(pair.subject_seconds for pair in pairs if pair.subject == subject) * 1000:.0f}"


def reference_time(pairs: Sequence[Pair], reference: str) -> str:
    """Return the median time of a reference, in milliseconds."""
    return f"{median(pair.reference_seconds for pair in pairs if pair.reference == reference) * 1000:.0f} ms"


def ratio_text(ratio: Ratio) -> str:
    """Write a ratio with its quartiles."""
    return f"{ratio.median:.2f} ({ratio.low:.2f}-{ratio.high:.2f})"


def scale_table(rows: Sequence[Row]) -> str:
    """Draw a row for each program at each size."""
    heads = ["facilities", "file MiB", "program", "s", "us each", "gba over it", "peak MiB", "times the file"]
    return table(heads, [scale_cells(row) for row in rows])


def scale_cells(row: Row) -> list[str]:
    """Return one row of it."""
    start = [f"{row.size:,}", f"{row.file_bytes / MIB:.1f}", f"`{row.program}`"]
    if row.skipped is not None:
        return [*start, f"skipped: {row.skipped}", "", "", "", ""]
    against = "" if row.program == GBA or row.ratio is None else ratio_text(row.ratio)
    times = [f"{row.seconds:.3f}", f"{row.seconds / row.size * 1e6:.0f}", against]
    return [*start, *times, f"{row.peak / MIB:.0f}", f"{row.peak / row.file_bytes:.1f}"]


def verdict_table(verdicts: Sequence[Verdict]) -> str:
    """Draw a line for each bar."""
    return table(["bar", "at most", "measured", "verdict"], [verdict_cells(verdict) for verdict in verdicts])


def verdict_cells(verdict: Verdict) -> list[str]:
    """Return one line of it; to three places, so that a bar just missed is seen to be missed."""
    measured = "" if verdict.measured is None else f"{verdict.measured:.3f}"
    return [verdict.bar, f"{verdict.limit:.2f}", measured, verdict.word]


def table(heads: Sequence[str], body: Sequence[Sequence[str]]) -> str:
    """Draw a Markdown table whose columns line up."""
    widths = [max(len(row[column]) for row in [heads, *body]) for column in range(len(heads))]
    rule = ["-" * width for width in widths]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"
        for row in [heads, rule, *body]
    ]
    return "\n".join(lines)


def section(title: str, text: str) -> str:
    """Put a title over a part of the report."""
    return f"### {title}\n\n{text}\n"


def write_readme(report: str) -> None:
    """Put the report between the two markers of the README."""
    before, begin, rest = README.read_text(encoding="utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        message = f"{README.name} lacks its two markers"
        raise BenchmarkError(message)
    README.write_text(f"{before}{BEGIN}\n\n{report.strip()}\n\n{END}{after}", encoding="utf-8")
