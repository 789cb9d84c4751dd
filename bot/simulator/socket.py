"""The page's WebSocket: it is told what happens, and asks for what people do."""

import asyncio
import json
from collections.abc import Callable, Coroutine
from typing import Any

from aiohttp import WSMsgType, web

from bot.simulator.people import Group, Person
from bot.simulator.state import Chat, Json
from bot.simulator.telegram import Telegram

FRAME_BYTES = 64 * 1024

_Work = Coroutine[Any, Any, object]


class ImpossibleError(Exception):
    """The page asks for what no client does; the message is for whoever looks at the page."""


class PageSocket:
    """One page that is open."""

    def __init__(self, telegram: Telegram, restart: Callable[[], None] | None = None) -> None:
        self._telegram = telegram
        self._restart = restart
        self._events: asyncio.Queue[Json] = asyncio.Queue()
        self._under_way: set[asyncio.Task[None]] = set()
        self._line = web.WebSocketResponse(heartbeat=30, max_msg_size=FRAME_BYTES)

    async def run(self, request: web.Request) -> web.WebSocketResponse:
        """Talk with the page until it leaves."""
        await self._line.prepare(request)
        self._say(self._world())
        for state in self._telegram.states.values():
            self._say(state)
        self._telegram.listeners.append(self._say)
        telling = asyncio.create_task(self._tell())
        try:
            async for frame in self._line:
                if frame.type is WSMsgType.TEXT:
                    self._hear(frame.data)
        finally:
            self._telegram.listeners.remove(self._say)
            await _ended(telling, *self._under_way)
        return self._line

    async def close(self) -> None:
        """Hang up."""
        await self._line.close()

    def _say(self, event: Json) -> None:
        # written at once: a message changes, and the page is to see how it was
        self._events.put_nowait(json.loads(json.dumps(event, default=_unshown)))

    async def _tell(self) -> None:
        while not self._line.closed:
            event = await self._events.get()
            try:
                await self._line.send_json(event)
            except ConnectionError:
                return

    def _world(self) -> Json:
        telegram = self._telegram
        people = [person.json() for person in telegram.people.values()]
        chats = [telegram.shown(chat) for chat in telegram.chats.values()]
        return {"type": "world", "bot": telegram.shown_bot(), "people": people, "chats": chats}

    def _hear(self, text: str) -> None:
        try:
            work = self._asked(json.loads(text))
        except ImpossibleError as error:
            self._refuse(error)
        except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError) as error:
            self._refuse(f"{type(error).__name__}: {error}")
        else:
            if work is not None:
                task = asyncio.create_task(self._carried_out(work))
                self._under_way.add(task)
                task.add_done_callback(self._under_way.discard)

    async def _carried_out(self, work: _Work) -> None:
        try:
            await work
        except AssertionError as error:
            self._refuse(error)

    def _refuse(self, why: object) -> None:
        self._say({"type": "refused", "text": str(why)})

    def _asked(self, asked: Json) -> _Work | None:
        match asked["do"]:
            case "send":
                thread = asked.get("thread")
                return self._person(asked).send(str(asked["text"]), chat=self._group(asked), thread=thread)
            case "press":
                return self._press(asked)
            case "attach":
                return self._attach(asked)
            case "inline":
                text, offset = str(asked["text"]), str(asked.get("offset", ""))
                return self._person(asked).ask_inline(text, chat=self._group(asked), offset=offset)
            case "choose":
                return self._choose(asked)
            case "start_group":
                return self._start_group(asked)
            case "block":
                return self._person(asked).block()
            case "unblock":
                return self._person(asked).unblock()
            case _:
                self._changed(asked)
        return None

    def _changed(self, asked: Json) -> None:
        match asked["do"]:
            case "language":
                self._person(asked).speak(str(asked["language_code"]))
            case "person":
                name = str(asked["first_name"]).strip()
                if not name:
                    raise ImpossibleError("a person has a name")
                self._telegram.person(name, language_code=str(asked["language_code"]))
            case "group":
                title, members = str(asked["title"]).strip(), [self._known(member) for member in asked["members"]]
                if not title or not members:
                    raise ImpossibleError("a group has a title and members")
                group = self._telegram.group(title, *members, kind=str(asked.get("kind", "supergroup")))
                group.promote(members[0])  # whoever makes a group is its administrator
            case "clear":
                chat = self._chat(asked)
                for message_id in list(chat.messages):
                    self._telegram.remove(chat, message_id)
                self._telegram.tell_chats()
            case "restart":
                if self._restart is None:
                    raise ImpossibleError("whoever runs the bot has to restart it")
                self._restart()
            case unknown:
                raise ImpossibleError(f"the page cannot do {unknown}")

    def _attach(self, asked: Json) -> _Work:
        person, group = self._person(asked), self._group(asked)
        match asked["kind"]:
            case "photo":
                return person.send_photo(chat=group)
            case "sticker":
                return person.send_sticker(chat=group)
            case "location":
                return person.send_location(chat=group)
            case unknown:
                raise ImpossibleError(f"the page cannot attach {unknown}")

    def _choose(self, asked: Json) -> _Work:
        """Send what was offered for an inline query: to whom it was offered, and there."""
        person, chat = self._person(asked), self._chat(asked)
        query = self._telegram.inline.asked.get(str(asked["query_id"]))
        if query is None or (query.person, query.chat) != (person.id, chat.id):
            raise ImpossibleError("that is not offered any more")
        return person.choose(query, str(asked["result_id"]))

    def _start_group(self, asked: Json) -> _Work:
        person, group = self._person(asked), self._group(asked)
        if group is None:
            raise ImpossibleError("a link that adds the bot to a group leads to a group")
        return group.start_bot(person, str(asked["parameter"]))

    def _press(self, asked: Json) -> _Work:
        person, chat = self._person(asked), self._chat(asked)
        row, column = int(asked["row"]), int(asked["column"])
        rows = chat.messages.get(asked["message_id"], {}).get("reply_markup", {}).get("inline_keyboard", [])
        if not (0 <= row < len(rows) and 0 <= column < len(rows[row])):
            raise ImpossibleError("that button is gone")
        if "callback_data" not in rows[row][column]:
            raise ImpossibleError("that button asks the bot nothing")
        query = person.begin_press(chat, asked["message_id"])
        place = {key: asked[key] for key in ("person", "chat", "message_id", "row", "column")}
        self._say({"type": "pressed", **place, "query_id": query.id})
        return person.finish_press(query, chat, rows[row][column]["callback_data"])

    def _person(self, asked: Json) -> Person:
        return self._known(asked["person"])

    def _known(self, id: int) -> Person:
        person = self._telegram.people.get(id)
        if person is None:
            raise ImpossibleError("there is no such person")
        return person

    def _chat(self, asked: Json) -> Chat:
        chat = self._telegram.chats.get(asked["chat"])
        if chat is None or asked["person"] not in chat.members:
            raise ImpossibleError("that person is not in that chat")
        return chat

    def _group(self, asked: Json) -> Group | None:
        chat = self._chat(asked)
        return None if chat.type == "private" else Group(self._telegram, chat)


async def _ended(*tasks: asyncio.Task[None]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def _unshown(value: object) -> str:
    return f"<{type(value).__name__}>"
