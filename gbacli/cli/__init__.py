"""The command line: the one place that knows Typer. Each command is a module of its own, imported when it is run."""

import sys
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup

from gbacli import __version__
from gbacli.cli.streams import flush_streams, print_error, setup_stdout, unwritten, write
from gbacli.errors import FactsError, GbaError, OutputError, UsageError

ClickError: Any = typer.BadParameter.__mro__[2]  # Typer keeps Click's class, but names only its children

COMMANDS = {
    "facilities": "The science facilities: which stand where, and how far they have got.",
    "cities": "The eleven cities, and what stands in them.",
    "stats": "The figures: which value, which year, which unit, whose number.",
    "compare": "Cities side by side, ranked only where that is honest.",
    "show": "Everything about one city, facility, industry, statement, metric or source.",
    "search": "Find records by words in their names and texts.",
    "get": "One bare value, for scripts.",
    "industries": "The manufacturing clusters.",
    "sources": "The sources, and how many facts rest on each.",
    "open": "The page that a fact comes from, in the browser.",
    "check": "Check a folder or file of facts, and list every fault.",
    "schema": "The JSON Schema of the fact files, or of a command's JSON.",
    "help": "The help of a command.",
}
"""Each command with its one-line help. The module of the same name holds its function of the same name."""


class Commands(TyperGroup):
    """The group of all commands. It imports a command only when it is asked for."""

    def list_commands(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]
        """List the commands in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: typer.Context, cmd_name: str) -> Any:  # type: ignore[override]
        """Build a command from the function of its name in the module of its name; None if there is none."""
        if cmd_name in COMMANDS and cmd_name not in self.commands:
            function = getattr(import_module(f"gbacli.cli.{cmd_name}"), cmd_name)
            if ctx.resilient_parsing:  # TAB was pressed
                import_module("gbacli.cli.options").offer_values()
            single = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
            single.command(name=cmd_name, short_help=COMMANDS[cmd_name])(function)
            self.commands[cmd_name] = typer.main.get_command(single)
        return self.commands.get(cmd_name)

    def resolve_command(self, ctx: typer.Context, args: list[str]) -> Any:  # type: ignore[override]
        """Return the command that the first word names; words that are no command are looked up by `show`."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            args = ["show", *args]
        return super().resolve_command(ctx, args)

    def make_context(self, info_name: Any, args: list[str], *more: Any, **extra: Any) -> Any:
        """Read the options before the command; the shells that are known are completed by scripts of our own."""
        if args and args[0] in ("--install-completion", "--show-completion"):
            from gbacli.cli import shells

            if (answer := shells.answer(args)) is not None:
                write(answer)
                raise typer.Exit
        return super().make_context(info_name, args, *more, **extra)

    def shell_complete(self, ctx: typer.Context, incomplete: str) -> Any:  # type: ignore[override]
        """List the commands that go on from what was typed; where there is none, the records."""
        found = super().shell_complete(ctx, incomplete)
        return found or self.get_command(ctx, "show").params[0].shell_complete(ctx, incomplete)

    def invoke(self, ctx: typer.Context) -> Any:  # type: ignore[override]
        """Run the command. A usage error says which command it is about."""
        try:
            return super().invoke(ctx)
        except ClickError as error:
            raise _usage(error, f"gba {ctx.invoked_subcommand or ''}".rstrip()) from error

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run a command line, every failure turned into one line and an exit code. Raises `SystemExit`."""
        setup_stdout()
        sys.exit(flush_streams(self._run(*args, **{**extra, "standalone_mode": False})))

    def _run(self, *args: Any, **extra: Any) -> int:
        """Run a command line and return its exit code. What goes wrong is told."""
        try:
            return super().main(*args, **extra) or 0
        except SystemExit as stop:
            closed_pipe = isinstance(stop.__context__, BrokenPipeError)  # of which Typer makes exit code 1
            return 0 if closed_pipe else int(stop.code or 0)
        except (KeyboardInterrupt, typer.Abort):
            return 130
        except GbaError as error:
            failure = error
        except ClickError as error:
            failure = _usage(error, "gba")
        except (MemoryError, RecursionError):
            failure = FactsError("these facts are too large or nested too deeply to be read")
        except OSError as error:
            failure = OutputError(unwritten(error))
        print_error(str(failure))
        return failure.exit_code


def _usage(error: Any, command: str) -> UsageError:
    """Put Click's message in our form: small letter, no full stop, and where to read on."""
    message = str(error.format_message()).strip().rstrip(".").replace("\n", " ")
    return UsageError(f"{message[:1].lower()}{message[1:]}; see '{command} --help'")


app = typer.Typer(
    cls=Commands,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
_FACTS = "Lay a folder of facts over the built-in ones; repeatable. Else the folders of GBA_FACTS."


@app.callback()
def gba(
    context: typer.Context,
    facts: list[str] | None = typer.Option(None, "--facts", metavar="DIR", help=_FACTS),
    version: bool = typer.Option(False, "--version", help="Print the version of program and facts."),
) -> None:
    """\b
      gba facilities --city Dongguan
      gba csns

    Facts about the Guangdong-Hong Kong-Macao Greater Bay Area: its science facilities, its eleven cities and
    the figures, every value with its year, unit and source. It works offline. What is no command is looked up: 'gba
    csns' is 'gba show csns'.
    """
    context.obj = facts
    if version:
        from gbacli.catalog import Catalog, built_in

        write(f"gba {__version__}, facts of {Catalog([built_in()]).about.version}\n")
        raise typer.Exit
    if context.invoked_subcommand is None:
        from gbacli.cli.help import home

        write(home(context))
