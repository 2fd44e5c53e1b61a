"""`gba stats`: the figures."""

from collections.abc import Sequence
from functools import partial
from typing import Annotated, Any

from gbacli.catalog import Catalog
from gbacli.cli import options as shared
from gbacli.cli.options import Many, OutputOptions, Text, either, option, output_options, split
from gbacli.cli.printing import is_flat, print_listing, print_metrics
from gbacli.errors import UsageError
from gbacli.fields import fields_of
from gbacli.model import Stat
from gbacli.queries import empty
from gbacli.queries import stats as query
from gbacli.queries.dates import to_date, to_year
from gbacli.render.data import FORMATS


@output_options
def stats(
    catalog: Catalog,
    text: shared.Words = None,
    city: shared.City = None,
    metric: shared.Metric = None,
    subject: Annotated[Many, option("--subject SUBJECT", "Only about this: a facility, 'gba', ...", "subjects")] = None,
    year: Annotated[Many, option("--year -y YEAR", "Only of this year.")] = None,
    since: Annotated[Text, option("--since DATE", "Only of this date or later.")] = None,
    as_of: shared.AsOf = None,
    source: shared.Source = None,
    history: Annotated[bool, option("--history", "Every year, not only the latest.")] = False,
    wide: Annotated[bool, option("--wide", "A column a year, in csv, tsv and markdown; bare values only.")] = False,
    *,
    output: OutputOptions,
) -> None:
    """\b
      gba stats --city Shenzhen
      gba stats --metric population --year 2024 --json

    List the figures, each with its unit, period and source. Without a city or a metric: the single statements about
    the region, the nine cities, facilities and clusters. With one: the latest value of each metric.
    """
    if split(metric) == ["help"]:
        print_metrics(output, catalog)
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
        from gbacli.render.wide import lines_by_year

        if output.cite is not None or not is_flat(output):
            flat = [name for name, form in FORMATS.items() if form.flat]
            raise UsageError(f"--wide needs --format {either(flat)}")
        print_listing(*lines_by_year(found), output, catalog)
        return
    asked = text, city, metric, subject, year, since, as_of, source, output.sort, output.limit is not None, history
    by_year = history or since or len(split(year)) > 1

    def table(answers: Sequence[Any], screen: Any) -> Any:
        from gbacli.queries.overview import overview
        from gbacli.render import figures
        from gbacli.render.history import history as through_years

        if not any(asked):
            return figures.overview(overview(catalog), catalog, screen)
        draw = through_years if by_year else figures.figures
        return draw(answers, catalog, screen, " · ".join(question.reading.heading()))

    why = partial(empty.no_figures, catalog, question)
    print_listing(found, fields_of(Stat), output, catalog, table=table, why=why)
