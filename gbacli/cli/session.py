"""What a run works with: the catalog of the built-in facts and the folders laid over them."""

import os
from collections.abc import Sequence

import typer

from gbacli.catalog import Catalog


def overlays(option: Sequence[str] | None) -> list[str]:
    """List the folders laid over the built-in facts: those of `--facts`, else those of GBA_FACTS."""
    return list(option or filter(None, os.environ.get("GBA_FACTS", "").split(os.pathsep)))


def open_catalog(context: typer.Context) -> Catalog:
    """Open the facts of this run. Raises `FactsError` when those of a folder cannot be read or are wrong."""
    from gbacli.catalog import built_in

    folders = overlays(context.find_root().obj)
    if not folders:
        return Catalog([built_in()])
    from gbacli.check import open_overlays

    return open_overlays(folders)


def version_line() -> str:
    """Return the version of the program and of the built-in facts, as one line."""
    from importlib.metadata import PackageNotFoundError, version

    from gbacli.catalog import built_in

    try:
        program = version("gbacli")
    except PackageNotFoundError:
        program = "from a source tree"
    return f"gba {program}, facts of {Catalog([built_in()]).about.version}\n"
