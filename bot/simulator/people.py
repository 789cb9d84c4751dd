"""What a person does in a messaging app: send, press, look."""

from bot.simulator import entities
from bot.simulator.asking import Asking
from bot.simulator.groups import IN_THE_GROUP, Group
from bot.simulator.inline import Asked
from bot.simulator.shown import Shown
from bot.simulator.state import Chat, Json, Query

__all__ = ["Group", "Person"]

TEXT = 4096


class Person(Asking):
    """Somebody, and their private chat with the bot; every action returns when the bot has dealt with it."""

    async def send(
        self, text: str, *, chat: Group | None = None, thread: int | None = None, reply_to: Shown | None = None
    ) -> None:
        """Send a text.

        Raises:
            AssertionError: no client sends that: it is empty or too long, or the person is not in the chat.
        """
        try:
            seen, found = entities.fixed(text, [])
        except entities.EntityError as error:
            raise AssertionError(f"no client sends this: {error}") from error
        if len(seen) > TEXT:
            raise AssertionError(f"a client sends {TEXT} characters at once, not {len(seen)}")
        await self._send({"text": seen} | ({"entities": found} if found else {}), chat, thread, reply_to)

    async def send_photo(self, *, caption: str | None = None, chat: Group | None = None) -> None:
        """Send a photo."""
        photo = [{"file_id": "photo", "file_unique_id": "photo", "width": 90, "height": 90, "file_size": 1024}]
        await self._send({"photo": photo, **({"caption": caption} if caption else {})}, chat)

    async def send_sticker(self, *, chat: Group | None = None) -> None:
        """Send a sticker."""
        sticker = {"file_id": "sticker", "file_unique_id": "sticker", "type": "regular", "emoji": "👋"}
        sides = {"width": 512, "height": 512, "is_animated": False, "is_video": False}
        await self._send({"sticker": sticker | sides}, chat)

    async def send_location(self, *, chat: Group | None = None) -> None:
        """Send a place."""
        await self._send({"location": {"latitude": 19.4326, "longitude": -99.1332}}, chat)

    async def press(self, label: str, *, on: Shown | None = None, chat: Group | None = None) -> str | None:
        """Press the button with a label, or the only one containing it.

        What is on an older message is pressed as it looked then. A button that opens or copies something gives that,
        and one that leads to inline mode gives what it types there.

        Raises:
            AssertionError: there is no such button.
        """
        message = on or (chat or self).last
        if message is None:
            raise AssertionError("there is no message with buttons")
        button = message.find(label)
        if button.callback_data is not None:
            await self.press_data(button.callback_data, on=message, chat=chat)
        if button.inline_query is not None:
            return f"@{self.telegram.bot['username']} {button.inline_query}"
        return button.url or button.copy_text

    async def press_data(self, data: str, *, on: Shown | None, chat: Group | None = None) -> None:
        """Press a button with any data, as a forged client could."""
        place = self.telegram.chats[on.chat_id] if on and chat is None else self.place_in(chat)
        query = self.begin_press(place, on.message_id if on else 0)
        await self.finish_press(query, place, data)

    def begin_press(self, chat: Chat, message_id: int) -> Query:
        """Make the callback query of a press."""
        return self.telegram.queries.ask(self.id, chat, message_id)

    async def finish_press(self, query: Query, chat: Chat, data: str) -> None:
        """Deliver a press; the message goes with it as it is now, but of one that was sent inline only its name."""
        instance = {"chat_instance": str(abs(chat.id) * 1_000_003 % 2**63), "data": data}
        gone = {"chat": self.telegram.chat_json(chat), "message_id": query.message_id, "date": 0}
        message: Json = {"message": chat.messages.get(query.message_id, gone)}
        place = {"inline_message_id": query.inline} if query.inline else message
        await self.telegram.delivery.hand_over(
            "callback_query", {"id": query.id, "from": self.json()} | place | instance
        )

    async def press_above(self, asked: Asked) -> str | None:
        """Press the button above the results: it begins a chat with the bot, or gives the address of a Web App."""
        button = asked.button
        if button is None:
            raise AssertionError("there is no button above the results")
        if "web_app" in button:
            address: str = button["web_app"]["url"]
            return address
        await self.send(f"/start {button['start_parameter']}")
        return None

    async def send_update(self, update: Json) -> None:
        """Let the bot have any update: {kind: content}."""
        ((kind, content),) = ((kind, content) for kind, content in update.items() if kind != "update_id")
        await self.telegram.delivery.hand_over(kind, content)

    async def _send(
        self, content: Json, group: Group | None, thread: int | None = None, reply_to: Shown | None = None
    ) -> None:
        chat = self.place_in(group)
        chat.written = True
        place = self._place(chat, thread, reply_to)
        message = self.telegram.begin(chat, self.json()) | place | content
        self.telegram.keep(chat, message)
        if chat.type == "private" or self._concerns_the_bot(chat, message):
            await self.telegram.delivery.hand_over("message", message)

    def _place(self, chat: Chat, thread: int | None, reply_to: Shown | None) -> Json:
        """Tie a message to what it answers; in a topic, for want of that, to the message that opened the topic."""
        place: Json = {}
        if thread is not None:
            if not chat.forum:
                raise AssertionError(f"{chat.title} has no topics")
            if thread in chat.closed_topics:
                raise AssertionError(f"topic {thread} is closed")
            chat.topics.add(thread)
            chat.last_id = max(chat.last_id, thread)
            place = {"message_thread_id": thread, "is_topic_message": True}
            opened = {"message_id": thread, "date": int(self.telegram.clock()), "chat": self.telegram.chat_json(chat)}
            topic = {"forum_topic_created": {"name": f"Topic {thread}", "icon_color": 7322096}}
            place["reply_to_message"] = opened | {"from": self.json()} | place | topic
        if reply_to is not None:
            answered = chat.messages[reply_to.message_id]
            place["reply_to_message"] = {key: value for key, value in answered.items() if key != "reply_to_message"}
        return place

    def _concerns_the_bot(self, chat: Chat, message: Json) -> bool:
        """Privacy mode: in a group a bot gets commands that may be its own, mentions, and answers to its messages."""
        bot = self.telegram.bot
        if chat.standing not in IN_THE_GROUP:
            return False
        if not self.telegram.privacy_mode:
            return True
        if message.get("reply_to_message", {}).get("from", {}).get("id") == bot["id"]:
            return True
        name = f"@{bot['username']}".lower()
        text: str = (message.get("text") or message.get("caption") or "").lower()
        first = text.split(maxsplit=1)[0] if text else ""
        if first.startswith("/"):
            return "@" not in first or first.endswith(name)
        return name in text
