"""Rules that the built-in facts keep beside the others: names that mean one thing, and slips that only look like facts.

A user's own facts need not: a name that two of their records share is asked back when it is used, and what is only
probably a slip must not keep them from their answers. Each takes what was checked and the reader of the built-in facts.
"""
# ruff: noqa: D401 - the docstring of a rule says what holds, not what the function does

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from gbacli.catalog.layout import FILES
from gbacli.catalog.names import city_key, key
from gbacli.check.faults import Fault, file_fault, quoted, record_fault
from gbacli.check.reader import Checked, OverlayReader
from gbacli.check.record_rules import names_of
from gbacli.model import KINDS

CITIES = 11
REPORTED = ("as of", "by then", "listed", "reported", "a report", "still ", "visit")
"""Words of a note or locator that tell of a report, not of a start."""


def the_edition_is_named(checked: Checked, reader: OverlayReader) -> Iterator[Fault]:
    """The facts have a version and a licence note."""
    table = reader.tables["about"].get("about", {})
    for field in ("version", "licence") if checked.all_readable("about") else ():
        if field not in table:
            path, message = reader.layer.root / FILES["about"], "is missing; expected it in the built-in facts"
            yield record_fault("about", path, "about", (field,), message)


def there_are_eleven_cities(checked: Checked, reader: OverlayReader) -> Iterator[Fault]:
    """The Greater Bay Area is two special administrative regions and nine cities of Guangdong."""
    number = len(reader.tables["city"])
    if number != CITIES and checked.all_readable("city"):
        message = f"holds {number} cities; expected the eleven of the Greater Bay Area"
        yield file_fault(reader.layer.root / FILES["city"], message)


def no_file_is_empty(checked: Checked, reader: OverlayReader) -> Iterator[Fault]:
    """A file without a table was emptied by mistake, or has no purpose."""
    for path in reader.empty:
        yield file_fault(path, "holds no facts; expected at least one table, or no file")


def no_two_records_share_a_name(checked: Checked, reader: OverlayReader) -> Iterator[Fault]:
    """Every name and alias leads to one record, of whatever kind; and no alias repeats a name of its own record."""
    owners: dict[str, tuple[str, str]] = {}
    for kind in ("city", "subject", "facility", "industry", "series"):
        normal = city_key if kind == "city" else key
        for record, table in reader.good(kind).items():
            own: set[str] = set()
            for key_path, text in [((), record), *[found for found in names_of(table) if found[0] != ("id",)]]:
                owner = owners.setdefault(normal(text), (kind, record))
                is_own = owner == (kind, record)
                if not is_own or (key_path[:1] == ("aliases",) and key(text) in own):
                    whose = "this record" if is_own else f"the {KINDS[owner[0]].noun} {owner[1]}"
                    message = f"is {quoted(text)}, a name that {whose} has already; expected a name of its own"
                    yield reader.wrong(kind, record, key_path, message)
                own.update([key(text)] if key_path else [])


def a_sighting_is_marked(checked: Checked, reader: OverlayReader) -> Iterator[Fault]:
    """The first entry of a status is its start, or is marked as `seen`."""
    published = {source.id: source.published for source in checked.catalog.sources.values()}
    for record, table in reader.good("facility").items():
        runs = groupby(enumerate(table["history"]), lambda entry: entry[1]["status"])
        for i, entry in [next(run) for _, run in runs]:
            for field, message in _unmarked(entry, published.get(entry["source"])):
                yield reader.wrong("facility", record, ("history", i, field), message)


def _unmarked(entry: dict[str, Any], published: str | None) -> Iterator[tuple[str, str]]:
    """Yield what shows that an entry is a sighting, if it is not marked as one: the field, and what it says."""
    if entry.get("seen"):
        return
    for field in ("note", "locator"):
        for word in [word for word in REPORTED if word in entry.get(field, "").casefold()][:1]:
            yield field, f"says {quoted(word.strip())}, as of a report; expected seen = true, or what began"
    if "date" in entry and "note" not in entry and entry["date"] == published:
        yield "date", "is the date of its source; expected seen = true, or a note that says what happened that day"


def tables_are_in_order(checked: Checked, reader: OverlayReader) -> Iterator[Fault]:
    """The tables of a series go from the oldest to the newest, so that a new year is added at the end."""
    for metric, table in reader.good("series").items():
        last = ""
        for i, part in enumerate(table["table"]):
            if part["period"] < last:
                message = f"is {quoted(part['period'])}, after a table of {quoted(last)}; expected oldest first"
                yield reader.wrong("series", metric, ("table", i, "period"), message)
            last = max(last, part["period"])


RULES = (
    the_edition_is_named,
    there_are_eleven_cities,
    no_file_is_empty,
    no_two_records_share_a_name,
    a_sighting_is_marked,
    tables_are_in_order,
)
