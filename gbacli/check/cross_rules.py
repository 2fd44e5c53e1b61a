"""Rules that look beyond one record: what records say of each other, in all layers together.

Each is named as the sentence that holds, takes what was checked, and yields what breaks it.
"""
# ruff: noqa: D401 - the docstring of a rule says what holds, not what the function does

from collections.abc import Callable, Iterator

from gbacli.catalog import Catalog
from gbacli.catalog.layout import FILES, FOLDERS
from gbacli.check.faults import Fault, did_you_mean, file_fault, quoted, record_fault
from gbacli.check.reader import Checked
from gbacli.check.values import later, references
from gbacli.choices import CURRENCIES
from gbacli.fields import Type
from gbacli.model import KINDS

Rule = Callable[[Checked], Iterator[Fault]]

_SETTINGS = ("taplo.toml", "tombi.toml")
"""The settings of editors that may lie in a folder of facts, beside hidden ones."""


def every_reference_leads_to_a_record(checked: Checked) -> Iterator[Fault]:
    """Cities, sources, metrics and subjects that are named are there, in the same folder or in one below it."""
    referred = {kinds for reader in checked.readers for kinds in reader.refers}
    missing = {kinds: lost for kinds in referred if (lost := _missing(checked, kinds))}
    known = {kinds: sorted(set().union(*[checked.ids(name) for name in kinds])) for kinds in missing}
    for reader in checked.readers if missing else ():
        for name, key, table in reader.records():
            for key_path, refers, target in references(KINDS[name].record, table):
                if target in missing.get(refers.refers, ()):
                    yield reader.wrong(name, key, key_path, _lost(refers, target, known[refers.refers]))


def _missing(checked: Checked, kinds: tuple[str, ...]) -> set[str]:
    """Return the ids that are referred to as of one of `kinds` and are of none; nothing where files are unreadable."""
    if not checked.all_readable(*kinds):
        return set()
    lost = {target for reader in checked.readers for target in reader.refers.get(kinds, ())}
    for name in kinds:
        if lost:  # else no file of a trusted layer need be read
            lost = lost - checked.ids(name)
    return lost


def _lost(kind: Type, target: str, known: list[str]) -> str:
    near = did_you_mean(target, known)
    see = f" ('{KINDS[kind.refers[0]].see}' lists them)" if len(kind.refers) == 1 and not near else ""
    return f"is {quoted(target)}; expected {kind.expected}{near or see}"


def every_source_is_used(checked: Checked) -> Iterator[Fault]:
    """A source that nothing refers to is left over from something, or waits for a fact that was forgotten.

    One that replaces a source of another layer need not be used again.
    """
    emptied = checked.built_in and checked.built_in.empty
    if emptied or not checked.all_readable(*KINDS):
        return
    used = {source for reader in checked.readers for source in reader.refers.get(("source",), ())}
    unused = {key: path for key, path in checked.paths("source").items() if key not in used}
    trusted = Catalog([layer for layer in checked.catalog.layers if layer.trusted])
    for key, path in unused.items():
        if key not in trusted.sources:
            message = "is a source that nothing refers to; expected a fact that rests on it"
            yield record_fault("source", path, key, (), message)


def nothing_is_dated_after_it_was_read(checked: Checked) -> Iterator[Fault]:
    """A history holds what has happened: what is still to come stands in `expected`."""
    for reader in [reader for reader in checked.readers if reader.tables["facility"]]:
        read = {source.id: source.accessed for source in checked.catalog.sources.values()}
        for key, table in reader.good("facility").items():
            for i, entry in enumerate(table["history"]):
                date, accessed = entry.get("date", ""), read.get(entry["source"], "9999")
                if later(date, accessed):
                    message = f"is {quoted(date)}, after {entry['source']} was read on {quoted(accessed)}"
                    expected = "expected a date that had come (what is planned stands in expected)"
                    yield reader.wrong("facility", key, ("history", i, "date"), f"{message}; {expected}")


def a_statement_is_in_the_unit_of_its_metric(checked: Checked) -> Iterator[Fault]:
    """A figure of a metric is the same quantity, so it has the same unit; only a currency may be another one."""
    paths = checked.paths("statement")
    for stat in checked.catalog.statements.values() if paths else ():
        series = checked.catalog.series(stat.metric) if stat.metric and stat.id in paths else None
        unit = series.metric.unit_of(stat.subject) if series else stat.unit
        if stat.unit != unit and not {stat.unit, unit} <= set(CURRENCIES):
            message = f"is {quoted(stat.unit)}; expected {quoted(unit)}, the unit of {stat.metric}, or no metric"
            yield record_fault("statement", paths[stat.id], stat.id, ("unit",), message)


def a_stored_metric_is_not_computed(checked: Checked) -> Iterator[Fault]:
    """The ids of computed metrics are taken; and what replaces a metric is another one, stored or computed."""
    if not checked.paths("series"):
        return
    from gbacli.queries.computed import COMPUTED

    known = [*checked.catalog.metric_ids, *COMPUTED]
    for reader in checked.readers:
        for key, table in reader.good("series").items():
            if key in COMPUTED:
                message = f"is {quoted(key)}, a metric that the program computes; expected another id"
                yield reader.wrong("series", key, ("id",), message)
            target = table.get("replaced_by")
            others = [name for name in known if name != key]
            if target is not None and target not in others and checked.all_readable("series"):
                near = did_you_mean(target, others)
                message = f"is {quoted(target)}; expected the id of another metric, stored or computed{near}"
                yield reader.wrong("series", key, ("replaced_by",), message)


def every_file_has_its_place(checked: Checked) -> Iterator[Fault]:
    """A fact file that is not where facts are looked for would be passed over without a word."""
    files, folders = tuple(FILES.values()), tuple(FOLDERS.values())
    expected = f"expected {', '.join(files)}, or a file of {' or '.join(f'{name}/' for name in folders)}"
    for root in [reader.layer.root for reader in checked.readers if reader.layer.single is None]:
        for path in [path for path in root.glob("[!.]*.toml") if path.name not in (*files, *_SETTINGS)]:
            yield file_fault(path, f"is no file of facts by its name; {expected}{did_you_mean(path.name, files)}")
        deeper = [path for folder in folders for path in (root / folder).glob("[!.]*/[!.]*.toml")]
        others = [path for path in root.glob("[!._]*/[!.]*.toml") if path.parent.name not in folders]
        for path in (*deeper, *others):
            near = did_you_mean(path.parent.name, folders)
            yield file_fault(path, f"is in no folder of facts; {expected}{near}")


RULES: tuple[Rule, ...] = (
    every_reference_leads_to_a_record,
    every_source_is_used,
    nothing_is_dated_after_it_was_read,
    a_statement_is_in_the_unit_of_its_metric,
    a_stored_metric_is_not_computed,
    every_file_has_its_place,
)
