"""`gba cities`: the eleven cities, and what stands in them."""

from collections.abc import Sequence
from typing import Annotated, Any

import typer

from gbacli.cli.listing import deliver
from gbacli.cli.options import Listing, completing, listing, split
from gbacli.cli.session import open_catalog
from gbacli.fields import Field, fields_of
from gbacli.model import City
from gbacli.queries import cities as query


@listing
def cities(
    context: typer.Context,
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NAME]...", help="Only these cities.", autocompletion=completing("cities"), show_default=False
        ),
    ] = None,
    role: Annotated[
        list[str] | None,
        typer.Option("--role", metavar="ROLE", help="core city or node city.", autocompletion=completing("roles")),
    ] = None,
    kind: Annotated[
        list[str] | None,
        typer.Option("--kind", "-k", metavar="KIND", help="Only this kind.", autocompletion=completing("city_kinds")),
    ] = None,
    *,
    wanted: Listing,
) -> None:
    """\b
      gba cities
      gba cities 东莞 Macau --format table

    Draw the region as a tree: special administrative regions, core cities, node cities, and the facilities of each.
    A NAME is any name of a city, in English or Chinese, or an abbreviation.
    """
    catalog = open_catalog(context)
    found = query.cities(catalog, names or (), role=split(role), kind=split(kind))

    def as_tree(answers: Sequence[Any], chosen: Sequence[Field], screen: Any) -> Any:
        from gbacli.render import trees

        return trees.cities(answers, catalog, screen)

    deliver(found, fields_of(City), wanted, catalog, tree=as_tree, default="table" if wanted.fields else "tree")
