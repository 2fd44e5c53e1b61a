"""`gba show`: one record whole, drawn and as JSON, found by any of its names."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gbacli.catalog import Catalog, Layer, built_in
from gbacli.catalog.names import city_key, key
from gbacli.errors import UsageError
from gbacli.queries.lookup import KINDS, find, look_up, records_of
from gbacli.queries.names import names_of
from gbacli.queries.show import show

RING_AT_80 = """\
Ring [macau] Light Source
环形光源 · 環形光源 · huanxing guangyuan
facility ring

Status       ● operating since 2018-08-23
Kind         large research infrastructure
City         Beta
Site         North Hill
Field        photon science, materials
Operator     Ring Institute
Also called  RLS
Summary      A ring that gives light.
Note         The opening is also given as June 2018.

History
Date        Status                What           Where   Source
───────────────────────────────────────────────────────────────
2012        ○ planned                            P1           1
2014-05     ◐ under-construction  first stone    P2           1
2018-08-23  ● operating           opened         P3           1
2019        ● operating           still running  page 7       2

Figures
Figure             Value  Unit   Period      Where   Source
────────────────────────────────────────────────────────────────
users of the ring   ≲350  users  2019-06-30  page 8  2; 1 agrees

· users of the ring, 2019-06-30: Students included.

Sources
  1  Gazette [macau] of the bay. Bay Press, 2018-08-23. Read 2020-02-02.
     gazette  http://example.org/gazette?page=1
     copy at example.net
  2  Atlas of small places. Map Office, 2019. Read 2020-02-01.
     atlas  https://example.org/atlas
"""

RING_AT_40 = """\
Ring [macau] Light Source
环形光源 · 環形光源 · huanxing guangyuan
facility ring

Status       ● operating since
             2018-08-23
Kind         large research
             infrastructure
City         Beta
Site         North Hill
Field        photon science, materials
Operator     Ring Institute
Also called  RLS
Summary      A ring that gives light.
Note         The opening is also given
             as June 2018.

History
2012        ○ planned  1
2014-05     ◐ under-construction  1
  first stone
2018-08-23  ● operating  1
  opened
2019        ● operating  2
  still running

Figures
users of the ring
  ≲350 users  2019-06-30  2; 1 agrees

· users of the ring, 2019-06-30:
  Students included.

Sources
  1  Gazette [macau] of the bay. Bay
     Press, 2018-08-23. Read 2020-02-02.
     gazette
     http://example.org/gazette?page=1
     copy at example.net
  2  Atlas of small places. Map Office,
     2019. Read 2020-02-01.
     atlas  https://example.org/atlas
"""

BETA = """\
Beta
贝塔 · 貝塔 · beita
city beta

Kind         sub-provincial city, core city
Also called  BT, 粤B
Codes        GB/T 2260 440300
Place        latitude 22.5, longitude 114.0
Neighbours   Alpha, Gamma
Industries   kites and balloons
Sources      1

Facilities
● Ring [macau] Light Source  operating since 2018-08-23
○ Ring Light Source, phase II  planned since 2019-01

Figures
Figure                Value  Unit     Period      Where    Source
Population        2,600,000  persons  2018-12-31  table 1  2; 3 agrees
Land area             2,000  km2      2018        page 2   1
GDP         120,000,000,000  CNY      2018        table 2  2

Sources
  1  Atlas of small places. Map Office, 2019. Read 2020-02-01.
     atlas  https://example.org/atlas
  2  Yearbook 2019. Statistics Office. Read 2020-02-03.
     yearbook  https://example.org/yearbook
  3  Gazette [macau] of the bay. Bay Press, 2018-08-23. Read 2020-02-02.
     gazette  http://example.org/gazette?page=1
     copy at example.net
"""

POPULATION = """\
Population
metric population

Group        people
Unit         persons
Definition   People who live there at the end of the year.
Also called  inhabitants

Figures
About      Value  Unit     Period      Where    Source
Alpha  1,010,000  persons  2018-12-31  table 1  1
Beta   2,600,000  persons  2018-12-31  table 1  1; 2 agrees
Gamma   ≈710,000  persons  2018-12-31  table 1  1

· Gamma, 2018-12-31: preliminary

Sources
  1  Yearbook 2019. Statistics Office. Read 2020-02-03.
     yearbook  https://example.org/yearbook
  2  Gazette [macau] of the bay. Bay Press, 2018-08-23. Read 2020-02-02.
     gazette  http://example.org/gazette?page=1
     copy at example.net
"""

KITES_FLOWN = """\
kites flown
statement gba-kites-2018

About      Tiny Bay Area
Value      >12,000 kites
Qualifier  more-than
Period     2018
Scope      the whole area
Where      P8
Source     1

Sources
  1  Gazette [macau] of the bay. Bay Press, 2018-08-23. Read 2020-02-02.
     gazette  http://example.org/gazette?page=1
     copy at example.net
"""

GAZETTE = """\
Gazette [macau] of the bay
source gazette

Publisher   Bay Press
Kind        newspaper
Published   2018-08-23
Read        2020-02-02
Address     http://example.org/gazette?page=1
Via         copy at example.net
Facts       8
Facilities  Ring [macau] Light Source, Ring Light Source, phase II
Industries  kites and balloons
Metrics     Population
Statements  gba-kites-2018, ring-users-2019
"""

KITES = """\
kites and balloons
风筝
industry kites

Cities   Beta, Gamma
Where    P8
Sources  1

Sources
  1  Gazette [macau] of the bay. Bay Press, 2018-08-23. Read 2020-02-02.
     gazette  http://example.org/gazette?page=1
     copy at example.net
"""

AREA = """\
Tiny Bay Area
subject gba

Cities       all 3 cities
Also called  GBA

Figures
Figure         Value  Unit   Period  Where  Source
kites flown  >12,000  kites  2018    P8     1

· kites flown, 2018: the whole area

Sources
  1  Gazette [macau] of the bay. Bay Press, 2018-08-23. Read 2020-02-02.
     gazette  http://example.org/gazette?page=1
     copy at example.net
"""

ONE_VALUE = """\
Population
value beta.population.2017-12-31

About   Beta
Value   2,500,000 persons
Period  2017-12-31
Metric  population
Where   table 1
Source  1

Sources
  1  Yearbook 2019. Statistics Office. Read 2020-02-03.
     yearbook  https://example.org/yearbook
"""


@pytest.mark.parametrize(("width", "expected"), [("80", RING_AT_80), ("40", RING_AT_40)])
def test_a_facility_is_drawn_to_fit(tiny_gba, width, expected):
    assert tiny_gba("show", "ring", "--width", width).out == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("beta", BETA),
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


def test_an_entry_without_a_date_is_marked_unknown(tiny_gba):
    assert "\n—     ◆ established  day not known  page 9       1\n" in tiny_gba("show", "harbour-lab").out


def test_a_computed_metric_names_its_formula_instead_of_a_source(tiny_gba):
    shown = tiny_gba("show", "population-density").out
    assert "Beta    1,300.0  persons/km2  2018-12-31  computed\n" in shown
    assert "· Beta, 2018-12-31: computed: beta.population.2018-12-31 / beta.land-area.2018, rounded to 0.1\n" in shown


def test_no_line_is_wider_than_the_screen(gba, real):
    """Only an address or an id that is longer than the line may run over its edge."""
    from rich.cells import cell_len

    for width in (40, 60, 80, 120):
        for name in ("csns", "hong-kong", "gba", "gdp", "seed-copy", "nine-cities-patents-2021"):
            lines = gba("show", name, "--width", str(width)).out.splitlines()
            wide = [line for line in lines if cell_len(line) > width and len(line.split()) > 1]
            assert wide == [], (name, width)


def test_no_number_is_cut_at_any_width(gba, real):
    wanted = [f"{stat.value:,}" for stat in show(real, "gdp").stats]
    for width in (20, 30, 40, 60, 80):
        shown = gba("show", "gdp", "--width", str(width)).out.split()
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
    ("words", "kind", "record"),
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
def test_a_record_is_found_by_any_of_its_names(tiny, words, kind, record):
    found = find(tiny, words)
    assert (found.kind, found.record.id) == (kind, record)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            ["rin"],
            (
                "'rin' fits more than one facility: ring (Ring [macau] Light Source), ring-ii (Ring Light Source,"
                " phase II); name one, or see 'gba search'"
            ),
        ),
        (["Alpho"], "nothing is called 'Alpho'; did you mean Alpha? 'gba search' looks in names and texts"),
        (["city", "xyz"], "nothing is called 'city xyz'; 'gba search' looks in names and texts"),
        ([""], "nothing is called ''; 'gba search' looks in names and texts"),
        (["beta.gdp.2017"], "no single value is called 'beta.gdp.2017'; beta.gdp has 2016, 2018"),
        (["delta.gdp.2017"], "no value of gdp is about 'delta'; see 'gba stats --metric gdp'"),
        (["ring", "--json", "--width", "80"], "--svg and --width need a drawing, and --json has none; leave one out"),
    ],
)
def test_what_names_nothing_or_too_much_is_an_error(tiny_gba, words, message):
    assert tiny_gba("show", *words) == (2, "", f"gba: {message}\n")


def test_two_kinds_that_share_a_name_are_told_apart_by_the_kind(tmp_path, tiny):
    (tmp_path / "sources.toml").write_text(
        '[ring]\ntitle = "T"\npublisher = "P"\nkind = "report"\nurl = "https://example.org"\naccessed = "2020"\n'
    )
    catalog = Catalog([*tiny.layers, Layer(tmp_path, "mine")])
    found, also = look_up(catalog, "ring")
    assert (found.kind, [(one.kind, one.record.id) for one in also]) == ("facility", [("source", "ring")])
    assert [find(catalog, name).kind for name in ("source ring", "Facility ring")] == ["source", "facility"]


def test_in_the_built_in_facts_every_name_belongs_to_one_record(real):
    """On this `find` relies: the first kind that knows a name settles it."""
    owners = {}
    for kind in KINDS:
        for record in records_of(real, kind):
            for name in (*names_of(record).own, *names_of(record).aliases):
                owners.setdefault((city_key if kind == "city" else key)(name), set()).add((kind, record.id))
    assert {name: found for name, found in owners.items() if len(found) > 1} == {}


def wide(text):
    """Write ASCII as the full-width letters that Chinese keyboards give."""
    return "".join([chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text])


_REAL = Catalog([built_in()])
NAMES = sorted(
    (kind, record.id, name)
    for kind in KINDS
    for record in records_of(_REAL, kind)
    for name in (*names_of(record).own, *names_of(record).aliases)
)


@pytest.mark.slow
@settings(max_examples=300)
@given(
    named=st.sampled_from(NAMES), spell=st.sampled_from([str, str.upper, str.lower, str.title, wide]), gap=st.booleans()
)
def test_any_name_in_any_spelling_finds_its_record(named, spell, gap):
    kind, record, name = named
    spelt = f" {spell(name)} " if gap else spell(name).replace(" ", "-")
    found = find(_REAL, spelt)
    assert (found.kind, found.record.id) == (kind, record)


@pytest.mark.slow
@settings(max_examples=200)
@given(st.text(max_size=12))
def test_what_is_answered_holds_what_was_asked(text):
    """Whatever is typed: a record that has such a name, or an error of one line."""
    try:
        kind, record = find(_REAL, text)
    except UsageError:
        return
    normal = city_key if kind == "city" else key
    names = [normal(name) for names in names_of(record) for name in names]
    words = [form for word in text.split() if (form := key(word))]
    assert any(name.startswith(normal(text)) or all(word in name for word in words) for name in names)


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
    assert f"\nFrom    {tmp_path}\n" in shown


def test_a_picture_is_written_beside_the_drawing(tiny_gba, tmp_path):
    picture = tmp_path / "ring.svg"
    done = tiny_gba("show", "ring", "--svg", str(picture), "--width", "80")
    assert done.out == RING_AT_80
    assert picture.read_text(encoding="utf-8").startswith("<svg")


def test_an_address_is_broken_in_a_picture_but_never_on_a_terminal(tiny):
    from gbacli.render import detail, drawing
    from gbacli.render.screen import Screen

    shown = show(tiny, "gazette")
    picture, terminal = Screen(width=30, colour=True), Screen(width=30, colour=True, links=True)
    plain = Screen(width=30)
    assert max(map(len, drawing.draw(detail.detail(shown, tiny, picture), plain).splitlines())) <= 30
    assert "\n  http://example.org/gazette?page=1\n" in drawing.draw(detail.detail(shown, tiny, plain), plain)
    linked = drawing.draw(detail.detail(shown, tiny, terminal), terminal)
    assert "http://example.org/gazette?page=1\x1b\\http://example.org/gazette?page=1\x1b]8;;" in linked
