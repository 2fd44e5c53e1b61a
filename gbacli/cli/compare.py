"""`gba compare`: cities side by side, ranked only where that is honest."""

from collections.abc import Sequence
from typing import Annotated, Any

import typer

from gbacli.cli.listing import deliver, deliver_metrics, or_why
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
            help="Two cities or more, by any of their names; 'gba' and 'nine-cities' are sums.",
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
      gba compare --all --metric gdp-at-exchange-rates

    Put cities side by side: in the headline metrics, or in those named (--metric all: in every one), each of the latest
    year that all of them have. One metric alone is drawn as a ranking. Values of different years or in different units
    are shown, but never ranked with each other, and the reason is given.
    """
    catalog = open_catalog(context)
    if split(metric) == ["help"]:
        deliver_metrics(wanted, catalog)
        return
    found: list[Comparison] = []
    if wanted.fields != "help":
        year = None if year is None else to_year(year, "--year")
        found = query.compare(catalog, cities or (), metric or (), every=every, year=year, ratio=ratio)
    form = "json" if wanted.as_json else (wanted.format or "table").lower()
    by_value = form in ("csv", "tsv", "markdown") or (
        form == "table" and (wanted.fields is not None or wanted.sort is not None)
    )
    if by_value:  # a line is a metric of one city; elsewhere a record is a metric of all of them
        deliver(list(tidy(found)), fields_of(ComparedValue), wanted, catalog)
        return

    def as_table(answers: Sequence[Any], chosen: Sequence[Field], screen: Any) -> Any:
        from gbacli.render import compare as drawing

        return drawing.comparison(answers, catalog, screen, named=bool(metric))

    def why() -> str:
        from gbacli.queries import empty

        return empty.no_comparison(catalog, year or "")

    deliver(found, fields_of(Comparison), wanted, catalog, table=or_why(as_table, why))
