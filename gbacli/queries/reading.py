"""What the words of a question were read as; `words` reads them."""

from __future__ import annotations  # annotations cost time at a start

from typing import Any, NamedTuple

from gbacli.queries.names import name_of


class Reading(NamedTuple):
    """How the words of a question were read."""

    records: tuple[tuple[str, Any], ...] = ()
    """The records whose whole names stand in it, each with its kind, in the order of the words."""
    years: tuple[str, ...] = ()
    rest: tuple[str, ...] = ()
    """The words that name nothing."""

    def ids(self, *kinds: str) -> tuple[str, ...]:
        """Return the ids of the records of some kinds."""
        return tuple([record.id for kind, record in self.records if kind in kinds])

    def heading(self) -> tuple[str, ...]:
        """Return the names of what was read, a metric after what it is of: `Macao`, `Population`."""
        ordered = sorted(self.records, key=lambda named: named[0] == "metric")
        return (*[name_of(record) for _, record in ordered], *self.years, *self.rest)
