"""What each kind of fact is: frozen records, and the closed lists their fields choose from.

Named tuples rather than dataclasses: they are as frozen and as typed, hold no more than their fields,
and cost a fraction of the time to declare and to make, which every single call pays for.
`None` always means "not known". Dates are strings of honest precision: `2018`, `2018-08` or `2018-08-23`.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

BUILT_IN = "built-in"
"""The `origin` of a record that ships with the program; an overlay's is its folder."""

STATUSES = (
    "planned",
    "approved",
    "under-construction",
    "commissioning",
    "trial-operation",
    "operating",
    "completed",
    "ended",
    "established",
)
QUALIFIERS = ("exact", "about", "more-than", "nearly")
CITY_KINDS = ("special administrative region", "sub-provincial city", "prefecture-level city")
CITY_ROLES = ("core city", "node city")
FACILITY_KINDS = (
    "large research infrastructure",
    "national laboratory",
    "state key laboratory",
    "provincial laboratory",
    "research centre",
    "research network",
    "supercomputing centre",
    "science city",
    "science park",
    "industrial park",
    "innovation zone",
    "incubator",
    "technology-transfer platform",
    "association",
    "industrial project",
    "regional programme",
)
SOURCE_KINDS = (
    "official statistics",
    "government",
    "organisation",
    "news agency",
    "newspaper",
    "broadcaster",
    "magazine",
    "news site",
    "press release",
    "journal",
    "report",
    "reference",
    "dataset",
)
METRIC_GROUPS = ("people", "economy", "innovation", "trade", "transport", "facilities")
SERIES_UNITS = (
    "persons",
    "km2",
    "CNY",
    "HKD",
    "MOP",
    "USD",
    "percent",
    "patents",
    "enterprises",
    "passengers",
    "tonnes",
    "TEU",
    "rank",
)


class Source(NamedTuple):
    """Where a fact comes from."""

    id: str
    title: str
    publisher: str
    kind: str
    url: str
    accessed: str
    published: str | None = None
    via: str | None = None
    """The copy that was read, where the page named by `url` or its publisher was not read itself."""
    note: str | None = None
    origin: str = BUILT_IN


class Subject(NamedTuple):
    """What a figure is about when it is about neither a city nor a facility (`gba`, `nine-cities`)."""

    id: str
    name: str
    name_zh_hans: str | None = None
    aliases: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()
    origin: str = BUILT_IN


class City(NamedTuple):
    """One of the eleven cities. Hong Kong and Macao are special administrative regions, never countries."""

    id: str
    name: str
    name_zh_hans: str
    name_zh_hant: str
    kind: str
    role: str
    gbt2260: str
    """The six-digit code of GB/T 2260."""
    latitude: float
    """Degrees north, WGS84."""
    longitude: float
    """Degrees east, WGS84."""
    neighbours: tuple[str, ...]
    sources: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    pinyin: str | None = None
    iso_3166_2: str | None = None
    note: str | None = None
    origin: str = BUILT_IN


class Event(NamedTuple):
    """One dated entry of a facility's history: from then on, or at least on that date, it had that status."""

    status: str
    source: str
    locator: str
    date: str | None = None
    note: str | None = None


class Facility(NamedTuple):
    """A facility, laboratory, platform, park, association or programme, with its history from plan to operation."""

    id: str
    name: str
    kind: str
    field: str
    cities: tuple[str, ...]
    history: tuple[Event, ...]
    sources: tuple[str, ...] = ()
    """Sources of the record as a whole, beside those of its history."""
    name_zh_hans: str | None = None
    name_zh_hant: str | None = None
    pinyin: str | None = None
    aliases: tuple[str, ...] = ()
    site: str | None = None
    operator: str | None = None
    summary: str | None = None
    note: str | None = None
    origin: str = BUILT_IN

    @property
    def status(self) -> str:
        """The present status: that of the last entry."""
        return self.history[-1].status

    @property
    def status_date(self) -> str | None:
        """Since when: the date of the first of the last entries that agree. A repeated report does not move it."""
        since = None
        for event in reversed(self.history):
            if event.status != self.status:
                break
            since = event.date
        return since


class Industry(NamedTuple):
    """A manufacturing cluster."""

    id: str
    name: str
    cities: tuple[str, ...]
    sources: tuple[str, ...]
    locator: str
    name_zh_hans: str | None = None
    name_zh_hant: str | None = None
    pinyin: str | None = None
    aliases: tuple[str, ...] = ()
    summary: str | None = None
    note: str | None = None
    origin: str = BUILT_IN


class Metric(NamedTuple):
    """What is measured, in which unit, and what exactly is counted."""

    id: str
    label: str
    group: str
    unit: str
    definition: str
    unit_by_city: Mapping[str, str] = MappingProxyType({})
    """The unit where it differs from `unit`: Hong Kong counts in HKD, Macao in MOP."""
    aliases: tuple[str, ...] = ()
    note: str | None = None
    computed: bool = False
    """Made by the program from other facts, never stored."""
    origin: str = BUILT_IN

    def unit_of(self, city: str) -> str:
        """Give the unit in which this metric of `city` (an id) is given."""
        return self.unit_by_city.get(city, self.unit)


class Stat(NamedTuple):
    """One figure: a statement, or one value of a series."""

    id: str
    """Its own id for a statement, `<city>.<metric>.<period>` for a value of a series."""
    subject: str
    label: str
    value: int | float
    unit: str
    qualifier: str
    period: str
    """The year or date that the value is of; `2015/2019` for a span of years."""
    source: str | None
    """None only for a value that the program computed from others; `note` then gives the formula."""
    locator: str | None
    """Where in the source."""
    metric: str | None = None
    scope: str | None = None
    note: str | None = None
    checked_by: tuple[str, ...] = ()
    """Sources that agree, as far as they are precise."""
    origin: str = BUILT_IN


class Series(NamedTuple):
    """A metric with all its values, in the order of its tables."""

    metric: Metric
    stats: tuple[Stat, ...]
