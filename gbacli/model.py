"""Every kind of fact, said once: its fields, what each may hold, what it means, and how it is drawn.

Loading, the checks, both JSON Schemas, `--fields help`, the columns of tables and the rows of `show` are all derived
from the records declared here. To add a field is to add its line.

Records are named tuples: as frozen and as typed as dataclasses, for a fraction of the time that every call pays.

`None` always means "not known". Dates are strings of honest precision: `2018`, `2018-08` or `2018-08-23`.
"""

from collections.abc import Mapping
from itertools import takewhile
from types import MappingProxyType
from typing import Any

from gbacli import choices
from gbacli import fields as types
from gbacli.fields import ANY_ID, DATE, FLAG, ID, NUMBER, PERIOD, TEXT, URL, Field, Type, by, many, one_of, refers_to
from gbacli.named_tuples import Annotated, NamedTuple

BUILT_IN = "built-in"
"""The `origin` of a record that ships with the program; an overlay's is its folder."""

SOURCE_ID = refers_to("the id of a source", "source")
CITY_ID = refers_to("the id of a city", "city")
METRIC_ID = refers_to("the id of a metric, which is the name of a file of series/", "series")
AREA_ID = refers_to("the id of a city, or of a subject of about.toml", "city", "subject")
SUBJECT_ID = refers_to(
    "the id of a city, facility or industry, or of a subject of about.toml", "city", "subject", "facility", "industry"
)
SOURCE_IDS, SOME_SOURCES = many(SOURCE_ID), many(SOURCE_ID, 1)
CITY_IDS, SOME_CITIES = many(CITY_ID), many(CITY_ID, 1)
UNIT, STATUS, QUALIFIER = one_of(choices.UNITS), one_of(choices.STATUSES), one_of(choices.QUALIFIERS)
CITY_KIND, CITY_ROLE, GROUP = one_of(choices.CITY_KINDS), one_of(choices.CITY_ROLES), one_of(choices.METRIC_GROUPS)
GBT2260 = Type("code", 'six digits in quotes, such as "440300"', pattern="^[0-9]{6}$")
ISO_3166_2 = Type("code", 'a code such as "CN-HK"', pattern="^[A-Z]{2}-[A-Z0-9]{1,3}$")
# With some room: the cities reach from Taishan to Huaiji and from Fengkai to Huidong.
LATITUDE = Type("number", "degrees north from 21 to 24.8, in the Greater Bay Area", limits=(21, 24.8))
LONGITUDE = Type("number", "degrees east from 111 to 116, in the Greater Bay Area", limits=(111, 116))
TEXT_BY_AREA = by(AREA_ID, TEXT, 'a table of texts by city, such as { shenzhen = "revised" }')
_NONE: Mapping[str, Any] = MappingProxyType({})

# Fields that several records share.
Strings = tuple[str, ...]
Maybe = str | None
Id = Annotated[str, Field(ID, "the id, which never changes", "Id", 7, stored=False)]
Hans = Annotated[Maybe, Field(TEXT, "the name in simplified Chinese characters", "Chinese", 6)]
Hant = Annotated[Maybe, Field(TEXT, "the name in traditional Chinese characters", "Traditional")]
Pinyin = Annotated[Maybe, Field(TEXT, "the Chinese name in pinyin, without tones, words apart", "Pinyin")]
Aliases = Annotated[Strings, Field(types.TEXTS, "abbreviations and other names that it is looked up by", "Also called")]
Summary = Annotated[Maybe, Field(TEXT, "what it is, in a sentence or two", "Summary")]
Note = Annotated[Maybe, Field(TEXT, "what to be careful about, such as sources that disagree", "Note")]
Locator = Annotated[str, Field(TEXT, "where in the source it stands: page, paragraph, sheet and row", "Where")]
SourceOf = Annotated[str, Field(SOURCE_ID, "the id of the source that says so", "Source", 3)]
Origin = Annotated[str, Field(TEXT, "'built-in', or the folder of --facts that it comes from", "From", stored=False)]


class Source(NamedTuple):
    """Where facts come from."""

    id: Annotated[str, Field(ID, "the id, which facts refer to", "Id", 1, stored=False)]
    title: Annotated[str, Field(TEXT, "the title of the page, report or data set", "Title", 2)]
    publisher: Annotated[str, Field(TEXT, "who published it", "Publisher", 4)]
    kind: Annotated[str, Field(one_of(choices.SOURCE_KINDS), "what sort of publication it is", "Kind", 6)]
    url: Annotated[
        str, Field(URL, "the address of the publisher's page if it is known, else of the copy", "Address", 7)
    ]
    accessed: Annotated[str, Field(DATE, "the date on which it was read", "Read")]
    published: Annotated[Maybe, Field(DATE, "the date of publication", "Published", 3)] = None
    aliases: Aliases = ()
    via: Annotated[Maybe, Field(TEXT, "the copy that was read, where the page itself was not", "Copy read")] = None
    note: Note = None
    facts: Annotated[int, Field(types.INTEGER, "how many facts rest on it", "Facts", 5, stored=False)] = 0
    origin: Origin = BUILT_IN


class Subject(NamedTuple):
    """What figures are about besides cities, facilities and industries, such as the nine cities together."""

    id: Id
    name: Annotated[str, Field(TEXT, "the English name", "Name", 1)]
    name_zh_hans: Hans = None
    name_zh_hant: Hant = None
    pinyin: Pinyin = None
    aliases: Aliases = ()
    cities: Annotated[Strings, Field(CITY_IDS, "the ids of the cities that it is made of, if it is", "Cities")] = ()
    origin: Origin = BUILT_IN


class City(NamedTuple):
    """The cities of the Greater Bay Area. Hong Kong and Macao are special administrative regions, never countries."""

    id: Annotated[str, Field(ID, "the id, which never changes", "Id", stored=False)]
    name: Annotated[str, Field(TEXT, "the English name", "City", 1)]
    name_zh_hans: Annotated[str, Field(TEXT, "the name in simplified Chinese characters", "Chinese", 2)]
    name_zh_hant: Annotated[str, Field(TEXT, "the name in traditional Chinese characters", "Traditional")]
    kind: Annotated[str, Field(CITY_KIND, "the administrative rank", "Kind", 3)]
    role: Annotated[str, Field(CITY_ROLE, "the role in the Outline Development Plan of 2019", "Role", 4)]
    gbt2260: Annotated[str, Field(GBT2260, "the six-digit code of GB/T 2260", "GB/T 2260", 6)]
    latitude: Annotated[float, Field(LATITUDE, "latitude in degrees north, WGS84", "Latitude", 8)]
    longitude: Annotated[float, Field(LONGITUDE, "longitude in degrees east, WGS84", "Longitude", 9)]
    neighbours: Annotated[Strings, Field(CITY_IDS, "the ids of the cities of the region that it borders", "Next to")]
    sources: Annotated[Strings, Field(SOME_SOURCES, "the ids of the sources of names, codes and position", "Sources")]
    pinyin: Pinyin = None
    aliases: Aliases = ()
    iso_3166_2: Annotated[Maybe, Field(ISO_3166_2, "the code of ISO 3166-2, if it has one", "ISO 3166-2", 7)] = None
    note: Note = None
    facilities: Annotated[Strings, Field(many(ID), "the ids of what stands in it", "Facilities", 5, stored=False)] = ()
    origin: Origin = BUILT_IN


class Event(NamedTuple):
    """One dated entry of a facility's history: a start, or a sighting."""

    status: Annotated[str, Field(STATUS, "the status that began then, or that it was seen in", "Status")]
    source: SourceOf
    locator: Locator
    date: Annotated[Maybe, Field(DATE, "the date, as precise as it is known", "Date")] = None
    seen: Annotated[bool, Field(FLAG, "true for a sighting: it had the status then; its beginning is unknown")] = False
    note: Annotated[Maybe, Field(TEXT, "what happened", "What")] = None


class Expectation(NamedTuple):
    """What is planned or promised for a facility, and for when."""

    status: Annotated[str, Field(STATUS, "the status that it is expected to have", "Status")]
    date: Annotated[str, Field(DATE, "the date for which it is expected", "Date")]
    source: SourceOf
    locator: Locator
    note: Annotated[Maybe, Field(TEXT, "what is expected", "What")] = None


class Facility(NamedTuple):
    """Science facilities, universities, parks, associations and programmes, from plan to operation."""

    id: Id
    name: Annotated[str, Field(TEXT, "the English name", "Facility", 1)]
    cities: Annotated[Strings, Field(SOME_CITIES, "the ids of the cities that it stands in", "City", 4)]
    kind: Annotated[str, Field(one_of(choices.FACILITY_KINDS), "what kind of facility it is", "Kind", 8)]
    field: Annotated[str, Field(TEXT, "what it works on: short lower-case phrases with commas between", "Field")]
    history: Annotated[
        tuple[Event, ...], Field(many(Event, 1), "dated statuses, oldest first, to the present", "History")
    ]
    name_zh_hans: Hans = None
    name_zh_hant: Hant = None
    pinyin: Pinyin = None
    aliases: Aliases = ()
    site: Annotated[Maybe, Field(TEXT, "where in the city", "Site", 9)] = None
    operator: Annotated[Maybe, Field(TEXT, "who runs or builds it", "Operator")] = None
    summary: Summary = None
    expected: Annotated[tuple[Expectation, ...], Field(many(Expectation), "what is planned, with dates", "Due", 5)] = ()
    sources: Annotated[
        Strings, Field(SOURCE_IDS, "the ids of the sources of the record and its history", "Sources")
    ] = ()
    note: Note = None
    origin: Origin = BUILT_IN

    @property
    def status(self) -> Annotated[str, Field(STATUS, "how far it has got: the last of its history", "Status", 2)]:
        """The present status: that of the last entry."""
        return self.history[-1].status

    @property
    def status_date(self) -> Annotated[Maybe, Field(DATE, "the first date of the present status", "Since", 3)]:
        """Since when, or by when: a repeated report does not move it."""
        return self._first.date

    @property
    def status_began(self) -> Annotated[bool, Field(FLAG, "true when the status began then; false for a sighting")]:
        """Whether `status_date` is the start of the present status."""
        return self._first.date is not None and not self._first.seen

    @property
    def _first(self) -> Event:
        """The first of the last entries that agree in status."""
        *_, first = takewhile(lambda event: event.status == self.status, reversed(self.history))
        return first


class Industry(NamedTuple):
    """Manufacturing clusters."""

    id: Id
    name: Annotated[str, Field(TEXT, "the English name", "Industry", 1)]
    cities: Annotated[Strings, Field(SOME_CITIES, "the ids of the cities that carry it", "Cities", 2)]
    sources: Annotated[Strings, Field(SOME_SOURCES, "the ids of the sources of the record", "Sources")]
    locator: Locator
    name_zh_hans: Hans = None
    name_zh_hant: Hant = None
    pinyin: Pinyin = None
    aliases: Aliases = ()
    summary: Summary = None
    note: Note = None
    origin: Origin = BUILT_IN


NUMBER_BY_AREA = by(AREA_ID, NUMBER, "a table of numbers by city, such as { shenzhen = 5 }", 1)
QUALIFIER_BY_AREA = by(AREA_ID, QUALIFIER, 'a table by city, such as { shenzhen = "about" }')
SOURCES_BY_AREA = by(AREA_ID, SOURCE_IDS, 'a table of lists by city, such as { shenzhen = ["sz-bulletin"] }')
UNIT_BY_AREA = by(AREA_ID, UNIT, 'a table of units by city, such as { macao = "MOP" }')
Texts = Mapping[str, str]
Lists = Mapping[str, Strings]


class PublishedTable(NamedTuple):
    """One published table of a series, as the file has it: the values of one period from one source."""

    period: Annotated[str, Field(DATE, "the year or date that the values are of")]
    source: SourceOf
    locator: Locator
    values: Annotated[Mapping[str, float], Field(NUMBER_BY_AREA, "the value of each city that has one, in base units")]
    qualifiers: Annotated[Texts, Field(QUALIFIER_BY_AREA, "how exactly the source says it, where not exact")] = _NONE
    locators: Annotated[Texts, Field(TEXT_BY_AREA, "where in the source it stands, where that differs by city")] = _NONE
    notes: Annotated[Texts, Field(TEXT_BY_AREA, "what to be careful about, by city")] = _NONE
    checked_by: Annotated[Lists, Field(SOURCES_BY_AREA, "other sources that agree, as far as they go, by city")] = _NONE


class Metric(NamedTuple):
    """One metric with its values by year and city, a table for each one that was published."""

    id: Annotated[str, Field(ID, "the id, which never changes; of a stored metric the name of its file", "Id", 1)]
    label: Annotated[str, Field(TEXT, "what is measured, in a few words", "Metric", 2)]
    group: Annotated[str, Field(GROUP, "the group of metrics that it is listed with", "Group", 5)]
    unit: Annotated[str, Field(UNIT, "the unit, where a city has no other", "Unit", 3)]
    definition: Annotated[str, Field(TEXT, "what exactly is counted; the formula of a computed one", "Definition", 4)]
    table: Annotated[Any, Field(many(PublishedTable, 1), "the published tables, oldest first", public=False)]
    unit_by_city: Annotated[Texts, Field(UNIT_BY_AREA, "the unit of those that count in another, by id")] = _NONE
    aliases: Aliases = ()
    headline: Annotated[bool, Field(FLAG, "true for the metrics that a comparison shows of itself")] = False
    additive: Annotated[bool, Field(FLAG, "true when the values of several cities can be added up")] = False
    better: Annotated[str, Field(one_of(("high", "low")), "which values are better: low for ranks")] = "high"
    replaced_by: Annotated[Maybe, Field(ANY_ID, "the metric to use instead of this one", "Replaced by")] = None
    note: Note = None
    computed: Annotated[bool, Field(FLAG, "true when the program makes it from other facts", stored=False)] = False
    origin: Origin = BUILT_IN

    def unit_of(self, subject: str) -> str:
        """Return the unit in which this metric of `subject` (an id) is given."""
        return self.unit_by_city.get(subject, self.unit)


class Stat(NamedTuple):
    """Single figures that belong to no series, and in answers the values of series."""

    id: Annotated[str, Field(ANY_ID, "the id: a statement's own, or <city>.<metric>.<period>", "Id", stored=False)]
    subject: Annotated[str, Field(SUBJECT_ID, "the id of what the figure is about", "Subject", 1)]
    label: Annotated[str, Field(TEXT, "what is counted, in a few words", "Figure", 1)]
    value: Annotated[int | float, Field(NUMBER, "the value in the unit of the field unit", "Value", 1)]
    unit: Annotated[str, Field(TEXT, "the unit of the value: persons, CNY, percent, patents, ...", "Unit", 1)]
    qualifier: Annotated[str, Field(QUALIFIER, "how exactly the source says it", "Qualifier")]
    period: Annotated[str, Field(PERIOD, "the year, the date or the span of years that the value is of", "Period", 1)]
    source: Annotated[Maybe, Field(SOURCE_ID, "the id of the source; null for a computed value", "Source", 3)]
    locator: Annotated[Maybe, Field(TEXT, "where in the source it stands", "Where")]
    metric: Annotated[Maybe, Field(METRIC_ID, "the id of the metric that it belongs to, if any", "Metric")] = None
    scope: Annotated[Maybe, Field(TEXT, "what the value leaves out or takes in", "Scope", 6)] = None
    note: Note = None
    checked_by: Annotated[
        Strings, Field(SOURCE_IDS, "the ids of other sources that agree, as far as they go", "Checked by")
    ] = ()
    change_percent: Annotated[
        float | None, Field(NUMBER, "computed: the change on the year before, in per cent", "Change", stored=False)
    ] = None
    change_from: Annotated[Maybe, Field(ANY_ID, "the id of the value before the change", stored=False)] = None
    origin: Origin = BUILT_IN

    @property
    def year(self) -> Annotated[str, Field(types.YEAR, "the year of the period; of a span its last", "Year")]:
        """The year of the period, four digits."""
        return self.period.rpartition("/")[2][:4]


class About(NamedTuple):
    """The edition of the facts, and what figures are about besides cities, facilities and industries."""

    version: Annotated[Maybe, Field(DATE, "the date of this edition of the facts")] = None
    licence: Annotated[Maybe, Field(TEXT, "under which terms the facts may be used")] = None
    note: Note = None
    subjects: Annotated[Mapping[str, Any], Field(by(ID, Subject, "tables named [subjects.ID]"), "by id")] = _NONE


class Kind(NamedTuple):
    """One kind of record: where its files lie, and how it is spoken of."""

    name: str
    """As `gba schema` and the checks call it."""
    plural: str
    """Also the attribute of the catalog that holds its records by id."""
    record: Any
    """Its class; the docstring of it says what its files hold."""
    files: str
    """`cities.toml`, `series/*.toml`; empty for what stands in the files of another kind."""
    see: str
    """The command that lists the records."""
    noun: str
    whole: bool = False
    """Whether a file is one record; else it holds one table a record, keyed by id."""


KINDS = {
    kind.name: kind
    for kind in (
        Kind("about", "about", About, "about.toml", "gba --version", "the facts as a whole", whole=True),
        Kind("source", "sources", Source, "sources.toml", "gba sources", "source"),
        Kind("city", "cities", City, "cities.toml", "gba cities", "city"),
        Kind("industry", "industries", Industry, "industries.toml", "gba industries", "industry"),
        Kind("statement", "statements", Stat, "statements.toml", "gba stats", "statement"),
        Kind("facility", "facilities", Facility, "facilities/*.toml", "gba facilities", "facility"),
        Kind("series", "metrics", Metric, "series/*.toml", "gba stats --metric help", "metric", whole=True),
        Kind("subject", "subjects", Subject, "", "gba stats", "subject"),
    )
}
"""Every kind of fact, by name."""
