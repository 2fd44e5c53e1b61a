"""What TAB offers: values of options and arguments, from the closed lists and the facts."""

from collections.abc import Callable, Iterable, Sequence

import typer

from gbacli.catalog import Catalog
from gbacli.catalog.names import key
from gbacli.errors import GbaError
from gbacli.queries.names import names_of

Offers = Callable[[Catalog, typer.Context], Iterable[str | Sequence[str]]]
"""Lists what can be typed: a text, or the spellings of one thing, of which the first that goes on is offered."""


def complete(what: str, context: typer.Context, incomplete: str) -> list[str]:
    """List the values of kind `what` (a key of `_OFFERS`) that go on from `incomplete`, also after a comma.

    Completion never fails and never speaks: whatever goes wrong, there is nothing to offer.
    """
    from gbacli.cli.session import open_catalog

    before, comma, last = incomplete.rpartition(",")
    try:
        offers = [_going_on(offer, last) for offer in _OFFERS[what](open_catalog(context), context)]
    except GbaError:
        return []
    return list(dict.fromkeys([before + comma + offer for offer in offers if offer is not None]))


def _going_on(offer: str | Sequence[str], typed: str) -> str | None:
    """Return the first spelling that goes on from what was `typed`, case and accents aside, in a form that begins so.

    Shells and Typer drop what does not begin with what was typed; a name is found in any case, so nothing is lost.
    """
    spellings = [offer] if isinstance(offer, str) else [spelling for spelling in offer if spelling]
    for spelling in spellings:
        if spelling.startswith(typed):
            return spelling
    form = key(typed)
    sign = typed[:1] if typed[:1] in ("-", "+") else ""
    for spelling in spellings:
        if form and spelling.startswith(sign) and key(spelling).startswith(form):
            place = next(i for i in range(len(spelling) + 1) if len(key(spelling[:i])) >= len(form))
            rest = spelling[place:]
            if typed[-1].isalnum():
                return typed + rest
            if rest and not rest[0].isalnum():
                return typed + rest[1:]
    return None


def _formats(catalog: Catalog, context: typer.Context) -> Iterable[str]:
    from gbacli.render.data import FORMATS

    return ["table", "tree", *FORMATS]


def _fields(catalog: Catalog, context: typer.Context) -> Iterable[str]:
    names = _field_names(context)
    return [*names, *["+" + name for name in names], "all", "help"]


def _sorts(catalog: Catalog, context: typer.Context) -> Iterable[str]:
    names = _field_names(context)
    return [*names, *["-" + name for name in names]]


def _field_names(context: typer.Context) -> list[str]:
    from gbacli.fields import fields_of
    from gbacli.queries.timeline import TimelineEntry
    from gbacli.render.schema import LISTINGS

    record = TimelineEntry if context.params.get("timeline") else LISTINGS.get(context.info_name or "")
    return [field.name for field in fields_of(record)] if record else []


def _cities(catalog: Catalog, context: typer.Context) -> Iterable[Sequence[str]]:
    return [names_of(city) for city in catalog.cities.values()]


def _statuses(catalog: Catalog, context: typer.Context) -> Iterable[str]:
    from gbacli.choices import STATUSES

    return STATUSES


def _kinds(catalog: Catalog, context: typer.Context) -> Iterable[str]:
    from gbacli.choices import FACILITY_KINDS

    return [kind.replace(" ", "-") for kind in FACILITY_KINDS]


def _city_kinds(catalog: Catalog, context: typer.Context) -> Iterable[str]:
    from gbacli.choices import CITY_KINDS

    return [kind.replace(" ", "-") for kind in CITY_KINDS]


def _roles(catalog: Catalog, context: typer.Context) -> Iterable[str]:
    from gbacli.choices import CITY_ROLES

    return [role.replace(" ", "-") for role in CITY_ROLES]


def _areas(catalog: Catalog, context: typer.Context) -> Iterable[str]:
    parts = [part.strip() for facility in catalog.facilities.values() for part in facility.field.split(",")]
    return sorted({part.replace(" ", "-") for part in parts})


def _metrics(catalog: Catalog, context: typer.Context) -> Iterable[str]:
    from gbacli.queries.computed import COMPUTED_IDS

    return [*catalog.metric_ids, *COMPUTED_IDS, "help"]


def _sources(catalog: Catalog, context: typer.Context) -> Iterable[str]:
    return catalog.sources


def _subjects(catalog: Catalog, context: typer.Context) -> Iterable[Sequence[str]]:
    for found in (catalog.cities, catalog.subjects, catalog.facilities, catalog.industries):
        yield from [(key, *names_of(record)) for key, record in found.items()]


def _ids(catalog: Catalog, context: typer.Context) -> Iterable[str | Sequence[str]]:
    yield from _subjects(catalog, context)
    yield from catalog.statements
    yield from [name for name in _metrics(catalog, context) if name != "help"]
    yield from catalog.sources


def _commands(catalog: Catalog, context: typer.Context) -> Iterable[str]:
    from gbacli.cli import COMMANDS

    return COMMANDS


def _record_kinds(catalog: Catalog, context: typer.Context) -> Iterable[str]:
    from gbacli.queries.lookup import KINDS

    return KINDS


def _schemas(catalog: Catalog, context: typer.Context) -> Iterable[str]:
    from gbacli.model import KINDS

    return [kind.name for kind in KINDS.values() if kind.files]


def _citations(catalog: Catalog, context: typer.Context) -> Iterable[str]:
    from gbacli.render.citations import FORMATS

    return FORMATS


def _outputs(catalog: Catalog, context: typer.Context) -> Iterable[str]:
    from gbacli.render.schema import COMMANDS

    return COMMANDS


def _fields_of_name(catalog: Catalog, context: typer.Context) -> Iterable[str]:
    from gbacli.queries.get import field_names
    from gbacli.queries.lookup import find

    found = find(catalog, context.params.get("name") or "")
    metrics = [name for name in _metrics(catalog, context) if name != "help"] if found.kind == "city" else []
    return [*field_names(found), *metrics]


_OFFERS: dict[str, Offers] = {
    "areas": _areas,
    "cities": _cities,
    "citations": _citations,
    "commands": _commands,
    "city_kinds": _city_kinds,
    "fields": _fields,
    "fields_of_name": _fields_of_name,
    "formats": _formats,
    "ids": _ids,
    "kinds": _kinds,
    "metrics": _metrics,
    "outputs": _outputs,
    "record_kinds": _record_kinds,
    "roles": _roles,
    "schemas": _schemas,
    "sorts": _sorts,
    "sources": _sources,
    "statuses": _statuses,
    "subjects": _subjects,
}
