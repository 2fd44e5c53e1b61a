"""Figures with a column a year: what a spreadsheet makes charts of."""

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

from gbacli.fields import NUMBER, Field, fields_of
from gbacli.model import Stat
from gbacli.queries.dates import last_day


def fields_by_year(found: Sequence[Stat]) -> list[Field]:
    """Return the columns: what a line is of, its scope where any has one, then every year that has a value."""
    known = {field.name: field for field in fields_of(Stat)}
    first = ["subject", "metric", "label", "unit", *(["scope"] if any(stat.scope for stat in found) else [])]
    years = sorted({stat.year for stat in found})
    return [known[name] for name in first] + [Field(NUMBER, f"the value of {year}", name=year) for year in years]


def by_year(found: Sequence[Stat]) -> list[SimpleNamespace]:
    """Return a line a subject, metric, unit and scope, its values by year: None without one, the latest of several."""
    names = [field.name for field in fields_by_year(found)]
    lines: dict[tuple[str | None, ...], dict[str, Any]] = {}
    for stat in found:
        lines.setdefault(_line(stat), {name: getattr(stat, name, None) for name in names})
    for stat in sorted(found, key=lambda stat: last_day(stat.period)):
        lines[_line(stat)][stat.year] = stat.value
    return [SimpleNamespace(**line) for line in lines.values()]


def _line(stat: Stat) -> tuple[str | None, ...]:
    return stat.subject, stat.metric or stat.id, stat.unit, stat.scope
