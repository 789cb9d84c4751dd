"""Announcements as a service of the running bot: whichever process has the lease sends what is to go out."""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from typing import Any

import structlog
from structlog.contextvars import bind_contextvars, unbind_contextvars
from telegram.ext import ExtBot

from bot.announcing.post import Post
from bot.announcing.round import End, Round
from bot.announcing.telling import Tell, Teller
from bot.core.announcements import Letter, letter
from bot.core.announcing import Run, State
from bot.core.edition import Edition, View
from bot.errors import StoreError
from bot.ports import Clock, StillMine
from bot.services import Services
from bot.tg.pace import Pace

LOOK = 3.0
"""Seconds between looks for what is to go out; one that is begun here is not waited for so long."""
TELL = 5.0
"""Seconds between tellings of the progress: each is a message that nobody else gets meanwhile."""

HANDOVER = 4.0
"""Seconds in which another process that was at it notices that it may not go on, and writes down what it sent."""

FAREWELL = 24.0
"""Seconds at a shutdown for what is under way: platforms kill after 30."""

_log = structlog.get_logger()


class Office:
    """Sends one announcement after the other."""

    def __init__(self, services: Services, bot: ExtBot[str], *, pace: Pace, clock: Clock, tell: Tell) -> None:
        self._services = services
        self._bot = bot
        self._pace = pace
        self._clock = clock
        self._teller = Teller(tell, pace, clock)
        self._round: Round | None = None
        self._called = asyncio.Event()
        self._closing = asyncio.Event()
        self._is_cut_off = False

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Work while the block lasts; what is under way at its end is finished, the rest waits for the next start."""
        working = asyncio.create_task(self._work())
        async with self._teller.open():
            try:
                yield
            finally:
                self._closing.set()
                self._called.set()
                if self._round:
                    self._round.stop()
                await self._end(working)

    async def _end(self, working: asyncio.Task[None]) -> None:
        """Let what is under way come to its end, for as long as a shutdown may take."""
        _, late = await asyncio.wait([working], timeout=FAREWELL)
        if late:
            _log.error("the messages under way were not finished before the end; they may come twice")
            working.cancel()
            await asyncio.wait([working])

    async def call(self) -> None:
        """Tell that something was begun, paused, resumed or cancelled."""
        self._called.set()
        if self._round:
            await self._round.look()

    async def _work(self) -> None:
        while not self._closing.is_set():
            unbind_contextvars("announcement")
            try:
                await self._send_what_is_there()
                self._is_cut_off = False
            except StoreError as error:
                if not self._is_cut_off:  # it is said once, for it is tried again every few seconds
                    _log.warning("the announcements are out of reach; they are looked for again", reason=str(error))
                self._is_cut_off = True
            except Exception:
                _log.exception("announcements failed; they are tried again")
            await self._rest()

    async def _rest(self) -> None:
        """Wait until somebody calls, or for LOOK seconds."""
        if not self._closing.is_set():
            await _first(self._called.wait(), self._clock.sleep(LOOK))
        self._called.clear()

    async def _send_what_is_there(self) -> None:
        if not await self._services.store.ledger.unfinished():
            return
        async with self._services.store.lease.held() as mine:
            while mine is not None and not self._closing.is_set():
                waiting = await self._services.store.ledger.unfinished()
                if not waiting or not await self._send(waiting[0], mine):
                    return

    async def _send(self, run: Run, mine: StillMine) -> bool:
        """Send one announcement, and tell whether there is sense in going on with the next."""
        bind_contextvars(announcement=run.id)  # in all that is logged of it, in the tasks below as well
        if run.state is State.CANCELLED:  # while nobody sent it
            await self._conclude(run.id, End.STOPPED, "")
            return True
        _log.info("an announcement goes out", left=run.left)
        self._teller.forget(run.id)
        if run.dealt_with:
            await _first(self._clock.sleep(HANDOVER), self._closing.wait())
            await mine()
            if await self._services.store.ledger.state(run.id) is not State.SENDING:
                return True
        self._round = Round(
            run.id,
            _Letters(run.id, self._services).get,
            post=Post(self._bot, self._services.store.files, self._services.content_dir, run.id),
            store=self._services.store,
            pace=self._pace,
            clock=self._clock,
            mine=mine,
        )
        telling = asyncio.create_task(self._keep_telling(run.id))
        try:
            if self._closing.is_set():
                self._round.stop()
            end = await self._round.go()
        finally:
            telling.cancel()
            await asyncio.gather(telling, return_exceptions=True)
            refusal, self._round = self._round.refusal, None
        await self._conclude(run.id, end, refusal)
        return end is not End.STOPPED

    async def _conclude(self, id: str, end: End, refusal: str) -> None:
        ledger = self._services.store.ledger
        if end in (End.REFUSED, End.NOTHING_TO_SAY):
            _log.error("an announcement is paused", reason=refusal or "it is not in the content any more")
            await ledger.change(id, State.PAUSED, unless=[State.CANCELLED, State.DONE])
        run = await ledger.run(id)
        if end is End.COMPLETE or (run and run.state is State.CANCELLED):
            run = await ledger.finish(id)
        if run and not self._closing.is_set():
            _log.info("an announcement has stopped", state=run.state, sent=run.sent, left=run.left)
            await self._turn()
            await self._teller.tell_the_end(run, refusal)

    async def _keep_telling(self, id: str) -> None:
        while True:
            await self._clock.sleep(TELL)
            try:
                if run := await self._services.store.ledger.run(id):
                    await self._turn()
                    await self._teller.tell(run)
            except StoreError:
                continue

    async def _turn(self) -> None:
        """Wait until there is room for telling: that is one more message that Telegram counts."""
        await _first(self._pace.turn(), self._closing.wait())


async def _first(*waits: Coroutine[Any, Any, object]) -> None:
    """Wait for what comes first, and let the rest be."""
    tasks = [asyncio.ensure_future(wait) for wait in waits]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()


class _Letters:
    """An announcement in each language, made once for each edition."""

    def __init__(self, id: str, services: Services) -> None:
        self._id = id
        self._services = services
        self._edition: Edition | None = None
        self._made: dict[str, Letter | None] = {}

    def get(self, language: str | None) -> Letter | None:
        """Give it in the language of a chat, else in English; None where it is not in the content any more."""
        edition = self._services.edition
        if edition is not self._edition:
            self._edition, self._made = edition, {}
        locale = edition.locale_for(language)
        if locale not in self._made:
            self._made[locale] = letter(self._id, View(edition, locale))
        return self._made[locale]
