"""Taking updates in: each is dealt with once, however often Telegram sends it, and those of one chat in their order.

Telegram repeats an update until it is acknowledged, also while it is being dealt with, and sends several at once.
https://core.telegram.org/bots/api#setwebhook
"""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable

import structlog

from bot.alone import Alone
from bot.clock import RealClock
from bot.core.claims import Claim
from bot.errors import BusyError
from bot.ports import Claims, Clock, Reply
from bot.tg.brakes import Brakes
from bot.tg.errand import Errand
from bot.tg.lanes import Lanes, Turn
from bot.tg.origins import RawUpdate, is_of_a_group, lane_of, person_of
from bot.watch import NOBODY, Outcome, Watch

Process = Callable[[RawUpdate, Turn], Awaitable[Reply | None]]
"""Deals with an update, from its arrival on, and gives a call that may go out in the answer to it.

It waits for its turn by itself.
"""

BUDGET = 10.0
"""Seconds after which an update is acknowledged although it is not dealt with; it is finished all the same."""
OTHERS, LOOK = 5.0, 0.2
"""Seconds for which it is waited that another process has dealt with an update, or died over it, and between looks."""
AGAIN = 2
"""Seconds after which Telegram is to send an update again that another process is still at, if it is alive at all."""
REMEMBERED = 10_000
"""Updates that were dealt with and are known when they come again: at 1,000 a second those of ten seconds."""

_log = structlog.get_logger()
_details = logging.getLogger(__name__)
"""Asked whether anybody reads a line for each update, which structlog would first put together."""


class Intake:
    """Hands updates on; `process` may fail, which is logged. `claims` tell what is left to other processes."""

    def __init__(
        self,
        process: Process,
        remembered: int = REMEMBERED,
        clock: Clock | None = None,
        claims: Claims | None = None,
        watch: Watch = NOBODY,
    ) -> None:
        self._process = process
        self._claims = claims or Alone()
        self._watch = watch
        self._remembered = remembered
        self._clock = clock or RealClock()
        self._lanes = Lanes(self._clock)
        self._brakes = Brakes(self._clock)
        self._under_way: dict[int, asyncio.Task[Reply | None]] = {}
        self._done: set[int] = set()
        self._in_order: deque[int] = deque()
        """The same, the oldest first."""
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
        task.add_done_callback(lambda task: self._finish(id, task))
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
            BusyError: whoever sent it asks for too much, or another process is at it for long; it is not taken.
        """
        try:
            task = self.take(update)
        except BusyError as error:
            if not is_of_a_group(update):
                raise
            _log.warning("an update is not taken", update_id=update["update_id"], reason=str(error))
            return None
        if task is None or (update["update_id"] in self._slowed and is_of_a_group(update)):
            return None
        await self._wait(task, budget)
        if task.done():
            return task.result()
        _log.warning("an update takes long; it is acknowledged and finished", update_id=update["update_id"])
        return None

    async def _wait(self, task: asyncio.Task[Reply | None], budget: float) -> None:
        """Wait for a task, so many seconds at most."""
        over: asyncio.Future[None] = task.get_loop().create_future()

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
            return await self._process_once(update, turn, errand)
        except BusyError:
            errand.outcome = Outcome.REPEATED
            raise
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

    async def _process_once(self, update: RawUpdate, turn: Turn, errand: Errand) -> Reply | None:
        """Deal with what no other process deals with; what is broken off stays free for one of them."""
        id = update["update_id"]
        if not await self._is_ours(id):
            errand.outcome = Outcome.REPEATED
            return None
        try:
            reply = await self._process(update, turn)
        except Exception:
            self._claims.settle(id)
            raise
        self._claims.settle(id)
        return reply

    async def _is_ours(self, id: int) -> bool:
        """Claim an update; where another process is at it, wait until that has dealt with it or died.

        Raises:
            BusyError: that takes long; a machine that has vanished is only missed after a while.
        """
        until = self._clock() + OTHERS
        while (claim := await self._claims.claim(id)) is Claim.TAKEN:
            if self._clock() >= until:
                raise BusyError(AGAIN, "another process is at it")
            await self._clock.sleep(LOOK)
        return claim is Claim.OURS

    def _finish(self, id: int, task: asyncio.Task[Reply | None]) -> None:
        del self._under_way[id]
        self._slowed.discard(id)
        if not task.cancelled() and task.exception():
            return  # it may come again
        self._done.add(id)
        self._in_order.append(id)
        if len(self._in_order) > self._remembered:
            self._done.discard(self._in_order.popleft())
