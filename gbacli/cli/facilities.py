"""`gba facilities`: which stand where, and how far they have got."""

from collections.abc import Sequence
from typing import Annotated, Any

import typer

from gbacli.cli.listing import deliver, or_why, table_of
from gbacli.cli.options import AsOf, City, Listing, Source, Words, completing, listing, split
from gbacli.cli.session import open_catalog
from gbacli.errors import UsageError
from gbacli.fields import Field, fields_of
from gbacli.model import Facility
from gbacli.queries import facilities as query
from gbacli.queries.dates import to_date


@listing
def facilities(
    context: typer.Context,
    text: Words = None,
    city: City = None,
    kind: Annotated[
        list[str] | None,
        typer.Option(
            "--kind",
            "-k",
            metavar="KIND",
            help="Only this kind; 'help' lists them.",
            autocompletion=completing("kinds"),
        ),
    ] = None,
    field: Annotated[
        list[str] | None,
        typer.Option(
            "--field",
            metavar="FIELD",
            help="Only what works in this field; 'help' lists them.",
            autocompletion=completing("areas"),
        ),
    ] = None,
    status: Annotated[
        list[str] | None,
        typer.Option(
            "--status",
            "-s",
            metavar="STATUS",
            help="Only with this status; 'help' lists them.",
            autocompletion=completing("statuses"),
        ),
    ] = None,
    source: Source = None,
    since: Annotated[
        str | None, typer.Option("--since", metavar="DATE", help="Only with a status since this date or later.")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--until", metavar="DATE", help="Only with a status since this date or before.")
    ] = None,
    as_of: AsOf = None,
    tree: Annotated[bool, typer.Option("--tree", help="Group by city and site (short for --format tree).")] = False,
    timeline: Annotated[bool, typer.Option("--timeline", help="List every dated event in order.")] = False,
    *,
    wanted: Listing,
) -> None:
    """\b
      gba facilities --city Dongguan
      gba facilities neutron --status operating --json

    List the science facilities: large research infrastructure, laboratories, supercomputing centres, science
    cities, platforms and programmes, with their status and since when. TEXT keeps those with all its words.
    """
    catalog = open_catalog(context)
    for name, values in (("kind", kind), ("field", field), ("status", status)):
        if values == ["help"]:
            deliver(query.choices(catalog, name), fields_of(query.Choice), wanted, catalog)
            return
    question = query.ask(
        catalog,
        text or (),
        city=city or (),
        kind=split(kind),
        field=split(field),
        status=split(status),
        source=source or (),
        since=None if since is None else to_date(since, "--since"),
        until=None if until is None else to_date(until, "--until"),
        as_of=None if as_of is None else to_date(as_of, "--as-of"),
    )
    found = query.found(catalog, question)
    if tree and wanted.format not in (None, "tree"):
        raise UsageError(f"--tree and --format {wanted.format} contradict each other; leave one out")
    if tree and not wanted.as_json:
        wanted = wanted._replace(format="tree")

    def as_tree(answers: Sequence[Any], chosen: Sequence[Field], screen: Any) -> Any:
        from gbacli.render import trees

        return trees.facilities(answers, catalog, screen, [*question.city, *question.reading.ids("city")])

    def as_timeline(answers: Sequence[Any], chosen: Sequence[Field], screen: Any) -> Any:
        if chosen:
            return table_of(fields_of(TimelineEntry), catalog)(answers, chosen, screen)
        from gbacli.render import timeline as drawing

        return drawing.timeline(answers, catalog, screen)

    def why() -> str:
        from gbacli.queries import empty

        return empty.no_facilities(catalog, question)

    if timeline:
        from gbacli.queries.timeline import TimelineEntry
        from gbacli.queries.timeline import timeline as events_of

        deliver(events_of(found), fields_of(TimelineEntry), wanted, catalog, table=or_why(as_timeline, why))
    else:
        table = or_why(table_of(fields_of(Facility), catalog), why)
        deliver(found, fields_of(Facility), wanted, catalog, table=table, tree=or_why(as_tree, why))
