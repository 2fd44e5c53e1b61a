"""Tables that fit: columns go, then records stack; nothing rigid is ever cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.text import Text

from gbacli.render.drawing import draw, fact
from gbacli.render.screen import Screen
from gbacli.render.tables import Column, fitted, wrapped

WIDTHS = (20, 40, 60, 80, 120, 200)


def columns() -> list[Column]:
    return [
        Column("Name", [Text("A facility with a rather long name"), Text("短名字")], rank=1),
        Column("Value", [Text("3,680,160,000,000"), Text("7")], rank=1, rigid=True, right=True),
        Column("Unit", [Text("CNY"), Text("persons")], rank=2, rigid=True),
        Column("Site", [Text("Songshan Lake Science City"), Text("North")], rank=5),
    ]


def test_a_wide_screen_shows_every_column():
    assert draw(fitted(columns(), Screen(width=100)), Screen(width=100)) == (
        "Name                                            Value  Unit     Site\n"
        "──────────────────────────────────────────────────────────────────────────────────────────\n"
        "A facility with a rather long name  3,680,160,000,000  CNY      Songshan Lake Science City\n"
        "短名字                                              7  persons  North\n"
    )


def test_a_narrower_one_drops_the_least_important_and_wraps_text():
    assert draw(fitted(columns(), Screen(width=60)), Screen(width=60)) == (
        "Name                                          Value  Unit\n"
        "────────────────────────────────────────────────────────────\n"
        "A facility with a rather long     3,680,160,000,000  CNY\n"
        "name\n"
        "短名字                                            7  persons\n"
    )


def test_a_narrow_one_stacks_the_records_with_all_that_they_have():
    assert draw(fitted(columns(), Screen(width=40)), Screen(width=40)) == (
        "Name   A facility with a rather long\n"
        "       name\n"
        "Value  3,680,160,000,000\n"
        "Unit   CNY\n"
        "Site   Songshan Lake Science City\n"
        "\n"
        "Name   短名字\n"
        "Value  7\n"
        "Unit   persons\n"
        "Site   North\n"
    )


def test_a_pipe_gets_one_line_a_record_and_no_rule():
    assert draw(fitted(columns(), Screen()), Screen()) == (
        "Name                                            Value  Unit     Site\n"
        "A facility with a rather long name  3,680,160,000,000  CNY      Songshan Lake Science City\n"
        "短名字                                              7  persons  North\n"
    )


def test_ascii_signs_stand_in_for_the_others():
    text = draw(fitted([Column("V", [Text("≈7 — ●")])], Screen(width=40)), Screen(width=40, ascii_only=True))
    assert text == "V\n------\n~7 - *\n"


cells = st.text(st.sampled_from("ab 东莞-9"), min_size=1, max_size=50).filter(str.strip)


@given(
    st.lists(st.tuples(cells, st.integers(0, 10**15), st.sampled_from(["2021", "2018-08-23"])), min_size=1, max_size=5),
    st.sampled_from(WIDTHS),
)
def test_numbers_and_dates_are_whole_at_any_width(records, width):
    drawn = draw(
        fitted(
            [
                Column("Name", [fact(name) for name, _, _ in records], rank=1),
                Column("Value", [Text(f"{value:,}") for _, value, _ in records], rank=1, rigid=True, right=True),
                Column("Since", [Text(date) for _, _, date in records], rank=3, rigid=True),
                Column("More", [fact(name) for name, _, _ in records], rank=6),
            ],
            Screen(width=width),
        ),
        Screen(width=width),
    )
    words = drawn.split()
    for _, value, date in records:
        assert f"{value:,}" in words
        assert date in words


@given(st.lists(cells, min_size=1, max_size=4), st.sampled_from(WIDTHS))
def test_no_line_is_wider_than_the_screen_unless_a_word_is(names, width):
    parts = fitted(
        [Column("Name", [fact(name) for name in names]), Column("X", [Text("1")] * len(names))], Screen(width=width)
    )
    for line in draw(parts, Screen(width=width)).splitlines():
        assert cell_len(line) <= width or any(cell_len(word) > width - 8 for word in line.split())


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("one two three", 8, ["one two", "three"]),
        ("an-id-that-is-too-long b", 8, ["an-id-that-is-too-long", "b"]),
        ("中国散裂中子源", 6, ["中国散", "裂中子", "源"]),
        ("", 8, [""]),
    ],
)
def test_text_breaks_between_words_and_inside_chinese(text, width, lines):
    assert [line.plain for line in wrapped(Text(text), width)] == lines
