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
aliases = ["BML-{number:06d}", "Bench Lab No. {number:06d}"]
cities = ["{city}"]
site = "Songshan Lake Science City, North Area"
kind = "provincial laboratory"
field = "materials science, neutron scattering"
operator = "Institute of Generated Facts, Chinese Academy of Examples"
summary = "A made-up laboratory that exists only to be read by the benchmark. It is as long as the real ones are."
history = [
  {{ status = "planned", date = "2015", source = "{source}", locator = "P4", note = "in the plan of the province" }},
  {{ status = "under-construction", date = "2018-03", source = "{source}", locator = "P7, second sentence" }},
  {{ status = "operating", date = "2021-08-23", source = "{source}", locator = "P9", note = "passed acceptance" }},
]
"""


def make_pack(size: int) -> Path:
    """The file of a folder for `--facts` that holds `size` facilities. Written piece by piece: see `timing.run`."""
    folder = work_folder(f"packs/{size}/facilities")
    path = folder / "pack.toml"
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write("# Made by benchmarks/packs.py.\n")
        for number in range(size):
            file.write(facility(number))
    return path


def facility(number: int) -> str:
    """One facility as TOML."""
    return FACILITY.format(number=number, name=NAME, city=CITIES[number % len(CITIES)], source=SOURCE)
