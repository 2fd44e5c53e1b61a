"""The options that commands share, each declared once. Values are checked by the queries, which know the near names."""

import os
from collections.abc import Callable, Iterable, Sequence
from inspect import Parameter, Signature, signature
from typing import Any

import typer

from gbacli.catalog import Catalog
from gbacli.errors import UsageError
from gbacli.named_tuples import NamedTuple
from gbacli.queries.texts import joined
from gbacli.render.data import FORMATS

DRAWINGS = ("table", "tree")
"""The formats that are drawn for people."""

Text = str | None
Many = list[str] | None
Offers = str | Iterable[str] | None
"""What TAB offers: a closed list, or a key of `completion.OFFERS`."""
_OFFERING: list[tuple[str | Iterable[str], Any]] = []
"""What offers values, each with what Typer knows of it."""


def option(usage: str, meaning: str, offers: Offers = None, **more: Any) -> Any:
    """Declare an option by its usage, its names and what follows them: "--city -c CITY"; a flag without that."""
    names = [word for word in usage.split() if word.startswith("-")]
    metavar = " ".join(usage.split()[len(names) :]) or None
    return _offering(offers, typer.Option(None if metavar else False, *names, metavar=metavar, help=meaning, **more))


def argument(metavar: str, meaning: str, offers: Offers = None, default: Any = None) -> Any:
    """Declare an argument; one with the `default` `...` must be given."""
    return _offering(offers, typer.Argument(default, metavar=metavar, help=meaning, show_default=False))


def _offering(offers: Offers, declared: Any) -> Any:
    if offers:
        _OFFERING.append((offers, declared))
    return declared


def offer_values() -> None:
    """Let all that has been declared complete its values. Only for TAB: Typer takes its time with each."""
    from gbacli.cli.completion import completer

    for offers, declared in _OFFERING:
        declared.autocompletion = completer(offers)


WORDS = argument("[TEXT]...", "Only what has all these words in its names or texts.")
NAME = argument("NAME...", "Any name of the record; the words make one name.", "ids", default=...)
CITY = option("--city -c CITY", "Only this city, by any of its names.", "cities")
SOURCE = option("--source SOURCE", "Only what rests on this source, by any of its names.", "sources")
AS_OF = option("--as-of DATE", "As it certainly stood on a day, as --as-of 2021-06; 2021 counts from its end.")
METRIC = option("--metric -m METRIC", "Only this metric; 'help' lists them.", "metrics")
JSON = option("--json", "Print one JSON document (short for --format json).")

_FORMAT = (
    f"{joined((*DRAWINGS, *FORMATS), 'or')}. A history in one cell is JSON text; "
    "'facilities --timeline' has a line an event, and compare in csv and tsv a line a value."
)
_FIELDS = "The fields to print: a list, +FIELD to add one, 'all', or 'help' to list them."
_BOM = "CSV and TSV for spreadsheets: with a byte order mark, and no text that is run as a formula."
_CITE = "Print the sources of the answer as citations: text, bibtex or csl-json."


class OutputOptions(NamedTuple):
    """What the user asked of the form of an answer: the options of every listing."""

    as_json: bool = JSON
    format: Text = option("--format -f FORMAT", _FORMAT, (*DRAWINGS, *FORMATS))
    fields: Text = option("--fields A,B", _FIELDS, "fields")
    sort: Text = option("--sort FIELD", "Sort by a field; -FIELD descending. Unknown values come last.", "sorts")
    limit: int | None = option("--limit -n N", "Print at most N records.", min=0)
    bom: bool = option("--bom", _BOM)
    svg: Text = option("--svg FILE", "Write what is drawn as an SVG picture, too.")
    width: int | None = option("--width N", "Draw N columns wide instead of as wide as the terminal.", min=20, max=1000)
    exact: bool = option("--exact", "Draw every digit.")
    sources: bool = option("--sources", "Draw sources in full, with title and address.")
    no_pager: bool = option("--no-pager", "Do not page a long answer on a terminal.")
    cite: Text = option("--cite FORM", _CITE, "citations")

    @property
    def is_flat(self) -> bool:
        """Whether the format is one for programs that has a line a value."""
        return self.format in FORMATS and FORMATS[self.format].flat

    def in_format(self, form: str) -> "OutputOptions":
        """Return the options with the format that `--form` is short for. Raises `UsageError` where it has another."""
        if self.format != form:
            self.refuse(f"--{form}", "format")
        return self._replace(format=form)

    def refuse(self, other: str, *names: str) -> None:
        """Raise `UsageError` for an option (of these `names`) that does not go with an `other`."""
        for name in names:
            if getattr(self, name) not in (None, False):
                raise UsageError(f"{other} and --{name.removeprefix('as_')} contradict each other; leave one out")


def overlays(context: typer.Context) -> list[str]:
    """List the folders laid over the built-in facts: those of `--facts`, else those of GBA_FACTS."""
    return list(context.find_root().obj or filter(None, os.environ.get("GBA_FACTS", "").split(os.pathsep)))


def open_catalog(context: typer.Context) -> Catalog:
    """Open the facts of this run. Raises `FactsError` when those of a folder cannot be read or are wrong."""
    if folders := overlays(context):
        from gbacli.check import open_overlays

        return open_overlays(folders)
    from gbacli.catalog import built_in

    return Catalog([built_in()])


def output_options(command: Callable[..., None], names: Sequence[str] = OutputOptions._fields) -> Callable[..., None]:
    """Add the options called `names` to a `command`, which gets a catalog to answer from and the options first."""
    declared = OutputOptions._field_defaults

    def run(context: typer.Context, **values: Any) -> None:
        given = {name: values.pop(name) if name in names else one.default for name, one in declared.items()}
        output = OutputOptions(**given)
        output = output._replace(format=output.format and output.format.lower())
        command(open_catalog(context), output.in_format("json") if output.as_json else output, **values)

    _, _, *own = signature(command).parameters.values()  # without the catalog and the output
    context = Parameter("context", Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context)
    hints, by_name = OutputOptions.__annotations__, Parameter.KEYWORD_ONLY
    shared = [Parameter(name, by_name, annotation=hints[name], default=declared[name]) for name in names]
    run.__doc__ = command.__doc__
    run.__signature__ = Signature([context, *own, *shared])  # type: ignore[attr-defined]  # what Typer reads
    return run
