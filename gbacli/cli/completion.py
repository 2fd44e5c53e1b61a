"""What TAB offers: values of options and arguments, from the closed lists and the facts."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import typer

from gbacli.catalog import Catalog
from gbacli.cli.options import open_catalog
from gbacli.errors import GbaError
from gbacli.model import City
from gbacli.queries.names import names_of
from gbacli.render.citations import FORMATS


def completer(offers: str | Iterable[str]) -> Callable[[typer.Context, str], list[str]]:
    """Return what lists the values that go on from what was typed: of a closed list, or of a key of `OFFERS`."""

    def complete(context: typer.Context, incomplete: str) -> list[str]:
        """List the values that go on from `incomplete`, also after a comma.

        Of the spellings of an offer the first that does is taken, else one that does so in another case, which begins
        as typed: shells and Typer drop what begins otherwise, and names are found in any case.

        Completion never fails and never speaks: whatever goes wrong, there is nothing to offer.
        """
        before, comma, last = incomplete.rpartition(",")
        try:
            known = OFFERS[offers](open_catalog(context), context) if isinstance(offers, str) else offers
        except GbaError:
            return []
        found: list[str] = []
        for offer in known:
            spellings = [offer.replace(" ", "-")] if isinstance(offer, str) else offer
            exact = [name for name in spellings if name.startswith(last)]
            alike = [last + name[len(last) :] for name in spellings if name.lower().startswith(last.lower())]
            found += (exact + alike)[:1]
        return [before + comma + offer for offer in dict.fromkeys(found)]

    return complete


def _cities(catalog: Catalog, context: typer.Context) -> list[Sequence[str]]:
    sums = catalog.regions.values() if context.info_name == "compare" else ()
    return [names_of(place) for place in (*catalog.cities.values(), *sums)]


def _fields(context: typer.Context, sign: str = "") -> list[str]:
    """Return the names of the fields that a command can print, each behind a sign."""
    from gbacli.fields import fields_of
    from gbacli.queries.comparison import ComparedValue
    from gbacli.queries.facilities import TimelineEntry
    from gbacli.render.schema import LISTINGS

    command = context.info_name or ""
    also: dict[str, Any] = {"facilities": TimelineEntry, "compare": ComparedValue}
    records = [known[command] for known in (LISTINGS, also) if command in known]
    return [sign + field.name for record in records for field in fields_of(record)]


def _metrics(catalog: Catalog) -> list[str]:
    from gbacli.queries.computed import COMPUTED

    return [*catalog.metric_ids, *COMPUTED]


def _subjects(catalog: Catalog) -> list[Sequence[str]]:
    kinds = (catalog.cities, catalog.subjects, catalog.facilities, catalog.industries)
    return [(id_, *names_of(record)) for known in kinds for id_, record in known.items()]


def _fields_of_name(catalog: Catalog, context: typer.Context) -> list[str]:
    from gbacli.queries.get import field_names
    from gbacli.queries.lookup import look_up

    record = look_up(catalog, context.params.get("name") or "")[0]
    return [*field_names(record), *(_metrics(catalog) if isinstance(record, City) else [])]


OFFERS: dict[str, Callable[[Catalog, typer.Context], Iterable[Sequence[str]]]] = {
    "areas": lambda catalog, _: ", ".join([one.field for one in catalog.facilities.values()]).split(", "),
    "cities": _cities,
    "citations": lambda *_: FORMATS,
    "fields": lambda _, context: [*_fields(context), *_fields(context, "+"), "all", "help"],
    "fields_of_name": _fields_of_name,
    "ids": lambda catalog, _: [*_subjects(catalog), *catalog.statements, *_metrics(catalog), *catalog.sources],
    "metrics": lambda catalog, _: [*_metrics(catalog), "help"],
    "sorts": lambda _, context: _fields(context),
    "sources": lambda catalog, _: catalog.sources,
    "subjects": lambda catalog, _: _subjects(catalog),
}
"""What comes from the facts, or costs an import: texts, or the spellings of one thing, of which one is offered."""
