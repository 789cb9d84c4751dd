"""Who somebody is, and where they may do something."""

from typing import TYPE_CHECKING

from bot.simulator.groups import Group
from bot.simulator.rooms import Room, tell_standing
from bot.simulator.state import Answer, Chat, Json

if TYPE_CHECKING:
    from bot.simulator.telegram import Telegram


class Somebody(Room):
    """Somebody, and their private chat with the bot."""

    def __init__(
        self,
        telegram: "Telegram",
        id: int,
        first_name: str,
        last_name: str | None,
        username: str | None,
        language_code: str | None,
    ) -> None:
        super().__init__(telegram, id)
        self.first_name = first_name
        self.last_name = last_name
        self.username = username
        self.language_code = language_code
        self.deactivated = False

    def json(self) -> Json:
        """Write the person as the Bot API does."""
        if self.deactivated:
            return {"id": self.id, "is_bot": False, "first_name": ""}
        names = {"last_name": self.last_name, "username": self.username, "language_code": self.language_code}
        user: Json = {"id": self.id, "is_bot": False, "first_name": self.first_name}
        return user | {key: value for key, value in names.items() if value}

    @property
    def answers(self) -> list[Answer]:
        """The answers to this person's presses, oldest first."""
        return self.telegram.queries.answers.get(self.id, [])

    @property
    def toast(self) -> str | None:
        """The text of the newest answer."""
        return self.answers[-1].text if self.answers else None

    async def block(self) -> None:
        """Block the bot."""
        self.chat.blocked = True
        self.telegram.tell_chats()
        await tell_standing(self.telegram, self.chat, self.json(), "member", "kicked")

    async def unblock(self) -> None:
        """Unblock the bot."""
        self.chat.blocked = False
        self.telegram.tell_chats()
        await tell_standing(self.telegram, self.chat, self.json(), "kicked", "member")

    def delete_account(self) -> None:
        """Leave Telegram: nobody is told, and nothing reaches this person any more."""
        self.deactivated = True
        self.telegram.tell({"type": "person", "person": self.json()})

    def speak(self, language_code: str | None) -> None:
        """Change the language of this person's Telegram."""
        self.language_code = language_code
        self.telegram.tell({"type": "person", "person": self.json()})
        self.telegram.tell_chats()

    def place_in(self, group: Group | None) -> Chat:
        """Give the chat in which something is to be done: a group, or the one with the bot.

        Raises:
            AssertionError: no client lets this person do anything there.
        """
        chat = self.telegram.chats[(group or self).id]
        if self.deactivated:
            raise AssertionError("this person has left Telegram")
        if self.id not in chat.members:
            raise AssertionError(f"{self.first_name} is not in {chat.title}")
        if chat.upgraded_to is not None:
            raise AssertionError(f"{chat.title} is a supergroup now")
        if chat.blocked:
            raise AssertionError(f"{self.first_name} has blocked the bot: a client asks to unblock it first")
        return chat
