"""A chat as its people see it, and what happens in it without anybody writing."""

from typing import TYPE_CHECKING

from bot.simulator.shown import Shown, shown
from bot.simulator.state import Chat, Json

if TYPE_CHECKING:
    from bot.simulator.telegram import Telegram


class Room:
    """A chat as its people see it."""

    def __init__(self, telegram: "Telegram", id: int) -> None:
        self.telegram = telegram
        self.id = id

    @property
    def chat(self) -> Chat:
        """The chat itself."""
        return self.telegram.chats[self.id]

    @property
    def messages(self) -> list[Shown]:
        """Everything in the chat, oldest first."""
        return [shown(message, self.telegram.bot["id"]) for message in self.chat.messages.values()]

    @property
    def last(self) -> Shown | None:
        """The last message of the bot."""
        return next((message for message in reversed(self.messages) if message.by_bot), None)


async def announce(telegram: "Telegram", chat: Chat, sender: Json, content: Json) -> None:
    """Write a service message; a bot gets it whatever its privacy mode."""
    message = telegram.begin(chat, sender) | content
    telegram.keep(chat, message)
    await telegram.delivery.hand_over("message", message)


async def tell_standing(telegram: "Telegram", chat: Chat, by: Json, before: str, after: str) -> None:
    """Tell the bot that its own standing in a chat has changed."""
    change = {
        "chat": telegram.chat_json(chat),
        "from": by,
        "date": int(telegram.clock()),
        "old_chat_member": member(telegram.bot, before),
        "new_chat_member": member(telegram.bot, after),
    }
    await telegram.delivery.hand_over("my_chat_member", change)


def member(user: Json, status: str) -> Json:
    """Write a member as the Bot API does."""
    return {"user": user, "status": status} | ({"until_date": 0} if status == "kicked" else {})
