"""The Telegram at home: who is there, what was said, and what the bot may call."""

import asyncio
import copy
import inspect
import time
from collections.abc import Awaitable, Callable, Mapping
from types import TracebackType
from typing import Any, Self

from bot.simulator import profile, schema
from bot.simulator.delivery import Delivery, Receiver
from bot.simulator.methods import METHODS, with_files
from bot.simulator.people import Group, Person
from bot.simulator.state import (
    QUERY_SECONDS,
    Answer,
    Call,
    Chat,
    File,
    Json,
    Profile,
    Query,
    RefusalError,
    Upload,
    Webhook,
    bad_request,
)
from bot.simulator.trouble import Kind, LostError, Trouble, refusal

TOKEN = "42:TEST-token_of-a-simulated_bot0000000"  # noqa: S105  # opens nothing but this simulator
REMEMBERED = 10_000
"""So many calls and so many callback queries are kept."""


class Telegram:
    """One bot's Telegram in memory; use it as an async context manager.

    `clock` gives the time in seconds since 1970, `sleep` is what passes between two attempts at a webhook.
    """

    def __init__(
        self,
        *,
        token: str = TOKEN,
        username: str = "AllyShoringBot",
        name: str = "Ally-Shoring",
        allow_http_webhook: bool = False,
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.token = token
        self.bot: Json = {"id": int(token.partition(":")[0]), "is_bot": True, "first_name": name, "username": username}
        self.allow_http_webhook = allow_http_webhook
        self.privacy_mode = True
        self.clock = clock
        self.sleep = sleep
        self.began = clock()
        self.logged_out = False
        self.webhook = Webhook()
        self.profile = Profile()
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.files: dict[str, File] = {}
        self.queries: dict[str, Query] = {}
        self.answers: dict[int, list[Answer]] = {}
        self.calls: list[Call] = []
        self.delivery = Delivery(self)
        self.trouble = Trouble(clock)
        self.listeners: list[Callable[[Json], None]] = []
        self.content: Json | None = None
        self._last_message = 0
        self._queries = 0
        self._timers: dict[str, asyncio.TimerHandle] = {}

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """End everything that is under way."""
        for timer in self._timers.values():
            timer.cancel()
        self._timers.clear()
        await self.delivery.close()

    # What the bot does

    async def call(self, method: str, params: Json, files: Mapping[str, Upload] | None = None) -> Json:
        """Carry out a call and give the server's JSON answer; the call is kept in `calls`.

        Values may be as they are or as a form carries them; `files` are those that came along, by their field.

        Raises:
            LostError: no answer is to reach the bot.
        """
        began = time.perf_counter()
        name = schema.canonical(method)
        try:
            if name is None:
                raise RefusalError("Not Found", 404)
            answer: Json = {"ok": True, "result": copy.deepcopy(await self._outcome(name, params, files or {}))}
            call = Call(name, params, ok=True)
        except RefusalError as refusal:
            answer = {"ok": False, "error_code": refusal.code, "description": refusal.description}
            answer |= {"parameters": refusal.parameters} if refusal.parameters else {}
            call = Call(name or method, params, False, refusal.code, refusal.description)
        self._log(call, (time.perf_counter() - began) * 1000)
        return answer

    @property
    def refused(self) -> list[Call]:
        """The calls that the server did not carry out."""
        return [call for call in self.calls if not call.ok]

    @property
    def unanswered(self) -> list[str]:
        """The callback queries that the bot got and has not answered."""
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

    def group(self, title: str, *members: Person, kind: str = "supergroup", forum: bool = False) -> Group:
        """Add a group, or supergroup, with the bot in it already: nothing tells it so."""
        if kind not in ("group", "supergroup") or (forum and kind == "group"):
            raise ValueError(f"there is no {'forum' if forum else 'group'} of the kind {kind!r}")
        number = len(self.chats) + 1
        id = -(1_000_000_000_000 + number) if kind == "supergroup" else -number
        chat = Chat(id, kind, title=title, members=[member.id for member in members], forum=forum, written=True)
        self.chats[id] = chat
        self.tell_chats()
        return Group(self, chat)

    def commands(
        self, chat: Person | Group | None = None, language_code: str = "", *, person: Person | None = None
    ) -> list[Json]:
        """Give the menu of commands that a client shows in a chat, or, without one, in any new private chat.

        `person` is whose client it is in a group; `language_code` is that of the client.
        """
        there = Chat(0, "private") if chat is None else self.chats[chat.id]
        who = person.id if person else there.person or 0
        return copy.deepcopy(profile.shown_commands(self, there, who, language_code))

    # What methods and people work with

    def chat_of(self, chat_id: int | str) -> Chat:
        """Find a chat that the bot may know of.

        Raises:
            RefusalError: there is none.
        """
        known = str(chat_id).removeprefix("-")
        chat = self.chats.get(int(chat_id)) if known.isascii() and known.isdigit() else None
        if chat is None:
            raise bad_request("chat not found")
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

    def begin(self, chat: Chat, sender: Json) -> Json:
        """Begin a message: supergroups count their messages themselves, all other chats together."""
        if chat.type == "supergroup":
            chat.last_id += 1
            number = chat.last_id
        else:
            self._last_message += 1
            number = self._last_message
        return {"message_id": number, "from": sender, "chat": self.chat_json(chat), "date": int(self.clock())}

    def keep(self, chat: Chat, message: Json) -> None:
        """Put a new or changed message into its chat."""
        chat.messages[message["message_id"]] = message
        self.tell({"type": "message", "chat": chat.id, "message": message})

    def remove(self, chat: Chat, message_id: int) -> None:
        """Take a message out of its chat."""
        del chat.messages[message_id]
        self.tell({"type": "deleted", "chat": chat.id, "message_id": message_id})

    def ask(self, person: int, chat: int, message_id: int) -> Query:
        """Make the callback query of a press, which spins until it is answered or a client gives it up."""
        self._queries += 1
        query = Query(str(4_000_000_000_000 + self._queries), person, chat, message_id, self.clock())
        self.queries[query.id] = query
        if len(self.queries) > REMEMBERED:
            del self.queries[next(iter(self.queries))]
        if self.listeners:
            loop = asyncio.get_running_loop()
            self._timers[query.id] = loop.call_later(QUERY_SECONDS, self._give_up, query)
        return query

    def answered(self, query: Query, answer: Answer) -> None:
        """Show a person the answer to their press."""
        self.answers.setdefault(query.person, []).append(answer)
        if timer := self._timers.pop(query.id, None):
            timer.cancel()
        shown: Json = {"text": answer.text, "show_alert": answer.show_alert, "url": answer.url}
        self.tell({"type": "answer", **_place(query), **{key: value for key, value in shown.items() if value}})

    # What a page is told

    def tell(self, event: Json) -> None:
        """Tell whoever listens."""
        for listener in list(self.listeners):
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
        codes = {member: self.people[member].language_code or "" for member in chat.members}
        menus = {str(member): profile.shown_commands(self, chat, member, code) for member, code in codes.items()}
        extra: Json = {"title": chat.title}
        if chat.person is not None:
            description = profile.in_language(self.profile.descriptions, codes[chat.person])
            extra = {"person": chat.person, "description": description}
        shown: Json = {"id": chat.id, "type": chat.type, "members": chat.members, "commands": menus}
        return shown | extra | {"messages": list(chat.messages.values())}

    def shown_bot(self) -> Json:
        """Write what the page gets to know of the bot; texts are those for people of no particular language."""
        kept = self.profile
        return {
            "id": self.bot["id"],
            "username": self.bot["username"],
            "name": kept.names.get("") or self.bot["first_name"],
            "description": kept.descriptions.get("", ""),
            "short_description": kept.short_descriptions.get("", ""),
        }

    async def _outcome(self, name: str, params: Json, files: Mapping[str, Upload]) -> Any:
        """Carry out a call, unless trouble is planned for it."""
        fault = self.trouble.strike(name)
        if fault is None:
            return await self._carry_out(name, params, files)
        if fault.kind is Kind.REFUSED:
            raise refusal(fault)
        if fault.carried_out:
            await self._carry_out(name, params, files)
        raise LostError(late=fault.kind is Kind.LATE)

    async def _carry_out(self, name: str, params: Json, files: Mapping[str, Upload]) -> Any:
        if self.logged_out:
            raise RefusalError("Logged out")
        if name not in METHODS:
            raise bad_request(f"the simulator does not know this method: {name}")
        try:
            checked = schema.check(name, with_files(params, files))
        except schema.SchemaError as error:
            raise bad_request(error) from error
        if isinstance(chat_id := checked.get("chat_id"), int):
            self.trouble.count(name, chat_id)
        result = METHODS[name](self, copy.deepcopy(checked))
        return await result if inspect.isawaitable(result) else result

    def _log(self, call: Call, took_ms: float) -> None:
        self.calls.append(call)
        del self.calls[:-REMEMBERED]
        refusal = {} if call.ok else {"error_code": call.error_code, "description": call.description}
        event: Json = {"type": "call", "method": call.method, "params": call.params, "ok": call.ok}
        self.tell(event | refusal | {"took_ms": round(took_ms, 1)})

    def _give_up(self, query: Query) -> None:
        self._timers.pop(query.id, None)
        if not query.answered:
            self.tell({"type": "expired", **_place(query)})


def _place(query: Query) -> Json:
    return {"person": query.person, "chat": query.chat, "message_id": query.message_id, "query_id": query.id}
