"""`gba facilities`: which stand where, and how far they have got."""

from collections.abc import Sequence
from typing import Annotated, Any

from gbacli.catalog import Catalog
from gbacli.choices import FACILITY_KINDS, STATUSES
from gbacli.cli.options import AsOf, City, Many, OutputOptions, Source, Text, Words, option, output_options, split
from gbacli.cli.printing import print_listing, refuse
from gbacli.fields import fields_of
from gbacli.model import Facility
from gbacli.queries import facilities as query
from gbacli.queries.dates import to_date


@output_options
def facilities(
    catalog: Catalog,
    text: Words = None,
    city: City = None,
    kind: Annotated[Many, option("--kind -k KIND", "Only this kind; 'help' lists them.", FACILITY_KINDS)] = None,
    field: Annotated[Many, option("--field FIELD", "Only of this field of work; 'help' lists them.", "areas")] = None,
    status: Annotated[Many, option("--status -s STATUS", "Only with this status; 'help' lists them.", STATUSES)] = None,
    source: Source = None,
    since: Annotated[Text, option("--since DATE", "Only with a status since this date or later.")] = None,
    until: Annotated[Text, option("--until DATE", "Only with a status since this date or before.")] = None,
    as_of: AsOf = None,
    tree: Annotated[bool, option("--tree", "Group by city and site (short for --format tree).")] = False,
    timeline: Annotated[bool, option("--timeline", "List every dated event in order.")] = False,
    *,
    output: OutputOptions,
) -> None:
    """\b
      gba facilities --city Dongguan
      gba facilities neutron --status operating --json

    List the science facilities: large research infrastructure, laboratories, supercomputing centres, science
    cities, platforms and programmes, with their status and since when. TEXT keeps those with all its words.
    """
    for name, values in (("kind", kind), ("field", field), ("status", status)):
        if values == ["help"]:
            print_listing(query.choices(catalog, name), fields_of(query.Choice), output, catalog)
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
    if tree and output.format != "tree":
        refuse(output, "--tree", ("format",))
        output = output if output.as_json else output._replace(format="tree")

    def as_tree(answers: Sequence[Any], screen: Any) -> Any:
        from gbacli.render import trees

        return trees.facilities(answers, catalog, screen, [*question.city, *question.reading.ids("city")])

    def as_timeline(answers: Sequence[Any], screen: Any) -> Any:
        from gbacli.render import timeline

        return timeline.timeline(answers, catalog, screen)

    def why() -> str:
        from gbacli.queries import empty

        return empty.no_facilities(catalog, question)

    if timeline:
        from gbacli.queries import timeline as events

        entries, fields = events.timeline(found), fields_of(events.TimelineEntry)
        print_listing(entries, fields, output, catalog, table=as_timeline, why=why)
    else:
        print_listing(found, fields_of(Facility), output, catalog, tree=as_tree, why=why)
