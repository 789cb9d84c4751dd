"""The bot as a process that is restarted while people tap and write: nothing is lost, and nothing said twice."""

import asyncio
import random
import signal
from asyncio.subprocess import Process
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import aiohttp

from bot.simulator import Telegram, serve
from bot.simulator.schema import LATE
from bot.tg.intake import BUDGET
from tests.held import Held
from tests.processes import SECONDS, ended, free_port, process, ready
from tests.visitors import visiting
from tests.watching import Told, Watched, Wire, assert_is_remembered, complaints, once, said

PEOPLE = 20
RESTARTS = 20
CALLS = 20
"""After so many calls at the latest the next restart comes, once all that waited for the one before is dealt with."""


class World:
    """A Telegram, and what the operator of a bot sets; each start finds the same port, database and webhook."""

    def __init__(self, telegram: Telegram, api: str, folder: Path) -> None:
        self.telegram = telegram
        self.folder = folder
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.environment = {
            "TELEGRAM_BOT_TOKEN": telegram.token,
            "TELEGRAM_API_URL": api,
            "WEBHOOK_URL": self.address,
            "PORT": str(self.port),
        }

    @asynccontextmanager
    async def bot(self) -> AsyncIterator[Process]:
        """Run the bot until it listens."""
        async with process(self.folder, self.environment, "run") as started:
            await ready(self.port)
            yield started

    async def assert_ends_well(self, started: Process) -> None:
        """Let the bot end, which was sent a SIGTERM."""
        status, errors = await ended(started)
        assert (status, complaints(errors)) == (0, [])
        assert self.telegram.webhook.url == f"{self.address}/webhook"


@asynccontextmanager
async def world(telegram: Telegram, folder: Path) -> AsyncIterator[World]:
    """Have a Telegram that listens."""
    async with telegram, serve(telegram, host="127.0.0.1", port=0) as server:
        yield World(telegram, server.url, folder)


async def test_twenty_restarts_by_sigterm_under_load_lose_nothing_and_say_nothing_twice(tmp_path: Path) -> None:
    chance = random.Random(2)
    async with world(telegram := Watched(), tmp_path) as at, visiting(telegram, PEOPLE) as visit:
        for _ in range(RESTARTS):
            async with at.bot() as started:
                await telegram.in_the_middle(chance.randint(1, CALLS), partial(started.send_signal, signal.SIGTERM))
                await at.assert_ends_well(started)
        async with at.bot() as last:
            await visit.leave()
            last.terminate()
            await at.assert_ends_well(last)
    assert telegram.answered + said(visit.visitors) == once(telegram, visit.visitors)
    assert {call.description for call in telegram.refused} <= {f"Bad Request: {LATE}"}  # where the machine was too slow
    await assert_is_remembered(f"sqlite:///{tmp_path}/data/bot.db", visit.visitors)


async def test_twenty_kills_under_load_lose_nothing_and_repeat_only_what_was_under_way(tmp_path: Path) -> None:
    chance, under_way = random.Random(3), Counter[Told]()
    async with world(telegram := Watched(), tmp_path) as at, visiting(telegram, PEOPLE) as visit:
        for _ in range(RESTARTS):
            async with at.bot() as started:

                def kill(started: Process = started) -> None:
                    under_way.update(telegram.wire.under_way)
                    started.kill()

                await telegram.in_the_middle(chance.randint(1, CALLS), kill)
                assert await started.wait() == -signal.SIGKILL
        async with at.bot() as last:
            await visit.leave()
            last.terminate()
            await at.assert_ends_well(last)
    expected, given = once(telegram, visit.visitors), telegram.answered + said(visit.visitors)
    assert expected <= given <= expected + under_way
    await assert_is_remembered(f"sqlite:///{tmp_path}/data/bot.db", visit.visitors)


async def test_on_sigterm_what_is_under_way_is_finished_and_what_comes_is_told_to_come_back(tmp_path: Path) -> None:
    async with world(telegram := Held(wire := Wire()), tmp_path) as at, asyncio.TaskGroup() as doing:
        ana, bob = (telegram.person(name, language_code="en") for name in ("Ana", "Bob"))
        async with at.bot() as started:
            doing.create_task(ana.send("/start"))
            async with asyncio.timeout(SECONDS):
                await telegram.asked.wait()
            started.terminate()
            await _until_it_stops(at)
            doing.create_task(bob.send("/start"))
            async with asyncio.timeout(SECONDS):
                while len(wire.replies) < 2:  # noqa: ASYNC110  # the other process says it
                    await asyncio.sleep(0.01)
            assert [(reply.status, reply.retry_after) for reply in wire.replies] == [(503, "2")] * 2
            assert started.returncode is None
            telegram.let.set()
            await at.assert_ends_well(started)
        assert [[message.by_bot for message in person.messages] for person in (ana, bob)] == [[False, True], [False]]
        async with at.bot(), asyncio.timeout(SECONDS):
            while telegram.delivery.pending:  # noqa: ASYNC110  # the other process deals with it
                await asyncio.sleep(0.01)
    assert [[message.by_bot for message in person.messages] for person in (ana, bob)] == [[False, True]] * 2


async def _until_it_stops(at: World) -> None:
    async with asyncio.timeout(SECONDS), aiohttp.ClientSession() as session:
        while True:
            async with session.get(f"{at.address}/readyz") as response:
                if await response.json() == {"status": "stopping"}:
                    return
            await asyncio.sleep(0.01)


async def test_what_takes_longer_than_ten_seconds_is_finished_and_new_updates_are_told_to_come_back(
    tmp_path: Path,
) -> None:
    async with world(telegram := Held(Wire()), tmp_path) as at, asyncio.TaskGroup() as doing:
        ana = telegram.person("Ana", language_code="en")
        async with at.bot() as started:
            doing.create_task(ana.send("/start"))
            async with asyncio.timeout(SECONDS):
                await telegram.asked.wait()
            started.terminate()
            await _until_it_stops(at)
            await asyncio.sleep(BUDGET + 1)
            assert started.returncode is None
            try:
                assert await _refusal(telegram) == (503, "2")
            finally:
                telegram.let.set()
            await at.assert_ends_well(started)
    assert [message.by_bot for message in ana.messages] == [False, True]


async def _refusal(telegram: Telegram) -> tuple[int, str | None]:
    """Send an update as Telegram does, and give what it is told."""
    headers = {"X-Telegram-Bot-Api-Secret-Token": telegram.webhook.secret or ""}
    async with (
        aiohttp.ClientSession() as session,
        session.post(telegram.webhook.url, json={"update_id": 1}, headers=headers) as response,
    ):
        return response.status, response.headers.get("Retry-After")
