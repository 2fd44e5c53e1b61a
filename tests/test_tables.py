"""Tables that fit: columns go, then records stack; nothing rigid is ever cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.text import Text

from gbacli.render.drawing import draw, fact, wrapped
from gbacli.render.screen import Screen
from gbacli.render.tables import Column, fitted

WIDTHS = (20, 40, 60, 80, 120, 200)


def columns() -> list[Column]:
    return [
        Column("Name", [Text("A facility with a rather long name"), Text("短名字")], rank=1),
        Column("Value", [Text("3,680,160,000,000"), Text("7")], rank=1, no_wrap=True, right=True),
        Column(
            "Unit", [Text("CNY"), Text("persons")], rank=2, no_wrap=True, folded=[Text("in CNY"), Text("in persons")]
        ),
        Column("Site", [Text("Songshan Lake Science City"), Text("North")], rank=5),
    ]


def one_record() -> list[Column]:
    return [column._replace(cells=column.cells[:1], folded=column.folded[:1]) for column in columns()]


def drawn(found: list[Column], width: int) -> str:
    return draw(fitted(found, Screen(width=width)), Screen(width=width))


def test_a_wide_screen_shows_every_column():
    assert drawn(columns(), 100) == (
        "Name                                            Value  Unit     Site\n"
        "──────────────────────────────────────────────────────────────────────────────────────────\n"
        "A facility with a rather long name  3,680,160,000,000  CNY      Songshan Lake Science City\n"
        "短名字                                              7  persons  North\n"
    )


def test_a_narrower_one_drops_the_least_important_rather_than_grow():
    assert drawn(columns(), 80) == (
        "Name                                            Value  Unit\n"
        "──────────────────────────────────────────────────────────────\n"
        "A facility with a rather long name  3,680,160,000,000  CNY\n"
        "短名字                                              7  persons\n"
    )


def test_a_long_name_wraps_where_most_do_not():
    many = [column._replace(cells=[*column.cells, *column.cells[1:] * 3], folded=()) for column in columns()]
    assert drawn(many, 60) == (
        "Name                                          Value  Unit\n"
        "────────────────────────────────────────────────────────────\n"
        "A facility with a rather long     3,680,160,000,000  CNY\n"
        "name\n" + "短名字                                            7  persons\n" * 4
    )


def test_a_narrow_one_folds_the_records_under_their_names():
    assert drawn(columns(), 40) == (
        "A facility with a rather long name\n  3,680,160,000,000  in CNY\n短名字\n  7  in persons\n"
    )


def test_what_is_never_wrapped_goes_on_with_the_others_where_it_comes_first():
    dates = Column("Date", [Text("2018-08-23"), Text("by 2019")], no_wrap=True)
    assert drawn([dates, *columns()], 40) == (
        "2018-08-23\n"
        "  A facility with a rather long name\n"
        "  3,680,160,000,000  in CNY\n"
        "by 2019  短名字  7\n"
        "  in persons\n"
    )
    assert drawn([dates, *columns()[1:3]], 30) == (
        "2018-08-23  3,680,160,000,000\n  in CNY\nby 2019  7\n  in persons\n"
    )


@pytest.mark.parametrize(
    ("width", "text"),
    [
        (100, "A facility with a rather long name  3,680,160,000,000  in CNY  Songshan Lake Science City\n"),
        (80, "A facility with a rather long name  3,680,160,000,000  in CNY\n"),
        (60, "A facility with a rather long name\n  3,680,160,000,000  in CNY\n"),
    ],
)
def test_a_record_that_is_alone_takes_a_line_without_headings(width, text):
    assert drawn(one_record(), width) == text


def test_a_pipe_gets_one_line_a_record_and_no_rule():
    screen = Screen(wraps=False)
    assert draw(fitted(columns(), screen), screen) == (
        "Name                                            Value  Unit     Site\n"
        "A facility with a rather long name  3,680,160,000,000  CNY      Songshan Lake Science City\n"
        "短名字                                              7  persons  North\n"
    )


def test_titles_are_cut_where_others_wrap_and_marked():
    title = Column("Title", [Text("A title that is far too long for this"), Text("Short")], clip=True)
    number = Column("No", [Text("1"), Text("2")], no_wrap=True, right=True)
    assert drawn([title, number], 30) == (
        "Title                       No\n"
        "──────────────────────────────\n"
        "A title that is far too…     1\n"
        "Short                        2\n"
    )


def test_ascii_signs_stand_in_for_the_others():
    column = Column("V", [Text("≈7 — ●"), Text("…"), Text("°")])
    text = draw(fitted([column], Screen(width=40)), Screen(width=40, ascii_only=True))
    assert text == "V\n------\n~7 - *\n...\n'\n"


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
                Column("Value", [Text(f"{value:,}") for _, value, _ in records], rank=1, no_wrap=True, right=True),
                Column("Since", [Text(date) for _, _, date in records], rank=3, no_wrap=True),
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
        ("東\ufe00東\ufe00", 3, ["東\ufe00", "東\ufe00"]),
        ("e\u0301e\u0301e\u0301e\u0301", 2, ["e\u0301e\u0301e\u0301e\u0301"]),
        ("", 8, [""]),
    ],
)
def test_text_breaks_between_words_and_inside_chinese(text, width, lines):
    assert [line.plain for line in wrapped(Text(text), width)] == lines
