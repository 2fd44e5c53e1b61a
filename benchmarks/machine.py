"""What the figures were taken on: the machine and the versions."""

import os
import platform
from pathlib import Path

from benchmarks.environments import Environment, project_name

GBA_PACKAGES = ("typer", "rich", "tomli")
PEER_PACKAGES = ("norwegianblue", "pycountry", "countryinfo", "sqlite-utils", "yq")


def describe_machine(gba: Environment, peers: Environment | None) -> str:
    """Say in two sentences what the figures were taken on."""
    installed = gba.versions()
    names = [project_name(), *GBA_PACKAGES]
    versions = ", ".join(f"{name} {installed[name]}" for name in names)
    if peers is not None:
        theirs = peers.versions()
        versions += "; beside them " + ", ".join(f"{name} {theirs[name]}" for name in PEER_PACKAGES)
    hardware = f"{os.cpu_count()} x {processor()}, {memory()}"
    return f"Machine: {hardware}, {platform.system()}, Python {platform.python_version()}.\nVersions: {versions}."


def processor() -> str:
    """Return the name of the processor, as far as the system tells."""
    lines = read("/proc/cpuinfo")
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def memory() -> str:
    """Return the memory of the machine, as far as the system tells."""
    for line in read("/proc/meminfo"):
        if line.startswith("MemTotal:"):
            return f"{int(line.split()[1]) / 2**20:.0f} GiB"
    return "memory unknown"


def read(path: str) -> list[str]:
    """Return the lines of a file of the system; none where there is no such file."""
    try:
        return Path(path).read_text(encoding="utf-8").splitlines()
    except OSError:
        return []
