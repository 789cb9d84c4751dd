"""The Procfile as it stands, as platforms run it: a port, a PostgreSQL, signals, and a disk that is thrown away."""

import asyncio
import os
import re
import shutil
import signal
import sys
import tomllib
from asyncio.subprocess import DEVNULL, PIPE, STDOUT, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest
from packaging.specifiers import SpecifierSet

from bot.simulator import Telegram, serve
from tests.conftest import ROOT
from tests.held import Held
from tests.processes import SECONDS, free_port, ready

SLUG = ("Procfile", "bot", "handlers", "content", "locales")
HONCHO_ON_SIGTERM = 143
"""Its own status, whatever its processes end with."""


class Platform:
    """What builds a folder, runs what the Procfile says in it, and throws it away."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self._folder = folder
        self.port = free_port()
        self._environment = {
            "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
            "HOME": str(folder),
            "PYTHONDONTWRITEBYTECODE": "1",
            "PORT": str(self.port),
            "WEBHOOK_URL": f"http://127.0.0.1:{self.port}/",
            **settings,
        }

    @asynccontextmanager
    async def disk(self, name: str) -> AsyncIterator[Path]:
        """Have the files of the bot in a folder, as long as the block lasts."""
        disk = self._folder / name
        disk.mkdir()
        for part in SLUG:
            copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copy
            copy(ROOT / part, disk / part)
        yield disk
        shutil.rmtree(disk)

    async def release(self, disk: Path) -> tuple[int | None, str]:
        """Run `release:`, and give its status with what it said."""
        started = await self._start(disk, "release")
        said, _ = await started.communicate()
        return started.returncode, said.decode()

    @asynccontextmanager
    async def web(self, disk: Path) -> AsyncIterator["Dyno"]:
        """Run `web:` until it listens."""
        started = await self._start(disk, "web")
        dyno = Dyno(started)
        try:
            await ready(self.port)
            yield dyno
        finally:
            with suppress(ProcessLookupError):
                started.terminate()
            await dyno.ended()

    async def _start(self, disk: Path, name: str) -> Process:
        command = [sys.executable, "-m", "honcho", "start", name]
        return await asyncio.create_subprocess_exec(
            *command, cwd=disk, env=self._environment, stdin=DEVNULL, stdout=PIPE, stderr=STDOUT
        )


class Dyno:
    """A honcho that runs."""

    def __init__(self, started: Process) -> None:
        self.started = started
        self._said = asyncio.create_task(started.communicate())

    async def ended(self) -> tuple[int | None, list[str]]:
        """Wait for its end; give its status, and those of what it ran."""
        async with asyncio.timeout(2 * SECONDS):
            said, _ = await asyncio.shield(self._said)
        return self.started.returncode, re.findall(r"web\.1 stopped \(rc=(-?\d+)\)", said.decode())


@asynccontextmanager
async def listening(socket: Path) -> AsyncIterator[int]:
    """Let a PostgreSQL that has a socket in a folder be reached at a port, as those of platforms are."""

    async def pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, here = await asyncio.open_unix_connection(socket)
        await asyncio.gather(_pass(reader, here), _pass(there, writer))

    server = await asyncio.start_server(pass_on, "127.0.0.1", 0)
    async with server:
        yield server.sockets[0].getsockname()[1]


async def _pass(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(ConnectionError):
        while piece := await reader.read(65536):
            writer.write(piece)
            await writer.drain()
    writer.close()


@pytest.fixture
async def platform_database(postgres_folder: Path, postgres_database: str) -> AsyncIterator[str]:
    """The address of an empty PostgreSQL, in the spelling of platforms."""
    async with listening(postgres_folder / ".s.PGSQL.5432") as port:
        yield f"postgres://postgres:needless@127.0.0.1:{port}/{postgres_database}"


@asynccontextmanager
async def deployed(telegram: Telegram, folder: Path, database: str) -> AsyncIterator[Platform]:
    """Have a Telegram that listens, and a platform on which the bot is set up."""
    async with telegram, serve(telegram, host="127.0.0.1", port=0) as server:
        yield Platform(folder, DATABASE_URL=database, TELEGRAM_BOT_TOKEN=telegram.token, TELEGRAM_API_URL=server.url)


def files(folder: Path) -> set[Path]:
    """Name everything in a folder."""
    return set(folder.rglob("*"))


async def test_the_procfile_runs_as_it_stands_and_nothing_that_matters_is_on_the_disk(
    tmp_path: Path, platform_database: str
) -> None:
    telegram = Telegram(allow_http_webhook=True)
    ana = telegram.person("Ana", language_code="es-MX")
    async with deployed(telegram, tmp_path, platform_database) as platform:
        async with platform.disk("first") as disk:
            before = files(tmp_path)
            assert "Brought the tables from nothing to" in _said(await platform.release(disk))
            async with platform.web(disk) as dyno:
                await ana.send("/start")
                await ana.press("🌐 English")
                await ana.send("/subscribe")
                dyno.started.send_signal(signal.SIGTERM)
                assert await dyno.ended() == (HONCHO_ON_SIGTERM, ["0"])
            assert files(tmp_path) == before
        written_meanwhile = asyncio.create_task(ana.send("/settings"))
        async with platform.disk("second") as disk:
            assert "The tables are up to date" in _said(await platform.release(disk))
            async with platform.web(disk):
                await written_meanwhile
    assert ana.last is not None
    assert ana.last.text.startswith("Settings")
    assert "Announcements: on" in ana.last.text


def _said(ended: tuple[int | None, str]) -> str:
    assert ended[0] == 0
    return ended[1]


async def test_a_dyno_that_is_stopped_finishes_what_it_has_begun(tmp_path: Path, platform_database: str) -> None:
    telegram = Held()
    ana = telegram.person("Ana", language_code="en")
    async with deployed(telegram, tmp_path, platform_database) as platform, platform.disk("slug") as disk:
        await platform.release(disk)
        async with platform.web(disk) as dyno, asyncio.TaskGroup() as doing:
            doing.create_task(ana.send("/start"))
            async with asyncio.timeout(SECONDS):
                await telegram.asked.wait()
            dyno.started.send_signal(signal.SIGTERM)
            telegram.let.set()
            assert await dyno.ended() == (HONCHO_ON_SIGTERM, ["0"])
    assert [message.by_bot for message in ana.messages] == [False, True]


def test_platforms_are_told_of_a_python_that_will_do() -> None:
    version = (ROOT / ".python-version").read_text(encoding="utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert re.fullmatch(r"3\.\d+\n", version)  # the newest of its patches
    assert f"{version.strip()}.0" in SpecifierSet(project["requires-python"])
