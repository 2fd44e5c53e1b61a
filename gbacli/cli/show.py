"""`gba show`: everything about one record."""

import sys
from typing import Annotated

import typer

from gbacli.cli.listing import paint
from gbacli.cli.options import Listing, Svg, Width, completing
from gbacli.cli.output import write
from gbacli.cli.session import open_catalog
from gbacli.errors import UsageError
from gbacli.queries import show as query
from gbacli.render.screen import Parts, Screen, can_encode


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
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object, with the sources in full.")] = False,
    svg: Svg = None,
    width: Width = None,
) -> None:
    """\b
      gba show csns
      gba show Songshan Lake Science City --json

    Show everything about one city, facility, industry, statement, metric, source or other subject of figures (gba,
    nine-cities): names, values, dated history, related records, and the sources numbered underneath.

    An id and <city>.<metric>.<period> name a record, as do its other names, or a beginning that fits only one. After
    its kind a name means that kind only: 'gba show source seed-copy'.
    """
    catalog = open_catalog(context)
    if as_json and (svg is not None or width is not None):
        raise UsageError("--svg and --width need a drawing, and --json has none; leave one out")
    shown = query.show(catalog, " ".join(name))
    if as_json:
        from gbacli.render import data

        write(data.to_json(data.record_document(shown)))
        return

    def draw(screen: Screen) -> Parts:
        from gbacli.render import detail

        return detail.detail(shown, catalog, screen)

    paint(draw, Listing(svg=svg, width=width))
