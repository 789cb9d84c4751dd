"""Claims on updates, so that several processes on one PostgreSQL never deal with the same one.

What is asked for at the same time goes out as one statement, and what is done goes along with it: so a crowd of taps
costs a round trip. Where the database is away or slow nobody waits for it: updates are dealt with unclaimed meanwhile.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from itertools import islice

import structlog

from bot.core.claims import Claim
from bot.errors import StoreError
from bot.store import database
from bot.store.database import Database
from bot.store.presence import Presence
from bot.store.sweeping import sweep

PATIENCE = 0.3
"""Seconds that an update waits for its claim."""
LOOKS = 3
"""So often it is looked meanwhile: a process that was itself held up must not take that for the database's delay."""
AGAIN = 3.0
"""Seconds after which a database is asked again that was away or slow."""
GATHERING = 0.05
"""Seconds after which what is done is put down at the latest; with the next claim, where one comes before."""
BATCH = 1_000
"""Updates in one statement."""
KEPT = 10_000
"""Updates of which it is kept that they are done, while the database is away."""

_log = structlog.get_logger()


class Claims:
    """The claims of this process; a `bot.ports.Claims`."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._presence: Presence | None = None
        self._asked: dict[int, bool] = {}
        """What the database has to be told: False of a claim, True of what is done."""
        self._waiting: dict[int, asyncio.Future[Claim]] = {}
        self._under_way: set[int] = set()
        self._wanted = asyncio.Event()
        self._closing = asyncio.Event()
        self._gathering: asyncio.TimerHandle | None = None
        self._is_away = True

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Be present among the others while the block lasts; at its end put down what is done."""
        working, sweeping = asyncio.create_task(self._work()), asyncio.create_task(sweep(self._database))
        self._is_away = False
        self._wanted.set()
        try:
            yield
        finally:
            self._closing.set()
            self._wanted.set()
            sweeping.cancel()
            await asyncio.gather(working, sweeping, return_exceptions=True)
            if self._presence:
                await self._presence.end()

    async def claim(self, id: int) -> Claim:
        """Claim an update; while the database is away, whatever is asked for is one's own."""
        self._asked.setdefault(id, False)
        self._under_way.add(id)
        if self._is_away:
            return Claim.OURS
        self._waiting[id] = asyncio.get_running_loop().create_future()
        self._wanted.set()
        claim = await self._waiting[id]
        if claim is not Claim.OURS:
            self._under_way.discard(id)
        return claim

    def settle(self, id: int) -> None:
        """Know that an update has been dealt with; the others learn of it soon."""
        self._under_way.discard(id)
        self._asked[id] = True
        if len(self._asked) > KEPT:
            del self._asked[next(iter(self._asked))]
        if self._gathering is None:
            self._gathering = asyncio.get_running_loop().call_later(GATHERING, self._wanted.set)

    async def _work(self) -> None:
        while not self._closing.is_set():
            await self._wanted.wait()
            self._wanted.clear()
            if await self._is_told():
                self._is_away = False
            else:
                await self._rest()
        while self._asked and not self._is_away:
            self._is_away = not await self._is_told()
        self._is_away = True

    async def _is_told(self) -> bool:
        """Tell the database what it has to be told; False where it did not answer, or only after PATIENCE."""
        telling = asyncio.create_task(self._tell())
        for _ in range(LOOKS):
            if (await asyncio.wait([telling], timeout=PATIENCE / LOOKS))[0]:
                break
        in_time = telling.done()
        if not in_time:
            self._let_go("it takes its time")
        try:
            await telling
        except StoreError as error:
            self._let_go(str(error))
            return False
        except Exception:  # a fault here must not keep everybody waiting for good
            _log.exception("updates could not be claimed")
            self._let_go("the bot itself failed")
            return False
        return in_time

    async def _tell(self) -> None:
        if self._gathering:
            self._gathering.cancel()
            self._gathering = None
        presence = await self._present()
        batch = dict(islice(self._asked.items(), BATCH))
        found = await presence.put(batch, database.PATIENCE) if batch else {}
        for id, done in batch.items():  # in the order of the asking, which is that of the taps in a chat
            if self._asked.get(id) is done:
                del self._asked[id]
            self._answer(id, found[id])
        if self._waiting or len(batch) == BATCH:
            self._wanted.set()

    async def _present(self) -> Presence:
        """Be present; whoever has lost a number claims with the new one what is under way."""
        if self._presence is None or self._presence.is_over:
            address = self._database.engine.address
            self._presence = await Presence.begin(address, database.PATIENCE, self._wanted.set)
            for id in self._under_way:
                self._asked.setdefault(id, False)
        return self._presence

    def _answer(self, id: int, claim: Claim) -> None:
        waiting = self._waiting.pop(id, None)
        if waiting and not waiting.done():
            waiting.set_result(claim)

    def _let_go(self, reason: str) -> None:
        """Let nobody wait any longer."""
        if not self._is_away:
            _log.warning("updates are dealt with unclaimed for a while; some may be answered twice", reason=reason)
        self._is_away = True
        for id in list(self._waiting):
            self._answer(id, Claim.OURS)

    async def _rest(self) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(AGAIN):
                await self._closing.wait()
        self._wanted.set()
