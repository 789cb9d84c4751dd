"""What a person does in inline mode: ask, look at what is offered, send some of it."""

import asyncio
import copy

from bot.simulator.groups import IN_THE_GROUP, Group
from bot.simulator.inline import Asked
from bot.simulator.shown import Shown, shown
from bot.simulator.somebody import Somebody
from bot.simulator.state import Chat

QUERY = 256


class Asking(Somebody):
    """Somebody who types the bot's name into a chat."""

    async def ask_inline(self, text: str, *, chat: Group | None = None, offset: str = "") -> Asked:
        """Type the bot's name and words after it into a chat, and see what it offers; an offset asks for more.

        Raises:
            AssertionError: no client asks that.
        """
        asked = self.begin_inline(self.place_in(chat), text, offset)
        await self.finish_inline(asked)
        return asked

    def begin_inline(self, chat: Chat, text: str, offset: str = "") -> Asked:
        """Make the inline query of what was typed."""
        name, _, query = text.partition(" ")
        if name.lower() != f"@{self.telegram.bot['username']}".lower():
            raise AssertionError(f"inline mode begins with the bot's name, not with {name!r}")
        if not self.telegram.inline.enabled:
            raise AssertionError("this bot has no inline mode: BotFather was not told of any")
        if len(query) > QUERY:
            raise AssertionError(f"a client asks {QUERY} characters at most, not {len(query)}")
        return self.telegram.inline.ask(self.id, chat, query, offset)

    async def finish_inline(self, asked: Asked) -> None:
        """Deliver an inline query, unless the server has kept an answer to it."""
        if asked.offer is None:
            what = {"query": asked.query, "offset": asked.offset, "chat_type": asked.chat_type}
            await self.telegram.delivery.hand_over("inline_query", {"id": asked.id, "from": self.json(), **what})

    async def choose(self, asked: Asked, choice: str) -> Shown:
        """Send a result, by its id or title, into the chat in which was asked.

        Raises:
            AssertionError: it is not offered.
        """
        result, chat, bot = asked.find(choice), self.telegram.chats[asked.chat], self.telegram.bot
        message = self.telegram.begin(chat, self.json()) | copy.deepcopy(result.message) | {"via_bot": bot}
        name = self.telegram.inline.name(chat, message["message_id"]) if "reply_markup" in message else None
        chat.written = True
        self.telegram.keep(chat, message)
        told = []
        if chat.type == "private" or chat.standing in IN_THE_GROUP:
            told.append(self.telegram.delivery.hand_over("message", message))
        if self.telegram.inline.feedback:
            chosen = {"result_id": result.id, "from": self.json(), "query": asked.query}
            named = {"inline_message_id": name} if name else {}
            told.append(self.telegram.delivery.hand_over("chosen_inline_result", chosen | named))
        await asyncio.gather(*told)
        return shown(message, bot["id"])
