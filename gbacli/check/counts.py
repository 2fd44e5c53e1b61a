"""How much there is: what `gba check` answers when nothing is wrong."""

from typing import NamedTuple


class Counts(NamedTuple):
    """How many records of each kind were checked."""

    cities: int = 0
    facilities: int = 0
    industries: int = 0
    statements: int = 0
    metrics: int = 0
    values: int = 0
    """Values of the metrics, each of one city and period."""
    sources: int = 0

    def plus(self, other: "Counts") -> "Counts":
        """Add up two counts."""
        return Counts(*[one + two for one, two in zip(self, other, strict=True)])

    @property
    def text(self) -> str:
        """The counts in one line, without the kinds of which there is nothing."""
        words = [
            f"{number:,} {singular if number == 1 else plural}"
            for (plural, number), singular in zip(self._asdict().items(), _SINGULAR, strict=True)
            if number
        ]
        return " and ".join([part for part in (", ".join(words[:-1]), *words[-1:]) if part]) or "no records"


_SINGULAR = ("city", "facility", "industry", "statement", "metric", "value", "source")
