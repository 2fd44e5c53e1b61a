"""Dates of honest precision: what `2018`, `2018-08` and `2018-08-23` certainly say about before and after."""

import re
from contextlib import suppress

from gbacli.errors import UsageError
from gbacli.fields import DATE_PATTERN
from gbacli.queries.names import shorten


def first_day(date: str) -> str:
    """Return the first day of a date: the earliest that it can mean. A span `2015/2019` begins with its first year."""
    start = date.partition("/")[0]
    return start + "-01-01"[len(start) - 4 :]


def last_day(date: str) -> str:
    """Return the last day of a date: the latest that it can mean, the 31st for any month (dates are only compared)."""
    end = date.rpartition("/")[2]
    return end + "-12-31"[len(end) - 4 :]


def year_of(date: str) -> str:
    """Return the year of a date; of a span its last year."""
    return date.rpartition("/")[2][:4]


def span_or_year(period: str | None) -> str:
    """Return the year of a period. A span of years is a period of its own: it compares with the same span only."""
    return period if period and "/" in period else year_of(period or "")


def to_date(text: str, option: str) -> str:
    """Check a date that a user typed. Raises `UsageError`."""
    from datetime import date

    with suppress(ValueError):  # such as 30 February
        if re.fullmatch(DATE_PATTERN, text):
            date.fromisoformat(first_day(text))
            return text
    raise UsageError(f"{option} {shorten(text)!r} is no date; write 2018, 2018-08 or 2018-08-23")


def to_year(given: int | str) -> str:
    """Check a year that a user gave, and return its four digits. Raises `UsageError`."""
    text = str(given)
    if re.fullmatch("[0-9]{4}", text):
        return text
    raise UsageError(f"--year {shorten(text)!r} is no year; write it as 2021")
