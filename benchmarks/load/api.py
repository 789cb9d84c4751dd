"""A Bot API that takes no time of its own: it counts calls, notes when edits come, and answers at once or later."""

import asyncio
import json
import re
import time
from collections import Counter
from collections.abc import Callable
from typing import Protocol, cast

from benchmarks.load.screens import Json, Screens
from benchmarks.load.wire import Message, Reader, parameters

EDIT = "editmessagetext"
ANSWER = "answercallbackquery"
_CHAT = re.compile(rb'chat_id"?[^\d-]{0,120}?(-?\d+)')
_QUERY = re.compile(rb'callback_query_id"?[^\d]{0,120}?(\d+)')
_REPLY = re.compile(rb'"method"(?:: ?"|[^\r]*\r\n(?:[^\r]+\r\n)*\r\n)(\w+)')
_FIXED = {
    "getmycommands": b"[]",
    "getmydescription": b'{"description":""}',
    "getmyshortdescription": b'{"short_description":""}',
    "getmyname": b'{"name":""}',
}


class Watcher(Protocol):
    """Who wants to know of edits and answers."""

    def edited(self, chat: int, at: float, call: Message) -> bytes:
        """Hear of an edit, and give the message as it is now."""

    def answered(self, query: int) -> None:
        """Hear of the answer to a tap."""


class Api:
    """What the calls of a bot come to; `delay` are the seconds until each is answered."""

    def __init__(self, screens: Screens, watcher: Watcher) -> None:
        self.delay = 0.0
        self.calls: Counter[str] = Counter()
        self.replies: Counter[str] = Counter()
        """The calls that came in the answers of the webhook, which are carried out as well."""
        self.webhook: asyncio.Future[Json] = asyncio.get_running_loop().create_future()
        self._watcher = watcher
        self._me = json.dumps({**screens.bot, "can_join_groups": True, "supports_inline_queries": True}).encode()
        self._sent = json.dumps({"from": screens.bot, "date": 1_800_000_000, "text": "…"}).encode()[1:]

    def call(self, message: Message) -> bytes:
        """Carry out a call, and give its answer."""
        line = message.head[: message.head.index(b"\r\n")]
        name = line.split(b" ")[1].partition(b"?")[0].rpartition(b"/")[2].decode().lower()
        self.calls[name] += 1
        return b'{"ok":true,"result":' + self._carry_out(name, message) + b"}"

    def reply(self, message: Message) -> None:
        """Carry out the call that may stand in the answer of the webhook."""
        if found := _REPLY.search(message.body):
            name = found[1].decode().lower()
            self.replies[name] += 1
            self._carry_out(name, message)

    def _carry_out(self, name: str, message: Message) -> bytes:
        now = time.perf_counter()
        if name == EDIT:
            return self._watcher.edited(_number(_CHAT, message.body), now, message)
        if name == ANSWER:
            self._watcher.answered(_number(_QUERY, message.body))
        elif name == "sendmessage":
            chat = _number(_CHAT, message.body)
            return b'{"message_id":1000,"chat":{"id":%d,"type":"private","first_name":"A"},' % chat + self._sent
        elif name == "setwebhook" and not self.webhook.done():
            self.webhook.set_result(parameters(message))
        return self._me if name == "getme" else _FIXED.get(name, b"true")


class Line(asyncio.Protocol):
    """A connection of the bot's."""

    def __init__(self, api: Api) -> None:
        self._api = api
        self._reader = Reader()
        self._write: Callable[[bytes], None] = lambda _: None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin."""
        self._write = cast(asyncio.WriteTransport, transport).write

    def data_received(self, data: bytes) -> None:
        """Answer each call that is whole."""
        for message in self._reader.feed(data):
            answer = self._api.call(message)
            head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(answer)
            if self._api.delay:
                asyncio.get_running_loop().call_later(self._api.delay, self._write, head + answer)
            else:
                self._write(head + answer)


def _number(pattern: re.Pattern[bytes], body: bytes) -> int:
    found = pattern.search(body)
    if found is None:
        raise ValueError(f"a call without {pattern.pattern!r}")
    return int(found[1])
