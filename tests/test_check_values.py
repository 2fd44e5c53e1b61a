"""The checks of shape, made of the model: what is a date, and that nothing at all upsets them."""

import functools
import operator
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from gbacli.check.values import checker_of
from gbacli.fields import DATE, Type, declared
from gbacli.model import KINDS
from gbacli.render.schema import file_schema

GOOD = ("beta", "2018", "https://x.org/", "440300", "CN-HK", 22.5, 114, True)
BAD = ("", " ", "-1", "n/a", "         ", "2018-02-30", "2019/2020", "ftp://x.org/", "Beta", [[]], {}, [{}], True)
WORDS = st.sampled_from(["", "beta", "gamma", "Beta", "n/a"])
SCALARS = st.one_of(st.sampled_from(BAD), st.integers(-(10**30), 10**30), st.floats(), st.dates(), st.text(max_size=3))


def is_date(text: str) -> bool:
    return not checker_of(DATE)(text)


def fitting(kind: Any) -> st.SearchStrategy[Any]:
    """Make values that often fit a type or a record class, and often nearly do."""
    if not isinstance(kind, Type):
        fields = [field for field in declared(kind).values() if field.stored]
        needed = {field.name: fitting(field.type) for field in fields if field.name not in kind._field_defaults}
        others = {field.name: fitting(field.type) for field in fields if field.name not in needed}
        return st.fixed_dictionaries(needed, optional=others)
    if kind.name == "list":
        return st.one_of(st.lists(fitting(kind.item), min_size=1, max_size=2), SCALARS)
    if kind.name == "map":
        return st.one_of(st.dictionaries(WORDS, fitting(kind.item), max_size=2), SCALARS)
    check = checker_of(kind)
    good = st.sampled_from([value for value in (*GOOD, *kind.choices) if not check(value)])
    return st.one_of(good, good, good, SCALARS)


@pytest.mark.parametrize("kind", [kind for kind in KINDS.values() if kind.files], ids=lambda kind: kind.name)
def test_what_the_checker_accepts_fits_the_schema_and_its_references_are_found_where_they_stand(kind):
    taken: list[str] = []
    check = checker_of(kind.record, lambda refers: taken.append)
    lost = checker_of(kind.record, lambda refers: lambda target: [((), "lost")])
    schema = file_schema(kind.name)
    validator = Draft202012Validator(schema if kind.whole else schema["additionalProperties"])

    @settings(deadline=None)
    @given(
        fitting(kind.record), st.sampled_from([None, "colour", "naem"]), st.sampled_from([None, *declared(kind.record)])
    )
    def agree(table, extra, dropped):
        table = {**table, **({extra: 1} if extra else {})}
        table.pop(dropped, None)
        taken.clear()
        faults = check(table)
        for path, message in faults:
            assert path
            assert message.startswith("is ")
        if not faults:
            loose = [error for error in validator.iter_errors(table) if error.validator != "pattern"]
            assert loose == []  # the form of an id that leads to nothing is told with the references
        told = [path for path, message in lost(table) if message == "lost"]
        for path, target in zip(told, taken, strict=True):
            assert target in (path[-1], functools.reduce(operator.getitem, path, table))  # a key, or a value

    agree()


@settings(deadline=None)
@given(st.dates())
def test_every_day_of_the_calendar_is_a_date(day):
    assert is_date(day.isoformat()) == (1000 <= day.year < 3000)


@settings(deadline=None)
@given(st.from_regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", fullmatch=True))
@example("2000-02-29")
@example("1900-02-29")
@example("2023-02-29")
@example("2023-04-31")
def test_no_other_day_is_a_date(text):
    from datetime import date

    try:
        real = 1000 <= date.fromisoformat(text).year < 3000
    except ValueError:
        real = False
    assert is_date(text) == real


@pytest.mark.parametrize(
    "text", ["2018\n", "２０１８", "2018-1", "18", "2018-", "2018-08-", "", "2018-08-23T00:00", "0999", "3000"]
)
def test_what_only_looks_like_a_date_is_none(text):
    assert not is_date(text)
