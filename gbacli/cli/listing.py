"""From answers to output, the same way for every listing: fields, order, limit, format, picture, citations."""

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Annotated, Any, NamedTuple

from gbacli.catalog import Catalog
from gbacli.catalog.names import key
from gbacli.cli.options import Listing
from gbacli.cli.output import complain, write, write_data, write_file
from gbacli.errors import UsageError
from gbacli.fields import TEXT, Field, Type, fields_of
from gbacli.model import SOURCE_ID, Metric, Source
from gbacli.queries.names import choose, nearest, shorten
from gbacli.render.data import FORMATS, SPREADSHEET_FORMATS, rows, to_json
from gbacli.render.screen import Parts, Screen, checked_width, screen_of
from gbacli.render.words import visible

DRAWINGS = ("table", "tree")
"""The formats that are drawn for people."""

Draw = Callable[[Sequence[Any], Sequence[Field], Screen], Parts]
"""Draws answers on a screen, with the fields asked for (empty: those the drawing shows of itself)."""


class Choice(NamedTuple):
    """One of the values that an option takes, as `--fields help` and its like list them."""

    name: Annotated[str, Field(TEXT, "what is typed", "Name", 1)]
    type: Annotated[str | None, Field(TEXT, "what its values are", "Type", 2)]
    meaning: Annotated[str | None, Field(TEXT, "what it means", "Meaning", 1)]


def deliver(
    answers: Sequence[Any],
    fields: Sequence[Field],
    wanted: Listing,
    catalog: Catalog,
    *,
    table: Draw | None = None,
    tree: Draw | None = None,
    default: str = "table",
) -> None:
    """Print `answers` in the format wanted. Raises `UsageError` and `OutputError`.

    `fields` are all that this listing has; `table` (None: a table of these) and `tree` (None: there is none) draw it.
    """
    form = _format(wanted, default, has_tree=tree is not None)
    if wanted.fields == "help" and wanted.cite is None:
        known = [Choice(field.name, field.type.name, field.meaning) for field in fields]
        deliver(known, fields_of(Choice), wanted._replace(fields=None, sort=None, limit=None), catalog)
        return
    kept = limited(sorted_by(answers, fields, wanted.sort), wanted.limit)
    if wanted.cite is not None:
        print_citations(cited(kept), catalog, wanted)
        return
    drawn = form in DRAWINGS
    chosen = choose_fields(fields, wanted.fields, default=[field for field in fields if field.rank or not drawn])
    if drawn:
        draw = tree if form == "tree" and tree is not None else table or table_of(fields, catalog)
        paint(lambda screen: draw(kept, chosen if wanted.fields else (), screen), wanted)
    else:
        _only_for_drawings(wanted, f"--format {form}")
        write_data(FORMATS[form](rows(kept, chosen), chosen, bom=wanted.bom))


def deliver_metrics(wanted: Listing, catalog: Catalog) -> None:
    """Print every metric, by group: what `--metric help` lists. Raises `UsageError` and `OutputError`."""
    from gbacli.queries.values import all_metrics, in_order

    def draw(answers: Sequence[Any], chosen: Sequence[Field], screen: Screen) -> Parts:
        units = ["/".join(dict.fromkeys([one.unit, *one.unit_by_city.values()])) for one in answers]
        shown = [one._replace(unit=unit) for one, unit in zip(answers, units, strict=True)]
        parts = table_of(fields_of(Metric), catalog)(shown, chosen, screen)
        if chosen or not screen.wraps:
            return parts
        from gbacli.render.drawing import MARK, fact

        return [*parts, fact("how each is defined: gba show METRIC, or --fields +definition", MARK)]

    deliver(in_order(all_metrics(catalog).values()), fields_of(Metric), wanted, catalog, table=draw)


def table_of(fields: Sequence[Field], catalog: Catalog) -> Draw:
    """Return what draws answers as a table of `fields`; Rich is imported when it is drawn."""

    def draw(answers: Sequence[Any], chosen: Sequence[Field], screen: Screen) -> Parts:
        from gbacli.render import cells

        return cells.table_of(answers, fields, chosen, catalog, screen)

    return draw


def or_why(draw: Draw, why: Callable[[], str]) -> Draw:
    """Return a drawing that says why an answer is empty: on a terminal in place of it, in a pipe on stderr."""

    def drawn(answers: Sequence[Any], chosen: Sequence[Field], screen: Screen) -> Parts:
        if answers:
            return draw(answers, chosen, screen)
        if not screen.wraps:
            complain(why())
            return []
        from gbacli.render.drawing import MARK, fact

        sentence = why()
        return [fact(f"{sentence[:1].upper()}{sentence[1:]}.", MARK)]

    return drawn


def paint(draw: Callable[[Screen], Parts], wanted: Listing) -> None:
    """Draw on stdout, through a pager where it is a terminal, and into an SVG file. Raises `OutputError`."""
    from gbacli.render import drawing, pager

    screen = screen_of(sys.stdout, os.environ, checked_width(wanted.width))
    screen = screen._replace(exact=wanted.exact, full_sources=wanted.sources)
    text = drawing.draw(draw(screen), screen)
    if wanted.svg is not None:
        from gbacli.render import svg

        width = wanted.width or screen.width
        picture = draw(screen._replace(width=width, wraps=True, colour="256", links=False, ascii_only=False))
        write_file(wanted.svg, svg.draw_svg(picture, width, " ".join(["gba", *_command_words()])))
    if screen.height is None or wanted.no_pager or not pager.page(text, screen.height):
        write(text)


def print_citations(sources: Iterable[str], catalog: Catalog, wanted: Listing) -> None:
    """Print sources (ids) as citations. Raises `UsageError` for a form that is none, or an option of other output."""
    from gbacli.render import citations

    form = choose(wanted.cite or "", citations.FORMATS, "form of citation")
    for name in ("as_json", "format", "fields"):
        if getattr(wanted, name) not in (None, False):
            option = "--json" if name == "as_json" else f"--{name}"
            raise UsageError(f"--cite and {option} contradict each other; leave one out")
    _only_for_drawings(wanted, "--cite")
    found = [catalog.sources[source] for source in dict.fromkeys(sources)]
    if form == "csl-json":
        write_data(to_json(citations.to_csl(found)))
    else:
        write_data(citations.to_text(found) if form == "text" else citations.to_bibtex(found))


def cited(answers: Iterable[Any]) -> Iterable[str]:
    """Yield the ids of the sources that answers name, in their order; a source names itself, a hit is its record."""
    for answer in answers:
        record = getattr(answer, "record", answer)
        if isinstance(record, Source):
            yield record.id
            continue
        for field in fields_of(type(record)):
            value, item = getattr(record, field.name), field.type.item
            if SOURCE_ID in (field.type, item):
                yield from [value] if isinstance(value, str) else value or ()
            elif item is not None and not isinstance(item, Type) and isinstance(value, tuple):
                yield from cited(value)


def choose_fields(fields: Sequence[Field], text: str | None, default: Sequence[Field]) -> list[Field]:
    """Choose fields by `--fields`: a list, `+more` on top of the default, or `all`. Raises `UsageError`."""
    if text is None:
        return list(default)
    if text == "all":
        return list(fields)
    names = [part.strip() for part in text.replace("，", ",").split(",")]
    chosen = list(default) if names[0].startswith("+") else []
    for name in dict.fromkeys(names):
        field = find_field(fields, name.removeprefix("+"))
        if field not in chosen:
            chosen = [*chosen, field]
    return chosen


def find_field(fields: Sequence[Field], name: str) -> Field:
    """Find one field by its name, or by its heading in tables. Raises `UsageError` that offers the nearest."""
    wanted = key(name)
    named = [*[(field.name, field) for field in fields], *[(field.heading, field) for field in fields]]
    for known, field in named:
        if wanted and key(known) == wanted:
            return field
    hint = nearest(name, [field.name for field in fields])
    raise UsageError(f"no field is called {shorten(name)!r}; {hint}; '--fields help' explains them")


def sorted_by(answers: Sequence[Any], fields: Sequence[Field], text: str | None) -> list[Any]:
    """Sort answers by a field, `-field` descending; unknown values come last either way. Raises `UsageError`."""
    if text is None:
        return list(answers)
    field = find_field(fields, text.removeprefix("-"))
    known = [answer for answer in answers if getattr(answer, field.name) is not None]
    unknown = [answer for answer in answers if getattr(answer, field.name) is None]
    known.sort(key=lambda answer: _sort_key(getattr(answer, field.name)), reverse=text.startswith("-"))
    return known + unknown


def limited(answers: list[Any], limit: int | None) -> list[Any]:
    """Keep the first `limit` answers. Raises `UsageError` for a limit below 0."""
    if limit is not None and limit < 0:
        raise UsageError(f"--limit {limit} is less than nothing; expected 0 or more")
    return answers[:limit]


def _format(wanted: Listing, default: str, *, has_tree: bool) -> str:
    choices = [*DRAWINGS[: 2 if has_tree else 1], *FORMATS]
    if wanted.as_json:
        if wanted.format not in (None, "json"):
            raise UsageError(f"--json and --format {shorten(wanted.format or '')} contradict each other; leave one out")
        return "json"
    form = default if wanted.format is None else wanted.format.lower()
    if form not in choices:
        raise UsageError(f"no format is called {shorten(form)!r}; {nearest(form, choices)}")
    if wanted.bom and form not in SPREADSHEET_FORMATS:
        raise UsageError("--bom goes with --format csv or tsv only")
    return form


def _only_for_drawings(wanted: Listing, other: str) -> None:
    """Raise `UsageError` for an option that needs a drawing, where there is none."""
    for name in ("svg", "width", "exact", "sources"):
        if getattr(wanted, name) not in (None, False):
            raise UsageError(f"--{name} needs a drawing; {other} has none, leave one of the two out")


def _sort_key(value: Any) -> Any:
    """Make values of one field comparable: texts without case, and what is unknown inside a list or entry last."""
    if isinstance(value, tuple):
        return [(part is None, "" if part is None else _sort_key(part)) for part in value]
    return value.casefold() if isinstance(value, str) else value


def _command_words() -> list[str]:
    """Return the command line as the title of a picture, without what says where the picture goes."""
    words = sys.argv[1:]
    kept = [word for i, word in enumerate(words) if word != "--svg" and (not i or words[i - 1] != "--svg")]
    return [visible(word) for word in kept if not word.startswith("--svg=")]
