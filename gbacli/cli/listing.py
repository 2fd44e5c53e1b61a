"""From answers to output, the same way for every listing: fields, order, limit, format, picture."""

import os
import sys
from collections.abc import Callable, Sequence
from typing import Any

from gbacli.catalog import Catalog
from gbacli.cli.options import Listing
from gbacli.cli.output import write, write_file
from gbacli.errors import UsageError
from gbacli.model import Field
from gbacli.queries.names import nearest, shorten
from gbacli.render.data import FORMATS, SPREADSHEET_FORMATS, rows
from gbacli.render.screen import Parts, Screen, checked_width, screen_of
from gbacli.render.words import visible

DRAWINGS = ("table", "tree")
"""The formats that are drawn for people."""

Draw = Callable[[Sequence[Any], Sequence[Field], Screen], Parts]
"""Draws answers on a screen, with the fields asked for (empty: those the drawing shows of itself)."""


def deliver(
    answers: Sequence[Any],
    fields: Sequence[Field],
    wanted: Listing,
    *,
    table: Draw,
    tree: Draw | None = None,
    default: str = "table",
) -> None:
    """Print `answers` in the format wanted. Raises `UsageError` and `OutputError`.

    `fields` are all that this listing has; `table` and `tree` draw it (`tree` None: there is none).
    """
    form = _format(wanted, default, has_tree=tree is not None)
    if wanted.fields == "help":
        write(fields_help(fields))
        return
    drawn = form in DRAWINGS
    chosen = choose_fields(fields, wanted.fields, default=[field for field in fields if field.rank or not drawn])
    kept = limited(sorted_by(answers, fields, wanted.sort), wanted.limit)
    if drawn:
        draw = tree if form == "tree" and tree is not None else table
        paint(lambda screen: draw(kept, chosen if wanted.fields else (), screen), wanted)
        return
    for option, value in (("--svg", wanted.svg), ("--width", wanted.width)):
        if value is not None:
            raise UsageError(f"{option} needs a drawing; --format {form} has none, leave one of the two out")
    write(FORMATS[form](rows(kept, chosen), chosen, bom=wanted.bom))


def table_of(fields: Sequence[Field], catalog: Catalog) -> Draw:
    """Make the drawing of answers as a table of `fields`; Rich is imported when it is drawn."""

    def draw(answers: Sequence[Any], chosen: Sequence[Field], screen: Screen) -> Parts:
        from gbacli.render import cells

        return cells.listing(answers, fields, chosen, catalog, screen)

    return draw


def paint(draw: Callable[[Screen], Parts], wanted: Listing) -> None:
    """Draw on stdout, and into the SVG file if one is wanted. Raises `OutputError`."""
    from gbacli.render import drawing

    screen = screen_of(sys.stdout, os.environ, checked_width(wanted.width))
    text = drawing.draw(draw(screen), screen)
    if wanted.svg is not None:
        width = wanted.width or screen.width or 100
        picture = draw(Screen(width=width, colour=True))
        write_file(wanted.svg, drawing.draw_svg(picture, width, " ".join(["gba", *_command_words()])))
    write(text)


def choose_fields(fields: Sequence[Field], text: str | None, default: Sequence[Field]) -> list[Field]:
    """Choose fields by `--fields`: a list, `+more` on top of the default, or `all`. Raises `UsageError`."""
    if text is None:
        return list(default)
    if text == "all":
        return list(fields)
    names = [part.strip() for part in text.replace("，", ",").split(",")]
    chosen = list(default) if names[0].startswith("+") else []
    for name in names:
        field = find_field(fields, name.removeprefix("+"))
        if field not in chosen:
            chosen = [*chosen, field]
    return chosen


def find_field(fields: Sequence[Field], name: str) -> Field:
    """Find one field by its name. Raises `UsageError` that offers the nearest."""
    for field in fields:
        if field.name == name.replace("-", "_"):
            return field
    hint = nearest(name, [field.name for field in fields])
    raise UsageError(f"no field is called {shorten(name)!r}; {hint}; '--fields help' explains them")


def fields_help(fields: Sequence[Field]) -> str:
    """List the fields with their types and meanings."""
    width = max(len(field.name) for field in fields)
    return "".join([f"{field.name:<{width}}  {field.type.name:<8}  {field.meaning}\n" for field in fields])


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


def _sort_key(value: Any) -> Any:
    """Make values of one field comparable: texts without case, and what is unknown inside a list or entry last."""
    if isinstance(value, tuple):
        return [(part is None, "" if part is None else _sort_key(part)) for part in value]
    return value.casefold() if isinstance(value, str) else value


def _command_words() -> list[str]:
    """Give the command line as the title of a picture, without what says where the picture goes."""
    words = sys.argv[1:]
    kept = [word for place, word in enumerate(words) if word != "--svg" and (not place or words[place - 1] != "--svg")]
    return [visible(word) for word in kept if not word.startswith("--svg=")]
