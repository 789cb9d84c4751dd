"""What is done to a bot: each way of tapping, and what is measured meanwhile."""

import asyncio
import math
import random
import time
from collections import Counter
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from benchmarks.load.api import Api
from benchmarks.load.people import FIRST_CHAT, Crowd, Person, Tap
from benchmarks.load.screens import Json
from benchmarks.load.subject import Several
from benchmarks.load.wire import Message, parameters

_NEWCOMERS = FIRST_CHAT + 1_000_000


@dataclass(slots=True)
class Measured:
    """What is known of a phase; times in seconds, memory in MiB."""

    taps: int = 0
    unfinished: int = 0
    refused: int = 0
    seconds: float = 0.0
    cpu: float = 0.0
    load_cpu: float = 0.0
    memory: Sequence[float] = ()
    calls: Mapping[str, int] = field(default_factory=dict)
    replies: Mapping[str, int] = field(default_factory=dict)
    times: Sequence[float] = ()
    """From each tap to its edit."""


class Phases:
    """A bot, its people, and what they do."""

    def __init__(self, api: Api, crowd: Crowd, people: Sequence[Person], subject: Several) -> None:
        self._api, self._crowd, self._people, self._subject = api, crowd, people, subject

    async def check(self, patience: float) -> Json:
        """Tap each button once, one after the other, and give the parameters of each edit, by callback data."""
        found: Json = {}
        self._api.delay = 0.0
        for data in self._crowd.screens.shown:
            calls = await asyncio.wait_for(self._one(data), patience)
            found[data] = parameters(calls)
        return found

    async def _one(self, data: str) -> Message:
        over: asyncio.Future[Message] = asyncio.get_running_loop().create_future()
        self._crowd.over = lambda _tap, call: over.set_result(call)
        self._people[data[:2] != "en"].tap(data)
        return await over

    async def busy(
        self, taps: int, patience: float, *, seconds: float = math.inf, chats: int = 0, samples: int = 1
    ) -> Measured:
        """Let everybody tap again as soon as a tap is over, so often and so long; memory is read so many times.

        With `chats`, so many strangers tap, one after another.
        """
        self._api.delay = 0.0
        until = time.perf_counter() + seconds
        left, memory, times = taps, [self._subject.memory], list[float]()
        ended = asyncio.Event()
        people = {person.chat: person for person in self._people}
        newcomers = iter(range(_NEWCOMERS, _NEWCOMERS + chats))

        def go_on(tap: Tap, _call: Message) -> None:
            nonlocal left
            times.append((tap.edited or 0.0) - tap.due)
            if len(times) * samples >= taps * len(memory):
                memory.append(self._subject.memory)
            if left > 0 and time.perf_counter() < until:
                left -= 1
                person = people.pop(tap.chat)
                person.chat = next(newcomers, person.chat)
                people[person.chat] = person
                person.tap()
            elif not self._crowd.under_way:
                ended.set()

        self._crowd.over = go_on
        async with self._account() as measured:
            for person in self._people:
                left -= 1
                person.tap()
            await self._until(ended, patience)
        return self._told(measured, times, memory)

    async def steady(self, rate: float, seconds: float, delay: float, patience: float) -> Measured:
        """Let taps come at a rate, as unevenly as those of people who know nothing of one another."""
        self._api.delay = delay
        times: list[float] = []
        ended, all_sent = asyncio.Event(), False

        def note(tap: Tap, _call: Message) -> None:
            times.append((tap.edited or 0.0) - tap.due)
            if all_sent and not self._crowd.under_way:
                ended.set()

        self._crowd.over = note
        chance = random.Random(7)  # noqa: S311  # the same moments each time
        async with self._account() as measured:
            at = time.perf_counter()
            for number in range(round(rate * seconds)):
                at += chance.expovariate(rate)
                await asyncio.sleep(max(0.0, at - time.perf_counter()))
                all_sent = number == round(rate * seconds) - 1
                self._people[number % len(self._people)].tap()
            await self._until(ended, patience)
        await asyncio.sleep(delay)  # the last calls get their answers
        return self._told(measured, times, [self._subject.memory])

    @asynccontextmanager
    async def _account(self) -> AsyncIterator[Measured]:
        """Count for the block what the bot and the load use."""
        measured = Measured()
        self._api.calls, self._api.replies, self._crowd.refused = Counter(), Counter(), 0
        cpu, load_cpu, began = self._subject.cpu, time.process_time(), time.perf_counter()
        yield measured
        measured.seconds = time.perf_counter() - began
        measured.cpu, measured.load_cpu = self._subject.cpu - cpu, time.process_time() - load_cpu

    async def _until(self, ended: asyncio.Event, patience: float) -> None:
        try:
            await asyncio.wait_for(ended.wait(), patience)
        except TimeoutError:
            return

    def _told(self, measured: Measured, times: Sequence[float], memory: Sequence[float]) -> Measured:
        measured.taps, measured.times, measured.memory = len(times), times, memory
        measured.unfinished, measured.refused = self._crowd.under_way, self._crowd.refused
        measured.calls, measured.replies = dict(self._api.calls), dict(self._api.replies)
        self._crowd.forget()
        return measured


async def first(person: Person, crowd: Crowd, subject: Several, patience: float) -> float:
    """Let somebody tap as soon as anybody listens, and give the seconds from the start to the edit."""
    edited: asyncio.Future[float] = asyncio.get_running_loop().create_future()
    crowd.over = lambda tap, _call: edited.set_result(tap.edited or 0.0)
    async with asyncio.timeout(patience):
        await person.connect()
        person.tap()
        return await edited - subject.began


PHASES: dict[str, Any] = {"check": Phases.check, "busy": Phases.busy, "steady": Phases.steady}
