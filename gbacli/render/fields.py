"""The public fields of every listing: the one definition that JSON, CSV, tables, `--fields` and the schemas share."""

from typing import NamedTuple

TEXT, TEXTS, NUMBER, INTEGER, BOOLEAN, EVENTS, VALUES = (
    "text",
    "texts",
    "number",
    "integer",
    "boolean",
    "events",
    "values",
)


class Field(NamedTuple):
    """One field of an answer."""

    name: str
    """The JSON key, the CSV heading and the word after `--fields`; also the attribute of the answer."""
    type: str
    meaning: str
    """One sentence, with the unit where there is one."""
    heading: str = ""
    """The heading in a table."""
    rank: int = 0
    """The order in which columns go when the room is scarce: the highest goes first, 1 never goes. 0: only if asked."""
    rigid: bool = False
    """A number, year, unit, status or id: never cut, never wrapped."""
    nullable: bool = True


_ORIGIN = Field(
    "origin", TEXT, "'built-in', or the folder of --facts that the record comes from", "From", nullable=False
)

FACILITY = (
    Field("id", TEXT, "the id, which never changes", "Id", 7, rigid=True, nullable=False),
    Field("name", TEXT, "the English name", "Facility", 1, nullable=False),
    Field("name_zh_hans", TEXT, "the Chinese name in simplified characters", "Chinese name", 6),
    Field("name_zh_hant", TEXT, "the Chinese name in traditional characters", "Traditional"),
    Field("aliases", TEXTS, "abbreviations and other names in use", "Aliases", nullable=False),
    Field("cities", TEXTS, "the ids of the cities that it stands in", "City", 4, nullable=False),
    Field("site", TEXT, "where in the city", "Site", 8),
    Field("kind", TEXT, "what kind of facility it is", "Kind", 5, nullable=False),
    Field("field", TEXT, "what it works on", "Field", nullable=False),
    Field("operator", TEXT, "who runs or builds it", "Operator"),
    Field("summary", TEXT, "what it is, in a sentence or two", "Summary"),
    Field(
        "status", TEXT, "how far it has got: the last status of its history", "Status", 2, rigid=True, nullable=False
    ),
    Field("status_date", TEXT, "the date since when it has had that status", "Since", 3, rigid=True),
    Field("history", EVENTS, "its dated statuses, oldest first, each with its source", "History", nullable=False),
    Field("sources", TEXTS, "the ids of the sources of the record and its history", "Sources", nullable=False),
    _ORIGIN,
    Field("note", TEXT, "what to be careful about, such as sources that disagree", "Note"),
    Field("pinyin", TEXT, "the Chinese name in pinyin without tones", "Pinyin"),
)

TIMELINE = (
    Field("date", TEXT, "the date of the event, as precise as it is known", "Date", 1, rigid=True),
    Field("status", TEXT, "the status that the facility then had", "Status", 2, rigid=True, nullable=False),
    Field("facility", TEXT, "the id of the facility", "Id", rigid=True, nullable=False),
    Field("name", TEXT, "the English name of the facility", "Facility", 1, nullable=False),
    Field("cities", TEXTS, "the ids of its cities", "City", 6, nullable=False),
    Field("note", TEXT, "what happened", "What", 4),
    Field("source", TEXT, "the id of the source that says so", "Source", 3, rigid=True, nullable=False),
    Field("locator", TEXT, "where in the source", "Where", nullable=False),
    _ORIGIN,
)

CITY = (
    Field("id", TEXT, "the id, which never changes", "Id", rigid=True, nullable=False),
    Field("name", TEXT, "the English name", "City", 1, nullable=False),
    Field("name_zh_hans", TEXT, "the name in simplified Chinese characters", "Chinese", 2, rigid=True, nullable=False),
    Field(
        "name_zh_hant", TEXT, "the name in traditional Chinese characters", "Traditional", rigid=True, nullable=False
    ),
    Field("aliases", TEXTS, "abbreviations, old spellings and other names in use", "Aliases", nullable=False),
    Field(
        "kind",
        TEXT,
        "special administrative region, sub-provincial or prefecture-level city",
        "Kind",
        3,
        nullable=False,
    ),
    Field("role", TEXT, "core city or node city in the Outline Development Plan of 2019", "Role", 4, nullable=False),
    Field("gbt2260", TEXT, "the six-digit code of GB/T 2260", "GB/T 2260", 6, rigid=True, nullable=False),
    Field("iso_3166_2", TEXT, "the code of ISO 3166-2, where there is one", "ISO 3166-2", 7, rigid=True),
    Field("latitude", NUMBER, "latitude in degrees north, WGS84", "Latitude", 8, rigid=True, nullable=False),
    Field("longitude", NUMBER, "longitude in degrees east, WGS84", "Longitude", 9, rigid=True, nullable=False),
    Field("neighbours", TEXTS, "the ids of the cities of the region that it borders", "Neighbours", nullable=False),
    Field("facilities", TEXTS, "the ids of the facilities that stand in it", "Facilities", 5, nullable=False),
    Field("sources", TEXTS, "the ids of the sources of the record", "Sources", nullable=False),
    _ORIGIN,
    Field("pinyin", TEXT, "the name in pinyin without tones", "Pinyin"),
    Field("note", TEXT, "what to be careful about", "Note"),
)

STAT = (
    Field("id", TEXT, "the id: a statement's own, or <city>.<metric>.<period>", "Id", rigid=True, nullable=False),
    Field("subject", TEXT, "the id of what the figure is about", "Subject", 4, nullable=False),
    Field("metric", TEXT, "the id of the metric, where the figure belongs to one", "Metric", rigid=True),
    Field("label", TEXT, "what is counted", "Figure", 1, nullable=False),
    Field(
        "value",
        NUMBER,
        "the value in the unit of the field unit, as the source has it",
        "Value",
        1,
        rigid=True,
        nullable=False,
    ),
    Field("unit", TEXT, "the unit of the value", "Unit", 1, rigid=True, nullable=False),
    Field("qualifier", TEXT, "exact, about, more-than or nearly", "Qualifier", nullable=False),
    Field("period", TEXT, "the year or date that the value is of", "Period", 1, rigid=True, nullable=False),
    Field("scope", TEXT, "what exactly the value covers", "Scope", 6),
    Field("source", TEXT, "the id of the source; null for a computed value", "Source", 3, rigid=True),
    Field("locator", TEXT, "where in the source", "Where"),
    Field("note", TEXT, "what to be careful about; the formula of a computed value", "Note"),
    Field("checked_by", TEXTS, "the ids of other sources that agree", "Checked by", nullable=False),
    _ORIGIN,
)

COMPARISON = (
    Field("metric", TEXT, "the id of the metric", "Metric", rigid=True, nullable=False),
    Field("label", TEXT, "what is compared", "Figure", 1, nullable=False),
    Field(
        "unit", TEXT, "the unit that all values share; null when they differ or none is known", "Unit", 1, rigid=True
    ),
    Field(
        "comparable",
        BOOLEAN,
        "true when every city has a value, all of one year and in one unit",
        "Comparable",
        4,
        rigid=True,
        nullable=False,
    ),
    Field("reason", TEXT, "why the values are not comparable; null when they are", "Reason", 5),
    Field(
        "values",
        VALUES,
        "one entry a city, in the order asked (see 'gba schema --output compare')",
        "Values",
        1,
        nullable=False,
    ),
    Field("group", TEXT, "the group of the metric: people, economy, innovation, trade, ...", "Group", nullable=False),
    Field(
        "year", TEXT, "the year that all values share; null when they differ or none is known", "Year", 1, rigid=True
    ),
    Field("largest", TEXT, "the id of the city with the largest value, where that is certain", "Largest", rigid=True),
    Field(
        "computed",
        BOOLEAN,
        "true when the program made the values from other facts",
        "Computed",
        rigid=True,
        nullable=False,
    ),
    Field("formula", TEXT, "how computed values are made; null for values from a source", "Formula"),
    Field(
        "note",
        TEXT,
        "what to be careful about: dates within the year that differ, an order that is not certain",
        "Note",
    ),
    _ORIGIN,
)

CITY_VALUE = (
    Field("city", TEXT, "the id of the city", rigid=True, nullable=False),
    Field("value", NUMBER, "the value in the unit of the field unit; null when it is unknown", rigid=True),
    Field("unit", TEXT, "the unit of the value", rigid=True),
    Field("period", TEXT, "the year or date that the value is of", rigid=True),
    Field("qualifier", TEXT, "exact, about, more-than or nearly"),
    Field("source", TEXT, "the id of the source; null for a computed value", rigid=True),
    Field("ratio", NUMBER, "with --ratio: the value as a multiple of the first city's, to four digits", rigid=True),
    Field("note", TEXT, "what to be careful about; the formula of a computed value, with the ids that went in"),
)
"""The parts of each entry of `values` in a comparison."""

SEARCH = (
    Field("kind", TEXT, "what kind of record it is", "Kind", 4, rigid=True, nullable=False),
    Field("id", TEXT, "the id of the record", "Id", 1, rigid=True, nullable=False),
    Field("name", TEXT, "the name of the record", "Name", 2, nullable=False),
    Field("match", TEXT, "what matched: the field and its text", "Match", 3, nullable=False),
    _ORIGIN,
)

SOURCE = (
    Field("id", TEXT, "the id, which facts refer to", "Id", 1, rigid=True, nullable=False),
    Field("title", TEXT, "the title", "Title", 2, nullable=False),
    Field("publisher", TEXT, "who published it", "Publisher", 4, nullable=False),
    Field("url", TEXT, "the address", "Address", 7, rigid=True, nullable=False),
    Field("published", TEXT, "the date of publication", "Published", 3, rigid=True),
    Field("accessed", TEXT, "the date on which it was read", "Read", rigid=True, nullable=False),
    Field("kind", TEXT, "what kind of source it is", "Kind", 6, nullable=False),
    Field("facts", INTEGER, "how many facts rest on it", "Facts", 5, rigid=True, nullable=False),
    _ORIGIN,
    Field("via", TEXT, "the copy that was read, where the publisher's page was not", "Via"),
    Field("note", TEXT, "what to be careful about", "Note"),
)

# What `show` gives beside the listings: kinds of records that have no listing of their own.

UNITS = "units"
"""The type of a field that gives units by city: an object of texts."""

INDUSTRY = (
    Field("id", TEXT, "the id, which never changes", rigid=True, nullable=False),
    Field("name", TEXT, "the English name", nullable=False),
    Field("name_zh_hans", TEXT, "the Chinese name in simplified characters"),
    Field("name_zh_hant", TEXT, "the Chinese name in traditional characters"),
    Field("pinyin", TEXT, "the Chinese name in pinyin without tones"),
    Field("aliases", TEXTS, "other names in use", nullable=False),
    Field("cities", TEXTS, "the ids of the cities that carry it", nullable=False),
    Field("summary", TEXT, "what it is, in a sentence or two"),
    Field("locator", TEXT, "where in the sources", nullable=False),
    Field("sources", TEXTS, "the ids of the sources of the record", nullable=False),
    Field("note", TEXT, "what to be careful about"),
    _ORIGIN,
)

METRIC = (
    Field("id", TEXT, "the id, which never changes", rigid=True, nullable=False),
    Field("label", TEXT, "the name", nullable=False),
    Field("aliases", TEXTS, "other names in use", nullable=False),
    Field("group", TEXT, "the group of metrics that it belongs to", nullable=False),
    Field("unit", TEXT, "the unit, where a city has no other", nullable=False),
    Field("unit_by_city", UNITS, "the unit of the cities that have another, by city id", nullable=False),
    Field("definition", TEXT, "what exactly is counted; the formula of a computed metric", nullable=False),
    Field("computed", BOOLEAN, "made by the program from other facts, never stored", nullable=False),
    Field("note", TEXT, "what to be careful about"),
    _ORIGIN,
)

SUBJECT = (
    Field("id", TEXT, "the id, which never changes", rigid=True, nullable=False),
    Field("name", TEXT, "the English name", nullable=False),
    Field("name_zh_hans", TEXT, "the Chinese name in simplified characters"),
    Field("aliases", TEXTS, "other names in use", nullable=False),
    Field("cities", TEXTS, "the ids of the cities that it is made of", nullable=False),
    _ORIGIN,
)

BY_KIND = {
    "city": CITY,
    "facility": FACILITY,
    "industry": INDUSTRY,
    "metric": METRIC,
    "subject": SUBJECT,
    "statement": STAT,
    "value": STAT,
    "source": SOURCE,
}
"""The fields of each kind of record that `show` knows."""

RESOLVED_SOURCE = tuple([field for field in SOURCE if field.name != "facts"])
"""The fields of a source that stands inside the answer of `show`."""
