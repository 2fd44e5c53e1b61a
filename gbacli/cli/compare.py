"""`gba compare`: cities side by side, ranked only where that is honest."""

from collections.abc import Sequence
from typing import Annotated, Any

import typer

from gbacli.cli.listing import deliver, deliver_metrics
from gbacli.cli.options import Listing, Metric, completing, listing, split
from gbacli.cli.session import open_catalog
from gbacli.fields import Field, fields_of
from gbacli.queries import compare as query
from gbacli.queries.comparison import ComparedValue, Comparison, tidy
from gbacli.queries.dates import to_year


@listing
def compare(
    context: typer.Context,
    cities: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="CITY CITY...",
            help="Two cities or more, by any of their names.",
            autocompletion=completing("cities"),
            show_default=False,
        ),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Compare every city.")] = False,
    metric: Metric = None,
    year: Annotated[
        str | None,
        typer.Option("--year", "-y", metavar="YEAR", help="Exactly this year, not the latest that all have."),
    ] = None,
    ratio: Annotated[bool, typer.Option("--ratio", help="Give each value as a multiple of the first city's.")] = False,
    *,
    wanted: Listing,
) -> None:
    """\b
      gba compare Shenzhen Guangzhou Dongguan
      gba compare --all --metric population --metric gdp-per-capita

    Put cities side by side, a metric a row: each in the latest year that all of them have. Values of different
    years or in different units are shown, but neither ranked nor drawn as bars, and the reason is given.
    """
    catalog = open_catalog(context)
    if split(metric) == ["help"]:
        deliver_metrics(wanted, catalog)
        return
    found = query.compare(
        catalog,
        cities or (),
        metric or (),
        every=every,
        year=None if year is None else to_year(year, "--year"),
        ratio=ratio,
    )
    whole = wanted.as_json or (wanted.format or "").lower() in ("json", "jsonl")
    if not whole and (wanted.fields is not None or (wanted.format or "table").lower() != "table"):
        deliver(list(tidy(found)), fields_of(ComparedValue), wanted, catalog)
        return

    def as_table(answers: Sequence[Any], chosen: Sequence[Field], screen: Any) -> Any:
        from gbacli.render import compare as drawing

        return drawing.comparison(answers, catalog, screen, named=bool(metric))

    deliver(found, fields_of(Comparison), wanted, catalog, table=as_table)
