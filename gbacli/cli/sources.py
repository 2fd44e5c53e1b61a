"""`gba sources`: the sources, how many facts rest on each, and how to cite them."""

from typing import Annotated

import typer

from gbacli.cli.listing import deliver, limited, sorted_by, table_of
from gbacli.cli.options import Listing, Words, completing, listing
from gbacli.cli.output import write
from gbacli.cli.session import open_catalog
from gbacli.errors import UsageError
from gbacli.queries import sources as query
from gbacli.queries.names import choose
from gbacli.model import Source, fields_of


@listing
def sources(
    context: typer.Context,
    text: Words = None,
    cite: Annotated[
        str | None,
        typer.Option(
            "--cite",
            metavar="FORM",
            help="Print citations instead: text, bibtex or csl-json.",
            autocompletion=completing("citations"),
        ),
    ] = None,
    *,
    wanted: Listing,
) -> None:
    """\b
      gba sources neutron
      gba sources csd-rd-table --cite bibtex

    List the sources and how many facts rest on each: entries of histories, statements, values of series, and records
    as a whole. TEXT keeps those with all its words, --cite prints the sources found as citations.
    """
    catalog = open_catalog(context)
    found = query.sources(catalog, text or ())
    if cite is None:
        deliver(found, fields_of(Source), wanted, table=table_of(fields_of(Source), catalog))
        return
    for name in ("as_json", "format", "fields", "bom", "svg", "width"):
        if getattr(wanted, name) not in (None, False):
            option = "--json" if name == "as_json" else f"--{name}"
            raise UsageError(f"--cite and {option} contradict each other; leave one out")
    chosen = limited(sorted_by(found, fields_of(Source), wanted.sort), wanted.limit)
    write(_cited([catalog.sources[source.id] for source in chosen], cite))


def _cited(found: list[Source], cite: str) -> str:
    """Write sources as citations. Raises `UsageError` for a form that is none."""
    from gbacli.render import citations, data

    form = choose(cite, citations.FORMATS, "form of citation")
    if form == "text":
        return citations.to_text(found)
    if form == "bibtex":
        return citations.to_bibtex(found)
    return data.to_json(citations.to_csl(found))
