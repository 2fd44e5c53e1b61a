"""Trees: the region with its cities and their facilities, and facilities by city and site.

Drawn line by line rather than by Rich, which would cut a status or a date where the guides leave little room.
What stands in every city of the region is drawn once, in a branch of its own.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import NamedTuple

from rich.console import RenderableType
from rich.text import Text

from gbacli.catalog import Catalog
from gbacli.queries.dates import last_day
from gbacli.model import BUILT_IN, STATUSES, City, Facility, Stat
from gbacli.render import words
from gbacli.render.drawing import ENDLESS, fact
from gbacli.render.screen import Screen
from gbacli.render.tables import wrapped

REGION = "Guangdong-Hong Kong-Macao Greater Bay Area"
WHOLE_REGION = "Whole region"
ROOMY = 60
"""From this width on the guides of a tree are four cells wide; below it two."""

_GROUPS: tuple[tuple[str, Callable[[City], bool]], ...] = (
    ("Special administrative regions", lambda city: city.kind == "special administrative region"),
    (
        "Core cities of Guangdong",
        lambda city: city.kind != "special administrative region" and city.role == "core city",
    ),
    (
        "Node cities of Guangdong",
        lambda city: city.kind != "special administrative region" and city.role == "node city",
    ),
)


class Node(NamedTuple):
    """A branch or a leaf."""

    text: Text
    children: "list[Node]"
    sign: str = ""
    """What stands before the text; wrapped lines stand below the text, not below the sign."""
    style: str = ""
    """The colour of the sign."""


def cities(found: Sequence[City], catalog: Catalog, screen: Screen) -> list[RenderableType]:
    """Draw the region: group, city with its Chinese name and population, facilities with the signs of their status."""
    population = _population(catalog)
    groups = []
    for heading, belongs in _GROUPS:
        members = [city for city in found if belongs(city)]
        if members:
            branches = [
                Node(_city_line(city, population.get(city.id)), _leaves(city.facilities, catalog)) for city in members
            ]
            groups.append(Node(Text(heading, style="bold cyan"), branches))
    if not groups:
        return _nothing(screen)
    here = {facility for city in found for facility in city.facilities}
    everywhere = [
        facility
        for facility in catalog.facilities.values()
        if facility.id in here and _is_everywhere(facility, catalog)
    ]
    if everywhere:
        groups.append(Node(Text(WHOLE_REGION, style="bold cyan"), [_leaf(facility) for facility in everywhere]))
    return drawn([Node(Text(REGION, style="bold"), groups)], screen)


def facilities(
    found: Sequence[Facility], catalog: Catalog, screen: Screen, only: Collection[str] = ()
) -> list[RenderableType]:
    """Draw facilities by city and site. One that stands in several cities stands under each.

    `only`: the ids of the cities to be shown, where not all are.
    """
    trees = []
    for city in catalog.cities.values():
        here = [facility for facility in found if city.id in facility.cities and not _is_everywhere(facility, catalog)]
        if here and (not only or city.id in only):
            trees.append(Node(_names(city), _sites(here)))
    everywhere = [facility for facility in found if _is_everywhere(facility, catalog)]
    if everywhere:
        trees.append(Node(Text(WHOLE_REGION, style="bold"), _sites(everywhere)))
    return drawn(trees, screen) if trees else _nothing(screen)


def drawn(trees: Sequence[Node], screen: Screen) -> list[RenderableType]:
    """Draw trees one under the other, no word cut however narrow the screen."""
    wide = (screen.width or ENDLESS) >= ROOMY
    return [line for tree in trees for line in _lines(tree, "", "", screen.width or ENDLESS, wide=wide)]


def _lines(node: Node, first: str, rest: str, width: int, *, wide: bool) -> list[Text]:
    """Draw a node and all below it. `first` and `rest` are the guides before its first line and before the others."""
    under = rest + " " * len(node.sign)
    lines = []
    for place, part in enumerate(wrapped(node.text, width - len(under))):
        line = Text(no_wrap=True, overflow="ignore").append(under if place else first, "dim")
        line.append("" if place else node.sign, node.style)
        lines.append(line.append_text(part))
    for child in node.children:
        fork, trunk = ("└── ", "    ") if child is node.children[-1] else ("├── ", "│   ")
        if not wide:
            fork, trunk = fork[0] + " ", trunk[:2]
        lines += _lines(child, rest + fork, rest + trunk, width, wide=wide)
    return lines


def _leaves(ids: Iterable[str], catalog: Catalog) -> list[Node]:
    here = [catalog.facilities[key] for key in ids]
    return [_leaf(facility) for facility in here if not _is_everywhere(facility, catalog)]


def _leaf(facility: Facility, *, since: bool = False) -> Node:
    """Make one facility a leaf: the sign of its status, its name, its status."""
    sign, _, style, _ = STATUSES[facility.status]
    text = fact(facility.name).append(f"  {facility.status.replace('-', ' ')}", style)
    if since and facility.status_date:
        text.append(f" since {facility.status_date}", "dim")
    if facility.origin != BUILT_IN:
        text.append_text(fact(f"  [{facility.origin}]", "magenta"))
    return Node(text, [], f"{sign} ", style)


def _sites(found: Iterable[Facility]) -> list[Node]:
    """Group by site, sites in the order of their first facility, those without a site first."""
    groups: dict[str, list[Node]] = {"": []}
    for facility in found:
        groups.setdefault(facility.site or "", []).append(_leaf(facility, since=True))
    return groups.pop("") + [Node(fact(site, "cyan"), leaves) for site, leaves in groups.items()]


def _is_everywhere(facility: Facility, catalog: Catalog) -> bool:
    return len(facility.cities) > 1 and set(facility.cities) >= set(catalog.cities)


def _names(city: City) -> Text:
    text = Text().append_text(fact(city.name, "bold")).append_text(fact(f"  {city.name_zh_hans}"))
    if city.name_zh_hant != city.name_zh_hans:
        text.append_text(fact(f" / {city.name_zh_hant}"))
    return text


def _city_line(city: City, population: Stat | None) -> Text:
    line = _names(city)
    if population:
        value = words.value(population.value, population.qualifier)
        line.append_text(fact(f"  {value} {population.unit} ({population.period})", "dim"))
    if city.origin != BUILT_IN:
        line.append_text(fact(f"  [{city.origin}]", "magenta"))
    return line


def _population(catalog: Catalog) -> dict[str, Stat]:
    """Find each city's latest population."""
    series = catalog.series("population") if "population" in catalog.metric_ids else None
    latest: dict[str, Stat] = {}
    for stat in series.stats if series else ():
        known = latest.get(stat.subject)
        if known is None or last_day(stat.period) >= last_day(known.period):
            latest[stat.subject] = stat
    return latest


def _nothing(screen: Screen) -> list[RenderableType]:
    return [] if screen.width is None else [Text("Nothing matches.", style="dim")]
