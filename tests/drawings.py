"""What a command draws, to be drawn again on screens of any width without running it anew."""

from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

from rich.cells import cell_len
from typer.testing import CliRunner

from gbacli.catalog import Layer, reading
from gbacli.cli import app, printing, show
from gbacli.cli.options import OutputOptions
from gbacli.model import BUILT_IN
from gbacli.render import drawing
from gbacli.render.screen import Parts, Screen

TINY = Path(__file__).parent / "data" / "tiny"
Drawing = Callable[[Screen], str]


def drawing_of(
    *arguments: str, facts: Path | None = None, draw: Callable[[Parts, Screen], str] = drawing.draw
) -> Drawing:
    """Run a command line and return what draws its answer on a screen; `facts` takes the place of the built-in ones.

    `draw` makes text of what is drawn.
    """
    found: list[Callable[[Screen], Parts]] = []

    def keep(parts: Callable[[Screen], Parts], output: OutputOptions) -> None:
        asked = {"exact": output.exact, "full_sources": output.sources}
        found.append(lambda screen: parts(screen._replace(**{key: True for key, value in asked.items() if value})))

    layer = Layer(facts, BUILT_IN, trusted=True) if facts else reading.built_in()
    with (
        patch.object(printing, "print_drawing", keep),
        patch.object(show, "print_drawing", keep),
        patch("gbacli.catalog.built_in", lambda: layer),
        patch("gbacli.api.built_in", lambda: layer),
    ):
        done = CliRunner().invoke(app, list(arguments), prog_name="gba", catch_exceptions=False)
    assert (done.exit_code, done.stderr) == (0, ""), done.stderr
    (parts,) = found
    return lambda screen: draw(parts(screen), screen)


def overrun(text: str, width: int) -> list[str]:
    """Return the lines that are wider than the screen though every word of them would fit."""
    return [
        line
        for line in text.splitlines()
        if cell_len(line) > width and max(cell_len(word) for word in line.split()) <= width
    ]
