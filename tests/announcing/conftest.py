"""Announcements on a Telegram whose clock is wound by hand, with its limits on."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from pathlib import Path
from typing import cast

import pytest

from bot import app
from bot.announcing.office import Office
from bot.core.announcing import Run
from bot.core.edition import Edition
from bot.errors import StoreError
from bot.services import Services
from bot.simulator import Person, SimulatorRequest, Telegram, WoundClock
from bot.store import Store, open_store
from bot.tg.pace import Pace
from bot.tg.progress import Progress
from tests.letters import with_announcements
from tests.timeless import Timeless


class Lease:
    """The store's lease, which can be lost."""

    def __init__(self, store: Store, clock: WoundClock) -> None:
        self._store = store
        self._clock = clock
        self.is_lost = False

    @asynccontextmanager
    async def held(self) -> AsyncIterator[Callable[[], Awaitable[None]] | None]:
        async with AsyncExitStack() as stack:
            with self._clock.outside():
                mine = await stack.enter_async_context(self._store.lease.held())
            yield self._ask if mine else None

    async def _ask(self) -> None:
        if self.is_lost:
            raise StoreError("the database does not answer (TimeoutError)")


class Desk:
    """The office of a bot, its subscribers, and what they get."""

    def __init__(self, telegram: Telegram, store: Store, clock: WoundClock, folder: Path) -> None:
        self.telegram = telegram
        self.clock = clock
        self.store = store
        self.ledger = Timeless(store.ledger, clock)
        self.chats = Timeless(store.chats, clock)
        self.files = Timeless(store.files, clock)
        self.lease = Lease(store, clock)
        self.openings, self.claims = store.openings, store.claims
        self.told: list[tuple[Run, str]] = []
        self._folder = folder
        self.services: Services
        self.application: app.App
        self._progress: Progress
        self.office: Office

    @asynccontextmanager
    async def open(self, edition: Edition) -> AsyncIterator["Desk"]:
        """Run a bot with an office; what it sent before is known from the store alone."""
        pace = Pace(self.clock)
        self.services = Services(edition, cast(Store, self), content_dir=self._folder / "content")
        request, polling = SimulatorRequest(self.telegram), SimulatorRequest(self.telegram)
        self.application = app.build(
            self.services, self.telegram.token, request, polling, "https://telegram.test", pace
        )
        async with self.application:
            self._progress = Progress(self.application.bot, self.services)
            self.office = Office(self.services, self.application.bot, pace=pace, clock=self.clock, tell=self._hear)
            self.application.bot_data.call_office = self.office.call
            self.telegram.deliver_to(partial(app.deliver, self.application))
            async with self.office.open():
                yield self

    async def _hear(self, run: Run, refusal: str) -> None:
        self.told.append((run, refusal))
        await self._progress.show(run, refusal)

    def admin(self, language: str = "en") -> Person:
        """Have somebody from the foundation."""
        person = self.telegram.person("Admin", language_code=language)
        self.services.admins |= {person.id}
        return person

    async def subscribers(self, count: int, language: str = "en") -> list[Person]:
        """Let some people start the bot and subscribe."""
        people = []
        for _ in range(count):
            person = self.telegram.person("Sub", language_code=language)
            self.telegram.chats[person.id].written = True
            await self.store.chats.subscribe(person.id, "private", language)
            people.append(person)
        return people

    async def begin(self, id: str = "plain") -> None:
        """Let an announcement go out."""
        assert await self.store.ledger.begin(id)
        await self.office.call()

    async def meanwhile(self, doing: Awaitable[object]) -> None:
        """Let somebody do something, and time pass until it is done."""
        task = asyncio.ensure_future(doing)
        while not task.done():
            await self.clock.wind(0.01)
        await task

    async def run(self, id: str = "plain") -> Run:
        """Give how far it is."""
        run = await self.store.ledger.run(id)
        assert run is not None
        return run

    @property
    def sent(self) -> list[int]:
        """The chats in which a message of the bot stands, as often as there is one, in the order of their ids."""
        return sorted(
            chat.id
            for chat in self.telegram.chats.values()
            for message in chat.messages.values()
            if message["from"]["is_bot"]
        )

    @property
    def floods(self) -> int:
        """How often Telegram asked to wait, among the calls that it remembers."""
        return sum(call.error_code == 429 for call in self.telegram.calls)


@pytest.fixture
def clock() -> WoundClock:
    return WoundClock(patience=30.0)


@pytest.fixture
async def telegram(clock: WoundClock) -> AsyncIterator[Telegram]:
    async with Telegram(clock=clock) as telegram:
        telegram.trouble.limits = True
        yield telegram


@pytest.fixture
def announced(tmp_path: Path) -> Edition:
    """What is shipped, and announcements."""
    return with_announcements(tmp_path)


@pytest.fixture
async def closed(telegram: Telegram, clock: WoundClock, tmp_path: Path) -> AsyncIterator[Desk]:
    """An office that nobody has opened."""
    async with open_store(f"sqlite:///{tmp_path}/bot.db") as store:
        yield Desk(telegram, store, clock, tmp_path)


@pytest.fixture
async def desk(closed: Desk, announced: Edition) -> AsyncIterator[Desk]:
    """The office, open."""
    async with closed.open(announced) as desk:
        yield desk
