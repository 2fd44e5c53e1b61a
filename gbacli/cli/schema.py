"""`gba schema`: the JSON Schema of the fact files, and of what commands print as JSON."""

from typing import Annotated

import typer

from gbacli.check.schema import MEANINGS, file_schema, files_named
from gbacli.cli.options import completing
from gbacli.cli.output import write
from gbacli.errors import UsageError
from gbacli.queries.names import choose


def schema(
    kind: Annotated[
        str | None,
        typer.Argument(
            metavar="[KIND]",
            help="A kind of fact file: source, city, facility, industry, statement, series or about.",
            show_default=False,
            autocompletion=completing("schemas"),
        ),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            metavar="COMMAND",
            help="Of what a command prints with --json: facilities, cities, stats, compare, search, sources or show.",
            autocompletion=completing("outputs"),
        ),
    ] = None,
) -> None:
    """\b
      gba schema facility
      gba schema --output facilities

    Print the JSON Schema of a kind of fact file, for editors that complete and check TOML while you type, or of what
    a command prints as JSON, for programs that read it. Without KIND list the kinds with the files they are for.
    """
    if output is not None:
        if kind is not None:
            raise UsageError("KIND and --output contradict each other; leave one out")
        write(_output_schema(output))
        return
    if kind is None:
        write("".join([f"{name:<10} {files_named(name):<19} {meaning}\n" for name, meaning in MEANINGS.items()]))
        return
    import json

    write(json.dumps(file_schema(_kind(kind)), indent=2, ensure_ascii=False) + "\n")


def _output_schema(command: str) -> str:
    import json

    from gbacli.render import schemas

    found = schemas.output_schema(choose(command, schemas.COMMANDS, "command with --json"))
    return json.dumps(found, indent=2, ensure_ascii=False) + "\n"


def _kind(text: str) -> str:
    """Find the kind by its name or by that of its files: `facility`, `facilities`, `facilities/labs.toml`."""
    stem = text.partition("/")[0].removesuffix(".toml")
    for name in MEANINGS:
        if stem == files_named(name).partition("/")[0].removesuffix(".toml"):
            return name
    return choose(text, tuple(MEANINGS), "kind of fact file")
