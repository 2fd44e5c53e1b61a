"""The imports that a Typer program needs to draw a table with Rich, and nothing else."""

import rich.console  # noqa: TID253 - these imports are what is timed
import rich.table  # noqa: TID253
import typer

print(typer.Typer.__name__, rich.console.Console.__name__, rich.table.Table.__name__)
