"""The least that a Typer program can be: two commands that print a word."""

import typer

app = typer.Typer()


@app.command()
def hello(name: str) -> None:
    """Say hello."""
    print("hello", name)


@app.command()
def goodbye(name: str) -> None:
    """Say goodbye."""
    print("goodbye", name)


app()
