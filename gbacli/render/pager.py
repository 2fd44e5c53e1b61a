"""Long answers on a terminal, a screen at a time."""

import os
from shutil import which

from rich.pager import SystemPager


def page(text: str, height: int) -> bool:
    """Show a text that is taller than the terminal in a pager; return whether that was done.

    The pager is GBA_PAGER, else PAGER, else less; an empty GBA_PAGER turns it off. Quitting it early is no error.
    """
    pager = os.environ.get("GBA_PAGER", os.environ.get("PAGER") or "less")
    if text.count("\n") < height or not pager.strip():
        return False
    if which(pager.split()[0]) is None:  # what is not there would swallow the answer
        return False
    os.environ.update(PAGER=pager, MANPAGER="", LESS=os.environ.get("LESS", "FRX"))
    SystemPager().show(text)
    return True
