"""The bot behind a webhook without a socket, on a Telegram whose clock is wound by hand: order, repetition, delays."""

from collections.abc import AsyncIterator, Callable, Coroutine, Mapping
from contextlib import AbstractContextManager, asynccontextmanager, nullcontext
from dataclasses import dataclass
from functools import partial
from types import SimpleNamespace
from typing import Any, Self, cast

import pytest
from telegram.request import BaseRequest

from bot import app, ports
from bot.core.edition import Edition
from bot.errors import BusyError
from bot.services import Services
from bot.simulator import Person, Reply, SimulatorRequest, Telegram, WoundClock
from bot.simulator.clock import Timer
from bot.store import Store
from bot.tg.answers import Observer
from bot.tg.intake import Intake
from bot.tg.lanes import Turn
from bot.tg.origins import RawUpdate
from bot.watch import NOBODY, Watch
from tests.delivery.wire import Wire
from tests.simulator.hooks import Begun
from tests.timeless import Timeless

TOLD = ["message", "callback_query", "inline_query", "my_chat_member"]


class Indoors:
    """The clock as Telegram gets it here: the bot is not at the other end of a socket, but goes by the same clock."""

    def __init__(self, clock: WoundClock) -> None:
        self._clock = clock

    def __call__(self) -> float:
        return self._clock()

    async def sleep(self, seconds: float) -> None:
        await self._clock.sleep(seconds)

    def later(self, seconds: float, call: Callable[[], object]) -> Timer:
        return self._clock.later(seconds, call)

    def outside(self) -> AbstractContextManager[None]:
        return nullcontext()


@dataclass(frozen=True, slots=True)
class Brought:
    """An update that was brought to the bot, and what became of that."""

    update_id: int
    seconds: float
    status: int


class World:
    """A Telegram, the bot, and the way between them."""

    def __init__(self, clock: WoundClock) -> None:
        self.clock = clock
        self.brought: list[Brought] = []
        self.wire: Wire
        self.telegram: Telegram
        self.application: app.App
        self.intake: Intake
        self.chats: Timeless
        self.doings = Begun()
        self.by_reply = True
        """Whether answers may go out in those to updates, as by webhook; else all are calls, as by long polling."""
        self.watch: Watch = NOBODY
        """Who sees what the bot does, from its next start on."""

    @asynccontextmanager
    async def open(self, edition: Edition, store: Store) -> AsyncIterator[Self]:
        """Have a bot that is registered as it registers itself."""
        async with Telegram(clock=Indoors(self.clock), line=self._bring) as self.telegram:
            self.telegram.inline.enabled = True
            await self.start(edition, store)
            await self.application.bot.set_webhook("https://bot.test/webhook", allowed_updates=TOLD)
            try:
                yield self
            finally:
                await self.clock.wind(300)
                await self.doings.end()
                await self.application.shutdown()

    async def start(self, edition: Edition, store: Store) -> None:
        """Start the bot; of one that ran before, nothing is left but the store."""
        self.chats = Timeless(store.chats, self.clock)
        ledger = Timeless(store.ledger, self.clock)
        parts = SimpleNamespace(
            chats=self.chats, ledger=ledger, claims=store.claims, openings=store.openings, files=store.files
        )
        services = Services(edition, cast(Store, parts))
        self.wire, polling = Wire(self.telegram, self.clock), SimulatorRequest(self.telegram)
        request, token, clock = self.line(), self.telegram.token, self.clock
        self.application = app.build(
            services,
            token,
            request,
            polling,
            "https://telegram.test",
            clock=clock,
            observer=Observer(clock, self.watch),
        )
        await self.application.initialize()
        self.intake = Intake(partial(self.deal_with, self.application), clock=clock, watch=self.watch)

    def line(self) -> BaseRequest:
        """Give the bot its way to Telegram."""
        return self.wire

    async def deal_with(self, application: app.App, update: RawUpdate, turn: Turn) -> ports.Reply | None:
        """Let the bot deal with an update, from its arrival on."""
        return await app.deliver(application, update, turn, by_reply=self.by_reply)

    async def _bring(self, _url: str, update: RawUpdate, _headers: Mapping[str, str]) -> Reply:
        began, reply = self.clock(), Reply()
        try:
            replied = await self.intake.deal_with(update)
            reply = Reply(body=replied.take() or b"" if replied else b"")
        except BusyError as busy:
            reply = Reply(503, retry_after=str(busy.seconds))
        self.brought.append(Brought(update["update_id"], self.clock() - began, reply.status))
        return reply

    async def do(self, *doings: Coroutine[Any, Any, object], seconds: float = 0.0) -> None:
        """Let people do something, and time pass."""
        self.doings(*doings)
        await self.clock.wind(seconds)

    def calls(self, method: str) -> int:
        """Count the calls of a method, the refused ones as well."""
        return sum(call.method == method for call in self.telegram.calls)


@pytest.fixture
def clock() -> WoundClock:
    return WoundClock(patience=30.0)


@pytest.fixture
async def world(clock: WoundClock, edition: Edition, store: Store) -> AsyncIterator[World]:
    async with World(clock).open(edition, store) as world:
        yield world
        assert list(world.telegram.unanswered) == []


@pytest.fixture
def grace(world: World) -> Person:
    return world.telegram.person("Grace", language_code="en")
