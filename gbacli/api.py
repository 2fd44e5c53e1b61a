"""The Python interface: typed records and the same queries as the command line, without a word printed.

    >>> from gbacli import load
    >>> facts = load()
    >>> facts.city("DG").name
    'Dongguan'
    >>> [facility.id for facility in facts.facilities(city="Dongguan", status="planned")]
    ['saps']
    >>> facts.get("shenzhen", "population", year=2021)
    17681600

Answers are frozen named tuples. A filter takes one value or several: either of them will do. What is wrong raises a
`GbaError`, usually a `UsageError`, whose text is what the command line would say.
"""

from collections.abc import Iterable
from datetime import date
from os import PathLike
from typing import Any

from gbacli.catalog import Catalog, built_in
from gbacli.model import City, Facility, Industry, Metric, Source, Stat
from gbacli.queries import cities, compare, facilities, get, search, show, sources, stats, values
from gbacli.queries.comparison import Comparison
from gbacli.queries.facilities import TimelineEntry, timeline
from gbacli.queries.filters import several
from gbacli.queries.names import CITY, FACILITY, Index, resolve

Texts = str | Iterable[str]
Date = int | str | date | None
"""A date such as "2018-08" or "2018-08-23", or a year such as 2018."""
Year = int | str | None
Years = int | str | Iterable[int | str]


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

    def city(self, name: str) -> City:
        """Return one city, by any of its names."""
        return cities.answer(self.catalog, resolve(str(name), Index(self.catalog.cities.values()), CITY))

    def facility(self, name: str) -> Facility:
        """Return one facility, by any of its names.

        >>> facility = load().facility("散裂中子源")
        >>> facility.status, facility.status_date
        ('operating', '2018-08-23')
        """
        return resolve(str(name), Index(self.catalog.facilities.values()), FACILITY)

    def cities(self, names: Texts = (), *, role: Texts = (), kind: Texts = ()) -> list[City]:
        """Return the cities named, or all, by role and kind."""
        return cities.cities(self.catalog, several(names), role=several(role), kind=several(kind))

    def facilities(
        self,
        text: Texts = (),
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
        filters: dict[str, Any] = {"city": city, "kind": kind, "field": field, "status": status, "source": source}
        filters |= {"since": since, "until": until, "as_of": as_of}
        return facilities.found(self.catalog, facilities.ask(self.catalog, several(text), **filters))

    def timeline(self, text: Texts = (), **filters: Any) -> list[TimelineEntry]:
        """Return every dated event of the facilities that pass these filters of `facilities`, in order of date."""
        return timeline(self.facilities(text, **filters))

    def stats(
        self,
        text: Texts = (),
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
        filters: dict[str, Any] = {"city": city, "metric": metric, "subject": subject, "source": source}
        filters |= {"year": year, "since": since, "as_of": as_of}
        return stats.figures(self.catalog, stats.ask(self.catalog, several(text), **filters), history=history)

    def metrics(self) -> list[Metric]:
        """Return every metric, stored and computed, by group."""
        return values.in_order(values.all_metrics(self.catalog).values())

    def compare(self, *names: Texts, metric: Texts = (), year: Year = None, ratio: bool = False) -> list[Comparison]:
        """Compare the cities named, one by one or as a list, or all when nothing is given, in the metrics named.

        >>> row = load().compare(["Shenzhen", "Guangzhou"], metric="population", year=2021)[0]
        >>> row.comparable, [value.value for value in row.values]
        (True, [17681600, 18810600])
        """
        asked = [name for one in names for name in several(one)]
        return compare.compare(self.catalog, asked, several(metric), every=not names, year=year, ratio=ratio)

    def search(self, text: Texts, *, kind: Texts = ()) -> list[search.Hit]:
        """Return the records of every kind, or of `kind`, that hold all the words of `text`, best first."""
        return search.search(self.catalog, several(text), several(kind))

    def show(self, name: str) -> show.Shown:
        """Return one record of any kind, with its figures, related records and sources."""
        return show.show(self.catalog, str(name))

    def get(self, name: str, field: str, year: Year = None) -> get.Value:
        """Return one value: a field of a record, or a metric of a city, the latest or that of `year`."""
        return get.got(self.catalog, str(name), str(field), year).value

    def industries(self, text: Texts = ()) -> list[Industry]:
        """Return the manufacturing clusters that hold all the words of `text`; a city in it keeps its own."""
        return cities.industries(self.catalog, several(text))

    def sources(self, text: Texts = ()) -> list[Source]:
        """Return the sources that `text` names, or that hold all its words, with how many facts rest on each."""
        return sources.sources(self.catalog, several(text))


def load(*folders: str | PathLike[str]) -> Facts:
    """Open the built-in facts, with `folders` of the same layout laid over them, the last on top.

    The folders are checked whole, now; the built-in facts are read when they are needed. Raises `FactsError`.
    """
    if not folders:
        return Facts(Catalog([built_in()]))
    from gbacli.check import open_overlays

    return Facts(open_overlays(folders))
