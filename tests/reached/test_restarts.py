"""The bot as a process that is restarted while people tap and write: nothing is lost, and nothing said twice."""

import asyncio
import json
import random
import signal
from asyncio.subprocess import Process
from collections import Counter
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from functools import partial
from pathlib import Path

import aiohttp

from bot.simulator import Reply, Telegram, serve
from bot.simulator.posting import HttpLine
from bot.simulator.schema import LATE
from bot.simulator.state import Json, Upload
from bot.store import open_store
from bot.tg.intake import BUDGET
from tests.haste import Haste
from tests.held import Held
from tests.processes import SECONDS, ended, free_port, process, ready
from tests.visitors import Visitor, visiting

PEOPLE = 20
RESTARTS = 20
CALLS = 20
"""After so many calls at the latest the next restart comes, once all that waited for the one before is dealt with."""
TIMES = 3.0
"""So much faster than the real one is the clock by which Telegram repeats, and after 15 seconds takes no answer."""
QUERY, LETTER = "callback_query", "message"

Told = tuple[str, object]
"""What the bot is told: a tap by the number of its query, a letter by its chat and its number there."""


class Wire(HttpLine):
    """The way to the webhook, that knows what is on it, and what the answers were."""

    def __init__(self) -> None:
        super().__init__()
        self.under_way: set[Told] = set()
        self.replies: list[Reply] = []

    async def __call__(self, url: str, update: Json, headers: Mapping[str, str]) -> Reply:
        """Post an update."""
        self.under_way.add(told := _told(update))
        try:
            reply = await super().__call__(url, update, headers)
        finally:
            self.under_way.remove(told)
        self.replies.append(reply)
        return reply


def _told(update: Json) -> Told:
    if QUERY in update:
        return QUERY, update[QUERY]["id"]
    return LETTER, (update[LETTER]["chat"]["id"], update[LETTER]["message_id"])


class Watched(Telegram):
    """Counts the answers to each tap, and strikes in the middle: after a call, before the bot hears how it ended."""

    def __init__(self) -> None:
        self.wire = Wire()
        super().__init__(allow_http_webhook=True, clock=Haste(TIMES), line=self.wire)
        self.answered: Counter[Told] = Counter()
        self._left = 0
        self._strike: Callable[[], None] = _nothing

    async def call(self, method: str, params: Json, files: Mapping[str, Upload] | None = None) -> Json:
        """Carry out a call."""
        if method == "answerCallbackQuery":
            self.answered[QUERY, params["callback_query_id"]] += 1
        answer = await super().call(method, params, files)
        self._left -= 1
        if self._left == 0:
            self._strike()
        return answer

    async def in_the_middle(self, calls: int, strike: Callable[[], None]) -> None:
        """Wait until all that waits now is dealt with, strike at one of the next calls, and return then."""
        struck = asyncio.Event()

        def both() -> None:
            strike()
            struck.set()

        async with asyncio.timeout(3 * SECONDS):
            for item in self.delivery.updates.waiting():
                await item.dealt_with.wait()
            self._left, self._strike = calls, both
            await struck.wait()


def _nothing() -> None:
    """Strike nobody."""


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


def complaints(errors: str) -> list[str]:
    """Give what stands on standard error and is no line of the log, or one that tells of an error."""
    return [line for line in errors.splitlines() if _level(line) not in ("debug", "info", "warning")]


def _level(line: str) -> str:
    with suppress(ValueError, TypeError, KeyError):
        return str(json.loads(line)["level"])
    return ""


def said(visitors: list[Visitor]) -> Counter[Told]:
    """Count the messages that answered each letter, the first one included."""
    return Counter(
        {
            (LETTER, (visitor.person.id, letter)): len(answers)
            for visitor in visitors
            for letter, answers in visitor.answers.items()
        }
    )


def once(telegram: Telegram, visitors: list[Visitor]) -> Counter[Told]:
    """Count each tap and each letter once, of which nobody may have given up waiting for one."""
    taps: list[Told] = [(QUERY, query) for query in telegram.queries.known]
    letters: list[Told] = [(LETTER, (visitor.person.id, id)) for visitor in visitors for id in visitor.answers]
    assert len(taps) == sum(visitor.taps for visitor in visitors)
    assert len(letters) == sum(visitor.letters + 1 for visitor in visitors)
    return Counter(taps + letters)


async def assert_is_remembered(folder: Path, visitors: list[Visitor]) -> None:
    """Compare what each visitor chose last with the database."""
    async with open_store(f"sqlite:///{folder}/data/bot.db") as store:
        for visitor in visitors:
            memory = await store.chats.memory(visitor.person.id)
            assert memory is not None
            assert (memory.language, memory.subscribed) == (visitor.language, visitor.is_subscribed)


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
    await assert_is_remembered(tmp_path, visit.visitors)


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
    await assert_is_remembered(tmp_path, visit.visitors)


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
