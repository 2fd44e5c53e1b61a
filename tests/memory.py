"""A catalog held in memory, for tests of comparisons."""

from types import MappingProxyType

from hypothesis import strategies as some

from gbacli.catalog import About, Catalog, Series
from gbacli.model import City, Metric, Source, Stat, Subject

NAMES = MappingProxyType(
    {"ax": "Ax", "bravo": "Bravo", "ce": "Ce", "delta": "Delta", "echo": "Echo", "foxtrot": "Foxtrot"}
)


class Memory(Catalog):
    """Six cities and some metrics; the values of all but `goods` name their metric."""

    def __init__(self, stats, label="Goods", unit="CNY", *, names=NAMES, regions=(), metrics=(), **more):
        super().__init__([])
        goods = Metric("goods", label, "trade", unit, "what is made", (), **more)
        known = {metric.id: metric for metric in (goods, *metrics)}
        self._found = {
            key: Series(metric, tuple(stat for stat in stats if stat.metric == key)) for key, metric in known.items()
        }
        self.__dict__.update(
            cities={
                key: City(
                    key, name, "城", "城", "prefecture-level city", "node city", "440000", 22.0, 113.0, (), ("book",)
                )
                for key, name in names.items()
            },
            subjects={key: Subject(key, name, cities=cities) for key, name, cities in regions},
            facilities={},
            metric_ids=tuple(known),
            metrics=known,
            sources={"book": Source("book", "Book", "Press", "report", "https://example.org", "2020-01-01")},
            about=About("2020-01-01", "none"),
        )

    def series(self, metric):
        return self._found.get(metric)


def stat(city, value, period="2020", unit="CNY", qualifier="exact", metric="goods", note=None):
    return Stat(
        f"{city}.{metric}.{period}",
        city,
        "Goods",
        value,
        unit,
        qualifier,
        period,
        "book",
        "p1",
        metric=metric,
        note=note,
    )


numbers = some.one_of(
    some.integers(min_value=-5, max_value=10**13),
    some.floats(min_value=0, max_value=10**6, allow_nan=False).map(lambda value: round(value, 2)),
)
periods = some.sampled_from(["2018", "2019", "2019-06", "2019-12-31", "2020", "2018/2020"])
qualifiers = some.sampled_from(["exact", "exact", "exact", "about", "more-than", "nearly"])


@some.composite
def facts(draw_one):
    """Values of some of the cities in some years; a city keeps its unit."""
    found = []
    for city in NAMES:
        unit = draw_one(some.sampled_from(["CNY", "CNY", "CNY", "HKD"]))
        for period in draw_one(some.lists(periods, max_size=4, unique=True)):
            found.append(stat(city, draw_one(numbers), period, unit, draw_one(qualifiers)))
    return found


orders = some.permutations(list(NAMES)).flatmap(lambda order: some.integers(2, 6).map(lambda count: order[:count]))
years = some.sampled_from([None, None, "2018", "2019", "2020"])
