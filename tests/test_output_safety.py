"""Slow readers, readers that leave, full disks, and pictures that are whole or not there."""

import os
import resource
import shutil
import signal
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow

PROGRAM = [sys.executable, "-m", "gbacli"]
ANSWERS = [
    "facilities",
    "stats --history --json",
    "stats --history --format=csv",
    "get csns history",
    "check",
    "--help",
]
"""One answer of each way of writing, short and longer than a pipe holds."""
LONG = ("stats", "--history", "--json")
"""An answer longer than a pipe holds."""


@pytest.fixture(params=["", "1"], ids=["buffered", "unbuffered"])
def unbuffered(request, monkeypatch):
    """Run the test with and without PYTHONUNBUFFERED."""
    monkeypatch.setenv("PYTHONUNBUFFERED", request.param)


def finished(*arguments: str | bytes, **options: Any) -> "subprocess.CompletedProcess[bytes]":
    options = {"stdout": subprocess.PIPE, **options}
    return subprocess.run(
        [*PROGRAM, *arguments], stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, timeout=60, check=False, **options
    )


def room_for(size: int) -> Callable[[], None]:
    """Give a child process a disk with room for files of `size` bytes. (Python ignores the signal, and sees EFBIG.)"""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


# --- standard output ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("answer", ANSWERS)
def test_on_a_full_disk_the_exit_code_says_so(answer, tmp_path):
    with open(tmp_path / "out", "wb") as out:
        done = finished(*answer.split(), stdout=out, preexec_fn=room_for(10))
    assert (done.returncode, done.stderr) == (4, b"gba: the output could not be written: File too large\n")


@pytest.mark.usefixtures("unbuffered")
@pytest.mark.parametrize("size", [0, 1, 4095, 4096, 4097, 8192, 20_000])
@pytest.mark.parametrize("answer", ["stats --history --json", "facilities", "--help"])
def test_wherever_the_disk_is_full_the_exit_code_says_so(answer, size, tmp_path):
    with open(tmp_path / "out", "wb") as out:
        done = finished(*answer.split(), stdout=out, preexec_fn=room_for(size))
    whole = finished(*answer.split()).stdout
    written = (tmp_path / "out").read_bytes()
    assert whole.startswith(written)
    assert (done.returncode, written == whole) in [(4, False), (0, True)]
    assert (done.returncode == 0) == (done.stderr == b"")


@pytest.mark.parametrize("count", [0, 1, 100, 5000, 65_536, 70_000])
@pytest.mark.parametrize(
    "answer", ["facilities", "stats --history --json", "facilities --format=csv", "sources --cite=text"]
)
def test_wherever_the_reader_leaves_it_is_silent(answer, count):
    with subprocess.Popen([*PROGRAM, *answer.split()], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as program:
        assert program.stdout is not None
        assert program.stderr is not None
        os.read(program.stdout.fileno(), 1) if count == 1 else program.stdout.read(count)
        program.stdout.close()
        assert (program.wait(30), program.stderr.read()) == (0, b"")


@pytest.mark.parametrize("answer", ANSWERS)
def test_a_reader_that_never_reads_is_met_with_silence_by_every_command(answer):
    end, start = os.pipe()
    os.close(end)
    done = finished(*answer.split(), stdout=start)
    os.close(start)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.usefixtures("unbuffered")
def test_a_pipe_that_does_not_wait_gets_all_or_the_exit_code_says_so():
    whole = finished(*LONG).stdout
    end, start = os.pipe()
    os.set_blocking(start, False)
    with subprocess.Popen([*PROGRAM, *LONG], stdout=start, stderr=subprocess.PIPE) as program:
        os.close(start)
        time.sleep(0.6)
        with open(end, "rb") as reader:
            got = reader.read()
        assert program.stderr is not None
        said, code = program.stderr.read(), program.wait(30)
    assert (code == 0 and got == whole and not said) or (
        code == 4 and said.startswith(b"gba: ") and said.count(b"\n") == 1
    )


def test_a_trickle_gets_every_byte():
    whole = finished("facilities", "--json").stdout
    with subprocess.Popen([*PROGRAM, "facilities", "--json"], stdout=subprocess.PIPE) as program:
        assert program.stdout is not None
        got = b""
        while piece := os.read(program.stdout.fileno(), 997):
            got += piece
            time.sleep(0.001)
        assert (program.wait(10), got) == (0, whole)


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "gbk", "big5", "shift_jis", "cp437", "cp1252", "utf-16"])
@pytest.mark.parametrize("answer", ["sources --json", "cities --help", "show zhuhai --json", "compare --all"])
def test_an_output_that_lacks_letters_gets_them_escaped_and_data_is_utf_8(answer, encoding):
    if (answer, encoding) == ("cities --help", "ascii"):
        pytest.skip("Click takes ASCII for a mistake, and writes its help in UTF-8")
    done = finished(*answer.split(), env={**os.environ, "PYTHONIOENCODING": encoding})
    assert (done.returncode, done.stderr) == (0, b"")
    if "--json" in answer:
        assert done.stdout == finished(*answer.split()).stdout
    else:
        done.stdout.decode(encoding)


# --- pictures ----------------------------------------------------------------------------------------------------------


def picture(path: Path) -> None:
    assert ET.parse(path).getroot().tag.endswith("svg")


def leavings(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.name.endswith(".part")]


def draw(*arguments: str, cwd: Path, **options: Any) -> "subprocess.CompletedProcess[bytes]":
    done = finished("cities", *arguments, cwd=cwd, **options)
    assert not leavings(cwd)
    if done.returncode == 4:
        assert done.stderr.startswith(b"gba: ")
        assert done.stderr.count(b"\n") == 1
        assert not done.stdout
    return done


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("folder", "Is a directory"),
        ("", "No such file or directory"),
        ("missing/a.svg", "No such file or directory"),
        ("/dev/full", "No space left on device"),
        ("x" * 300, "File name too long"),
        ("old.svg/a.svg", "Not a directory"),
        ("loop.svg", "Too many levels of symbolic links"),
    ],
)
def test_a_picture_that_cannot_be_written_is_exit_code_4_and_no_answer(name, reason, tmp_path):
    (tmp_path / "folder").mkdir()
    (tmp_path / "old.svg").write_text("old")
    os.symlink("loop.svg", tmp_path / "loop.svg")
    before = sorted(tmp_path.rglob("*"))

    done = draw("--svg", name, cwd=tmp_path)

    assert done.returncode == 4
    assert done.stderr.decode().endswith(f"could not be written: {reason}\n")
    assert sorted(tmp_path.rglob("*")) == before
    assert (tmp_path / "old.svg").read_text() == "old"
    assert os.readlink(tmp_path / "loop.svg") == "loop.svg"


@pytest.mark.parametrize("size", [0, 1, 4096, 20_000])
def test_a_picture_that_does_not_fit_the_disk_leaves_what_was_there(size, tmp_path):
    (tmp_path / "old.svg").write_text("old")
    for name in ("old.svg", "new.svg"):
        assert draw("--svg", name, cwd=tmp_path, preexec_fn=room_for(size)).returncode == 4
    assert (tmp_path / "old.svg").read_text() == "old"
    assert not (tmp_path / "new.svg").exists()


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="there is no folder that nobody may write to")
def test_a_folder_that_may_not_be_written_to_is_left_alone(tmp_path):
    # /proc takes no new files, not even of root.
    done = draw("--svg", "/proc/picture.svg", cwd=tmp_path)
    assert done.returncode == 4
    assert b"/proc/picture.svg could not be written" in done.stderr


def test_a_picture_replaces_an_old_one_and_keeps_its_permissions(tmp_path):
    (tmp_path / "a.svg").write_text("old")
    (tmp_path / "a.svg").chmod(0o600)
    assert draw("--svg", "a.svg", cwd=tmp_path).returncode == 0
    picture(tmp_path / "a.svg")
    assert (tmp_path / "a.svg").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("there", [True, False])
def test_a_link_stays_a_link_to_the_picture(there, tmp_path):
    if there:
        (tmp_path / "a.svg").write_text("old")
    os.symlink("a.svg", tmp_path / "link.svg")
    assert draw("--svg", "link.svg", cwd=tmp_path).returncode == 0
    assert os.readlink(tmp_path / "link.svg") == "a.svg"
    picture(tmp_path / "a.svg")


def test_a_name_as_long_as_the_disk_allows_will_do(tmp_path):
    name = "x" * 251 + ".svg"
    assert draw("--svg", name, cwd=tmp_path).returncode == 0
    picture(tmp_path / name)


@pytest.mark.skipif(shutil.which("bash") is None, reason="process substitution is bash's")
def test_a_pipe_that_is_read_gets_the_whole_picture(tmp_path):
    line = f"{sys.executable} -m gbacli cities --svg >(cat > a.svg; touch done) > answer"
    subprocess.run(["bash", "-c", line], cwd=tmp_path, check=True, timeout=60)
    for _ in range(100):
        if (tmp_path / "done").exists():
            break
        time.sleep(0.05)
    picture(tmp_path / "a.svg")
    assert (tmp_path / "answer").read_bytes() == finished("cities").stdout


def test_a_title_of_any_words_keeps_the_picture_whole(tmp_path):
    words = ["\x1b[31m", "\x07", "<b>&]]>", "a\nb", "\ufdd0"]
    done = finished("facilities", *words, "--svg", "a.svg", cwd=tmp_path)
    assert done.returncode == 0
    picture(tmp_path / "a.svg")
    done = finished(b"facilities", b"\xff\xfe", b"--svg", b"b\xff.svg", cwd=tmp_path)
    assert done.returncode == 0
    picture(Path(os.fsdecode(bytes(tmp_path) + b"/b\xff.svg")))


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_killed_at_any_time_it_leaves_a_whole_picture_or_none(sent, tmp_path):
    start = "import os; os.write(1, b'!'); from gbacli.__main__ import main; main()"
    for delay in (0.02, 0.05, 0.1, 0.15, 0.2, 0.3):
        with subprocess.Popen(
            [sys.executable, "-c", start, "facilities", "--svg", "a.svg"],
            cwd=tmp_path,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        ) as program:
            assert program.stdout is not None
            assert program.stdout.read(1) == b"!"  # a signal before that is Python's own affair: exit code 1
            time.sleep(delay)
            program.send_signal(sent)
            assert program.wait(30) in (0, 130, -sent)
        if (tmp_path / "a.svg").exists():
            picture(tmp_path / "a.svg")
        assert sent != signal.SIGINT or not leavings(tmp_path)
