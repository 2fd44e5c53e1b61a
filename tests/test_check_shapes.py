"""The one description of fact files: it has the fields of the records, and its two ways of checking agree."""

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gbacli import model as records
from gbacli.catalog import About, layout
from gbacli.check import shapes
from gbacli.check.forms import ListOf, MapOf, Table
from gbacli.check.values import Value, is_date

RECORDS = {
    "about": (About, shapes.ABOUT, {"subjects"}, set()),
    "source": (records.Source, shapes.SOURCE, set(), {"id", "origin"}),
    "subject": (records.Subject, shapes.SUBJECT, set(), {"id", "origin"}),
    "city": (records.City, shapes.CITY, set(), {"id", "origin"}),
    "event": (records.Event, shapes.EVENT, set(), set()),
    "facility": (records.Facility, shapes.FACILITY, set(), {"id", "origin"}),
    "industry": (records.Industry, shapes.INDUSTRY, set(), {"id", "origin"}),
    "statement": (records.Stat, shapes.STATEMENT, set(), {"id", "origin"}),
    "series": (records.Metric, shapes.SERIES, {"table"}, {"computed", "origin"}),
}


@pytest.mark.parametrize(("record", "shape", "more", "fewer"), RECORDS.values(), ids=RECORDS)
def test_a_shape_has_the_fields_of_its_record(record, shape, more, fewer):
    """Fields that a file gives and a record has under another name, or the other way round, are named here."""
    assert set(shape.fields) - more == set(record._fields) - fewer


@pytest.mark.parametrize(
    ("record", "shape", "fewer"), [row[:2] + row[3:] for key, row in RECORDS.items() if key != "about"]
)
def test_what_a_record_needs_is_required(record, shape, fewer):
    needed = set(record._fields) - set(record._field_defaults) - fewer
    assert {name for name, field in shape.fields.items() if field.required} - {"table"} == needed


def test_every_kind_of_file_has_a_shape():
    assert set(shapes.SHAPES) == set(layout.KINDS)


def all_tables() -> list[Table]:
    return [row[1] for row in RECORDS.values()] + [shapes.SERIES_TABLE]


@pytest.mark.parametrize("shape", all_tables(), ids=lambda shape: shape.what)
def test_every_field_says_in_a_sentence_what_it_means(shape):
    for field in shape.fields.values():
        assert field.meaning[0].isupper()
        assert field.meaning[-1] == "."
        assert "\n" not in field.meaning


GOOD = ("beta", "2018", "https://x.org/", "440300", "CN-HK", 22.5)
BAD = ("", " ", "-1", "n/a", "         ", "2018-02-30", "2019/2020", "ftp://x.org/", "Beta", [[]], {}, [{}], True)
WORDS = st.sampled_from(["", "beta", "gamma", "Beta", "n/a"])
SCALARS = st.one_of(st.sampled_from(BAD), st.integers(-(10**30), 10**30), st.floats(), st.dates(), st.text(max_size=3))


def fitting(form: Any) -> st.SearchStrategy[Any]:
    """Make values that often fit `form`, and often nearly do."""
    if isinstance(form, Value):
        good = st.sampled_from([value for value in (*GOOD, *form.choices) if form.fits(value)])
        return st.one_of(good, good, good, SCALARS)
    if isinstance(form, ListOf):
        item = fitting(form.item)
        return st.one_of(st.lists(item, max_size=2), st.lists(item, min_size=1, max_size=1), SCALARS)
    if isinstance(form, MapOf):
        return st.one_of(st.dictionaries(WORDS, fitting(form.values), max_size=2), SCALARS)
    required = {key: fitting(field.form) for key, field in form.fields.items() if field.required}
    optional = {key: fitting(field.form) for key, field in form.fields.items() if not field.required}
    return st.fixed_dictionaries(required, optional=optional)


@pytest.mark.parametrize("shape", all_tables(), ids=lambda shape: shape.what)
def test_the_fast_and_the_thorough_check_agree(shape):
    """The fast one alone is run on good facts, the thorough one alone speaks: they must not part ways."""
    seen: dict[str, set[str]] = {}
    fits = shape.checker(seen)

    @given(fitting(shape), st.sampled_from([None, "colour", "naem"]), st.sampled_from([None, *shape.fields]))
    def agree(table, extra, dropped):
        if isinstance(table, dict):
            table = {**table, **({extra: 1} if extra else {})}
            table.pop(dropped, None)
        try:
            good = fits(table)
        except TypeError:
            good = False
        faults = list(shape.faults((), table))
        assert good == (not faults), faults
        if good:
            for _, refers, target in shape.references((), table):
                assert target in seen[refers]

    agree()


@given(st.dates())
def test_every_day_of_the_calendar_is_a_date(day):
    assert is_date(day.isoformat()) == (1000 <= day.year < 3000)


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
