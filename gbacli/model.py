"""Every kind of fact, said once: its fields, what each may hold, what it means, and how it is drawn.

Loading, the checks, both JSON Schemas, `--fields help`, the columns of tables and the rows of `show` are all derived
from the records declared here. To add a field is to add its line; to add a status, its row of `STATUSES`.

Records are named tuples rather than dataclasses: they are as frozen and as typed, and cost a fraction of the time to
declare and to make, which every single call pays for. For the same reason the descriptions are read from
`__annotations__` as they are, never through `typing.get_type_hints`.

`None` always means "not known". Dates are strings of honest precision: `2018`, `2018-08` or `2018-08-23`.
"""

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType, NoneType
from typing import Annotated, Any, NamedTuple

BUILT_IN = "built-in"
"""The `origin` of a record that ships with the program; an overlay's is its folder."""


class Status(NamedTuple):
    """How a status is drawn, and what it means."""

    sign: str
    """So that it reads without colour."""
    ascii: str
    """The sign where the output has ASCII only."""
    colour: str
    meaning: str


STATUSES = {
    "planned": Status("○", "o", "bright_black", "intended or announced"),
    "approved": Status("◎", "O", "cyan", "approved by an authority, not begun"),
    "under-construction": Status("◐", "+", "yellow", "being built"),
    "commissioning": Status("◑", "+", "yellow", "built, its parts being brought into operation"),
    "trial-operation": Status("◕", "*", "green", "in use on trial, before acceptance"),
    "operating": Status("●", "*", "green", "in operation"),
    "completed": Status("■", "#", "green", "finished, as a building or a project"),
    "ended": Status("×", "x", "red", "no longer in operation"),
    "established": Status("◆", "@", "blue", "founded as an institution"),
}
"""How far a facility can have got, in the usual order."""

QUALIFIERS = {"exact": "", "about": "≈", "more-than": ">", "nearly": "≲"}
"""How exactly a source gives a value, each with its sign."""

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
    "university",
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
METRIC_GROUPS = ("people", "economy", "innovation", "education", "trade", "transport", "facilities")
CURRENCIES = ("CNY", "HKD", "MOP", "USD")
UNITS = (
    "persons",
    "km2",
    "persons/km2",
    *CURRENCIES,
    "CNY per USD",
    "HKD per USD",
    "MOP per USD",
    "percent",
    "patents",
    "patent applications",
    "enterprises",
    "universities",
    "students",
    "passengers",
    "tonnes",
    "TEU",
    "rank",
    "facilities",
)
"""The units of metrics; a single statement may count anything."""


class Type(NamedTuple):
    """What a value may be. Data only: nothing is compiled at a start."""

    name: str
    """text, id, date, number, list, ...: what `--fields help` shows."""
    expected: str
    """What is expected, in words that follow "expected"."""
    choices: tuple[str, ...] = ()
    """All values there are, for a closed list."""
    refers: tuple[str, ...] = ()
    """The names of the kinds (in `KINDS`) that the value can be the id of."""
    pattern: str = ""
    """A regular expression, from ^ to $."""
    limits: tuple[float, float] | None = None
    item: Any = None
    """Of a list or map: the `Type` of its items, or the record class of them."""
    keys: "Type | None" = None
    """Of a map: the type of its keys."""
    least: int = 0
    """How many items a list or map has at least."""

    @property
    def no_wrap(self) -> bool:
        """Whether a value is never cut or wrapped: an id, a date, a number, a status, an address."""
        if self.choices:
            return not any(" " in choice for choice in self.choices)
        return self.name in ("id", "date", "number", "integer", "boolean", "address", "code")

    @property
    def is_number(self) -> bool:
        """Whether values stand to the right."""
        return self.name in ("number", "integer")


class Field(NamedTuple):
    """One field of a record or an answer; the last two are filled in by `fields_of`."""

    type: Type
    meaning: str
    """One phrase, with the unit where there is one."""
    heading: str = ""
    """In tables and in `show`; a field without one is only in data formats."""
    rank: int = 0
    """Columns with the highest rank are dropped first on a narrow terminal; rank 1 is always shown; 0 is hidden unless
    named in --fields."""
    stored: bool = True
    """Whether it stands in the fact files; else the program works it out."""
    public: bool = True
    """Whether answers have it; else it stands in the files only."""
    name: str = ""
    """The JSON key, the CSV heading and the word after `--fields`; also the attribute of the record."""
    nullable: bool = False


ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
DATE_PATTERN = r"^[12][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
URL_PATTERN = r"^https?://[^\s/]+\.[^\s/]+(/[^\s]*)?$"


def one_of(choices: tuple[str, ...]) -> Type:
    """Return the type of a closed list."""
    return Type("text", f"one of {', '.join(choices)}", choices)


def many(item: Any, least: int = 0) -> Type:
    """Return the type of a list of `item` (a `Type` or a record class), each value in it once."""
    return Type("list", f"a list, each item {expected_of(item)}", item=item, least=least)


def by(keys: Type, item: Any, expected: str, least: int = 0) -> Type:
    """Return the type of a table whose keys are ids of one sort and whose values are alike."""
    return Type("map", expected, item=item, keys=keys, least=least)


def refers_to(kinds: tuple[str, ...], expected: str) -> Type:
    """Return the type of the id of another record. That the record is there is for the rules to see."""
    return Type("id", expected, refers=kinds, pattern=ID_PATTERN)


def expected_of(item: Any) -> str:
    """Return what is expected of an item, a `Type` or a record class, in words that follow "expected"."""
    return item.expected if isinstance(item, Type) else f"a table that describes {article_of(item)}"


def article_of(record: Any) -> str:
    """Return what a record of a class is called, with its article."""
    return ARTICLES.get(record.__name__, "a record")


ARTICLES = {
    "Source": "a source",
    "Subject": "a subject",
    "City": "a city",
    "Event": "an entry of a history",
    "Expectation": "what is expected",
    "Facility": "a facility",
    "Industry": "an industry",
    "PublishedTable": "a published table",
    "Metric": "a series",
    "Stat": "a statement",
    "About": "the facts as a whole",
}
"""What a record of each class is called, with its article."""

TEXT = Type("text", "text", pattern=r"\S")
TEXTS = many(TEXT)
ID = Type("id", 'an id of lower-case letters, digits and single hyphens, such as "csns-ii"', pattern=ID_PATTERN)
ANY_ID = Type("id", "an id", pattern=r"\S")
"""The id of whatever record, in answers: a value of a series has dots in it."""
DATE = Type("date", 'a date such as "2018", "2018-08" or "2018-08-23", in quotes', pattern=DATE_PATTERN)
PERIOD = Type(
    "date",
    'a date such as "2018", "2018-08" or "2018-08-23", or a span such as "2015/2019", in quotes',
    pattern=f"{DATE_PATTERN[:-1]}(/{DATE_PATTERN[1:-1]})?$",
)
YEAR = Type("date", "a year of four digits", pattern="^[0-9]{4}$")
URL = Type("address", 'an address that begins with "https://" or "http://"', pattern=URL_PATTERN)
NUMBER = Type("number", "a number, without quotes")
INTEGER = Type("integer", "a whole number")
FLAG = Type("boolean", "true or false, without quotes")
SOURCE_ID = refers_to(("source",), "the id of a source")
CITY_ID = refers_to(("city",), "the id of a city")
METRIC_ID = refers_to(("series",), "the id of a metric, which is the name of a file of series/")
AREA_ID = refers_to(("city", "subject"), "the id of a city, or of a subject of about.toml")
SUBJECT_ID = refers_to(
    ("city", "subject", "facility", "industry"), "the id of a city, facility or industry, or of a subject of about.toml"
)
SOURCE_IDS = many(SOURCE_ID)
UNIT = one_of(UNITS)
STATUS = one_of(tuple(STATUSES))
QUALIFIER = one_of(tuple(QUALIFIERS))

# Fields that several records share.
Id = Annotated[str, Field(ID, "the id, which never changes", "Id", 7, stored=False)]
Hans = Annotated[str | None, Field(TEXT, "the name in simplified Chinese characters", "Chinese", 6)]
Hant = Annotated[str | None, Field(TEXT, "the name in traditional Chinese characters", "Traditional")]
Pinyin = Annotated[str | None, Field(TEXT, "the Chinese name in pinyin without tones, lower case, words apart", "Pinyin")]
Aliases = Annotated[tuple[str, ...], Field(TEXTS, "abbreviations and other names by which it is looked up", "Also called")]
Note = Annotated[str | None, Field(TEXT, "what to be careful about, such as sources that disagree", "Note")]
Locator = Annotated[str, Field(TEXT, "where in the source it stands: page, paragraph, sheet and row", "Where")]
CheckedBy = Annotated[
    tuple[str, ...], Field(SOURCE_IDS, "the ids of other sources that agree, as far as they are precise", "Checked by")
]
Origin = Annotated[
    str, Field(TEXT, "'built-in', or the folder of --facts that the record comes from", "From", stored=False)
]


class Source(NamedTuple):
    """Where a fact comes from."""

    id: Annotated[str, Field(ID, "the id, which facts refer to", "Id", 1, stored=False)]
    title: Annotated[str, Field(TEXT, "the title of the page, report or data set", "Title", 2)]
    publisher: Annotated[str, Field(TEXT, "who published it", "Publisher", 4)]
    kind: Annotated[str, Field(one_of(SOURCE_KINDS), "what sort of publication it is", "Kind", 6)]
    url: Annotated[
        str, Field(URL, "the address of the publisher's own page if it is known, else of the copy", "Address", 7)
    ]
    accessed: Annotated[str, Field(DATE, "the date on which it was read", "Read")]
    published: Annotated[str | None, Field(DATE, "the date of publication", "Published", 3)] = None
    aliases: Aliases = ()
    via: Annotated[
        str | None, Field(TEXT, "the copy that was read, where the publisher's own page was not", "Copy read")
    ] = None
    note: Note = None
    facts: Annotated[int, Field(INTEGER, "how many facts rest on it", "Facts", 5, stored=False)] = 0
    origin: Origin = BUILT_IN


class Subject(NamedTuple):
    """What a figure is about when it is about neither a city nor a facility (`gba`, `nine-cities`)."""

    id: Id
    name: Annotated[str, Field(TEXT, "the English name", "Name", 1)]
    name_zh_hans: Hans = None
    name_zh_hant: Hant = None
    pinyin: Pinyin = None
    aliases: Aliases = ()
    cities: Annotated[
        tuple[str, ...], Field(many(CITY_ID), "the ids of the cities that it is made of, where it is", "Cities")
    ] = ()
    origin: Origin = BUILT_IN


class City(NamedTuple):
    """One of the eleven cities. Hong Kong and Macao are special administrative regions, never countries."""

    id: Annotated[str, Field(ID, "the id, which never changes", "Id", stored=False)]
    name: Annotated[str, Field(TEXT, "the English name", "City", 1)]
    name_zh_hans: Annotated[str, Field(TEXT, "the name in simplified Chinese characters", "Chinese", 2)]
    name_zh_hant: Annotated[str, Field(TEXT, "the name in traditional Chinese characters", "Traditional")]
    kind: Annotated[str, Field(one_of(CITY_KINDS), "the administrative rank", "Kind", 3)]
    role: Annotated[str, Field(one_of(CITY_ROLES), "the role in the Outline Development Plan of 2019", "Role", 4)]
    gbt2260: Annotated[
        str,
        Field(
            Type("code", 'six digits in quotes, such as "440300"', pattern="^[0-9]{6}$"),
            "the six-digit code of GB/T 2260",
            "GB/T 2260",
            6,
        ),
    ]
    latitude: Annotated[
        float,
        Field(
            Type("number", "degrees north from -90 to 90", limits=(-90, 90)),
            "latitude in degrees north, WGS84",
            "Latitude",
            8,
        ),
    ]
    longitude: Annotated[
        float,
        Field(
            Type("number", "degrees east from -180 to 180", limits=(-180, 180)),
            "longitude in degrees east, WGS84",
            "Longitude",
            9,
        ),
    ]
    neighbours: Annotated[
        tuple[str, ...], Field(many(CITY_ID), "the ids of the cities of the region that it borders", "Next to")
    ]
    sources: Annotated[
        tuple[str, ...], Field(many(SOURCE_ID, 1), "the ids of the sources of names, codes, role and position", "Sources")
    ]
    pinyin: Pinyin = None
    aliases: Aliases = ()
    iso_3166_2: Annotated[
        str | None,
        Field(
            Type("code", 'a code such as "CN-HK"', pattern="^[A-Z]{2}-[A-Z0-9]{1,3}$"),
            "the code of ISO 3166-2, where there is one",
            "ISO 3166-2",
            7,
        ),
    ] = None
    note: Note = None
    facilities: Annotated[
        tuple[str, ...], Field(many(ID), "the ids of the facilities that stand in it", "Facilities", 5, stored=False)
    ] = ()
    origin: Origin = BUILT_IN


class Event(NamedTuple):
    """One dated entry of a facility's history: a start, or a sighting."""

    status: Annotated[str, Field(STATUS, "the status that began then, or that it was seen in", "Status")]
    source: Annotated[str, Field(SOURCE_ID, "the id of the source that says so", "Source")]
    locator: Locator
    date: Annotated[str | None, Field(DATE, "the date, as precise as it is known", "Date")] = None
    seen: Annotated[
        bool, Field(FLAG, "true for a sighting: it had the status on that date, and when that began is not known")
    ] = False
    note: Annotated[str | None, Field(TEXT, "what happened", "What")] = None


class Expectation(NamedTuple):
    """What is planned or promised for a facility, and for when."""

    status: Annotated[str, Field(STATUS, "the status that it is expected to have", "Status")]
    date: Annotated[str, Field(DATE, "the date for which it is expected", "Date")]
    source: Annotated[str, Field(SOURCE_ID, "the id of the source that says so", "Source")]
    locator: Locator
    note: Annotated[str | None, Field(TEXT, "what is expected", "What")] = None


class Facility(NamedTuple):
    """A facility, laboratory, university, park, association or programme, with its history from plan to operation."""

    id: Id
    name: Annotated[str, Field(TEXT, "the English name", "Facility", 1)]
    cities: Annotated[
        tuple[str, ...], Field(many(CITY_ID, 1), "the ids of the cities that it stands in", "City", 4)
    ]
    kind: Annotated[str, Field(one_of(FACILITY_KINDS), "what kind of facility it is", "Kind", 8)]
    field: Annotated[str, Field(TEXT, "what it works on: short lower-case phrases with commas between", "Field")]
    history: Annotated[
        tuple[Event, ...], Field(many(Event, 1), "its dated statuses, oldest first; the last is the present one", "History")
    ]
    name_zh_hans: Hans = None
    name_zh_hant: Hant = None
    pinyin: Pinyin = None
    aliases: Aliases = ()
    site: Annotated[str | None, Field(TEXT, "where in the city", "Site", 9)] = None
    operator: Annotated[str | None, Field(TEXT, "who runs or builds it", "Operator")] = None
    summary: Annotated[str | None, Field(TEXT, "what it is, in a sentence or two", "Summary")] = None
    expected: Annotated[
        tuple[Expectation, ...], Field(many(Expectation), "what is planned or promised, with dates", "Expected")
    ] = ()
    sources: Annotated[
        tuple[str, ...], Field(SOURCE_IDS, "the ids of the sources of the record and its history", "Sources")
    ] = ()
    note: Note = None
    origin: Origin = BUILT_IN

    @property
    def status(self) -> Annotated[str, Field(STATUS, "how far it has got: the last of its history", "Status", 2)]:
        """The present status: that of the last entry."""
        return self.history[-1].status

    @property
    def status_date(
        self,
    ) -> Annotated[str | None, Field(DATE, "the date of the first entry of the present status", "Since", 3)]:
        """Since when, or by when: a repeated report does not move it."""
        return self._began.date

    @property
    def status_began(
        self,
    ) -> Annotated[bool, Field(FLAG, "true when the status began on that date; false when it was only seen by then")]:
        """Whether `status_date` is the start of the present status."""
        return self._began.date is not None and not self._began.seen

    @property
    def _began(self) -> Event:
        """The first of the last entries that agree in status."""
        first = self.history[-1]
        for event in reversed(self.history):
            if event.status != first.status:
                break
            first = event
        return first


class Industry(NamedTuple):
    """A manufacturing cluster."""

    id: Id
    name: Annotated[str, Field(TEXT, "the English name", "Industry", 1)]
    cities: Annotated[tuple[str, ...], Field(many(CITY_ID, 1), "the ids of the cities that carry it", "Cities", 2)]
    sources: Annotated[tuple[str, ...], Field(many(SOURCE_ID, 1), "the ids of the sources of the record", "Sources")]
    locator: Locator
    name_zh_hans: Hans = None
    name_zh_hant: Hant = None
    pinyin: Pinyin = None
    aliases: Aliases = ()
    summary: Annotated[str | None, Field(TEXT, "what it is, in a sentence or two", "Summary")] = None
    note: Note = None
    origin: Origin = BUILT_IN


_BY_AREA = 'a table by city, such as { shenzhen = "about" }'


class PublishedTable(NamedTuple):
    """One published table of a series, as the file has it: the values of one period from one source."""

    period: Annotated[str, Field(DATE, "the year or date that the values are of")]
    source: Annotated[str, Field(SOURCE_ID, "the id of the source that gives them")]
    locator: Locator
    values: Annotated[
        Mapping[str, float],
        Field(
            by(AREA_ID, NUMBER, "a table of numbers by city, such as { shenzhen = 5 }", 1),
            "the value of each city, in whole base units; a city without a figure is left out",
        ),
    ]
    unit: Annotated[str | None, Field(UNIT, "the unit, if it is repeated here: it must be that of the metric")] = None
    qualifiers: Annotated[
        Mapping[str, str], Field(by(AREA_ID, QUALIFIER, _BY_AREA), "how exactly the source says it, where not exact")
    ] = MappingProxyType({})
    locators: Annotated[
        Mapping[str, str],
        Field(by(AREA_ID, TEXT, 'a table of texts by city, such as { shenzhen = "row 3" }'), "where it differs by city"),
    ] = MappingProxyType({})
    notes: Annotated[
        Mapping[str, str],
        Field(
            by(AREA_ID, TEXT, 'a table of texts by city, such as { shenzhen = "revised" }'),
            "what to be careful about, by city",
        ),
    ] = MappingProxyType({})
    checked_by: Annotated[
        Mapping[str, tuple[str, ...]],
        Field(
            by(AREA_ID, SOURCE_IDS, 'a table of lists by city, such as { shenzhen = ["sz-bulletin"] }'),
            "other sources that agree, as far as they are precise, by city",
        ),
    ] = MappingProxyType({})


class Metric(NamedTuple):
    """What is measured, in which unit, and what exactly is counted."""

    id: Annotated[str, Field(ID, "the id, which never changes; of a stored metric the name of its file", "Id", 1)]
    label: Annotated[str, Field(TEXT, "what is measured, in a few words", "Metric", 2)]
    group: Annotated[str, Field(one_of(METRIC_GROUPS), "the group of metrics that it is listed with", "Group", 5)]
    unit: Annotated[str, Field(UNIT, "the unit, where a city has no other", "Unit", 3)]
    definition: Annotated[
        str, Field(TEXT, "what exactly is counted; the formula of a computed metric", "Definition", 4)
    ]
    table: Annotated[
        tuple[PublishedTable, ...],
        Field(many(PublishedTable, 1), "the published tables, oldest first", public=False),
    ]
    unit_by_city: Annotated[
        Mapping[str, str],
        Field(
            by(AREA_ID, UNIT, 'a table of units by city, such as { macao = "MOP" }'),
            "the unit of those that count in another one, by id",
        ),
    ] = MappingProxyType({})
    aliases: Aliases = ()
    headline: Annotated[bool, Field(FLAG, "true for the metrics that a comparison shows of itself")] = False
    additive: Annotated[bool, Field(FLAG, "true when the values of several cities can be added up")] = False
    better: Annotated[str, Field(one_of(("high", "low")), "which values are better: low for ranks")] = "high"
    replaced_by: Annotated[
        str | None, Field(ANY_ID, "the metric to use instead of this one, which is kept for one edition", "Replaced by")
    ] = None
    note: Note = None
    computed: Annotated[bool, Field(FLAG, "true when the program makes it from other facts", stored=False)] = False
    origin: Origin = BUILT_IN

    def unit_of(self, subject: str) -> str:
        """Return the unit in which this metric of `subject` (an id) is given."""
        return self.unit_by_city.get(subject, self.unit)


class Stat(NamedTuple):
    """One figure: a statement, or one value of a series."""

    id: Annotated[str, Field(ANY_ID, "the id: a statement's own, or <city>.<metric>.<period>", "Id", stored=False)]
    subject: Annotated[str, Field(SUBJECT_ID, "the id of what the figure is about", "Subject", 1)]
    label: Annotated[str, Field(TEXT, "what is counted, in a few words", "Figure", 1)]
    value: Annotated[int | float, Field(NUMBER, "the value in the unit of the field unit, as the source has it", "Value", 1)]
    unit: Annotated[str, Field(TEXT, "the unit of the value: persons, CNY, percent, patents, ...", "Unit", 1)]
    qualifier: Annotated[str, Field(QUALIFIER, "how exactly the source says it", "Qualifier")]
    period: Annotated[str, Field(PERIOD, "the year, the date or the span of years that the value is of", "Period", 1)]
    source: Annotated[
        str | None, Field(SOURCE_ID, "the id of the source that gives it; null for a computed value", "Source", 3)
    ]
    locator: Annotated[str | None, Field(TEXT, "where in the source it stands", "Where")]
    metric: Annotated[str | None, Field(METRIC_ID, "the id of the metric, where the figure belongs to one", "Metric")] = None
    scope: Annotated[
        str | None, Field(TEXT, "what the value leaves out or takes in, where the label does not say", "Scope", 6)
    ] = None
    note: Note = None
    checked_by: CheckedBy = ()
    change_percent: Annotated[
        float | None,
        Field(NUMBER, "the change on the value of the year before in per cent, computed", "Change", stored=False),
    ] = None
    change_from: Annotated[
        str | None, Field(ANY_ID, "the id of the value that the change is computed from", stored=False)
    ] = None
    origin: Origin = BUILT_IN

    @property
    def year(self) -> Annotated[str, Field(YEAR, "the year of the period; of a span its last", "Year")]:
        """The year of the period, four digits."""
        return self.period.rpartition("/")[2][:4]


class About(NamedTuple):
    """Which edition of the facts this is."""

    version: Annotated[str | None, Field(DATE, "the date of this edition of the facts")] = None
    licence: Annotated[str | None, Field(TEXT, "under which terms the facts may be used")] = None
    note: Note = None
    subjects: Annotated[
        Mapping[str, Any],
        Field(by(ID, Subject, "tables named [subjects.ID]"), "what figures are about but cities, facilities, industries"),
    ] = MappingProxyType({})


class Kind(NamedTuple):
    """One kind of record: where its files lie, and how it is spoken of."""

    name: str
    """As `gba schema` and the checks call it."""
    plural: str
    """Also the attribute of the catalog that holds its records by id."""
    record: Any
    """Its class."""
    files: str
    """`cities.toml`, `series/*.toml`; empty for what stands in the files of another kind."""
    meaning: str
    """What a file of it holds."""
    see: str
    """The command that lists the records."""
    noun: str = ""
    """What a record is called where that is not `name`."""
    whole: bool = False
    """Whether a file is one record; else it holds one table a record, keyed by id."""

    @property
    def fields(self) -> tuple[Field, ...]:
        """The public fields of its records."""
        return fields_of(self.record)


KINDS = {
    kind.name: kind
    for kind in (
        Kind(
            "about",
            "about",
            About,
            "about.toml",
            "The edition of the facts, and what figures are about besides cities, facilities and industries.",
            "gba --version",
            whole=True,
        ),
        Kind(
            "source",
            "sources",
            Source,
            "sources.toml",
            "Where facts come from: one table a source, by its id.",
            "gba sources",
        ),
        Kind(
            "city",
            "cities",
            City,
            "cities.toml",
            "The cities of the Greater Bay Area: one table a city, by its id.",
            "gba cities",
        ),
        Kind(
            "industry",
            "industries",
            Industry,
            "industries.toml",
            "Manufacturing clusters: one table an industry, by its id.",
            "gba industries",
        ),
        Kind(
            "statement",
            "statements",
            Stat,
            "statements.toml",
            "Single figures that belong to no series: one table a statement, by its id.",
            "gba stats",
        ),
        Kind(
            "facility",
            "facilities",
            Facility,
            "facilities/*.toml",
            "Science facilities and programmes, each with its history: one table a facility, by its id.",
            "gba facilities",
        ),
        Kind(
            "series",
            "metrics",
            Metric,
            "series/*.toml",
            "One metric with its values by year and city: one [[table]] for each published table.",
            "gba stats --metric help",
            noun="metric",
            whole=True,
        ),
        Kind("subject", "subjects", Subject, "", "What figures are about besides cities and facilities.", "gba stats"),
    )
}
"""Every kind of fact, by name."""


@lru_cache(maxsize=None)
def declared(record: Any) -> dict[str, Field]:
    """Return every field of a record class by name, those of its files and those of answers; properties come last."""
    found = {name: _named(name, hint) for name, hint in record.__annotations__.items()}
    for name, member in vars(record).items():
        if isinstance(member, property) and not name.startswith("_") and member.fget:
            hint = member.fget.__annotations__["return"]
            if hasattr(hint, "__metadata__"):
                found[name] = _named(name, hint)._replace(stored=False)
    return found


def fields_of(record: Any) -> tuple[Field, ...]:
    """Return the public fields of a record class, in the order in which they are published."""
    return tuple([field for field in declared(record).values() if field.public])


def _named(name: str, hint: Any) -> Field:
    field: Field = hint.__metadata__[0]
    return field._replace(name=name, nullable=NoneType in getattr(hint.__origin__, "__args__", ()))
