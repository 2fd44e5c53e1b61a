"""Trees read well at every width: names wrap below themselves, statuses and dates stay whole, nothing comes twice."""

import asking
import pytest
from rich.cells import cell_len
from rich.text import Text

from gbacli.queries.cities import cities
from gbacli.render import trees
from gbacli.render.drawing import draw
from gbacli.render.screen import Screen

PIPE = Screen(wraps=False)


def test_the_region_is_a_tree_of_groups_cities_and_facilities(tiny_gba):
    done = tiny_gba("cities")

    assert (
        done.out
        == """\
Guangdong-Hong Kong-Macao Greater Bay Area
├── Special administrative regions
│   └── Alpha  阿尔法 · 阿爾法  1,010,000 persons (2018-12-31)
│       └── ◆ Harbour Laboratory  established
├── Core cities of Guangdong
│   └── Beta  贝塔 · 貝塔  2,600,000 persons (2018-12-31)
│       ├── ● Ring [macau] Light Source  operating
│       └── ○ Ring Light Source, phase II  planned
└── Node cities of Guangdong
    └── Gamma  伽马 · 伽馬  ≈710,000 persons (2018-12-31)
        └── ○ Ring Light Source, phase II  planned
"""
    )


def test_facilities_stand_below_their_city_and_site_those_without_a_site_first(tiny_gba):
    done = tiny_gba("facilities", "--tree")

    assert (
        done.out
        == """\
Alpha  阿尔法 · 阿爾法
└── Harbour Front
    └── ◆ Harbour Laboratory  established
Beta  贝塔 · 貝塔
├── ○ Ring Light Source, phase II  planned by 2019-01
└── North Hill
    └── ● Ring [macau] Light Source  operating since 2018-08-23
Gamma  伽马 · 伽馬
└── ○ Ring Light Source, phase II  planned by 2019-01
"""
    )


def test_the_tree_of_one_city_shows_no_other(tiny_gba):
    done = tiny_gba("facilities", "--tree", "--city", "gamma")

    assert done.out == "Gamma  伽马 · 伽馬\n└── ○ Ring Light Source, phase II  planned by 2019-01\n"


def test_in_a_narrow_tree_names_wrap_below_themselves(tiny_gba):
    done = tiny_gba("facilities", "--tree", "--city", "beta", "--width", "24")

    assert (
        done.out
        == """\
Beta  贝塔 · 貝塔
├── ○ Ring Light Source,
│     phase II  planned
│     by 2019-01
└── North Hill
    └── ● Ring [macau]
          Light Source
          operating
          since
          2018-08-23
"""
    )


def test_what_stands_in_every_city_is_drawn_once(tiny):
    everywhere = tiny.facilities["ring-ii"]._replace(cities=tuple(tiny.cities))
    tiny.facilities["ring-ii"] = everywhere

    region = draw(trees.cities(cities(tiny), tiny, PIPE), PIPE)
    by_city = draw(trees.facilities(asking.facilities(tiny, city=["gamma"]), tiny, PIPE, ["gamma"]), PIPE)

    assert region.splitlines()[-4:] == [
        "├── Node cities of Guangdong",
        "│   └── Gamma  伽马 · 伽馬  ≈710,000 persons (2018-12-31)",
        "└── Whole region",
        "    └── ○ Ring Light Source, phase II  planned",
    ]
    assert by_city == "Whole region\n└── ○ Ring Light Source, phase II  planned by 2019-01\n"


def test_lines_below_a_wrapped_branch_keep_its_guides_and_no_word_is_cut():
    leaf = trees.Node(Text("leaf"), [], more="that fits")
    branch = trees.Node(Text("a branch with a-word-longer-than-the-line"), [leaf], Text("● "))
    root = trees.Node(Text("root"), [branch, leaf._replace(more="that does not fit")])

    text = draw([root.tree(24)], Screen(24))

    assert (
        text
        == """\
root
├── ● a branch with
│     a-word-longer-than-the-line
│   └── leaf  that fits
└── leaf
"""
    )


def test_a_record_of_an_overlay_is_marked(tiny):
    found = [facility._replace(origin="mine") for facility in asking.facilities(tiny, city=["alpha"])]

    assert "established  [mine]" in draw(trees.facilities(found, tiny, PIPE), PIPE)


def test_nothing_found_is_said_on_a_terminal_only(tiny_gba):
    wide, piped = (
        tiny_gba("facilities", "nowhere", "--tree", "--width", "80"),
        tiny_gba("facilities", "nowhere", "--tree"),
    )

    why = "facility with the words 'nowhere'; 'gba search nowhere' looks in every text"
    assert (" ".join(wide.out.split()), wide.err) == (f"No {why}.", "")
    assert (piped.out, piped.err) == ("", f"gba: no {why}\n")


def test_in_ascii_guides_and_signs_are_ascii(tiny):
    screen = Screen(wraps=False, ascii_only=True)

    text = draw(trees.facilities(asking.facilities(tiny, city=["gamma"]), tiny, screen, ["gamma"]), screen)

    assert text == "Gamma  伽马 . 伽馬\n`-- o Ring Light Source, phase II  planned by 2019-01\n"


@pytest.mark.parametrize("width", [32, 40, 59, 60, 80, 200])
@pytest.mark.parametrize("command", [["cities"], ["facilities", "--tree"]])
def test_no_line_is_too_long(gba, command, width):
    done = gba(*command, "--width", str(width))

    assert [line for line in done.out.splitlines() if cell_len(line) > width] == []
