"""`gba get`: one bare value, for scripts."""

import typer

from gbacli.cli.options import JSON, Text, argument, open_catalog, option
from gbacli.cli.streams import print_error, write_data
from gbacli.errors import UsageError
from gbacli.queries import get as query
from gbacli.render.data import plain, plain_value, to_json


def get(
    context: typer.Context,
    name: str = argument("NAME", "Any name of one record; quote a name of several words.", "ids", default=...),
    field: str = argument("FIELD", "A field of the record, or a metric of the city.", "fields_of_name", default=...),
    year: Text = option("--year -y YEAR", "The value of exactly this year, not the latest."),
    unit: bool = option("--unit", "Print the unit of the value instead."),
    period: bool = option("--period", "Print the year or date of the value instead."),
    as_json: bool = JSON,
) -> None:
    """\b
      gba get shenzhen population --year 2021
      gba get csns status

    Print one value and nothing beside it: no separators, no unit, no sign of a qualifier. NAME is any record that
    'gba show' knows; FIELD is a field of it ('gba facilities --fields help' explains them) or a metric of it
    ('gba stats --metric help'), of which the latest value is printed unless --year asks for another. --json prints the
    value with its unit, period, qualifier and source.

    A list is printed one item a line, a history as date, status and source with tabs between them. A value that is
    unknown is an error, exit code 2, so that a script does not go on with nothing. That a value is not exact, or is
    computed, is said on stderr.
    """
    if unit + period + as_json > 1:
        raise UsageError("--unit, --period and --json each print something else; take one of them")
    found = query.got(open_catalog(context), name, field, year)
    if as_json:
        write_data(to_json(plain(found)))
    elif unit or period:
        part = "unit" if unit else "period"
        if getattr(found, part) is None:
            raise UsageError(f"{found.field} of {found.id} has no {part}; --{part} goes with a metric or a figure")
        write_data(plain_value(getattr(found, part)))
    else:
        write_data(plain_value(found.value))
        if found.qualifier not in (None, "exact"):
            print_error(f"{found.id} is given as {(found.qualifier or '').replace('-', ' ')} {found.value}")
        if found.unit is not None and found.source is None:
            print_error(f"{found.id} is {found.note or 'computed'}")
