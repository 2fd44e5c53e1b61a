"""The command line: the one place that knows Typer. Each command is a module of its own, imported when it is run."""

import os
import sys
from collections.abc import Sequence
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from gbacli.errors import GbaError, ReaderGoneError, UsageError

ClickUsageError: Any = typer.BadParameter.__base__  # Typer keeps Click's class, but names only its children
ClickError: Any = ClickUsageError.__base__

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


LOOKED_UP = "gbacli.looked-up"
"""Where a context keeps the word that was no command."""


class Command(TyperCommand):
    """One command, whose every usage error knows which command it is about."""

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        """Parse the words behind the command."""
        try:
            return super().parse_args(ctx, args)
        except ClickUsageError as error:
            error.ctx = error.ctx or ctx
            raise

    def shell_complete(self, ctx: typer.Context, incomplete: str) -> Any:  # type: ignore[override]
        """List what can follow; behind `--sort` a hyphen begins a field, not an option."""
        words = (os.environ.get("COMP_WORDS") or os.environ.get("_TYPER_COMPLETE_ARGS", "")).split()
        sort = next((param for param in self.params if param.name == "sort"), None)
        if sort is not None and words[-2:] == ["--sort", incomplete]:
            return sort.shell_complete(ctx, incomplete)
        return super().shell_complete(ctx, incomplete)


class Commands(TyperGroup):
    """The group of all commands. It imports a command only when it is asked for."""

    def list_commands(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]
        """List the commands in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: typer.Context, cmd_name: str) -> Any:  # type: ignore[override]
        """Import and build one command; None if there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        if cmd_name not in self.commands:
            self.commands[cmd_name] = _command(cmd_name)
        return self.commands[cmd_name]

    def resolve_command(self, ctx: typer.Context, args: list[str]) -> Any:  # type: ignore[override]
        """Return the command that the first word names; words that are no command are looked up by `show`."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            ctx.meta[LOOKED_UP] = args[0]
            args = ["show", *args]
        return super().resolve_command(ctx, args)

    def make_context(self, info_name: Any, args: list[str], *more: Any, **extra: Any) -> Any:
        """Read the options before the command. Raises `ReaderGoneError` when the reader of a help text has left."""
        if args and args[0].endswith("-completion"):
            _complete_shell(args)
        return _while_read(super().make_context, info_name, args, *more, **extra)

    def shell_complete(self, ctx: typer.Context, incomplete: str) -> Any:  # type: ignore[override]
        """List the commands that go on from what was typed; where there is none, the records."""
        found = super().shell_complete(ctx, incomplete)
        names = self.get_command(ctx, "show").params[0]
        return found or names.shell_complete(ctx, incomplete)

    def invoke(self, ctx: typer.Context) -> Any:  # type: ignore[override]
        """Run the command. Raises `ReaderGoneError` when the reader of its output has left."""
        try:
            return _while_read(super().invoke, ctx)
        except UsageError as error:
            raise _or_command(error, ctx) from error

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run a command line, every failure turned into one line and an exit code. Raises `SystemExit`."""
        extra["standalone_mode"] = False
        sys.exit(_guarded(super().main, *args, **extra))


def run(arguments: Sequence[str]) -> int:
    """Run the command line `arguments` (without the program's name) and give its exit code."""
    from gbacli.cli.output import finish, prepare

    prepare()
    try:
        app(args=list(arguments), prog_name="gba")
    except SystemExit as stop:
        return finish(stop.code if isinstance(stop.code, int) else 0 if stop.code is None else 1)
    return 0


def _guarded(action: Any, *args: Any, **extra: Any) -> int:
    """Call `action`; tell failures on stderr in one line and give the exit code."""
    try:
        return int(action(*args, **extra) or 0)
    except ReaderGoneError as error:
        return error.exit_code
    except GbaError as error:
        return _tell(error.message, error.exit_code)
    except ClickError as error:
        return _tell(_usage(error), 2)
    except (KeyboardInterrupt, typer.Abort):
        return 130
    except MemoryError:
        return _tell("there is not enough memory for these facts", 3)
    except RecursionError:
        return _tell("these facts are nested too deeply to be read", 3)
    except OSError as error:
        return _tell(f"the output could not be written: {error.strerror or error}", 4)


def _while_read(action: Any, *args: Any, **extra: Any) -> Any:
    """Call `action`, a closed pipe told apart from other failures before Typer makes exit code 1 of it."""
    try:
        return action(*args, **extra)
    except BrokenPipeError as error:
        raise ReaderGoneError("the reader closed the pipe") from error


def _tell(message: str, code: int) -> int:
    from gbacli.cli.output import complain

    complain(message)
    return code


def _complete_shell(arguments: list[str]) -> None:
    """Print or install the completion of a shell that is known; others, such as PowerShell, are left to Typer."""
    from gbacli.cli import shells
    from gbacli.cli.output import write

    shell = shells.shell_asked(arguments)
    if shell is None:
        del arguments[1:]
        return
    if arguments[0] == "--show-completion":
        write(shells.SCRIPTS[shell])
    else:
        write(f"The completion of {shell} is in {shells.install(shell)}; it works in the next {shell} started.\n")
    raise typer.Exit


def _or_command(error: UsageError, context: typer.Context) -> UsageError:
    """Offer the commands that are near a word that was looked up as a name and is none."""
    from gbacli.queries.lookup import UnknownNameError, unknown_message
    from gbacli.queries.names import suggest

    word = context.meta.get(LOOKED_UP)
    if word is None or not isinstance(error, UnknownNameError):
        return error
    near = [f"'gba {command}'" for command in suggest(word, list(COMMANDS), like=0.7)]
    if not near:
        return error
    if error.fits:
        return UsageError(f"{error.message}; or did you mean {' or '.join(near)}?")
    return UsageError(unknown_message(error.text, [*near, *error.near][:3]))


def _usage(error: Any) -> str:
    """Put Click's message in our form: small letter, no full stop, and where to read on."""
    message = str(error.format_message()).strip().rstrip(".").replace("\n", " ")
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "gba"
    return f"{message[:1].lower()}{message[1:]}; see '{path} --help'"


def _command(name: str) -> Any:
    """Build one command from the function of the same name in the module of the same name."""
    from importlib import import_module

    function = getattr(import_module(f"gbacli.cli.{name}"), name)
    single = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    single.command(name=name, cls=Command, short_help=COMMANDS[name], no_args_is_help=False)(function)
    return typer.main.get_command(single)


app = typer.Typer(
    cls=Commands,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=False,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def gba(
    context: typer.Context,
    facts: Annotated[
        list[str] | None,
        typer.Option(
            "--facts",
            metavar="DIR",
            help="Lay a folder of facts over the built-in ones; repeatable. Else the folders of GBA_FACTS.",
        ),
    ] = None,
    version: Annotated[
        bool, typer.Option("--version", help="Print the version of the program and of the facts.", is_eager=False)
    ] = False,
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
        from gbacli.cli.session import print_version

        print_version(facts)
        raise typer.Exit
    if context.invoked_subcommand is None:
        from gbacli.cli.home import home
        from gbacli.cli.output import write
        from gbacli.cli.session import open_catalog

        write(home(open_catalog(context)))
        raise typer.Exit
