"""What systemd does with the bot's unit and with nginx, as far as docs/deploy.md asks for it."""

import asyncio
import os
import signal
from asyncio.subprocess import DEVNULL, Process
from collections.abc import Mapping
from configparser import RawConfigParser
from contextlib import suppress
from pathlib import Path

from dotenv import dotenv_values

from tests.processes import SECONDS


class Systemd:
    """Starts and stops what the units below a folder say, and nginx as it is configured there."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._running: dict[str, Process] = {}

    async def obey(self, line: str) -> None:
        """Carry out a line that begins with systemctl."""
        match line.split()[1:]:
            case ["daemon-reload"] | ["status", "--no-pager", _]:
                pass
            case ["reload", "nginx"]:
                await self._reload_nginx()
            case ["enable", "--now", unit] | ["start", unit]:
                await self._start(unit)
            case ["stop", unit]:
                await self._stop(unit)
            case ["restart", unit]:
                await self._stop(unit)
                await self._start(unit)
            case other:
                raise AssertionError(f"a new wish: {other}")

    async def close(self) -> None:
        """Stop everything."""
        for unit in list(self._running):
            await self._stop(unit)

    async def _start(self, unit: str) -> None:
        parser = RawConfigParser(strict=False)
        parser.optionxform = str  # type: ignore[assignment,method-assign]  # names of settings keep their capitals
        parser.read(self._root / "etc/systemd/system" / f"{unit}.service", encoding="utf-8")
        service = parser["Service"]
        (self._root / "var/lib" / service["StateDirectory"]).mkdir(mode=0o700, exist_ok=True)
        values = dotenv_values(service["EnvironmentFile"], interpolate=False)
        environment = {name: value for name, value in values.items() if value}
        await self._run(unit, service["ExecStart"].split(), service["WorkingDirectory"], environment)

    async def _reload_nginx(self) -> None:
        if "nginx" in self._running:
            self._running["nginx"].send_signal(signal.SIGHUP)
        else:
            await self._run(
                "nginx", ["nginx", "-c", str(self._root / "etc/nginx/nginx.conf"), "-g", "daemon off;"], "/", os.environ
            )

    async def _run(self, name: str, command: list[str], folder: str, environment: Mapping[str, str]) -> None:
        path = f"{os.environ['PATH']}{os.pathsep}/usr/sbin"
        with self._log(name).open("ab") as log:
            self._running[name] = await asyncio.create_subprocess_exec(
                *command, cwd=folder, env={**environment, "PATH": path}, stdin=DEVNULL, stdout=log, stderr=log
            )

    async def _stop(self, name: str) -> None:
        """Stop one that runs; the bot has to end well."""
        process = self._running.pop(name)
        with suppress(ProcessLookupError):
            process.terminate()
        async with asyncio.timeout(SECONDS):
            assert await process.wait() == 0, self._log(name).read_text(encoding="utf-8")

    def _log(self, name: str) -> Path:
        return self._root / "var/log" / name
