"""What the cities are, and what stands in them."""

from collections.abc import Sequence

from gbacli.catalog import Catalog
from gbacli.choices import CITY_KINDS, CITY_ROLES
from gbacli.model import City
from gbacli.queries.names import CITY, choose, resolve_words


def cities(
    catalog: Catalog, names: Sequence[str] = (), *, role: Sequence[str] = (), kind: Sequence[str] = ()
) -> list[City]:
    """List the cities that are named (in the order asked, each once) or all, filtered by role and kind.

    Raises `UsageError` for a name, role or kind that is none.
    """
    roles = {choose(text, CITY_ROLES, "role of a city") for text in dict.fromkeys(role)}
    kinds = {choose(text, CITY_KINDS, "kind of city") for text in dict.fromkeys(kind)}
    known = catalog.cities
    asked = resolve_words(names, known.values(), CITY) if names else list(known.values())
    return [
        answer(catalog, city)
        for city in dict.fromkeys(asked)
        if (not roles or city.role in roles) and (not kinds or city.kind in kinds)
    ]


def answer(catalog: Catalog, city: City) -> City:
    """Return a city together with the facilities that stand in it."""
    here = tuple([facility.id for facility in catalog.facilities.values() if city.id in facility.cities])
    return city._replace(facilities=here)
