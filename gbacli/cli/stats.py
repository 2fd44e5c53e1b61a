"""`gba stats`: the figures."""

from collections.abc import Sequence
from typing import Any

from gbacli import render
from gbacli.catalog import Catalog
from gbacli.cli.options import AS_OF, CITY, METRIC, SOURCE, WORDS, Many, OutputOptions, Text, option, output_options
from gbacli.cli.printing import print_listing, print_metrics
from gbacli.errors import UsageError
from gbacli.model import Stat
from gbacli.queries import stats as query
from gbacli.queries.filters import Question
from gbacli.queries.overview import overview
from gbacli.queries.texts import joined
from gbacli.render.data import FORMATS
from gbacli.render.screen import Screen


@output_options
def stats(
    catalog: Catalog,
    output: OutputOptions,
    text: Many = WORDS,
    city: Many = CITY,
    metric: Many = METRIC,
    subject: Many = option("--subject SUBJECT", "Only about this: a facility, 'gba', ...", "subjects"),
    year: Many = option("--year -y YEAR", "Only of this year."),
    since: Text = option("--since DATE", "Only of this date or later."),
    as_of: Text = AS_OF,
    source: Many = SOURCE,
    history: bool = option("--history", "Every year, not only the latest."),
    wide: bool = option("--wide", "A column a year, in csv, tsv and markdown; bare values only."),
) -> None:
    """\b
      gba stats --city Shenzhen
      gba stats --metric population --year 2024 --json

    List the figures, each with its unit, period and source. Without a city or a metric: the single statements about
    the region, the nine cities, facilities and clusters. With one: the latest value of each metric.
    """
    if metric == ["help"]:
        print_metrics(output, catalog)
        return
    filters = {"metric": metric, "city": city, "subject": subject, "year": year, "source": source}
    question = query.ask(catalog, text or (), **filters, since=since, as_of=as_of)
    found = query.figures(catalog, question, history=history or wide)
    if wide:
        if not output.is_flat:
            flat = [name for name, form in FORMATS.items() if form.flat]
            raise UsageError(f"--wide needs --format {joined(flat, 'or')}")
        lines, fields = render.data.lines_by_year(found)
        print_listing(lines, fields, output, catalog)
        return

    def table(answers: Sequence[Stat], screen: Screen) -> Any:
        if question == Question() and output.sort is None and output.limit is None and not history:
            return render.figures.overview(overview(catalog), catalog, screen)
        through_years = history or since or len(question.values("year")) > 1
        draw = render.history.history if through_years else render.figures.figures
        return draw(answers, catalog, screen, " · ".join(question.reading.heading()))

    why = "" if found else query.why_none(catalog, question)
    print_listing(found, Stat, output, catalog, table=table, why=why)
