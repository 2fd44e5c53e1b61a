"""Dates of honest precision: what `2018`, `2018-08` and `2018-08-23` certainly say about before and after."""

import re

from gbacli.errors import UsageError
from gbacli.queries.texts import shorten

_DATE = r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?"
_YEAR = r"[0-9]{4}"


def first_day(date: str) -> str:
    """Give the first day of a date: the earliest that it can mean. A span `2015/2019` begins with its first year."""
    start = date.partition("/")[0]
    return start + "-01-01"[len(start) - 4 :]


def last_day(date: str) -> str:
    """Give the last day of a date: the latest that it can mean, the 31st for any month (dates are only compared)."""
    end = date.rpartition("/")[2]
    return end + "-12-31"[len(end) - 4 :]


def year_of(date: str) -> str:
    """Give the year of a date; of a span its last year."""
    return date.rpartition("/")[2][:4]


def to_date(text: str, option: str) -> str:
    """Check a date that a user typed. Raises `UsageError`."""
    if re.fullmatch(_DATE, text) and _exists(text):
        return text
    raise UsageError(f"{option} {shorten(text)!r} is no date; write 2018, 2018-08 or 2018-08-23")


def to_year(text: str, option: str) -> str:
    """Check a year that a user typed. Raises `UsageError`."""
    if re.fullmatch(_YEAR, text):
        return text
    raise UsageError(f"{option} {shorten(text)!r} is no year; write it as 2021")


def _exists(date: str) -> bool:
    from datetime import date as day

    try:
        day.fromisoformat(first_day(date))
    except ValueError:
        return False
    return True
