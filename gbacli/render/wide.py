"""Figures with a column a year: what a spreadsheet makes charts of."""

from collections.abc import Iterable, Sequence
from types import SimpleNamespace

from gbacli.fields import NUMBER, Field, fields_of
from gbacli.model import Stat
from gbacli.queries.history import lines

_FIRST = ("subject", "metric", "label", "unit")
"""The fields of a figure that say what a line is of."""


def fields_by_year(found: Iterable[Stat]) -> list[Field]:
    """Return the columns: what a line is of, then every year that has a value, the oldest first."""
    known = {field.name: field for field in fields_of(Stat)}
    years = sorted({stat.year for stat in found})
    return [known[name] for name in _FIRST] + [Field(NUMBER, f"the value of {year}", name=year) for year in years]


def by_year(found: Sequence[Stat]) -> list[SimpleNamespace]:
    """Return a line a subject, metric and unit, its values by year: None for a year without, the latest of several."""
    years = dict.fromkeys([stat.year for stat in found])
    return [
        SimpleNamespace(
            subject=line.subject,
            metric=line.stats[-1].metric,
            label=line.label,
            unit=line.unit,
            **(years | {stat.year: stat.value for stat in line.stats}),
        )
        for line in lines(found)
    ]
