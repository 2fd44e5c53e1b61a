"""The few ways `gba` can fail, each with the exit status that scripts rely on.

Every class keeps its message to one line: what is wrong, then what to do next.
"""


class GbaError(Exception):
    """The base of all errors that the user is told about in one line."""

    exit_code = 1


class NothingFoundError(GbaError):
    """`search` found nothing: an answer of its own, as in grep."""


class UsageError(GbaError):
    """Wrong usage: an unknown or ambiguous name, an unknown field, a value that is none."""

    exit_code = 2


class FactsError(GbaError):
    """The facts cannot be read, or they are wrong."""

    exit_code = 3

    def __init__(self, message: str, path: object = None, line: int | None = None) -> None:
        """Keep what is wrong and, if it is wrong in one file, where: `path` and `line` (from 1) go before `message`."""
        location = "" if path is None else f"{path}: " if line is None else f"{path}:{line}: "
        super().__init__(location + message)
        self.path, self.line, self.detail = path, line, message


class OutputError(GbaError):
    """The output could not be written."""

    exit_code = 4
