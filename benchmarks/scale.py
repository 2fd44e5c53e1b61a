"""Generated overlays of any number of facilities, and what reads them."""

from pathlib import Path

from benchmarks.programs import WORK, command, environ
from benchmarks.timing import Command

CITIES = ("dongguan", "hong-kong", "macao", "guangzhou", "shenzhen", "zhuhai", "foshan", "huizhou", "zhongshan")
PARSE = "import sys, tomli; print(len(tomli.loads(open(sys.argv[1], 'rb').read().decode())))"
FACILITY = """
[bench-{number:06d}]
name = "Benchmark Laboratory {number:06d}"
name_zh_hans = "基准测试实验室{number:06d}号"
name_zh_hant = "基準測試實驗室{number:06d}號"
pinyin = "jizhun ceshi shiyanshi {number:06d} hao"
aliases = ["BML-{number:06d}", "Bench Lab No. {number:06d}"]
cities = ["{city}"]
site = "Songshan Lake Science City, North Area"
kind = "provincial laboratory"
field = "materials science, neutron scattering"
operator = "Institute of Generated Facts, Chinese Academy of Examples"
summary = "A made-up laboratory that exists only to be read by benchmark {number}. It is as long as the real ones."
note = "Nobody has disagreed about laboratory {number} so far, but a record of the usual length has such a note."
history = [
  {{ status = "planned", date = "2015", source = "seed-copy", locator = "P4", note = "{note}" }},
  {{ status = "under-construction", date = "2018-03", source = "seed-copy", locator = "P7", note = "{note}" }},
  {{ status = "operating", date = "2021-08-23", source = "seed-copy", locator = "P9", note = "{note}" }},
]
"""
"""As long as the real ones are on average. The source is a built-in one: an overlay may refer to it."""
NOTE = "as report {number} of that year says, in a few words of our own"


def make_pack(size: int) -> Path:
    """Write an overlay of `size` facilities and return its file.

    Written piece by piece: Linux counts the memory of the parent at the fork as the child's.
    """
    path = WORK / "packs" / str(size) / "facilities" / "pack.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for number in range(size):
            city = CITIES[number % len(CITIES)]
            file.write(FACILITY.format(number=number, city=city, note=NOTE.format(number=number)))
    return path


def readers(programs: Path, size: int) -> tuple[Command, Command]:
    """Return a question to `gba` about an overlay, and the program that only parses the same bytes."""
    pack = make_pack(size)
    question = f"gba --facts packs/{size} facilities --city Dongguan --json"
    ours = command(programs, question, "Benchmark Laboratory")._replace(label=f"`gba --facts`, {size:,} facilities")
    theirs = Command(
        "`tomli.loads`", [str(programs / "python"), "-c", PARSE, str(pack)], str(size), environ(), terminal=False
    )
    return ours, theirs
