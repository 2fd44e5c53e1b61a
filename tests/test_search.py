"""`gba search`: every kind of record that holds all the words, best first."""

import json
import shutil

import pytest
from conftest import TINY
from hypothesis import given, settings
from hypothesis import strategies as st

from gbacli.catalog import Catalog, Layer, built_in
from gbacli.model import BUILT_IN
from gbacli.queries import search as module
from gbacli.queries.lookup import KINDS, records_of
from gbacli.queries.search import EXCERPT, search
from gbacli.queries.texts import texts_of, wanted

REAL = Catalog([built_in()])
ALL = [(kind, record) for kind in KINDS for record in records_of(REAL, kind)]
WORDS = sorted({word for _, record in ALL for _, text in texts_of(record) for word in text.split() if wanted((word,))})


def found(catalog, *words):
    return [(hit.kind, hit.id, hit.match) for hit in search(catalog, words)]


RING = ("facility", "ring", "name: Ring [macau] Light Source")
RING_II = ("facility", "ring-ii", "name: Ring Light Source, phase II")


@pytest.mark.parametrize(
    ("words", "hits"),
    [
        pytest.param(["ring ii"], [("facility", "ring-ii", "id: ring-ii")], id="exact name"),
        pytest.param(["rls"], [("facility", "ring", "aliases: RLS")], id="alias"),
        pytest.param(["harb"], [("facility", "harbour-lab", "name: Harbour Laboratory")], id="beginning"),
        pytest.param(["light", "rls"], [("facility", "ring", f"{RING[2]}; aliases: RLS")], id="words of two names"),
        pytest.param(["phase", "ring"], [RING_II], id="words in any order inside a name"),
        pytest.param(["marine"], [("facility", "harbour-lab", "field: marine science")], id="field"),
        pytest.param(["institute"], [("facility", "ring", "operator: Ring Institute")], id="operator"),
        pytest.param(["stone"], [("facility", "ring", "note: first stone")], id="note of a history"),
        pytest.param(["students"], [("statement", "ring-users-2019", "note: Students included.")], id="note"),
        pytest.param(["12000"], [("statement", "gba-kites-2018", "value: 12000")], id="value"),
        pytest.param(["金属"], [], id="Chinese that is nowhere"),
        pytest.param(
            ["光源"],
            [
                ("facility", "ring", "name_zh_hans: 环形光源"),
                ("statement", "ring-users-2019", "subject: 环形光源"),
            ],
            id="two Chinese characters",
        ),
        pytest.param(["實驗"], [("facility", "harbour-lab", "name_zh_hant: 海港實驗室")], id="traditional characters"),
        pytest.param(["ＲＬＳ"], [("facility", "ring", "aliases: RLS")], id="full width"),
        pytest.param(
            ["photon", "beta"],
            [
                ("facility", "ring", "field: photon science, materials; cities: beta"),
                ("facility", "ring-ii", "field: photon science; cities: beta"),
            ],
            id="words in different texts",
        ),
        pytest.param(
            ["贝塔", "photon"],
            [
                ("facility", "ring", "cities: 贝塔; field: photon science, materials"),
                ("facility", "ring-ii", "cities: 贝塔; field: photon science"),
            ],
            id="the Chinese name of its city",
        ),
        pytest.param(["photon", "marine"], [], id="every word must occur"),
        pytest.param(["built-in"], [], id="the origin is no text"),
        pytest.param(["!!"], [], id="no letters"),
    ],
)
def test_what_is_found_and_by_what(tiny, words, hits):
    assert found(tiny, *words) == hits


def test_the_best_match_comes_first(tiny):
    """Exact name, alias, beginning of a name, inside a name, inside the text."""
    assert found(tiny, "ring") == [
        ("facility", "ring", "id: ring"),
        RING_II,
        ("statement", "ring-users-2019", "id: ring-users-2019"),
    ]
    assert found(tiny, "al")[:2] == [
        ("city", "alpha", "aliases: AL"),
        ("city", "beta", "neighbours: alpha"),
    ]
    kinds = [(kind, record) for kind, record, _ in found(tiny, "population")]
    assert kinds[0] == ("metric", "population")
    assert kinds[1] == ("metric", "population-density")


def test_titles_and_publishers_of_sources_are_texts_of_what_rests_on_them(tiny):
    assert found(tiny, "bay press") == [
        ("facility", "ring", "source: Gazette [macau] of the bay, Bay Press"),
        ("facility", "ring-ii", "source: Gazette [macau] of the bay, Bay Press"),
        ("industry", "kites", "sources: Gazette [macau] of the bay, Bay Press"),
        ("statement", "gba-kites-2018", "source: Gazette [macau] of the bay, Bay Press"),
        ("statement", "ring-users-2019", "checked_by: Gazette [macau] of the bay, Bay Press"),
        ("source", "gazette", "publisher: Bay Press"),
    ]


def test_a_word_of_two_letters_begins_a_word(tiny):
    """`in` is in `Ring`, but nobody who types it means that."""
    assert [hit for hit in found(tiny, "ng") if hit[1] == "ring"] == []


def test_a_long_text_is_quoted_around_the_word(real):
    hit = next(hit for hit in search(real, ["July 2020"]) if hit.id == "guangming-science-city")
    field, _, quoted = hit.match.partition(": ")
    assert field == "note"
    assert "July 2020" in quoted
    assert quoted.startswith("… ")
    assert len(quoted) < EXCERPT + 30


def test_chinese_in_the_real_facts(gba):
    done = gba("search", "中子", "--json")
    assert done.code == 0
    assert [(hit["kind"], hit["id"]) for hit in done.json()][:2] == [("facility", "csns"), ("facility", "csns-ii")]


def test_the_keys_are_those_of_the_contract(tiny_gba):
    assert tiny_gba("search", "rls", "--json").json() == [
        {
            "kind": "facility",
            "id": "ring",
            "name": "Ring [macau] Light Source",
            "match": "aliases: RLS",
            "origin": "built-in",
            "about": "Beta; operating since 2018-08-23",
        }
    ]


def test_the_table(tiny_gba):
    assert tiny_gba("search", "photon").out == (
        "Name                         Id       What it is                        Kind\n"
        "Ring [macau] Light Source    ring     Beta; operating since 2018-08-23  facility\n"
        "Ring Light Source, phase II  ring-ii  Beta, Gamma; planned by 2019-01   facility\n"
    )
    wide = tiny_gba("search", "photon", "--width", "130").out.splitlines()
    assert wide[0] == "Name                         Id       What it is                        Kind      Match"
    assert wide[3].endswith("Beta, Gamma; planned by 2019-01   facility  field: photon science")


def test_on_a_narrow_screen_what_it_is_stands_under_the_name(tiny_gba):
    assert tiny_gba("search", "photon", "--width", "40").out == (
        "Ring [macau] Light Source\n"
        "  ring  Beta; operating since 2018-08-23\n"
        "Ring Light Source, phase II\n"
        "  ring-ii\n"
        "  Beta, Gamma; planned by 2019-01\n"
    )


@pytest.mark.parametrize("width", range(40, 241, 40))
def test_a_wider_screen_never_makes_the_answer_longer(gba, width):
    for words in (["gdp", "2025"], ["neutron"], ["中子"]):
        narrow = gba("search", *words, "--width", str(width)).out.count("\n")
        assert gba("search", *words, "--width", str(width + 40)).out.count("\n") <= narrow


@pytest.mark.parametrize(
    ("words", "record", "about"),
    [
        (["kites", "flown"], "gba-kites-2018", ">12000 kites, 2018, Tiny Bay Area"),
        (["gazette"], "gazette", "Bay Press, 2018-08-23"),
        (["population"], "population", "in persons"),
        (["gdp"], "gdp", "in CNY or HKD"),
        (["beta"], "beta", "core city, sub-provincial city"),
        (["harb"], "harbour-lab", "Alpha; established"),
        (["风筝"], "kites", "Beta, Gamma"),
        (["Tiny"], "gba", "Alpha, Beta, Gamma"),
    ],
)
def test_every_hit_says_what_it_is(tiny, words, record, about):
    assert {hit.id: hit.about for hit in search(tiny, words)}[record] == about


def test_sources_come_last_and_a_kind_can_be_asked_for(real):
    kinds = [hit.kind for hit in search(real, ["neutron"])]
    assert kinds.index("source") == len(kinds) - kinds.count("source")
    for kind in ("facility", "source"):
        only = search(real, ["neutron"], [kind])
        assert only == [hit for hit in search(real, ["neutron"]) if hit.kind == kind]
        assert only


def test_a_kind_that_is_none_is_refused(tiny_gba):
    done = tiny_gba("search", "ring", "--kind", "facilty")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("gba: no kind of record is called 'facilty'; did you mean facility or city? All: ")


def test_nothing_found_is_exit_code_1_and_one_line(tiny_gba):
    message = "gba: nothing matches 'zebra'; every word must occur; try fewer or shorter ones\n"
    assert tiny_gba("search", "zebra") == (1, "", message)
    assert tiny_gba("search", "zebra", "--json") == (1, "[]\n", message)
    assert tiny_gba("search", "zebra", "--format", "csv") == (1, "kind,id,name,match,origin,about\n", message)
    assert tiny_gba("search", "zebra", "--format", "jsonl") == (1, "", message)


def test_a_near_word_is_offered(tiny_gba):
    assert tiny_gba("search", "harbur lab") == (
        1,
        "",
        "gba: nothing matches 'harbur lab'; did you mean 'Harbour lab'?\n",
    )


def test_no_words_are_wrong_usage(tiny_gba):
    message = "gba: there is nothing to search for; give some words, as in 'gba search neutron'\n"
    assert tiny_gba("search") == (2, "", message)
    assert tiny_gba("search", " ", "--json") == (2, "", message)


def test_wrong_options_are_wrong_usage_even_if_nothing_matches(tiny_gba):
    for options in (["--format", "xml"], ["--fields", "nmae"], ["--sort", "x"], ["--limit", "-1"], ["--bom"]):
        done = tiny_gba("search", "zebra", *options)
        assert (done.code, done.out) == (2, ""), options


def test_the_fields_are_explained_without_a_search(tiny_gba):
    done = tiny_gba("search", "--fields", "help")
    assert [line.split()[0] for line in done.out.splitlines()] == [
        "Name", "kind", "id", "name", "match", "origin", "about"
    ]  # fmt: skip


def test_sort_and_limit(tiny_gba):
    done = tiny_gba("search", "bay press", "--sort", "-id", "--limit", "2", "--fields", "id", "--format", "csv")
    assert done.out == "id\nring-users-2019\nring-ii\n"


def test_the_words_of_an_overlay_are_found_and_marked(gba, tmp_path):
    (tmp_path / "facilities").mkdir()
    (tmp_path / "facilities" / "mine.toml").write_text(
        '[my-lab]\nname = "Xylophone Lab"\ncities = ["dongguan"]\nkind = "research centre"\nfield = "ice"\n'
        'history = [{ status = "planned", date = "2026", source = "seed-copy", locator = "P1" }]\n'
    )
    done = gba("--facts", str(tmp_path), "search", "xylophone", "--format", "jsonl")
    assert json.loads(done.out)["origin"] == str(tmp_path)


@settings(max_examples=40)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3), st.integers(0, 4), st.integers(1, 12))
def test_nothing_that_matches_is_left_unparsed(words, start, length):
    asked = [word[start : start + length] or word for word in words]
    unread = Catalog([built_in()])

    with pytest.MonkeyPatch.context() as patch:
        fast = search(unread, asked)
        patch.setattr(module, "_likely", lambda *_: [record for _, record in ALL])
        assert [(hit.kind, hit.id, hit.match) for hit in fast] == found(REAL, *asked)


@pytest.mark.parametrize(
    ("written", "word"),
    [
        ("Café Müller", "cafe"), ("Café Müller", "muller"), ("Ｆｉｂｒｅ Ｈａｌｌ", "fibre"), ("ﬁne optics", "fine"),
        ("Straße", "strasse"), ("5 ㎡", "m2"), ("Ⅳ. Hall", "iv"), ("K² ring", "k2"), ("ŠKODA", "skoda"),
        ("한글 Hall", "한글"), ("ガラス", "ガラス"), ("東莞、Ring－Hall", "ringhall"), ("ΑΒΓ", "αβγ"),
    ],
)  # fmt: skip
def test_letters_in_another_form_are_found_before_anything_is_parsed(tmp_path, written, word):
    folder = tmp_path / "facts"
    shutil.copytree(TINY, folder)
    statements = folder / "statements.toml"
    statements.write_text(
        statements.read_text(encoding="utf-8").replace('label = "', f'label = "{written} ', 1), encoding="utf-8"
    )
    for trusted in (True, False):
        hits = search(Catalog([Layer(folder, BUILT_IN, trusted=trusted)]), [word])
        assert [hit.kind for hit in hits] == ["statement"], trusted
