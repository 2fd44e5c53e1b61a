"""Looks at every raw table of one layer that is not trusted, before records are built of them."""

from collections import defaultdict
from pathlib import Path
from typing import Any

from gbacli.catalog import Layer
from gbacli.catalog.layout import FILES, FOLDERS
from gbacli.check.faults import Finding, Place
from gbacli.check.inside import RULES
from gbacli.check.shapes import SHAPES, WHOLE_FILES
from gbacli.check.values import RECORD_ID, Fits, Seen, is_id
from gbacli.errors import FactsError


class Inspector:
    """What is known of one layer: the ids it declares, what its records refer to, what is wrong.

    It is a `catalog.Inspector`. Ids are kept of faulty records too, so that whatever refers to them is not
    reported as well.
    """

    def __init__(self, layer: Layer) -> None:
        """Begin with the `layer`, of which nothing has been seen."""
        self.layer = layer
        self.paths: dict[str, dict[str, Path]] = defaultdict(dict)
        """The file of every record, by kind and id; subjects are a kind of their own here."""
        self.seen: Seen = {}
        """What the records refer to, by the keys of `rules.REFERS`."""
        self.broken: dict[Path, list[str]] = {}
        """The files that cannot be read, with the kinds of fact they should hold."""
        self.findings: list[Finding] = []
        self._fits: dict[str, Fits] = {kind: shape.checker(self.seen) for kind, shape in SHAPES.items()}

    def table(self, kind: str, path: Path, key: str, table: Any) -> bool:
        """Look at one raw table; say whether a record can be built of it."""
        paths = self.paths[kind]
        if key in paths:
            message = f"is a repeated id, {paths[key].name} has it too; expected another id, or one record"
            self._note(kind, path, key, (), message)
            return False
        paths[key] = path
        if kind == "about":
            self._take_subjects(path, table)
        try:
            good = self._fits[kind](table) and (kind in WHOLE_FILES or is_id(key))
        except TypeError:  # a list or table where a text should be
            good = False
        if not good:
            return self._explain(kind, path, key, table)
        for rule in RULES[kind]:
            for place, message in rule(key, table):
                self._note(kind, path, key, place, message)
        return True

    def cannot_read(self, error: FactsError) -> None:
        """Take note of a file that cannot be read."""
        path = error.path if isinstance(error.path, Path) else self.layer.root
        if path in self.broken:
            return
        self.broken[path] = _kinds_of(self.layer, path)
        self.findings.append(Finding("", path, "", (), error.detail, error.line))

    def _explain(self, kind: str, path: Path, key: str, table: Any) -> bool:
        """Note all that is wrong with the shape of a record, and what it refers to all the same."""
        faults = list(SHAPES[kind].faults((), table))
        if kind not in WHOLE_FILES:
            faults += [((), f"the id {message}") for _, message in RECORD_ID.faults((), key)]
        for place, message in faults:
            self._note(kind, path, key, place, message)
        for _, refers, target in SHAPES[kind].references((), table):
            self.seen[refers].add(target)
        return not faults

    def _take_subjects(self, path: Path, table: Any) -> None:
        subjects = table.get("subjects")
        if isinstance(subjects, dict):
            self.paths["subject"].update(dict.fromkeys(subjects, path))

    def _note(self, kind: str, path: Path, record: str, place: Place, message: str) -> None:
        self.findings.append(Finding(kind, path, record, place, message))


def _kinds_of(layer: Layer, path: Path) -> list[str]:
    """Name the kinds of fact that the file at `path` should hold."""
    if layer.single is not None:
        kinds = [layer.single[0]]
    elif path.parent == layer.root:
        kinds = [kind for kind, name in (*FILES.items(), *FOLDERS.items()) if name == path.name]
    else:
        kinds = [kind for kind, name in FOLDERS.items() if name == path.parent.name]
    return [*kinds, *(["subject"] if "about" in kinds else [])]
