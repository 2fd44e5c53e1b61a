"""The Python interface: typed records and the same queries as the command line, without a word printed.

    >>> from gbacli import load
    >>> facts = load()
    >>> facts.city("DG").name
    'Dongguan'
    >>> [facility.id for facility in facts.facilities(city="Dongguan", status="planned")]
    ['saps']
    >>> facts.get("shenzhen", "population", year=2021)
    17681600

Answers are frozen named tuples. A filter takes one value or several: either of them will do. What is wrong, a type
too, raises a `GbaError`, usually a `UsageError`, whose text is what the command line would say.
"""
# mypy: disable-error-code="empty-body"

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import wraps
from inspect import signature
from os import PathLike
from typing import Any, TypeVar

from gbacli.catalog import Catalog, built_in
from gbacli.errors import UsageError
from gbacli.model import City, Facility, Industry, Metric, Source, Stat
from gbacli.queries import cities, compare, facilities, get, industries, search, show, sources, stats, values
from gbacli.queries.comparison import Comparison
from gbacli.queries.dates import to_date, to_year
from gbacli.queries.names import CITY, FACILITY, Index, resolve, shorten
from gbacli.queries.timeline import TimelineEntry, timeline

Texts = str | Iterable[str]
"""One value, or several."""
Date = int | str | date | None
"""A date such as "2018-08" or "2018-08-23", or a year such as 2018."""
Year = int | str | None
Years = int | str | Iterable[int | str]
Method = TypeVar("Method", bound=Callable[..., Any])


def _taken(kind: Any, value: Any, name: str) -> Any:
    """Return an argument as queries take it, by the type of its parameter. Raises `UsageError`."""
    if kind in (Texts, Years) and isinstance(value, Iterable) and not isinstance(value, str | bytes):
        return [text for one in value for text in _taken(kind, one, name)]
    if kind == Years:
        return [to_year(str(value), name)]
    if kind in (Year, Date):
        return None if value is None else (to_year if kind == Year else to_date)(str(value), name)
    if not isinstance(value, bool if kind is bool else str):
        expected = "True or False" if kind is bool else "text"
        raise UsageError(f"{name} {shorten(repr(value))} is of type {type(value).__name__}; expected {expected}")
    if kind == Texts:
        return str(value).split() if name == "text" else [value]
    return value


def _asks(query: Callable[..., Any]) -> Callable[[Method], Method]:
    """Make of a method without a body one that passes its arguments to a `query`."""

    def of_method(method: Any) -> Any:
        form = signature(method)

        @wraps(method)
        def ask(*args: Any, **more: Any) -> Any:
            given = form.bind(*args, **more).arguments
            facts = given.pop("self")
            taken = {name: _taken(form.parameters[name].annotation, value, name) for name, value in given.items()}
            return query(facts.catalog, **taken)

        return ask

    return of_method


def _get(catalog: Catalog, name: str, field: str, year: str | None = None) -> Any:
    return get.got(catalog, name, field, year).value


def _compare(catalog: Catalog, names: Sequence[str] | None = None, metric: Sequence[str] = (), **more: Any) -> Any:
    return compare.compare(catalog, names or (), metric, every=names is None, **more)


class Facts:
    """The facts, and every question that the command line can ask of them. Files are read when they are needed.

    `catalog` has all records by id, as in `facts.catalog.cities`.
    """

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog

    @property
    def version(self) -> str:
        """The date of the edition of the facts."""
        return self.catalog.about.version or ""

    @_asks(lambda catalog, name: cities.answer(catalog, resolve(name, Index(catalog.cities.values()), CITY)))
    def city(self, name: str) -> City:
        """Return one city, by any of its names."""

    @_asks(lambda catalog, name: resolve(name, Index(catalog.facilities.values()), FACILITY))
    def facility(self, name: str) -> Facility:
        """Return one facility, by any of its names.

        >>> facility = load().facility("散裂中子源")
        >>> facility.status, facility.status_date
        ('operating', '2018-08-23')
        """

    @_asks(cities.cities)
    def cities(self, names: Texts = (), *, role: Texts = (), kind: Texts = ()) -> list[City]:
        """Return the cities named, or all, by role and kind."""

    @_asks(facilities.facilities)
    def facilities(
        self,
        text: Texts = "",
        *,
        city: Texts = (),
        kind: Texts = (),
        field: Texts = (),
        status: Texts = (),
        source: Texts = (),
        since: Date = None,
        until: Date = None,
        as_of: Date = None,
    ) -> list[Facility]:
        """Return the facilities that hold all the words of `text` and pass every filter.

        `since` and `until` are about the date of the present status. With `as_of` each is as it certainly was then.

        >>> [facility.status for facility in load().facilities("csns", city="DG", as_of=2017)]
        ['under-construction']
        """

    def timeline(self, text: Texts = "", **filters: Any) -> list[TimelineEntry]:
        """Return every dated event of the facilities that `facilities` returns for the same filters, in order of date.

        >>> load().timeline("csns", city="DG", as_of="2018-08-23")[-1].status
        'operating'
        """
        return timeline(self.facilities(text, **filters))

    @_asks(stats.stats)
    def stats(
        self,
        text: Texts = "",
        *,
        city: Texts = (),
        metric: Texts = (),
        subject: Texts = (),
        year: Years = (),
        since: Date = None,
        as_of: Date = None,
        source: Texts = (),
        history: bool = False,
    ) -> list[Stat]:
        """Return the figures that hold all the words of `text` and pass every filter.

        Without a filter: the statements. Of what is named: the latest values, unless `year`, `since` or `history`
        asks for more.

        >>> [stat.value for stat in load().stats(metric="population", city="SZ", year=[2020, 2021])]
        [17633800, 17681600]
        """

    def metrics(self) -> list[Metric]:
        """Return every metric, stored and computed, by group."""
        return values.in_order(values.all_metrics(self.catalog).values())

    @_asks(_compare)
    def compare(self, *names: Texts, metric: Texts = (), year: Year = None, ratio: bool = False) -> list[Comparison]:
        """Compare the cities named, one by one or as a list, or all when nothing is given, in the metrics named.

        >>> row = load().compare(["Shenzhen", "Guangzhou"], metric="population", year=2021)[0]
        >>> row.comparable, [value.value for value in row.values]
        (True, [17681600, 18810600])
        """

    @_asks(search.search)
    def search(self, text: Texts, *, kind: Texts = ()) -> list[search.Hit]:
        """Return the records of every kind, or of `kind`, that hold all the words of `text`, best first."""

    @_asks(show.show)
    def show(self, name: str) -> show.Shown:
        """Return one record of any kind, with its figures, related records and sources."""

    @_asks(_get)
    def get(self, name: str, field: str, year: Year = None) -> get.Value:
        """Return one value: a field of a record, or a metric of a city, the latest or that of `year`."""

    @_asks(industries.industries)
    def industries(self, text: Texts = "") -> list[Industry]:
        """Return the manufacturing clusters that hold all the words of `text`; a city in it keeps its own."""

    @_asks(sources.sources)
    def sources(self, text: Texts = "") -> list[Source]:
        """Return the sources that `text` names, or that hold all its words, with how many facts rest on each.

        >>> load().sources("seed-copy")[0].kind
        'newspaper'
        """


def load(*folders: str | PathLike[str]) -> Facts:
    """Open the built-in facts, with `folders` of the same layout laid over them, the last on top.

    The folders are checked whole, now; the built-in facts are read when they are needed. Raises `FactsError`.
    """
    if not folders:
        return Facts(Catalog([built_in()]))
    from gbacli.check import open_overlays

    return Facts(open_overlays(folders))
