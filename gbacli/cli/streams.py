"""Writing: all or nothing, in whatever encoding the stream has, with an exit code that tells."""

import codecs
import os
import sys
from typing import Any

from gbacli.errors import OutputError
from gbacli.render.words import one_line

_ESCAPED = "gba-escaped"  # the error handler `_escape`


def setup_stdout() -> None:
    """Make standard output one that loses nothing unseen, whoever writes to it; what its encoding lacks is escaped."""
    from io import RawIOBase

    stream: Any = sys.stdout
    # The unbuffered one (PYTHONUNBUFFERED, usual in containers) drops without an error what finds no room on a disk.
    if isinstance(getattr(stream, "buffer", None), RawIOBase):
        sys.stdout = open(stream.fileno(), "w", encoding=stream.encoding, errors=_ESCAPED, closefd=False)  # noqa: SIM115
    elif hasattr(stream, "reconfigure"):
        stream.reconfigure(errors=_ESCAPED)


def _escape(error: UnicodeError) -> tuple[str, int]:
    """Escape as JSON does, so that its documents stay JSON in any encoding."""
    import json

    assert isinstance(error, UnicodeEncodeError)
    return json.dumps(error.object[error.start : error.end])[1:-1], error.end


codecs.register_error(_ESCAPED, _escape)


def write(text: str) -> None:
    """Write the whole answer to stdout, and make sure that it has left.

    Raises `OutputError` when it cannot be written, and `BrokenPipeError` when its reader has gone: no failure.
    """
    if sys.stdout is None:
        raise OutputError("the output could not be written: standard output is closed")
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except (OSError, ValueError) as error:
        raise OutputError(unwritten(error)) from error


def write_data(text: str) -> None:
    """Write an answer for programs: UTF-8 to a file or pipe, whatever the locale; to a terminal as `write` does."""
    stream: Any = sys.stdout
    if hasattr(stream, "reconfigure") and not stream.isatty():
        stream.reconfigure(encoding="utf-8", errors=_ESCAPED, newline="\n")
    write(text)


def write_file(path: str, text: str) -> None:
    """Write a whole file, or leave what was there: the text goes to a new file beside it, which then takes its place.

    What is no regular file, such as a device, cannot be replaced and is written as it is. Raises `OutputError`.
    """
    try:
        target = os.path.realpath(path)
        loops = os.path.islink(target)  # opening it tells the reason
        if path and not loops and (os.path.isfile(path) or not os.path.exists(path)):
            _replace(target, text)
        else:
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
    except (OSError, ValueError) as error:
        raise OutputError(unwritten(error, path or "''")) from error


def _replace(path: str, text: str) -> None:
    draft = os.path.join(os.path.dirname(path), f".gba-{os.urandom(6).hex()}.part")
    try:
        with open(draft, "x", encoding="utf-8") as file:
            file.write(text)
        if os.path.exists(path):
            os.chmod(draft, os.stat(path).st_mode & 0o7777)
        os.replace(draft, path)
    finally:
        if os.path.exists(draft):
            os.unlink(draft)


def print_error(message: str) -> None:
    """Say on stderr, in one line, what went wrong. When even that cannot be written, the exit code is all there is."""
    try:
        sys.stderr.write(f"gba: {one_line(message)}\n")
        sys.stderr.flush()
    except (OSError, ValueError, AttributeError):
        pass


def unwritten(error: Exception, what: str = "the output") -> str:
    """Return the message for an output that failed with `error`."""
    return f"{what} could not be written: {getattr(error, 'strerror', None) or error}"


def flush_streams(code: int) -> int:
    """Flush what other hands (help, completion) have printed, and return the exit code that this leaves."""
    if code in (4, 130):  # a failure that has been told would be met again; after Ctrl-C nobody may read
        return code
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
    except BrokenPipeError:
        pass
    except (OSError, ValueError) as error:
        print_error(unwritten(error))
        return 4
    return code
