"""The lock files fit what pyproject.toml asks for, name a hash for each package, and no address."""

import tomllib
from collections.abc import Iterable, Mapping

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.conftest import ROOT
from tests.project import held, locks

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
TEXTS = {file: (ROOT / file).read_text(encoding="utf-8") for file in locks.FILES}
RUNNING, DEVELOPING, PEERS, NPM = (locks.read(file, text) for file, text in TEXTS.items())


def unmet(wanted: Iterable[Requirement], locked: Mapping[str, locks.Locked]) -> list[str]:
    """Give what is not locked, or in a version that is not asked for."""
    return [
        str(one)
        for one in wanted
        if (found := locked.get(canonicalize_name(one.name))) is None or found.version not in one.specifier
    ]


def test_what_the_bot_needs_is_locked_in_a_version_that_it_takes() -> None:
    assert unmet(map(Requirement, PROJECT["project"]["dependencies"]), RUNNING) == []


def test_what_developing_and_building_need_is_locked_in_a_version_that_they_take() -> None:
    assert unmet(held.requirements(PROJECT), DEVELOPING) == []


def test_the_bots_to_compare_with_are_locked_in_a_version_that_they_take() -> None:
    wanted = (ROOT / "benchmarks/peers/requirements.in").read_text(encoding="utf-8").split()
    assert unmet(map(Requirement, wanted), PEERS) == []


def test_what_runs_is_what_is_tested() -> None:
    assert {name: DEVELOPING.get(name) for name in RUNNING} == RUNNING


@pytest.mark.parametrize("file", locks.FILES)
def test_every_package_has_hashes(file: str) -> None:
    locked = locks.read(file, TEXTS[file])
    assert locked
    kinds = ("sha256:", "sha512-")
    assert [
        name for name, one in locked.items() if not one.hashes or not all(h.startswith(kinds) for h in one.hashes)
    ] == []


@pytest.mark.parametrize("file", locks.FILES)
def test_no_address_is_in_it(file: str) -> None:
    assert [line for line in TEXTS[file].splitlines() if "://" in line] == []


@pytest.mark.parametrize("line", ["segno>=1 --hash=sha256:00", "--index-url x", "./segno.whl"])
def test_a_line_that_locks_no_version_is_not_passed_over(line: str) -> None:
    with pytest.raises(ValueError, match=f"locks no version: {line}"):
        locks.read("requirements.txt", line)
