"""Writing: all or nothing, in whatever encoding the stream has, with an exit code that tells."""

import codecs
import os
import sys
from typing import TextIO

from gbacli.errors import OutputError, ReaderGoneError
from gbacli.render.words import one_line

_ESCAPED = "gba-escaped"
"""Name of the error handler `_escape`."""


def write(text: str) -> None:
    """Write the whole answer to stdout and make sure that it has left.

    What the encoding lacks is escaped with backslashes. Raises `OutputError` when the output cannot be written, and
    `ReaderGoneError` for a closed pipe.
    """
    stream = sys.stdout
    if stream is None:
        raise OutputError("the output could not be written: standard output is closed")
    try:
        escape_unknown(stream)
        stream.write(text)
        stream.flush()
    except BrokenPipeError as error:
        _silence(stream)
        raise ReaderGoneError("the reader closed the pipe") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        _silence(stream)
        raise OutputError(f"the output could not be written: {reason}") from error


def write_data(text: str) -> None:
    """Write an answer for programs: UTF-8 to a file or pipe, whatever the locale; to a terminal as `write` does.

    Raises `OutputError` and `ReaderGoneError`.
    """
    stream = sys.stdout
    if stream is not None and not _is_terminal(stream) and (stream.encoding or "").lower().replace("-", "") != "utf8":
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="strict", newline="\n")
    write(text)


def write_file(path: str, text: str) -> None:
    """Write a whole file, or leave what was there: the text goes to a new file beside it, which then takes its place.

    What is no regular file, such as a device, cannot be replaced and is written as it is. Raises `OutputError`.
    """
    draft = ""
    try:
        target = os.path.realpath(path)
        loops = os.path.islink(target)  # opening it tells the reason
        if not path or loops or (os.path.exists(path) and not os.path.isfile(path)):
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
            return
        draft = os.path.join(os.path.dirname(target), f".gba-{os.urandom(6).hex()}.part")
        with open(draft, "x", encoding="utf-8") as file:
            file.write(text)
        if os.path.exists(target):
            os.chmod(draft, os.stat(target).st_mode & 0o7777)
        os.replace(draft, target)
    except (OSError, ValueError) as error:
        _remove(draft)
        reason = getattr(error, "strerror", None) or error
        raise OutputError(f"{one_line(path) or repr(path)} could not be written: {one_line(str(reason))}") from error
    except BaseException:
        _remove(draft)
        raise


def _is_terminal(stream: TextIO) -> bool:
    try:
        return stream.isatty()
    except ValueError:  # a closed stream
        return False


def complain(message: str) -> None:
    """Say on stderr, in one line, what went wrong. When even that cannot be written, the exit code is all there is."""
    if sys.stderr is None:
        return
    try:
        escape_unknown(sys.stderr)
        sys.stderr.write(f"gba: {one_line(message)}\n")
        sys.stderr.flush()
    except (OSError, ValueError):
        pass


def finish(code: int) -> int:
    """Flush what other hands (help, completion) have printed, and give the exit code that this leaves.

    After Ctrl-C (130) nothing is flushed: whoever pressed it may have done so because nobody reads. After a failure
    to write (4) neither: it has been told, and would only fail again.
    """
    if code in (4, 130):
        return code
    try:
        if sys.stdout is not None and not sys.stdout.closed:
            sys.stdout.flush()
        if sys.stderr is not None and not sys.stderr.closed:
            sys.stderr.flush()
    except BrokenPipeError:
        _silence(sys.stdout)
    except (OSError, ValueError) as error:
        complain(f"the output could not be written: {getattr(error, 'strerror', None) or error}")
        return 4
    return code


def prepare() -> None:
    """Make standard output one that loses nothing unseen, whoever writes to it.

    Python's unbuffered one (PYTHONUNBUFFERED, usual in containers) drops what a full disk or a pipe that does not
    wait has no room for, without an error.
    """
    from io import RawIOBase

    stream = sys.stdout
    if stream is not None and isinstance(getattr(stream, "buffer", None), RawIOBase):
        sys.stdout = open(stream.fileno(), "w", encoding=stream.encoding, errors=_ESCAPED, closefd=False)  # noqa: SIM115
    escape_unknown(sys.stdout)


def escape_unknown(stream: TextIO | None) -> None:
    """Let a stream escape what its encoding lacks, as JSON does: `\\u00e9`. Its documents stay JSON in any encoding."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None and getattr(stream, "errors", "") != _ESCAPED:
        reconfigure(errors=_ESCAPED)


def _escape(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeEncodeError)
    units = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass").hex()
    return "".join([f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4)]), error.end


codecs.register_error(_ESCAPED, _escape)


def _silence(stream: TextIO) -> None:
    """Point a stream that failed at nowhere, so that nothing tries to flush it again."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
    except (OSError, ValueError, AttributeError):
        pass


def _remove(path: str) -> None:
    try:
        os.unlink(path)
    except OSError:
        pass
