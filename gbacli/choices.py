"""The closed lists that facts choose from. To add a status is to add its row."""

from gbacli.named_tuples import NamedTuple


class Status(NamedTuple):
    """How a status is drawn, and what it means."""

    sign: str
    ascii: str
    """The sign where the output has ASCII only."""
    colour: str
    """Of the sign: one of the 256 that stands out from dark and light backgrounds."""
    meaning: str


STATUSES = {
    "planned": Status("○", "o", "color(243)", "intended or announced"),
    "approved": Status("◎", "O", "color(30)", "approved by an authority, not begun"),
    "under-construction": Status("◐", "+", "color(130)", "being built"),
    "commissioning": Status("◑", "+", "color(130)", "built, its parts being brought into operation"),
    "trial-operation": Status("◕", "*", "color(28)", "in use on trial, before acceptance"),
    "operating": Status("●", "*", "color(28)", "in operation"),
    "completed": Status("■", "#", "color(28)", "finished, as a building or a project"),
    "ended": Status("×", "x", "color(167)", "no longer in operation"),
    "established": Status("◆", "@", "color(32)", "founded as an institution"),
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
    "science city",
    "science park",
    "industrial park",
    "innovation zone",
    "incubator",
    "technology-transfer platform",
    "university",
    "association",
    "industrial project",
    "regional programme",
)
SOURCE_KINDS = {
    "official statistics": "dataset",
    "government": "webpage",
    "organisation": "webpage",
    "news agency": "article-newspaper",
    "newspaper": "article-newspaper",
    "broadcaster": "webpage",
    "magazine": "article-magazine",
    "news site": "webpage",
    "press release": "webpage",
    "journal": "article-journal",
    "report": "report",
    "reference": "entry",
    "dataset": "dataset",
}
"""What sort of publication a source can be, each with its type in CSL, the Citation Style Language."""
METRIC_GROUPS = ("people", "economy", "innovation", "education", "trade", "transport", "facilities")
CURRENCIES = ("CNY", "HKD", "MOP", "USD")
UNITS = (
    *("persons", "km2", "persons/km2", *CURRENCIES, "CNY per USD", "HKD per USD", "MOP per USD", "percent"),
    *("patents", "patent applications", "enterprises", "universities", "students", "facilities"),
    *("passengers", "tonnes", "TEU", "rank"),
)
"""The units of metrics; a single statement may count anything."""
