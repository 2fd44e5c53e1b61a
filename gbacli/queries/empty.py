"""Why an answer is empty, and what there is instead: one sentence for people."""

from collections.abc import Iterable, Sequence

from gbacli.catalog import Catalog
from gbacli.queries import facilities, stats
from gbacli.queries.dates import year_of
from gbacli.queries.names import name_of, shorten
from gbacli.queries.runs import in_runs
from gbacli.queries.values import values_of

_SAID = {"kind": "of the kind", "status": "that is", "field": "in the field", "source": "that rests on", "year": "in"}
"""How the filters of a question are said; those that are not here are said by their names."""


def no_figures(catalog: Catalog, asked: stats.Question) -> str:
    """Say which figure there is none of, and for which years, from which sources or for whom there are values."""
    what = f"no value of {_either(asked.metrics)}" if asked.metrics else "no figure"
    dated = asked._replace(year=(*asked.year, *asked.reading.years))
    return f"{what}{_said(catalog, dated, 'for', [*asked.city, *asked.subject])}; {_figures_there_are(catalog, asked)}"


def _figures_there_are(catalog: Catalog, asked: stats.Question) -> str:
    """Take filters away one by one, those of time first, until something is left, and say what."""
    timeless = asked._replace(year=(), since=None, as_of=None, history=True, reading=asked.reading._replace(years=()))
    left = stats.figures(catalog, timeless)
    if left:
        return f"there are values for {_years([stat.period for stat in left])}"
    left = stats.figures(catalog, timeless._replace(source=())) if asked.source else []
    if left:
        return f"there are values from {_either([stat.source for stat in left if stat.source])}"
    if asked.metrics:
        return f"'gba stats --metric {asked.metrics[0]}' lists who has it"
    if asked.reading.rest:
        return f"'gba search {shorten(' '.join(asked.reading.rest))}' looks in every text"
    return "'gba stats --history' lists all there is"


def no_facilities(catalog: Catalog, asked: facilities.Question) -> str:
    """Say which facility there is none of, and what there is when the last of the filters is taken away."""
    worded = asked._replace(status=[status.replace("-", " ") for status in asked.status])
    return f"no facility{_said(catalog, worded, 'in', asked.city)}; {_facilities_there_are(catalog, asked)}"


def _facilities_there_are(catalog: Catalog, asked: facilities.Question) -> str:
    if asked == facilities.Question(reading=asked.reading):
        return f"'gba search {shorten(' '.join(asked.reading.heading()))}' looks in every text"
    steps = (
        ("at other dates", asked._replace(since=None, until=None, as_of=None)),
        ("with another status", asked._replace(status=())),
        ("without these words", asked._replace(reading=asked.reading._replace(rest=()))),
    )
    for what, less in steps:
        left = facilities.found(catalog, less) if less != asked else []
        if left:
            shown = ", ".join([facility.id for facility in left[:6]]) + (", ..." if len(left) > 6 else "")
            return f"{what} there {'is' if len(left) == 1 else 'are'} {shown}"
    return "'gba facilities' lists them all"


def no_comparison(catalog: Catalog, year: str) -> str:
    """Say that there is no value of a year to compare, and for which years there are some."""
    periods = [stat.period for metric in catalog.metric_ids for stat in values_of(catalog, metric)]
    return f"no value of {year} for these cities; there are values for {_years(periods)}"


def _said(catalog: Catalog, asked: stats.Question | facilities.Question, place: str, about: Sequence[str]) -> str:
    """Say what was asked for, after what there is none of; `place` stands before the names of what it is `about`."""
    names = {record.id: name_of(record) for record in stats.subjects(catalog).records}
    read = asked.reading.ids("city", "subject", "facility", "industry")
    rest = [repr(shorten(" ".join(asked.reading.rest)))] if asked.reading.rest else []
    said: list[tuple[str, Sequence[str]]] = [(place, [names[one] for one in (*about, *read)]), ("with the words", rest)]
    for field in ("kind", "status", "field", "source", "year", "since", "until", "as_of"):
        values = getattr(asked, field, None) or ()
        said.append((_SAID.get(field, field.replace("_", " ")), [values] if isinstance(values, str) else values))
    return "".join([f" {before} {_either(values)}" for before, values in said if values])


def _either(parts: Iterable[str]) -> str:
    """Join what is said, each once, the first six of it."""
    each = list(dict.fromkeys(parts))
    return " or ".join(each[:6] + (["..."] if len(each) > 6 else []))


def _years(periods: Iterable[str]) -> str:
    return in_runs([int(year_of(period)) for period in periods], " to ")
