"""Trees: the region with its cities and their facilities, and facilities by city and site."""

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from rich.text import Text

from gbacli.catalog import Catalog
from gbacli.choices import STATUSES
from gbacli.model import City, Facility
from gbacli.queries.regions import in_every_city
from gbacli.queries.stats import latest
from gbacli.queries.values import values_of
from gbacli.render import words
from gbacli.render.cells import nothing
from gbacli.render.drawing import HEAD, MARK, fact, one_line, origin_mark, wrapped
from gbacli.render.screen import Screen

REGION = "Guangdong-Hong Kong-Macao Greater Bay Area"
WHOLE_REGION = "Whole region"
_GROUPS = {
    "Special administrative regions": "",
    "Core cities of Guangdong": "core city",
    "Node cities of Guangdong": "node city",
}
"""The groups of cities, each with the role of its cities; the first is that of a kind."""


class Node(NamedTuple):
    """A text with what belongs to it."""

    text: Text
    below: list["Node"]
    sign: str = ""
    """Before the first line of the text, in the colour `style`."""
    style: str = ""
    more: str = ""
    """Behind the text, where it fits on the same line."""


def cities(found: Sequence[City], catalog: Catalog, screen: Screen) -> list[Text]:
    """Draw the region: group, city with its Chinese name and population, facilities with the signs of their status."""
    groups = []
    for heading, role in _GROUPS.items():
        members = [city for city in found if ("" if city.kind.startswith("special") else city.role) == role]
        if members:
            groups.append(_head(heading, [_city(city, catalog, screen) for city in members]))
    if not groups:
        return nothing(screen)
    here = {facility for city in found for facility in city.facilities}
    everywhere = [one for one in catalog.facilities.values() if one.id in here and in_every_city(one.cities, catalog)]
    if everywhere:
        groups.append(_head(WHOLE_REGION, [_leaf(facility) for facility in everywhere]))
    return drawn(_head(REGION, groups), screen)


def facilities(found: Sequence[Facility], catalog: Catalog, screen: Screen, only: Collection[str] = ()) -> list[Text]:
    """Draw facilities by city and site. One that stands in several cities stands under each.

    `only`: the ids of the cities to be shown, where not all are.
    """
    everywhere = [facility for facility in found if in_every_city(facility.cities, catalog)]
    trees = [
        Node(_names(city), _by_site([one for one in found if city.id in one.cities and one not in everywhere]))
        for city in catalog.cities.values()
        if not only or city.id in only
    ]
    trees.append(_head(WHOLE_REGION, _by_site(everywhere)))
    return [line for tree in trees if tree.below for line in drawn(tree, screen)] or nothing(screen)


def drawn(node: Node, screen: Screen, first: str = "", other: str = "") -> list[Text]:
    """Draw a tree behind guides: `first` on its first line, `other` on the others."""
    width, text = screen.room - len(other) - len(node.sign), node.text
    if node.more and text.cell_len + 2 + len(node.more) <= width:
        text = text.copy().append(f"  {node.more}", MARK)
    lines = []
    for i, line in enumerate(wrapped(text, width)):
        guide, sign = (other, " " * len(node.sign)) if i else (first, node.sign)
        lines.append(one_line(Text().append(guide, MARK).append(sign, node.style).append_text(line)))
    for child in node.below:
        last = child is node.below[-1]
        guides = ("└── ", "    ") if last else ("├── ", "│   ")
        lines += drawn(child, screen, *[other + guide for guide in guides])
    return lines


def _head(heading: str, below: list[Node]) -> Node:
    return Node(Text(heading, HEAD), below)


def _by_site(found: Iterable[Facility]) -> list[Node]:
    """Put facilities under their sites, sites in the order of their first facility, those without a site first."""
    groups: dict[str, list[Node]] = {"": []}
    for facility in found:
        groups.setdefault(facility.site or "", []).append(_leaf(facility, dated=True))
    alone = groups.pop("")
    return [*alone, *[Node(fact(site), members) for site, members in groups.items()]]


def _leaf(facility: Facility, *, dated: bool = False) -> Node:
    """Return one facility as a leaf: the sign of its status, its name, its status."""
    sign, _, colour, _ = STATUSES[facility.status]
    name, status = fact(facility.name), facility.status.replace("-", " ")
    if dated:
        when = words.since(facility.status_date, began=facility.status_began)
        name.append(f"  {status} {when}".rstrip(), MARK)
    return Node(name.append_text(origin_mark(facility.origin)), [], f"{sign} ", colour, "" if dated else status)


def _names(city: City) -> Text:
    chinese = " · ".join(dict.fromkeys([city.name_zh_hans, city.name_zh_hant]))
    return fact(city.name, HEAD).append(f"  {words.visible(chinese)}", "not bold")


def _city(city: City, catalog: Catalog, screen: Screen) -> Node:
    """Return a city with its latest population and its facilities."""
    line = Text().append_text(_names(city))
    values = values_of(catalog, "population") if "population" in catalog.metric_ids else []
    for stat in latest([stat for stat in values if stat.subject == city.id]):
        line.append_text(fact(f"  {words.amount(stat, exact=screen.exact)} ({stat.period})", MARK))
    own = [catalog.facilities[key] for key in city.facilities]
    leaves = [_leaf(facility) for facility in own if not in_every_city(facility.cities, catalog)]
    return Node(line.append_text(origin_mark(city.origin)), leaves)
