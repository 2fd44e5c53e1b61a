"""Sources as citations: plain text, BibTeX and CSL-JSON, for the tools that people write papers with."""

import re
from collections.abc import Sequence
from typing import Any

from gbacli.choices import SOURCE_KINDS
from gbacli.model import Source
from gbacli.render.data import to_json
from gbacli.render.words import one_line, visible

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_LATEX = str.maketrans({char: f"\\{char}" for char in "{}$&%#_"})
_LATEX |= str.maketrans({"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"})


def citation(source: Source) -> str:
    """Cite a source in words: publisher, date, title, address, when and in which copy it was read."""
    date = f" ({source.published})" if source.published else ""
    copy = f", {source.via}" if source.via else ""
    return visible(f"{source.publisher}{date}: {source.title}. {source.url}. Read {source.accessed}{copy}.")


def to_text(sources: Sequence[Source]) -> str:
    """Write one citation a line."""
    return "".join([citation(source) + "\n" for source in sources])


def to_bibtex(sources: Sequence[Source]) -> str:
    """Write BibTeX entries under the ids of the sources, in UTF-8: Chinese stays as it is.

    Each is of the one type that asks for no author and no year, which many sources lack. The publisher stands in for
    the author; a second time, as journal or institution, styles would print it twice.
    """
    entries = []
    for source in sources:
        fields = {
            "title": f"{{{one_line(source.title).translate(_LATEX)}}}",
            "author": f"{{{one_line(source.publisher).translate(_LATEX)}}}",
            **dict(zip(("year", "month", "day"), _parts(source.published), strict=False)),
            "url": _bibtex_url(source.url),
            "urldate": source.accessed,
            "note": f"Read: {one_line(source.via).translate(_LATEX)}" if source.via else "",
        }
        lines = [f"  {name} = {_bibtex_value(name, value)}" for name, value in fields.items() if value]
        entries.append(f"@misc{{{source.id},\n" + ",\n".join(lines) + "\n}\n")
    return "\n".join(entries)


def to_csl(sources: Sequence[Source]) -> str:
    """Write a CSL-JSON document.

    Each names the publisher once, as its author: styles print each variable that they know.
    """
    items = [
        {
            "id": source.id,
            "type": SOURCE_KINDS[source.kind],
            "title": source.title,
            "author": [{"literal": source.publisher}],
            "issued": {"date-parts": [_parts(source.published)]} if source.published else None,
            "accessed": {"date-parts": [_parts(source.accessed)]},
            "URL": source.url,
            "note": f"Read: {source.via}" if source.via else None,
        }
        for source in sources
    ]
    return to_json([{name: value for name, value in item.items() if value is not None} for item in items])


FORMATS = {"text": to_text, "bibtex": to_bibtex, "csl-json": to_csl}


def _parts(date: str | None) -> list[int]:
    """Return year, month and day, as far as they are known."""
    return [int(part) for part in date.split("-")] if date else []


def _bibtex_value(name: str, value: Any) -> str:
    """Return a value in braces, or of a month the macro that every style has."""
    return _MONTHS[value - 1] if name == "month" else f"{{{value}}}"


def _bibtex_url(url: str) -> str:
    """Keep an address as it is, but for what would end the field or the line: that is percent-encoded."""
    return re.sub(r"[{}\\\s]", lambda match: "".join([f"%{byte:02X}" for byte in match[0].encode()]), visible(url))
