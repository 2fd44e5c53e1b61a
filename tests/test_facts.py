"""The facts that ship: no fault, and a case for each record so that a failure names it."""

from collections import Counter
from pathlib import Path
from statistics import median

import pytest
import tomli

from gbacli.catalog import Catalog, built_in
from gbacli.check import check_paths
from gbacli.queries.names import by_field
from gbacli.queries.texts import city_key, key

FACTS = Catalog([built_in()])
ROOT = Path(__file__).parent.parent / "facts"
STATS = [stat for metric in FACTS.metric_ids for stat in FACTS.series(metric).stats] + list(FACTS.statements.values())
MAINLAND = [city.id for city in FACTS.cities.values() if city.kind != "special administrative region"]


def years(metric: str) -> dict[str, set[str]]:
    """Return the cities of a metric by year."""
    found: dict[str, set[str]] = {}
    for stat in FACTS.series(metric).stats:
        found.setdefault(stat.period[:4], set()).add(stat.subject)
    return found


def test_nothing_is_wrong():
    assert [fault.text for fault in check_paths([])[0]] == []


def test_the_edition_is_named():
    assert FACTS.about.version
    assert FACTS.about.licence


def test_there_is_what_was_researched():
    counts = check_paths([])[1]
    assert (counts["city"], counts["industry"], counts["source"]) == (11, 6, len(FACTS.sources))
    assert counts["facility"] >= 50
    assert counts["value"] > 600


@pytest.mark.parametrize("path", sorted(ROOT.rglob("*.toml")), ids=lambda path: str(path.relative_to(ROOT)))
class TestFile:
    """What holds for the text of every file."""

    def test_it_is_plain(self, path):
        text = path.read_bytes().decode("utf-8")
        assert "\r" not in text
        assert "\t" not in text
        assert text.endswith("\n")
        assert not [line for line in text.split("\n") if line != line.rstrip()]

    def test_it_holds_facts(self, path):
        assert tomli.loads(path.read_text(encoding="utf-8"))

    def test_it_begins_by_saying_what_it_holds_and_where_the_handbook_is(self, path):
        head = path.read_text(encoding="utf-8").split("\n\n")[0].split("\n")
        assert 2 <= len(head) <= 5
        assert all(line.startswith("# ") for line in head)
        assert "facts/README.md" in " ".join(head)


@pytest.mark.parametrize("city", FACTS.cities.values(), ids=FACTS.cities)
def test_a_city(city):
    assert city.gbt2260.startswith(("810000", "820000", "44"))
    assert (city.iso_3166_2 is None) == (city.id in MAINLAND)
    assert city.pinyin == city.pinyin.lower()
    assert city_key(f"{city.name_zh_hans}市") == city_key(city.name_zh_hans)
    assert "country" not in city.kind
    assert all(city.id in FACTS.cities[other].neighbours for other in city.neighbours)
    assert city.id not in city.neighbours


def test_only_another_source_can_agree():
    assert [stat.id for stat in STATS if stat.source in stat.checked_by] == []


def test_no_two_cities_share_a_code():
    for field in ("gbt2260", "iso_3166_2"):
        codes = [code for city in FACTS.cities.values() if (code := getattr(city, field))]
        assert len(codes) == len(set(codes))


def test_the_regions_roles_are_those_of_the_plan():
    core = [city.id for city in FACTS.cities.values() if city.role == "core city"]
    assert core == ["hong-kong", "macao", "guangzhou", "shenzhen"]
    assert len(MAINLAND) == 9
    assert list(FACTS.cities)[:4] == core


@pytest.mark.parametrize("facility", FACTS.facilities.values(), ids=FACTS.facilities)
def test_a_facility(facility):
    assert facility.summary
    assert facility.summary.endswith(".")
    assert facility.field == facility.field.strip()
    assert ";" not in facility.field
    assert (facility.name_zh_hans is None) == (facility.pinyin is None)
    assert (facility.name_zh_hans is None) == (facility.name_zh_hant is None)


@pytest.mark.parametrize("industry", FACTS.industries.values(), ids=FACTS.industries)
def test_an_industry(industry):
    assert industry.summary
    assert industry.locator.startswith("P17")


@pytest.mark.parametrize("source", FACTS.sources.values(), ids=FACTS.sources)
def test_a_source(source):
    assert source.title == source.title.strip()


def test_the_edition_is_dated_when_the_last_source_was_read_or_later():
    assert FACTS.about.version >= max(source.accessed for source in FACTS.sources.values())


@pytest.mark.parametrize("kind", ["cities", "subjects", "facilities", "industries", "metrics"])
def test_no_alias_repeats_a_name_of_its_record(kind):
    for record in getattr(FACTS, kind).values():
        own = [name for field, name in by_field(record) if field != "id"]
        repeated = [name for name, times in Counter([key(name) for name in own]).items() if times > 1]
        assert not set(repeated) & {key(alias) for alias in record.aliases}


PORTALS = ("https://www.dsec.gov.mo/BayArea/", "https://www.stats.gov.cn/")
"""Pages from which several data sets are to be had."""


def test_one_page_is_one_source():
    """Two sources may share an address when other copies of it were read."""
    read = Counter([(source.url, source.via) for source in FACTS.sources.values() if source.url not in PORTALS])
    assert [url for (url, _), times in read.items() if times > 1] == []


def test_sources_stand_in_the_order_of_their_ids():
    assert list(FACTS.sources) == sorted(FACTS.sources)


@pytest.mark.parametrize("statement", FACTS.statements.values(), ids=FACTS.statements)
def test_a_statement(statement):
    assert statement.label[0].islower() or statement.label.split()[0].isupper() or statement.label[0].isdigit()
    assert statement.id == statement.id.lower()
    assert statement.unit == "rank" or statement.value


@pytest.mark.parametrize("metric", FACTS.metrics.values(), ids=FACTS.metrics)
def test_a_metric(metric):
    assert metric.definition.endswith(".")
    assert metric.label[0].isupper()
    stats = FACTS.series(metric.id).stats
    assert all(count == 1 for count in Counter(stat.id for stat in stats).values())
    assert {stat.unit for stat in stats} <= {metric.unit, *metric.unit_by_city.values()}


@pytest.mark.parametrize("metric", ["population", "gdp"])
@pytest.mark.parametrize("year", [str(year) for year in range(2018, 2025)])
def test_the_great_tables_have_all_eleven_cities(metric, year):
    assert years(metric)[year] == set(FACTS.cities)


@pytest.mark.parametrize("year", [str(year) for year in range(2018, 2024)])
def test_tables_of_employment_and_of_gdp_per_head_have_all_eleven_cities(year):
    assert years("employed-persons")[year] == set(FACTS.cities)
    assert years("gdp-per-capita")[year] == set(FACTS.cities)


def test_only_foshan_has_no_gdp_per_head_for_2024():
    assert set(FACTS.cities) - years("gdp-per-capita")["2024"] == {"foshan"}


def test_the_land_area_is_known_of_all_eleven_cities():
    assert set().union(*years("land-area").values()) == set(FACTS.cities)


@pytest.mark.parametrize("metric", ["patents-granted", "invention-patents-granted", "goods-exports", "goods-imports"])
def test_tables_of_the_mainland_have_all_nine_cities(metric):
    tables = {year: years(metric)[str(year)] for year in range(2018, 2024)}
    assert set().union(*tables.values()) >= set(MAINLAND)


@pytest.mark.parametrize(
    ("metric", "total", "statement"),
    [
        ("patents-granted", 782_947, "nine-cities-patents-2021"),
        ("invention-patents-granted", 99_990, "nine-cities-invention-patents-2021"),
    ],
)
def test_the_nine_cities_patents_of_2021_add_up_to_the_articles_figure(metric, total, statement):
    values = [stat.value for stat in FACTS.series(metric).stats if stat.period.startswith("2021")]
    assert (len(values), sum(values)) == (9, total)
    said = FACTS.statements[statement]
    assert said.checked_by
    assert f"{total:,}" in said.note


ADD_UP = ("population", "gdp", "patents-granted", "invention-patents-granted", "goods-exports", "goods-imports")
TOTALS = [stat for stat in FACTS.statements.values() if stat.subject == "nine-cities" and stat.metric in ADD_UP]


def agrees(total: float, stat) -> bool:
    """Return whether a sum agrees with a statement, within half of the last digit that the statement gives."""
    value = round(stat.value)
    step = 10 ** (len(str(value)) - len(str(value).rstrip("0")))
    return {
        "exact": total == stat.value,
        "about": abs(total - stat.value) <= step / 2,
        "nearly": 0.95 * stat.value <= total <= stat.value,
        "more-than": stat.value <= total < stat.value + step,
    }[stat.qualifier]


@pytest.mark.parametrize("stat", TOTALS, ids=[stat.id for stat in TOTALS])
def test_a_total_of_the_nine_cities_is_what_their_values_add_up_to(stat):
    values = by_year(stat.metric)
    parts = [values.get((city, stat.period[:4])) for city in MAINLAND]
    if stat.period[:4].isdigit() and None not in parts:
        assert agrees(sum(parts), stat)


def by_year(metric: str) -> dict[tuple[str, str], float]:
    """Return the values of a metric by city and year."""
    return {(stat.subject, stat.period[:4]): stat.value for stat in FACTS.series(metric).stats}


@pytest.mark.parametrize("stat", FACTS.series("gdp-per-capita").stats, ids=lambda stat: stat.id)
def test_gdp_per_capita_is_gdp_over_the_mean_population_of_the_year(stat):
    """Within 2 per cent on the mainland, whose yearbooks divide so; the others divide by mid-year estimates."""
    population, year = by_year("population"), stat.period[:4]
    ends = [population.get((stat.subject, end)) for end in (str(int(year) - 1), year)]
    gdp = by_year("gdp").get((stat.subject, year))
    if gdp is not None and None not in ends:
        assert stat.value / (gdp / (sum(ends) / 2)) == pytest.approx(1, abs=0.02 if stat.subject in MAINLAND else 0.06)


@pytest.mark.parametrize("metric", [key for key, metric in FACTS.metrics.items() if metric.group != "transport"])
def test_no_value_is_five_times_more_or_less_than_the_other_years_unless_a_note_says_why(metric):
    """So that no fraction stands for a percentage, and no value has a digit too many. (An epidemic stopped transport.)"""
    stats = [stat for stat in FACTS.series(metric).stats if stat.unit != "rank"]
    known: dict[str, list[float]] = {}
    for stat in stats:
        known.setdefault(stat.subject, []).append(stat.value)
    usual = {subject: median(values) for subject, values in known.items() if len(values) > 2}
    odd = [stat for stat in stats if stat.subject in usual and not 1 / 5 <= stat.value / usual[stat.subject] <= 5]
    assert [stat.id for stat in odd if stat.note is None] == []


@pytest.mark.parametrize("year", range(2019, 2026))
def test_the_rank_of_the_cluster_is_known_of_every_year(year):
    assert years("gii-cluster-rank")[str(year)] == {"shenzhen-hong-kong-guangzhou-cluster"}


def test_anchors():
    """A few figures that everybody can look up."""
    value = {stat.id: stat.value for stat in STATS}
    assert value["shenzhen.population.2021-12-31"] == 17_681_600
    assert FACTS.facilities["csns"].status == "operating"
    assert FACTS.facilities["csns"].cities == ("dongguan",)
    assert FACTS.cities["macao"].name_zh_hant == "澳門"
    assert FACTS.series("gdp").metric.unit_of("hong-kong") == "HKD"
