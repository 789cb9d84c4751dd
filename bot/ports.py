"""What the inside asks of the outside."""

from typing import Protocol


class ChatStore(Protocol):
    """What is remembered of chats: which language somebody chose there. Every method may raise StoreError."""

    async def language(self, chat_id: int) -> str | None:
        """Give the language chosen in a chat, or None where nobody has chosen."""

    async def choose_language(self, chat_id: int, language: str) -> None:
        """Remember the language chosen in a chat."""

    async def move(self, old_chat_id: int, new_chat_id: int) -> None:
        """Give a chat that goes on under another number what is remembered of it; the new one's own comes first."""

    async def forget(self, chat_id: int) -> None:
        """Delete all that is remembered of a chat."""

    async def ping(self) -> None:
        """Return if the store answers."""
