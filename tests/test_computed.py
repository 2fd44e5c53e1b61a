"""What the program computes itself: marked, with its formula and the facts that went in, and never shown unasked."""

import asking
import pytest

from gbacli.catalog import Catalog, Layer, built_in
from gbacli.choices import STATUSES
from gbacli.model import BUILT_IN, Stat
from gbacli.queries import computed
from gbacli.queries.compare import compare


def test_computed_metrics_are_marked_and_have_a_formula_as_their_definition():
    found = {key: metric for key, (metric, _) in computed.COMPUTED.items()}

    assert list(found) == [
        "population-density",
        "gdp-per-head-computed",
        "gdp-at-exchange-rates",
        "gdp-per-capita-at-exchange-rates",
        *[f"facilities-{status}" for status in STATUSES],
    ]
    assert all(metric.computed and metric.id == key and metric.definition for key, metric in found.items())


def test_density_divides_by_the_latest_area_that_is_not_of_a_later_year(tiny):
    """In 2017 no area is known yet, so no density is either; what is only about right stays marked so."""
    assert computed.stats(tiny, "population-density") == tuple(
        Stat(
            id=f"{city}.population-density.2018-12-31",
            subject=city,
            label="Population density, computed",
            value=value,
            unit="persons/km2",
            qualifier=qualifier,
            period="2018-12-31",
            source=None,
            locator=None,
            metric="population-density",
            note=f"computed: {city}.population.2018-12-31 / {city}.land-area.2018, rounded to 0.1",
        )
        for city, value, qualifier in (
            ("alpha", 10049.8, "exact"),
            ("beta", 1300.0, "exact"),
            ("gamma", 507.1, "about"),
        )
    )


def test_gdp_per_head_needs_both_year_ends_and_keeps_the_currency(tiny):
    """There is no population for the end of 2015, so the GDP of 2016 gives nothing."""
    found = computed.stats(tiny, "gdp-per-head-computed")

    assert [(stat.subject, stat.value, stat.unit, stat.period, stat.qualifier) for stat in found] == [
        ("alpha", 89552, "HKD", "2018", "exact"),
        ("beta", 47059, "CNY", "2018", "exact"),
        ("gamma", 70922, "CNY", "2018", "about"),
    ]
    assert found[1].note == (
        "computed: beta.gdp.2018 / ((beta.population.2017-12-31 + beta.population.2018-12-31) / 2), rounded to 1"
    )


def test_facilities_are_counted_by_their_present_status(tiny):
    planned = computed.stats(tiny, "facilities-planned")

    assert [(stat.subject, stat.value, stat.period, stat.note) for stat in planned] == [
        ("alpha", 0, "2020-02-29", "computed: number of facilities whose present status is planned"),
        ("beta", 1, "2020-02-29", "computed: number of facilities whose present status is planned: ring-ii"),
        ("gamma", 1, "2020-02-29", "computed: number of facilities whose present status is planned: ring-ii"),
        ("nine-cities", 1, "2020-02-29", "computed: number of facilities whose present status is planned: ring-ii"),
        ("gba", 1, "2020-02-29", "computed: number of facilities whose present status is planned: ring-ii"),
    ]


def test_a_programme_of_every_city_counts_for_the_region_and_for_no_city(tiny):
    programme = tiny.facilities["ring-ii"]._replace(id="link", cities=tuple(tiny.cities))
    tiny.__dict__["facilities"] = {**tiny.facilities, "link": programme}

    found = {stat.subject: stat.value for stat in computed.stats(tiny, "facilities-planned")}

    assert found == {"alpha": 0, "beta": 1, "gamma": 1, "nine-cities": 1, "gba": 2}


RATES = """
id = "exchange-rate"
label = "Exchange rate"
group = "economy"
unit = "CNY per USD"
unit_by_city = { alpha = "HKD per USD" }
definition = "x"
[[table]]
period = "2018"
source = "atlas"
locator = "p"
values = { nine-cities = 6.5, alpha = 7.8 }
qualifiers = { alpha = "about" }
[[table]]
period = "2017"
source = "atlas"
locator = "p"
values = { nine-cities = 6 }
"""


def with_series(catalog, folder, **files):
    folder.joinpath("series").mkdir()
    for name, text in files.items():
        folder.joinpath("series", f"{name.replace('_', '-')}.toml").write_text(text, encoding="utf-8")
    return Catalog([*catalog.layers, Layer(folder, BUILT_IN, trusted=True)])


def test_gdp_at_exchange_rates_is_of_the_very_year_and_at_the_rate_of_the_city_or_of_its_region(tmp_path, tiny):
    """The GDP of 2016 has no rate, and the rate of 2017 no GDP."""
    catalog = with_series(tiny, tmp_path, exchange_rate=RATES)

    found = computed.stats(catalog, "gdp-at-exchange-rates")

    assert [(stat.id, stat.value, stat.unit, stat.qualifier, stat.source, stat.note) for stat in found] == [
        (
            f"{city}.gdp-at-exchange-rates.2018",
            value,
            "USD",
            qualifier,
            None,
            f"computed: {city}.gdp.2018 / {rate}.exchange-rate.2018, rounded to 1,000,000",
        )
        for city, value, qualifier, rate in (
            ("alpha", 11538000000, "about", "alpha"),
            ("beta", 18462000000, "exact", "nine-cities"),
            ("gamma", 7692000000, "exact", "nine-cities"),
        )
    ]
    assert computed.stats(tiny, "gdp-at-exchange-rates") == ()


def test_no_rate_of_another_currency_is_used(tmp_path, tiny):
    catalog = with_series(
        tiny, tmp_path, exchange_rate=RATES.replace("HKD per", "MOP per").replace("CNY per", "HKD per")
    )

    assert computed.stats(catalog, "gdp-at-exchange-rates") == ()


def test_what_is_in_one_currency_is_ranked_where_the_stored_values_are_not(tmp_path, tiny):
    catalog = with_series(tiny, tmp_path, exchange_rate=RATES.replace('qualifiers = { alpha = "about" }', ""))

    stored, converted = compare(catalog, ["alpha", "beta"], ["gdp", "gdp-at-exchange-rates"])
    same = [row.metric for row in compare(catalog, ["beta", "gamma"])]

    assert (stored.comparable, stored.reason) == (False, "different units: CNY and HKD")
    assert (converted.comparable, converted.largest, converted.unit, converted.total) == (
        True,
        "beta",
        "USD",
        30000000000,
    )
    assert "gdp-at-exchange-rates" not in same  # both are in one currency as they are
    assert "gdp-at-exchange-rates" in [row.metric for row in compare(catalog, ["alpha", "beta"])]


def test_converted_values_of_the_facts_follow_their_formula(real):
    rates = {(stat.subject, stat.period): stat.value for stat in real.series("exchange-rate").stats}
    gdp = {(stat.subject, stat.period): stat for stat in real.series("gdp").stats}

    found = computed.stats(real, "gdp-at-exchange-rates")

    assert {stat.subject for stat in found} == set(real.cities)
    for stat in found:
        rate = rates.get((stat.subject, stat.period)) or rates["nine-cities", stat.period]
        assert stat.value == round(gdp[stat.subject, stat.period].value / rate, -6)
        assert stat.value % 1_000_000 == 0


def test_a_sum_is_left_out_where_a_city_or_a_common_unit_lacks(tiny):
    metric, values = tiny.series("gdp")
    metric, nine, whole = metric._replace(additive=True), tiny.subjects["nine-cities"], tiny.subjects["gba"]

    found = [(stat.id, stat.value, stat.period, stat.note) for stat in computed.sums(metric, values, nine)]

    assert found == [
        ("nine-cities.gdp.2016", 140000000000, "2016", "computed: beta.gdp.2016 + gamma.gdp.2016"),
        ("nine-cities.gdp.2018", 170000000000, "2018", "computed: beta.gdp.2018 + gamma.gdp.2018"),
    ]
    assert list(computed.sums(metric, values, whole)) == []
    assert list(computed.sums(metric._replace(additive=False), values, nine)) == []


def test_nothing_is_computed_for_another_id(tiny):
    assert computed.stats(tiny, "population") == ()


def test_stats_has_computed_values_only_when_their_metric_is_named(tiny):
    unasked = [*asking.stats(tiny), *asking.stats(tiny, city=["beta"]), *asking.stats(tiny, history=True)]
    asked = asking.stats(tiny, metric=["Population density, computed"], city=["beta"])

    assert [stat for stat in unasked if stat.source is None] == []
    assert [stat.id for stat in asked] == ["beta.population-density.2018-12-31"]


def test_a_value_computed_from_an_overlay_is_marked_with_it(tmp_path, tiny):
    tmp_path.joinpath("series").mkdir()
    tmp_path.joinpath("series", "land-area.toml").write_text(
        'id = "land-area"\nlabel = "Land area"\ngroup = "people"\nunit = "km2"\ndefinition = "x"\n'
        '[[table]]\nperiod = "2017"\nsource = "atlas"\nlocator = "p"\nvalues = { beta = 1000, gamma = 0 }\n',
        encoding="utf-8",
    )
    catalog = Catalog([*tiny.layers, Layer(tmp_path, "mine", trusted=True)])

    found = computed.stats(catalog, "population-density")

    assert [(stat.id, stat.value, stat.origin) for stat in found] == [
        ("beta.population-density.2017-12-31", 2500.0, "mine"),
        ("beta.population-density.2018-12-31", 2600.0, "mine"),
    ]
    assert {stat.origin for stat in computed.stats(catalog, "gdp-per-head-computed")} == {BUILT_IN}


@pytest.mark.parametrize("city", ["guangzhou", "shenzhen", "dongguan", "huizhou"])
def test_computed_gdp_per_head_agrees_with_what_the_mainland_cities_publish(real, city):
    """The formula is that of the statistics bureaux: rounding apart, it must give their own figure."""
    published = {
        stat.period: stat.value for stat in asking.stats(real, city=[city], metric=["gdp-per-capita"], history=True)
    }
    own = {
        stat.period: stat.value
        for stat in asking.stats(real, city=[city], metric=["gdp-per-head-computed"], history=True)
    }

    assert own["2024"] == pytest.approx(published["2024"], rel=1e-4)


@pytest.mark.parametrize("metric", list(computed.COMPUTED))
@pytest.mark.parametrize("places", [["shenzhen"], ["dongguan", "gba"], ["nine-cities", "macao", "hong-kong"]])
def test_what_is_computed_for_some_places_is_what_it_is_among_all(metric, places):
    every, new = Catalog([built_in()]), Catalog([built_in()])
    whole = [stat for stat in computed.stats(every, metric) if stat.subject in places]
    assert list(computed.stats(new, metric, places)) == whole
    if metric.startswith(computed.FACILITIES) and places == ["shenzhen"]:
        assert "facilities" not in vars(new)  # only those of the city were parsed


def test_the_facilities_in_some_cities_are_all_that_stand_there():
    every = Catalog([built_in()])
    for city in every.cities:
        standing = [one for one in Catalog([built_in()]).facilities_in([city]) if city in one.cities]
        assert standing == [one for one in every.facilities.values() if city in one.cities]
    assert list(every.facilities_in(every.cities)) == list(every.facilities_in([])) == list(every.facilities.values())
