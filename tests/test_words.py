"""What people type, on the real facts: which record answers, in which language and spelling so ever."""

import json
import time
from itertools import combinations, pairwise

import asking
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gbacli.catalog import Catalog, built_in
from gbacli.errors import UsageError
from gbacli.queries import compare as comparing
from gbacli.queries import facilities, stats
from gbacli.queries.cities import cities
from gbacli.queries.lookup import KINDS, index_of, look_up, records_of
from gbacli.queries.names import (
    CITY,
    FACILITY,
    METRIC,
    SOURCE,
    SUBJECT,
    Index,
    ids_of,
    kind_of,
    names_of,
    resolve_words,
    suggest,
)
from gbacli.queries.values import values_of

REAL = Catalog([built_in()])

SHOW = {
    # cities
    "dongguan": "city dongguan",
    "Dongguan": "city dongguan",
    "DG": "city dongguan",
    "dong guan": "city dongguan",
    "东莞": "city dongguan",
    "東莞市": "city dongguan",
    "Dōngguǎn": "city dongguan",
    "hong kong": "city hong-kong",
    "HK": "city hong-kong",
    "HKSAR": "city hong-kong",
    "xianggang": "city hong-kong",
    "香港特别行政区": "city hong-kong",
    "Macau": "city macao",
    "澳门": "city macao",
    "澳門": "city macao",
    "aomen": "city macao",
    "Canton": "city guangzhou",
    "羊城": "city guangzhou",
    "SZ": "city shenzhen",
    "粤B": "city shenzhen",
    "shenzhen city": "city shenzhen",
    "Fatshan": "city foshan",
    "香山": "city zhongshan",
    "zhaoq": "city zhaoqing",
    "city macao": "city macao",
    # facilities
    "csns": "facility csns",
    "CSNS-II": "facility csns-ii",
    "csns phase ii": "facility csns-ii",
    "spallation": "facility csns",
    "散裂": "facility csns",
    "China Spallation Neutron Source": "facility csns",
    "China Spallation Neutron Source, phase II": "facility csns-ii",
    "散裂中子源": "facility csns",
    "zhongguo sanlie zhongziyuan": "facility csns",
    "attosecond laser": "facility advanced-attosecond-laser-facility",
    "laser attosecond": "facility advanced-attosecond-laser-facility",
    "阿秒": "facility advanced-attosecond-laser-facility",
    "cold seep": "facility cold-seep-facility",
    "冷泉": "facility cold-seep-facility",
    "guangming science": "facility guangming-science-city",
    "光明科学城": "facility guangming-science-city",
    "supercomputer guangzhou": "facility nscc-guangzhou",
    "guangzhou supercomputer": "facility nscc-guangzhou",
    "Tianhe-2": "facility nscc-guangzhou",
    "天河二号": "facility nscc-guangzhou",
    "hiaf": "facility hiaf",
    "juno": "facility juno",
    "jiangmen neutrino": "facility juno",
    "江门中微子": "facility juno",
    "peng cheng laboratory": "facility peng-cheng-laboratory",
    "PCL": "facility peng-cheng-laboratory",
    "songshan lake science": "facility songshan-lake-science-city",
    "松山湖科学城": "facility songshan-lake-science-city",
    "hetao": "facility hetao-zone",
    "Lok Ma Chau Loop": "facility hetao-zone",
    "河套": "facility hetao-zone",
    "genebank": "facility cngb",
    "基因库": "facility cngb",
    "dream factory": "facility qianhai-ehub",
    "saps": "facility saps",
    "photon source": "facility saps",
    "facility juno": "facility juno",
    # metrics, subjects, industries, statements, sources
    "population": "metric population",
    "gdp": "metric gdp",
    "gross domestic product": "metric gdp",
    "GDP per head, computed": "metric gdp-per-head-computed",
    "density": "metric population-density",
    "high-tech": "metric national-high-tech-enterprises",
    "R&D intensity": "metric rd-intensity",
    "gba": "subject gba",
    "大湾区": "subject gba",
    "greater bay area": "subject gba",
    "nine mainland cities": "subject nine-cities",
    "九市": "subject nine-cities",
    "guangdong": "subject guangdong",
    "advanced battery materials": "industry advanced-battery-materials",
    "uhd": "industry ultra-hd-video",
    "智能装备": "industry intelligent-equipment",
    "gba-gdp-2025": "statement gba-gdp-2025",
    "kwok-luggage-brands-2022": "statement kwok-luggage-brands-2022",
    "shenzhen.gdp.2024": "value shenzhen.gdp.2024",
    "seed-copy": "source seed-copy",
    "source seed": "source seed-copy",
    "statement gba-gdp-2025": "statement gba-gdp-2025",
}
SEVERAL = {
    "guangming": ("facility", "guangming-laboratory, guangming-science-city"),
    "中微子": ("facility", "daya-bay-neutrino, juno"),
    "supercomputing": ("facility", "nscc-guangzhou, nscc-shenzhen, cyberport-aisc"),
    "gdp per": ("metric", "gdp-per-capita-usd, gdp-per-capita, gdp-per-head-computed"),
    "jiang": ("city", "jiangmen"),
}
STATS = {
    "population macao": (("macao",), ("population",), "Macao · Population"),
    "Population Macau": (("macao",), ("population",), "Macao · Population"),
    "macao population": (("macao",), ("population",), "Macao · Population"),
    "pop 澳门": (("macao",), ("population",), "Macao · Population"),
    "gdp shenzhen": (("shenzhen",), ("gdp",), "Shenzhen · GDP"),
    "gdp SZ": (("shenzhen",), ("gdp",), "Shenzhen · GDP"),
    "深圳GDP": (("shenzhen",), ("gdp",), "Shenzhen · GDP"),
    "深圳 gdp": (("shenzhen",), ("gdp",), "Shenzhen · GDP"),
    "gdp per capita hong kong": (("hong-kong",), ("gdp-per-capita",), "Hong Kong · GDP per capita"),
    "gdp per head, computed dongguan": (("dongguan",), ("gdp-per-head-computed",), "Dongguan · GDP per head, computed"),
    "land area hong kong": (("hong-kong",), ("land-area",), "Hong Kong · Land area"),
    "invention patents guangzhou": (
        ("guangzhou",), ("invention-patents-granted",), "Guangzhou · Invention patents granted"
    ),
    "patents foshan": (("foshan",), ("patents-granted",), "Foshan · Patents granted"),
    "gdp shenzhen 2021": (("shenzhen",), ("gdp",), "Shenzhen · GDP · 2021"),
    "exports dongguan": (("dongguan",), ("goods-exports",), "Dongguan · Goods exports"),
    "gdp gba": (("gba",), ("gdp",), "Greater Bay Area · GDP"),
    "gdp 大湾区": (("gba",), ("gdp",), "Greater Bay Area · GDP"),
    "csns": (("csns",), (None,), "China Spallation Neutron Source"),
    "散裂中子源": (("csns",), (None,), "China Spallation Neutron Source"),
    "csns users": (("csns",), (None,), "China Spallation Neutron Source · users"),
    "innovation cluster rank": (
        ("shenzhen-hong-kong-guangzhou-cluster",), ("gii-cluster-rank",), "Global Innovation Index cluster rank"
    ),
}  # fmt: skip
FACILITIES = {
    "neutron": ["csns", "csns-ii"],
    "neutrino": ["juno", "daya-bay-neutrino"],
    "中子": ["csns", "csns-ii"],
    "csns": ["csns", "csns-ii"],
    "laser": ["advanced-attosecond-laser-facility", "s3fel"],
    "supercomputing": ["nscc-guangzhou", "nscc-shenzhen", "cyberport-aisc"],
    "guangzhou laboratory": ["guangzhou-laboratory"],
    "松山湖": ["songshan-lake-materials-laboratory", "songshan-lake-science-city"],
    "attosecond": ["advanced-attosecond-laser-facility"],
    "spallation dongguan": ["csns", "csns-ii"],
    "东莞 散裂": ["csns", "csns-ii"],
    "macao medicine": ["skl-chinese-medicine-macao"],
    "jiangmen juno": ["juno"],
}
"""What is among the answers."""
COMPARE = {
    "shenzhen hong kong": "shenzhen hong-kong",
    "hong kong shenzhen": "hong-kong shenzhen",
    "Shenzhen Dongguan": "shenzhen dongguan",
    "深圳 东莞": "shenzhen dongguan",
    "hk sz": "hong-kong shenzhen",
    "HK, SZ, 澳门": "hong-kong shenzhen macao",
    "hong kong,macao": "hong-kong macao",
    "hong kong，macao": "hong-kong macao",
    "shen zhen hong kong dong guan": "shenzhen hong-kong dongguan",
    "Hong Kong SAR Macao SAR": "hong-kong macao",
    "Hong Kong Special Administrative Region canton": "hong-kong guangzhou",
    "Guangzhou City Foshan City": "guangzhou foshan",
    "Chao-ch'ing Heung Gong": "zhaoqing hong-kong",
    "zhong jiang": "zhongshan jiangmen",
    "gwong zau zyu hoi": "guangzhou zhuhai",
}
OFFERED = {
    "gba cites": "'gba cities'",
    "gba facilites": "'gba facilities'",
    "gba comprae": "'gba compare'",
    "gba dongguang": "Dongguan",
    "gba show spalation": "China Spallation Neutron Source",
    "gba stats --city Shenzen": "Shenzhen",
    "gba stats --metric populaton": "population",
    "gba facilities --status operatng": "operating",
    "gba facilities --fields nmae": "name",
}


def test_there_are_enough_rows():
    assert sum(map(len, (SHOW, SEVERAL, STATS, FACILITIES, COMPARE, OFFERED))) >= 120


@pytest.mark.parametrize(("typed", "answer"), SHOW.items())
def test_show_answers_with(typed, answer):
    found = look_up(REAL, typed)[0]
    assert f"{kind_of(found)} {found.id}" == answer


@pytest.mark.parametrize(("typed", "kind_and_ids"), [row for row in SEVERAL.items() if ", " in row[1][1]])
def test_several_of_the_best_kind_are_listed_with_their_names(typed, kind_and_ids):
    kind, ids = kind_and_ids
    with pytest.raises(UsageError) as caught:
        look_up(REAL, typed)
    shown = [
        f"{key} ({names_of(next(one for one in records_of(REAL, kind) if one.id == key))[0]})"
        for key in ids.split(", ")
    ]
    assert str(caught.value).startswith(f"{typed!r} fits more than one {kind}: {', '.join(shown)}")


def test_what_else_fits_is_named():
    found, *also = look_up(REAL, "attosecond laser")
    assert found.id == "advanced-attosecond-laser-facility"
    assert ("source", "szhome-attosecond-2025") in [(kind_of(record), record.id) for record in also]
    assert len(look_up(REAL, "dongguan")) == 1


def test_of_several_the_one_answers_whose_name_all_the_others_go_on_from(gba):
    found, *also = look_up(REAL, "spallation")
    assert (found.id, also[0].id) == ("csns", "csns-ii")
    assert gba("show", "spallation").out.startswith("China Spallation Neutron Source  中国散裂中子源")
    assert "also: facility csns-ii" in gba("show", "spallation").out
    assert gba("show", "guangming").code == 2  # Guangming Laboratory, Guangming Science City: neither begins the other


@pytest.mark.parametrize(("typed", "expected"), STATS.items())
def test_figures_answer_with(typed, expected):
    subjects, metrics, heading = expected
    asked = stats.ask(REAL, typed.split())
    found = stats.figures(REAL, asked)
    assert " · ".join(asked.reading.heading()) == heading
    assert {(stat.subject, stat.metric) for stat in found} == {
        (subject, one) for subject in subjects for one in metrics
    }
    periods = [stat.period.partition("/")[0][:4] for stat in found]
    assert len(found) == 1 or typed.startswith(("csns", "散裂")), periods


@pytest.mark.parametrize(
    ("typed", "record"),
    [
        ("cluster", "shenzhen-hong-kong-guangzhou-cluster.gii-cluster-rank"),
        ("high-tech enterprises", "gba-national-high-tech-enterprises-2024"),
        ("start-ups", "qianhai-ehub-hong-kong-start-ups-2024-08"),
        ("spectrometers", "csns-spectrometers-2022"),
        ("luggage", "kwok-luggage-brands-2022"),
        ("gba-gdp-2024", "gba-gdp-2024"),
    ],
)
def test_words_that_name_nothing_stand_in_the_figures_found(typed, record):
    assert any(stat.id.startswith(record) for stat in asking.stats(REAL, typed.split()))


def test_what_words_ask_for_is_answered_newest_first():
    for typed in ("cluster", "spallation", "csns"):
        periods = [stat.period.rpartition("/")[2] for stat in asking.stats(REAL, [typed])]
        years = [period[:4] for period in periods]
        assert years == sorted(years, reverse=True)


def test_titles_of_sources_are_no_texts_of_what_rests_on_them():
    assert look_up(REAL, "khabarasia-csns2-2024")
    assert asking.stats(REAL, ["KhabarAsia"]) == []
    assert asking.facilities(REAL, ["KhabarAsia"]) == []


@pytest.mark.parametrize(("typed", "expected"), FACILITIES.items())
def test_facilities_answer_with(typed, expected):
    found = [facility.id for facility in asking.facilities(REAL, typed.split())]
    assert [one for one in expected if one in found] == expected


@pytest.mark.parametrize("city", list(REAL.cities.values()), ids=lambda city: city.id)
def test_any_name_of_a_city_in_the_text_keeps_its_facilities(city):
    here = asking.facilities(REAL, city=[city.id])
    for name in names_of(city):
        assert asking.facilities(REAL, [name]) == here, name


@pytest.mark.parametrize(("typed", "expected"), COMPARE.items())
def test_cities_side_by_side(typed, expected):
    found = resolve_words(typed.split(" "), Index(REAL.cities.values()), CITY)
    assert " ".join([city.id for city in found]) == expected
    assert [city.id for city in cities(REAL, typed.split(" "))] == expected.split()
    rows = comparing.compare(REAL, typed.split(" "), ["population"])
    assert [value.city for value in rows[0].values] == expected.split()


@pytest.mark.parametrize(("line", "offer"), OFFERED.items())
def test_a_near_miss_is_offered(line, offer, gba):
    done = gba(*line.split()[1:])
    assert (done.code, done.out) == (2, "")
    assert offer in done.err


# Every name of every record, everywhere that a name is taken.

EVERY = [(kind, record, name) for kind in KINDS for record in records_of(REAL, kind) for name in names_of(record)]


def test_every_name_of_every_record_shows_it():
    for kind, record, name in EVERY:
        found = look_up(REAL, name)[0]
        assert (kind_of(found), found) == (kind, record), name


def test_every_name_is_taken_by_every_option():
    """Names with commas win over lists; a list of two names is two records."""
    takers = {
        "city": (CITY, REAL.cities.values()),
        "facility": (FACILITY, REAL.facilities.values()),
        "metric": (METRIC, list(records_of(REAL, "metric"))),
        "source": (SOURCE, REAL.sources.values()),
        "subject": (SUBJECT, index_of(REAL, "city", "subject", "facility", "industry").records),
    }
    for kind, (spoken, records) in takers.items():
        known = Index(records)
        own = [(record, name) for of, record, name in EVERY if of == kind]
        for record, name in own:
            assert ids_of([name], known, spoken) == (record.id,), name
            assert [one.id for one in resolve_words([name], known, spoken)] == [record.id], name
            assert [one.id for one in resolve_words(name.split(), known, spoken)] == [record.id], name
        for (first, name), (second, other) in pairwise(own):
            expected = tuple(dict.fromkeys([first.id, second.id]))
            assert ids_of([f"{name},{other}"], known, spoken) == expected, (name, other)
            assert ids_of([name, other], known, spoken) == expected


def test_every_name_of_a_metric_or_subject_in_words_is_read():
    for kind, record, name in EVERY:
        if kind in ("city", "subject", "facility", "metric"):
            assert [one.id for one in stats.ask(REAL, name.split()).reading.records] == [record.id], name


@pytest.mark.parametrize(
    ("options", "subject", "metric"),
    [
        (["--metric", "GDP per head, computed", "--city", "dg"], "dongguan", "gdp-per-head-computed"),
        (["--metric", "GDP per head, computed,population", "--city", "dg"], "dongguan", "population"),
        (["--subject", "China Spallation Neutron Source, phase I"], "", ""),
        (["--subject", "China Spallation Neutron Source"], "csns", None),
    ],
)
def test_names_with_commas_on_the_command_line(options, subject, metric, gba):
    done = gba("stats", *options, "--json")
    if not subject:
        assert done.code == 2
        return
    assert any((stat["subject"], stat["metric"]) == (subject, metric) for stat in done.json())


# Filters compose.

FACILITY_FILTERS = {
    "city": ["dongguan", "shenzhen", "hong kong,macao"],
    "kind": ["large research infrastructure", "science city"],
    "field": ["neutron", "materials"],
    "status": ["operating", "under-construction", "planned,established"],
    "source": [source for source in REAL.sources if "csns" in source][:2],
    "since": ["2018", "2024-05"],
    "until": ["2019", "2024-12-31"],
    "text": ["science", "东莞"],
}
STAT_FILTERS = {
    "city": ["dongguan", "hong kong"],
    "metric": ["gdp", "population,land-area"],
    "subject": ["gba", "shenzhen,csns"],
    "year": ["2021", "2024"],
    "since": ["2020"],
    "as_of": ["2022"],
    "source": ["gd-stats-city-gdp-2025", "seed-copy"],
    "text": ["guangzhou", "patents"],
}


def _asked(filters):
    return {name: value if name in ("since", "until", "as_of") else value.split(",") for name, value in filters.items()}


def _pairs(filters):
    single = [(name, value) for name, values in filters.items() for value in values]
    return [pair for pair in combinations(single, 2) if pair[0][0] != pair[1][0]]


@pytest.mark.parametrize(("first", "second"), _pairs(FACILITY_FILTERS), ids=str)
def test_two_filters_of_facilities_give_what_passes_both(first, second):
    one, two, both = (
        {facility.id for facility in asking.facilities(REAL, **_asked(dict(pairs)))}
        for pairs in ([first], [second], [first, second])
    )
    assert both == one & two


@pytest.mark.parametrize(("first", "second"), _pairs(STAT_FILTERS), ids=str)
def test_two_filters_of_figures_give_what_passes_both(first, second):
    """Of every year. Computed metrics are listed only where they are named."""
    one, two, both = (
        {stat.id for stat in asking.stats(REAL, history=True, **_asked(dict(pairs)))}
        for pairs in ([first], [second], [first, second])
    )
    assert both == one & two


@pytest.mark.parametrize(
    ("first", "second"),
    [pair for pair in _pairs(STAT_FILTERS) if not {"year", "since", "as_of"} & {name for name, _ in pair}],
    ids=str,
)
def test_two_filters_of_the_latest_figures_give_what_passes_both(first, second):
    one, two, both = (
        {stat.id for stat in asking.stats(REAL, **_asked(dict(pairs)))}
        for pairs in ([first], [second], [first, second])
    )
    assert both == one & two


# What there is none of.


@pytest.mark.parametrize(
    ("filters", "sentence"),
    [
        (
            {"city": ["shenzhen"], "metric": ["gdp"], "year": ["2010"]},
            "no value of gdp for Shenzhen in 2010; there are values for 2018 to 2025",
        ),
        (
            {"text": ["gdp", "shenzhen", "2010"]},
            "no value of gdp for Shenzhen in 2010; there are values for 2018 to 2025",
        ),
        (
            {"subject": ["kwok-luggage-company"], "metric": ["gdp"]},
            "no value of gdp for Kwok Wai-Keung's luggage company; 'gba stats --metric gdp' lists who has it",
        ),
        (
            {"text": ["gba-gdp-2024"], "city": ["dongguan"]},
            "no figure called gba-gdp-2024 for Dongguan; 'gba stats --history' lists all there is",
        ),
        (
            {"metric": ["population"], "city": ["zhuhai"], "source": ["seed-copy"]},
            "no value of population for Zhuhai that rests on seed-copy; there are values from dsec-gba-population",
        ),
        ({"text": ["xylophone"]}, "no figure with the words 'xylophone'; 'gba search xylophone' looks in every text"),
    ],
)
def test_an_empty_answer_says_why_and_what_there_is(filters, sentence):
    asked = stats.ask(REAL, **filters)
    assert stats.figures(REAL, asked) == []
    assert stats.why_none(REAL, asked) == sentence


@pytest.mark.parametrize(
    ("filters", "sentence"),
    [
        ({"text": ["zzz"]}, "no facility with the words 'zzz'; 'gba search zzz' looks in every text"),
        (
            {"text": ["foshan", "zzz"], "kind": ["university"]},
            "no facility in Foshan with the words 'zzz' of the kind university; without these words there are ",
        ),
        (
            {"text": ["neutron"], "city": ["jiangmen"]},
            "no facility in Jiangmen with the words 'neutron'; without these words there are ",
        ),
        (
            {"city": ["dongguan"], "status": ["operating"], "since": "2030"},
            "no facility in Dongguan that is operating since 2030; at other dates there are ",
        ),
    ],
)
def test_no_facility_says_why_and_what_there_is(filters, sentence):
    asked = facilities.ask(REAL, **filters)
    assert facilities.found(REAL, asked) == []
    assert facilities.why_none(REAL, asked).startswith(sentence)


def test_an_empty_answer_is_told_on_stderr_in_a_pipe(gba):
    done = gba("stats", "--city", "shenzhen", "--metric", "gdp", "--year", "2010")
    assert done == (0, "", "gba: no value of gdp for Shenzhen in 2010; there are values for 2018 to 2025\n")
    assert gba("stats", "--city", "shenzhen", "--metric", "gdp", "--year", "2010", "--json") == (0, "[]\n", "")
    done = gba("facilities", "--city", "foshan", "--status", "planned")
    assert (done.code, done.out) == (0, "")
    assert done.err == "gba: no facility in Foshan that is planned; " + done.err.partition("; ")[2]
    assert "with another status there are ji-hua-laboratory, " in done.err


def test_an_empty_answer_stands_in_place_of_the_table_on_a_terminal(gba):
    done = gba("stats", "--city", "shenzhen", "--metric", "gdp", "--year", "2010", "--width", "80")
    assert done == (0, "No value of gdp for Shenzhen in 2010; there are values for 2018 to 2025.\n", "")


# The change on the year before.


def test_the_change_is_computed_on_the_value_of_the_year_before():
    stat = asking.stats(REAL, city=["shenzhen"], metric=["gdp"], year=["2024"])[0]
    before = next(one for one in values_of(REAL, "gdp") if one.id == stat.change_from)
    assert before.id == "shenzhen.gdp.2023"
    assert stat.change_percent == round((stat.value - before.value) / before.value * 100, 2)


def test_changes_stand_only_between_exact_values_of_one_year_apart():
    known = {stat.id: stat for stat in asking.stats(REAL, history=True)}
    changed = [stat for stat in known.values() if stat.change_percent is not None]
    assert len(changed) > 100
    for stat in changed:
        before = known[stat.change_from]
        assert (before.subject, before.metric, before.unit, before.scope) == (
            stat.subject, stat.metric, stat.unit, stat.scope
        )  # fmt: skip
        assert stat.qualifier == before.qualifier == "exact"
        assert int(stat.year) - int(before.year) == 1
        assert stat.unit not in ("percent", "rank", "year")
    for stat in known.values():
        assert (stat.change_percent is None) == (stat.change_from is None)


# A metric takes in regions.


@pytest.mark.parametrize(("metric", "region"), [("gdp", "gba"), ("population", "gba"), ("rd-expenditure", "guangdong")])
def test_a_metric_has_the_values_of_regions_too(metric, region, gba):
    about = {stat.subject for stat in asking.stats(REAL, metric=[metric])}
    assert {region, "shenzhen"} <= about
    shown = gba("show", metric, "--json").json()
    assert {stat["subject"] for stat in shown["stats"]} == about


# Undated histories.


def test_what_has_no_date_stays_on_a_day_after_its_sources(gba):
    undated = [facility.id for facility in REAL.facilities.values() if facilities.is_undated(facility)]
    today = REAL.about.version
    assert {facility.id for facility in asking.facilities(REAL, as_of=today)} >= set(undated)
    assert not {facility.id for facility in asking.facilities(REAL, as_of="1950")} & set(undated)
    for day in (today, "2100"):
        listed = json.loads(gba("facilities", "--as-of", day, "--json").out)
        assert [one["id"] for one in listed if one["id"] in undated and one["status_date"] is not None] == []


# What there is to choose from.


@pytest.mark.parametrize("option", ["status", "kind", "field"])
def test_help_lists_what_a_filter_can_be(option, gba):
    choices = gba("facilities", f"--{option}", "help", "--json").json()
    assert all(set(choice) == {"name", "number", "meaning"} for choice in choices)
    for choice in choices:
        kept = gba("facilities", f"--{option}", choice["name"], "--json").json()
        assert len(kept) >= choice["number"]
    assert gba("facilities", f"--{option}", "help").out.startswith("Name")
    assert gba("facilities", f"--{option}", "help", "--format", "csv").out.startswith("name,number,meaning\n")


def test_headings_are_names_of_fields(gba):
    by_since = gba("facilities", "--sort", "since", "--json").out
    assert by_since == gba("facilities", "--sort", "status_date", "--json").out
    assert gba("facilities", "--fields", "City", "--format", "csv").out.startswith("cities\n")


# No argument costs much.

LONG = 100_000
LONG_LINES = {
    "one name": ["show", "x" * LONG],
    "one name of many words": ["show", "dongguan " * (LONG // 9)],
    "cities": ["facilities", "--city", "dg," * (LONG // 3) + "dg", "--json"],
    "unknown cities": ["facilities", "--city", ",".join([f"a{i}" for i in range(LONG // 7)])],
    "cities as words": ["cities", *["hong", "kong"] * (LONG // 10), "--json"],
    "compared": ["compare", *["dg", "sz"] * (LONG // 6)],
    "endings": ["dongguan", *["city"] * (LONG // 5)],
    "fields": ["facilities", "--fields", "name," * (LONG // 5) + "name", "--format", "csv"],
    "search": ["search", "neutron " * (LONG // 8)],
    "search for many words": ["search", " ".join([f"n{i}" for i in range(LONG // 7)])],
    "metrics": ["stats", "--metric", "GDP," * (LONG // 4) + "GDP", "--json"],
    "subjects": ["stats", "--subject", "csns," * (LONG // 5) + "csns", "--json"],
    "sources": ["stats", "--source", "seed-copy," * (LONG // 10) + "seed-copy", "--json"],
    "words of figures": ["stats", *[f"n{i}" for i in range(LONG // 7)], "--json"],
    "Chinese words": ["stats", *["澳门人口"] * (LONG // 13), "--json"],
    "a Chinese word": ["stats", "澳门" * (LONG // 6), "--json"],
    "words of facilities": ["facilities", "x " * (LONG // 2), "--json"],
    "years": ["stats", "--year", "2021," * (LONG // 5) + "2021", "--json"],
    "a field": ["get", "dongguan", "y" * LONG],
    "no command": ["y" * LONG],
}


@pytest.mark.slow
@pytest.mark.parametrize("line", LONG_LINES.values(), ids=LONG_LINES)
def test_no_argument_costs_more_than_a_second(line, gba):
    """In this process, where the machine is shared: the best of three."""
    took = []
    for _ in range(3):
        start = time.perf_counter()
        gba(*line)
        took.append(time.perf_counter() - start)
        if took[-1] < 1:
            return
    assert min(took) < 1


@settings(deadline=None, max_examples=300)
@given(
    st.lists(st.sampled_from([name for kind, _, name in EVERY if kind == "city"]), min_size=1, max_size=5), st.data()
)
def test_names_side_by_side_are_read_as_they_were_written(names, data):
    """Joined by blanks or commas, quoted or not, the names come back: none is longer than the one that was meant."""
    joined = ""
    for name in names:
        joined += (data.draw(st.sampled_from([",", ", ", " , "])) if joined else "") + name
    words = data.draw(st.sampled_from([[joined], joined.split(" ")]))
    found = resolve_words([word for word in words if word], Index(REAL.cities.values()), CITY)
    assert [city.id for city in found] == [look_up(REAL, f"city {name}")[0].id for name in names]


@given(st.text(max_size=30), st.lists(st.text(min_size=1, max_size=10), max_size=8))
def test_offers_are_among_the_choices(word, choices):
    offered = suggest(word, choices)
    assert set(offered) <= set(choices)
    assert len(offered) == len(set(offered)) <= 3


# Pages and clusters.


def test_open_prints_or_opens_the_page_of_a_source(gba, monkeypatch):
    first = REAL.sources[REAL.facilities["csns"].history[0].source].url
    assert gba("open", "csns", "--print") == (0, f"{first}\n", "")
    assert gba("open", "seed-copy", "--print").out == f"{REAL.sources['seed-copy'].url}\n"
    opened = []
    monkeypatch.setattr("webbrowser.open", lambda address: not opened.append(address))
    assert gba("open", "散裂中子源") == (0, "", "")
    assert opened == [first]
    monkeypatch.setattr("webbrowser.open", lambda address: False)
    message = "gba: no browser could be started; 'gba open csns --print' prints the address\n"
    assert gba("open", "csns") == (4, "", message)
    assert gba("open", "facilities-ended").code == 2


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("foshan", ["intelligent-equipment", "ultra-hd-video"]),
        ("佛山", ["intelligent-equipment", "ultra-hd-video"]),
        ("battery", ["advanced-battery-materials"]),
        ("电池", ["advanced-battery-materials"]),
        ("guangzhou medical", ["high-end-medical-equipment"]),
        ("guangzhou battery", []),
    ],
)
def test_industries(typed, found, gba):
    done = gba("industries", *typed.split(), "--json")
    assert [industry["id"] for industry in done.json()] == found
    assert gba("industries", "--format", "csv", "--fields", "id").out.count("\n") == 1 + len(REAL.industries)
