"""`gba help`: the help of a command."""

from typing import Annotated, Any

import typer

from gbacli.cli import COMMANDS
from gbacli.cli.options import argument
from gbacli.cli.streams import write
from gbacli.queries.names import choose


def help(  # noqa: A001  # the name of the command
    context: typer.Context,
    command: Annotated[str | None, argument("[COMMAND]", "A command.", COMMANDS)] = None,
) -> None:
    """\b
      gba help facilities
      gba help

    Print the help of a command, as COMMAND --help does; without COMMAND that of the program.
    """
    explained: Any = context.find_root()
    if command is not None:
        name = choose(command, tuple(COMMANDS), "command")
        known = explained.command.get_command(explained, name)
        explained = known.make_context(name, [], parent=explained, resilient_parsing=True)
    write(explained.get_help() + "\n")
