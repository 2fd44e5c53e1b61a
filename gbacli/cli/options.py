"""The options that commands share, each declared once. Values are checked by the queries, which know the near names."""

from collections.abc import Callable, Sequence
from inspect import Parameter, Signature, signature
from typing import Annotated, Any, NamedTuple

import typer


def completing(what: str) -> Callable[[typer.Context, str], list[str]]:
    """Make the completion of a kind of value (a function of `gbacli.cli.completion`), imported when TAB is pressed."""

    def complete(context: typer.Context, incomplete: str) -> list[str]:
        from gbacli.cli import completion

        return completion.complete(what, context, incomplete)

    return complete


Words = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[TEXT]...", help="Only what has all these words in its names or texts.", show_default=False
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON document (short for --format json).")]
Format = Annotated[
    str | None,
    typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        help="table, tree, json, jsonl, csv, tsv or markdown. A history in one cell is JSON text; "
        "'facilities --timeline' has a line an event, and compare in csv and tsv a line a value.",
        autocompletion=completing("formats"),
    ),
]
Fields = Annotated[
    str | None,
    typer.Option(
        "--fields",
        metavar="A,B",
        help="The fields to print: a list, +FIELD to add one, 'all', or 'help' to list them.",
        autocompletion=completing("fields"),
    ),
]
Sort = Annotated[
    str | None,
    typer.Option(
        "--sort",
        metavar="FIELD",
        help="Sort by a field; -FIELD descending. Unknown values come last.",
        autocompletion=completing("sorts"),
    ),
]
Limit = Annotated[int | None, typer.Option("--limit", "-n", metavar="N", help="Print at most N records.")]
Bom = Annotated[
    bool,
    typer.Option(
        "--bom", help="CSV and TSV for spreadsheets: with a byte order mark, and no text that is run as a formula."
    ),
]
Svg = Annotated[str | None, typer.Option("--svg", metavar="FILE", help="Write what is drawn as an SVG picture, too.")]
Width = Annotated[
    int | None, typer.Option("--width", metavar="N", help="Draw N columns wide instead of as wide as the terminal.")
]
City = Annotated[
    list[str] | None,
    typer.Option(
        "--city", "-c", metavar="CITY", help="Only this city, by any of its names.", autocompletion=completing("cities")
    ),
]
Source = Annotated[
    list[str] | None,
    typer.Option(
        "--source",
        metavar="SOURCE",
        help="Only what rests on this source, by its id or another of its names.",
        autocompletion=completing("sources"),
    ),
]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", help="As it certainly stood on a day; 2021 counts from its end."),
]
Metric = Annotated[
    list[str] | None,
    typer.Option(
        "--metric",
        "-m",
        metavar="METRIC",
        help="Only this metric; 'help' lists them.",
        autocompletion=completing("metrics"),
    ),
]


Exact = Annotated[bool, typer.Option("--exact", help="Draw every digit.")]
FullSources = Annotated[bool, typer.Option("--sources", help="Draw sources in full, with title and address.")]
NoPager = Annotated[bool, typer.Option("--no-pager", help="Do not page a long answer on a terminal.")]
Cite = Annotated[
    str | None,
    typer.Option(
        "--cite",
        metavar="FORM",
        help="Print the sources of the answer as citations: text, bibtex or csl-json.",
        autocompletion=completing("citations"),
    ),
]


class Listing(NamedTuple):
    """What the user asked of the form of an answer."""

    as_json: bool = False
    format: str | None = None
    fields: str | None = None
    sort: str | None = None
    limit: int | None = None
    bom: bool = False
    svg: str | None = None
    width: int | None = None
    exact: bool = False
    sources: bool = False
    no_pager: bool = False
    cite: str | None = None


_FORM = {
    "as_json": Json,
    "format": Format,
    "fields": Fields,
    "sort": Sort,
    "limit": Limit,
    "bom": Bom,
    "svg": Svg,
    "width": Width,
    "exact": Exact,
    "sources": FullSources,
    "no_pager": NoPager,
    "cite": Cite,
}
"""The options of every answer, by their field of `Listing`."""
_DETAIL = ("as_json", "svg", "width", "exact", "sources", "no_pager", "cite")
"""Those of them that `show` has: it prints one record whole."""


def detail(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options of one record shown whole to a `command`. It gets them together, as its `wanted`."""
    return _with_options(command, _DETAIL)


def listing(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options of every listing to a `command`. It gets them together, as its `wanted`."""
    return _with_options(command, tuple(_FORM))


def _with_options(command: Callable[..., None], names: Sequence[str]) -> Callable[..., None]:
    def run(**values: Any) -> None:
        wanted = Listing(**{name: values.pop(name) for name in names})
        command(wanted=wanted, **values)

    own = [known for name, known in signature(command).parameters.items() if name != "wanted"]
    shared = [
        Parameter(name, Parameter.KEYWORD_ONLY, default=Listing._field_defaults[name], annotation=option)
        for name, option in _FORM.items()
        if name in names
    ]
    run.__doc__ = command.__doc__
    run.__annotations__ = {known.name: known.annotation for known in (*own, *shared)}
    run.__signature__ = Signature([*own, *shared])  # type: ignore[attr-defined]  # what Typer reads
    return run


def split(values: list[str] | None) -> list[str]:
    """Take the values of a repeated option apart at commas, those of CJK text too; empty parts stay wrong values."""
    return [part.strip() for value in values or [] for part in value.replace("，", ",").split(",")]
