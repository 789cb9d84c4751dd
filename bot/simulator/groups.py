"""What happens to a group: the bot comes and goes, people become administrators, a group becomes a supergroup."""

from typing import TYPE_CHECKING

from bot.simulator.rooms import Room, announce, tell_standing
from bot.simulator.state import Chat, Json

if TYPE_CHECKING:
    from bot.simulator.people import Person
    from bot.simulator.telegram import Telegram

IN_THE_GROUP = ("member", "administrator")
SUPERGROUP = -1_000_000_000_000
ANONYMOUS: Json = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
"""In whose name a group itself writes."""


class Group(Room):
    """A group with the bot in it; every action returns when the bot has dealt with it."""

    def __init__(self, telegram: "Telegram", chat: Chat) -> None:
        super().__init__(telegram, chat.id)

    async def remove_bot(self, by: "Person", *, banned: bool = True) -> None:
        """Let a member remove the bot; unless it is banned, it has only left."""
        await self._set_standing(by, "kicked" if banned else "left")
        await announce(self.telegram, self.chat, by.json(), {"left_chat_member": self.telegram.bot})

    async def add_bot(self, by: "Person") -> None:
        """Let a member add the bot again."""
        await self._set_standing(by, "member")
        await announce(self.telegram, self.chat, by.json(), {"new_chat_members": [self.telegram.bot]})

    async def start_bot(self, by: "Person", parameter: str) -> None:
        """Let a member follow a `?startgroup=` link: the bot is added where it is missing, and told the parameter."""
        if self.chat.standing not in IN_THE_GROUP:
            await self.add_bot(by)
        await by.send(f"/start@{self.telegram.bot['username']} {parameter}".rstrip(), chat=self)

    def promote(self, person: "Person") -> None:
        """Make a member an administrator."""
        self.chat.administrators.add(person.id)
        self.telegram.tell_chats()

    def demote(self, person: "Person") -> None:
        """Make an administrator a member like the others."""
        self.chat.administrators.discard(person.id)
        self.telegram.tell_chats()

    def close_topic(self, thread: int) -> None:
        """Let nobody write into a topic any more; a bot that is no administrator cannot either."""
        self.chat.closed_topics.add(thread)

    def reopen_topic(self, thread: int) -> None:
        """Let everybody write into a topic again."""
        self.chat.closed_topics.discard(thread)

    async def upgrade(self, by: "Person") -> "Group":
        """Turn the group into a supergroup, with another number: the old one stays behind, closed."""
        old = self.chat
        if old.type != "group" or old.upgraded_to is not None:
            raise AssertionError(f"{old.title} is no group any more")
        new = self.telegram.group(str(old.title)).chat
        new.members, new.administrators = list(old.members), set(old.administrators)
        self.telegram.tell_chats()
        old.upgraded_to = new.id
        await announce(self.telegram, old, by.json(), {"migrate_to_chat_id": new.id})
        sender = {"sender_chat": self.telegram.chat_json(new)}
        await announce(self.telegram, new, ANONYMOUS, sender | {"migrate_from_chat_id": old.id})
        return Group(self.telegram, new)

    async def _set_standing(self, by: "Person", after: str) -> None:
        before, self.chat.standing = self.chat.standing, after
        await tell_standing(self.telegram, self.chat, by.json(), before, after)
