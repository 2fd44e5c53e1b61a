"""`gba compare`: cities side by side, ranked only where that is honest."""

from collections.abc import Sequence
from typing import Any

from gbacli import render
from gbacli.catalog import Catalog
from gbacli.cli.options import METRIC, Many, OutputOptions, Text, argument, option, output_options
from gbacli.cli.printing import print_listing, print_metrics
from gbacli.queries import compare as query
from gbacli.queries.comparison import ComparedValue, Comparison, tidy
from gbacli.queries.values import stored_values, years_of
from gbacli.render.screen import Screen

_CITIES = "Two cities or more, by any of their names; 'gba' and 'nine-cities' are sums."


@output_options
def compare(
    catalog: Catalog,
    output: OutputOptions,
    cities: Many = argument("CITY CITY...", _CITIES, "cities"),
    every: bool = option("--all", "Compare every city."),
    metric: Many = METRIC,
    year: Text = option("--year -y YEAR", "Exactly this year, not the latest that all have."),
    ratio: bool = option("--ratio", "Print each value as a multiple of the first city's."),
) -> None:
    """\b
      gba compare Shenzhen Guangzhou Dongguan
      gba compare --all --metric gdp-at-exchange-rates

    Put cities side by side: in the headline metrics, or in those named (--metric all: in every one), each of the latest
    year that all of them have. One metric alone is drawn as a ranking. Values of different years or in different units
    are shown, but never ranked with each other, and the reason is given.
    """
    if metric == ["help"]:
        print_metrics(output, catalog)
        return
    found: list[Comparison] = []
    if output.fields != "help":
        found = query.compare(catalog, cities or (), metric or (), every=every, year=year, ratio=ratio)
    drawn = output.format in (None, "table")
    if output.is_flat or (drawn and (output.fields is not None or output.sort is not None)):
        # A line is a metric of one city; elsewhere a record is a metric of all of them.
        print_listing(list(tidy(found)), ComparedValue, output, catalog)
        return

    def table(answers: Sequence[Comparison], screen: Screen) -> Any:
        return render.compare.comparison(answers, catalog, screen, named=bool(metric))

    why = ""
    if not found:
        why = f"no value of {year} for these cities; there are values for {years_of(stored_values(catalog))}"
    print_listing(found, Comparison, output, catalog, table=table, why=why)
