"""What a comparison answers: one record a metric, or one a metric and city."""

from collections.abc import Iterable, Iterator
from typing import Annotated, NamedTuple

from gbacli.choices import METRIC_GROUPS
from gbacli.fields import FLAG, ID, INTEGER, NUMBER, PERIOD, TEXT, YEAR, Field, many, one_of
from gbacli.model import QUALIFIER, SOURCE_ID, Origin
from gbacli.queries.dates import year_of

# Fields of a value, which stand in both forms of the answer.
City = Annotated[str, Field(ID, "the id of the city, or of the region", "City", 1)]
Value = Annotated[int | float | None, Field(NUMBER, "the value in the unit of the field unit", "Value", 1)]
ItsUnit = Annotated[str | None, Field(TEXT, "the unit of the value", "Unit", 1)]
Period = Annotated[str | None, Field(PERIOD, "the year or date that the value is of", "Period")]
Qualifier = Annotated[str | None, Field(QUALIFIER, "how exactly the source says it", "Qualifier")]
ItsSource = Annotated[str | None, Field(SOURCE_ID, "the id of the source; null for a computed value", "Source", 3)]
Rank = Annotated[
    int | None,
    Field(
        INTEGER, "the place among the values of that year and unit, 1 the best; null where it is not certain", "Rank", 2
    ),
]
RankOf = Annotated[
    int | None, Field(INTEGER, "among how many values it is ranked; null where there is no other", "Of", 2)
]
Share = Annotated[
    float | None,
    Field(
        NUMBER,
        "per cent, to four digits, of the sum of the values that it is ranked with: where they can be added up, are "
        "exact, and are those of all that is compared or of all cities of a region; else null",
        "Share",
        2,
    ),
]
Ratio = Annotated[
    float | None, Field(NUMBER, "with --ratio: the value as a multiple of the first city's, to four digits", "Ratio")
]
ItsNote = Annotated[
    str | None,
    Field(TEXT, "what to be careful about; the formula of a computed value, with the ids that went in", "Note"),
]
# Fields of a metric, likewise.
MetricId = Annotated[str, Field(ID, "the id of the metric", "Metric")]
Label = Annotated[str, Field(TEXT, "what is compared", "Figure", 1)]
Comparable = Annotated[
    bool, Field(FLAG, "true when every city has a value, all of one year and in one unit", "Comparable", 4)
]
Reason = Annotated[str | None, Field(TEXT, "why the values are not comparable; null when they are", "Reason", 5)]
Group = Annotated[str, Field(one_of(METRIC_GROUPS), "the group of the metric", "Group")]
Computed = Annotated[bool, Field(FLAG, "true when the program made the values from other facts", "Computed")]
Formula = Annotated[str | None, Field(TEXT, "how computed values are made; null for values from a source", "Formula")]
RowNote = Annotated[str | None, Field(TEXT, "what to be careful about in the comparison as a whole", "Remark")]


class CityValue(NamedTuple):
    """What one city has in a row: all of it None when the value is unknown."""

    city: City
    value: Value = None
    unit: ItsUnit = None
    period: Period = None
    qualifier: Qualifier = None
    source: ItsSource = None
    rank: Rank = None
    rank_of: RankOf = None
    share_percent: Share = None
    ratio: Ratio = None
    note: ItsNote = None


class Comparison(NamedTuple):
    """One metric of several cities, the values in the order in which the cities were asked for."""

    metric: MetricId
    label: Label
    unit: Annotated[
        str | None, Field(TEXT, "the unit that all values share; null when they differ or none is known", "Unit", 1)
    ]
    comparable: Comparable
    reason: Reason
    values: Annotated[
        tuple[CityValue, ...],
        Field(many(CityValue), "one entry a city, in the order asked (see 'gba schema --output compare')", "Values", 1),
    ]
    group: Group
    year: Annotated[
        str | None, Field(YEAR, "the year that all values share; null when they differ or none is known", "Year", 1)
    ]
    largest: Annotated[
        str | None, Field(ID, "the id of the city with the largest value, where that is certain", "Largest")
    ]
    computed: Computed
    formula: Formula
    better: Annotated[str, Field(one_of(("high", "low")), "which values rank first", "Better")]
    total: Annotated[
        int | float | None, Field(NUMBER, "the sum that shares are of, computed; null where there are none", "Total")
    ]
    other_year: Annotated[
        str | None,
        Field(
            YEAR,
            "a year that --year may be asked for: a later one that only some have a value of, or, where no year is "
            "common to all, the one that most have",
            "Other year",
        ),
    ]
    note: RowNote
    origin: Origin


class ComparedValue(NamedTuple):
    """One metric of one city: the form of the answer where a line is a value."""

    metric: MetricId
    label: Label
    city: City
    value: Value
    unit: ItsUnit
    period: Period
    year: Annotated[str | None, Field(YEAR, "the year of the value", "Year", 1)]
    qualifier: Qualifier
    rank: Rank
    rank_of: RankOf
    share_percent: Share
    ratio: Ratio
    source: ItsSource
    note: ItsNote
    group: Group
    comparable: Comparable
    reason: Reason
    computed: Computed
    formula: Formula
    remark: RowNote
    origin: Origin


def tidy(rows: Iterable[Comparison]) -> Iterator[ComparedValue]:
    """Yield one record a metric and city."""
    for row in rows:
        for known in row.values:
            yield ComparedValue(
                metric=row.metric,
                label=row.label,
                year=year_of(known.period) if known.period else None,
                group=row.group,
                comparable=row.comparable,
                reason=row.reason,
                computed=row.computed,
                formula=row.formula,
                remark=row.note,
                origin=row.origin,
                **known._asdict(),
            )
