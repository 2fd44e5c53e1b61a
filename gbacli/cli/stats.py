"""`gba stats`: the figures."""

from collections.abc import Sequence
from typing import Annotated, Any

import typer

from gbacli.catalog import Catalog
from gbacli.cli.listing import deliver, or_why, table_of
from gbacli.cli.options import AsOf, City, Listing, Metric, Source, Words, completing, listing, split
from gbacli.cli.output import write
from gbacli.cli.session import open_catalog
from gbacli.fields import Field, fields_of
from gbacli.model import Stat
from gbacli.queries import empty
from gbacli.queries import stats as query
from gbacli.queries.dates import to_date, to_year
from gbacli.queries.values import all_metrics
from gbacli.render.words import visible


@listing
def stats(
    context: typer.Context,
    text: Words = None,
    city: City = None,
    metric: Metric = None,
    subject: Annotated[
        list[str] | None,
        typer.Option(
            "--subject",
            metavar="SUBJECT",
            help="Only about this: a city, a facility, 'gba', 'nine-cities', ...",
            autocompletion=completing("subjects"),
        ),
    ] = None,
    year: Annotated[list[str] | None, typer.Option("--year", "-y", metavar="YEAR", help="Only of this year.")] = None,
    since: Annotated[str | None, typer.Option("--since", metavar="DATE", help="Only of this date or later.")] = None,
    as_of: AsOf = None,
    source: Source = None,
    history: Annotated[bool, typer.Option("--history", help="Every year, not only the latest.")] = False,
    *,
    wanted: Listing,
) -> None:
    """\b
      gba stats --city Shenzhen
      gba stats --metric population --year 2024 --json

    List the figures, each with its unit, period and source. Without a city or a metric: the single statements about
    the region, the nine cities, facilities and clusters. With one: the latest value of each metric.
    """
    catalog = open_catalog(context)
    if metric == ["help"]:
        write(metrics_help(catalog))
        return
    question = query.ask(
        catalog,
        text or (),
        city=city or (),
        metric=metric or (),
        subject=subject or (),
        year=[to_year(part, "--year") for part in dict.fromkeys(split(year))],
        since=None if since is None else to_date(since, "--since"),
        as_of=None if as_of is None else to_date(as_of, "--as-of"),
        source=source or (),
        history=history,
    )
    found = query.figures(catalog, question)
    by_year = bool(history or since or len(split(year)) > 1)

    asked = any((text, city, metric, subject, year, since, as_of, source, wanted.sort, wanted.limit is not None))

    def as_table(answers: Sequence[Any], chosen: Sequence[Field], screen: Any) -> Any:
        if not asked and not history and not chosen:
            from gbacli.queries.overview import overview
            from gbacli.render.overview import drawn_overview

            return drawn_overview(overview(catalog), catalog, screen)
        if chosen:
            return table_of(fields_of(Stat), catalog)(answers, chosen, screen)
        if by_year:
            from gbacli.render import history as drawing

            if drawing.is_history(answers):
                return drawing.history(answers, catalog, screen)
        from gbacli.render import figures

        return figures.figures(answers, catalog, screen)

    deliver(
        found, fields_of(Stat), wanted, catalog, table=or_why(as_table, lambda: empty.no_figures(catalog, question))
    )


def metrics_help(catalog: Catalog) -> str:
    """List the metrics: id, unit (or units) and definition, one a line."""
    known = list(all_metrics(catalog).values())
    units = {metric.id: "/".join(dict.fromkeys([metric.unit, *metric.unit_by_city.values()])) for metric in known}
    first, second = max(map(len, units)), max(map(len, units.values()))
    meanings = {metric.id: visible(f"{metric.label}: {metric.definition}") for metric in known}
    return "".join([f"{name:<{first}}  {unit:<{second}}  {meanings[name]}\n" for name, unit in units.items()])
