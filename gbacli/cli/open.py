"""`gba open`: the page that a fact comes from, in the browser."""

import webbrowser

import typer

from gbacli.cli.options import NAME, open_catalog, option
from gbacli.cli.streams import write
from gbacli.errors import OutputError, UsageError
from gbacli.queries.show import show


def open(  # noqa: A001  # the name of the command
    context: typer.Context,
    name: list[str] = NAME,
    print_only: bool = option("--print", "Print the address, and open nothing."),
) -> None:
    """\b
      gba open csns --print
      gba open seed-copy --print

    Open the page of a source in the browser, or that of the first source of any other record. 'gba show' numbers the
    sources of a record; each can be opened by its id.
    """
    shown = show(open_catalog(context), " ".join(name))
    address = getattr(shown.record, "url", None) or next((source.url for source in shown.sources), None)
    if address is None:
        raise UsageError(f"{shown.record.id} has no source; 'gba show {shown.record.id}' tells what is known")
    if print_only:
        write(address + "\n")
    elif not webbrowser.open(address):
        raise OutputError(f"no browser could be started; 'gba open {shown.record.id} --print' prints the address")
