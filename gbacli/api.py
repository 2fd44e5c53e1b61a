"""The Python interface: typed records and the same queries as the command line, without a word printed.

    >>> from gbacli import load
    >>> facts = load()
    >>> facts.city("DG").name
    'Dongguan'
    >>> [facility.id for facility in facts.facilities(city="Dongguan", status="planned")]
    ['saps']
    >>> facts.get("shenzhen", "population", year=2021)
    17681600

Answers are the frozen named tuples of `gbacli.model` and `gbacli.queries`. A filter takes one value or several;
several of one filter mean either of them. What is wrong raises a `GbaError` (`gbacli.errors`) whose text is what the
command line would say.
"""

from collections.abc import Iterable
from os import PathLike

from gbacli.catalog import Catalog, built_in
from gbacli.model import City, Facility, Source, Stat
from gbacli.queries import cities, compare, facilities, get, search, show, sources, stats
from gbacli.queries.comparison import Comparison
from gbacli.queries.dates import to_date, to_year
from gbacli.queries.names import CITY, FACILITY, resolve
from gbacli.queries.search import Hit
from gbacli.queries.show import Shown

Folder = str | PathLike[str]
Texts = str | Iterable[str]
"""One value, or several."""
Years = int | str | Iterable[int | str]


class Facts:
    """The facts, and every question that the command line can ask of them. Files are read when they are needed."""

    def __init__(self, catalog: Catalog) -> None:
        """Answer from the records of `catalog`, which also gives them all by id (`facts.catalog.cities`)."""
        self.catalog = catalog

    @property
    def version(self) -> str:
        """The date of the edition of the facts."""
        return self.catalog.about.version or ""

    def city(self, name: str) -> City:
        """Find one city by any of its names. Raises `UsageError`.

        >>> load().city("澳门").kind
        'special administrative region'
        """
        return cities.answer(self.catalog, resolve(name, self.catalog.cities.values(), CITY))

    def facility(self, name: str) -> Facility:
        """Find one facility by any of its names. Raises `UsageError`.

        >>> facility = load().facility("散裂中子源")
        >>> facility.status, facility.status_date
        ('operating', '2018-08-23')
        """
        return resolve(name, self.catalog.facilities.values(), FACILITY)

    def cities(self, names: Texts = (), *, role: Texts = (), kind: Texts = ()) -> list[City]:
        """List the cities named, or all, by role and kind. Raises `UsageError`.

        >>> [city.name for city in load().cities(kind="special administrative region")]
        ['Hong Kong', 'Macao']
        """
        return cities.cities(self.catalog, _texts(names), role=_texts(role), kind=_texts(kind))

    def facilities(
        self,
        text: str = "",
        *,
        city: Texts = (),
        kind: Texts = (),
        field: Texts = (),
        status: Texts = (),
        source: Texts = (),
        as_of: str | None = None,
    ) -> list[Facility]:
        """List the facilities that hold all the words of `text` and pass every filter. Raises `UsageError`.

        `as_of`: a date (`2018`, `2018-08`, `2018-08-23`); each facility then is as it certainly was on that day.

        >>> [facility.status for facility in load().facilities("csns", city="DG", as_of="2017")]
        ['under-construction']
        """
        return facilities.facilities(
            self.catalog,
            text.split(),
            city=_texts(city),
            kind=_texts(kind),
            field=_texts(field),
            status=_texts(status),
            source=_texts(source),
            as_of=_date(as_of, "as_of"),
        )

    def stats(
        self,
        text: str = "",
        *,
        city: Texts = (),
        metric: Texts = (),
        subject: Texts = (),
        year: Years = (),
        since: str | None = None,
        as_of: str | None = None,
        source: Texts = (),
        history: bool = False,
    ) -> list[Stat]:
        """List the figures that hold all the words of `text` and pass every filter. Raises `UsageError`.

        Without `city`, `metric` and `subject`: the statements. With one: the latest values, unless `year`, `since` or
        `history` asks for more.

        >>> len(load().stats(metric="population", year=2024))
        11
        """
        return stats.stats(
            self.catalog,
            text.split(),
            city=_texts(city),
            metric=_texts(metric),
            subject=_texts(subject),
            year=[to_year(str(one), "year") for one in ([year] if isinstance(year, int | str) else year)],
            since=_date(since, "since"),
            as_of=_date(as_of, "as_of"),
            source=_texts(source),
            history=history,
        )

    def compare(
        self, *names: str, metric: Texts = (), year: int | str | None = None, ratio: bool = False
    ) -> list[Comparison]:
        """Compare the cities named, or all when none is, in the metrics named or in all. Raises `UsageError`.

        >>> row = load().compare("Shenzhen", "Guangzhou", metric="population", year=2021)[0]
        >>> row.comparable, [value.value for value in row.values]
        (True, [17681600, 18810600])
        """
        return compare.compare(self.catalog, names, _texts(metric), every=not names, year=_year(year), ratio=ratio)

    def search(self, text: str) -> list[Hit]:
        """List the records of every kind that hold all the words of `text`, best first; none is an answer.

        >>> load().search("中子")[0].id
        'csns'
        """
        return search.search(self.catalog, text.split())

    def show(self, name: str) -> Shown:
        """Find one record of any kind, with its figures, related records and sources. Raises `UsageError`.

        >>> load().show("csns").kind
        'facility'
        """
        return show.show(self.catalog, name)

    def get(self, name: str, field: str, year: int | str | None = None) -> get.Value:
        """Give one value: a field of a record, or a metric of a city, the latest or that of `year`.

        Raises `UsageError`, also for a value that is unknown.

        >>> load().get("csns", "status")
        'operating'
        """
        return get.get(self.catalog, name, field, _year(year))

    def sources(self, text: str = "") -> list[Source]:
        """List the sources that hold all the words of `text`, with the number of facts that rest on each.

        >>> load().sources("seed-copy")[0].kind
        'newspaper'
        """
        return sources.sources(self.catalog, text.split())


def load(*folders: Folder) -> Facts:
    """Open the built-in facts, with `folders` of the same layout laid over them, the last on top.

    The folders are checked whole, now; the built-in facts are read when they are needed. Raises `FactsError`.
    """
    if not folders:
        return Facts(Catalog([built_in()]))
    from gbacli.check import open_overlays

    return Facts(open_overlays(folders))


def _texts(value: Texts) -> list[str]:
    """Take one value or several: a text is one value, not its letters."""
    return [value] if isinstance(value, str) else list(value)


def _date(value: str | None, name: str) -> str | None:
    return None if value is None else to_date(value, name)


def _year(value: int | str | None) -> str | None:
    return None if value is None else to_year(str(value), "year")
