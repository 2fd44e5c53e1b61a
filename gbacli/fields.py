"""How a field of a record is described: what its value may be, what it means, how it is drawn. `model` uses it.

Descriptions are data only, so that a start costs little: nothing is compiled here, and `__annotations__` are read as
they are, never through `typing.get_type_hints`.
"""

from functools import cache
from types import NoneType
from typing import Any

from gbacli.named_tuples import Annotated, NamedTuple


class Type(NamedTuple):
    """What a value may be."""

    name: str
    """text, id, date, number, list, ...: what `--fields help` shows."""
    expected: str
    """What is expected, in words that follow "expected"."""
    choices: tuple[str, ...] = ()
    refers: tuple[str, ...] = ()
    """The names of the kinds (of `model.KINDS`) that the value can be the id of."""
    pattern: str = ""
    limits: tuple[float, float] | None = None
    item: Any = None
    """Of a list or map: the `Type` of its items, or the record class of them."""
    keys: "Type | None" = None
    """Of a map: the type of its keys."""
    least: int = 0
    """How many items a list or map has at least."""

    @property
    def no_wrap(self) -> bool:
        """Whether a value is never cut or wrapped: an id, a date, a number, a status, an address."""
        if self.choices:
            return not any(" " in choice for choice in self.choices)
        return self.name in ("id", "date", "number", "integer", "boolean", "address", "code")

    @property
    def is_number(self) -> bool:
        """Whether values stand to the right."""
        return self.name in ("number", "integer")


class Field(NamedTuple):
    """One field of a record or an answer; the last two are filled in by `declared`."""

    type: Type
    meaning: str
    """One phrase, with the unit where there is one."""
    heading: str = ""
    """In tables and in `show`; a field without one is only in data formats."""
    rank: int = 0
    """On a narrow terminal the highest goes first, and 1 never; 0 is hidden unless named in --fields."""
    stored: bool = True
    """Whether it stands in the fact files; else the program works it out."""
    public: bool = True
    """Whether answers have it; else it stands in the files only."""
    name: str = ""
    """The JSON key, the CSV heading and the word after `--fields`; also the attribute of the record."""
    nullable: bool = False


@cache
def declared(record: Any) -> dict[str, Field]:
    """Return every field of a record class by name, those of its files and those of answers; properties come last."""
    getters = {name: member.fget for name, member in vars(record).items() if isinstance(member, property)}
    computed = {name: one.__annotations__["return"] for name, one in getters.items() if hasattr(one, "__annotations__")}
    found = {}
    for name, hint in {**record.__annotations__, **computed}.items():
        if getattr(hint, "__origin__", None) is Annotated:
            own, field = hint.__args__
            nullable = NoneType in getattr(own, "__args__", ())
            found[name] = field._replace(name=name, nullable=nullable, stored=field.stored and name not in computed)
    return found


def fields_of(record: Any) -> tuple[Field, ...]:
    """Return the public fields of a record class, in the order in which they are published."""
    return tuple([field for field in declared(record).values() if field.public])


def one_of(choices: Any) -> Type:
    """Return the type of a closed list."""
    return Type("text", f"one of {', '.join(choices)}", tuple(choices))


def many(item: Any, least: int = 0) -> Type:
    """Return the type of a list of `item` (a `Type` or a record class), each value in it once."""
    if isinstance(item, Type):
        each = item.expected
    else:
        each = f"a table with {', '.join([name for name in item._fields if name not in item._field_defaults])}"
    return Type("list", f"a list{' of one or more' if least else ''}, each item {each}", item=item, least=least)


def by(keys: Type, item: Any, expected: str, least: int = 0) -> Type:
    """Return the type of a table whose keys are ids of one sort and whose values are alike."""
    return Type("map", expected, item=item, keys=keys, least=least)


def refers_to(expected: str, *kinds: str) -> Type:
    """Return the type of the id of another record. That the record is there is for the rules to see."""
    return Type("id", expected, refers=kinds, pattern=ID_PATTERN)


ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
DATE_PATTERN = r"^[12][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
URL_PATTERN = r"^https?://[^\s/]+\.[^\s/]+(/[^\s]*)?$"

TEXT = Type("text", "text", pattern=r"\S")
TEXTS = many(TEXT)
ID = Type("id", 'an id of lower-case letters, digits and single hyphens, such as "csns-ii"', pattern=ID_PATTERN)
ANY_ID = Type("id", "an id", pattern=r"\S")
"""The id of whatever record, in answers: a value of a series has dots in it."""
DATE = Type("date", 'a date such as "2018", "2018-08" or "2018-08-23", in quotes', pattern=DATE_PATTERN)
PERIOD = Type(
    "date",
    'a date such as "2018", "2018-08" or "2018-08-23", or a span such as "2015/2019", in quotes',
    pattern=f"{DATE_PATTERN[:-1]}(/{DATE_PATTERN[1:-1]})?$",
)
YEAR = Type("date", "a year of four digits", pattern="^[0-9]{4}$")
URL = Type("address", 'an address that begins with "https://" or "http://"', pattern=URL_PATTERN)
NUMBER = Type("number", "a number, without quotes")
INTEGER = Type("integer", "a whole number")
FLAG = Type("boolean", "true or false, without quotes")
VALUE = Type("value", "a value of any type")
