"""What the inside asks of the outside."""

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import date
from typing import Protocol

from bot.core.announcing import Outcome, Run, State, Where
from bot.core.claims import Claim
from bot.core.figures import Outages
from bot.core.memory import Memory


class ChatStore(Protocol):
    """What is remembered of chats. `kind` is Telegram's type of a chat. Every method may raise StoreError."""

    async def memory(self, chat_id: int) -> Memory | None:
        """Give all that is remembered of a chat, or None."""

    async def language(self, chat_id: int) -> str | None:
        """Give the language chosen in a chat, or None where nobody has chosen."""

    async def choose_language(self, chat_id: int, kind: str, language: str) -> None:
        """Remember the language chosen in a chat."""

    async def subscribe(self, chat_id: int, kind: str, language: str) -> None:
        """Remember that announcements are wanted: in the language that is remembered, else in this one."""

    async def unsubscribe(self, chat_id: int) -> None:
        """Remember that announcements are not wanted."""

    async def offer(self, chat_id: int, kind: str) -> bool:
        """Tell whether to ask if announcements are wanted: once, and only where nobody subscribed before."""

    async def lose(self, chat_ids: Collection[int]) -> None:
        """Remember that Telegram refuses messages to these chats."""

    async def find_again(self, chat_id: int) -> None:
        """Remember that a chat can be reached."""

    async def move(self, old_chat_id: int, new_chat_id: int) -> None:
        """Give a chat that goes on under another number what is remembered of it; the new one's own comes first."""

    async def forget(self, chat_id: int) -> None:
        """Delete all that is remembered of a chat."""

    async def forget_the_lost(self) -> int:
        """Delete the chats that have been unreachable for 180 days, and give how many there were."""

    async def counts(self) -> Mapping[tuple[str, str | None, bool, bool], int]:
        """Count the chats by kind, language, whether they are subscribed, and whether they are reachable."""

    async def ping(self) -> None:
        """Return if the store answers."""


class Ledger(Protocol):
    """The announcements that go out, to whom and how far. Every method may raise StoreError."""

    async def audience(self) -> Mapping[str | None, int]:
        """Count by language the chats to which an announcement would go now; None is no language of their own."""

    async def begin(self, id: str, report: Where | None = None) -> bool:
        """Write down to whom an announcement goes, all or nobody; False where it has been begun before."""

    async def run(self, id: str) -> Run | None:
        """Give how far an announcement is, or None where it was never begun."""

    async def runs(self) -> Sequence[Run]:
        """Give all announcements that were ever begun, the newest first."""

    async def unfinished(self) -> Sequence[Run]:
        """Give those that are to go out now or, cancelled, to be closed, the oldest first."""

    async def state(self, id: str) -> State | None:
        """Give where an announcement is."""

    async def waiting(self, id: str, after: int | None, limit: int) -> Sequence[tuple[int, str | None]]:
        """Give the next chats by their ids, with their languages: those that are still subscribed and reachable."""

    async def is_waiting(self, id: str, chat_id: int) -> bool:
        """Tell whether a chat is still to get an announcement."""

    async def record(self, id: str, outcomes: Mapping[int, Outcome]) -> None:
        """Keep what became of the messages to some chats; the unreachable ones get nothing more."""

    async def change(self, id: str, state: State, *, unless: Collection[State]) -> bool:
        """Put an announcement into a state; False where it is in one of those that forbid that, or was never begun."""

    async def show_at(self, id: str, report: Where | None) -> None:
        """Remember in which message the progress is shown, until it is over."""

    async def finish(self, id: str) -> Run | None:
        """Close an announcement that is sent or cancelled; to whom it went, and who watched, is kept no longer."""


class FileStore(Protocol):
    """The files that Telegram has already, by keys of at most 64 characters. Every method may raise StoreError."""

    async def file_id(self, key: str) -> str | None:
        """Give the id of a file, or None."""

    async def keep(self, key: str, file_id: str) -> None:
        """Remember the id of a file, in place of an earlier one."""

    async def drop(self, key: str) -> None:
        """Forget an id that Telegram no longer takes."""


class OpeningStore(Protocol):
    """How often places were opened, by day and key of at most 64 characters. Every method may raise StoreError."""

    async def add(self, counts: Mapping[tuple[date, str], int]) -> None:
        """Add to what was counted before, all or nothing."""

    async def since(self, day: date) -> Mapping[tuple[date, str], int]:
        """Give the counts from a day on."""


StillMine = Callable[[], Awaitable[None]]
"""Returns where a lease is held; raises StoreError where that is not certain any more."""


class Lease(Protocol):
    """The right to send announcements, which one process has at a time."""

    def held(self) -> AbstractAsyncContextManager[StillMine | None]:
        """Try to have it while the block lasts: None where another has it; may raise StoreError."""


class Claims(Protocol):
    """Which process deals with an update, where several may get the same one. Nothing here ever fails."""

    def open(self) -> AbstractAsyncContextManager[None]:
        """Be one of them while the block lasts."""

    async def claim(self, id: int) -> Claim:
        """Claim an update by its number; other numbers may stand for whatever is to happen once."""

    def settle(self, id: int) -> None:
        """Know that what was claimed has been dealt with."""


class Store(Protocol):
    """All that is remembered."""

    @property
    def chats(self) -> ChatStore:
        """What is remembered of chats."""

    @property
    def ledger(self) -> Ledger:
        """The announcements."""

    @property
    def files(self) -> FileStore:
        """The files that Telegram has."""

    @property
    def lease(self) -> Lease:
        """The right to send announcements."""

    @property
    def claims(self) -> Claims:
        """Who deals with which update."""

    @property
    def openings(self) -> OpeningStore:
        """How often places were opened."""

    @property
    def outages(self) -> Outages:
        """How often the store did not answer."""


class Timer(Protocol):
    """Something that is going to be called."""

    def cancel(self) -> None:
        """Forget it."""


class Clock(Protocol):
    """Time in seconds, and waiting."""

    def __call__(self) -> float:
        """Tell the time; only differences mean something."""

    async def sleep(self, seconds: float) -> None:
        """Wait."""

    def later(self, seconds: float, call: Callable[[], object]) -> Timer:
        """Call something when the time has come."""


class Reply(Protocol):
    """A call that may go out in the answer to an update, or by itself."""

    def take(self) -> bytes | None:
        """Give it as JSON to whoever answers the update; None where it has gone out."""

    async def call(self) -> None:
        """Make it by itself, unless it has gone out; whoever answers has nobody any more to answer to."""
