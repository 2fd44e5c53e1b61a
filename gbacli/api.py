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
several of one filter mean either of them. What is wrong, a type too, raises a `GbaError` (`gbacli.errors`), usually a
`UsageError`, whose text is what the command line would say.
"""

from collections.abc import Iterable
from datetime import date
from os import PathLike
from typing import Any

from gbacli.catalog import Catalog, built_in
from gbacli.errors import UsageError
from gbacli.model import City, Facility, Industry, Metric, Source, Stat
from gbacli.queries import cities, compare, facilities, get, industries, search, show, sources, stats
from gbacli.queries.comparison import Comparison
from gbacli.queries.dates import to_date, to_year
from gbacli.queries.names import CITY, FACILITY, resolve, shorten
from gbacli.queries.search import Hit
from gbacli.queries.show import Shown
from gbacli.queries.timeline import TimelineEntry, timeline
from gbacli.queries.values import all_metrics, in_order

Folder = str | PathLike[str]
Texts = str | Iterable[str]
"""One value, or several."""
Date = int | str | date
"""A year such as 2018, or a date such as "2018-08" or "2018-08-23"."""


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
        """Return one city, by any of its names.

        >>> load().city("澳门").kind
        'special administrative region'
        """
        return cities.answer(self.catalog, resolve(_text(name, "name"), self.catalog.cities.values(), CITY))

    def facility(self, name: str) -> Facility:
        """Return one facility, by any of its names.

        >>> facility = load().facility("散裂中子源")
        >>> facility.status, facility.status_date
        ('operating', '2018-08-23')
        """
        return resolve(_text(name, "name"), self.catalog.facilities.values(), FACILITY)

    def cities(self, names: Texts = (), *, role: Texts = (), kind: Texts = ()) -> list[City]:
        """Return the cities named, or all, by role and kind."""
        return cities.cities(self.catalog, _texts(names, "names"), **_filters(role=role, kind=kind))

    def facilities(
        self,
        text: Texts = "",
        *,
        city: Texts = (),
        kind: Texts = (),
        field: Texts = (),
        status: Texts = (),
        source: Texts = (),
        since: Date | None = None,
        until: Date | None = None,
        as_of: Date | None = None,
    ) -> list[Facility]:
        """Return the facilities that hold all the words of `text` and pass every filter.

        `since` and `until` are about the date of the present status. With `as_of` each is as it certainly was then.

        >>> [facility.status for facility in load().facilities("csns", city="DG", as_of=2017)]
        ['under-construction']
        """
        return facilities.facilities(
            self.catalog,
            _words(text),
            **_filters(city=city, kind=kind, field=field, status=status, source=source),
            **_dates(since=since, until=until, as_of=as_of),
        )

    def timeline(self, text: Texts = "", **filters: Any) -> list[TimelineEntry]:
        """Return every dated event of the facilities that `facilities` returns for the same filters, in order of date.

        >>> load().timeline("csns", city="DG", as_of="2018-08-23")[-1].status
        'operating'
        """
        return timeline(self.facilities(text, **filters))

    def stats(
        self,
        text: Texts = "",
        *,
        city: Texts = (),
        metric: Texts = (),
        subject: Texts = (),
        year: Date | Iterable[Date] = (),
        since: Date | None = None,
        as_of: Date | None = None,
        source: Texts = (),
        history: bool = False,
    ) -> list[Stat]:
        """Return the figures that hold all the words of `text` and pass every filter.

        Without a filter: the statements. Of what is named: the latest values, unless `year`, `since` or `history`
        asks for more.

        >>> [stat.value for stat in load().stats(metric="population", city="SZ", year=[2020, 2021])]
        [17633800, 17681600]
        """
        years = [year] if isinstance(year, str) or not isinstance(year, Iterable) else year
        return stats.stats(
            self.catalog,
            _words(text),
            **_filters(city=city, metric=metric, subject=subject, source=source),
            **_dates(since=since, as_of=as_of),
            year=[_year(one) for one in years],
            history=_flag("history", history),
        )

    def metrics(self) -> list[Metric]:
        """Return every metric, stored and computed, by group."""
        return in_order(all_metrics(self.catalog).values())

    def compare(
        self, *names: Texts, metric: Texts = (), year: Date | None = None, ratio: bool = False
    ) -> list[Comparison]:
        """Compare the cities named, one by one or as a list, or all when nothing is given, in the metrics named.

        >>> row = load().compare(["Shenzhen", "Guangzhou"], metric="population", year=2021)[0]
        >>> row.comparable, [value.value for value in row.values]
        (True, [17681600, 18810600])
        """
        return compare.compare(
            self.catalog,
            [name for part in names for name in _texts(part, "names")],
            _texts(metric, "metric"),
            every=not names,
            year=None if year is None else _year(year),
            ratio=_flag("ratio", ratio),
        )

    def search(self, text: Texts, *, kind: Texts = ()) -> list[Hit]:
        """Return the records of every kind, or of `kind`, that hold all the words of `text`, best first."""
        return search.search(self.catalog, _words(text), _texts(kind, "kind"))

    def show(self, name: str) -> Shown:
        """Return one record of any kind, with its figures, related records and sources."""
        return show.show(self.catalog, _text(name, "name"))

    def get(self, name: str, field: str, year: Date | None = None) -> get.Value:
        """Return one value: a field of a record, or a metric of a city, the latest or that of `year`.

        A value that is unknown is an error.

        >>> load().get("csns", "status")
        'operating'
        """
        exactly = None if year is None else _year(year)
        return get.got(self.catalog, _text(name, "name"), _text(field, "field"), exactly).value

    def industries(self, text: Texts = "") -> list[Industry]:
        """Return the manufacturing clusters that hold all the words of `text`; a city in it keeps its own."""
        return industries.industries(self.catalog, _words(text))

    def sources(self, text: Texts = "") -> list[Source]:
        """Return the sources that `text` names, or that hold all its words, with how many facts rest on each.

        >>> load().sources("seed-copy")[0].kind
        'newspaper'
        """
        return sources.sources(self.catalog, _words(text))


def load(*folders: Folder) -> Facts:
    """Open the built-in facts, with `folders` of the same layout laid over them, the last on top.

    The folders are checked whole, now; the built-in facts are read when they are needed. Raises `FactsError`.
    """
    if not folders:
        return Facts(Catalog([built_in()]))
    from gbacli.check import open_overlays

    return Facts(open_overlays(folders))


def _text(value: object, name: str) -> str:
    if isinstance(value, str):
        return value
    raise UsageError(_wrong(value, name, "text"))


def _texts(value: object, name: str) -> list[str]:
    """Take one value or several: a text is one value, not its letters."""
    several = value if isinstance(value, Iterable) and not isinstance(value, str | bytes) else [value]
    return [_text(one, name) for one in several]


def _words(text: Texts) -> list[str]:
    return text.split() if isinstance(text, str) else _texts(text, "text")


def _filters(**given: Texts) -> dict[str, list[str]]:
    return {name: _texts(value, name) for name, value in given.items()}


def _dates(**given: Date | None) -> dict[str, str | None]:
    return {name: None if value is None else to_date(str(value), name) for name, value in given.items()}


def _year(value: Date) -> str:
    return to_year(str(value), "year")


def _flag(name: str, value: object) -> bool:
    if isinstance(value, bool):
        return value
    raise UsageError(_wrong(value, name, "True or False"))


def _wrong(value: object, name: str, expected: str) -> str:
    return f"{name} {shorten(repr(value))} is of type {type(value).__name__}; expected {expected}"
