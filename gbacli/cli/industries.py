"""`gba industries`: the manufacturing clusters."""

from gbacli.catalog import Catalog
from gbacli.cli.options import WORDS, Many, OutputOptions, output_options
from gbacli.cli.printing import print_listing
from gbacli.model import Industry
from gbacli.queries import cities as query


@output_options
def industries(catalog: Catalog, output: OutputOptions, text: Many = WORDS) -> None:
    """\b
      gba industries
      gba industries Foshan --json

    List the manufacturing clusters and the cities that carry them. TEXT keeps those with all its words; a city named
    in it keeps its own.
    """
    print_listing(query.industries(catalog, text or ()), Industry, output, catalog)
