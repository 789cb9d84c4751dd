"""What a person does in a messaging app: send, press, look; and what they see."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.simulator import formatting
from bot.simulator.entities import fixed
from bot.simulator.found import with_found
from bot.simulator.state import Answer, Chat, Json, Query

if TYPE_CHECKING:
    from bot.simulator.telegram import Telegram


@dataclass(frozen=True, slots=True)
class Button:
    """A button as a person sees it, with what it carries."""

    text: str
    callback_data: str | None = None
    url: str | None = None
    copy_text: str | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """A message as a person sees it at one moment."""

    message_id: int
    chat_id: int
    by_bot: bool
    kind: str
    text: str
    html: str
    entities: tuple[Json, ...]
    buttons: tuple[tuple[Button, ...], ...]
    edited: bool
    link_preview_disabled: bool
    reply_to: int | None
    thread_id: int | None

    @property
    def labels(self) -> list[str]:
        """The texts of the buttons, row by row."""
        return [button.text for row in self.buttons for button in row]

    def find(self, label: str) -> tuple[int, int]:
        """Give the row and column of the button with this label, or of the only one that contains it.

        Raises:
            AssertionError: there is none, or more than one; the message names the labels that there are.
        """
        places = [(row, column) for row, buttons in enumerate(self.buttons) for column, _ in enumerate(buttons)]
        texts = {place: self.buttons[place[0]][place[1]].text for place in places}
        exact = [place for place in places if texts[place] == label]
        found = exact or [place for place in places if label in texts[place]]
        if len(found) != 1:
            raise AssertionError(f"no single button {label!r}; there are {self.labels}")
        return found[0]


class _Room:
    """A chat as its people see it."""

    def __init__(self, telegram: "Telegram") -> None:
        self.telegram = telegram
        self.id = 0

    @property
    def chat(self) -> Chat:
        """The chat itself."""
        return self.telegram.chats[self.id]

    @property
    def messages(self) -> list[Shown]:
        """Everything in the chat, oldest first."""
        return [_shown(self.telegram, self.chat, message) for message in self.chat.messages.values()]

    @property
    def last(self) -> Shown | None:
        """The last message of the bot."""
        return next((message for message in reversed(self.messages) if message.by_bot), None)


class Group(_Room):
    """A group with the bot in it."""

    def __init__(self, telegram: "Telegram", chat: Chat) -> None:
        super().__init__(telegram)
        self.id = chat.id


class Person(_Room):
    """Somebody, and their private chat with the bot; every action returns when the bot has dealt with it."""

    def __init__(
        self,
        telegram: "Telegram",
        id: int,
        first_name: str,
        last_name: str | None,
        username: str | None,
        language_code: str | None,
    ) -> None:
        super().__init__(telegram)
        self.id = id
        self.first_name = first_name
        self.last_name = last_name
        self.username = username
        self.language_code = language_code

    def json(self) -> Json:
        """Write the person as the Bot API does."""
        names = {"last_name": self.last_name, "username": self.username, "language_code": self.language_code}
        user: Json = {"id": self.id, "is_bot": False, "first_name": self.first_name}
        return user | {key: value for key, value in names.items() if value is not None}

    @property
    def answers(self) -> list[Answer]:
        """The answers to this person's taps, oldest first."""
        return self.telegram.answers.get(self.id, [])

    @property
    def toast(self) -> str | None:
        """The text of the newest answer."""
        return self.answers[-1].text if self.answers else None

    async def send(self, text: str, *, chat: Group | None = None, thread: int | None = None) -> None:
        """Send a text."""
        shown, _ = fixed(text, [])
        entities = with_found(shown, [])
        await self._send({"text": shown, **({"entities": entities} if entities else {})}, chat, thread)

    async def send_photo(self, *, caption: str | None = None, chat: Group | None = None) -> None:
        """Send a photo."""
        photo = [{"file_id": "photo", "file_unique_id": "photo", "width": 90, "height": 90, "file_size": 1024}]
        await self._send({"photo": photo, **({"caption": caption} if caption else {})}, chat)

    async def send_sticker(self, *, chat: Group | None = None) -> None:
        """Send a sticker."""
        sticker = {"file_id": "sticker", "file_unique_id": "sticker", "type": "regular", "emoji": "👋"}
        await self._send(
            {"sticker": sticker | {"width": 512, "height": 512, "is_animated": False, "is_video": False}}, chat
        )

    async def send_location(self, *, chat: Group | None = None) -> None:
        """Send a place."""
        await self._send({"location": {"latitude": 19.4326, "longitude": -99.1332}}, chat)

    async def press(self, label: str, *, on: Shown | None = None, chat: Group | None = None) -> str | None:
        """Press the button with a label, or with the only one containing it; give the address of one that opens it.

        Raises:
            AssertionError: there is no such button.
        """
        room = chat or self
        shown = on or room.last
        if shown is None:
            raise AssertionError("there is no message with buttons")
        row, column = shown.find(label)
        button = shown.buttons[row][column]
        if button.callback_data is not None:
            await self.press_data(button.callback_data, on=shown, chat=chat)
        return button.url

    async def press_data(self, data: str, *, on: Shown | None, chat: Group | None = None) -> None:
        """Press a button with any data, as a forged client could."""
        room = self.telegram.chats[(chat or self).id]
        message_id = on.message_id if on else 0
        query = self.begin_press(room, message_id)
        await self.telegram.delivery.hand_over("callback_query", self._query(query, room, data), ("user", self.id))

    def begin_press(self, chat: Chat, message_id: int) -> Query:
        """Make the callback query of a press, which spins until it is answered."""
        id = str(4_000_000_000_000 + len(self.telegram.queries))
        query = Query(id, self.id, chat.id, message_id, self.telegram.clock())
        self.telegram.queries[id] = query
        return query

    async def finish_press(self, query: Query, chat: Chat, data: str) -> None:
        """Deliver a press."""
        await self.telegram.delivery.hand_over("callback_query", self._query(query, chat, data), ("user", self.id))

    async def send_update(self, kind: str, content: Json) -> None:
        """Let the bot have any update."""
        await self.telegram.delivery.hand_over(kind, content, ("user", self.id))

    async def block(self) -> None:
        """Block the bot."""
        self.chat.blocked = True
        await self._membership("member", "kicked")

    async def unblock(self) -> None:
        """Unblock the bot."""
        self.chat.blocked = False
        await self._membership("kicked", "member")

    def speak(self, language_code: str | None) -> None:
        """Change the language of this person's Telegram."""
        self.language_code = language_code
        self.telegram.tell({"type": "person", "person": self.json()})
        self.telegram.tell_chats()

    async def _send(self, content: Json, group: Group | None, thread: int | None = None) -> None:
        chat = self.telegram.chats[(group or self).id]
        chat.written, chat.blocked = True, False
        if thread is not None:
            self._open_topic(chat, thread)
        message = self.telegram.message(chat, self.json(), thread) | content
        self.telegram.keep(chat, message)
        if chat.type == "private" or self._concerns_the_bot(message):
            await self.telegram.delivery.hand_over("message", message, ("chat", chat.id))

    def _open_topic(self, chat: Chat, thread: int) -> None:
        """Make a topic exist: in Telegram somebody opened it before anybody could write there."""
        if not chat.forum:
            raise ValueError("there are topics in forums only")
        topic = {"name": f"Topic {thread}", "icon_color": 0x6FB9F0}
        place = {"message_thread_id": thread, "is_topic_message": True, "forum_topic_created": topic}
        opened = {"message_id": thread, "from": self.json(), "chat": self.telegram.chat_json(chat)}
        chat.topics.setdefault(thread, opened | {"date": int(self.telegram.clock())} | place)

    def _concerns_the_bot(self, message: Json) -> bool:
        """Privacy mode: in a group a bot gets commands that may be its own, and what mentions it."""
        if not self.telegram.privacy_mode:
            return True
        name = f"@{self.telegram.bot['username']}".lower()
        text: str = (message.get("text") or message.get("caption") or "").lower()
        first = text.split(maxsplit=1)[0] if text else ""
        if first.startswith("/"):
            return "@" not in first or first.endswith(name)
        return name in text

    def _query(self, query: Query, chat: Chat, data: str) -> Json:
        message = chat.messages.get(query.message_id)
        gone = {"chat": self.telegram.chat_json(chat), "message_id": query.message_id, "date": 0}
        return {
            "id": query.id,
            "from": self.json(),
            "message": message or gone,
            "chat_instance": str(chat.id * 31),
            "data": data,
        }

    async def _membership(self, before: str, after: str) -> None:
        change = {
            "chat": self.telegram.chat_json(self.chat),
            "from": self.json(),
            "date": int(self.telegram.clock()),
            "old_chat_member": {"status": before, "user": self.telegram.bot} | _until(before),
            "new_chat_member": {"status": after, "user": self.telegram.bot} | _until(after),
        }
        await self.telegram.delivery.hand_over("my_chat_member", change, ("user", self.id))


def _until(status: str) -> Json:
    return {"until_date": 0} if status == "kicked" else {}


def _shown(telegram: "Telegram", chat: Chat, message: Json) -> Shown:
    entities: list[Json] = message.get("entities") or message.get("caption_entities") or []
    text: str = message.get("text") or message.get("caption") or ""
    kinds = ("text", "photo", "sticker", "location", "document")
    return Shown(
        message_id=message["message_id"],
        chat_id=chat.id,
        by_bot=message["from"]["id"] == telegram.bot["id"],
        kind=next((kind for kind in kinds if kind in message), "other"),
        text=text,
        html=formatting.render_html(text, entities),
        entities=tuple(entities),
        buttons=_buttons(message.get("reply_markup", {}).get("inline_keyboard", [])),
        edited="edit_date" in message,
        link_preview_disabled=bool(message.get("link_preview_options", {}).get("is_disabled")),
        reply_to=message.get("reply_to_message", {}).get("message_id"),
        thread_id=message.get("message_thread_id"),
    )


def _buttons(rows: Sequence[Sequence[Any]]) -> tuple[tuple[Button, ...], ...]:
    def button(shown: Json) -> Button:
        copy = shown.get("copy_text", {}).get("text")
        return Button(shown["text"], shown.get("callback_data"), shown.get("url"), copy)

    return tuple(tuple(map(button, row)) for row in rows)
