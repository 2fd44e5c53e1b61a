"""Rules that look beyond one record: what records say of each other, in all layers together.

Each is named as the sentence that holds, takes what was checked, and yields what breaks it. Some hold only of the
built-in facts. A user's own may break them: a name that two of their records share is asked back when it is used, and
what is only probably a slip must not keep them from their answers.
"""
# ruff: noqa: D401 - the docstring of a rule says what holds, not what the function does

from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any

from gbacli.catalog import Catalog
from gbacli.catalog.layout import FILES, FOLDERS
from gbacli.catalog.names import city_key, key
from gbacli.check.faults import Fault, did_you_mean, file_fault, quoted
from gbacli.check.reader import Checked, Record
from gbacli.check.record_rules import names_of
from gbacli.check.values import Wrong, checker_of, later
from gbacli.choices import CURRENCIES
from gbacli.fields import Type
from gbacli.model import BUILT_IN, KINDS

Rule = Callable[[Checked], Iterator[Fault]]

CITIES = 11
REPORTED = ("as of", "by then", "listed", "reported", "a report", "still ", "visit")
"""Words of a note or locator that tell of a report, not of a start."""
_SETTINGS = ("taplo.toml", "tombi.toml")
"""The settings of editors that may lie in a folder of facts, beside hidden ones."""


def every_reference_leads_to_a_record(checked: Checked) -> Iterator[Fault]:
    """Cities, sources, metrics and subjects that are named are there, in the same folder or in one below it."""
    missing = {kinds: lost for kinds in checked.refers if (lost := _missing(checked, kinds))}
    known = {kinds: tuple(sorted(set().union(*[checked.ids(name) for name in kinds]))) for kinds in missing}

    def refer(kind: Type) -> Callable[[str], Wrong]:
        lost = missing.get(kind.refers, ())
        return lambda target: [((), _lost(kind, target, known[kind.refers]))] if target in lost else ()

    for kind in [kind for kind in KINDS.values() if kind.files and missing]:
        check = checker_of(kind.record, refer)
        for record in checked.records[kind.name]:
            yield from [record.wrong(key_path, message) for key_path, message in check(record.table)]


def _missing(checked: Checked, kinds: tuple[str, ...]) -> set[str]:
    """Return the ids that are referred to as of one of `kinds` and are of none; nothing where files are unreadable."""
    lost = checked.refers[kinds] if checked.all_readable(*kinds) else set()
    for name in kinds:
        if lost:  # else no file of a trusted layer need be read
            lost = lost - checked.ids(name)
    return lost


def _lost(kind: Type, target: str, known: tuple[str, ...]) -> str:
    near = did_you_mean(target, known)
    see = f" ('{KINDS[kind.refers[0]].see}' lists them)" if len(kind.refers) == 1 and not near else ""
    return f"is {quoted(target)}; expected {kind.expected}{near or see}"


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
    """A source that nothing refers to is left over from something, or waits for a fact that was forgotten.

    One that replaces a source of another layer need not be used again.
    """
    used = checked.refers.get(("source",), ())
    trusted = Catalog([layer for layer in checked.catalog.layers if layer.trusted])
    for record in checked.records["source"] if checked.all_readable(*KINDS) else ():
        if record.key not in used and record.key not in trusted.sources:
            yield record.wrong((), "is a source that nothing refers to; expected a fact that rests on it")


def nothing_is_dated_after_it_was_read(checked: Checked) -> Iterator[Fault]:
    """A history holds what has happened: what is still to come stands in `expected`."""
    for record in checked.good("facility"):
        sources = checked.catalog.sources
        for i, entry in enumerate(record.table["history"]):
            date, source = entry.get("date", ""), sources.get(entry["source"])
            if source and later(date, source.accessed):
                message = f"is {quoted(date)}, after {source.id} was read on {quoted(source.accessed)}"
                expected = "expected a date that had come (what is planned stands in expected)"
                yield record.wrong(("history", i, "date"), f"{message}; {expected}")


def a_statement_is_in_the_unit_of_its_metric(checked: Checked) -> Iterator[Fault]:
    """A figure of a metric is the same quantity, so it has the same unit; only a currency may be another one."""
    for record in checked.good("statement"):
        unit, metric = record.table["unit"], record.table.get("metric")
        series = checked.catalog.series(metric) if metric else None
        expected = series.metric.unit_of(record.table["subject"]) if series else unit
        if unit != expected and not {unit, expected} <= set(CURRENCIES):
            message = f"is {quoted(unit)}; expected {quoted(expected)}, the unit of {metric}, or no metric"
            yield record.wrong(("unit",), message)


def a_stored_metric_is_not_computed(checked: Checked) -> Iterator[Fault]:
    """The ids of computed metrics are taken; and what replaces a metric is another one, stored or computed."""
    if not checked.records["series"]:
        return
    from gbacli.queries.computed import COMPUTED

    for record in checked.good("series"):
        if record.key in COMPUTED:
            message = f"is {quoted(record.key)}, a metric that the program computes; expected another id"
            yield record.wrong(("id",), message)
        target = record.table.get("replaced_by")
        others = tuple([name for name in (*checked.catalog.metric_ids, *COMPUTED) if name != record.key])
        if target is not None and target not in others and checked.all_readable("series"):
            near = did_you_mean(target, others)
            message = f"is {quoted(target)}; expected the id of another metric, stored or computed{near}"
            yield record.wrong(("replaced_by",), message)


def every_file_has_its_place(checked: Checked) -> Iterator[Fault]:
    """A fact file that is not where facts are looked for would be passed over without a word."""
    files, folders = tuple(FILES.values()), tuple(FOLDERS.values())
    expected = f"expected {', '.join(files)}, or a file of {' or '.join(f'{name}/' for name in folders)}"
    for root in [layer.root for layer in checked.layers if not layer.kind]:
        for path in [path for path in root.glob("[!.]*.toml") if path.name not in (*files, *_SETTINGS)]:
            yield file_fault(path, f"is no file of facts by its name; {expected}{did_you_mean(path.name, files)}")
        deeper = [path for folder in folders for path in (root / folder).glob("[!.]*/[!.]*.toml")]
        others = [path for path in root.glob("[!._]*/[!.]*.toml") if path.parent.name not in folders]
        for path in (*deeper, *others):
            near = did_you_mean(path.parent.name, folders)
            yield file_fault(path, f"is in no folder of facts; {expected}{near}")


def there_are_eleven_cities(checked: Checked) -> Iterator[Fault]:
    """The Greater Bay Area is two special administrative regions and nine cities of Guangdong."""
    for layer in [layer for layer in checked.layers if layer.origin == BUILT_IN and checked.all_readable("city")]:
        number = len([record for record in checked.records["city"] if record.layer == layer])
        if number != CITIES:
            message = f"holds {number} cities; expected the eleven of the Greater Bay Area"
            yield file_fault(layer.root / FILES["city"], message)


def no_two_built_in_records_share_a_name(checked: Checked) -> Iterator[Fault]:
    """Every name and alias leads to one record, of whatever kind."""
    owners: dict[str, Record] = {}
    for kind in ("city", "subject", "facility", "industry", "series"):
        normal = city_key if kind == "city" else key
        for record in checked.good(kind, BUILT_IN):
            named = [found for found in names_of(record.table) if found[0] != ("id",)]
            for key_path, text in [((), record.key), *named]:
                owner = owners.setdefault(normal(text), record)
                if owner is not record:
                    whose = f"the {KINDS[owner.kind].noun} {owner.key}"
                    message = f"is {quoted(text)}, a name that {whose} has already; expected a name of its own"
                    yield record.wrong(key_path, message)


def a_built_in_sighting_is_marked(checked: Checked) -> Iterator[Fault]:
    """The first entry of a status is its start, or is marked as `seen`."""
    for record in checked.good("facility", BUILT_IN):
        runs = groupby(enumerate(record.table["history"]), lambda entry: entry[1]["status"])
        for i, entry in [next(run) for _, run in runs]:
            source = checked.catalog.sources.get(entry["source"])
            for field, message in _unmarked(entry, source.published if source else None):
                yield record.wrong(("history", i, field), message)


def _unmarked(entry: dict[str, Any], published: str | None) -> Iterator[tuple[str, str]]:
    """Yield what shows that an entry is a sighting, if it is not marked as one: the field, and what it says."""
    if entry.get("seen"):
        return
    for field in ("note", "locator"):
        for word in [word for word in REPORTED if word in entry.get(field, "").casefold()][:1]:
            yield field, f"says {quoted(word.strip())}, as of a report; expected seen = true, or what began"
    if "date" in entry and "note" not in entry and entry["date"] == published:
        yield "date", "is the date of its source; expected seen = true, or a note that says what happened that day"


def built_in_tables_are_in_order(checked: Checked) -> Iterator[Fault]:
    """The tables of a series go from the oldest to the newest, so that a new year is added at the end."""
    for record in checked.good("series", BUILT_IN):
        last = ""
        for i, part in enumerate(record.table["table"]):
            if part["period"] < last:
                message = f"is {quoted(part['period'])}, after a table of {quoted(last)}; expected oldest first"
                yield record.wrong(("table", i, "period"), message)
            last = max(last, part["period"])


RULES: tuple[Rule, ...] = (
    every_reference_leads_to_a_record,
    an_id_stands_once_in_a_folder,
    every_source_is_used,
    nothing_is_dated_after_it_was_read,
    a_statement_is_in_the_unit_of_its_metric,
    a_stored_metric_is_not_computed,
    every_file_has_its_place,
    there_are_eleven_cities,
    no_two_built_in_records_share_a_name,
    a_built_in_sighting_is_marked,
    built_in_tables_are_in_order,
)
