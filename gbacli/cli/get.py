"""`gba get`: one bare value, for scripts."""

from typing import Annotated

import typer

from gbacli.cli.options import completing
from gbacli.cli.output import write
from gbacli.cli.session import open_catalog
from gbacli.queries import get as query
from gbacli.queries.dates import to_year
from gbacli.render.data import plain_value


def get(
    context: typer.Context,
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME",
            help="Any name of one record; quote a name of several words.",
            show_default=False,
            autocompletion=completing("ids"),
        ),
    ],
    field: Annotated[
        str,
        typer.Argument(
            metavar="FIELD",
            help="A field of the record, or a metric of the city.",
            show_default=False,
            autocompletion=completing("fields_of_name"),
        ),
    ],
    year: Annotated[
        str | None, typer.Option("--year", "-y", metavar="YEAR", help="The value of exactly this year, not the latest.")
    ] = None,
) -> None:
    """\b
      gba get shenzhen population --year 2021
      gba get csns status

    Print one value and nothing beside it: no separators, no unit, no sign of a qualifier. NAME is any record that
    'gba show' knows; FIELD is a field of it ('gba facilities --fields help' explains them) or a metric of it
    ('gba stats --metric help'), of which the latest value is printed unless --year asks for another.

    A list is printed one item a line, a history as date, status and source with tabs between them. A value that is
    unknown is an error, exit code 2, so that a script does not go on with nothing.
    """
    catalog = open_catalog(context)
    write(plain_value(query.get(catalog, name, field, None if year is None else to_year(year, "--year"))))
