"""The one description of every kind of fact file. The checks and the JSON Schema are both made of it.

A record class of `gbacli.model` has the same fields; a test holds the two together.
"""

from gbacli import choices as records
from gbacli.check.forms import Field, ListOf, MapOf, Table
from gbacli.check.values import (
    A_DATE,
    A_PERIOD,
    NUMBER,
    RECORD_ID,
    TEXT,
    WEB,
    matching,
    one_of,
    refers_to,
    within,
)

A_SOURCE = refers_to("source", "the id of a source")
A_CITY = refers_to("city", "the id of a city")
A_METRIC = refers_to("metric", "the id of a metric, which is the name of a file of series/")
A_PLACE = refers_to("place", "the id of a city, or of a subject of about.toml")
A_SUBJECT = refers_to("subject", "the id of a city, facility or industry, or of a subject of about.toml")

TEXTS = ListOf(TEXT)
SOURCES = ListOf(A_SOURCE)
SOME_SOURCES = ListOf(A_SOURCE, least=1)
SOME_CITIES = ListOf(A_CITY, least=1)
QUALIFIER = one_of(tuple(records.QUALIFIERS))
SERIES_UNIT = one_of(records.UNITS)

_HANS = Field(TEXT, "The name in simplified Chinese characters.")
_HANT = Field(TEXT, "The name in traditional Chinese characters.")
_PINYIN = Field(TEXT, "The Chinese name in pinyin without tones, lower case, words apart.")
_ALIASES = Field(TEXTS, "Abbreviations and other names by which people look it up; left out when there are none.")
_NOTE = Field(TEXT, "What a reader must know beside it, such as where sources disagree; mostly left out.")
_LOCATOR = Field(TEXT, "Where in the source it stands: page, paragraph, sheet and row.", required=True)

SOURCE = Table(
    "a source",
    {
        "title": Field(TEXT, "The title of the page, report or data set.", required=True),
        "publisher": Field(TEXT, "Who publishes it.", required=True),
        "kind": Field(one_of(records.SOURCE_KINDS), "What sort of publication it is.", required=True),
        "url": Field(WEB, "The address of the publisher's own page if it is known, else of the copy.", required=True),
        "accessed": Field(A_DATE, "When it was read.", required=True),
        "published": Field(A_DATE, "When it was published."),
        "via": Field(TEXT, "Which copy was read, where the publisher's own page was not; left out when it was."),
        "note": _NOTE,
    },
)
CITY = Table(
    "a city",
    {
        "name": Field(TEXT, "The English name.", required=True),
        "name_zh_hans": _HANS._replace(required=True),
        "name_zh_hant": _HANT._replace(required=True),
        "pinyin": _PINYIN,
        "aliases": _ALIASES,
        "kind": Field(one_of(records.CITY_KINDS), "The administrative rank of the city.", required=True),
        "role": Field(one_of(records.CITY_ROLES), "Its role in the Outline Development Plan.", required=True),
        "gbt2260": Field(
            matching('six digits in quotes, such as "440300"', "^[0-9]{6}$"),
            "The six-digit code of the Chinese standard GB/T 2260.",
            required=True,
        ),
        "iso_3166_2": Field(
            matching('a code such as "CN-HK"', "^[A-Z]{2}-[A-Z0-9]{1,3}$"),
            "The code of ISO 3166-2; left out when the city has none of its own.",
        ),
        "latitude": Field(within("degrees north from -90 to 90", -90, 90), "Degrees north, WGS84.", required=True),
        "longitude": Field(within("degrees east from -180 to 180", -180, 180), "Degrees east, WGS84.", required=True),
        "neighbours": Field(
            ListOf(A_CITY), "The cities of the region that it touches on land or along a river.", required=True
        ),
        "sources": Field(SOME_SOURCES, "What its names, codes, role and place rest on.", required=True),
        "note": _NOTE,
    },
)
EVENT = Table(
    "an entry of a history",
    {
        "status": Field(
            one_of(tuple(records.STATUSES)), "The status from then on, or at least on that date.", required=True
        ),
        "date": Field(A_DATE, "Since when or on which date."),
        "source": Field(A_SOURCE, "The source that says so.", required=True),
        "locator": _LOCATOR,
        "note": _NOTE,
    },
)
FACILITY = Table(
    "a facility",
    {
        "name": Field(TEXT, "The English name.", required=True),
        "name_zh_hans": _HANS,
        "name_zh_hant": _HANT,
        "pinyin": _PINYIN,
        "aliases": _ALIASES,
        "cities": Field(SOME_CITIES, "The cities in which it stands.", required=True),
        "site": Field(TEXT, "Where in the city."),
        "kind": Field(one_of(records.FACILITY_KINDS), "What sort of facility it is.", required=True),
        "field": Field(TEXT, "What it works on: short lower-case phrases, with commas between them.", required=True),
        "operator": Field(TEXT, "Who runs it."),
        "summary": Field(TEXT, "In one or two sentences of our own what it is and does."),
        "sources": Field(SOURCES, "Sources of the record as a whole, beside those of its history."),
        "note": _NOTE,
        "history": Field(
            ListOf(EVENT, least=1), "From plan to operation, oldest first; the last entry is now.", required=True
        ),
    },
)
INDUSTRY = Table(
    "an industry",
    {
        "name": Field(TEXT, "The English name.", required=True),
        "name_zh_hans": _HANS,
        "name_zh_hant": _HANT,
        "pinyin": _PINYIN,
        "aliases": _ALIASES,
        "cities": Field(SOME_CITIES, "The cities that carry it.", required=True),
        "sources": Field(SOME_SOURCES, "What it rests on.", required=True),
        "locator": _LOCATOR,
        "summary": Field(TEXT, "In one or two sentences of our own what it is."),
        "note": _NOTE,
    },
)
_TEXT_BY_CITY = MapOf('a table of texts by city, such as { shenzhen = "revised" }', A_PLACE, TEXT)
_CHECKED_BY = "Other sources that agree, as far as they are precise; left out when none was found."
STATEMENT = Table(
    "a statement",
    {
        "subject": Field(A_SUBJECT, "What the figure is about.", required=True),
        "label": Field(TEXT, "What is counted, in a few words.", required=True),
        "value": Field(NUMBER, "The figure, in whole base units; ten per cent is 10.", required=True),
        "unit": Field(TEXT, "The unit: persons, CNY, percent, patents, ...", required=True),
        "qualifier": Field(QUALIFIER, "How exactly the source says it.", required=True),
        "period": Field(A_PERIOD, "The year, the date or the span of years that the figure is of.", required=True),
        "source": Field(A_SOURCE, "The source that gives it.", required=True),
        "locator": _LOCATOR,
        "metric": Field(A_METRIC, "The metric, if it is the same quantity; left out when none is."),
        "scope": Field(TEXT, "What the figure leaves out or takes in, where the label does not say."),
        "note": _NOTE,
        "checked_by": Field(SOURCES, _CHECKED_BY),
    },
)
SERIES_TABLE = Table(
    "a published table",
    {
        "period": Field(A_DATE, "The year or date that the values are of.", required=True),
        "source": Field(A_SOURCE, "The source that gives them.", required=True),
        "locator": _LOCATOR,
        "values": Field(
            MapOf("a table of numbers by city, such as { shenzhen = 5 }", A_PLACE, NUMBER, least=1),
            "The value of each city, in whole base units; a city without a figure is left out.",
            required=True,
        ),
        "unit": Field(SERIES_UNIT, "The unit, if you like to repeat it here: it must be that of the metric."),
        "qualifiers": Field(
            MapOf('a table by city, such as { shenzhen = "about" }', A_PLACE, QUALIFIER),
            "How exactly the source says it, by city, where not exact.",
        ),
        "locators": Field(_TEXT_BY_CITY, "Where in the source it stands, by city, where that differs."),
        "notes": Field(_TEXT_BY_CITY, "What a reader must know beside a value, by city."),
        "checked_by": Field(
            MapOf('a table of lists by city, such as { shenzhen = ["sz-bulletin"] }', A_PLACE, SOURCES),
            f"By city. {_CHECKED_BY}",
        ),
    },
)
SERIES = Table(
    "a series",
    {
        "id": Field(RECORD_ID, "The id of the metric: the name of the file without .toml.", required=True),
        "label": Field(TEXT, "What is measured, in a few words.", required=True),
        "group": Field(one_of(records.METRIC_GROUPS), "With which other metrics it is listed.", required=True),
        "unit": Field(SERIES_UNIT, "The unit of all values, but those of `unit_by_city`.", required=True),
        "unit_by_city": Field(
            MapOf('a table of units by city, such as { macao = "MOP" }', A_CITY, SERIES_UNIT),
            "The unit of the cities that count in another one.",
        ),
        "definition": Field(TEXT, "What exactly is counted, and how places differ in that.", required=True),
        "aliases": _ALIASES,
        "note": _NOTE,
        "table": Field(ListOf(SERIES_TABLE, least=1), "The published tables, oldest first.", required=True),
    },
)
SUBJECT = Table(
    "a subject",
    {
        "name": Field(TEXT, "The English name.", required=True),
        "name_zh_hans": _HANS,
        "aliases": _ALIASES,
        "cities": Field(ListOf(A_CITY), "The cities it is made of; left out when it is not made of cities."),
    },
)
ABOUT = Table(
    "the facts as a whole",
    {
        "version": Field(A_DATE, "The date of this edition of the facts."),
        "licence": Field(TEXT, "In one sentence under which terms the facts may be used."),
        "note": _NOTE,
        "subjects": Field(
            MapOf("tables named [subjects.ID]", RECORD_ID, SUBJECT),
            "What figures are about but cities, facilities, industries.",
        ),
    },
)

SHAPES = {
    "about": ABOUT,
    "source": SOURCE,
    "city": CITY,
    "facility": FACILITY,
    "industry": INDUSTRY,
    "statement": STATEMENT,
    "series": SERIES,
}
"""The form of one record of each kind."""
WHOLE_FILES = ("about", "series")
"""The kinds of which a file is one record; of the others a file holds one table a record, keyed by its id."""
