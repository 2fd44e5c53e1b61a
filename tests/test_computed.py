"""What the program computes itself: marked, with its formula and the facts that went in, and never shown unasked."""

import pytest

from gbacli.catalog import Catalog, Layer
from gbacli.choices import STATUSES
from gbacli.model import BUILT_IN, Stat
from gbacli.queries import computed
from gbacli.queries.stats import stats


def test_computed_metrics_are_marked_and_have_a_formula_as_their_definition():
    found = computed.metrics()

    assert tuple(found) == computed.COMPUTED_IDS
    assert tuple(found)[2:] == tuple(f"facilities-{status}" for status in STATUSES)
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
    ]


def test_nothing_is_computed_for_another_id(tiny):
    assert computed.stats(tiny, "population") == ()


def test_stats_has_computed_values_only_when_their_metric_is_named(tiny):
    unasked = [*stats(tiny), *stats(tiny, city=["beta"]), *stats(tiny, history=True)]
    asked = stats(tiny, metric=["Population density, computed"], city=["beta"])

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
    published = {stat.period: stat.value for stat in stats(real, city=[city], metric=["gdp-per-capita"], history=True)}
    own = {stat.period: stat.value for stat in stats(real, city=[city], metric=["gdp-per-head-computed"], history=True)}

    assert own["2024"] == pytest.approx(published["2024"], rel=1e-4)
