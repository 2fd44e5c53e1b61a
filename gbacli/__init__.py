"""Facts about the Guangdong-Hong Kong-Macao Greater Bay Area, for a terminal, for scripts and for Python.

>>> from gbacli import load
>>> load().city("东莞").name
'Dongguan'
"""

TYPE_CHECKING = False  # type checkers take it for true; `typing` would be imported before garbage collection is off
if TYPE_CHECKING:
    from gbacli.api import load

__all__ = ["load"]
__version__ = "0.2.0"


def __getattr__(name: str) -> object:
    """Import the Python interface at its first use: the command line never pays for it."""
    if name == "load":
        from gbacli.api import load

        return load
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
