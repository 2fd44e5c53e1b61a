"""`gba show`: one record whole, drawn and as JSON, found by any of its names."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gbacli.catalog import Catalog, Layer, built_in
from gbacli.errors import UsageError
from gbacli.queries.lookup import KINDS, index_of, look_up, records_of
from gbacli.queries.names import ALIAS, EXACT, kind_of, names_of
from gbacli.queries.show import show
from gbacli.render import words

RING_AT_80 = """\
Ring [macau] Light Source  环形光源 · 環形光源
ring · large research infrastructure · Beta · North Hill
● operating since 2018-08-23

Field        photon science, materials
Also called  RLS
Operator     Ring Institute
Summary      A ring that gives light.
Note         The opening is also given as June 2018.

History
2012        ○ planned                            1
2014-05     ◐ under construction  first stone    1
2018-08-23  ● operating           opened         1
2019        ● operating           still running  2

Figures
users of the ring  ≲350 users°  2019-06-30  2; 1 agrees
≲ nearly; ° has a note: gba show ID, or --fields +note

Sources
  1  gazette  Bay Press   2018-08-23
  2  atlas    Map Office  2019
"""

RING_AT_40 = """\
Ring [macau] Light Source  环形光源 · 環
形光源
ring · large research infrastructure ·
Beta · North Hill
● operating since 2018-08-23

Field        photon science, materials
Also called  RLS
Operator     Ring Institute
Summary      A ring that gives light.
Note         The opening is also given
             as June 2018.

History
2012  ○ planned
  [1]
2014-05  ◐ under construction
  first stone  [1]
2018-08-23  ● operating  opened
  [1]
2019  ● operating  still running
  [2]

Figures
users of the ring
  ≲350 users°  2019-06-30  [2; 1 agrees]
≲ nearly; ° has a note: gba show ID, or
--fields +note

Sources
  1  gazette  Bay Press   2018-08-23
  2  atlas    Map Office  2019
"""

RING_II = """\
Ring Light Source, phase II
ring-ii · large research infrastructure · Beta, Gamma
○ planned by 2019-01, due 2022

Field  photon science

History
by 2019-01  ○ planned                 1
due 2022    ● operating  first light  2

Sources
  1  gazette  Bay Press   2018-08-23
  2  atlas    Map Office  2019
"""

BETA = """\
Beta  贝塔 · 貝塔
sub-provincial city · core city of Guangdong · 22.5000 N 114.0000 E

                               Year  Change  Rank         Source
────────────────────────────────────────────────────────────────
Population  2,600,000 persons  2018  +4.0 %  1 of 3  1; 2 agrees
Land area           2,000 km2  2018          1 of 3            3
GDP         120.0 billion CNY  2018          1 of 2            1
rounded (--exact: every digit)

Facility                     Status       Since       Due   Id
───────────────────────────────────────────────────────────────────
Ring [macau] Light Source    ● operating  2018-08-23        ring
Ring Light Source, phase II  ○ planned    by 2019-01  2022  ring-ii

GB/T 2260    440300
Next to      Alpha, Gamma
Also called  BT, 粤B
Industries   kites and balloons

Sources
  1  yearbook  Statistics Office
  2  gazette   Bay Press          2018-08-23
  3  atlas     Map Office         2019
"""

POPULATION = """\
Population
metric population

Group        people
Unit         persons
Definition   People who live there at the end of the year.
Also called  inhabitants

                           Year  Change  Rank         Source
Alpha  1,010,000 persons   2018  +1.0 %  2 of 3            1
Beta   2,600,000 persons   2018  +4.0 %  1 of 3  1; 2 agrees
Gamma   ≈710,000 persons°  2018          3 of 3            1
≈ about; ° has a note: gba show ID, or --fields +note

Sources
  1  yearbook  Statistics Office
  2  gazette   Bay Press          2018-08-23
"""

KITES_FLOWN = """\
Tiny Bay Area: kites flown
statement gba-kites-2018
>12,000 kites, 2018  [1]

Qualifier  more-than
Where      P8
Scope      the whole area

Sources
  1  gazette  Bay Press  2018-08-23
"""

GAZETTE = """\
Gazette [macau] of the bay
source gazette · Bay Press · newspaper · 2018-08-23 · read 2020-02-02
http://example.org/gazette?page=1

Copy read  copy at example.net

                                           Year  Where
Tiny Bay Area: kites flown  >12,000 kites  2018  P8

Facilities  2: ring, ring-ii
Industries  1: kites
Metrics     1: population
"""

KITES = """\
kites and balloons  风筝
industry kites

Cities  Beta, Gamma
Where   P8

Sources
  1  gazette  Bay Press  2018-08-23
"""

AREA = """\
Tiny Bay Area
subject gba

Also called  GBA
Cities       all 3 cities

Figures
kites flown  >12,000 kites°  2018  1
> more than; ° has a note: gba show ID, or --fields +note

Sources
  1  gazette  Bay Press  2018-08-23
"""

ONE_VALUE = """\
Beta: Population
value beta.population.2017-12-31
2,500,000 persons, 2017-12-31  [1]

Qualifier  exact
Where      table 1

Sources
  1  yearbook  Statistics Office
"""


@pytest.mark.parametrize(
    ("name", "width", "expected"), [("ring", "80", RING_AT_80), ("ring", "40", RING_AT_40), ("beta", "80", BETA)]
)
def test_a_record_is_drawn_to_fit(tiny_gba, name, width, expected):
    assert tiny_gba("show", name, "--width", width).out == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("ring-ii", RING_II),
        ("population", POPULATION),
        ("gba-kites-2018", KITES_FLOWN),
        ("gazette", GAZETTE),
        ("kites", KITES),
        ("gba", AREA),
        ("beta.population.2017-12-31", ONE_VALUE),
    ],
)
def test_every_kind_of_record_is_shown_whole_in_a_pipe(tiny_gba, name, expected):
    assert tiny_gba("show", name).out == expected


def test_an_entry_without_a_date_says_so(tiny_gba):
    assert "\nno date  ◆ established  day not known  1\n" in tiny_gba("show", "harbour-lab").out


def test_a_computed_metric_names_its_formula_instead_of_a_source(tiny_gba):
    shown = tiny_gba("show", "population-density").out
    assert "Beta    1,300.0 persons/km2°  2018  computed\n" in shown
    assert "Definition   population / land-area, the population of a year over" in shown


def test_of_a_city_the_headline_metrics_are_drawn_where_the_facts_mark_some(tiny):
    from gbacli.render import detail, drawing
    from gbacli.render.screen import Screen

    tiny.metrics["gdp"] = tiny.metrics["gdp"]._replace(headline=True)
    screen = Screen(wraps=False, exact=True)
    lines = drawing.draw(detail.detail(show(tiny, "beta"), tiny, screen), screen).splitlines()

    assert lines[3:6] == [
        "                          Year  Rank    Source",
        "GDP  120,000,000,000 CNY  2018  1 of 2       1",
        "+ 2 more: gba stats -c beta",
    ]


def test_with_sources_asked_for_their_titles_and_addresses_are_drawn(tiny_gba):
    assert tiny_gba("show", "kites", "--sources", "--width", "50").out.endswith(
        """
Sources
  1  gazette  Bay Press (2018-08-23): Gazette
     [macau] of the bay.
     http://example.org/gazette?page=1. Read
     2020-02-02, copy at example.net.
"""
    )


def test_no_line_is_wider_than_the_screen(gba, real):
    """Only an address or an id that is longer than the line may run over its edge."""
    from rich.cells import cell_len

    for width in (40, 60, 80, 120):
        for name in ("csns", "hong-kong", "gba", "gdp", "seed-copy", "nine-cities-patents-2021"):
            lines = gba("show", name, "--width", str(width)).out.splitlines()
            wide = [line for line in lines if cell_len(line) > width and len(line.split()) > 1]
            assert wide == [], (name, width)


def test_no_number_is_cut_at_any_width(gba, real):
    wanted = [words.value(stat.value, stat.qualifier) for stat in show(real, "gdp").stats]
    for width in (20, 30, 40, 60, 80):
        shown = gba("show", "gdp", "--exact", "--width", str(width)).out.split()
        assert [value for value in wanted if value not in shown] == []


def test_json_is_the_listing_with_figures_and_sources_in_full(tiny_gba):
    listed = tiny_gba("facilities", "RLS", "--json").json()[0]
    shown = tiny_gba("show", "ring", "--json").json()
    stats = tiny_gba("stats", "--subject", "ring", "--json").json()
    sources = {source["id"]: source for source in tiny_gba("sources", "--json").json()}
    full = [{key: value for key, value in sources[name].items() if key != "facts"} for name in ("gazette", "atlas")]
    assert shown == {"record": "facility", **listed, "stats": stats, "sources": full}


def test_json_of_a_city_has_its_industries_and_the_latest_figures(tiny_gba):
    shown = tiny_gba("show", "gamma", "--json").json()
    assert shown["industries"] == ["kites"]
    assert shown["facilities"] == ["ring-ii"]
    assert [stat["id"] for stat in shown["stats"]] == [
        "gamma.population.2018-12-31",
        "gamma.land-area.2018",
        "gamma.gdp.2018",
    ]
    assert [source["id"] for source in shown["sources"]] == ["atlas", "yearbook"]


def test_json_of_a_source_names_what_rests_on_it(tiny_gba):
    shown = tiny_gba("show", "yearbook", "--json").json()
    listed = tiny_gba("sources", "yearbook", "--json").json()[0]
    nothing = {"cities": [], "facilities": [], "industries": [], "statements": []}
    assert shown == {"record": "source", **listed, **nothing, "metrics": ["gdp", "population"]}


@pytest.mark.parametrize(
    ("typed", "kind", "record"),
    [
        ("Harbour Laboratory", "facility", "harbour-lab"),
        ("rls", "facility", "ring"),
        ("贝塔市", "city", "beta"),
        ("ālpha old town", "city", "alpha"),
        ("inhabitants", "metric", "population"),
        ("Kites Flown", "statement", "gba-kites-2018"),
        ("yearbook 2019", "source", "yearbook"),
        ("harb", "facility", "harbour-lab"),
        ("facility ring", "facility", "ring"),
        ("metric Land area", "metric", "land-area"),
        ("BETA.population.2017", "value", "beta.population.2017-12-31"),
        ("alpha.population-density.2018-12-31", "value", "alpha.population-density.2018-12-31"),
    ],
)
def test_a_record_is_found_by_any_of_its_names(tiny, typed, kind, record):
    found = look_up(tiny, typed)[0]
    assert (kind_of(found), found.id) == (kind, record)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (
            ["light"],
            "'light' fits more than one facility: ring (Ring [macau] Light Source), ring-ii (Ring Light Source, phase II); name one, or see 'gba facilities'",
        ),
        (["Alpho"], "nothing is called 'Alpho'; did you mean Alpha? 'gba search' looks in names and texts"),
        (["city", "xyz"], "nothing is called 'city xyz'; 'gba search' looks in names and texts"),
        ([""], "nothing is called ''; 'gba search' looks in names and texts"),
        (
            ["beta.gdp.2017"],
            "no value is called 'beta.gdp.2017'; did you mean beta.gdp.2018 or beta.gdp.2016 or gamma.gdp.2018? 'gba stats --metric gdp' lists them",
        ),
        (
            ["beta.gdp.201"],
            "'beta.gdp.201' fits more than one value: beta.gdp.2016 (GDP), beta.gdp.2018 (GDP); name one, or see 'gba stats --metric gdp'",
        ),
        (
            ["delta.gdp.2017"],
            "no value is called 'delta.gdp.2017'; did you mean beta.gdp.2018 or beta.gdp.2016 or alpha.gdp.2018? 'gba stats --metric gdp' lists them",
        ),
        (["ring", "--json", "--width", "80"], "--json and --width contradict each other; leave one out"),
    ],
)
def test_what_names_nothing_or_too_much_is_an_error(tiny_gba, typed, message):
    assert tiny_gba("show", *typed) == (2, "", f"gba: {message}\n")


def test_two_kinds_that_share_a_name_are_told_apart_by_the_kind(tmp_path, tiny):
    (tmp_path / "sources.toml").write_text(
        '[ring]\ntitle = "T"\npublisher = "P"\nkind = "report"\nurl = "https://example.org"\naccessed = "2020"\n'
    )
    catalog = Catalog([*tiny.layers, Layer(tmp_path, "mine")])
    found = [(kind_of(one), one.id) for one in look_up(catalog, "ring")]
    assert found == [("facility", "ring"), ("source", "ring")]
    assert [kind_of(look_up(catalog, name)[0]) for name in ("source ring", "Facility ring")] == ["source", "facility"]


def wide(text):
    """Write ASCII as the full-width letters that Chinese keyboards give."""
    return "".join([chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text])


_REAL = Catalog([built_in()])
NAMES = sorted(
    (kind, record.id, name) for kind in KINDS for record in records_of(_REAL, kind) for name in names_of(record)
)


def test_what_else_the_words_fit_is_said_at_the_end(tiny_gba):
    assert tiny_gba("show", "ga").out.startswith("Gamma  伽马")
    assert tiny_gba("show", "ga").out.endswith("\n\nalso: source gazette\n")


def test_in_the_built_in_facts_every_name_belongs_to_one_record():
    """On this `look_up` relies: the first kind that knows a name settles it."""
    levels = [(kind, level) for kind in KINDS for level in (EXACT, ALIAS)]
    owners = {
        name: {(kind, record.id) for kind, level in levels for record in index_of(_REAL, kind).at(level, name)}
        for _, _, name in NAMES
    }
    assert {name: found for name, found in owners.items() if len(found) != 1} == {}


@pytest.mark.slow
@settings(max_examples=300)
@given(
    named=st.sampled_from(NAMES), spell=st.sampled_from([str, str.upper, str.lower, str.title, wide]), gap=st.booleans()
)
def test_any_name_in_any_spelling_finds_its_record(named, spell, gap):
    kind, record, name = named
    spelt = f" {spell(name)} " if gap else spell(name).replace(" ", "-")
    found = look_up(_REAL, spelt)[0]
    assert (kind_of(found), found.id) == (kind, record)


@pytest.mark.slow
@settings(max_examples=200)
@given(st.text(max_size=12))
def test_whatever_is_typed_names_a_record_or_is_an_error_of_one_line(text):
    try:
        kind = kind_of(look_up(_REAL, text)[0])
    except UsageError as error:
        kind = "error" if str(error).isprintable() else str(error)
    assert kind in (*KINDS, "value", "error")


def test_every_record_is_shown_under_its_own_id(real):
    for kind in KINDS:
        for record in records_of(real, kind):
            shown = show(real, record.id)
            assert (shown.kind, shown.record.id) == (kind, record.id)


def test_a_record_of_an_overlay_is_marked(gba, tmp_path):
    (tmp_path / "facilities").mkdir()
    (tmp_path / "facilities" / "mine.toml").write_text(
        '[my-lab]\nname = "My Lab"\ncities = ["dongguan"]\nkind = "research centre"\nfield = "ice"\n'
        'history = [{ status = "planned", date = "2026", source = "seed-copy", locator = "P1" }]\n'
    )
    shown = gba("--facts", str(tmp_path), "show", "my-lab").out
    assert shown.startswith(f"My Lab  [{tmp_path}]\nmy-lab · research centre · Dongguan\n○ planned since 2026\n")


def test_a_picture_is_written_beside_the_drawing(tiny_gba, tmp_path):
    picture = tmp_path / "ring.svg"
    done = tiny_gba("show", "ring", "--svg", str(picture), "--width", "80")
    assert done.out == RING_AT_80
    assert picture.read_text(encoding="utf-8").startswith("<svg")


def test_a_picture_is_as_wide_as_its_longest_word(tiny_gba, tmp_path):
    picture = tmp_path / "gazette.svg"
    done = tiny_gba("show", "gazette", "--svg", str(picture), "--width", "30")
    assert "\nhttp://example.org/gazette?page=1\n" in done.out
    assert "http://example.org/gazette?page=1<" in picture.read_text(encoding="utf-8").replace("&#160;", " ")


def test_an_address_is_a_link_on_a_terminal(tiny):
    from gbacli.render import detail, drawing
    from gbacli.render.screen import Screen

    terminal = Screen(width=30, colour="256", links=True)
    linked = drawing.draw(detail.detail(show(tiny, "gazette"), tiny, terminal), terminal)
    assert "http://example.org/gazette?page=1\x1b\\http://example.org/gazette?page=1\x1b]8;;" in linked
