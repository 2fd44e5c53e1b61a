"""A catalog held in memory, for tests of comparisons."""

from types import MappingProxyType

from gbacli.catalog import About, Catalog
from gbacli.catalog.building import Series
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
                key: City(key, name, "城", "城", "prefecture-level city", "node city", "440000", 22.0, 113.0, (), ("book",))
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
        return self._found[metric]


def stat(city, value, period="2020", unit="CNY", qualifier="exact", metric="goods", note=None):
    return Stat(
        f"{city}.{metric}.{period}", city, "Goods", value, unit, qualifier, period, "book", "p1", metric=metric, note=note
    )
