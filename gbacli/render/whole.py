"""A record with all that belongs to it, as the one JSON object of `show --json`."""

from typing import Any

from gbacli.queries.show import Shown
from gbacli.render.data import plain, rows
from gbacli.render.fields import BY_KIND, RESOLVED_SOURCE, STAT

Document = dict[str, Any]


def document(shown: Shown) -> Document:
    """Put `record` (its kind) first, then the keys of its listing, then `stats`, related ids and `sources` in full.

    A source has no figures about it and no sources: what rests on it is named by ids instead.
    """
    fields = BY_KIND[shown.kind]
    found: Document = {"record": shown.kind, **next(rows([shown.record], fields))}
    if shown.kind != "source":
        found["stats"] = list(rows(shown.stats, STAT))
    found.update({name: plain(ids) for name, ids in shown.related.items()})
    if shown.kind != "source":
        found["sources"] = list(rows(shown.sources, RESOLVED_SOURCE))
    return found
