"""What is timed: the questions put to `gba`, and the programs in its own environment that bound it from below."""

from pathlib import Path

from benchmarks.environments import Environment, clean_environ
from benchmarks.timing import Command

SCRIPTS = Path(__file__).parent / "scripts"

DONGGUAN_JSON = "facilities --city Dongguan --json"
DONGGUAN_TABLE = "facilities --city Dongguan"
TAB = "TAB completion"
QUESTIONS = {
    DONGGUAN_JSON: '"csns"',
    DONGGUAN_TABLE: "Spallation",
    "get shenzhen population --year 2021": "17681600",
    "search neutron": "Spallation",
    "compare Shenzhen Dongguan": "Dongguan",
    "--help": "facilities",
}
"""The arguments of `gba`, and text that the answer holds."""

NOTHING = "python -c pass"
HELLO = "Typer hello-world"
DRAWING = "Typer + Rich imports"


def gba_commands(environment: Environment) -> list[Command]:
    """Return every question, and one press of TAB as Typer's script for bash asks it."""
    program, environ = environment.program("gba"), clean_environ()
    questions = [Command(text, (program, *text.split()), expects, environ) for text, expects in QUESTIONS.items()]
    return [*questions, Command(TAB, (program,), "dongguan", tab_environ("gba facilities --city dong"))]


def tab_environ(line: str) -> dict[str, str]:
    """Return what bash tells a Typer program when TAB is pressed at the end of `line`."""
    position = str(len(line.split()) - 1)
    return clean_environ(_GBA_COMPLETE="complete_bash", COMP_WORDS=line, COMP_CWORD=position)


def baselines(environment: Environment) -> list[Command]:
    """Return the interpreter, the smallest Typer program, and the imports without which no table is drawn."""
    python, environ = environment.program("python"), clean_environ()
    return [
        Command(NOTHING, (python, "-c", "pass"), "", environ),
        Command(HELLO, (python, str(SCRIPTS / "hello.py"), "hello", "world"), "hello world", environ),
        Command(DRAWING, (python, str(SCRIPTS / "drawing.py")), "Table", environ),
    ]
