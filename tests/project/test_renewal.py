"""`make lock` and `make update` do what they say, with an index that only pip's own configuration knows."""

import asyncio
import base64
import hashlib
import io
import shutil
import subprocess
import sys
import zipfile
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from tests.conftest import ROOT
from tests.project import locks

VERSIONS = ("1.0", "1.1", "2.0", "3.0")
PASSWORD = "hunter2"
PROJECT = """\
[build-system]
requires = ["tiny<3"]
build-backend = "tiny"
[project]
name = "ours"
dynamic = ["version"]
dependencies = ["tiny>=%s,<3"]
[project.optional-dependencies]
dev = ["tiny"]
"""
NPM = '{"packages": {"": {}}}\n'


def wheel(version: str) -> bytes:
    """Make the wheel of a package with nothing in it."""
    written = io.BytesIO()
    folder = f"tiny-{version}.dist-info"
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr(f"{folder}/METADATA", f"Metadata-Version: 2.1\nName: tiny\nVersion: {version}\n")
        archive.writestr(f"{folder}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr(f"{folder}/RECORD", "")
    return written.getvalue()


WHEELS = {f"tiny-{version}-py3-none-any.whl": wheel(version) for version in VERSIONS}


async def answer(request: web.Request) -> web.Response:
    """Answer as a package index does, to whoever has the password."""
    if request.headers.get("Authorization") != "Basic " + base64.b64encode(f"me:{PASSWORD}".encode()).decode():
        return web.Response(status=401)
    name = request.path.rpartition("/")[2]
    if name in WHEELS:
        return web.Response(body=WHEELS[name])
    links = [
        f'<a href="/{one}#sha256={hashlib.sha256(content).hexdigest()}">{one}</a>' for one, content in WHEELS.items()
    ]
    return web.Response(text="\n".join(links), content_type="text/html")


@pytest.fixture
async def project(tmp_path: Path) -> AsyncIterator[Path]:
    """A project that has tiny 1.0 locked, in a folder in which nothing else knows of the index."""
    application = web.Application()
    application.router.add_get("/{path:.*}", answer)
    async with TestServer(application) as server:
        _write(tmp_path, str(server.make_url("/simple")).replace("://", f"://me:{PASSWORD}@"))
        yield tmp_path


def _write(folder: Path, index: str) -> None:
    locked = f"tiny==1.0 --hash=sha256:{hashlib.sha256(WHEELS['tiny-1.0-py3-none-any.whl']).hexdigest()}\n"
    (folder / "benchmarks/peers").mkdir(parents=True)
    for file in locks.FILES:
        (folder / file).write_text(NPM if file.endswith(".json") else locked)
    (folder / "benchmarks/peers/requirements.in").write_text("tiny<3\n")
    (folder / "pyproject.toml").write_text(PROJECT % "1.0")
    (folder / "pip.conf").write_text(
        f"[global]\nindex-url = {index}\nextra-index-url =\nfind-links =\n"  # and not what this machine has besides
    )
    shutil.copy(ROOT / "Makefile", folder)
    for command in (["init", "-q"], ["add", "."], ["-c", "user.name=x", "-c", "user.email=x", "commit", "-qm", "x"]):
        subprocess.run(["git", *command], cwd=folder, check=True)
    (folder / "tools").mkdir()  # all that there is on this machine: no npm
    (folder / "tools" / "git").symlink_to(str(shutil.which("git")))


async def made(folder: Path, target: str) -> list[str]:
    """Make a target, and give what is said."""
    process = await asyncio.create_subprocess_exec(
        *(str(shutil.which("make")), "-o", f"{sys.prefix}/dev.stamp", f"VENV={sys.prefix}", target),
        cwd=folder,
        env={
            "PATH": str(folder / "tools"),
            "PYTHONPATH": str(ROOT),
            "HOME": str(folder),
            "PIP_CONFIG_FILE": str(folder / "pip.conf"),
        },
        stdout=PIPE,
        stderr=PIPE,
    )
    output, errors = await process.communicate()
    assert process.returncode == 0, errors.decode()
    return [" ".join(line.replace("│", " ").split()) for line in output.decode().splitlines()]


def versions(folder: Path) -> list[str]:
    """Give the versions that are locked."""
    return [str(locks.read(file, (folder / file).read_text())["tiny"].version) for file in locks.FILES[:3]]


async def test_an_update_takes_the_newest_that_is_allowed_and_says_so(project: Path) -> None:
    said = await made(project, "update")
    assert versions(project) == ["2.0"] * 3
    assert "tiny 1.0 2.0 MAJOR running" in said
    assert "HELD BACK: tiny 3.0 is there, pyproject.toml says <3,>=1.0" in said


async def test_each_command_that_an_update_runs_is_said(project: Path) -> None:
    said = await made(project, "update")
    assert len([line for line in said if line.startswith(f"{sys.prefix}/bin/pip-compile")]) == 3
    assert "benchmarks/peers/package-lock.json stays as it is: npm is not here" in said


async def test_carrying_over_a_change_leaves_all_else_as_it_is(project: Path) -> None:
    said = await made(project, "lock")
    assert versions(project) == ["1.0"] * 3
    assert "The lock files name the same versions as those of the last commit." in said


async def test_what_pyproject_asks_for_is_carried_over(project: Path) -> None:
    (project / "pyproject.toml").write_text(PROJECT % "1.1")
    said = await made(project, "lock")
    assert versions(project) == ["2.0", "2.0", "1.0"]
    assert "tiny 1.0 2.0 MAJOR running" in said


async def test_neither_the_address_of_the_index_nor_its_password_gets_into_a_lock_file(project: Path) -> None:
    await made(project, "update")
    text = "".join((project / file).read_text() for file in locks.FILES)
    assert [hidden for hidden in ("://", PASSWORD, "127.0.0.1") if hidden in text] == []
