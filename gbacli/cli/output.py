"""Writing: all or nothing, in whatever encoding the stream has, with an exit code that tells."""

import codecs
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from stat import S_IMODE, S_ISCHR, S_ISREG
from typing import TextIO

from gbacli.errors import OutputError, ReaderGoneError
from gbacli.render.words import one_line

_POSIX = os.name == "posix"
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


def write_file(path: str, text: str) -> None:
    """Write a whole file, or leave what was there: the text goes to a new file beside it, which then takes its place.

    Nothing but SIGKILL leaves that new file behind. A device or a pipe cannot be replaced and is written as it is; a
    named pipe that nobody reads is an error, not a wait. Raises `OutputError`.
    """
    try:
        try:
            there = os.stat(path)
        except FileNotFoundError:
            if not path:
                raise
            there = None
        if there is not None and _is_standard_output(there):
            raise OutputError(f"{one_line(path)} could not be written: standard output goes there too")
        if there is not None and not S_ISREG(there.st_mode):
            with open(path, "w", encoding="utf-8", opener=_open_now) as file:
                file.write(text)
            return
        with _undisturbed():
            _replace(os.path.realpath(path), text, there and S_IMODE(there.st_mode))
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise OutputError(f"{one_line(path) or repr(path)} could not be written: {one_line(str(reason))}") from error


def _replace(target: str, text: str, mode: int | None) -> None:
    """Put a new file of `text` in the place of `target`, with the permissions `mode` that the old one had, if any."""
    draft = os.path.join(os.path.dirname(target), f".gba-{os.urandom(6).hex()}.part")
    try:
        with open(draft, "x", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
            if mode is not None:
                os.chmod(draft, mode)
        os.replace(draft, target)
    except BaseException:
        _remove(draft)
        raise


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Hold back the signals that end a program until the file is whole and in its place, or gone."""
    import signal

    names = ("SIGINT", "SIGTERM", "SIGHUP")
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [getattr(signal, name) for name in names]) if _POSIX else ()
    try:
        yield
    finally:
        if _POSIX:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _open_now(path: str, flags: int) -> int:
    """Open a device or pipe without waiting for who is at its other end, then wait for them as usual."""
    opened = os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
    if _POSIX:
        os.set_blocking(opened, True)
    return opened


def _is_standard_output(there: os.stat_result) -> bool:
    """Say whether standard output goes to this file or pipe; a device may well take both."""
    try:
        return (
            sys.stdout is not None
            and os.path.samestat(there, os.fstat(sys.stdout.fileno()))
            and (not S_ISCHR(there.st_mode))
        )
    except (OSError, ValueError):
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
