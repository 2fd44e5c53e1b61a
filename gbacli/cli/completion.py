"""What TAB offers: values of options and arguments, from the closed lists and the facts."""

import typer


def complete(what: str, context: typer.Context, incomplete: str) -> list[str]:
    """List the values of kind `what` that begin with `incomplete`."""
    return []
