"""What a bare `gba` prints: what it is, what is in it, and where to go on; and what `gba --version` prints."""

from gbacli.catalog import Catalog, layout
from gbacli.queries.values import stored_values
from gbacli.render.words import number, visible

_EXAMPLES = {
    "gba dongguan": "a city, a facility, a metric by any name",
    "gba facilities --city Shenzhen": "what stands where, and how far it has got",
    "gba stats population macao": "a figure, with its year, unit and source",
    "gba compare shenzhen hong kong": "side by side, ranked where that is honest",
}
_PURPOSES = {
    "Look up": "facilities cities stats compare industries show search get",
    "Sources": "sources open",
    "For maintainers": "check schema",
}
"""The commands by what they are for; `help` is named beside them."""


def home(catalog: Catalog) -> str:
    """Return one screen: what the program is, the edition and counts of the facts, examples, commands."""
    figures = len([*catalog.statements, *stored_values(catalog)])
    counts = {"cities": len(catalog.cities), "facilities": len(catalog.facilities)}
    counts |= {"figures": figures, "sources": len(catalog.sources)}
    counted = ", ".join([f"{number(count)} {name}" for name, count in counts.items()])
    lines = [
        "gba: facts about the Guangdong-Hong Kong-Macao Greater Bay Area, offline.",
        f"Facts of {visible(catalog.about.version or 'no date')}: {counted}",
        "",
        *[f"  {example:<30}  {meaning}" for example, meaning in _EXAMPLES.items()],
        "",
        *[f"{purpose:<16} {commands}" for purpose, commands in _PURPOSES.items()],
        "",
        "Every value has a source; every answer has --json. See 'gba help COMMAND'.",
    ]
    return "\n".join(lines) + "\n"


def version_line() -> str:
    """Return the version of the program and of the built-in facts, as one line."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        program = version("gbacli")
    except PackageNotFoundError:
        program = "from a source tree"
    return f"gba {program}, facts of {Catalog([layout.built_in()]).about.version}\n"
