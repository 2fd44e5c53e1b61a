"""Trees: the region with its cities and their facilities, and facilities by city and site."""

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.text import Text
from rich.tree import Tree

from gbacli.catalog import Catalog
from gbacli.choices import STATUSES
from gbacli.model import City, Facility
from gbacli.queries.values import latest, values_of
from gbacli.render import words
from gbacli.render.cells import nothing
from gbacli.render.drawing import HEAD, MARK, fact, one_line, origin_mark, wrapped
from gbacli.render.screen import ENDLESS, Screen

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


def cities(found: Sequence[City], catalog: Catalog, screen: Screen) -> Sequence[RenderableType]:
    """Draw the region: group, city with its Chinese name and population, facilities with the signs of their status."""
    groups = []
    for heading, role in _GROUPS.items():
        members = [city for city in found if ("" if city.kind.startswith("special") else city.role) == role]
        if members:
            groups.append(_head(heading, [_city(city, catalog, screen) for city in members]))
    if not groups:
        return nothing(screen)
    here = {facility for city in found for facility in city.facilities}
    everywhere = [one for one in catalog.facilities.values() if one.id in here and catalog.is_everywhere(one.cities)]
    if everywhere:
        groups.append(_head(WHOLE_REGION, [_leaf(facility) for facility in everywhere]))
    return [Uncut(_head(REGION, groups))]


def facilities(
    found: Sequence[Facility], catalog: Catalog, screen: Screen, only: Collection[str] = ()
) -> Sequence[RenderableType]:
    """Draw facilities by city and site. One that stands in several cities stands under each.

    `only`: the ids of the cities to be shown, where not all are.
    """
    everywhere = [facility for facility in found if catalog.is_everywhere(facility.cities)]
    trees = [
        Node(_names(city), _by_site([one for one in found if city.id in one.cities and one not in everywhere]))
        for city in catalog.cities.values()
        if not only or city.id in only
    ]
    trees.append(_head(WHOLE_REGION, _by_site(everywhere)))
    return [Uncut(tree) for tree in trees if tree.below] or nothing(screen)


class Label:
    """The text of a node behind its sign; wrapped lines stand below the text, and no word is cut."""

    def __init__(self, node: Node) -> None:
        """Keep the `node`."""
        self.node = node

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the lines, as wide as the guides leave room."""
        node, text = self.node, self.node.text
        width = console.width - (ENDLESS - options.max_width) - len(node.sign)
        if node.more and text.cell_len + 2 + len(node.more) <= width:
            text = text.copy().append(f"  {node.more}", MARK)
        for i, line in enumerate(wrapped(text, width)):
            yield one_line(Text().append(" " * len(node.sign) if i else node.sign, node.style).append_text(line))


class Uncut:
    """A tree that is told of no width, so that Rich does not cut a word; its labels wrap at that of the console."""

    def __init__(self, node: Node) -> None:
        """Make a tree of the `node` and what is below it."""
        self.tree = _grown(Tree(Label(node), guide_style=MARK), node)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the tree."""
        yield from console.render(self.tree, options.update(width=ENDLESS))


def _grown(tree: Tree, node: Node) -> Tree:
    for child in node.below:
        _grown(tree.add(Label(child)), child)
    return tree


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
    leaves = [_leaf(facility) for facility in own if not catalog.is_everywhere(facility.cities)]
    return Node(line.append_text(origin_mark(city.origin)), leaves)
