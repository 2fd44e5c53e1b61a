"""`gba schema`: the JSON Schema of the fact files, and of what commands print as JSON."""

from typing import Annotated

import typer

from gbacli.cli.options import completing
from gbacli.cli.output import write
from gbacli.errors import UsageError
from gbacli.model import KINDS
from gbacli.queries.names import choose
from gbacli.render.data import to_json
from gbacli.render.schema import COMMANDS, file_schema, output_schema

_FILES = tuple([kind.name for kind in KINDS.values() if kind.files])


def schema(
    kind: Annotated[
        str | None,
        typer.Argument(
            metavar="[KIND]",
            help=f"A kind of fact file: {', '.join(_FILES)}.",
            show_default=False,
            autocompletion=completing("schemas"),
        ),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            metavar="COMMAND",
            help=f"Of what a command prints with --json: {', '.join(COMMANDS)}.",
            autocompletion=completing("outputs"),
        ),
    ] = None,
) -> None:
    """\b
      gba schema facility
      gba schema --output facilities

    Print the JSON Schema of a kind of fact file, for editors that complete and check TOML while you type, or of what
    a command prints as JSON, for programs that read it. Without KIND: those of all kinds, in one JSON object.
    """
    if output is not None:
        if kind is not None:
            raise UsageError("KIND and --output contradict each other; leave one out")
        write(to_json(output_schema(choose(output, COMMANDS, "command with --json"))))
        return
    found = {name: file_schema(name) for name in _FILES} if kind is None else file_schema(_kind(kind))
    write(to_json(found))


def _kind(text: str) -> str:
    """Find the kind by its name or by that of its files: `facility`, `facilities`, `facilities/labs.toml`."""
    stem = text.partition("/")[0].removesuffix(".toml")
    for name in _FILES:
        if stem == KINDS[name].files.partition("/")[0].removesuffix(".toml"):
            return name
    return choose(text, _FILES, "kind of fact file")
