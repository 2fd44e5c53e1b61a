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
from gbacli.fields import DATE, PERIOD, TEXT, Type, article_of, declared, expected_of

Wrong = Sequence[tuple[KeyPath, str]]
"""What is wrong with a value: where in it, and what."""
Checker = Callable[[Any], Wrong]
Predicate = Callable[[Any], bool]
Refer = Callable[[Type], Callable[[str], Wrong | None]]
"""Makes of the type of a reference what takes down or checks each id that is referred to."""

LARGEST = 2**63
"""Where the integers of TOML end. Numbers beyond it are slips, and few programs can read them."""

_NO_TEXT = frozenset(
    ("", "-", "--", "—", "–", "?", "-1", "n/a", "na", "n.a.", "none", "null", "nil", "nan", "unknown", "tbd", "tba")
)
_matches_date = re.compile(DATE.pattern).fullmatch


def checker_of(kind: Any, refer: Refer) -> Checker:
    """Return the checker of a `Type` or a record class, which calls what `refer` makes for every reference."""
    if not isinstance(kind, Type):
        return _record_checker(kind, refer)
    if kind.name in ("list", "map"):
        return _many_checker(kind, refer)
    fits = _fits(kind)
    referred = refer(kind) if kind.refers else None

    def check(given: Any) -> Wrong:
        if not fits(given):
            return [((), _wrong(kind, given))]
        return referred(given) or () if referred else ()

    return check


def is_text(given: Any) -> bool:
    """Return whether `given` is a text that says something: not empty, and no stand-in such as "n/a"."""
    return given.__class__ is str and (not given.isspace() if len(given) > 7 else not _stands_for_nothing(given))


def is_date(given: Any) -> bool:
    """Return whether `given` is a date of honest precision, between 1000 and 2999, that is in the calendar."""
    if given.__class__ is not str or _matches_date(given) is None:
        return False
    try:
        return len(given) < 10 or bool(date.fromisoformat(given))
    except ValueError:
        return False


def is_period(given: Any) -> bool:
    """Return whether `given` is a date, or a span from one to a later one: `2015/2019`."""
    if given.__class__ is not str or "/" not in given:
        return is_date(given)
    first, _, last = given.partition("/")
    return is_date(first) and is_date(last) and first < last


def is_number(given: Any) -> bool:
    """Return whether `given` is a number: `true` is none, infinity is none, nor what lies outside TOML's integers."""
    return (given.__class__ is int or given.__class__ is float) and -LARGEST < given < LARGEST


def later(one: str, other: str) -> bool:
    """Return whether the date `one` is certainly later than `other`; a partial date may be any day of its period."""
    return one > other and not one.startswith(other)


def _fits(kind: Type) -> Predicate:
    """Return the test of single values of a type."""
    if kind.choices:
        choices = frozenset(kind.choices)
        return lambda given: given.__class__ is str and given in choices
    if kind.name == "boolean":
        return lambda given: given.__class__ is bool
    if kind.name == "integer":
        return lambda given: given.__class__ is int and is_number(given)
    if kind.name == "number":
        least, most = kind.limits or (-LARGEST, LARGEST)
        return lambda given: is_number(given) and least <= given <= most
    if kind.refers:
        return is_text
    named: dict[str, Predicate] = {TEXT.pattern: is_text, DATE.pattern: is_date, PERIOD.pattern: is_period}
    matches = re.compile(kind.pattern).fullmatch
    return named.get(kind.pattern) or (lambda given: given.__class__ is str and matches(given) is not None)


def _record_checker(record: Any, refer: Refer) -> Checker:
    fields = {field.name: field for field in declared(record).values() if field.stored}
    checks = {name: checker_of(field.type, refer) for name, field in fields.items()}
    required = {name: fields[name] for name in fields if name not in record._field_defaults}

    def check(given: Any) -> Wrong:
        if given.__class__ is not dict:
            return [((), f"is {described(given)}; expected {expected_of(record)}")]
        found: list[tuple[KeyPath, str]] = []
        if not required.keys() <= given.keys():
            lacking = [field for name, field in required.items() if name not in given]
            found = [((field.name,), f"is missing; expected {field.type.expected}") for field in lacking]
        for name, value in given.items():
            if name not in checks:
                near = did_you_mean(name, tuple(fields)) or f"; expected one of {', '.join(fields)}"
                found.append(((name,), f"is no field of {article_of(record)}{near}"))
            elif wrong := checks[name](value):
                found += [((name, *path), message) for path, message in wrong]
        return found

    return check


def _many_checker(kind: Type, refer: Refer) -> Checker:
    """Return the checker of a list, or of a table whose keys are ids."""
    form = dict if kind.keys else list
    pairs: Callable[[Any], Iterable[tuple[Any, Any]]] = dict.items if kind.keys else enumerate
    item = checker_of(kind.item, refer)
    keys = checker_of(kind.keys, refer) if kind.keys else None
    expected = kind.expected if kind.keys else f"at least one item, {expected_of(kind.item)}"

    def check(given: Any) -> Wrong:
        if given.__class__ is not form:
            return [((), f"is {described(given)}; expected {kind.expected}")]
        if len(given) < kind.least:
            return [((), f"is empty; expected {expected}")]
        found: list[tuple[KeyPath, str]] = []
        met: set[str] = set()
        for key, value in pairs(given):
            if keys and (wrong := keys(key)):
                found += [((key,), message) for _, message in wrong]
            if wrong := item(value):
                found += [((key, *path), message) for path, message in wrong]
            if not keys and isinstance(value, str):
                if value in met:
                    found.append(((key,), f"is {described(value)} again; expected each item once"))
                met.add(value)
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
    return given.strip().casefold() in _NO_TEXT
