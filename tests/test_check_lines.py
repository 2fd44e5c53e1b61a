"""The lines of values: every way in which TOML can write them."""

from pathlib import Path

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from gbacli.catalog.lines import lines_of

TEXT = '''# a comment [not-a-table]
title = "x = 1 # no comment"
"quoted key" = 1
dotted.inner = 2

[one]  # a table
name = """
[two]
name = "not this"
"""
literal = \'\'\'
a = 1\'\'\'
history = [
  # a comment
  { status = "a", date = "1" },

  { status = "b", deep = { x = [1, [2,
    3]] } }, { status = "c" }
]
flat = ["a", "b",
  "c"]

[one.sub]
a = 1
[ two . three ]
b = -1.5e3
[[table]]
values = { a = 1, "b c" = 2 }
[[table]]
values = { a = 3,
  b = 4 }
[[table.row]]
x = 1
[[table.row]]
x = 2
[table.row.more]
y = 3
'''

PLACES = {
    ("title",): 2,
    ("quoted key",): 3,
    ("dotted", "inner"): 4,
    ("one",): 6,
    ("one", "name"): 7,
    ("one", "literal"): 11,
    ("one", "history"): 13,
    ("one", "history", 0): 15,
    ("one", "history", 0, "date"): 15,
    ("one", "history", 1): 17,
    ("one", "history", 1, "deep", "x", 1, 1): 17,
    ("one", "history", 2, "status"): 18,
    ("one", "flat", 1): 20,
    ("one", "flat", 2): 21,
    ("one", "sub"): 23,
    ("one", "sub", "a"): 24,
    ("two", "three"): 25,
    ("two", "three", "b"): 26,
    ("table",): 27,
    ("table", 0): 27,
    ("table", 0, "values", "b c"): 28,
    ("table", 1): 29,
    ("table", 1, "values", "b"): 30,
    ("table", 1, "row", 0, "x"): 33,
    ("table", 1, "row", 1): 34,
    ("table", 1, "row", 1, "x"): 35,
    ("table", 1, "row", 1, "more", "y"): 37,
}


def test_the_text_is_toml():
    pytest.importorskip("tomli", "2.4", reason="before 2.4 tomli reads TOML 1.0 only")
    tomli.loads(TEXT)


@pytest.mark.parametrize(("place", "line"), PLACES.items())
def test_a_place_has_the_line_where_it_begins(place, line):
    assert lines_of(TEXT, [place]) == {place: line}


def test_all_places_are_found_in_one_go():
    assert lines_of(TEXT, PLACES) == PLACES


def test_what_is_missing_has_the_line_of_what_it_would_be_in():
    wanted = [("one", "history", 1, "locator"), ("one", "nosuch"), ("table", 1, "source"), ("nosuch", "a")]
    assert list(lines_of(TEXT, wanted).values()) == [17, 6, 29]


def test_windows_line_ends_make_no_difference():
    assert lines_of(TEXT.replace("\n", "\r\n"), PLACES) == PLACES


@pytest.mark.parametrize(
    "path", sorted((Path(__file__).parent.parent / "facts").rglob("*.toml")), ids=lambda path: path.name
)
def test_every_key_of_the_real_facts_is_found_where_it_stands(path):
    text = path.read_text(encoding="utf-8")
    rows = text.split("\n")
    places = [place for place in _items(tomli.loads(text), ()) if isinstance(place[-1], str)]
    found = lines_of(text, places)
    assert list(found) == places
    for place, line in found.items():
        keys = [part for part in place if isinstance(part, str)]
        assert keys[-1] in rows[line - 1], place


@given(st.text(alphabet="ab=[]{}\"'\\\n,.#1 \t", max_size=60))
def test_no_text_whatever_is_too_much_for_it(text):
    lines_of(text, [("a",), ("b", 0), ("a", "b", 1)])


@given(st.lists(st.recursive(st.integers(0, 9), lambda deeper: st.lists(deeper, max_size=3), max_leaves=12)))
def test_the_items_of_a_list_are_counted_whatever_is_in_them(items):
    """Written with an item a line, all that is in one has its line."""
    text = "a = [\n" + "".join([f"{item},\n" for item in items]) + "]"
    assert tomli.loads(text) == {"a": items}
    lines = {place: (place[1] + 2 if place[1:] else 1) for place in _items({"a": items}, ())}
    assert lines_of(text, lines) == lines


def _items(value, place):
    if place:
        yield place
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in inside:
        yield from _items(part, (*place, key))
