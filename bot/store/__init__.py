"""What the bot remembers: SQLAlchemy over SQLite or PostgreSQL."""

from bot.store.chats import Chats, open_chats

__all__ = ["Chats", "open_chats"]
