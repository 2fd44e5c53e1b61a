"""`gba cities`: the eleven cities, and what stands in them."""

from collections.abc import Sequence
from typing import Any

from gbacli import render
from gbacli.catalog import Catalog
from gbacli.choices import CITY_KINDS, CITY_ROLES
from gbacli.cli.options import Many, OutputOptions, argument, option, output_options
from gbacli.cli.printing import print_listing
from gbacli.model import City
from gbacli.queries import cities as query
from gbacli.render.screen import Screen


@output_options
def cities(
    catalog: Catalog,
    output: OutputOptions,
    names: Many = argument("[NAME]...", "Only these cities.", "cities"),
    role: Many = option("--role ROLE", "core city or node city.", CITY_ROLES),
    kind: Many = option("--kind -k KIND", "Only this kind.", CITY_KINDS),
) -> None:
    """\b
      gba cities
      gba cities 东莞 Macau --format table

    Draw the region as a tree: special administrative regions, core cities, node cities, and the facilities of each.
    A NAME is any name of a city, in English or Chinese, or an abbreviation.
    """
    found = query.cities(catalog, names or (), role=role or (), kind=kind or ())

    def tree(kept: Sequence[City], screen: Screen) -> Any:
        return render.trees.cities(kept, catalog, screen)

    print_listing(found, City, output, catalog, tree=tree, table=None if output.format else tree)
