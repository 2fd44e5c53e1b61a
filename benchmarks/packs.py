"""Generated facts: an overlay of any number of facilities, the same at every run."""

from pathlib import Path

from benchmarks.environments import work_folder

CITIES = (
    "dongguan",
    "hong-kong",
    "macao",
    "guangzhou",
    "shenzhen",
    "zhuhai",
    "foshan",
    "huizhou",
    "zhongshan",
    "jiangmen",
    "zhaoqing",
)
"""Taken in turn, so that a filter by one city lets one facility in eleven through."""
SOURCE = "seed-copy"
"""A built-in source: an overlay may refer to it."""
NAME = "Benchmark Laboratory"
FACILITY = """
[bench-{number:06d}]
name = "{name} {number:06d}"
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
  {{ status = "planned", date = "2015", source = "{source}", locator = "P4", note = "{note}" }},
  {{ status = "under-construction", date = "2018-03", source = "{source}", locator = "P7", note = "{note}" }},
  {{ status = "operating", date = "2021-08-23", source = "{source}", locator = "P9", note = "{note}" }},
]
"""
"""As long as the real ones are on average, with as many entries in its history."""
NOTE = "as report {number} of that year says, in a few words of our own"


def make_pack(size: int) -> Path:
    """Write `size` facilities into a folder for `--facts`, piece by piece (see `timing.run`), and return the file."""
    folder = work_folder(f"packs/{size}/facilities")
    path = folder / "pack.toml"
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write("# Made by benchmarks/packs.py.\n")
        for number in range(size):
            file.write(facility(number))
    return path


def facility(number: int) -> str:
    """Return one facility as TOML."""
    city = CITIES[number % len(CITIES)]
    return FACILITY.format(number=number, name=NAME, city=city, source=SOURCE, note=NOTE.format(number=number))
