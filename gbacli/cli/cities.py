"""`gba cities`: the eleven cities, and what stands in them."""

from collections.abc import Sequence
from typing import Annotated, Any

from gbacli.catalog import Catalog
from gbacli.choices import CITY_KINDS, CITY_ROLES
from gbacli.cli.options import Many, OutputOptions, argument, option, output_options, split
from gbacli.cli.printing import print_listing
from gbacli.fields import fields_of
from gbacli.model import City
from gbacli.queries import cities as query


@output_options
def cities(
    catalog: Catalog,
    names: Annotated[Many, argument("[NAME]...", "Only these cities.", "cities")] = None,
    role: Annotated[Many, option("--role ROLE", "core city or node city.", CITY_ROLES)] = None,
    kind: Annotated[Many, option("--kind -k KIND", "Only this kind.", CITY_KINDS)] = None,
    *,
    output: OutputOptions,
) -> None:
    """\b
      gba cities
      gba cities 东莞 Macau --format table

    Draw the region as a tree: special administrative regions, core cities, node cities, and the facilities of each.
    A NAME is any name of a city, in English or Chinese, or an abbreviation.
    """
    found = query.cities(catalog, names or (), role=split(role), kind=split(kind))

    def tree(answers: Sequence[Any], screen: Any) -> Any:
        from gbacli.render import trees

        return trees.cities(answers, catalog, screen)

    default = "table" if output.fields else "tree"
    print_listing(found, fields_of(City), output, catalog, tree=tree, default=default)
