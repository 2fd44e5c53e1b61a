"""What the output can show: decided once from the terminal and the environment, then only passed on."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, TextIO

from gbacli.errors import UsageError

Parts = Sequence[Any]
"""What is drawn one under the other: renderables of Rich, which is not named here lest it be imported."""


class Screen(NamedTuple):
    """What a drawing has to fit."""

    width: int | None = None
    """In character cells; None draws as wide as it comes, for pipes and files."""
    colour: bool = False
    links: bool = False
    """Hyperlinks (OSC 8): on real terminals only."""
    ascii_only: bool = False
    """Draw with ASCII signs only."""


def screen_of(stream: TextIO | None, environ: Mapping[str, str], width: int | None = None) -> Screen:
    """Find out what `stream` shows. `width` is the user's wish; else COLUMNS, else the terminal's own.

    NO_COLOR (no-color.org) wins over FORCE_COLOR (force-color.org; `0` is read as "do not force").
    Without a terminal nothing is coloured unless forced, nothing is a link, and the width has no end.
    """
    terminal = stream is not None and _is_terminal(stream)
    dumb = environ.get("TERM", "") in ("dumb", "unknown")
    forced = environ.get("FORCE_COLOR", "") not in ("", "0")
    colour = not environ.get("NO_COLOR") and (forced or (terminal and not dumb))
    return Screen(
        width=width or _columns(environ) or (_own_width(stream) if terminal else None),
        colour=colour,
        links=colour and terminal and not dumb,
        ascii_only=not can_encode(stream, "—≈●◐█│"),
    )


def can_encode(stream: TextIO | None, text: str) -> bool:
    """Say whether the stream's encoding has the characters of `text`."""
    try:
        text.encode(getattr(stream, "encoding", None) or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def checked_width(width: int | None) -> int | None:
    """Check a width that a user asked for. Raises `UsageError`."""
    if width is not None and not 20 <= width <= 1000:
        raise UsageError(f"--width {width} is out of range; expected 20 to 1000")
    return width


def _is_terminal(stream: TextIO) -> bool:
    try:
        return stream.isatty()
    except ValueError:  # a closed stream
        return False


def _columns(environ: Mapping[str, str]) -> int | None:
    text = environ.get("COLUMNS", "")
    return max(20, min(int(text), 1000)) if text.isascii() and text.isdigit() and len(text) < 6 and int(text) else None


def _own_width(stream: TextIO | None) -> int:
    import os

    try:
        return max(20, os.get_terminal_size(stream.fileno()).columns) if stream else 80
    except (OSError, ValueError, AttributeError):
        return 80
