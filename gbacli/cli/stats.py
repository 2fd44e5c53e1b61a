"""`gba stats`: the figures."""

from collections.abc import Sequence
from typing import Annotated, Any

import typer

from gbacli.cli.listing import deliver, deliver_metrics, or_why, table_of
from gbacli.cli.options import AsOf, City, Listing, Metric, Source, Words, completing, listing, split
from gbacli.cli.session import open_catalog
from gbacli.errors import UsageError
from gbacli.fields import Field, fields_of
from gbacli.model import Stat
from gbacli.queries import empty
from gbacli.queries import stats as query
from gbacli.queries.dates import to_date, to_year


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
    wide: Annotated[
        bool, typer.Option("--wide", help="A column a year, with --format csv, tsv or markdown; bare values only.")
    ] = False,
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
    if split(metric) == ["help"]:
        deliver_metrics(wanted, catalog)
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
        history=history or wide,
    )
    found = query.figures(catalog, question)
    if wide:
        from gbacli.render import wide as columns

        deliver(columns.by_year(found), columns.fields_by_year(found), _with_columns(wanted), catalog)
        return
    heading = " · ".join(question.reading.heading())
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
                return drawing.history(answers, catalog, screen, heading)
        from gbacli.render import figures

        return figures.figures(answers, catalog, screen, heading)

    deliver(
        found, fields_of(Stat), wanted, catalog, table=or_why(as_table, lambda: empty.no_figures(catalog, question))
    )


def _with_columns(wanted: Listing) -> Listing:
    """Check that an answer takes a form that has columns, and return it. Raises `UsageError`."""
    if wanted.cite is not None or wanted.as_json or (wanted.format or "").lower() not in ("csv", "tsv", "markdown"):
        raise UsageError("--wide needs --format csv, tsv or markdown")
    return wanted
