"""`gba search`: words in the names and texts of every kind of record."""

from collections.abc import Sequence
from typing import Annotated, Any

import typer

from gbacli.cli.listing import deliver
from gbacli.cli.options import Listing, completing, listing, split
from gbacli.cli.session import open_catalog
from gbacli.errors import NothingFoundError
from gbacli.fields import Field, fields_of
from gbacli.queries import search as query
from gbacli.queries.search import Hit


@listing
def search(
    context: typer.Context,
    text: Annotated[
        list[str] | None,
        typer.Argument(metavar="TEXT...", help="Words that must all occur in the record.", show_default=False),
    ] = None,
    kind: Annotated[
        list[str] | None,
        typer.Option(
            "--kind",
            "-k",
            metavar="KIND",
            help="Only records of this kind: city, facility, metric, statement, source, ...",
            autocompletion=completing("record_kinds"),
        ),
    ] = None,
    *,
    wanted: Listing,
) -> None:
    """\b
      gba search neutron
      gba search 中子 --json

    List every record whose names, aliases or texts hold all the words: cities, facilities, industries, metrics,
    statements, and sources last. Best first: exact name, alias, beginning of a name, inside a name, inside the text.
    Parts of words match, in Chinese too. When nothing matches the exit code is 1.
    """
    catalog = open_catalog(context)
    found = query.search(catalog, text or (), split(kind)) if text or wanted.fields != "help" else []

    def as_table(answers: Sequence[Any], chosen: Sequence[Field], screen: Any) -> Any:
        from gbacli.render import hits

        return hits.hits(answers, chosen, catalog, screen)

    if found or wanted.fields == "help":
        deliver(found, fields_of(Hit), wanted, catalog, table=as_table)
        return
    # Programs are given an empty list all the same; for people the message says it, and there is nothing to draw.
    deliver([], fields_of(Hit), wanted._replace(svg=None), catalog, table=lambda *_: [])
    raise NothingFoundError(query.nothing(catalog, text or ()))
