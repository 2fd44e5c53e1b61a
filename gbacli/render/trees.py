"""Trees: the region with its cities and their facilities, and facilities by city and site."""

from collections.abc import Callable, Collection, Iterable, Sequence

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.text import Text
from rich.tree import Tree

from gbacli.catalog import Catalog
from gbacli.choices import STATUSES
from gbacli.model import City, Facility, Stat
from gbacli.queries.dates import last_day
from gbacli.queries.regions import in_every_city
from gbacli.render import words
from gbacli.render.cells import nothing
from gbacli.render.drawing import HEAD, MARK, fact, one_line, origin_mark
from gbacli.render.screen import ENDLESS, Screen
from gbacli.render.tables import wrapped

REGION = "Guangdong-Hong Kong-Macao Greater Bay Area"
WHOLE_REGION = "Whole region"

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


class Label:
    """Text behind a sign; wrapped lines stand below the text, and no word is cut."""

    def __init__(self, text: Text, sign: str = "", style: str = "", more: str = "") -> None:
        """Keep the `text`, the `sign` before its first line, and what follows it where it fits on that line."""
        self.text, self.sign, self.style, self.more = text, sign, style, more

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the lines."""
        guides = ENDLESS - options.max_width
        width, text = console.width - guides - len(self.sign), self.text
        if self.more and text.cell_len + 2 + len(self.more) <= width:
            text = text.copy().append(f"  {self.more}", MARK)
        for i, line in enumerate(wrapped(text, width)):
            sign = " " * len(self.sign) if i else self.sign
            yield one_line(Text().append(sign, self.style).append_text(line))


class Uncut:
    """A tree that is told of no width, so that it does not cut a word; its labels wrap at that of the console."""

    def __init__(self, tree: Tree) -> None:
        """Keep the tree."""
        self.tree = tree

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the tree."""
        yield from console.render(self.tree, options.update(width=ENDLESS))


def cities(found: Sequence[City], catalog: Catalog, screen: Screen) -> list[RenderableType]:
    """Draw the region: group, city with its Chinese name and population, facilities with the signs of their status."""
    population = _population(catalog)
    region = _tree(Label(Text(REGION, style=HEAD)))
    for heading, belongs in _GROUPS:
        members = [city for city in found if belongs(city)]
        group = region.add(Label(Text(heading, style=HEAD))) if members else region
        for city in members:
            branch = group.add(Label(_city_line(city, population.get(city.id), screen)))
            for key in city.facilities:
                facility = catalog.facilities[key]
                if not in_every_city(facility.cities, catalog):
                    branch.add(_leaf(facility))
    if not region.children:
        return nothing(screen)
    here = {facility for city in found for facility in city.facilities}
    _everywhere([facility for facility in catalog.facilities.values() if facility.id in here], catalog, region)
    return [Uncut(region)]


def facilities(
    found: Sequence[Facility], catalog: Catalog, screen: Screen, only: Collection[str] = ()
) -> list[RenderableType]:
    """Draw facilities by city and site. One that stands in several cities stands under each.

    `only`: the ids of the cities to be shown, where not all are.
    """
    trees: list[RenderableType] = []
    for city in catalog.cities.values():
        here = [
            facility for facility in found if city.id in facility.cities and not in_every_city(facility.cities, catalog)
        ]
        if here and (not only or city.id in only):
            tree = _tree(Label(_names(city)))
            _by_site(here, tree)
            trees.append(Uncut(tree))
    region = _tree(Label(Text(WHOLE_REGION, style=HEAD)))
    _by_site([facility for facility in found if in_every_city(facility.cities, catalog)], region)
    return [*trees, *([Uncut(region)] if region.children else [])] or nothing(screen)


def _tree(label: Label) -> Tree:
    return Tree(label, guide_style=MARK)


def _everywhere(found: Iterable[Facility], catalog: Catalog, region: Tree) -> None:
    """Add what stands in every city once, in a branch of its own."""
    everywhere = [facility for facility in found if in_every_city(facility.cities, catalog)]
    branch = region.add(Label(Text(WHOLE_REGION, style=HEAD))) if everywhere else region
    for facility in everywhere:
        branch.add(_leaf(facility))


def _by_site(found: Iterable[Facility], tree: Tree) -> None:
    """Add facilities by site, sites in the order of their first facility, those without a site first."""
    groups: dict[str, list[Facility]] = {"": []}
    for facility in found:
        groups.setdefault(facility.site or "", []).append(facility)
    for site, members in groups.items():
        branch = tree.add(Label(fact(site))) if site else tree
        for facility in members:
            branch.add(_leaf(facility, dated=True))


def _leaf(facility: Facility, *, dated: bool = False) -> Label:
    """Return one facility as a leaf: the sign of its status, its name, its status."""
    sign, _, colour, _ = STATUSES[facility.status]
    name, status = fact(facility.name), facility.status.replace("-", " ")
    if dated:
        when = words.since(facility.status_date, began=facility.status_began)
        name.append(f"  {status} {when}".rstrip(), MARK)
    return Label(name.append_text(origin_mark(facility.origin)), f"{sign} ", colour, "" if dated else status)


def _names(city: City) -> Text:
    text = fact(city.name, HEAD).append(f"  {words.visible(city.name_zh_hans)}", "not bold")
    return (
        text.append(f" · {words.visible(city.name_zh_hant)}", "not bold")
        if city.name_zh_hant != city.name_zh_hans
        else text
    )


def _city_line(city: City, population: Stat | None, screen: Screen) -> Text:
    line = Text().append_text(_names(city))
    if population:
        value = words.amount(population.value, population.qualifier, population.unit, exact=screen.exact)
        line.append_text(fact(f"  {value} ({population.period})", MARK))
    return line.append_text(origin_mark(city.origin))


def _population(catalog: Catalog) -> dict[str, Stat]:
    """Return each city's latest population."""
    series = catalog.series("population") if "population" in catalog.metric_ids else None
    latest: dict[str, Stat] = {}
    for stat in series.stats if series else ():
        known = latest.get(stat.subject)
        if known is None or last_day(stat.period) >= last_day(known.period):
            latest[stat.subject] = stat
    return latest
