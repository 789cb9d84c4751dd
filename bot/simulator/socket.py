"""The page's WebSocket: it is told what happens, and asks for what people do."""

import asyncio
import json
from collections.abc import Coroutine
from typing import Any

from aiohttp import WSMsgType, web

from bot.simulator.people import Group, Person
from bot.simulator.state import QUERY_SECONDS, Chat, Json, Query
from bot.simulator.telegram import Telegram


class PageSocket:
    """One page that is open."""

    def __init__(self, telegram: Telegram) -> None:
        self._telegram = telegram
        self._events: asyncio.Queue[Json] = asyncio.Queue()
        self._under_way: set[asyncio.Task[None]] = set()
        self._line = web.WebSocketResponse(heartbeat=30)

    async def run(self, request: web.Request) -> web.WebSocketResponse:
        """Talk with the page until it leaves."""
        await self._line.prepare(request)
        self._events.put_nowait(self._world())
        if self._telegram.content is not None:
            self._events.put_nowait(self._telegram.content)
        self._telegram.listeners.append(self._events.put_nowait)
        telling = asyncio.create_task(self._tell())
        try:
            async for frame in self._line:
                if frame.type is WSMsgType.TEXT:
                    self._hear(frame.data)
        finally:
            self._telegram.listeners.remove(self._events.put_nowait)
            for task in (telling, *self._under_way):
                task.cancel()
        return self._line

    async def close(self) -> None:
        """Hang up."""
        await self._line.close()

    async def _tell(self) -> None:
        while True:
            await self._line.send_json(await self._events.get())

    def _world(self) -> Json:
        telegram = self._telegram
        people = [person.json() for person in telegram.people.values()]
        chats = [telegram.shown(chat) for chat in telegram.chats.values()]
        return {"type": "world", "bot": telegram.shown_bot(), "people": people, "chats": chats}

    def _hear(self, text: str) -> None:
        try:
            asked = json.loads(text)
            work = self._do(asked)
        except (ValueError, TypeError, KeyError, IndexError, AttributeError) as error:
            self._events.put_nowait({"type": "refused", "text": f"{type(error).__name__}: {error}"})
            return
        if work is not None:
            task = asyncio.create_task(work)
            self._under_way.add(task)
            task.add_done_callback(self._under_way.discard)

    def _do(self, asked: Json) -> Coroutine[Any, Any, None] | None:
        match asked["do"]:
            case "send":
                return self._person(asked).send(str(asked["text"]), chat=self._group(asked), thread=asked.get("thread"))
            case "press":
                return self._press(asked)
            case "attach":
                person, group = self._person(asked), self._group(asked)
                send = {"photo": person.send_photo, "sticker": person.send_sticker, "location": person.send_location}
                return send[asked["kind"]](chat=group)
            case "language":
                self._person(asked).speak(str(asked["language_code"]))
            case "person":
                self._telegram.person(str(asked["first_name"]), language_code=str(asked["language_code"]))
            case "block":
                return self._person(asked).block()
            case "unblock":
                return self._person(asked).unblock()
            case "clear":
                chat = self._chat(asked)
                chat.messages.clear()
                self._telegram.tell_chats()
            case unknown:
                raise ValueError(f"the page cannot do {unknown}")
        return None

    def _press(self, asked: Json) -> Coroutine[Any, Any, None]:
        person, chat = self._person(asked), self._chat(asked)
        message = chat.messages[asked["message_id"]]
        button = message["reply_markup"]["inline_keyboard"][asked["row"]][asked["column"]]
        query = person.begin_press(chat, asked["message_id"])
        place = {key: asked[key] for key in ("person", "chat", "message_id", "row", "column")}
        self._events.put_nowait({"type": "pressed", **place, "query_id": query.id})
        return self._finish(person, query, chat, button["callback_data"])

    async def _finish(self, person: Person, query: Query, chat: Chat, data: str) -> None:
        asyncio.get_running_loop().call_later(QUERY_SECONDS, self._expire, query)
        await person.finish_press(query, chat, data)

    def _expire(self, query: Query) -> None:
        if not query.answered:
            place = {"person": query.person, "chat": query.chat, "message_id": query.message_id}
            self._events.put_nowait({"type": "expired", **place, "query_id": query.id})

    def _person(self, asked: Json) -> Person:
        return self._telegram.people[asked["person"]]

    def _chat(self, asked: Json) -> Chat:
        return self._telegram.chats[asked["chat"]]

    def _group(self, asked: Json) -> Group | None:
        chat = self._chat(asked)
        return None if chat.type == "private" else Group(self._telegram, chat)
