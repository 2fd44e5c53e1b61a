"""One record with all that belongs to it, as the JSON object of `show --json`."""

from typing import Any

from gbacli.fields import fields_of
from gbacli.model import Source, Stat
from gbacli.queries.show import RECORDS, Shown
from gbacli.render.data import plain, rows


def record_document(shown: Shown) -> dict[str, Any]:
    """Return the object of `show --json`: its kind, the keys of its listing, related ids, figures and sources.

    A source has no figures about it and no sources: what rests on it is named by ids instead.
    """
    found: dict[str, Any] = {"record": shown.kind, **next(rows([shown.record], fields_of(RECORDS[shown.kind])))}
    if shown.kind != "source":
        found["stats"] = list(rows(shown.stats, fields_of(Stat)))
    found.update({name: plain(ids) for name, ids in shown.related.items()})
    if shown.kind != "source":
        known = [field for field in fields_of(Source) if field.name != "facts"]
        found["sources"] = list(rows(shown.sources, known))
    return found
