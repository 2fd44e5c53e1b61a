"""`gba help`: the help of a command."""

from typing import Annotated, Any

import typer

from gbacli.cli.options import completing
from gbacli.cli.output import write
from gbacli.errors import UsageError
from gbacli.queries.names import did_you_mean, shorten, suggest


def help(  # noqa: A001  # the name of the command
    context: typer.Context,
    command: Annotated[
        str | None,
        typer.Argument(
            metavar="[COMMAND]", help="A command.", show_default=False, autocompletion=completing("commands")
        ),
    ] = None,
) -> None:
    """\b
      gba help facilities
      gba help

    Print the help of a command, as COMMAND --help does; without COMMAND that of the program.
    """
    from gbacli.cli import COMMANDS

    root: Any = context.find_root()
    if command is None:
        write(root.get_help() + "\n")
        return
    known = root.command.get_command(root, command)
    if known is None:
        near = did_you_mean([f"'gba help {name}'" for name in suggest(command, list(COMMANDS), like=0.7)])
        raise UsageError(f"no command is called {shorten(command)!r}; {near}'gba help' lists them")
    with known.make_context(command, [], parent=root, resilient_parsing=True) as own:
        write(own.get_help() + "\n")
