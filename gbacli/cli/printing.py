"""From answers to output, the same way for every listing: fields, order, limit, format, picture, citations."""

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter
from typing import Any

from gbacli import render
from gbacli.catalog import Catalog
from gbacli.cli.options import DRAWINGS, OutputOptions
from gbacli.cli.streams import print_error, write, write_data, write_file
from gbacli.errors import UsageError
from gbacli.fields import TEXT, Field, fields_of
from gbacli.model import Metric, Source
from gbacli.named_tuples import Annotated, NamedTuple
from gbacli.queries.filters import split
from gbacli.queries.names import choose, nearest, shorten
from gbacli.queries.texts import joined, key
from gbacli.render.data import FORMATS, rows
from gbacli.render.screen import Parts, Screen, screen_of
from gbacli.render.words import visible

DRAWING_OPTIONS = ("svg", "width", "exact", "sources")
"""The options that need a drawing."""
Draw = Callable[[Sequence[Any], Screen], Parts]
"""Draws answers on a screen."""


class Choice(NamedTuple):
    """One of the fields of an answer, as `--fields help` lists them."""

    name: Annotated[str, Field(TEXT, "what is typed", "Name", 1)]
    type: Annotated[str | None, Field(TEXT, "what its values are", "Type", 2)]
    meaning: Annotated[str | None, Field(TEXT, "what it means", "Meaning", 1)]


def print_listing(
    answers: Sequence[Any],
    record: type | Sequence[Field],
    output: OutputOptions,
    catalog: Catalog,
    *,
    table: Draw | None = None,
    tree: Draw | None = None,
    why: str = "nothing matches; leave out a word or a filter",
) -> None:
    """Print `answers` in the format asked for. Raises `UsageError` and `OutputError`.

    `record` is their class, or all the fields that they have. `table` (None: a table of fields, as where fields are
    named) and `tree` (None: there is none) draw them, and `why` says why there are none (empty: an error does).
    """
    fields = fields_of(record) if isinstance(record, type) else record
    form = _format(output, has_tree=tree is not None)
    if output.fields == "help" and output.cite is None:
        known = [Choice(field.name, field.type.name, field.meaning) for field in fields]
        print_listing(known, Choice, output._replace(fields=None, sort=None, limit=None), catalog)
        return
    kept = _sorted(answers, fields, output.sort)[: output.limit]
    if output.cite is not None:
        print_citations(kept, catalog, output)
        return
    drawn = form in DRAWINGS
    chosen = _chosen(fields, output.fields, default=[field for field in fields if field.rank or not drawn])
    if not drawn:
        output.refuse(f"--format {form}", *DRAWING_OPTIONS)
        write_data(FORMATS[form].write(rows(kept, chosen), chosen, bom=output.bom))
        return

    def draw(screen: Screen) -> Any:
        if not kept:
            reason = render.drawing.fact(f"{why[:1].upper()}{why[1:]}.", render.drawing.MARK)
            return [reason] if why and screen.wraps else []
        special = tree if form == "tree" else None if output.fields else table
        if special:
            return special(kept, screen)
        return render.cells.table_of(kept, fields, chosen if output.fields else (), catalog, screen)

    screen = print_drawing(draw, output)
    if not kept and why and not screen.wraps:  # in a pipe; last, so that no failure has two lines
        print_error(why)


def print_metrics(output: OutputOptions, catalog: Catalog) -> None:
    """Print every metric, by group: what `--metric help` lists. Raises `UsageError` and `OutputError`."""
    from gbacli.queries.values import all_metrics, in_order

    def table(metrics: Sequence[Metric], screen: Screen) -> Any:
        shown = [one._replace(unit="/".join(dict.fromkeys([one.unit, *one.unit_by_city.values()]))) for one in metrics]
        return render.cells.table_of(shown, fields_of(Metric), (), catalog, screen)

    print_listing(in_order(all_metrics(catalog).values()), Metric, output, catalog, table=table)


def print_drawing(draw: Callable[[Screen], Parts], output: OutputOptions) -> Screen:
    """Draw on stdout, through a pager where it is a terminal, and into an SVG file. Return what stdout shows.

    Raises `OutputError`.
    """
    screen = screen_of(sys.stdout, os.environ, output.width)._replace(exact=output.exact, full_sources=output.sources)
    text = render.drawing.draw(draw(screen), screen)
    if output.svg is not None:
        picture = draw(screen._replace(wraps=True, colour="256", links=False, ascii_only=False))
        own = ("--svg", output.svg, f"--svg={output.svg}")
        title = " ".join(["gba", *[visible(word) for word in sys.argv[1:] if word not in own]])
        write_file(output.svg, render.drawing.draw_svg(picture, screen.width, title))
    if screen.height is None or output.no_pager or not render.drawing.page(text, screen.height):
        write(text)
    return screen


def print_citations(answers: Iterable[Any], catalog: Catalog, output: OutputOptions) -> None:
    """Print the sources that answers name, in their order, as citations; a source names itself, a hit is its record.

    Raises `UsageError` for a form that is none, or an option of other output.
    """
    from gbacli.queries.sources import sources_of

    form = choose(output.cite or "", tuple(render.citations.FORMATS), "form of citation")
    output.refuse("--cite", "as_json", "format", "fields", *DRAWING_OPTIONS)
    named: list[str] = []
    for answer in answers:
        record = getattr(answer, "record", answer)
        named += [record.id] if isinstance(record, Source) else sources_of(record)
    found = [catalog.sources[source] for source in dict.fromkeys(named)]
    write_data(render.citations.FORMATS[form](found))


def _chosen(fields: Sequence[Field], text: str | None, default: Sequence[Field]) -> list[Field]:
    """Choose fields by `--fields`: a list, `+more` on top of the default, or `all`. Raises `UsageError`."""
    if text is None or text == "all":
        return list(default if text is None else fields)
    names = split([text])
    added = [_field(fields, name.removeprefix("+")) for name in names]
    return list(dict.fromkeys([*(default if names[0].startswith("+") else ()), *added]))


def _field(fields: Sequence[Field], name: str) -> Field:
    """Find one field by its name, or by its heading in tables. Raises `UsageError` that offers the nearest."""
    known: dict[str, Field] = {key(field.heading): field for field in reversed(fields)}
    known |= {key(field.name): field for field in fields}
    if key(name) and key(name) in known:
        return known[key(name)]
    hint = nearest(name, [field.name for field in fields])
    raise UsageError(f"no field is called {shorten(name)!r}; {hint}; '--fields help' explains them")


def _sorted(answers: Sequence[Any], fields: Sequence[Field], text: str | None) -> list[Any]:
    """Sort answers by a field, `-field` descending; unknown values come last either way. Raises `UsageError`."""
    if text is None:
        return list(answers)
    value = attrgetter(_field(fields, text.removeprefix("-")).name)
    known = [answer for answer in answers if value(answer) is not None]
    known.sort(key=lambda answer: _sort_key(value(answer)), reverse=text.startswith("-"))
    return known + [answer for answer in answers if value(answer) is None]


def _sort_key(value: Any) -> Any:
    """Make values of one field comparable: texts without case, and what is unknown inside a list or entry last."""
    if isinstance(value, tuple):
        return [(part is None, "" if part is None else _sort_key(part)) for part in value]
    return value.casefold() if isinstance(value, str) else value


def _format(output: OutputOptions, *, has_tree: bool) -> str:
    form = "table" if output.format is None else output.format
    choices = [*DRAWINGS[: 2 if has_tree else 1], *FORMATS]
    if form not in choices:
        raise UsageError(f"no format is called {shorten(form)!r}; {nearest(form, choices)}")
    with_bom = [name for name, one in FORMATS.items() if one.bom]
    if output.bom and form not in with_bom:
        raise UsageError(f"--bom goes with --format {joined(with_bom, 'or')} only")
    return form
