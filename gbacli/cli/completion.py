"""What TAB offers: values of options and arguments, from the closed lists and the facts."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import typer

from gbacli.catalog import Catalog
from gbacli.catalog.names import key
from gbacli.cli.options import open_catalog
from gbacli.errors import GbaError
from gbacli.queries.names import names_of
from gbacli.queries.regions import regions
from gbacli.render.citations import FORMATS

Offer = str | Sequence[str]
"""What can be typed: a text, or the spellings of one thing, of which the first that goes on is offered."""


def complete(offers: str | Iterable[str], context: typer.Context, incomplete: str) -> list[str]:
    """List the values that go on from `incomplete`, also after a comma: of a closed list, or of a key of `OFFERS`.

    Completion never fails and never speaks: whatever goes wrong, there is nothing to offer.
    """
    before, comma, last = incomplete.rpartition(",")
    try:
        known = OFFERS[offers](open_catalog(context), context) if isinstance(offers, str) else offers
        spellings = [[offer.replace(" ", "-")] if isinstance(offer, str) else offer for offer in known]
        found = [_going_on(names, last) for names in spellings]
    except GbaError:
        return []
    return list(dict.fromkeys([before + comma + offer for offer in found if offer is not None]))


def _going_on(spellings: Sequence[str], typed: str) -> str | None:
    """Return the first spelling that goes on from what was `typed`, case and accents aside, in a form that begins so.

    Shells and Typer drop what does not begin with what was typed; a name is found in any case, so nothing is lost.
    """
    for spelling in spellings:
        if spelling.startswith(typed):
            return spelling
    form = key(typed)
    for spelling in spellings:
        if form and key(spelling).startswith(form):
            end = next(i for i in range(len(spelling) + 1) if len(key(spelling[:i])) >= len(form))
            rest = spelling[end:]
            if typed[-1].isalnum():
                return typed + rest
            if rest and not rest[0].isalnum():
                return typed + rest[1:]
    return None


def _names(found: dict[str, Any], *, ids: bool = False) -> list[Sequence[str]]:
    """Return the spellings of each record, the id first where `ids` are asked for."""
    return [[*[one] * ids, *names_of(record)] for one, record in found.items()]


def _cities(catalog: Catalog, context: typer.Context) -> list[Sequence[str]]:
    sums = _names(regions(catalog), ids=True) if context.info_name == "compare" else []
    return _names(catalog.cities) + sums


def _fields(context: typer.Context, sign: str) -> list[str]:
    """Return the names of the fields that a command prints, then all of them with a sign."""
    from gbacli.fields import fields_of
    from gbacli.queries.comparison import ComparedValue
    from gbacli.queries.timeline import TimelineEntry
    from gbacli.render.schema import LISTINGS

    asked, record = context.params, LISTINGS.get(context.info_name or "")
    if asked.get("timeline"):
        record = TimelineEntry
    elif context.info_name == "compare" and not (
        asked.get("as_json") or (asked.get("format") or "").startswith("json")
    ):
        record = ComparedValue
    names = [field.name for field in fields_of(record)] if record else []
    return names + [sign + name for name in names]


def _metrics(catalog: Catalog) -> list[str]:
    from gbacli.queries.computed import COMPUTED_IDS

    return [*catalog.metric_ids, *COMPUTED_IDS]


def _subjects(catalog: Catalog) -> list[Sequence[str]]:
    kinds = (catalog.cities, catalog.subjects, catalog.facilities, catalog.industries)
    return [spellings for found in kinds for spellings in _names(found, ids=True)]


def _fields_of_name(catalog: Catalog, context: typer.Context) -> list[str]:
    from gbacli.queries.get import field_names
    from gbacli.queries.lookup import find

    found = find(catalog, context.params.get("name") or "")
    return [*field_names(found), *(_metrics(catalog) if found.kind == "city" else [])]


OFFERS: dict[str, Callable[[Catalog, typer.Context], Iterable[Offer]]] = {
    "areas": lambda catalog, _: ", ".join([one.field for one in catalog.facilities.values()]).split(", "),
    "cities": _cities,
    "citations": lambda *_: FORMATS,
    "fields": lambda _, context: [*_fields(context, "+"), "all", "help"],
    "fields_of_name": _fields_of_name,
    "ids": lambda catalog, _: [*_subjects(catalog), *catalog.statements, *_metrics(catalog), *catalog.sources],
    "metrics": lambda catalog, _: [*_metrics(catalog), "help"],
    "sorts": lambda _, context: _fields(context, "-"),
    "sources": lambda catalog, _: catalog.sources,
    "subjects": lambda catalog, _: _subjects(catalog),
}
"""What comes from the facts, or costs an import."""
