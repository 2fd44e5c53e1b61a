"""What a comparison answers: one record a metric, or one a metric and city."""

from collections.abc import Iterable, Iterator

from gbacli.choices import METRIC_GROUPS
from gbacli.fields import FLAG, ID, INTEGER, NUMBER, PERIOD, TEXT, YEAR, Field, many, one_of
from gbacli.model import QUALIFIER, SOURCE_ID, Maybe, Origin
from gbacli.named_tuples import Annotated, NamedTuple
from gbacli.queries.dates import year_of

Number = int | float | None


class CityValue(NamedTuple):
    """What one city has in a row; all but `city` is None when the value is unknown."""

    city: Annotated[str, Field(ID, "the id of the city, or of the region", "City", 1)]
    value: Annotated[Number, Field(NUMBER, "the value in the unit of the field unit", "Value", 1)] = None
    unit: Annotated[Maybe, Field(TEXT, "the unit of the value", "Unit", 1)] = None
    period: Annotated[Maybe, Field(PERIOD, "the year or date that the value is of", "Period")] = None
    qualifier: Annotated[Maybe, Field(QUALIFIER, "how exactly the source says it", "Qualifier")] = None
    source: Annotated[Maybe, Field(SOURCE_ID, "the id of the source; null for a computed value", "Source", 3)] = None
    rank: Annotated[
        int | None,
        Field(INTEGER, "the place among the values of that year and unit, 1 the best; null if uncertain", "Rank", 2),
    ] = None
    rank_of: Annotated[int | None, Field(INTEGER, "among how many it is ranked; null where alone", "Of", 2)] = None
    share_percent: Annotated[
        float | None,
        Field(NUMBER, "per cent of the sum of exact values: of all that is compared, or of a region", "Share", 2),
    ] = None
    ratio: Annotated[float | None, Field(NUMBER, "with --ratio: as a multiple of the first city's", "Ratio")] = None
    note: Annotated[Maybe, Field(TEXT, "what to be careful about; of a computed value its formula", "Note")] = None


class Comparison(NamedTuple):
    """One metric of several cities, the values in the order in which the cities were asked for."""

    metric: Annotated[str, Field(ID, "the id of the metric", "Metric")]
    label: Annotated[str, Field(TEXT, "what is compared", "Figure", 1)]
    unit: Annotated[Maybe, Field(TEXT, "the unit that all values share; null where there is none", "Unit", 1)]
    comparable: Annotated[bool, Field(FLAG, "whether all have a value of one year and unit", "Comparable", 4)]
    reason: Annotated[Maybe, Field(TEXT, "why the values are not comparable; null when they are", "Reason", 5)]
    values: Annotated[tuple[CityValue, ...], Field(many(CityValue), "one a city, in the order asked", "Values", 1)]
    group: Annotated[str, Field(one_of(METRIC_GROUPS), "the group of the metric", "Group")]
    year: Annotated[Maybe, Field(YEAR, "the year that all values share; null where there is none", "Year", 1)]
    largest: Annotated[Maybe, Field(ID, "the id of the city with the largest value, where that is certain", "Largest")]
    computed: Annotated[bool, Field(FLAG, "true when the program made the values from other facts", "Computed")]
    formula: Annotated[Maybe, Field(TEXT, "how computed values are made; null for values from a source", "Formula")]
    better: Annotated[str, Field(one_of(("high", "low")), "which values rank first", "Better")]
    total: Annotated[Number, Field(NUMBER, "the sum that shares are of, computed; null where there are none", "Total")]
    other_year: Annotated[Maybe, Field(YEAR, "a later year that some have, or one that most have", "Other year")]
    note: Annotated[Maybe, Field(TEXT, "what to be careful about in the comparison as a whole", "Remark")]
    origin: Origin


_FIELDS = {
    **Comparison.__annotations__,
    "remark": Comparison.__annotations__["note"],
    **CityValue.__annotations__,
    "year": Annotated[Maybe, Field(YEAR, "the year of the value", "Year", 1)],
}
_ORDER = (
    "metric label city value unit period year qualifier rank rank_of share_percent ratio source note group comparable "
    "reason computed formula remark origin"
)


class ComparedValue(NamedTuple):
    """One metric of one city: the form of the answer where a line is a value."""

    __annotations__ = {name: _FIELDS[name] for name in _ORDER.split()}  # type: ignore[misc]


def tidy(rows: Iterable[Comparison]) -> Iterator[ComparedValue]:
    """Yield one record a metric and city."""
    for row in rows:
        for known in row.values:
            year = year_of(known.period) if known.period else None
            fields = {**row._asdict(), "remark": row.note, **known._asdict(), "year": year}
            yield ComparedValue(*[fields[name] for name in _ORDER.split()])
