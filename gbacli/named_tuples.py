"""Named tuples and annotations that cost a start little. To type checkers they are those of `typing`.

A start makes 30 classes with 250 fields. Those of `typing`, whose constructors are compiled and whose hints are checked
one by one, take 5 ms for it, a twelfth of a whole call; these take 1 ms.
"""

from operator import itemgetter
from types import GenericAlias
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typing import Annotated as Annotated  # "as": other modules take it from here
    from typing import NamedTuple as NamedTuple
else:

    class Annotated:
        """As `typing.Annotated`. `__args__` are the type, and what is said of it."""

        __class_getitem__ = classmethod(GenericAlias)

    class _Fields(type):
        """Makes fields of the annotations of a class."""

        def __new__(cls, name: str, bases: tuple[type, ...], members: dict[str, Any]) -> type:
            fields = tuple(members.get("__annotations__", ()))
            defaults = {field: members[field] for field in fields if field in members}
            getters = {field: property(itemgetter(i)) for i, field in enumerate(fields)}
            own = {"__slots__": (), "__match_args__": fields, "_fields": fields, "_field_defaults": defaults}
            own |= {"_names": frozenset(fields), "_defaults": tuple(defaults.values())}
            own["_values"] = itemgetter(*fields[:1], *fields) if fields else None  # of one key it would be no tuple
            return super().__new__(cls, name, bases, {**members, **getters, **own})

    class NamedTuple(tuple, metaclass=_Fields):
        """As `typing.NamedTuple`."""

        def __new__(cls, *values: Any, **named: Any) -> "NamedTuple":
            """Take values in the order of the fields, then by name, then the defaults. Raises `TypeError`."""
            missing = len(cls._fields) - len(values)
            if not named and 0 <= missing <= len(cls._defaults):
                return tuple.__new__(cls, values + cls._defaults[len(cls._defaults) - missing :])
            known, first = {**cls._field_defaults, **named}, cls._fields[: len(values)]
            if values:
                known.update(zip(first, values, strict=False))
            if missing < 0 or known.keys() != cls._names or (values and not named.keys().isdisjoint(first)):
                wrong = ", ".join(sorted(known.keys() ^ cls._names)) or "one value too many"
                raise TypeError(f"{cls.__name__} has fields that are missing or unknown: {wrong}")
            return tuple.__new__(cls, cls._values(known)[1:])

        def __repr__(self) -> str:
            items = [f"{field}={value!r}" for field, value in self._asdict().items()]
            return f"{type(self).__name__}({', '.join(items)})"

        def __getnewargs__(self) -> tuple[Any, ...]:
            return tuple(self)  # for copies and pickles

        def _asdict(self) -> dict[str, Any]:
            return dict(zip(self._fields, self, strict=True))

        def _replace(self, **changed: Any) -> "NamedTuple":
            return type(self)(*list(map(changed.pop, self._fields, self)), **changed)
