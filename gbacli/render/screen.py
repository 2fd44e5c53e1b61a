"""What the output can show: decided once from the terminal, the environment and the options, then only passed on."""

import os
from collections.abc import Mapping, Sequence
from typing import Any, TextIO

from gbacli.named_tuples import NamedTuple

Parts = Sequence[Any]
"""Texts that are drawn one under the other. `Any` rather than Text, so that importing this does not import Rich."""

ENDLESS = 100_000
"""The width, in cells, of a drawing that nothing has to fit."""
PIPED = 100
"""A pipe gets the columns of a terminal of this width, but nothing in them is wrapped."""


class Screen(NamedTuple):
    """What a drawing has to fit, and how it is wanted."""

    width: int = PIPED
    wraps: bool = True
    """Whether text is wrapped at `width`; in a pipe a line is a record, whatever its length."""
    colour: str = ""
    """The colour system of Rich, `256`; empty for none."""
    links: bool = False
    """Hyperlinks (OSC 8): on real terminals only."""
    ascii_only: bool = False
    height: int | None = None
    """The lines of the terminal; None where nothing is paged."""
    exact: bool = False
    full_sources: bool = False

    @property
    def room(self) -> int:
        """The width in cells at which text is wrapped."""
        return self.width if self.wraps else ENDLESS


def screen_of(stream: TextIO | None, environ: Mapping[str, str], width: int | None = None) -> Screen:
    """Return what `stream` shows. `width` is the user's wish; else COLUMNS, else the terminal's own.

    NO_COLOR (no-color.org) wins over FORCE_COLOR (force-color.org; `0` is read as "do not force").
    Without a terminal nothing is coloured unless forced, nothing is a link, and nothing wraps unless a width is asked.
    """
    size = _size(stream)
    dumb = environ.get("TERM") in ("dumb", "unknown")
    forced = environ.get("FORCE_COLOR", "") not in ("", "0")
    coloured = not environ.get("NO_COLOR") and (forced or (size is not None and not dumb))
    asked = width or _columns(environ)
    return Screen(
        width=asked or (size.columns if size else PIPED),
        wraps=bool(asked or size),
        colour="256" if coloured else "",
        links=coloured and size is not None and not dumb,
        ascii_only=not can_encode(stream, "—≈●◐█│"),
        height=size.lines if size else None,
    )


def can_encode(stream: TextIO | None, text: str) -> bool:
    """Return whether the stream's encoding has the characters of `text`."""
    try:
        text.encode(getattr(stream, "encoding", None) or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _columns(environ: Mapping[str, str]) -> int | None:
    text = environ.get("COLUMNS", "")
    return min(int(text), 1000) if text.isascii() and text.isdigit() and len(text) < 6 and int(text) else None


def _size(stream: TextIO | None) -> os.terminal_size | None:
    """Return the size of a terminal, 80x24 where it does not tell; None for what is none, or is closed."""
    if stream is None or stream.closed or not stream.isatty():
        return None
    try:
        size = os.get_terminal_size(stream.fileno())
    except (OSError, ValueError):
        size = os.terminal_size((0, 0))
    return os.terminal_size((size.columns or 80, size.lines or 24))
