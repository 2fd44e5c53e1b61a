"""Writing: all or nothing, in whatever encoding the stream has, with an exit code that tells."""

import os
import sys
from typing import TextIO

from gbacli.errors import OutputError, ReaderGoneError
from gbacli.render.words import one_line


def write(text: str) -> None:
    """Write the whole answer to stdout and make sure that it has left.

    What the encoding lacks is escaped with backslashes. Raises `OutputError` when the output cannot be written, and
    `ReaderGoneError` for a closed pipe.
    """
    stream = sys.stdout
    if stream is None:
        raise OutputError("the output could not be written: standard output is closed")
    try:
        _escape_unknown(stream)
        stream.write(text)
        stream.flush()
    except BrokenPipeError as error:
        _silence(stream)
        raise ReaderGoneError("the reader closed the pipe") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        _silence(stream)
        raise OutputError(f"the output could not be written: {reason}") from error


def write_file(path: str, text: str) -> None:
    """Write a whole file, or leave what was there: the text goes to a new file beside it, which then takes its place.

    Raises `OutputError`.
    """
    target = os.path.realpath(path)
    draft = f"{target}.{os.getpid()}.part"
    try:
        if os.path.exists(target) and not os.path.isfile(target):
            with open(target, "w", encoding="utf-8") as file:  # a device or a pipe cannot be replaced
                file.write(text)
            return
        with open(draft, "x", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, target)
    except (OSError, ValueError) as error:
        _remove(draft)
        reason = getattr(error, "strerror", None) or error
        raise OutputError(f"{one_line(path)} could not be written: {reason}") from error
    except BaseException:
        _remove(draft)
        raise


def complain(message: str) -> None:
    """Say on stderr, in one line, what went wrong. When even that cannot be written, the exit code is all there is."""
    if sys.stderr is None:
        return
    try:
        _escape_unknown(sys.stderr)
        sys.stderr.write(f"gba: {one_line(message)}\n")
        sys.stderr.flush()
    except (OSError, ValueError):
        pass


def finish(code: int) -> int:
    """Flush what other hands (help, completion) have printed, and give the exit code that this leaves.

    After Ctrl-C (130) nothing is flushed: whoever pressed it may have done so because nobody reads.
    """
    if code == 130:
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


def _escape_unknown(stream: TextIO) -> None:
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None and getattr(stream, "errors", "") != "backslashreplace":
        reconfigure(errors="backslashreplace")


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
