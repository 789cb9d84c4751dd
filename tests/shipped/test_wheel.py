"""The wheel runs from an empty folder, with all that it needs inside of it, and is the same wherever it is built."""

import asyncio
import hashlib
import json
import os
import re
import signal
import sqlite3
import sys
import tarfile
import zipfile
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from pathlib import Path

import aiohttp
import pytest

from bot import __version__
from bot.simulator import Telegram, serve
from bot.store.schema import HEAD
from tests.conftest import ROOT
from tests.processes import SECONDS, ended, free_port, program, ready
from tests.shipped.conftest import Built, Installed, carried_out, copied, left


@pytest.fixture
async def telegram() -> AsyncIterator[Telegram]:
    async with Telegram(allow_http_webhook=True) as telegram:
        yield telegram


# What is in it


def test_everything_of_the_bot_is_in_the_wheel_and_nothing_else(built: Built) -> None:
    shipped = {"content": "bot/shipped/content", "locales": "bot/shipped/locales"}
    wanted = {
        shipped.get(name, name) + file.removeprefix(name)
        for name in ("bot", "handlers", "content", "locales")
        for file in _files(ROOT, name)
    }
    with zipfile.ZipFile(built.wheel) as wheel:
        found = {file for file in wheel.namelist() if ".dist-info/" not in file}
    assert found == wanted


def test_what_is_not_ours_comes_with_its_licence(built: Built) -> None:
    with zipfile.ZipFile(built.wheel) as wheel:
        licences = {file.partition("/licenses/")[2] for file in wheel.namelist() if "/licenses/" in file}
    assert licences == {"LICENSE", "bot/simulator/bot_api.LICENSE"}


def test_the_sdist_holds_what_builds_the_wheel(built: Built) -> None:
    with tarfile.open(built.sdist) as sdist:
        names = {name.split("/")[1] for name in sdist.getnames()}
    assert names == {
        *("bot", "handlers", "content", "locales", "pyproject.toml", "requirements.txt", "PKG-INFO"),
        *("README.md", "CHANGELOG.md", "LICENSE", ".gitignore"),
    }


def test_both_are_named_by_the_version(built: Built) -> None:
    assert (built.wheel.name, built.sdist.name) == (
        f"ally_shoring_bot-{__version__}-py3-none-any.whl",
        f"ally_shoring_bot-{__version__}.tar.gz",
    )


def _files(root: Path, name: str) -> Iterator[str]:
    for file in (root / name).rglob("*"):
        if file.is_file() and "__pycache__" not in file.parts:
            yield file.relative_to(root).as_posix()


# The same everywhere


def test_another_clone_at_another_time_under_another_umask_is_built_to_the_same_bytes(
    built: Built, tmp_path: Path
) -> None:
    clone = copied(tmp_path / "another" / "place")
    (clone / "bot" / "__pycache__").mkdir()
    (clone / "bot" / "__pycache__" / "app.cpython-311.pyc").touch()
    for number, file in enumerate(sorted(clone.rglob("*"), reverse=True)):
        file.chmod(file.stat().st_mode & ~0o077)
        os.utime(file, (1_000_000_000 + number, 1_000_000_000 + number))
    carried_out(
        *(sys.executable, "-m", "build", "--no-isolation", "--sdist", "--wheel"),
        cwd=clone,
        umask=0o077,
        TZ="Pacific/Auckland",
        LANG="C",
    )
    assert [_digest(file) for file in (left(clone).sdist, left(clone).wheel)] == [
        _digest(built.sdist),
        _digest(built.wheel),
    ]


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


# Installed


def test_what_is_locked_is_all_that_it_needs(installed: Installed, tmp_path: Path) -> None:
    said = carried_out(sys.executable, "-m", "pip", "--python", installed.python, "check", cwd=tmp_path)
    assert said == "No broken requirements found.\n"


@pytest.mark.parametrize("by", ["command", "module"])
async def test_it_says_its_version(installed: Installed, tmp_path: Path, by: str) -> None:
    command = [installed.bot] if by == "command" else [installed.python, "-m", "bot"]
    assert await _said(tmp_path, *command, "--version") == f"ally-shoring-bot {__version__}\n"


async def test_it_finds_its_own_content_well(installed: Installed, tmp_path: Path) -> None:
    assert (await _said(tmp_path, installed.bot, "check")).startswith("All is well: ")


async def test_its_other_commands_have_what_they_open(installed: Installed, tmp_path: Path) -> None:
    assert await _said(tmp_path, installed.bot, "preview") == "Written to preview.html; open it in a browser.\n"
    assert (await _said(tmp_path, installed.bot, "qr", "--bot", "AllyBot", "--only", "sections")).startswith("Wrote ")
    assert await _said(tmp_path, installed.bot, "db", "upgrade") == f"Brought the tables from nothing to {HEAD}.\n"
    assert "Nothing was opened" in await _said(tmp_path, installed.bot, "stats", "--output", "chart.png")
    assert _names(tmp_path) == {"preview.html", "qr", "data", "chart.png"}


async def test_its_migrations_are_there(installed: Installed, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    with closing(sqlite3.connect(tmp_path / "data" / "bot.db")) as database:
        database.execute("CREATE TABLE somebodys (id INTEGER)")  # a file that is not new is not made, but migrated
    assert await _said(tmp_path, installed.bot, "db", "upgrade") == f"Brought the tables from nothing to {HEAD}.\n"


async def test_it_answers_from_an_empty_folder(telegram: Telegram, installed: Installed, tmp_path: Path) -> None:
    port = free_port()
    async with serve(telegram, host="127.0.0.1", port=0) as server:
        environment = {"TELEGRAM_BOT_TOKEN": telegram.token, "TELEGRAM_API_URL": server.url, "PORT": str(port)}
        async with program(tmp_path, environment, installed.bot, "run") as started:
            assert (await _started(started))["version"] == __version__
            ana = telegram.person("Ana", language_code="es-MX")
            await ana.send("/start")
            await ana.press("📄 Reportes")
            assert ana.last is not None
            assert ana.last.text.startswith("Reportes de Ally-Shoring")
            started.send_signal(signal.SIGTERM)
            assert (await ended(started))[0] == 0
    assert _names(tmp_path) == {"data"}


async def test_without_a_token_it_shows_the_page(installed: Installed, tmp_path: Path) -> None:
    port = free_port()
    async with program(tmp_path, {"PORT": str(port)}, installed.bot, "run"), aiohttp.ClientSession() as session:
        await ready(port, "/")
        async with session.get(f"http://127.0.0.1:{port}/") as answer:
            opened = re.findall(r'(?:src|href)="(page/[^"]+)"', await answer.text())
        assert {Path(name).suffix for name in opened} == {".css", ".js"}
        for name in opened:
            async with session.get(f"http://127.0.0.1:{port}/{name}") as answer:
                assert answer.status == 200


async def _started(process: Process) -> dict[str, str]:
    """Give what a bot says of itself when it is ready."""
    assert process.stderr is not None
    async with asyncio.timeout(SECONDS):
        while line := await process.stderr.readline():
            entry: dict[str, str] = json.loads(line)
            if entry["event"] == "the bot is ready":
                return entry
    raise AssertionError("it ended before it was ready")


def _names(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir()}


async def _said(folder: Path, *command: str) -> str:
    async with program(folder, {}, *command) as started:
        output, errors = await started.communicate()
    assert started.returncode == 0, errors.decode()
    return output.decode()
