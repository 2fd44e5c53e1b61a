"""One run of all checks over a stack of layers."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from gbacli.catalog import Catalog, Layer, reading
from gbacli.catalog.layout import KINDS
from gbacli.check import rules
from gbacli.check.counts import Counts
from gbacli.check.faults import Fault, Finding, Place, start_again, written
from gbacli.check.inspector import Inspector
from gbacli.check.lines import lines_of
from gbacli.check.shapes import WHOLE_FILES
from gbacli.errors import FactsError
from gbacli.model import BUILT_IN

Covers = Callable[[Path], bool]
"""Says whether a file was asked about."""


class Inspection(NamedTuple):
    """What a run found."""

    catalog: Catalog
    inspectors: tuple[Inspector, ...]
    """Those of the layers that are not trusted."""
    faults: list[Fault]
    """In order of file and line."""

    def counts(self, covers: Covers) -> Counts:
        """Count the records of the layers that are not trusted, in the files that `covers` says yes to."""
        found = {kind: [key for key, path in self._records(kind) if covers(path)] for kind in KINDS}
        series = [self.catalog.series(metric) for metric in found["series"] if metric in self.catalog.metric_ids]
        return Counts(
            cities=len(found["city"]),
            facilities=len(found["facility"]),
            industries=len(found["industry"]),
            statements=len(found["statement"]),
            metrics=len(found["series"]),
            values=sum(len(one.stats) for one in series if one is not None),
            sources=len(found["source"]),
        )

    def _records(self, kind: str) -> list[tuple[str, Path]]:
        return [record for inspector in self.inspectors for record in inspector.paths[kind].items()]


def inspect(layers: Sequence[Layer], covers: Covers | None = None) -> Inspection:
    """Look at every fact of the `layers` that are not trusted: shape first, then what records say of each other.

    Faults are told of the files that `covers` says yes to. Raises `FactsError` when a trusted layer cannot be read.
    """
    start_again()
    layers = list(dict.fromkeys(reversed(layers)))[::-1]  # a folder named twice counts where it is named last
    inspectors = {layer: Inspector(layer) for layer in layers if not layer.trusted}
    catalog = Catalog(layers, inspectors.__getitem__)
    for layer, inspector in inspectors.items():
        _read(catalog, layer, inspector)
    inspected = rules.Inspected(catalog, list(inspectors.values()))
    found = [finding for inspector in inspectors.values() for finding in inspector.findings]
    found += [finding for rule in _rules(layers) for finding in rule(inspected)]
    asked = [finding for finding in found if covers is None or covers(finding.path)]
    return Inspection(catalog, tuple(inspectors.values()), placed(asked))


def placed(found: Iterable[Finding]) -> list[Fault]:
    """Look up the lines of what was found, file by file, and put all in order of file and line."""
    by_path: dict[Path, list[Finding]] = {}
    for finding in found:
        by_path.setdefault(finding.path, []).append(finding)
    faults = [fault for path, findings in by_path.items() for fault in _placed_in(path, findings)]
    return sorted(faults, key=lambda fault: (fault.path, fault.line or 0))


def _rules(layers: Sequence[Layer]) -> Sequence[rules.Rule]:
    if layers[0].origin != BUILT_IN or layers[0].trusted:
        return rules.RULES
    from gbacli.check import house

    return (*rules.RULES, *house.RULES)


def _read(catalog: Catalog, layer: Layer, inspector: Inspector) -> None:
    """Read all files of one layer, by way of the catalog, so that it keeps what is built of them."""
    for kind, attribute in rules.ATTRIBUTES.items():
        if kind in KINDS and catalog.files(layer, kind):
            getattr(catalog, attribute)
    for path in catalog.files(layer, "series"):
        catalog.series(path.stem)
        if path.stem not in inspector.paths["series"] and path not in inspector.broken:
            _look_at(path, inspector)


def _look_at(path: Path, inspector: Inspector) -> None:
    """Look at a series that a later layer replaces, which the catalog therefore does not read."""
    try:
        for key, table in reading.document(reading.read(path), path):
            inspector.table("series", path, key, table)
    except FactsError as error:
        inspector.cannot_read(error)


def _placed_in(path: Path, findings: list[Finding]) -> list[Fault]:
    lines: dict[Place, int] = {}
    places = [_from_top(finding) for finding in findings if finding.record]
    if places:
        try:
            lines = lines_of(reading.decode(reading.read(path), path), places)
        except FactsError:
            pass  # reported already
    return [
        Fault(
            str(path),
            finding.line or (lines.get(_from_top(finding), 1) if finding.record else None),
            finding.record,
            written(finding.place),
            finding.message,
        )
        for finding in findings
    ]


def _from_top(finding: Finding) -> Place:
    return finding.place if finding.kind in WHOLE_FILES else (finding.record, *finding.place)
