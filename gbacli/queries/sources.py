"""The sources, and how many facts rest on each."""

from collections import Counter
from collections.abc import Sequence
from itertools import chain
from typing import Any

from gbacli.catalog import Catalog
from gbacli.fields import fields_of
from gbacli.model import SOURCE_ID, Source
from gbacli.queries.names import Index
from gbacli.queries.texts import holds, texts_of, wanted
from gbacli.queries.values import stored_values


def sources(catalog: Catalog, text: Sequence[str] = ()) -> list[Source]:
    """Return the sources that all words of `text` name, or else that hold all of them, with what rests on each."""
    index, words, counts = Index(catalog.sources.values()), wanted(tuple(text)), facts_by_source(catalog)
    named = [index.whole(word) for word in text]
    if text and all(len(one) == 1 for one in named):
        listed = list(dict.fromkeys([source for (source,) in named]))
    else:
        listed = [one for one in index.records if holds(words, [text for _, text in texts_of(one)])]
    return [source._replace(facts=counts[source.id]) for source in listed]


def facts_by_source(catalog: Catalog) -> Counter[str]:
    """Count the facts that rest on each source (its id) or were checked by it."""
    known = (catalog.facilities, catalog.cities, catalog.industries, catalog.statements)
    records = chain(*[found.values() for found in known], stored_values(catalog))
    return Counter([source for record in records for source in sources_of(record)])


def sources_of(record: Any) -> list[str]:
    """Return the ids of the sources in the fields of a record and in the entries of these, not once more for both."""
    found: list[str] = []
    for field in fields_of(type(record)):
        value, item = getattr(record, field.name), field.type.item
        if field.type is SOURCE_ID and value:
            found.append(value)
        elif item is SOURCE_ID:
            found += [source for source in value if source not in found]
        elif isinstance(item, type):
            found += [source for part in value for source in sources_of(part)]
    return found
