"""A world in which everything is written down, and whose bot can be told to stop, or killed like a process."""

import asyncio
import json
from collections import deque
from collections.abc import Coroutine, Mapping
from contextvars import ContextVar, copy_context
from dataclasses import dataclass, field
from typing import Any
from weakref import WeakSet

from telegram.request import BaseRequest, RequestData

from bot import app, ports
from bot.core.edition import Edition
from bot.simulator import Reply, SimulatorRequest, WoundClock
from bot.store import Store
from bot.tg.intake import BUDGET
from bot.tg.lanes import Turn
from bot.tg.origins import RawUpdate
from tests.delivery.conftest import World

Json = dict[str, Any]


class Life:
    """A process of the bot: its tasks, and the call at which it is to die."""

    def __init__(self) -> None:
        self.tasks: WeakSet[asyncio.Task[Any]] = WeakSet()
        self.is_ready = False
        self.is_over = False
        self.dies_at: tuple[str, bool] | None = None
        """A method, and whether Telegram still gets the call."""

    def begin(self, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        """Let this process do something: all tasks that come of it are its own."""
        context = copy_context()
        context.run(_life.set, self)
        return asyncio.create_task(work, context=context)


_life: ContextVar[Life | None] = ContextVar("life", default=None)


def remembering(loop: asyncio.AbstractEventLoop, work: Any, context: Any = None) -> asyncio.Task[Any]:
    """Make tasks, and let each process know its own; for `loop.set_task_factory`."""
    task: asyncio.Task[Any] = asyncio.Task(work, loop=loop, context=context)
    if life := (context or copy_context()).get(_life):
        life.tasks.add(task)
    return task


@dataclass(slots=True, eq=False)
class Arrival:
    """An update as it came to a process for the first time; numbers and times tell what came before what."""

    update: RawUpdate
    chat: int
    life: Life
    number: int
    at: float
    is_alone: bool
    """Whether nothing else was under way in its chat."""
    message_is_gone: bool
    finished: int | None = None
    finished_at: float = 0.0
    is_acknowledged: bool = False

    @property
    def is_killed(self) -> bool:
        """Whether its process died before Telegram knew that it was dealt with."""
        return self.life.is_over and not self.is_acknowledged

    @property
    def is_lost(self) -> bool:
        """Whether its process died after Telegram was told not to send it again, and before it was dealt with."""
        return self.life.is_over and self.is_acknowledged and self.finished is None


@dataclass(frozen=True, slots=True)
class Made:
    """A call of the bot's."""

    method: str
    params: Json
    ok: bool
    error_code: int | None
    description: str
    chat: int
    at: float


@dataclass(slots=True)
class Record:
    """All that was seen: in the order in which it happened."""

    arrivals: list[Arrival] = field(default_factory=list)
    calls: list[Made] = field(default_factory=list)
    published: dict[tuple[int, int], list[list[str]]] = field(default_factory=dict)
    """What the buttons of each message of the bot's carried, from its sending on."""
    faults: list[str] = field(default_factory=list)
    number: int = 0

    def next(self) -> int:
        """Number what happens."""
        self.number += 1
        return self.number


class Patience(WoundClock):
    """A clock that waits as long as anything happens: one update after another may come of an acknowledgement."""

    def __init__(self, record: Record) -> None:
        super().__init__(patience=30.0)
        self._record = record

    async def settle(self) -> None:
        """Let happen what can happen without time passing."""
        before = -1
        while before != self._record.number:
            before = self._record.number
            await super().settle()


class Witness(World):
    """A world that is watched."""

    def __init__(self) -> None:
        self.record = Record()
        super().__init__(Patience(self.record))
        self.life = Life()
        self.delays: deque[float] = deque()
        """For how many seconds the next updates are on their way."""
        self.is_closed = False

    async def start(self, edition: Edition, store: Store) -> None:
        """Start a process."""
        if self._hear not in self.telegram.listeners:
            self.telegram.listeners.append(self._hear)
        self.life = Life()
        await super().start(edition, store)
        self.life.is_ready = True

    async def stop(self, edition: Edition, store: Store) -> None:
        """Stop the bot as a platform does, and start it anew: it takes nothing more, and finishes what it has."""
        self.is_closed = True
        finishing = asyncio.create_task(self.intake.finished())
        while not finishing.done():
            await self.clock.wind(1)
        await self.application.shutdown()
        self.is_closed = False
        await self.start(edition, store)

    async def kill(self, edition: Edition, store: Store) -> None:
        """Kill the bot, and start it anew: nothing of the old one reaches Telegram any more."""
        self.life.is_over = True
        while tasks := [task for task in self.life.tasks if not task.done()]:
            for task in tasks:
                task.cancel()
            await asyncio.wait(tasks, timeout=0)
        await self.start(edition, store)

    def line(self) -> BaseRequest:
        """Give a process its way to Telegram."""
        return Wire(self)

    @property
    def under_way(self) -> list[Arrival]:
        """What the process of today has not finished."""
        return [each for each in self.record.arrivals if each.life is self.life and each.finished is None]

    async def deal_with(self, application: app.App, update: RawUpdate, turn: Turn) -> ports.Reply | None:
        """Write down when an update comes and when it is finished; once again in the same process it is none."""
        record, life = self.record, self.life
        if any(each.update["update_id"] == update["update_id"] and each.life is life for each in record.arrivals):
            record.faults.append(f"update {update['update_id']} was begun twice")
            return await super().deal_with(application, update, turn)
        record.arrivals.append(arrival := self._arrival(update))
        reply = await super().deal_with(application, update, turn)
        arrival.finished, arrival.finished_at = record.next(), self.clock()
        return reply

    def _arrival(self, update: RawUpdate) -> Arrival:
        content = update.get("callback_query") or update["message"]
        message = content.get("message", content)
        chat = message["chat"]["id"]
        alone = all(each.chat != chat for each in self.under_way)
        gone = message["message_id"] not in self.telegram.chats[chat].messages
        return Arrival(update, chat, self.life, self.record.next(), self.clock(), alone, gone)

    async def bring(self, update: RawUpdate) -> Reply:
        """Bring an update at once, whether it came before or not."""
        return await self._receive("", update, {})

    async def _bring(self, url: str, update: RawUpdate, headers: Mapping[str, str]) -> Reply:
        if self.delays:
            await self.clock.sleep(self.delays.popleft())
        return await self._receive(url, update, headers)

    async def _receive(self, url: str, update: RawUpdate, headers: Mapping[str, str]) -> Reply:
        if self.is_closed:
            return Reply(503, retry_after="1")
        began, life = self.clock(), self.life
        if life.is_over or not life.is_ready:
            raise ConnectionRefusedError("the bot is gone")
        answering = life.begin(super()._bring(url, update, headers))
        try:
            await asyncio.wait([answering])
        finally:
            answering.cancel()
        if life.is_over:
            raise ConnectionResetError("the bot is gone")
        self._acknowledge(update, life, began)
        reply: Reply = answering.result()
        return reply

    def _acknowledge(self, update: RawUpdate, life: Life, began: float) -> None:
        for arrival in self.record.arrivals:
            if arrival.update["update_id"] == update["update_id"] and arrival.life is life:
                arrival.is_acknowledged = True
                if arrival.finished is None and self.clock() - began < BUDGET:
                    self.record.faults.append(f"update {update['update_id']} was acknowledged before it was dealt with")

    def _hear(self, event: Json) -> None:
        if event["type"] == "message" and event["message"]["from"]["id"] == self.telegram.bot["id"]:
            self.record.published.setdefault((event["chat"], event["message"]["message_id"]), []).append(
                carried(event["message"].get("reply_markup"))
            )
        elif event["type"] == "call":
            failed = event.get("error_code"), event.get("description", "")
            made = Made(event["method"], event["params"], event["ok"], *failed, self._chat(event), self.clock())
            self.record.calls.append(made)
            self.record.next()

    def _chat(self, event: Json) -> int:
        """Tell which chat a call is for."""
        params = event["params"]
        if "callback_query_id" in params:
            return self.telegram.queries.known[params["callback_query_id"]].chat
        scope = params.get("scope") or {}
        return int(params.get("chat_id") or (json.loads(scope) if isinstance(scope, str) else scope).get("chat_id", 0))


class Wire(SimulatorRequest):
    """The way of one process to Telegram: it ends with it."""

    __slots__ = ("_life", "_world")

    def __init__(self, world: Witness) -> None:
        super().__init__(world.telegram)
        self._world = world
        self._life = world.life

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *timeouts: Any, **named: Any
    ) -> tuple[int, bytes]:
        """Carry out a call, unless the process dies before."""
        life, name = self._life, url.rpartition("/")[2]
        if life.is_over:
            raise asyncio.CancelledError
        if life.dies_at and life.dies_at[0] == name:
            if life.dies_at[1]:
                await super().do_request(url, method, request_data, *timeouts, **named)
            life.is_over = True
            raise asyncio.CancelledError
        return await super().do_request(url, method, request_data, *timeouts, **named)


def carried(markup: Any) -> list[str]:
    """Give the callback data of a keyboard, as a call or a message has it."""
    rows = (json.loads(markup) if isinstance(markup, str) else markup or {}).get("inline_keyboard", [])
    return [button["callback_data"] for row in rows for button in row if "callback_data" in button]
