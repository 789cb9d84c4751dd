"""Lock files as values: which version of what, and the hashes by which it is recognized."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from packaging.utils import canonicalize_name
from packaging.version import Version

FILES = (
    "requirements.txt",
    "requirements-dev.txt",
    "benchmarks/peers/requirements.txt",
    "benchmarks/peers/package-lock.json",
)


@dataclass(frozen=True, slots=True)
class Locked:
    """One package of a lock file."""

    version: Version
    hashes: tuple[str, ...]


def read(file: str, text: str) -> Mapping[str, Locked]:
    """Read a lock file of pip or of npm, by the names of the packages."""
    return dict(_npm(text) if file.endswith(".json") else _pip(text))


def _pip(text: str) -> list[tuple[str, Locked]]:
    lines = re.sub(r"\\\n", " ", re.sub(r"(?m)^\s*#.*\n?", "", text)).splitlines()
    return [_line(line) for line in lines if line.strip()]


def _line(line: str) -> tuple[str, Locked]:
    found = re.match(r"([\w.-]+)(?:\[[\w,-]+\])?==([^\s;]+)", line)
    if found is None:
        raise ValueError(f"locks no version: {line}")
    name, version = found.groups()
    return canonicalize_name(name), Locked(Version(version), tuple(re.findall(r"--hash=(\S+)", line)))


def _npm(text: str) -> list[tuple[str, Locked]]:
    packages = json.loads(text)["packages"].items()
    return [
        (path.rpartition("node_modules/")[2], Locked(Version(entry["version"]), (entry["integrity"],)))
        for path, entry in packages
        if path
    ]
