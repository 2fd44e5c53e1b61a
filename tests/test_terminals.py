"""Real terminals, pipes and disks: what only a process shows."""

import fcntl
import os
import pty
import re
import signal
import struct
import subprocess
import sys
import termios
import time

import pytest
from rich.cells import cell_len

pytestmark = pytest.mark.slow

ESCAPE = "\x1b"
NUMBERS = re.compile(r"\d{1,3}(?:,\d{3})+")


def on_terminal(*arguments: str, columns: int = 80, env: dict[str, str] | None = None) -> str:
    """Run the program on a terminal of its own and give what it showed there."""
    parent, child = pty.openpty()
    fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    environ = {**os.environ, "TERM": "xterm-256color", **(env or {})}
    program = subprocess.Popen(
        [sys.executable, "-m", "gbacli", *arguments], stdout=child, stderr=child, stdin=child, env=environ
    )
    os.close(child)
    shown = b""
    while True:
        try:
            piece = os.read(parent, 65536)
        except OSError:
            break
        if not piece:
            break
        shown += piece
    os.close(parent)
    assert program.wait(30) == 0
    return shown.decode().replace("\r\n", "\n")


def plain(text: str) -> str:
    text = re.sub(r"\x1b\]8;[^\x1b]*\x1b\\", "", text)
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


@pytest.mark.parametrize("columns", [40, 60, 80, 120, 200])
@pytest.mark.parametrize(
    "command",
    [["facilities"], ["cities"], ["stats"], ["stats", "--city", "Shenzhen"], ["compare", "Shenzhen", "Dongguan"],
     ["facilities", "--timeline", "--city", "Huizhou"], ["show", "csns"], ["sources", "--limit", "5"]],
    ids=" ".join,
)  # fmt: skip
def test_a_terminal_of_any_width_is_not_overrun_and_numbers_are_whole(command, columns, process):
    shown = plain(on_terminal(*command, columns=columns))
    whole = process(*command).stdout.decode()
    for line in shown.splitlines():
        assert cell_len(line) <= columns or max(map(cell_len, line.split())) > columns - 8, line
    assert set(NUMBERS.findall(shown)) <= set(NUMBERS.findall(whole))


def test_a_terminal_gets_colour_and_links_a_pipe_gets_neither(process):
    assert ESCAPE + "[" in on_terminal("facilities", "--city", "Dongguan")
    assert ESCAPE + "]8;" in on_terminal("show", "csns", columns=100)
    for command in (["facilities", "--city", "Dongguan"], ["show", "csns"], ["cities"]):
        assert ESCAPE.encode() not in process(*command).stdout


@pytest.mark.parametrize(
    ("env", "coloured"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"NO_COLOR": ""}, True), ({"TERM": "dumb"}, False),
     ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, False), ({"FORCE_COLOR": "0"}, True)],
)  # fmt: skip
def test_colour_on_a_terminal(env, coloured):
    shown = on_terminal("cities", "Macao", env=env)
    assert (ESCAPE + "[" in shown) is coloured
    if not coloured:
        assert ESCAPE not in shown


@pytest.mark.parametrize(("value", "coloured"), [("1", True), ("0", False), ("", False), ("true", True)])
def test_colour_in_a_pipe_only_when_forced(value, coloured, process):
    out = process("cities", "Macao", env={"FORCE_COLOR": value}).stdout
    assert (b"\x1b[" in out) is coloured
    assert b"\x1b]8" not in out


def test_forced_colour_on_a_dumb_terminal_keeps_the_width(process):
    plain_out = process("facilities", "--city", "Dongguan").stdout.decode()
    forced = process("facilities", "--city", "Dongguan", env={"FORCE_COLOR": "1", "TERM": "dumb"}).stdout.decode()
    assert plain(forced) == plain_out


def test_columns_sets_the_width(process):
    for line in process("stats", env={"COLUMNS": "40"}).stdout.decode().splitlines():
        assert cell_len(line) <= 40 or max(map(cell_len, line.split())) > 30


@pytest.mark.parametrize("value", ["", "0", "-5", "wide", "999999999999", "4０"])
def test_columns_that_are_no_width_are_passed_over(value, process):
    assert process("cities", env={"COLUMNS": value}).stdout == process("cities").stdout


@pytest.mark.parametrize(
    "command",
    [["facilities"], ["cities"], ["stats"]],
    ids=" ".join,
)
def test_an_ascii_output_gets_ascii_and_nothing_breaks(command, process):
    done = process(*command, env={"PYTHONIOENCODING": "ascii", "LC_ALL": "C"})
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.isascii()


@pytest.mark.parametrize("locale", ["C", "POSIX", "en_US.UTF-8", "nonsense"])
def test_any_locale_will_do(locale, process):
    done = process("cities", env={"LC_ALL": locale, "LANG": locale})
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize(
    "command",
    [["facilities"], ["cities"], ["stats", "--history", "--json"], ["--help"], ["facilities", "--help"], ["--version"]],
    ids=" ".join,
)
def test_a_full_disk_is_exit_code_4_and_one_line(command, process):
    with open("/dev/full", "wb") as full:
        done = process(*command, stdout=full)
    assert done.returncode == 4
    assert done.stderr.decode() == "gba: the output could not be written: No space left on device\n"


@pytest.mark.parametrize("command", ["facilities", "cities", "stats --history --json", "--help", "show csns"])
def test_a_closed_pipe_is_silent(command):
    line = f"{sys.executable} -m gbacli {command} | head -c 1 >/dev/null; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, timeout=60)
    assert (done.stdout, done.stderr) == ("0\n", "")


def test_a_reader_that_was_never_there_is_silent(process):
    end, start = os.pipe()
    os.close(end)
    done = process("facilities", "--json", stdout=start)
    os.close(start)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize(("closing", "code"), [(">&-", 4), ("2>&-", 0), ("<&-", 0), (">&- 2>&- <&-", 4)])
def test_closed_streams(closing, code):
    done = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m gbacli cities --json {closing}"],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == code
    assert "Traceback" not in done.stderr


def test_a_slow_reader_gets_every_byte(process):
    whole = process("stats", "--history", "--json").stdout
    command = [sys.executable, "-m", "gbacli", "stats", "--history", "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as slow:
        assert slow.stdout is not None
        time.sleep(0.5)
        assert slow.stdout.read() == whole
        assert slow.wait(10) == 0
    assert len(whole) > 65536  # more than a pipe holds: it did have to wait


def _obey_control_c():
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_control_c_is_130_and_silent():
    command = [sys.executable, "-m", "gbacli", "stats", "--history", "--json"]
    pipe = subprocess.PIPE
    # A shell lets what it starts in the background ignore Ctrl-C, and the suite may be such a job.
    with subprocess.Popen(command, stdout=pipe, stderr=pipe, preexec_fn=_obey_control_c) as stuck:
        assert stuck.stdout is not None
        assert stuck.stderr is not None
        assert stuck.stdout.read(1) == b"["  # it writes, and nobody reads on: the pipe is full
        time.sleep(0.2)
        stuck.send_signal(signal.SIGINT)
        assert stuck.wait(10) == 130
        assert stuck.stderr.read() == b""
