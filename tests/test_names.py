"""Names: what finds a record, and what must not."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gbacli.catalog import Catalog, built_in
from gbacli.errors import UsageError
from gbacli.queries import names
from gbacli.queries.filters import named
from gbacli.queries.names import CITY, FACILITY, SOURCE, Index, ids_of, names_of, resolve
from gbacli.queries.texts import city_key, key

REAL = Catalog([built_in()])
CITIES, FACILITIES = names.Index(REAL.cities.values()), names.Index(REAL.facilities.values())
CITY_NAMES = [
    (name, city.id)
    for city in REAL.cities.values()
    for name in (city.id, city.name, city.name_zh_hans, city.name_zh_hant, city.pinyin, *city.aliases)
]
FACILITY_NAMES = [(name, facility.id) for facility in REAL.facilities.values() for name in names.names_of(facility)]


@pytest.mark.parametrize(
    "text",
    [
        "Dongguan",
        "dongguan",
        "DONGGUAN",
        "东莞",
        "東莞",
        "dong-guan",
        "Dong Guan",
        "DG",
        "Ｄｏｎｇｇｕａｎ",
        "东莞市",
        "Dongguan City",
        "dōngguǎn",
        " dongguan ",
        "Dongg",
    ],
)
def test_dongguan_is_found_by(text):
    assert resolve(text, CITIES, CITY).id == "dongguan"


@pytest.mark.parametrize(
    ("text", "city"),
    [("Canton", "guangzhou"), ("Macau", "macao"), ("Hong Kong SAR", "hong-kong"), ("香港特别行政区", "hong-kong"),
     ("澳門特別行政區", "macao"), ("HKSAR", "hong-kong"), ("Macau SAR", "macao"), ("粤B", "shenzhen"), ("SZX", "shenzhen"),
     ("Fatshan", "foshan"), ("xianggang", "hong-kong"), ("ShenZhen City", "shenzhen"), ("DG City", "dongguan")],
)  # fmt: skip
def test_old_spellings_abbreviations_and_endings(text, city):
    assert resolve(text, CITIES, CITY).id == city


def test_a_name_with_a_comma_comes_before_one_that_is_like_it_without():
    harbour, other = REAL.facilities["csns"], REAL.facilities["saps"]
    known = [other._replace(name="Ring One"), harbour._replace(aliases=("Ring, One",))]
    assert resolve("Ring, One", Index(known), FACILITY).id == "csns"
    assert resolve("Ring One", Index(known), FACILITY).id == "saps"


def test_an_unknown_name_offers_the_nearest_and_the_command_that_lists_them():
    with pytest.raises(UsageError) as caught:
        resolve("Dongguang", CITIES, CITY)
    assert str(caught.value).startswith("no city is called 'Dongguang'; did you mean Dongguan")
    assert str(caught.value).endswith("'gba cities' lists them")


def test_a_prefix_that_fits_several_lists_them(tiny):
    with pytest.raises(UsageError) as caught:
        resolve("Rin", Index(tiny.facilities.values()), FACILITY)
    assert str(caught.value) == (
        "'Rin' fits more than one facility: ring (Ring [macau] Light Source), ring-ii (Ring Light Source, phase II);"
        " name one, or see 'gba facilities'"
    )


@pytest.mark.parametrize("text", ["", "   ", "-", "!?", "\x00", "City City City", "x" * 10000])
def test_what_names_nothing_is_said_in_one_line(text):
    with pytest.raises(UsageError) as caught:
        resolve(text, CITIES, CITY)
    assert len(str(caught.value)) < 400


respelt = st.sampled_from(
    [str, str.upper, str.lower, str.title, str.swapcase,
     lambda text: text.replace(" ", "").replace("-", ""),
     lambda text: text.replace(" ", "-"), lambda text: text.replace("-", " "), lambda text: f"  {text} ",
     lambda text: unicodedata.normalize("NFD", text), lambda text: unicodedata.normalize("NFC", text),
     lambda text: "".join([chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text])]
)  # fmt: skip


@given(st.sampled_from(CITY_NAMES), respelt, respelt, st.sampled_from(["", "市", " City"]))
def test_any_name_of_a_city_in_any_spelling_finds_it(named, first, second, ending):
    text, city = named
    assert resolve(second(first(text)) + (ending if len(key(text)) > 1 else ""), CITIES, CITY).id == city


@given(st.sampled_from(FACILITY_NAMES), respelt, respelt)
def test_any_name_of_a_facility_in_any_spelling_finds_it(named, first, second):
    text, facility = named
    assert resolve(second(first(text)), FACILITIES, FACILITY).id == facility


@given(st.text(max_size=12))
def test_no_wrong_name_is_ever_answered(text):
    """What is answered begins, in its normal form, like a name of the record, and like no other record's."""
    try:
        city = resolve(text, CITIES, CITY)
    except UsageError:
        return
    wanted = city_key(text)
    assert wanted
    owners = {owner for name, owner in CITY_NAMES if city_key(name) == wanted}
    assert city.id in (owners or {owner for name, owner in CITY_NAMES if city_key(name).startswith(wanted)})


@pytest.mark.parametrize(
    ("text", "form"), [("Ｈong  Kòng-", "hongkong"), ("CSNS-II", "csnsii"), ("粤Ａ", "粤a"), ("ﬁ", "fi")]
)
def test_the_normal_form(text, form):
    assert key(text) == form


@pytest.mark.parametrize(
    ("text", "form"),
    [("Macao SAR", "macao"), ("HKSAR", "hksar"), ("深圳市", "深圳"), ("市", "市"), ("City", "city"), ("DG City", "dg")],
)
def test_the_normal_form_of_a_city(text, form):
    assert city_key(text) == form


@pytest.mark.parametrize(("kind", "plural"), [(CITY, "cities"), (SOURCE, "sources")])
def test_an_id_names_the_same_without_a_record_parsed(kind, plural):
    """What stands before the names of an option is looked up in the heads of tables; all names give the same."""
    index = Index(getattr(REAL, plural).values())
    for text in (name for record in getattr(REAL, plural).values() for name in names_of(record)):
        assert tuple(named(kind)(REAL, [text])) == ids_of([text], index, kind), text
    new = Catalog([built_in()])
    some = list(getattr(REAL, plural))[:3]
    assert tuple(named(kind)(new, [", ".join(some), some[0].upper()])) == tuple(some)
    assert plural not in vars(new)


@pytest.mark.parametrize("text", ["", "dongguan,,shenzhen", "nowhere", "dongguan, nowhere"])
def test_a_list_with_a_wrong_id_is_refused(text):
    with pytest.raises(UsageError):
        named(CITY)(Catalog([built_in()]), [text])
