"""The manufacturing clusters."""

from collections.abc import Sequence

from gbacli.catalog import Catalog
from gbacli.model import Industry
from gbacli.queries.words import read, stands_and_holds


def industries(catalog: Catalog, text: Sequence[str] = ()) -> list[Industry]:
    """Return the industries of the cities named in `text` that hold all its other words."""
    fits = stands_and_holds(catalog, read(catalog, text, ("city",), as_words=("industry",)))
    return [industry for industry in catalog.industries.values() if fits(industry)]
