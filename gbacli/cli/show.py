"""`gba show`: everything about one record."""

from typing import Annotated

import typer

from gbacli.cli.listing import cited, paint, print_citations
from gbacli.cli.options import Listing, completing, detail
from gbacli.cli.output import write_data
from gbacli.cli.session import open_catalog
from gbacli.errors import UsageError
from gbacli.queries import show as query
from gbacli.render.screen import Parts, Screen


@detail
def show(
    context: typer.Context,
    name: Annotated[
        list[str],
        typer.Argument(
            metavar="NAME...",
            help="Any name of the record; the words make one name.",
            show_default=False,
            autocompletion=completing("ids"),
        ),
    ],
    *,
    wanted: Listing,
) -> None:
    """\b
      gba show csns
      gba show Songshan Lake Science City --json

    Show everything about one city, facility, industry, statement, metric, source or other subject of figures (gba,
    nine-cities): names, values, dated history, related records, and the sources numbered underneath.

    An id and <city>.<metric>.<period> name a record, as do its other names, the beginning of one, or words inside it;
    a source only its id, an alias or its whole title. After its kind a name means that kind only: 'gba show source
    seed-copy'.
    """
    catalog = open_catalog(context)
    shown = query.show(catalog, " ".join(name))
    if wanted.cite is not None:
        print_citations([*cited([shown.record]), *[source.id for source in shown.sources]], catalog, wanted)
    elif wanted.as_json:
        from gbacli.render.data import to_json
        from gbacli.render.record import record_document

        if wanted.svg is not None or wanted.width is not None:
            raise UsageError("--svg and --width need a drawing, and --json has none; leave one out")
        write_data(to_json(record_document(shown)))
    else:

        def draw(screen: Screen) -> Parts:
            from gbacli.render import detail

            return detail.detail(shown, catalog, screen)

        paint(draw, wanted)
