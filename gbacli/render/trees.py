"""Trees: the region with its cities and their facilities, and facilities by city and site."""

from collections.abc import Iterable, Sequence

from rich.console import RenderableType
from rich.text import Text
from rich.tree import Tree

from gbacli.catalog import Catalog
from gbacli.queries.cities import CityAnswer
from gbacli.records import BUILT_IN, Facility
from gbacli.render import words
from gbacli.render.drawing import STATUS_STYLES, fact
from gbacli.render.screen import Screen

_GROUPS = (
    ("Special administrative regions", lambda city: city.kind == "special administrative region"),
    ("Core cities of Guangdong", lambda city: city.kind != "special administrative region" and city.role == "core city"),
    ("Node cities of Guangdong", lambda city: city.role == "node city"),
)


def cities(found: Sequence[CityAnswer], catalog: Catalog, screen: Screen) -> list[RenderableType]:
    """Draw the region: group, city with its Chinese name and population, facilities with a status mark."""
    region = Tree(Text("Guangdong-Hong Kong-Macao Greater Bay Area", style="bold"), guide_style="dim")
    population = _population(catalog)
    for heading, belongs in _GROUPS:
        members = [city for city in found if belongs(city)]
        if members:
            group = region.add(Text(heading, style="bold cyan"))
            for city in members:
                branch = group.add(_city_line(city, population))
                for facility in city.facilities:
                    branch.add(facility_line(catalog.facilities[facility]))
    return [region]


def facilities(found: Sequence[Facility], catalog: Catalog, screen: Screen) -> list[RenderableType]:
    """Draw facilities by city and site. One that stands in several cities stands under each."""
    trees: list[RenderableType] = []
    for city in catalog.cities.values():
        here = [facility for facility in found if city.id in facility.cities]
        if here:
            tree = Tree(Text(city.name, style="bold").append(f"  {city.name_zh_hans}", style="dim"), guide_style="dim")
            for site, members in _by_site(here):
                branch = tree.add(fact(site, "cyan")) if site else tree
                for facility in members:
                    branch.add(facility_line(facility, since=True))
            trees.append(tree)
    return trees


def facility_line(facility: Facility, *, since: bool = False) -> Text:
    """Draw one facility as a leaf: the sign of its status, its name, its status."""
    line = Text(words.STATUS_SIGNS[facility.status] + " ", style=STATUS_STYLES[facility.status])
    line.append_text(fact(facility.name))
    line.append(f"  {facility.status}", style=STATUS_STYLES[facility.status])
    if since and facility.status_date:
        line.append(f" since {facility.status_date}", style="dim")
    if facility.origin != BUILT_IN:
        line.append_text(fact(f"  [{facility.origin}]", "magenta"))
    return line


def _city_line(city: CityAnswer, population: dict[str, str]) -> Text:
    line = Text()
    line.append_text(fact(city.name, "bold"))
    line.append_text(fact(f"  {city.name_zh_hans}"))
    if city.name_zh_hant != city.name_zh_hans:
        line.append_text(fact(f" / {city.name_zh_hant}"))
    if city.id in population:
        line.append(f"  {population[city.id]}", style="dim")
    if city.origin != BUILT_IN:
        line.append_text(fact(f"  [{city.origin}]", "magenta"))
    return line


def _population(catalog: Catalog) -> dict[str, str]:
    """Write each city's latest population with its date."""
    series = catalog.series("population") if "population" in catalog.metric_ids else None
    latest: dict[str, tuple[str, str]] = {}
    for stat in series.stats if series else ():
        if stat.subject not in latest or stat.period >= latest[stat.subject][0]:
            latest[stat.subject] = (stat.period, f"{words.value(stat.value, stat.qualifier)} {stat.unit} ({stat.period})")
    return {city: text for city, (_, text) in latest.items()}


def _by_site(found: Iterable[Facility]) -> list[tuple[str, list[Facility]]]:
    """Group by site, sites in the order of their first facility, those without a site first."""
    groups: dict[str, list[Facility]] = {}
    for facility in found:
        groups.setdefault(facility.site or "", []).append(facility)
    return sorted(groups.items(), key=lambda group: group[0] != "")
