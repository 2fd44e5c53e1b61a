"""`gba search`: words in the names and texts of every kind of record."""

from gbacli.catalog import Catalog
from gbacli.cli.options import Many, OutputOptions, argument, option, output_options
from gbacli.cli.printing import print_listing
from gbacli.errors import NothingFoundError
from gbacli.queries import search as query
from gbacli.queries.lookup import KINDS


@output_options
def search(
    catalog: Catalog,
    output: OutputOptions,
    text: Many = argument("TEXT...", "Words that must all occur in the record."),
    kind: Many = option("--kind -k KIND", "Only this kind: city, metric, source, ...", KINDS),
) -> None:
    """\b
      gba search neutron
      gba search 中子 --json

    List every record whose names, aliases or texts hold all the words: cities, facilities, industries, metrics,
    statements, and sources last. Best first: exact name, alias, beginning of a name, inside a name, inside the text.
    Parts of words match, in Chinese too. When nothing matches the exit code is 1.
    """
    found = [] if output.fields == "help" else query.search(catalog, text or (), kind or ())
    print_listing(found, query.Hit, output, catalog, why="")
    if not found and output.fields != "help":
        raise NothingFoundError(query.nothing(catalog, text or ()))
