"""How values are put together in a fact file: lists, tables with known keys, tables keyed by ids.

Each form checks in two ways that must agree: a fast one that says yes or no, for the many records that are right,
and a thorough one that names every fault, for the few that are not.
"""

from collections.abc import Iterator
from operator import call
from typing import Any, NamedTuple

from gbacli.check.faults import Place, described, did_you_mean
from gbacli.check.values import Fits, Seen, Value

Form = "Value | ListOf | MapOf | Table"


class Field(NamedTuple):
    """One key of a table."""

    form: "Value | ListOf | MapOf | Table"
    meaning: str
    """In one sentence what it says, with unit; and what it means when it is left out, if that is not "not known"."""
    required: bool = False


class ListOf(NamedTuple):
    """A list. Values in it stand there once."""

    item: "Value | Table"
    least: int = 0
    """How many items it has at least."""

    @property
    def expected(self) -> str:
        """What is expected, in words that follow "expected"."""
        return f"a list, each item {self.item.expected}"

    def checker(self, seen: Seen) -> Fits:
        """Make the fast check, see `Value.checker`."""
        fits, least, once = self.item.checker(seen), self.least, isinstance(self.item, Value)

        def are(given: Any) -> bool:
            if given.__class__ is not list or len(given) < least:
                return False
            for item in given:
                if not fits(item):
                    return False
            return len(given) < 2 or not once or len(set(given)) == len(given)

        return are

    def faults(self, place: Place, given: Any) -> Iterator[tuple[Place, str]]:
        """Say all that is wrong with `given`, which stands at `place`."""
        if not isinstance(given, list):
            yield place, f"is {described(given)}; expected {self.expected}"
            return
        if len(given) < self.least:
            yield place, f"is empty; expected at least one item, {self.item.expected}"
        for index, item in enumerate(given):
            yield from self.item.faults((*place, index), item)
            if isinstance(self.item, Value) and isinstance(item, str) and item in given[:index]:
                yield (*place, index), f"is {described(item)} again; expected each item once"

    def references(self, place: Place, given: Any) -> Iterator[tuple[Place, str, str]]:
        """Name what `given` refers to, see `Value.references`."""
        for index, item in enumerate(given if isinstance(given, list) else ()):
            yield from self.item.references((*place, index), item)

    def schema(self) -> dict[str, Any]:
        """Give the JSON Schema."""
        unique = {"uniqueItems": True} if isinstance(self.item, Value) else {}
        least = {"minItems": self.least} if self.least else {}
        return {"type": "array", "items": self.item.schema(), **least, **unique}


class MapOf(NamedTuple):
    """A table whose keys are ids of one sort, and whose values are alike."""

    expected: str
    """What is expected, in words that follow "expected"."""
    keys: Value
    values: "Value | ListOf | Table"
    least: int = 0

    def checker(self, seen: Seen) -> Fits:
        """Make the fast check, see `Value.checker`."""
        key_fits, fits, least = self.keys.checker(seen), self.values.checker(seen), self.least

        def are(given: Any) -> bool:
            if given.__class__ is not dict or len(given) < least:
                return False
            return all(map(key_fits, given)) and all(map(fits, given.values()))

        return are

    def faults(self, place: Place, given: Any) -> Iterator[tuple[Place, str]]:
        """Say all that is wrong with `given`, which stands at `place`."""
        if not isinstance(given, dict):
            yield place, f"is {described(given)}; expected {self.expected}"
            return
        if len(given) < self.least:
            yield place, f"is empty; expected {self.expected}"
        for key, value in given.items():
            for _, message in self.keys.faults((), key):
                yield (*place, key), f"the key {message}"
            yield from self.values.faults((*place, key), value)

    def references(self, place: Place, given: Any) -> Iterator[tuple[Place, str, str]]:
        """Name what `given` refers to, see `Value.references`."""
        for key, value in given.items() if isinstance(given, dict) else ():
            for _, refers, target in self.keys.references((), key):
                yield (*place, key), refers, target
            yield from self.values.references((*place, key), value)

    def schema(self) -> dict[str, Any]:
        """Give the JSON Schema."""
        least = {"minProperties": self.least} if self.least else {}
        names = {"propertyNames": self.keys.schema()}
        return {"type": "object", **least, **names, "additionalProperties": self.values.schema()}


class Table(NamedTuple):
    """A table with known keys: a record, or a part of one."""

    what: str
    """What the table describes, with its article: "a facility"."""
    fields: dict[str, Field]

    @property
    def expected(self) -> str:
        """What is expected, in words that follow "expected"."""
        return f"a table that describes {self.what}"

    def checker(self, seen: Seen) -> Fits:
        """Make the fast check, see `Value.checker`.

        Records repeat the same keys in the same order, so which checks to run is worked out once for each order.
        """
        checks = {key: field.form.checker(seen) for key, field in self.fields.items()}
        required = frozenset(key for key, field in self.fields.items() if field.required)
        plans: dict[tuple[str, ...], tuple[Fits, ...]] = {}

        def is_one(given: Any) -> bool:
            if given.__class__ is not dict:
                return False
            keys = tuple(given)
            plan = plans.get(keys)
            if plan is None:
                if not required.issubset(keys) or not checks.keys() >= given.keys():
                    return False
                plan = plans[keys] = tuple([checks[key] for key in keys])
            return all(map(call, plan, given.values()))

        return is_one

    def faults(self, place: Place, given: Any) -> Iterator[tuple[Place, str]]:
        """Say all that is wrong with `given`, which stands at `place`."""
        if not isinstance(given, dict):
            yield place, f"is {described(given)}; expected {self.expected}"
            return
        for key, field in self.fields.items():
            if field.required and key not in given:
                yield (*place, key), f"is missing; expected {field.form.expected}"
        for key, value in given.items():
            if key in self.fields:
                yield from self.fields[key].form.faults((*place, key), value)
            else:
                yield (*place, key), self._unknown(key)

    def references(self, place: Place, given: Any) -> Iterator[tuple[Place, str, str]]:
        """Name what `given` refers to, see `Value.references`."""
        for key, value in given.items() if isinstance(given, dict) else ():
            if key in self.fields:
                yield from self.fields[key].form.references((*place, key), value)

    def schema(self) -> dict[str, Any]:
        """Give the JSON Schema."""
        properties = {key: {"description": field.meaning, **field.form.schema()} for key, field in self.fields.items()}
        required = [key for key, field in self.fields.items() if field.required]
        return {
            "type": "object",
            "properties": properties,
            **({"required": required} if required else {}),
            "additionalProperties": False,
        }

    def _unknown(self, key: str) -> str:
        near = did_you_mean(key, self.fields) or f"; expected one of {', '.join(self.fields)}"
        return f"is no field of {self.what}{near}"
