"""`gba check`: every fault of a folder or file of facts."""

from typing import Annotated

import typer

from gbacli.check import check_paths
from gbacli.cli.output import write
from gbacli.cli.session import overlays
from gbacli.errors import FactsError


def check(
    context: typer.Context,
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PATH]...",
            help="A folder of the layout of facts/, a part of one, or a file of your own.",
            show_default=False,
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the faults as one JSON array.")] = False,
) -> None:
    """\b
      gba check
      gba check --json

    List every fault of the facts in PATH, a line each: file:line: record.field: what is wrong; what was expected.
    The exit code is then 3. If there is none, say how much was checked.

    What is in PATH may refer to the built-in facts, and to those of --facts. Without PATH the built-in facts are
    checked, and those of --facts.
    """
    faults, counts = check_paths(paths or (), overlays(context.find_root().obj))
    if as_json:
        from gbacli.render import data

        table = [
            {
                "path": one.path,
                "line": one.line,
                "record": one.record or None,
                "field": one.field or None,
                "message": one.message,
            }
            for one in faults
        ]
        write(data.to_json(table))
    else:
        write("".join([f"{fault.text}\n" for fault in faults]) or f"no faults: {counts.text}\n")
    if faults:
        files = len({fault.path for fault in faults})
        raise FactsError(f"{_many(len(faults), 'fault')} in {_many(files, 'file')}")


def _many(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
