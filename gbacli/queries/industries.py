"""The manufacturing clusters."""

from collections.abc import Sequence

from gbacli.catalog import Catalog
from gbacli.model import Industry
from gbacli.queries.names import names_of
from gbacli.queries.texts import holds, own_texts, wanted
from gbacli.queries.words import read


def industries(catalog: Catalog, text: Sequence[str] = ()) -> list[Industry]:
    """List the industries of the cities named in `text` that hold all its other words."""
    reading = read(catalog, text, ("city",), as_words=("industry",))
    places, words = set(reading.ids("city")), wanted(reading.rest)
    names = {city.id: names_of(city).own for city in catalog.cities.values()}
    return [
        industry
        for industry in catalog.industries.values()
        if places.issubset(industry.cities)
        and holds(words, [*own_texts(industry), *[name for city in industry.cities for name in names[city]]])
    ]
