"""What a single value of a fact file may be: a text, a date, a number, one of a closed list, the id of a record.

Each kind of value says it twice, from one description: to the checker and as JSON Schema.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from gbacli.check.faults import Place, described, did_you_mean

Fits = Callable[[Any], bool]
"""Says whether a value is as it should be. May raise `TypeError` for what cannot be looked up, such as a list."""
Seen = dict[str, set[str]]
"""What the checked values refer to: ids by what they are the ids of (see `Value.refers`)."""

ID = r"^[a-z0-9]+(-[a-z0-9]+)*$"
DATE = r"^[12][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
URL = r"^https?://[^\s/]+\.[^\s/]+(/[^\s]*)?$"
LARGEST = 2**63
"""Where the integers of TOML end. Numbers beyond it are slips, and few programs can read them."""

_NO_TEXT = frozenset(
    ("", "-", "--", "—", "–", "?", "-1", "n/a", "na", "n.a.", "none", "null", "nil", "nan", "unknown", "tbd", "tba")
)
_MONTH_ENDS = ("-02-30", "-02-31", "-04-31", "-06-31", "-09-31", "-11-31")
_is_id = re.compile(ID).match
_is_date = re.compile(DATE).match
_is_url = re.compile(URL).match
_good_dates: set[str] = set()


class Value(NamedTuple):
    """What one value may be."""

    expected: str
    """What is expected, in words that follow "expected"."""
    fits: Fits
    form: dict[str, Any]
    """The JSON Schema of such a value."""
    choices: tuple[str, ...] = ()
    """All values there are, for a closed list."""
    refers: str = ""
    """What the value is the id of; one of the keys of `rules.REFERS`."""

    def checker(self, seen: Seen) -> Fits:
        """Make the fast check of many such values, which also takes down in `seen` what they refer to."""
        if not self.refers:
            return self.fits
        known, fits = seen.setdefault(self.refers, set()), self.fits

        def refers(given: Any) -> bool:
            if given in known:
                return True
            if fits(given):
                known.add(given)
                return True
            return False

        return refers

    def faults(self, place: Place, given: Any) -> Iterator[tuple[Place, str]]:
        """Say what is wrong with `given`, which stands at `place`."""
        if not self._is_met_by(given):
            yield place, self._wrong(given)

    def references(self, place: Place, given: Any) -> Iterator[tuple[Place, str, str]]:
        """Name what `given` refers to: its place, what it is the id of, the id."""
        if self.refers and self._is_met_by(given):
            yield place, self.refers, given

    def schema(self) -> dict[str, Any]:
        """Give the JSON Schema."""
        return dict(self.form)

    def _is_met_by(self, given: Any) -> bool:
        try:
            return self.fits(given)
        except TypeError:
            return False

    def _wrong(self, given: Any) -> str:
        if isinstance(given, str) and _stands_for_nothing(given):
            what = "is empty" if not given.strip() else f"is {described(given)}"
            return f"{what}; expected {self.expected} (what is not known is left out)"
        near = did_you_mean(given, self.choices, likeness=0.75) if self.choices else ""
        return f"is {described(given)}; expected {self.expected}{near}"


def is_text(given: Any) -> bool:
    """Say whether `given` is a text that says something: not empty, and no stand-in such as "n/a"."""
    return given.__class__ is str and (not given.isspace() if len(given) > 7 else not _stands_for_nothing(given))


def is_id(given: Any) -> bool:
    """Say whether `given` has the form of an id: lower-case letters and digits, joined by single hyphens."""
    return given.__class__ is str and _is_id(given) is not None and given[-1] != "\n"


def is_date(given: Any) -> bool:
    """Say whether `given` is a date of honest precision, between 1000 and 2999, that is in the calendar."""
    if given in _good_dates:
        return True
    if given.__class__ is not str or _is_date(given) is None or given[-1] == "\n":
        return False
    if len(given) == 10 and (given[4:] in _MONTH_ENDS or (given[4:] == "-02-29" and not _is_leap(int(given[:4])))):
        return False
    _good_dates.add(given)
    return True


def is_period(given: Any) -> bool:
    """Say whether `given` is a date, or a span from one to a later one: `2015/2019`."""
    if is_date(given):
        return True
    if given.__class__ is not str:
        return False
    first, _, last = given.partition("/")
    return is_date(first) and is_date(last) and first < last


def is_url(given: Any) -> bool:
    """Say whether `given` is an address of the web."""
    return given.__class__ is str and _is_url(given) is not None and given[-1] != "\n"


def is_number(given: Any) -> bool:
    """Say whether `given` is a number: `true` is none, infinity is none, nor what lies outside TOML's integers."""
    return (given.__class__ is int or given.__class__ is float) and -LARGEST < given < LARGEST


def one_of(choices: tuple[str, ...]) -> Value:
    """Describe a value of a closed list."""
    return Value(f"one of {', '.join(choices)}", frozenset(choices).__contains__, {"enum": list(choices)}, choices)


def within(expected: str, lowest: float, highest: float) -> Value:
    """Describe a number from `lowest` to `highest`."""
    form = {"type": "number", "minimum": lowest, "maximum": highest}
    return Value(expected, lambda given: is_number(given) and lowest <= given <= highest, form)


def matching(expected: str, pattern: str) -> Value:
    """Describe a text of a fixed pattern (a regular expression from ^ to $)."""
    match = re.compile(pattern).match

    def fits(given: Any) -> bool:
        return given.__class__ is str and match(given) is not None and given[-1] != "\n"

    return Value(expected, fits, {"type": "string", "pattern": pattern})


def refers_to(refers: str, expected: str) -> Value:
    """Describe the id of a record. That the record is there is for the rules to see."""
    return Value(expected, is_text, {"type": "string", "pattern": ID}, refers=refers)


TEXT = Value("text", is_text, {"type": "string", "pattern": r"\S"})
RECORD_ID = Value(
    'an id of lower-case letters, digits and single hyphens, such as "csns-ii"',
    is_id,
    {"type": "string", "pattern": ID},
)
A_DATE = Value(
    'a date such as "2018", "2018-08" or "2018-08-23", in quotes', is_date, {"type": "string", "pattern": DATE}
)
A_PERIOD = Value(
    'a date such as "2018", "2018-08" or "2018-08-23", or a span such as "2015/2019", in quotes',
    is_period,
    {"type": "string", "pattern": f"{DATE[:-1]}(/{DATE[1:-1]})?$"},
)
WEB = Value(
    'an address that begins with "https://" or "http://"', is_url, {"type": "string", "format": "uri", "pattern": URL}
)
NUMBER = Value("a number, without quotes", is_number, {"type": "number"})


def _stands_for_nothing(given: str) -> bool:
    return given.strip().casefold() in _NO_TEXT


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
