"""Lines of text: facts made harmless, styles and signs, wrapping; and what is made of them: a text, pages, a picture.

All is drawn in memory before any is printed.
"""

import os
import re
from collections.abc import Iterator, Sequence
from io import StringIO
from shutil import which
from typing import Any, cast

from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.pager import SystemPager
from rich.segment import Segments
from rich.style import Style
from rich.text import Text

from gbacli.choices import STATUSES
from gbacli.model import BUILT_IN
from gbacli.render.screen import ENDLESS, Screen
from gbacli.render.words import ASCII, UNKNOWN, Scale, value, visible

HEAD, MARK, ACCENT = "bold", "dim", "color(30)"
"""Heads are bold and source marks dim, both in the terminal's own colour, which reads on any background. Colour is kept
for signs, rules, bars and lines, in tones (fixed ones of the 256) that stand out from dark and light backgrounds."""
_PIECE = r"[!-\u05ff]+\s*|.[\u0300-\u036f\u200d\ufe00-\ufe0f]*\s*"
"""What of a word with Chinese in it no line is broken inside of: Latin, Greek or Cyrillic, or a character with the
marks on it. A set of more characters takes longer to compile."""
_IN_PICTURE = r'(<text [^>]*?)textLength="([0-9.]+)"(?=[^>]*>([^<]*)<)([^>]*>)[^<]*<'


def draw(parts: Sequence[RenderableType], screen: Screen) -> str:
    """Draw renderables one under the other, texts wrapped. No line has spaces at its end: Rich pads the last cells."""
    drawn = cast(StringIO, _printed(parts, screen.room, screen.colour).file).getvalue()
    text = "".join([line.rstrip(" ") + "\n" for line in drawn.splitlines()])
    return text.translate(ASCII) if screen.ascii_only else text


def page(text: str, height: int) -> bool:
    """Show a text that is taller than the terminal in a pager; return whether that was done.

    The pager is GBA_PAGER, else PAGER, else less; an empty GBA_PAGER turns it off. Quitting it early is no error.
    """
    pager = os.environ.get("GBA_PAGER", os.environ.get("PAGER") or "less")
    # A pager that is not there would swallow the answer.
    if text.count("\n") < height or not pager.strip() or which(pager.split()[0]) is None:
        return False
    os.environ.update(PAGER=pager, MANPAGER="", LESS=os.environ.get("LESS", "FRX"))
    SystemPager().show(text)
    return True


def draw_svg(parts: Sequence[RenderableType], width: int, title: str) -> str:
    """Draw renderables as an SVG picture, `width` cells wide or as wide as its longest word.

    Rich's picture would fetch its fonts from elsewhere; ours leaves the font to the viewer, and needs no network.
    """
    width = max([width, *map(cell_len, draw(parts, Screen(width=width)).splitlines())])
    title = clipped(Text(title), max(width - 24, 8)).plain  # what the buttons of the window leave
    svg = _printed(parts, width, "truecolor", record=True).export_svg(title=title, unique_id="gba")
    svg = re.sub(r"\s*@font-face \{[^}]*\}", "", svg).replace("<svg ", '<svg xml:space="preserve" ', 1)
    return re.sub(_IN_PICTURE, _with_room, svg)


def _with_room(text: re.Match[str]) -> str:
    """Give Chinese in a picture the two cells a character that it takes; Rich measures one, and squeezes it."""
    from html import unescape  # only for pictures

    content = unescape(text[3])
    if cell_len(content) <= len(content):
        return text[0]
    length = float(text[2]) * cell_len(content) / len(content)
    return f'{text[1]}textLength="{length:g}"{text[4]}{text[3]}<'


def _printed(parts: Sequence[RenderableType], width: int, colour: str, *, record: bool = False) -> Console:
    """Print renderables on a console in memory, and return that. `colour`: the colour system, empty for none.

    Rich is told of no width, so that it cuts no word in tables and trees.
    """
    console = Console(
        file=StringIO(),
        width=width,
        height=25,  # else Rich asks the terminal, at every line
        record=record,
        legacy_windows=False,
        _environ={},
        color_system=cast(Any, colour or None),
    )
    endless = console.options.update(width=ENDLESS)
    for part in parts:
        if isinstance(part, Text):
            for line in wrapped(part, width):
                line.rstrip()
                console.print(line, soft_wrap=True)
        else:
            console.print(Segments(console.render(part, endless)), soft_wrap=True)
    return console


def fact(text: str, style: str = "") -> Text:
    """Wrap text that comes from a fact: never read as markup, its control characters shown."""
    return Text(visible(text), style=style)


def status_text(name: str) -> Text:
    """Draw a status as its sign, in colour, and its name in words."""
    return Text().append(STATUSES[name].sign, STATUSES[name].colour).append(f" {name.replace('-', ' ')}")


def value_text(figure: Any, scale: Scale | None = None, before: str = "") -> Text:
    """Draw the value of a figure, with what stands `before` it; a dash where there is no figure, or none is known."""
    if figure is None or figure.value is None:
        return Text(UNKNOWN, MARK)
    return Text().append(before, MARK).append(value(figure.value, figure.qualifier, figure.unit, scale))


def titled(name: str, record: Any) -> Text:
    """Draw a name as a head, behind it the names of its record in Chinese and where that comes from."""
    chinese = [getattr(record, field, None) for field in ("name_zh_hans", "name_zh_hant")]
    others = visible(" · ".join(dict.fromkeys([other for other in chinese if other])))
    title = fact(name, HEAD).append(f"  {others}" if others else "", "not bold")
    return title.append_text(origin_mark(record.origin))


def origin_mark(origin: str) -> Text:
    """Draw where a record of an overlay comes from; nothing for a built-in one."""
    return Text() if origin == BUILT_IN else fact(f"  [{origin}]", "italic")


def link(text: str, url: str, screen: Screen) -> Text:
    """Draw text that leads to an address where the terminal can follow it; the text itself says enough without."""
    safe = screen.links and url.isprintable() and url.startswith(("https://", "http://"))
    return Text(visible(text), style=Style(link=url) if safe else "")


def wrapped(text: Text, width: int) -> list[Text]:
    """Break text into lines of at most `width` cells, between words and anywhere in Chinese, but never inside a word.

    Rich would cut a word that is longer than the line; an id or an address is worth a line that is too long.
    """
    if text.cell_len <= width:
        return [text]
    breaks, used, start = [], 0, 0
    for piece in _pieces(text.plain):
        if used and used + cell_len(piece.rstrip()) > width:
            breaks.append(start)
            used = 0
        used, start = used + cell_len(piece), start + len(piece)
    lines = list(text.divide(breaks))
    for line in lines:
        line.rstrip()
    return lines


def clipped(text: Text, width: int) -> Text:
    """Return a text cut between words to `width` cells, with `…` at its end where it was longer."""
    if text.cell_len <= width:
        return text.copy()
    kept = wrapped(text, width - 1)[0]
    kept.truncate(max(width - 1, 0))
    return kept.append("…")


def longest_word(text: Text) -> int:
    """Measure the longest piece of a text that is not broken, in cells."""
    return max([cell_len(piece.rstrip()) for piece in _pieces(text.plain)], default=0)


def _pieces(text: str) -> Iterator[str]:
    """Yield what no line is broken inside of, with the spaces behind it."""
    for word in re.findall(r"\S+\s*|\s+", text):
        yield from [word] if max(word) < "\u2e80" else re.findall(_PIECE, word)  # Chinese begins there
