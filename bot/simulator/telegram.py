"""The Telegram at home: who is there, what was said, and what the bot may call."""

import copy
import inspect
import time
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Any, Self

from bot.simulator import profile, schema, views
from bot.simulator.access import number
from bot.simulator.clock import Clock, RealClock
from bot.simulator.delivery import Delivery, Receiver
from bot.simulator.groups import SUPERGROUP, Group
from bot.simulator.inline import Inline
from bot.simulator.methods import METHODS, with_files
from bot.simulator.people import Person
from bot.simulator.posting import Line
from bot.simulator.queries import Queries
from bot.simulator.state import Call, Chat, File, Json, Profile, RefusalError, Upload, Webhook, bad_request
from bot.simulator.trouble import Trouble, TroubleError

TOKEN = "42:TEST-token_of-a-simulated_bot0000000"  # noqa: S105  # opens nothing but this simulator
REMEMBERED = 10_000
"""So many calls are kept."""


class Telegram:
    """One bot's Telegram in memory; use it as an async context manager.

    `clock` is the real one unless a test wants to wind it; `line` leads to a webhook in this process, without a socket.
    """

    def __init__(
        self,
        *,
        token: str = TOKEN,
        username: str = "AllyShoringBot",
        name: str = "Ally-Shoring",
        allow_http_webhook: bool = False,
        clock: Clock | None = None,
        line: Line | None = None,
    ) -> None:
        self.token = token
        self.bot: Json = {"id": int(token.partition(":")[0]), "is_bot": True, "first_name": name, "username": username}
        self.allow_http_webhook = allow_http_webhook
        self.privacy_mode = True
        self.can_join_groups = True
        self.clock: Clock = clock or RealClock()
        self.began = self.clock()
        self.logged_out = False
        self.webhook = Webhook()
        self.profile = Profile()
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.files: dict[str, File] = {}
        self.queries = Queries(self)
        self.inline = Inline(self)
        self.calls: list[Call] = []
        self.delivery = Delivery(self, line)
        self.trouble = Trouble(self.clock)
        self.listeners: list[Callable[[Json], None]] = []
        self.states: dict[str, Json] = {}
        self.last_message = 0

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """End everything that is under way."""
        self.queries.close()
        await self.delivery.close()

    # What the bot does

    async def call(self, method: str, params: Json, files: Mapping[str, Upload] | None = None) -> Json:
        """Carry out a call and give the server's JSON answer; the call is kept in `calls`.

        Values may be as they are or as a form carries them; `files` are those that came along, by their field.

        Raises:
            TroubleError: no answer of the Bot API is to reach the bot.
        """
        began = time.perf_counter()
        name = schema.canonical(method)
        try:
            if name is None:
                raise RefusalError("Not Found: method not found", 404)
            answer: Json = {"ok": True, "result": copy.deepcopy(await self._outcome(name, params, files or {}))}
            call = Call(name, params, ok=True)
        except RefusalError as refusal:
            answer = {"ok": False, "error_code": refusal.code, "description": refusal.description}
            answer |= {"parameters": refusal.parameters} if refusal.parameters else {}
            call = Call(name or method, params, False, refusal.code, refusal.description)
        except TroubleError as trouble:
            self._log(Call(name or method, params, False, None, str(trouble)), (time.perf_counter() - began) * 1000)
            raise
        self._log(call, (time.perf_counter() - began) * 1000)
        return answer

    @property
    def refused(self) -> list[Call]:
        """The calls that the server did not carry out."""
        return [call for call in self.calls if not call.ok]

    @property
    def unanswered(self) -> list[str]:
        """The callback queries that the bot got and has not answered."""
        return self.queries.unanswered

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
        id = (SUPERGROUP if kind == "supergroup" else 0) - len(self.chats) - 1
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
        else:
            self.last_message += 1
        message_id = chat.last_id if chat.type == "supergroup" else self.last_message
        return {"message_id": message_id, "from": sender, "chat": self.chat_json(chat), "date": int(self.clock())}

    def keep(self, chat: Chat, message: Json) -> None:
        """Put a new or changed message into its chat."""
        chat.messages[message["message_id"]] = message
        self.tell({"type": "message", "chat": chat.id, "message": message})

    def remove(self, chat: Chat, message_id: int) -> None:
        """Take a message out of its chat."""
        del chat.messages[message_id]
        self.tell({"type": "deleted", "chat": chat.id, "message_id": message_id})

    # What a page is told

    def tell(self, event: Json) -> None:
        """Tell whoever listens."""
        for listener in list(self.listeners):
            listener(event)

    def tell_state(self, frame: Json) -> None:
        """Tell how something stands, and keep it for pages that are opened later until a frame of its type comes."""
        self.states[frame["type"]] = frame
        self.tell(frame)

    def tell_chats(self) -> None:
        """Tell the state of every chat."""
        if self.listeners:
            for chat in self.chats.values():
                self.tell({"type": "chat", "chat": self.shown(chat)})

    def shown(self, chat: Chat) -> Json:
        """Write a chat as the page gets it."""
        return views.chat(self, chat)

    def shown_bot(self) -> Json:
        """Write what the page gets to know of the bot."""
        return views.bot(self)

    async def _outcome(self, name: str, params: Json, files: Mapping[str, Upload]) -> Any:
        """Carry out a call, unless trouble is planned for it."""
        fault = self.trouble.strike(name, number(params.get("chat_id")))
        if fault is None:
            return await self._carry_out(name, params, files)
        if fault.carried_out:
            await self._carry_out(name, params, files)
        raise fault.error()

    async def _carry_out(self, name: str, params: Json, files: Mapping[str, Upload]) -> Any:
        if self.logged_out:
            raise RefusalError("Logged out")
        if name not in METHODS:
            raise bad_request(f"the simulator does not know this method: {name}")
        try:
            checked = schema.check(name, with_files(params, files))
        except schema.SchemaError as error:
            raise bad_request(error) from error
        self.trouble.count(name, number(checked.get("chat_id")))
        result = METHODS[name](self, copy.deepcopy(checked))
        return await result if inspect.isawaitable(result) else result

    def _log(self, call: Call, took_ms: float) -> None:
        self.calls.append(call)
        del self.calls[:-REMEMBERED]
        refusal = {} if call.ok else {"error_code": call.error_code, "description": call.description}
        params = call.params | ({"secret_token": "…"} if "secret_token" in call.params else {})
        event: Json = {"type": "call", "method": call.method, "params": params, "ok": call.ok}
        self.tell(event | refusal | {"took_ms": round(took_ms, 1)})
