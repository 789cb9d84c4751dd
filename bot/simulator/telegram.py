"""The Telegram at home: who is there, what was said, and what the bot may call."""

import inspect
import json
import re
import time
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

from bot.simulator import connection, messages, profile, queries, schema
from bot.simulator.delivery import Delivery, Receiver
from bot.simulator.people import Group, Person
from bot.simulator.state import Answer, Call, Chat, Json, Profile, Query, RefusalError, Webhook

TOKEN = "42:TEST-token_of-a-simulated_bot0000000"  # noqa: S105  # opens nothing but this simulator

METHODS: dict[str, Callable[["Telegram", Json], Any]] = {
    "getMe": connection.get_me,
    "getChat": connection.get_chat,
    "getUpdates": connection.get_updates,
    "setWebhook": connection.set_webhook,
    "deleteWebhook": connection.delete_webhook,
    "getWebhookInfo": connection.get_webhook_info,
    "sendMessage": messages.send_message,
    "editMessageText": messages.edit_message_text,
    "editMessageReplyMarkup": messages.edit_message_reply_markup,
    "deleteMessage": messages.delete_message,
    "answerCallbackQuery": queries.answer_callback_query,
    "sendChatAction": messages.send_chat_action,
    "setMyCommands": profile.set_my_commands,
    "getMyCommands": profile.get_my_commands,
    "deleteMyCommands": profile.delete_my_commands,
    "setMyDescription": profile.set_my_description,
    "getMyDescription": profile.get_my_description,
    "setMyShortDescription": profile.set_my_short_description,
    "getMyShortDescription": profile.get_my_short_description,
}
"""What the simulator knows of the Bot API."""


class Telegram:
    """One bot's Telegram in memory; use it as an async context manager."""

    def __init__(
        self,
        *,
        token: str = TOKEN,
        username: str = "AllyShoringBot",
        name: str = "Ally-Shoring",
        allow_http_webhook: bool = False,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.token = token
        self.bot: Json = {"id": int(token.partition(":")[0]), "is_bot": True, "first_name": name, "username": username}
        self.allow_http_webhook = allow_http_webhook
        self.privacy_mode = True
        self.clock = clock
        self.webhook = Webhook()
        self.profile = Profile()
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.queries: dict[str, Query] = {}
        self.answers: dict[int, list[Answer]] = {}
        self.calls: list[Call] = []
        self.delivery = Delivery(self)
        self.listeners: list[Callable[[Json], None]] = []
        self.content: Json | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """End everything that is under way."""
        await self.delivery.close()

    # What the bot does

    async def call(self, method: str, params: Json) -> Json:
        """Carry out a call and give the server's JSON answer; the call is kept in `calls`."""
        name = schema.canonical(method)
        try:
            if name is None:
                raise RefusalError("Not Found", 404)
            result = await self._carry_out(name, params)
        except RefusalError as refusal:
            return self._refused(name or method, params, refusal)
        self._log(Call(name, params, ok=True))
        return {"ok": True, "result": json.loads(json.dumps(result))}

    @property
    def refused(self) -> list[Call]:
        """The calls that the server did not carry out."""
        return [call for call in self.calls if not call.ok]

    @property
    def unanswered(self) -> list[str]:
        """The callback queries that still spin."""
        return [query.id for query in self.queries.values() if not query.answered]

    def deliver_to(self, receiver: Receiver) -> None:
        """Hand updates to a callable instead of a socket; what it raises reaches whoever caused the update."""
        self.delivery.receiver = receiver

    # Who is there

    def person(
        self,
        first_name: str,
        *,
        language_code: str | None = None,
        last_name: str | None = None,
        username: str | None = None,
    ) -> Person:
        """Add a person, with an empty private chat."""
        person = Person(self, 1000 + len(self.people), first_name, last_name, username, language_code)
        self.people[person.id] = person
        self.chats[person.id] = Chat(person.id, "private", person=person.id, members=[person.id])
        self.tell({"type": "person", "person": person.json()})
        self.tell_chats()
        return person

    def group(self, title: str, *members: Person, kind: str = "group", forum: bool = False) -> Group:
        """Add a group with the bot in it."""
        number = len(self.chats) + 1
        id = -(1_000_000_000_000 + number) if kind == "supergroup" else -number
        chat = Chat(id, kind, title=title, members=[member.id for member in members], forum=forum, written=True)
        self.chats[id] = chat
        self.tell_chats()
        return Group(self, chat)

    def commands(self, chat: Person | Group | None = None, language_code: str = "") -> list[Json]:
        """Give the menu of commands that a client shows in a chat, or, without one, in any new private chat."""
        there = Chat(0, "private") if chat is None else self.chats[chat.id]
        return profile.shown_commands(self, there, there.person or 0, language_code)

    # What methods and people work with

    def chat_of(self, chat_id: int | str) -> Chat:
        """Find a chat that the bot may know of.

        Raises:
            RefusalError: there is none.
        """
        if chat_id == "":
            raise RefusalError("Bad Request: chat_id is empty")
        chat = self.chats.get(int(chat_id)) if re.fullmatch(r"-?[0-9]{1,19}", str(chat_id)) else None
        if chat is None:
            raise RefusalError("Bad Request: chat not found")
        return chat

    def reachable(self, chat_id: int | str) -> Chat:
        """Find a chat that the bot may write to.

        Raises:
            RefusalError: there is none, or its person blocked the bot or never wrote to it.
        """
        chat = self.chat_of(chat_id)
        if chat.blocked:
            raise RefusalError("Forbidden: bot was blocked by the user", 403)
        if not chat.written:
            raise RefusalError("Forbidden: bot can't initiate conversation with a user", 403)
        return chat

    def chat_json(self, chat: Chat) -> Json:
        """Write a chat as the Bot API does."""
        shown: Json = {"id": chat.id, "type": chat.type}
        if chat.person is not None:
            person = self.people[chat.person].json()
            return shown | {key: person[key] for key in ("first_name", "last_name", "username") if key in person}
        return shown | {"title": chat.title} | ({"is_forum": True} if chat.forum else {})

    def message(self, chat: Chat, sender: Json, thread: int | None = None) -> Json:
        """Begin a message."""
        message = {
            "message_id": chat.next_id(),
            "from": sender,
            "chat": self.chat_json(chat),
            "date": int(self.clock()),
        }
        if thread is None:
            return message
        place = {"message_thread_id": thread, "is_topic_message": True}
        return message | place | {"reply_to_message": chat.topics[thread]}

    def keep(self, chat: Chat, message: Json) -> None:
        """Put a new or changed message into its chat."""
        chat.messages[message["message_id"]] = message
        self.tell({"type": "message", "chat": chat.id, "message": message})

    # What a page is told

    def tell(self, event: Json) -> None:
        """Tell whoever listens."""
        for listener in self.listeners:
            listener(event)

    def tell_content(self, frame: Json) -> None:
        """Tell the state of what the bot says, and keep it for pages that are opened later."""
        self.content = frame
        self.tell(frame)

    def tell_chats(self) -> None:
        """Tell the state of every chat."""
        if self.listeners:
            for chat in self.chats.values():
                self.tell({"type": "chat", "chat": self.shown(chat)})

    def shown(self, chat: Chat) -> Json:
        """Write a chat as the page gets it."""
        commands = {}
        for member in chat.members:
            code = self.people[member].language_code or ""
            commands[str(member)] = profile.shown_commands(self, chat, member, code)
        extra: Json = {"title": chat.title}
        if chat.person is not None:
            code = self.people[chat.person].language_code or ""
            extra = {"person": chat.person, "description": profile.shown_description(self, code)}
        return {
            "id": chat.id,
            "type": chat.type,
            **extra,
            "members": chat.members,
            "messages": list(chat.messages.values()),
            "commands": commands,
        }

    def shown_bot(self) -> Json:
        """Write what the page gets to know of the bot."""
        return {"id": self.bot["id"], "username": self.bot["username"], "name": self.bot["first_name"]}

    async def _carry_out(self, name: str, params: Json) -> Any:
        if name not in METHODS:
            raise RefusalError(f"Bad Request: the simulator does not know the method {name}")
        try:
            checked = schema.check(name, params)
        except schema.SchemaError as error:
            raise RefusalError(f"Bad Request: {error}") from error
        result = METHODS[name](self, checked)
        return await result if inspect.isawaitable(result) else result

    def _refused(self, name: str, params: Json, refusal: RefusalError) -> Json:
        self._log(Call(name, params, False, refusal.code, refusal.description))
        answer: Json = {"ok": False, "error_code": refusal.code, "description": refusal.description}
        return answer | ({"parameters": refusal.parameters} if refusal.parameters else {})

    def _log(self, call: Call) -> None:
        self.calls.append(call)
        refusal = {} if call.ok else {"error_code": call.error_code, "description": call.description}
        self.tell({"type": "call", "method": call.method, "params": call.params, "ok": call.ok, **refusal})
