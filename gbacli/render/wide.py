"""Figures with a column a year: what a spreadsheet makes charts of."""

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

from gbacli.fields import NUMBER, Field, fields_of
from gbacli.model import Stat
from gbacli.queries.dates import last_day


def lines_by_year(found: Sequence[Stat]) -> tuple[list[SimpleNamespace], list[Field]]:
    """Return a line a subject, metric, unit and scope, with its values by year, and the fields of all lines.

    A year without a value is None, one with several has the latest.
    """
    known = {field.name: field for field in fields_of(Stat)}
    first = ["subject", "metric", "label", "unit", *(["scope"] if any(stat.scope for stat in found) else [])]
    years = sorted({stat.year for stat in found})
    fields = [known[name] for name in first] + [Field(NUMBER, f"the value of {year}", name=year) for year in years]
    lines: dict[tuple[str | None, ...], dict[str, Any]] = {}
    for stat in found:
        lines.setdefault(_line(stat), {field.name: getattr(stat, field.name, None) for field in fields})
    for stat in sorted(found, key=lambda stat: last_day(stat.period)):
        lines[_line(stat)][stat.year] = stat.value
    return [SimpleNamespace(**line) for line in lines.values()], fields


def _line(stat: Stat) -> tuple[str | None, ...]:
    return stat.subject, stat.metric or stat.id, stat.unit, stat.scope
