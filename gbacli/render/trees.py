"""Trees: the region with its cities and their facilities, and facilities by city and site."""

from collections.abc import Collection, Iterable, Sequence

from rich.text import Text
from rich.tree import Tree

from gbacli.catalog import Catalog
from gbacli.choices import STATUSES
from gbacli.model import City, Facility
from gbacli.named_tuples import NamedTuple
from gbacli.queries.values import latest, values_of
from gbacli.render import words
from gbacli.render.drawing import HEAD, MARK, fact, origin_mark, titled, wrapped
from gbacli.render.screen import Screen
from gbacli.render.tables import GAP

WHOLE_REGION = "Whole region"
_GROUPS = {
    "Special administrative regions": "",
    "Core cities of Guangdong": "core city",
    "Node cities of Guangdong": "node city",
}
"""The groups of cities, each with the role of its cities; the first is that of a kind."""
_GUIDE = 4
"""The cells that the lines of a tree take at each level."""


class Node(NamedTuple):
    """A text with what belongs to it."""

    text: Text
    below: Sequence["Node"]
    sign: Text = Text()
    """Before the first line of the text; wrapped lines stand below the text."""
    more: str = ""
    """Behind the text, where it fits on the same line."""

    def tree(self, room: int) -> Tree:
        """Return the tree that begins here, its texts wrapped in `room` cells."""
        indent, text = self.sign.cell_len, self.text.copy()
        if self.more and indent + text.cell_len + GAP + len(self.more) <= room:
            text.append(" " * GAP + self.more, MARK)
        lines = Text("\n" + " " * indent).join(wrapped(text, room - indent))
        tree = Tree(self.sign.copy().append_text(lines), guide_style=MARK)
        tree.children.extend([node.tree(room - _GUIDE) for node in self.below])
        return tree


def cities(found: Sequence[City], catalog: Catalog, screen: Screen) -> list[Tree]:
    """Draw the region: group, city with its Chinese name and population, facilities with the signs of their status."""
    roles = ["" if city.kind.startswith("special") else city.role for city in found]
    groups = []
    for heading, role in _GROUPS.items():
        members = [city for city, own in zip(found, roles, strict=True) if own == role]
        groups.append(_head(heading, [_city(city, catalog, screen) for city in members]))
    here = {facility for city in found for facility in city.facilities}
    everywhere = [one for one in catalog.facilities.values() if one.id in here and catalog.is_everywhere(one.cities)]
    groups.append(_head(WHOLE_REGION, [_leaf(facility) for facility in everywhere]))
    shown = [group for group in groups if group.below]
    return [_head("Guangdong-Hong Kong-Macao Greater Bay Area", shown).tree(screen.room)]


def facilities(found: Sequence[Facility], catalog: Catalog, screen: Screen, only: Collection[str] = ()) -> list[Tree]:
    """Draw facilities by city and site. One that stands in several cities stands under each.

    `only`: the ids of the cities to be shown, where not all are.
    """
    everywhere = [facility for facility in found if catalog.is_everywhere(facility.cities)]
    others = [facility for facility in found if facility not in everywhere]
    nodes = [
        Node(titled(city.name, city), _by_site([one for one in others if city.id in one.cities]))
        for city in catalog.cities.values()
        if not only or city.id in only
    ]
    nodes.append(_head(WHOLE_REGION, _by_site(everywhere)))
    return [node.tree(screen.room) for node in nodes if node.below]


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
    one, status = STATUSES[facility.status], facility.status.replace("-", " ")
    name, sign = fact(facility.name), Text().append(f"{one.sign} ", one.colour)
    if dated:
        name.append(f"  {status}{words.since(facility)}", MARK)
    return Node(name.append_text(origin_mark(facility.origin)), [], sign, "" if dated else status)


def _city(city: City, catalog: Catalog, screen: Screen) -> Node:
    """Return a city with its latest population and its facilities."""
    line = titled(city.name, city)
    values = values_of(catalog, "population") if "population" in catalog.metric_ids else []
    for stat in latest([stat for stat in values if stat.subject == city.id]):
        line.append_text(fact(f"  {words.amount(stat, exact=screen.exact)} ({stat.period})", MARK))
    own = [catalog.facilities[key] for key in city.facilities]
    leaves = [_leaf(facility) for facility in own if not catalog.is_everywhere(facility.cities)]
    return Node(line, leaves)
