"""The rules that look beyond the shape of a value: those of one record, and those of all records together.

Each is named as the sentence that holds, and yields what breaks it. Some hold only of the built-in facts. A user's own
may break them: a name that two of their records share is asked back when it is used, and what is only probably a slip
must not keep them from their answers.
"""
# ruff: noqa: D401 - the docstring of a rule says what holds, not what the function does

import re
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any

from gbacli.catalog import Catalog
from gbacli.catalog.lines import KeyPath
from gbacli.catalog.reading import FILES, FOLDERS
from gbacli.check.faults import Fault, described, did_you_mean, quoted, written
from gbacli.check.reader import Checked, Record
from gbacli.check.values import Wrong, checker_of, later
from gbacli.choices import CURRENCIES
from gbacli.fields import Type
from gbacli.model import BUILT_IN, KINDS, SOURCE_ID
from gbacli.queries.names import NAME_FIELDS
from gbacli.queries.texts import city_key, key

Found = Iterator[tuple[KeyPath, str]]
RecordRule = Callable[[Record, Checked], Found]
"""A rule of one record whose shape is right, beside all that was checked with it."""
Rule = Callable[[Checked], Iterator[Fault]]

REPORTED = ("as of", "by then", "listed", "reported", "a report", "still ", "visit")
"""Words of a note or locator that tell of a report, not of a start."""

_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")
"""Control characters, escape sequences among them, line breaks, and marks that turn the direction of text."""


def broken(checked: Checked) -> Iterator[Fault]:
    """Yield a fault for everything that breaks a rule."""
    for rule in RULES:
        yield from rule(checked)
    for record in [record for kind in KINDS for record in checked.good(kind)]:
        for holds in (a_name_can_be_typed, *RECORD_RULES.get(record.kind, ())):
            yield from [record.wrong(*found) for found in holds(record, checked)]


def a_name_can_be_typed(record: Record, checked: Checked) -> Found:
    """A name is what people type and read: it has no control characters and no marks of direction."""
    for key_path, name in _names_of(record.table):
        if not name.isprintable() and _UNSEEN.search(name):
            yield key_path, f"is {quoted(name)}; expected a name without control characters and marks of direction"


def a_source_is_read_after_it_is_published(record: Record, checked: Checked) -> Found:
    """Nobody reads what is not yet there."""
    published, read = record.table.get("published", ""), record.table["accessed"]
    if later(published, read):
        yield ("published",), f"is {quoted(published)}, after it was read on {quoted(read)}; expected an earlier date"


def a_history_is_in_order(record: Record, checked: Checked) -> Found:
    """No entry is certainly later than one that follows it."""
    last = ""
    for i, entry in enumerate(record.table["history"]):
        date = entry.get("date", "")
        if later(last, date):
            yield ("history", i, "date"), f"is {quoted(date)}, after an entry of {quoted(last)}; expected oldest first"
        last = max(last, date)


def nothing_is_dated_after_it_was_read(record: Record, checked: Checked) -> Found:
    """A history holds what has happened: what is still to come stands in `expected`."""
    for i, entry in enumerate(record.table["history"]):
        date, source = entry.get("date", ""), checked.catalog.sources.get(entry["source"])
        if source and later(date, source.accessed):
            message = f"is {quoted(date)}, after {source.id} was read on {quoted(source.accessed)}"
            expected = "expected a date that had come (what is planned stands in expected)"
            yield ("history", i, "date"), f"{message}; {expected}"


def a_built_in_sighting_is_marked(record: Record, checked: Checked) -> Found:
    """The first entry of a status is its start, or is marked as `seen`."""
    entries = enumerate(record.table["history"] if record.layer.origin == BUILT_IN else ())
    runs = groupby(entries, lambda entry: entry[1]["status"])
    for i, entry in [next(run) for _, run in runs]:
        if entry.get("seen"):
            continue
        for field in ("note", "locator"):
            words = [word.strip() for word in REPORTED if word in entry.get(field, "").casefold()]
            if words:
                message = f"says {quoted(words[0])}, as of a report; expected seen = true, or what began"
                yield ("history", i, field), message
        source = checked.catalog.sources.get(entry["source"])
        if source and "note" not in entry and entry.get("date", "") == source.published:
            message = "is the date of its source; expected seen = true, or a note that says what happened that day"
            yield ("history", i, "date"), message


def a_value_is_possible(record: Record, checked: Checked) -> Found:
    """A share is at most all; nothing is less than nothing, but a rate of growth."""
    for key_path, value, unit in _values(record.table):
        if unit == "percent" and value > 100:
            yield key_path, f"is {described(value)}; expected a percentage of at most 100"
        elif unit != "percent" and value < 0:
            yield key_path, f"is {described(value)}; expected 0 or more (what is not known is left out)"


def a_statement_is_in_the_unit_of_its_metric(record: Record, checked: Checked) -> Found:
    """A figure of a metric is the same quantity, so it has the same unit; only a currency may be another one."""
    unit, metric = record.table["unit"], record.table.get("metric")
    series = checked.catalog.series(metric) if metric else None
    expected = series.metric.unit_of(record.table["subject"]) if series else unit
    if unit != expected and not {unit, expected} <= set(CURRENCIES):
        yield ("unit",), f"is {quoted(unit)}; expected {quoted(expected)}, the unit of {metric}, or no metric"


def a_series_is_named_as_its_file(record: Record, checked: Checked) -> Found:
    """The name of the file is the id, so that a metric can be found without opening every file."""
    named, file = record.table["id"], record.key
    if named != file:
        yield ("id",), f"is {quoted(named)}; expected {quoted(file)}, the name of the file without .toml"


def a_stored_metric_is_not_computed(record: Record, checked: Checked) -> Found:
    """The ids of computed metrics are taken; and what replaces a metric is another one, stored or computed."""
    from gbacli.queries.computed import COMPUTED

    if record.key in COMPUTED:
        yield ("id",), f"is {quoted(record.key)}, a metric that the program computes; expected another id"
    target = record.table.get("replaced_by")
    others = tuple([name for name in (*checked.catalog.metric_ids, *COMPUTED) if name != record.key])
    if target is not None and target not in others and checked.all_readable("series"):
        near = did_you_mean(target, others)
        yield ("replaced_by",), f"is {quoted(target)}; expected the id of another metric, stored or computed{near}"


def a_series_has_one_value_of_a_city_and_period(record: Record, checked: Checked) -> Found:
    """Where two sources disagree, one is the value and the other is named in a note."""
    first: dict[tuple[str, str], int] = {}
    for i, part in enumerate(record.table["table"]):
        for area in part["values"]:
            if (other := first.setdefault((area, part["period"]), i)) != i:
                message = f"is a second value for {part['period']}, beside that of {written(('table', other))}"
                yield ("table", i, "values", area), f"{message}; expected one (a note can name the other)"


def a_table_speaks_only_of_cities_it_has_values_for(record: Record, checked: Checked) -> Found:
    """A note, locator or qualifier of a city without a value is a slip."""
    for i, part in enumerate(record.table["table"]):
        for field in ("qualifiers", "locators", "notes", "checked_by"):
            for area in [area for area in part.get(field, ()) if area not in part["values"]]:
                message = f"has no value in this table; expected one of {', '.join(part['values'])}"
                yield ("table", i, field, area), message


def built_in_tables_are_in_order(record: Record, checked: Checked) -> Found:
    """The tables of a series go from the oldest to the newest, so that a new year is added at the end."""
    last = ""
    for i, part in enumerate(record.table["table"] if record.layer.origin == BUILT_IN else ()):
        if part["period"] < last:
            message = f"is {quoted(part['period'])}, after a table of {quoted(last)}; expected oldest first"
            yield ("table", i, "period"), message
        last = max(last, part["period"])


RECORD_RULES: dict[str, tuple[RecordRule, ...]] = {
    "source": (a_source_is_read_after_it_is_published,),
    "facility": (a_history_is_in_order, nothing_is_dated_after_it_was_read, a_built_in_sighting_is_marked),
    "statement": (a_value_is_possible, a_statement_is_in_the_unit_of_its_metric),
    "series": (
        a_value_is_possible,
        a_series_is_named_as_its_file,
        a_stored_metric_is_not_computed,
        a_series_has_one_value_of_a_city_and_period,
        a_table_speaks_only_of_cities_it_has_values_for,
        built_in_tables_are_in_order,
    ),
}
"""The rules of single kinds, beside that of names."""


def _names_of(table: dict[str, Any]) -> Iterator[tuple[KeyPath, str]]:
    """Yield the names of a record, each with where it stands."""
    yield from [((field,), table[field]) for field in NAME_FIELDS if field in table]
    yield from [(("aliases", i), alias) for i, alias in enumerate(table.get("aliases", ()))]


def _values(table: dict[str, Any]) -> Iterator[tuple[KeyPath, float, str]]:
    """Yield each value of a statement or series with its unit."""
    if "value" in table:
        yield ("value",), table["value"], table["unit"]
    units = table.get("unit_by_city", {})
    for i, part in enumerate(table.get("table", ())):
        for area, value in part["values"].items():
            yield ("table", i, "values", area), value, units.get(area, table["unit"])


def every_reference_leads_to_a_record(checked: Checked) -> Iterator[Fault]:
    """Cities, sources, metrics and subjects that are named are there, in the same folder or in one below it."""
    lost = {kind: _lost(checked, kind) for kind in checked.refers}

    def refer(kind: Type) -> Callable[[str], Wrong]:
        wrong = lost.get(kind, {})
        return lambda target: [((), wrong[target])] if target in wrong else ()

    for kind in [kind for kind in KINDS.values() if kind.files and any(lost.values())]:
        check = checker_of(kind.record, refer)
        for record in checked.records[kind.name]:
            yield from [record.wrong(key_path, message) for key_path, message in check(record.table)]


def _lost(checked: Checked, kind: Type) -> dict[str, str]:
    """Return what is wrong with each id that a reference has and no record; nothing where files are unreadable."""
    lost = checked.refers[kind] if checked.all_readable(*kind.refers) else set()
    known: set[str] = set()
    for name in kind.refers:
        if not lost <= known:  # else no file of a trusted layer need be read
            stored = checked.catalog.metric_ids if name == "series" else getattr(checked.catalog, KINDS[name].plural)
            known |= {*stored, *[record.key for record in checked.records[name]]}  # those of faulty records, too
    see = f" ('{KINDS[kind.refers[0]].see}' lists them)" if len(kind.refers) == 1 else ""
    near = {target: did_you_mean(target, tuple(sorted(known))) or see for target in lost - known}
    return {target: f"is {quoted(target)}; expected {kind.expected}{hint}" for target, hint in near.items()}


def an_id_stands_once_in_a_folder(checked: Checked) -> Iterator[Fault]:
    """No two files of a folder have records of the same id."""
    for kind in KINDS:
        first: dict[tuple[str, str], Record] = {}
        for record in checked.records[kind]:
            other = first.setdefault((record.layer.origin, record.key), record)
            for here, there in ((other, record), (record, other)) if other is not record else ():
                message = f"is a repeated id, {there.path.name} has it too; expected another id, or one record"
                yield here.wrong((), message)


def every_source_is_used(checked: Checked) -> Iterator[Fault]:
    """A source is left over if nothing refers to it, unless it replaces one of another layer."""
    trusted = Catalog([layer for layer in checked.catalog.layers if layer.trusted])
    for record in checked.records["source"] if checked.all_readable(*KINDS) else ():
        if record.key not in checked.refers[SOURCE_ID] and record.key not in trusted.sources:
            yield record.wrong((), "is a source that nothing refers to; expected a fact that rests on it")


def every_file_has_its_place(checked: Checked) -> Iterator[Fault]:
    """A fact file that is not where facts are looked for would be passed over without a word."""
    files, folders = tuple(FILES.values()), tuple(FOLDERS.values())
    expected = f"expected {', '.join(files)}, or a file of {' or '.join(f'{name}/' for name in folders)}"
    settings = ("taplo.toml", "tombi.toml")  # of editors
    within = [f"{folder}/[!.]*/[!.]*.toml" for folder in folders]
    for root in [layer.root for layer in checked.layers if not layer.kind]:
        known = {path for kind in KINDS.values() if kind.files for path in root.glob(kind.files)}
        found = {path for pattern in ("[!.]*.toml", "[!._]*/[!.]*.toml", *within) for path in root.glob(pattern)}
        for path in [path for path in found - known if path.name not in settings]:
            near = did_you_mean(path.parent.name, folders) or did_you_mean(path.name, files)
            yield Fault(str(path), message=f"is where no facts are looked for; {expected}{near}")


def there_are_eleven_cities(checked: Checked) -> Iterator[Fault]:
    """The Greater Bay Area is two special administrative regions and nine cities of Guangdong."""
    for layer in [layer for layer in checked.layers if layer.origin == BUILT_IN and checked.all_readable("city")]:
        number = len([record for record in checked.records["city"] if record.layer == layer])
        if number != 11:
            message = f"holds {number} cities; expected the eleven of the Greater Bay Area"
            yield Fault(str(layer.root / FILES["city"]), message=message)


def no_two_built_in_records_share_a_name(checked: Checked) -> Iterator[Fault]:
    """Every name and alias leads to one record, of whatever kind."""
    owners: dict[str, Record] = {}
    for kind in ("city", "subject", "facility", "industry", "series"):
        normal = city_key if kind == "city" else key
        for record in [record for record in checked.good(kind) if record.layer.origin == BUILT_IN]:
            named = [found for found in _names_of(record.table) if found[0] != ("id",)]
            for key_path, text in [((), record.key), *named]:
                if (owner := owners.setdefault(normal(text), record)) is not record:
                    whose = f"the {KINDS[owner.kind].noun} {owner.key}"
                    message = f"is {quoted(text)}, a name that {whose} has already; expected a name of its own"
                    yield record.wrong(key_path, message)


RULES: tuple[Rule, ...] = (
    every_reference_leads_to_a_record,
    an_id_stands_once_in_a_folder,
    every_source_is_used,
    every_file_has_its_place,
    there_are_eleven_cities,
    no_two_built_in_records_share_a_name,
)
"""The rules of all records together."""
