"""What the cities are, what stands in them, and the manufacturing clusters that they carry."""

from gbacli.catalog import Catalog
from gbacli.choices import CITY_KINDS, CITY_ROLES
from gbacli.model import City, Industry
from gbacli.queries.filters import PLACED, Values, ask_placed, choose_each
from gbacli.queries.names import CITY, Index, resolve_words


def cities(catalog: Catalog, names: Values = (), *, role: Values = (), kind: Values = ()) -> list[City]:
    """Return the cities that are named, in the order asked, or all, filtered by role and kind. Raises `UsageError`."""
    roles = choose_each(role, CITY_ROLES, "role of a city") or CITY_ROLES
    kinds = choose_each(kind, CITY_KINDS, "kind of city") or CITY_KINDS
    known = catalog.cities.values()
    asked = dict.fromkeys(resolve_words(names, Index(known), CITY) if names else known)
    return [answer(catalog, city) for city in asked if city.role in roles and city.kind in kinds]


def answer(catalog: Catalog, city: City) -> City:
    """Return a city together with the facilities that stand in it."""
    return city._replace(facilities=tuple([one.id for one in catalog.facilities.values() if city.id in one.cities]))


def industries(catalog: Catalog, text: Values = ()) -> list[Industry]:
    """Return the industries of the cities named in `text` that hold all its other words."""
    return ask_placed(catalog, "industry", text).passed(catalog, PLACED, catalog.industries.values())
