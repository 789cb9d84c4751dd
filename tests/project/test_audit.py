"""The search for known vulnerabilities, with the real pip-audit and a vulnerability service on this machine."""

import asyncio
import json
import os
import sys
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer, unused_port

from tests.conftest import ROOT
from tests.project.audit import judge

REQUIREMENTS = f"idna==3.4 --hash=sha256:{'0' * 64}\nsegno==1.6.6 --hash=sha256:{'1' * 64}\n"
KNOWN = {
    "id": "PYSEC-2024-60",
    "published": "2024-04-11T00:00:00Z",
    "modified": "2024-04-11T00:00:00Z",
    "affected": [
        {
            "package": {"name": "idna", "ecosystem": "PyPI"},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "3.7"}]}],
        }
    ],
}
NOT_LOOKED_AT = "NOT LOOKED AT: known vulnerabilities in requirements.txt; the service cannot be asked"


@dataclass
class Service:
    """A vulnerability service: what it knows of idna, and the status of its answers."""

    url: str = ""
    known: tuple[object, ...] = ()
    status: int = 200

    async def answer(self, request: web.Request) -> web.Response:
        """Answer for one package."""
        package = json.loads(await request.text())["package"]["name"]
        return web.json_response({"vulns": self.known} if package == "idna" else {}, status=self.status)


@pytest.fixture
async def service() -> AsyncIterator[Service]:
    """A service at a port of this machine."""
    one = Service()
    application = web.Application()
    application.router.add_post("/v1/query", one.answer)
    async with TestServer(application) as server:
        one.url = str(server.make_url("/v1/query"))
        yield one


async def audited(folder: Path, *options: str, requirements: str = REQUIREMENTS, **environment: str) -> tuple[int, str]:
    """Look for vulnerabilities, and give the exit status and what stood on standard error."""
    (folder / "requirements.txt").write_text(requirements)
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "tests.project.audit", "requirements.txt", f"--cache-dir={folder}", "--timeout=5", *options),
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "HOME": str(folder), **environment},
        stderr=PIPE,
    )
    _, errors = await process.communicate()
    assert process.returncode is not None
    return process.returncode, errors.decode()


def osv(url: str) -> tuple[str, str]:
    """Say which service to ask."""
    return "--vulnerability-service=osv", f"--osv-url={url}"


async def test_where_nothing_is_known_all_is_well(service: Service, tmp_path: Path) -> None:
    assert await audited(tmp_path, *osv(service.url)) == (
        0,
        "requirements.txt: no known vulnerabilities in 2 packages\n",
    )


async def test_a_known_vulnerability_fails_with_the_way_out(service: Service, tmp_path: Path) -> None:
    service.known = (KNOWN,)
    assert await audited(tmp_path, *osv(service.url)) == (
        1,
        "requirements.txt has known vulnerabilities; run: make update\nidna 3.4: PYSEC-2024-60, fixed in 3.7\n",
    )


@pytest.mark.parametrize("status", [404, 429, 500, 503])
async def test_a_service_that_does_not_work_is_said_aloud_and_fails_nothing(
    service: Service, tmp_path: Path, status: int
) -> None:
    service.status = status
    code, errors = await audited(tmp_path, *osv(service.url))
    assert (code, errors.startswith(NOT_LOOKED_AT), errors.count("\n")) == (0, True, 1)


async def test_a_service_out_of_reach_is_said_aloud_and_fails_nothing(tmp_path: Path) -> None:
    code, errors = await audited(tmp_path, *osv(f"http://127.0.0.1:{unused_port()}/"))
    assert (code, errors.startswith(NOT_LOOKED_AT), errors.count("\n")) == (0, True, 1)


async def test_pypi_out_of_reach_is_said_aloud_and_fails_nothing(tmp_path: Path) -> None:
    code, errors = await audited(tmp_path, HTTPS_PROXY=f"http://127.0.0.1:{unused_port()}")
    assert (code, errors.startswith(NOT_LOOKED_AT), errors.count("\n")) == (0, True, 1)


async def test_a_lock_file_without_hashes_fails(service: Service, tmp_path: Path) -> None:
    code, errors = await audited(tmp_path, *osv(service.url), requirements="idna==3.4\n")
    assert (code, NOT_LOOKED_AT in errors, "hash" in errors) == (1, False, True)


async def test_a_lock_file_that_is_not_there_fails(service: Service, tmp_path: Path) -> None:
    code, errors = await audited(tmp_path, *osv(service.url), "--requirement=nowhere.txt")
    assert (code, NOT_LOOKED_AT in errors) == (1, False)


async def test_an_option_that_there_is_not_fails(tmp_path: Path) -> None:
    code, errors = await audited(tmp_path, "--nonsense")
    assert (code, NOT_LOOKED_AT in errors) == (1, False)


PARTLY: list[dict[str, Any]] = [
    {"name": "idna", "version": "3.4", "vulns": []},
    {"name": "segno", "skip_reason": "not found"},
]


def test_packages_that_the_service_does_not_know_are_said_aloud(capsys: pytest.CaptureFixture[str]) -> None:
    assert judge("requirements.txt", PARTLY) == 0
    assert capsys.readouterr().err == f"{NOT_LOOKED_AT} (it does not know 1 of 2 packages)\n"


def test_what_is_known_fails_although_other_packages_are_not(capsys: pytest.CaptureFixture[str]) -> None:
    vulnerable: dict[str, Any] = {
        "name": "idna",
        "version": "3.4",
        "vulns": [{"id": "PYSEC-2024-60", "fix_versions": []}],
    }
    assert judge("requirements.txt", [vulnerable, *PARTLY]) == 1
    assert capsys.readouterr().err.endswith("\nidna 3.4: PYSEC-2024-60, fixed in no version yet\n")


def test_it_is_part_of_the_check() -> None:
    check = (ROOT / "Makefile").read_text(encoding="utf-8").partition("\ncheck:")[2].partition("\n\n")[0]
    assert "-m tests.project.audit requirements.txt" in check
