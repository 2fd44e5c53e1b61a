"""Sources as citations: plain text, BibTeX and CSL-JSON, for the tools that people write papers with."""

import re
from collections.abc import Sequence
from typing import Any

from gbacli.model import Source
from gbacli.render.words import visible

FORMATS = ("text", "bibtex", "csl-json")

CSL_TYPES = {
    "official statistics": "dataset",
    "government": "webpage",
    "organisation": "webpage",
    "news agency": "article-newspaper",
    "newspaper": "article-newspaper",
    "broadcaster": "webpage",
    "magazine": "article-magazine",
    "news site": "webpage",
    "press release": "webpage",
    "journal": "article-journal",
    "report": "report",
    "reference": "entry",
    "dataset": "dataset",
}
"""The type of CSL for each kind of source."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_LATEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "%": r"\%",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


def to_text(sources: Sequence[Source]) -> str:
    """Write one citation a line: publisher, date, title, address, when and in which copy it was read."""
    return "".join([_text(source) + "\n" for source in sources])


def to_bibtex(sources: Sequence[Source]) -> str:
    """Write BibTeX entries under the ids of the sources, in UTF-8: Chinese stays as it is."""
    return "\n".join([_bibtex(source) for source in sources])


def to_csl(sources: Sequence[Source]) -> list[dict[str, Any]]:
    """Turn sources into the items of a CSL-JSON document."""
    return [_csl(source) for source in sources]


def _text(source: Source) -> str:
    date = f" ({source.published})" if source.published else ""
    read = f"Read {source.accessed}" + (f", {source.via}" if source.via else "")
    return visible(f"{source.publisher}{date}: {source.title}. {source.url}. {read}.")


def _bibtex(source: Source) -> str:
    """Return an entry of the one type that asks for no author and no year, which many sources lack.

    The publisher stands in for the author; a second time, as journal or institution, styles would print it twice.
    """
    fields = {
        "title": f"{{{{{_latex(source.title)}}}}}",
        "author": f"{{{{{_latex(source.publisher)}}}}}",
        **_bibtex_date(source.published),
        "url": f"{{{_bibtex_url(source.url)}}}",
        "urldate": f"{{{source.accessed}}}",
    }
    if source.via:
        fields["note"] = f"{{Read: {_latex(source.via)}}}"
    lines = [f"  {name} = {value}" for name, value in fields.items()]
    return f"@misc{{{source.id},\n" + ",\n".join(lines) + "\n}\n"


def _bibtex_date(date: str | None) -> dict[str, str]:
    """Give the year and, where they are known, the month (a macro of every style) and the day."""
    if date is None:
        return {}
    year, *rest = date.split("-")
    fields = {"year": f"{{{year}}}"}
    if rest:
        fields["month"] = _MONTHS[int(rest[0]) - 1]
    if len(rest) > 1:
        fields["day"] = f"{{{int(rest[1])}}}"
    return fields


def _bibtex_url(url: str) -> str:
    """Keep an address as it is, but for what would end the field or the line: that is percent-encoded."""
    return re.sub(r"[{}\\\s]", lambda match: "".join([f"%{byte:02X}" for byte in match[0].encode()]), visible(url))


def _latex(text: str) -> str:
    return "".join([_LATEX.get(char, char) for char in visible(" ".join(text.split()))])


def _csl(source: Source) -> dict[str, Any]:
    """Return an item that names the publisher once, as its author: styles print each variable that they know."""
    item: dict[str, Any] = {
        "id": source.id,
        "type": CSL_TYPES[source.kind],
        "title": source.title,
        "author": [{"literal": source.publisher}],
    }
    if source.published:
        item["issued"] = _csl_date(source.published)
    item["accessed"] = _csl_date(source.accessed)
    item["URL"] = source.url
    if source.via:
        item["note"] = f"Read: {source.via}"
    return item


def _csl_date(date: str) -> dict[str, Any]:
    return {"date-parts": [[int(part) for part in date.split("-")]]}
