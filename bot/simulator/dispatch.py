"""Brings updates to the webhook: one after the other in each queue, all queues at the same time, again where it fails.

Order and repetition follow WebhookActor.cpp of github.com/tdlib/telegram-bot-api: one update under way in each queue,
the next one after a 2xx.
"""

import asyncio
import random
from typing import TYPE_CHECKING

from bot.simulator.posting import Line, Outcome, Posting
from bot.simulator.state import Webhook
from bot.simulator.updates import Item, Queue, Updates

if TYPE_CHECKING:
    from bot.simulator.telegram import Telegram

LONGEST_DELAY = 60
"""From here to twice as many seconds pass between two attempts, once there have been some."""
GONE_SECONDS = 23 * 3600.0


class Delay:
    """How long an update waits after each failure: not at all, then 2, 4, 8, 16, 32 s, then between 60 and 120 s."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._seconds = 1
        self._failures = 0

    def after(self, outcome: Outcome) -> float:
        """Give the seconds to wait after one more failure; what the webhook asks for goes before."""
        self._failures += 1
        if outcome.retry_after:
            return outcome.retry_after
        if self._failures == 1:
            return 0.0
        self._seconds = min(self._seconds * 2, self._chance.randint(LONGEST_DELAY, 2 * LONGEST_DELAY))
        return float(self._seconds)


class Dispatch:
    """One worker for each queue in which something waits, while there is a webhook."""

    def __init__(self, telegram: "Telegram", updates: Updates, line: Line | None) -> None:
        self._telegram = telegram
        self._updates = updates
        self._workers: dict[Queue, asyncio.Task[None]] = {}
        self._posting = Posting(telegram, line)
        self._lines = asyncio.Semaphore(telegram.webhook.max_connections)
        self._gone_since: float | None = None
        self._chance = random.Random(0)  # noqa: S311  # the same delays in each run

    async def lead_to(self, webhook: Webhook) -> None:
        """Deliver to this webhook from now on."""
        await self.stop()
        self._telegram.webhook = webhook
        self._lines = asyncio.Semaphore(webhook.max_connections)
        self._gone_since = None
        self.wake()

    def wake(self) -> None:
        """Let each queue in which something waits be worked off."""
        for queue in self._updates.queues() if self._telegram.webhook.url else ():
            if queue not in self._workers or self._workers[queue].done():
                self._workers[queue] = asyncio.create_task(self._work(queue))

    async def stop(self) -> None:
        """End all deliveries that are under way, but not the one that this is called from."""
        current = asyncio.current_task()
        stopped = {queue: task for queue, task in self._workers.items() if task is not current}
        for queue, task in stopped.items():
            del self._workers[queue]
            task.cancel()
        await asyncio.gather(*stopped.values(), return_exceptions=True)

    async def close(self) -> None:
        """End everything that is under way."""
        await self.stop()
        await self._posting.close()

    async def _work(self, queue: Queue) -> None:
        while self._telegram.webhook.url and (item := self._updates.first(queue)):
            if await self._deliver(item):
                self._updates.drop(item)

    async def _deliver(self, item: Item) -> bool:
        """Post until the bot has it, or nobody will want it any more; False where there is no webhook any more."""
        delay = Delay(self._chance)
        while self._telegram.webhook.url and item in self._updates:
            async with self._lines:
                outcome = await self._posting.post(item.update)
            if outcome.ok:
                self._gone_since = None
                if not self._telegram.trouble.repeats(item.update):
                    return True
                continue
            wait = delay.after(outcome)
            if self._telegram.clock() + wait > item.expires:
                return True
            if not self._has_gone(outcome):
                await self._telegram.clock.sleep(wait)
        return False

    def _has_gone(self, outcome: Outcome) -> bool:
        """Remove a webhook that answered 410 for nearly a day."""
        now = self._telegram.clock()
        if outcome.status != 410:
            self._gone_since = None
        elif self._gone_since is None:
            self._gone_since = now
        elif now - self._gone_since > GONE_SECONDS:
            self._telegram.webhook = Webhook()
            return True
        return False
