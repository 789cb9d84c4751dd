"""Taking updates in: each is dealt with once, however often Telegram sends it, and those of one chat in their order.

Telegram repeats an update until it is acknowledged, also while it is being dealt with, and sends several at once.
https://core.telegram.org/bots/api#setwebhook
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Hashable
from typing import Any

import structlog

from bot.clock import RealClock
from bot.errors import BusyError
from bot.ports import Clock, Reply
from bot.tg.brakes import Brakes
from bot.tg.errand import Errand
from bot.tg.lanes import Lanes, Turn
from bot.watch import NOBODY, Outcome, Watch

RawUpdate = dict[str, Any]
Process = Callable[[RawUpdate, Turn], Awaitable[Reply | None]]
"""Deals with an update, from its arrival on, and gives a call that may go out in the answer to it.

It waits for its turn by itself.
"""

BUDGET = 10.0
"""Seconds after which an update is acknowledged although it is not dealt with; it is finished all the same."""
REMEMBERED = 10_000
"""Updates that were dealt with and are known when they come again: at 1,000 a second those of ten seconds."""

_log = structlog.get_logger()
_details = logging.getLogger(__name__)
"""Asked whether anybody reads a line for each update, which structlog would first put together."""


class Intake:
    """Hands updates on; `process` may fail, which is logged."""

    def __init__(
        self, process: Process, remembered: int = REMEMBERED, clock: Clock | None = None, watch: Watch = NOBODY
    ) -> None:
        self._process = process
        self._watch = watch
        self._remembered = remembered
        self._clock = clock or RealClock()
        self._lanes = Lanes(self._clock)
        self._brakes = Brakes(self._clock)
        self._under_way: dict[int, asyncio.Task[Reply | None]] = {}
        self._done: dict[int, None] = {}
        self._slowed: set[int] = set()

    def take(self, update: RawUpdate) -> asyncio.Task[Reply | None] | None:
        """Begin with an update; None where it has been dealt with before.

        Raises:
            BusyError: whoever sent it asks for too much; it is not taken.
        """
        id: int = update["update_id"]
        if id in self._done or id in self._under_way:
            self._watch.update(Errand(update, self._clock, outcome=Outcome.REPEATED))
            return self._under_way.get(id)
        delay = self._delay(update)
        if delay:
            self._slowed.add(id)
        turn = self._lanes.turn(lane_of(update), delay)
        errand = Errand(update, self._clock, turn)
        self._under_way[id] = task = asyncio.create_task(self._deal_with(update, turn, errand))
        task.add_done_callback(lambda _: self._finish(id))
        return task

    def _delay(self, update: RawUpdate) -> float:
        try:
            return self._brakes.delay(person_of(update))
        except BusyError:
            self._watch.update(Errand(update, self._clock, outcome=Outcome.REFUSED))
            raise

    async def deal_with(self, update: RawUpdate, budget: float = BUDGET) -> Reply | None:
        """Return when an update has been dealt with, or the budget of seconds is spent; give what there is to reply.

        Telegram sends the messages of a group one by one: who is slowed down must not hold up the others'.

        Raises:
            BusyError: whoever sent it asks for too much; it is not taken.
        """
        try:
            task = self.take(update)
        except BusyError as error:
            if not _is_of_a_group(update):
                raise
            _log.warning("an update is not taken", update_id=update["update_id"], reason=str(error))
            return None
        if task is None or (update["update_id"] in self._slowed and _is_of_a_group(update)):
            return None
        await self._wait(task, budget)
        if task.done():
            return task.result()
        _log.warning("an update takes long; it is acknowledged and finished", update_id=update["update_id"])
        return None

    async def _wait(self, task: asyncio.Task[Reply | None], budget: float) -> None:
        """Wait for a task, so many seconds at most."""
        over: asyncio.Future[None] = asyncio.get_running_loop().create_future()

        def end(_: object = None) -> None:
            if not over.done():
                over.set_result(None)

        task.add_done_callback(end)
        timer = self._clock.later(budget, end)
        try:
            await over
        finally:
            timer.cancel()

    @property
    def queue(self) -> tuple[int, int]:
        """How many updates are under way, and how many of these wait for their turn."""
        return len(self._under_way), self._lanes.waiting

    async def finished(self) -> None:
        """Wait until everything has been dealt with."""
        while self._under_way:
            await asyncio.wait(self._under_way.values())

    async def finish(self, farewell: float) -> None:
        """Give what is under way so many seconds; what is left then is told in the log and given up."""
        try:
            async with asyncio.timeout(farewell):
                await self.finished()
        except TimeoutError:
            _log.error("updates were not finished before the end", update_ids=sorted(self._under_way))
            for task in list(self._under_way.values()):
                task.cancel()
            await self.finished()

    async def _deal_with(self, update: RawUpdate, turn: Turn, errand: Errand) -> Reply | None:
        errand.begin()
        try:
            return await self._process(update, turn)
        except Exception:  # asked for again it would fail again, and its handlers' errors are dealt with below this
            errand.outcome = Outcome.FAILED
            _log.exception("an update could not be dealt with")
            return None
        except asyncio.CancelledError:
            errand.outcome = Outcome.GIVEN_UP
            raise
        finally:
            turn.leave()
            self._watch.update(errand)
            if _details.isEnabledFor(logging.DEBUG):
                _log.debug("an update was dealt with", **errand.told)

    def _finish(self, id: int) -> None:
        del self._under_way[id]
        self._slowed.discard(id)
        self._done[id] = None
        if len(self._done) > self._remembered:
            del self._done[next(iter(self._done))]


def lane_of(update: RawUpdate) -> Hashable:
    """Give what an update has to keep in order with: its chat; of a message that was sent inline, that message.

    What is typed behind the bot's name belongs to its person, and to no chat.
    """
    for kind, content in update.items():
        if isinstance(content, dict):
            if isinstance(inline := content.get("inline_message_id"), str):
                return inline
            if kind == "inline_query":
                return "inline query", person_of(update)
            message = content.get("message", content)
            for place in (message.get("chat") if isinstance(message, dict) else None, content.get("from")):
                if (id := _id(place)) is not None:
                    return id
    return "update", update["update_id"]


def person_of(update: RawUpdate) -> int | None:
    """Give who sent an update: a person, or a chat that writes in its own name; None where that cannot be told.

    Who writes for a chat comes from a bot of Telegram's that is the same for all of them.
    """
    for content in update.values():
        if isinstance(content, dict):
            for sender in (content.get("sender_chat"), content.get("from"), content.get("chat")):
                if (id := _id(sender)) is not None:
                    return id
    return None


def _is_of_a_group(update: RawUpdate) -> bool:
    """Tell whether an update is a message of a group: Telegram then sends what others write only after it."""
    message = update.get("message")
    chat = _id(message.get("chat")) if isinstance(message, dict) else None
    return chat is not None and chat < 0


def _id(value: Any) -> int | None:
    id = value.get("id") if isinstance(value, dict) else None
    return id if type(id) is int else None
