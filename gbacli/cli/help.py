"""What a bare `gba` prints: what it is, what is in it, and where to go on; and `gba help`."""

from typing import Any

import typer

from gbacli.cli import COMMANDS
from gbacli.cli.options import argument, open_catalog
from gbacli.cli.streams import write
from gbacli.queries.names import choose
from gbacli.queries.values import stored_values
from gbacli.render.words import visible

_HOME = """\
gba: facts about the Guangdong-Hong Kong-Macao Greater Bay Area, offline.
Facts of {version}: {cities:,} cities, {facilities:,} facilities, {figures:,} figures, {sources:,} sources

  gba dongguan                    a city, a facility, a metric by any name
  gba facilities --city Shenzhen  what stands where, and how far it has got
  gba stats population macao      a figure, with its year, unit and source
  gba compare shenzhen hong kong  side by side, ranked where that is honest

Look up          facilities cities stats compare industries show search get
Sources          sources open
For maintainers  check schema

Every value has a source; every answer has --json. See 'gba help COMMAND'.
"""


def home(context: typer.Context) -> str:
    """Return one screen: what the program is, the edition and counts of the facts, examples, commands."""
    catalog = open_catalog(context)
    return _HOME.format(
        version=visible(catalog.about.version or "no date"),
        cities=len(catalog.cities),
        facilities=len(catalog.facilities),
        figures=len([*catalog.statements, *stored_values(catalog)]),
        sources=len(catalog.sources),
    )


def help(  # noqa: A001  # the name of the command
    context: typer.Context,
    command: str | None = argument("[COMMAND]", "A command.", COMMANDS),
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
