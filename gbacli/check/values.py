"""The checks of shape: what each value of a fact file may be, as the model declares it.

A checker is made once of a declaration. It names everything that is wrong with a value, and where in it; an empty
answer is that of nearly all values, so that it must come quickly.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from gbacli.catalog.lines import KeyPath
from gbacli.check.faults import described, did_you_mean
from gbacli.fields import TEXT, Type, declared

Wrong = Sequence[tuple[KeyPath, str]]
"""What is wrong with a value: where in it, and what."""
Checker = Callable[[Any], Wrong]
Refer = Callable[[Type], Callable[[str], Wrong | None]]
"""Makes of the type of a reference what takes down or checks each id that is referred to."""

LARGEST = 2**63 - 1
"""Where the integers of TOML end. Numbers beyond it are slips, and few programs can read them."""

_NO_TEXT = frozenset(
    ("", "-", "--", "—", "–", "?", "-1", "n/a", "na", "n.a.", "none", "null", "nil", "nan", "unknown", "tbd", "tba")
)


def checker_of(kind: Any, refer: Refer | None = None) -> Checker:
    """Return the checker of a `Type` or a record class, which calls what `refer` makes, if any, for every reference."""
    if not isinstance(kind, Type):
        return _record_checker(kind, refer)
    if kind.name in ("list", "map"):
        return _many_checker(kind, refer)
    fits = _fits(kind)
    referred = refer(kind) if refer and kind.refers else None

    def check(given: Any) -> Wrong:
        if not fits(given):
            return [((), _wrong(kind, given))]
        return referred(given) or () if referred else ()

    return check


def later(one: str, other: str) -> bool:
    """Return whether the date `one` is certainly later than `other`; a partial date may be any day of its period."""
    return one > other and not one.startswith(other)


def _fits(kind: Type) -> Callable[[Any], bool]:
    """Return the test of single values of a type."""
    if kind.choices:
        choices = frozenset(kind.choices)
        return lambda given: given.__class__ is str and given in choices
    if kind.name == "boolean":
        return lambda given: given.__class__ is bool
    if kind.name == "number":
        least, most = kind.limits or (-LARGEST, LARGEST)
        return lambda given: (given.__class__ is int or given.__class__ is float) and least <= given <= most
    if kind.refers or kind.pattern == TEXT.pattern:
        return lambda given: given.__class__ is str and not _stands_for_nothing(given)
    matches = re.compile(kind.pattern).fullmatch
    holds = _is_in_calendar if kind.name == "date" else bool
    return lambda given: given.__class__ is str and matches(given) is not None and holds(given)


def _is_in_calendar(given: str) -> bool:
    """Return whether there is such a day; of a span whether there are both, the second later."""
    first, _, last = given.partition("/")
    in_order = first < last or not last
    try:
        return in_order and all(date.fromisoformat(day) for day in (first, last) if len(day) == 10)
    except ValueError:
        return False


def _record_checker(record: Any, refer: Refer | None) -> Checker:
    fields = {field.name: field for field in declared(record).values() if field.stored}
    checks = {name: checker_of(field.type, refer) for name, field in fields.items()}
    required = {name: field.type.expected for name, field in fields.items() if name not in record._field_defaults}

    def check(given: Any) -> Wrong:
        if given.__class__ is not dict:
            return [((), f"is {described(given)}; expected a table with {', '.join(required)}")]
        lacking = [name for name in required if name not in given]
        found: list[tuple[KeyPath, str]] = [((name,), f"is missing; expected {required[name]}") for name in lacking]
        for name, value in given.items():
            if name not in checks:
                near = did_you_mean(name, tuple(fields)) or f"; expected one of {', '.join(fields)}"
                found.append(((name,), f"is no known field{near}"))
            elif wrong := checks[name](value):
                found += [((name, *path), message) for path, message in wrong]
        return found

    return check


def _many_checker(kind: Type, refer: Refer | None) -> Checker:
    """Return the checker of a list, or of a table whose keys are ids."""
    form = dict if kind.keys else list
    pairs: Callable[[Any], Iterable[tuple[Any, Any]]] = dict.items if kind.keys else enumerate
    item = checker_of(kind.item, refer)
    keys = checker_of(kind.keys, refer) if kind.keys else None

    def check(given: Any) -> Wrong:
        if given.__class__ is not form:
            return [((), f"is {described(given)}; expected {kind.expected}")]
        if len(given) < kind.least:
            return [((), f"is empty; expected {kind.expected}")]
        found: list[tuple[KeyPath, str]] = []
        first: dict[str, int] = {}
        for key, value in pairs(given):
            if keys and (wrong := keys(key)):
                found += [((key,), message) for _, message in wrong]
            if wrong := item(value):
                found += [((key, *path), message) for path, message in wrong]
            if not keys and isinstance(value, str) and first.setdefault(value, key) != key:
                found.append(((key,), f"is {described(value)} again; expected each item once"))
        return found

    return check


def _wrong(kind: Type, given: Any) -> str:
    said = isinstance(given, str)
    if said and _stands_for_nothing(given):
        what = f"is {described(given)}" if given.strip() else "is empty"
        return f"{what}; expected {kind.expected} (what is not known is left out)"
    near = did_you_mean(given, kind.choices, likeness=0.75) if said and kind.choices else ""
    return f"is {described(given)}; expected {kind.expected}{near}"


def _stands_for_nothing(given: str) -> bool:
    """Return whether a text is blank or a stand-in such as "n/a"."""
    return given.isspace() or (len(given) < 8 and given.strip().casefold() in _NO_TEXT)
