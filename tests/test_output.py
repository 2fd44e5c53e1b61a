"""Writing: all or nothing, and an exit code that tells which."""

import io
import os
import sys

import pytest

from gbacli import __main__ as program
from gbacli.cli import streams
from gbacli.errors import OutputError
from gbacli.render.screen import Screen, can_encode, screen_of


class Failing(io.StringIO):
    """A stream on which everything fails in the same way."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error

    def write(self, text: str) -> int:
        raise self.error

    def flush(self) -> None:
        raise self.error


FULL = OSError(28, "No space left on device")


def test_an_answer_is_written_and_flushed(monkeypatch):
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", stream)
    streams.setup_stdout()
    streams.write("东莞 ok\n")
    assert stream.buffer.getvalue() == b"\\u4e1c\\u839e ok\n"


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "gbk", "utf-16"])
def test_data_are_utf_8_whatever_the_locale(monkeypatch, encoding):
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding, newline="\r\n")
    monkeypatch.setattr(sys, "stdout", stream)
    streams.write_data("东莞,≈\n")
    assert stream.buffer.getvalue() == "东莞,≈\n".encode()


def test_data_on_a_terminal_are_in_its_own_encoding(monkeypatch):
    class Latin(io.TextIOWrapper):
        def isatty(self) -> bool:
            return True

    stream = Latin(io.BytesIO(), encoding="latin-1")
    monkeypatch.setattr(sys, "stdout", stream)
    streams.setup_stdout()
    streams.write_data("é 东\n")
    assert stream.buffer.getvalue() == b"\xe9 \\u4e1c\n"


def test_a_full_disk_is_an_output_error(monkeypatch):
    monkeypatch.setattr(sys, "stdout", Failing(FULL))
    with pytest.raises(OutputError, match=r"^the output could not be written: No space left on device$"):
        streams.write("x")


def test_a_closed_pipe_is_a_reader_that_is_gone(monkeypatch):
    monkeypatch.setattr(sys, "stdout", Failing(BrokenPipeError()))
    with pytest.raises(BrokenPipeError):
        streams.write("x")


def test_no_standard_output_is_said(monkeypatch):
    monkeypatch.setattr(sys, "stdout", None)
    with pytest.raises(OutputError, match="standard output is closed"):
        streams.write("x")


@pytest.mark.parametrize("stream", [None, Failing(FULL), Failing(ValueError("closed"))])
def test_a_complaint_that_cannot_be_made_is_not_another_failure(monkeypatch, stream):
    monkeypatch.setattr(sys, "stderr", stream)
    streams.print_error("x")


def test_a_complaint_is_one_line_without_control_characters(capsys):
    streams.print_error("a\x1b[31m\nb")
    assert capsys.readouterr().err == "gba: a\\x1b[31m b\n"


@pytest.mark.parametrize(
    ("stream", "code", "left"),
    [
        (io.StringIO(), 2, 2),
        (Failing(FULL), 0, 4),
        (Failing(BrokenPipeError()), 0, 0),
        (Failing(FULL), 130, 130),
        (None, 3, 3),
    ],
)
def test_what_is_left_to_flush_decides_the_exit_code(monkeypatch, stream, code, left):
    monkeypatch.setattr(sys, "stdout", stream)
    assert streams.flush_streams(code) == left


@pytest.mark.parametrize("failure", [None, KeyboardInterrupt()])
def test_the_program_leaves_with_its_exit_code(monkeypatch, capsys, failure):
    codes: list[int] = []
    monkeypatch.setattr(os, "_exit", codes.append)
    monkeypatch.setattr(program.gc, "disable", lambda: None)
    monkeypatch.setattr(sys, "argv", ["gba", "get", "csns", "status"])
    if failure:
        monkeypatch.setattr("gbacli.cli.app", lambda **_: (_ for _ in ()).throw(failure))
    program.main()
    assert codes == [130 if failure else 0]
    assert capsys.readouterr().out == ("" if failure else "operating\n")


class Terminal(io.StringIO):
    """A stream that says that it is a terminal."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("stream", "environ", "screen"),
    [
        (Terminal(), {}, Screen(width=80, colour="256", links=True, height=24)),
        (Terminal(), {"COLUMNS": "40"}, Screen(width=40, colour="256", links=True, height=24)),
        (Terminal(), {"COLUMNS": "3"}, Screen(width=3, colour="256", links=True, height=24)),
        (Terminal(), {"TERM": "dumb"}, Screen(width=80, height=24)),
        (Terminal(), {"TERM": "dumb", "FORCE_COLOR": "1"}, Screen(width=80, colour="256", height=24)),
        (Terminal(), {"NO_COLOR": "1", "FORCE_COLOR": "1"}, Screen(width=80, height=24)),
        (io.TextIOWrapper(io.BytesIO(), "utf-8"), {}, Screen(wraps=False)),
        (io.TextIOWrapper(io.BytesIO(), "utf-8"), {"FORCE_COLOR": "yes"}, Screen(wraps=False, colour="256")),
        (io.TextIOWrapper(io.BytesIO(), "latin-1"), {}, Screen(wraps=False, ascii_only=True)),
        (io.TextIOWrapper(io.BytesIO(), "utf-8"), {"COLUMNS": "40"}, Screen(width=40)),
        (None, {}, Screen(wraps=False, ascii_only=True)),
    ],
)
def test_what_a_stream_can_show(stream, environ, screen):
    assert screen_of(stream, environ) == screen


def test_a_closed_stream_is_no_terminal():
    stream = io.StringIO()
    stream.close()
    assert screen_of(stream, {}) == Screen(wraps=False, ascii_only=True)


def test_an_encoding_that_nobody_knows_carries_nothing():
    class Strange(io.StringIO):
        encoding = "no-such-encoding"

    assert not can_encode(Strange(), "a")
