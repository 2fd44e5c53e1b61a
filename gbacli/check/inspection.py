"""One run of all checks over a stack of layers."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from gbacli.catalog import Catalog, Layer, reading
from gbacli.catalog.layout import KINDS, files_of
from gbacli.check import faults as wording
from gbacli.check import rules
from gbacli.check.counts import Counts
from gbacli.check.faults import Fault, Finding
from gbacli.check.inspector import Inspector
from gbacli.check.lines import lines_of
from gbacli.check.shapes import WHOLE_FILES
from gbacli.errors import FactsError
from gbacli.records import BUILT_IN


class Inspection(NamedTuple):
    """What a run found."""

    catalog: Catalog
    inspectors: tuple[Inspector, ...]
    """Those of the layers that are not trusted."""
    faults: list[Fault]
    """In order of file and line."""

    def counts(self, covers: Callable[[str], bool]) -> Counts:
        """Count the records of the layers that are not trusted, in the files that `covers` says yes to."""
        found = {
            kind: [key for inspector in self.inspectors for key, path in inspector.paths[kind].items() if covers(str(path))]
            for kind in KINDS
        }
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


def inspect(layers: Sequence[Layer]) -> Inspection:
    """Look at every fact of the `layers` that are not trusted: shape first, then what records say of each other."""
    wording.start_again()
    inspectors = {layer: Inspector(layer) for layer in layers if not layer.trusted}
    catalog = Catalog(layers, inspectors.__getitem__)
    for layer, inspector in inspectors.items():
        _read(catalog, layer, inspector)
    inspected = rules.Inspected(catalog, list(inspectors.values()))
    found = [finding for inspector in inspectors.values() for finding in inspector.findings]
    for rule in rules.RULES:
        found += rule(inspected)
    if any(layer.origin == BUILT_IN for layer in inspectors):
        from gbacli.check import house

        for rule in house.RULES:
            found += rule(inspected)
    return Inspection(catalog, tuple(inspectors.values()), placed(found))


def _read(catalog: Catalog, layer: Layer, inspector: Inspector) -> None:
    """Read all files of one layer, by way of the catalog so that it keeps what was built of them."""
    everything = {
        "about": lambda: catalog.subjects,
        "source": lambda: catalog.sources,
        "city": lambda: catalog.cities,
        "facility": lambda: catalog.facilities,
        "industry": lambda: catalog.industries,
        "statement": lambda: catalog.statements,
    }
    for kind, read in everything.items():
        if files_of(layer, kind):
            read()
    for path in files_of(layer, "series"):
        catalog.series(path.stem)
        if path.stem not in inspector.paths["series"] and "series" not in inspector.broken_kinds:
            _look_at(inspector, path)


def _look_at(inspector: Inspector, path: Path) -> None:
    """Look at a series that a later layer replaces, so that the catalog does not read it."""


def placed(found: Sequence[Finding]) -> list[Fault]:
    """Look up the lines of what was found, file by file, and put all in order of file and line."""
