"""One announcement on its way: message by message, until everybody is dealt with or something says stop."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from enum import Enum, auto
from typing import Any, assert_never

import structlog
from telegram.error import InvalidToken, TelegramError

from bot.announcing.addressees import FRESH, Addressee, Addressees
from bot.announcing.notebook import Notebook
from bot.announcing.post import Post
from bot.announcing.suspicion import Suspicion
from bot.announcing.verdict import Away, Barred, Later, Moved, Refused, Settled, Silence, Verdict, verdict
from bot.core.announcements import Letter
from bot.core.announcing import Outcome, State
from bot.errors import AttachmentError, StoreError
from bot.ports import Clock, StillMine, Store
from bot.tg.pace import Pace
from bot.tg.traffic import after_a_turn

LOOK = 1.0
"""Seconds between looks at whether somebody has paused or cancelled, and whether the lease still holds."""
ATTEMPTS = 20
FLOODED = 5
"""Chats in a row that have to wait, after which all of them do, but no longer than LONGEST_HOLD before one is tried."""
LONGEST_HOLD = 30.0
LONGEST_AWAY = 600.0
"""Seconds after which a chat is tried again at the latest: others meanwhile, so that none uses up its attempts soon."""
PATIENCE = 3600.0
"""Seconds that one chat may be waited for: where Telegram asks for more, and not of all, it gets nothing."""

_log = structlog.get_logger()


class End(Enum):
    """How a round ended: all are dealt with, it was stopped, or Telegram takes the message from nobody."""

    COMPLETE = auto()
    STOPPED = auto()
    REFUSED = auto()
    NOTHING_TO_SAY = auto()


class Round:
    """Sends one announcement, as the only one that does; `letter` gives it in a language."""

    def __init__(
        self,
        id: str,
        letter: Callable[[str | None], Letter | None],
        *,
        post: Post,
        store: Store,
        pace: Pace,
        clock: Clock,
        mine: StillMine,
    ) -> None:
        self.refusal = ""
        """What Telegram said of a message that it takes from nobody."""
        self._id = id
        self._letter = letter
        self._post = post
        self._store = store
        self._pace = pace
        self._clock = clock
        self._mine = mine
        self._addressees = Addressees(id, store.ledger, clock)
        self._notebook = Notebook(id, store.ledger, clock)
        self._under_way: set[asyncio.Task[None]] = set()
        self._ended: asyncio.Future[End] = asyncio.get_running_loop().create_future()
        self._suspicion = Suspicion()
        self._troubles = 0
        self._floods = 0
        self._postponed: list[Addressee] = []

    async def go(self) -> End:
        """Send until there is an end; what is under way then is finished and written down."""
        async with self._notebook.open():
            tasks = [asyncio.create_task(work) for work in (self._send_all(), self._watch())]
            try:
                waits: list[asyncio.Future[Any]] = [self._ended, *tasks]
                await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
            finally:
                for task in tasks:
                    task.cancel()
                results = await asyncio.gather(*tasks, return_exceptions=True)
                while self._under_way:
                    await asyncio.wait(self._under_way)
            for result in results:
                if isinstance(result, Exception):
                    raise result
            if not self._ended.done():
                self._give_up_postponed()
                self._settle_suspects()
        return self._ended.result() if self._ended.done() else End.COMPLETE

    def stop(self) -> None:
        """Send nothing more: the process is about to end."""
        self._notebook.hurried = True
        self._end(End.STOPPED)

    async def look(self) -> None:
        """See whether somebody has paused or cancelled the announcement."""
        try:
            state = await self._store.ledger.state(self._id)
        except StoreError:
            return  # without the store no outcome is written down, and so nothing more is sent
        if state is not State.SENDING:
            self._end(End.STOPPED)

    async def _watch(self) -> None:
        while True:
            await self._clock.sleep(LOOK)
            try:
                await self._mine()
            except StoreError as error:
                _log.warning("the right to send is lost; it is asked for again", reason=str(error))
                self._end(End.STOPPED)
            await self.look()

    async def _send_all(self) -> None:
        while True:
            to = await self._next()
            if to is not None:
                await self._send_to(to)
            elif self._under_way or self._addressees.wait is not None:
                await self._wait_for_something()
            else:
                return

    async def _next(self) -> Addressee | None:
        """Give who is next; while the store is away, wait for it."""
        complained = False
        while True:
            try:
                return await self._addressees.next()
            except StoreError as error:
                if not complained:
                    _log.warning("the announcement waits for the store", reason=str(error))
                complained = True
            await self._clock.sleep(LOOK)

    async def _wait_for_something(self) -> None:
        """Wait until a message under way is dealt with, or a chat has waited long enough."""
        wait = self._addressees.wait
        resting = asyncio.ensure_future(self._clock.sleep(LOOK if wait is None else wait))
        try:
            await asyncio.wait([resting, *self._under_way], return_when=asyncio.FIRST_COMPLETED)
        finally:
            resting.cancel()

    async def _send_to(self, to: Addressee) -> None:
        asked = self._clock()
        await self._notebook.room()
        await self._pace.turn()
        if self._clock() - asked > FRESH or (self._troubles and not await self._is_there()):
            self._notebook.clear()
            return self._addressees.take_back(to)
        letter = self._letter(to.language)
        if letter is None:
            return self._end(End.NOTHING_TO_SAY)
        with after_a_turn():
            task = asyncio.create_task(self._one(to, letter))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        if self._troubles or not await self._is_ready(letter):
            await asyncio.wait([task])
        return None

    async def _is_there(self) -> bool:
        """Tell whether Telegram answers again, before one more message may be lost in its silence."""
        try:
            await self._post.knock()
        except InvalidToken:
            return True  # the message finds out the same, and says so
        except TelegramError:
            self._hold()
            return False
        return True

    async def _is_ready(self, letter: Letter) -> bool:
        try:
            return await self._post.is_ready(letter)
        except AttachmentError:
            return False  # the message under way finds out the same, and says so

    async def _one(self, to: Addressee, letter: Letter) -> None:
        try:
            await self._post.send(to.chat_id, letter)
        except TelegramError as error:
            await self._judge(verdict(error), to, letter)
        except AttachmentError as error:
            self._notebook.clear()
            self._refuse(str(error))
        except Exception:
            _log.exception("a message of an announcement failed")
            self._suspect(to, letter, "the bot itself failed; see its log")
        else:
            self._recover()
            self._fail(self._suspicion.clear(letter))
            self._notebook.note(to.chat_id, Outcome.SENT)

    async def _judge(self, found: Verdict, to: Addressee, letter: Letter) -> None:
        match found:
            case Settled(outcome):
                self._recover()
                self._notebook.note(to.chat_id, outcome)
            case Later(seconds):
                self._wait(to, seconds)
            case Moved(chat_id):
                await self._follow(to, chat_id)
            case Refused(reason):
                self._suspect(to, letter, reason)
            case Barred(reason):
                self._notebook.clear()
                self._refuse(reason)
            case Away():
                self._hold()
                self._defer(to, min(2.0**to.attempts, LONGEST_AWAY))
            case Silence():
                self._hold()
                self._notebook.note(to.chat_id, Outcome.UNSURE)
            case _:
                assert_never(found)

    def _wait(self, to: Addressee, seconds: float) -> None:
        """Tell a chat that has to wait from a flood for which all of them do."""
        self._floods += 1
        if self._floods < FLOODED and seconds > PATIENCE:
            return self._postponed.append(replace(to, due=self._clock() + seconds))
        self._defer(to, seconds)
        if self._floods >= FLOODED:
            self._pace.hold(min(seconds, LONGEST_HOLD))
            postponed, self._postponed = self._postponed, []
            for each in postponed:
                self._defer(each, each.due - self._clock())
        return None

    def _recover(self) -> None:
        """Telegram took something: neither is it away, nor have all to wait."""
        self._troubles = self._floods = 0
        self._give_up_postponed()

    def _give_up_postponed(self) -> None:
        """Others need not wait so long: these do not get it."""
        postponed, self._postponed = self._postponed, []
        for to in postponed:
            self._notebook.note(to.chat_id, Outcome.FAILED)

    def _hold(self) -> None:
        """Telegram is away: wait ever longer, and then try it with one message."""
        self._pace.hold(min(2.0**self._troubles, LONGEST_HOLD))
        self._troubles = min(self._troubles + 1, 10)

    def _defer(self, to: Addressee, seconds: float) -> None:
        if to.attempts >= ATTEMPTS:
            return self._notebook.note(to.chat_id, Outcome.FAILED)
        self._addressees.defer(to, seconds)
        return self._notebook.clear()

    async def _follow(self, to: Addressee, chat_id: int) -> None:
        """Go on with the number under which a group goes on."""
        try:
            await self._store.chats.move(to.chat_id, chat_id)
            waits = await self._store.ledger.is_waiting(self._id, chat_id)
        except StoreError as error:
            _log.warning("a group that moved is tried again later", reason=str(error))
            return self._defer(to, LOOK)
        if waits and self._addressees.take(chat_id):
            return self._defer(replace(to, chat_id=chat_id), 0.0)
        return self._notebook.clear()

    def _suspect(self, to: Addressee, letter: Letter, reason: str) -> None:
        """Tell a chat that does not take the message from a message that nobody takes, or nobody takes any more."""
        _log.warning("Telegram refused a message of an announcement", reason=reason)
        self._notebook.clear()
        if self._suspicion.falls_on_the_message(to.chat_id, letter, reason):
            self._refuse(reason)

    def _refuse(self, reason: str) -> None:
        self.refusal = reason
        self._end(End.REFUSED)

    def _settle_suspects(self) -> None:
        """Nobody is left to compare them with: these did not get it, unless there are too many for that."""
        to_blame = self._suspicion.conclude()
        if to_blame is None:
            return self._refuse(self._suspicion.reason)
        return self._fail(to_blame)

    def _fail(self, chats: list[int]) -> None:
        for chat_id in chats:
            self._notebook.note(chat_id, Outcome.FAILED, has_room=False)

    def _end(self, end: End) -> None:
        if not self._ended.done():
            self._ended.set_result(end)
