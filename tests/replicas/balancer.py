"""What stands before several processes of the bot: a load balancer, and an operator who starts and ends them."""

import asyncio
from asyncio.subprocess import Process
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Self

import aiohttp

from bot.simulator import Reply, serve
from bot.simulator.posting import HttpLine
from bot.simulator.state import Json
from tests.processes import ended, free_port, process, ready
from tests.watching import Told, Watched, Wire, complaints, told

Environment = Mapping[str, str]
COUNT = 3
PUBLIC = "http://127.0.0.1:9"
"""The address that the bot is told; only the balancer is behind it."""
A_MOMENT = 0.02
"""Seconds after an answer at which the same update comes once more."""


class Balancer(Wire):
    """Gives each update to the next replica that listens; Telegram repeats what one of them did not acknowledge.

    Where it doubles, each goes to two replicas at the same moment, and to the third a moment after they have answered.
    """

    def __init__(self) -> None:
        super().__init__()
        self.ports: Sequence[int] = ()
        self.doubles = False
        self.at: defaultdict[int, Counter[Told]] = defaultdict(Counter)
        """What is under way at each replica, by its port."""
        self.surplus: list[Reply] = []
        """The answers with a call in them to an update that had one already."""
        self._turn = 0
        self._line = HttpLine()

    async def post(self, url: str, update: Json, headers: Mapping[str, str]) -> Reply:
        """Post an update, once or three times."""
        if not self.doubles:
            return await self._to_next(update, headers)
        at_once = await asyncio.gather(self._to_next(update, headers), self._to_next(update, headers))
        await asyncio.sleep(A_MOMENT)
        replies = [*at_once, await self._to_next(update, headers)]
        calls = [reply for reply in replies if reply.body]
        self.surplus += calls[1:]
        return calls[0] if calls else replies[0]

    async def close(self) -> None:
        """Hang up."""
        await super().close()
        await self._line.close()

    async def _to_next(self, update: Json, headers: Mapping[str, str]) -> Reply:
        for _ in self.ports:
            self._turn += 1
            port = self.ports[self._turn % len(self.ports)]
            self.at[port][known := told(update)] += 1
            try:
                return await self._line(f"http://127.0.0.1:{port}/webhook", update, headers)
            except aiohttp.ClientConnectorError:
                continue
            finally:
                self.at[port][known] -= 1
        raise ConnectionRefusedError


class Replicas:
    """Processes of the bot that share a database and nothing else, by their ports."""

    def __init__(self, telegram: Watched, balancer: Balancer, folder: Path, environment: Environment) -> None:
        self.telegram = telegram
        self.balancer = balancer
        self.processes: dict[int, Process] = {}
        self._folder = folder
        self._environment = environment
        self._stack = AsyncExitStack()

    @asynccontextmanager
    async def running(self) -> AsyncIterator[Self]:
        """Run so many while the block lasts."""
        self.balancer.ports = [free_port() for _ in range(COUNT)]
        async with self._stack:
            await asyncio.gather(*map(self.start, self.balancer.ports))
            yield self

    async def start(self, port: int) -> None:
        """Run one, and wait until it takes updates."""
        environment = {**self._environment, "PORT": str(port)}
        self.processes[port] = await self._stack.enter_async_context(process(self._folder, environment, "run"))
        await ready(port)

    def kill(self, port: int) -> None:
        """End one by `kill -9`."""
        self.processes[port].kill()

    async def end(self, port: int) -> None:
        """End one by SIGTERM, which it does in good order."""
        self.processes[port].terminate()
        status, errors = await ended(self.processes[port])
        assert (status, complaints(errors)) == (0, [])
        assert self.telegram.webhook.url == f"{PUBLIC}/webhook"


@asynccontextmanager
async def replicas(folder: Path, database_url: str, **environment: str) -> AsyncIterator[Replicas]:
    """Have a Telegram, a balancer, and as many replicas as there are."""
    telegram = Watched(balancer := Balancer())
    async with telegram, serve(telegram, host="127.0.0.1", port=0) as server:
        settings = {
            "TELEGRAM_BOT_TOKEN": telegram.token,
            "TELEGRAM_API_URL": server.url,
            "WEBHOOK_URL": PUBLIC,
            "DATABASE_URL": database_url,
            **environment,
        }
        async with Replicas(telegram, balancer, folder, settings).running() as at:
            yield at
