"""`gba check`: every fault of a folder or file of facts."""

import typer

from gbacli.check import Fault, check_paths
from gbacli.cli.options import Many, argument, option, overlays
from gbacli.cli.streams import write, write_data
from gbacli.errors import FactsError
from gbacli.fields import fields_of
from gbacli.model import KINDS
from gbacli.queries.texts import joined
from gbacli.render.data import rows, to_json

_PATH = "A folder of the layout of facts/, a part of one, a file of your own, or - for standard input."
_NOUNS = {kind.name: (kind.noun, kind.plural) for kind in KINDS.values()} | {"value": ("value", "values")}


def check(
    context: typer.Context,
    paths: Many = argument("[PATH]...", _PATH),
    as_json: bool = option("--json", "Print the faults as one JSON array."),
) -> None:
    """\b
      gba check
      gba check --json

    List every fault of the facts in PATH, a line each: file:line: record.field: what is wrong; what was expected.
    The exit code is then 3. If there is none, say how much was checked.

    What is in PATH may refer to the built-in facts, and to those of --facts. Without PATH the built-in facts are
    checked, and those of --facts.
    """
    faults, counts = check_paths(paths or (), overlays(context))
    if as_json:
        write_data(to_json(list(rows(faults, fields_of(Fault)))))
    else:
        write("".join([f"{fault.text}\n" for fault in faults]) or f"no faults: {in_words(counts)}\n")
    if faults:
        files = len({fault.path for fault in faults})
        raise FactsError(f"{_many(len(faults), 'fault', 'faults')} in {_many(files, 'file', 'files')}")


def _many(number: int, *nouns: str) -> str:
    return f"{number:,} {nouns[number != 1]}"


def in_words(counts: dict[str, int]) -> str:
    """Write counts in one line, without the kinds of which there is nothing."""
    return joined([_many(number, *_NOUNS[name]) for name, number in counts.items() if number] or ["no records"], "and")
