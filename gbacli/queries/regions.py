"""The regions that figures are added up for, and what belongs to a region rather than to its cities."""

from collections.abc import Collection

from gbacli.catalog import Catalog
from gbacli.model import Subject


def regions(catalog: Catalog) -> dict[str, Subject]:
    """Return the regions that these facts have, by id, the smaller first."""
    return {key: found for key in ("nine-cities", "gba") if (found := catalog.subjects.get(key)) and found.cities}


def in_every_city(ids: Collection[str], catalog: Catalog) -> bool:
    """Return whether something that stands in these cities stands in the whole region."""
    return len(ids) > 1 and set(ids) >= set(catalog.cities)
