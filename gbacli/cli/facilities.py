"""`gba facilities`: which stand where, and how far they have got."""

from collections.abc import Sequence
from typing import Any

from gbacli import render
from gbacli.catalog import Catalog
from gbacli.choices import FACILITY_KINDS, STATUSES
from gbacli.cli.options import AS_OF, CITY, SOURCE, WORDS, Many, OutputOptions, Text, option, output_options
from gbacli.cli.printing import print_listing
from gbacli.model import Facility
from gbacli.queries import facilities as query
from gbacli.render.screen import Screen


@output_options
def facilities(
    catalog: Catalog,
    output: OutputOptions,
    text: Many = WORDS,
    city: Many = CITY,
    kind: Many = option("--kind -k KIND", "Only this kind; 'help' lists them.", FACILITY_KINDS),
    field: Many = option("--field FIELD", "Only of this field of work; 'help' lists them.", "areas"),
    status: Many = option("--status -s STATUS", "Only with this status; 'help' lists them.", STATUSES),
    source: Many = SOURCE,
    since: Text = option("--since DATE", "Only with a status since this date or later."),
    until: Text = option("--until DATE", "Only with a status since this date or before."),
    as_of: Text = AS_OF,
    tree: bool = option("--tree", "Group by city and site (short for --format tree)."),
    timeline: bool = option("--timeline", "List every dated event in order."),
) -> None:
    """\b
      gba facilities --city Dongguan
      gba facilities neutron --status operating --json

    List the science facilities: large research infrastructure, laboratories, supercomputing centres, science
    cities, platforms and programmes, with their status and since when. TEXT keeps those with all its words.
    """
    filters = {"city": city, "kind": kind, "field": field, "status": status, "source": source}
    for name in ("kind", "field", "status"):
        if filters[name] == ["help"]:
            print_listing(query.choices(catalog, name), query.Choice, output, catalog)
            return
    question = query.ask(catalog, text or (), **filters, since=since, until=until, as_of=as_of)
    found = query.found(catalog, question)
    why = "" if found else query.why_none(catalog, question)

    def as_tree(kept: Sequence[Facility], screen: Screen) -> Any:
        return render.trees.facilities(kept, catalog, screen, question.values("city"))

    def as_timeline(events: Sequence[query.TimelineEntry], screen: Screen) -> Any:
        return render.timeline.timeline(events, catalog, screen)

    if tree and not output.as_json:
        output = output.in_format("tree")
    if timeline:
        print_listing(query.timeline(found), query.TimelineEntry, output, catalog, table=as_timeline, why=why)
    else:
        print_listing(found, Facility, output, catalog, tree=as_tree, why=why)
