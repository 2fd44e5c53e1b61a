"""Answers to text: the only place that knows how things look, in a terminal and to scripts."""

from importlib import import_module
from typing import Any


def __getattr__(name: str) -> Any:
    """Import a module of this package when it is first named, as in `render.trees`: those that draw import Rich."""
    if name.startswith("_"):
        raise AttributeError(name)
    return import_module(f"{__name__}.{name}")
