"""People who tap: each has a chat and a connection to the webhook, and waits for the 200 before tapping again.

That is Telegram's order: of one person's taps, the next one goes out when the one before was acknowledged.
"""

import asyncio
import itertools
import json
import random
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast
from urllib.parse import urlsplit

from benchmarks.load.api import Api
from benchmarks.load.screens import Json, Screens
from benchmarks.load.wire import Message, Reader

FIRST_CHAT = 700_000_000
FIRST_QUERY = 4_000_000_000_000_000_000
LANGUAGES = {"en": "en", "es": "es-MX"}
RETRY_SECONDS = 0.005


@dataclass(slots=True, eq=False)
class Tap:
    """A tap on its way; it is over when its edit and its answer have come, and the webhook has said 200."""

    id: int
    chat: int
    seen: str
    data: str
    due: float
    edited: float | None = None
    answered: bool = False
    acknowledged: bool = False

    @property
    def is_over(self) -> bool:
        """Whether nothing more is to come."""
        return self.edited is not None and self.answered and self.acknowledged


class Crowd:
    """Everybody, and the taps that are under way; hears of edits and answers, and tells of each tap that is over."""

    def __init__(self, screens: Screens) -> None:
        self.screens = screens
        self.over: Callable[[Tap, Message], None] = lambda _tap, _call: None
        self.refused = 0
        self.kept: dict[int, Message] = {}
        """The edits of the taps under way."""
        self._bot = json.dumps(screens.bot).encode()
        self._numbers = itertools.count(500_000_001)
        self._queries: dict[int, Tap] = {}
        self._edits: dict[int, deque[Tap]] = {}

    @property
    def under_way(self) -> int:
        """How many taps are not over."""
        return len(self._queries)

    def begin(self, chat: int, seen: str, data: str, due: float) -> Tap:
        """Let somebody tap a button of what they see."""
        number = next(self._numbers)
        tap = self._queries[number] = Tap(number, chat, seen, data, due)
        self._edits.setdefault(chat, deque()).append(tap)
        return tap

    def forget(self) -> None:
        """Give up what is under way."""
        self._queries.clear()
        self._edits.clear()
        self.kept.clear()

    def edited(self, chat: int, at: float, call: Message) -> bytes:
        """Hear of an edit, and give the message as it is now."""
        waiting = self._edits.get(chat)
        if not waiting:
            return b"true"
        tap = waiting.popleft()
        if not waiting:
            del self._edits[chat]
        tap.edited = at
        self.kept[tap.id] = call
        self.look(tap)
        return self.message(tap.chat, tap.data, b',"edit_date":1800000060')

    def answered(self, query: int) -> None:
        """Hear of the answer to a tap."""
        if tap := self._queries.get(query - FIRST_QUERY):
            tap.answered = True
            self.look(tap)

    def look(self, tap: Tap) -> None:
        """Tell of a tap if it is over."""
        if tap.is_over and tap.id in self._queries:
            del self._queries[tap.id]
            self.over(tap, self.kept.pop(tap.id))

    def message(self, chat: int, data: str, more: bytes = b"") -> bytes:
        """Write a message that shows a screen, as Telegram does."""
        beginning = (
            b'{"message_id":77,"from":%s,"chat":{"id":%d,"type":"private","first_name":"Grace"},"date":1800000000'
        )
        return beginning % (self._bot, chat) + more + b"," + self.screens.shown[data].rest

    def update(self, tap: Tap) -> bytes:
        """Write a tap, as Telegram does."""
        language = LANGUAGES.get(tap.data[:2], "en").encode()
        beginning = (
            b'{"update_id":%d,"callback_query":{"id":"%d","from":{"id":%d,"is_bot":false,"first_name":"Grace",'
            b'"language_code":"%s"},"message":'
        ) % (tap.id, FIRST_QUERY + tap.id, tap.chat, language)
        end = b',"chat_instance":"-%019d","data":%s}}' % (tap.chat * 1_000_003, json.dumps(tap.data).encode())
        return beginning + self.message(tap.chat, tap.seen) + end


class Person(asyncio.Protocol):
    """Somebody with a connection; `chat` and what is seen there may change between taps."""

    def __init__(self, crowd: Crowd, api: Api, webhook: Json, number: int, port: int) -> None:
        self.chat = FIRST_CHAT + number
        self.sees = crowd.screens.starts[number % len(crowd.screens.starts)]
        self.chance = random.Random(number)  # noqa: S311  # the same taps each time
        self._crowd, self._api = crowd, api
        self._address, self._port = urlsplit(str(webhook["url"])), port
        secret = f"X-Telegram-Bot-Api-Secret-Token: {webhook['secret_token']}\r\n" if "secret_token" in webhook else ""
        self._head = (
            f"POST {self._address.path} HTTP/1.1\r\nHost: {self._address.netloc}\r\n{secret}"
            "Content-Type: application/json\r\nConnection: keep-alive\r\nContent-Length: "
        ).encode()
        self._waiting: deque[Tap] = deque()
        self._sent: Tap | None = None
        self._reader = Reader()
        self._transport: asyncio.WriteTransport | None = None

    async def connect(self) -> None:
        """Connect, as soon as somebody listens."""
        while True:
            try:
                await asyncio.get_running_loop().create_connection(
                    lambda: self, str(self._address.hostname), self._port
                )
                return
            except ConnectionRefusedError:
                await asyncio.sleep(RETRY_SECONDS)

    def close(self) -> None:
        """Hang up."""
        if self._transport:
            self._transport.close()

    def tap(self, data: str | None = None) -> None:
        """Tap a button, as soon as the tap before is acknowledged: this one, or any."""
        chosen = data or self._crowd.screens.after(self.sees, self.chance)
        tap = self._crowd.begin(self.chat, self.sees, chosen, time.perf_counter())
        self.sees = chosen
        self._waiting.append(tap)
        self._send()

    def _send(self) -> None:
        if self._sent is None and self._waiting and self._transport:
            tap = self._sent = self._waiting.popleft()
            body = self._crowd.update(tap)
            self._transport.write(b"%s%d\r\n\r\n%s" % (self._head, len(body), body))

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin."""
        self._transport = cast(asyncio.WriteTransport, transport)

    def connection_lost(self, exc: Exception | None) -> None:
        """Note that what is under way is lost."""
        self._transport = None

    def data_received(self, data: bytes) -> None:
        """Take the webhook's answer, and the call that may stand in it."""
        for message in self._reader.feed(data):
            tap, self._sent = self._sent, None
            if b" 200 " not in message.head[:13]:
                self._crowd.refused += 1
            if message.body:
                self._api.reply(message)
            if tap:
                tap.acknowledged = True
                self._crowd.look(tap)
            self._send()
