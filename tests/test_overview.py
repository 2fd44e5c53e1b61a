"""The overview of all figures, which `gba stats` without any question draws."""

from gbacli.queries import overview as query
from gbacli.render import figures as render
from gbacli.render.drawing import draw
from gbacli.render.screen import Screen

AT_80 = """\
Tiny Bay Area
  kites flown  >12,000 kites  2018

             Population 2018  GDP, bn 2018
──────────────────────────────────────────
Alpha (HKD)        1,010,000         90.00
Beta               2,600,000         120.0
Gamma               ≈710,000         50.00

Ring [macau] Light Source: users of the ring  ≲350 users  2019-06-30

≈ about; > more than; ≲ nearly; older ones: --history; sources: --sources; one
city, metric or facility: gba stats NAME
"""
CITIES_AT_40 = """
Alpha (HKD)
  Population 1,010,000 persons, 2018
  GDP 90.00 billion HKD, 2018
Beta
  Population 2,600,000 persons, 2018
  GDP 120.0 billion CNY, 2018
Gamma
  Population ≈710,000 persons, 2018
  GDP 50.00 billion CNY, 2018
"""


def test_it_is_one_screen_of_regions_cities_and_others(tiny_gba):
    assert tiny_gba("stats", "--width", "80").out == AT_80


def test_in_a_narrow_one_each_city_says_what_the_headings_said(tiny_gba):
    assert CITIES_AT_40 in tiny_gba("stats", "--width", "40").out


def test_a_value_of_another_year_than_its_column_says_so(tiny):
    found = query.overview(tiny)
    cities = {city: {"gdp": own["gdp"]} for city, own in found.cities.items()}
    cities["gamma"]["gdp"] = cities["gamma"]["gdp"]._replace(period="2016")

    drawn = draw(render.overview(found._replace(cities=cities), tiny, Screen()), Screen())

    assert "Gamma           ’16 50.00\n" in drawn
    assert drawn.count("’") == 1


def test_a_metric_is_added_to_it_by_its_id_and_a_heading(tiny_gba, monkeypatch):
    for module in (query, render):
        monkeypatch.setattr(module, "CITY_METRICS", {"land-area": "Land"})
    assert " Land 2018\n" in tiny_gba("stats", "--width", "80").out


def test_a_change_that_rounds_to_nothing_has_no_minus(tiny):
    stat = next(stat for stat in tiny.series("population").stats if stat.subject == "beta")

    drawn = draw(render.figures([stat._replace(change_percent=-0.04)], tiny, Screen()), Screen())

    assert "+0.0 %" in drawn
    assert "-0.0" not in drawn
