"""`gba show`: everything about one record."""

from functools import partial
from typing import Any

from gbacli import render
from gbacli.catalog import Catalog
from gbacli.cli import COMMANDS
from gbacli.cli.options import NAME, OutputOptions, output_options
from gbacli.cli.printing import DRAWING_OPTIONS, print_citations, print_drawing
from gbacli.cli.streams import write_data
from gbacli.fields import fields_of
from gbacli.model import Source, Stat
from gbacli.queries import show as query
from gbacli.queries.names import UnknownNameError, suggest
from gbacli.queries.show import Shown
from gbacli.render.data import plain, rows, to_json


@partial(output_options, names=("as_json", "svg", "width", "exact", "sources", "no_pager", "cite"))
def show(catalog: Catalog, output: OutputOptions, name: list[str] = NAME) -> None:
    """\b
      gba show csns
      gba show Songshan Lake Science City --json

    Show everything about one city, facility, industry, statement, metric, source or other subject of figures (gba,
    nine-cities): names, values, dated history, related records, and the sources numbered underneath.

    An id and <city>.<metric>.<period> name a record, as do its other names, the beginning of one, or words inside it;
    a source only its id, an alias or its whole title. After its kind a name means that kind only: 'gba show source
    seed-copy'.
    """
    try:
        shown = query.show(catalog, " ".join(name))
    except UnknownNameError as error:  # a command may have been meant: words that are none are shown
        near = [f"'gba {command}'" for command in suggest(error.text.partition(" ")[0], COMMANDS, like=0.7)]
        raise UnknownNameError(error.text, error.what, [*near, *error.near][:3], error.see) from error
    if output.cite is not None:
        print_citations([shown.record, *shown.sources], catalog, output)
    elif output.as_json:
        output.refuse("--json", *DRAWING_OPTIONS)
        write_data(to_json(record_document(shown)))
    else:
        print_drawing(lambda screen: render.detail.detail(shown, catalog, screen), output)


def record_document(shown: Shown) -> dict[str, Any]:
    """Return the object of `show --json`: its kind, the keys of its listing, related ids, figures and sources.

    A source has no figures about it and no sources: what rests on it is named by ids instead.
    """
    found = {"record": shown.kind, **next(rows([shown.record], fields_of(type(shown.record))))}
    related = {name: plain(ids) for name, ids in shown.related.items()}
    if shown.kind == "source":
        return {**found, **related}
    stats = list(rows(shown.stats, fields_of(Stat)))
    known = [field for field in fields_of(Source) if field.name != "facts"]
    return {**found, "stats": stats, **related, "sources": list(rows(shown.sources, known))}
