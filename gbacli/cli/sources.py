"""`gba sources`: the sources, how many facts rest on each, and how to cite them."""

from gbacli.catalog import Catalog
from gbacli.cli.options import WORDS, Many, OutputOptions, output_options
from gbacli.cli.printing import print_listing
from gbacli.model import Source
from gbacli.queries import sources as query


@output_options
def sources(catalog: Catalog, output: OutputOptions, text: Many = WORDS) -> None:
    """\b
      gba sources neutron
      gba sources csd-rd-table --cite bibtex

    List the sources and how many facts rest on each: entries of histories, statements, values of series, and records
    as a whole. TEXT keeps those with all its words, or is a list of ids; --cite prints those found as citations.
    """
    print_listing(query.sources(catalog, text or ()), Source, output, catalog)
