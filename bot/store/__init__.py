"""What the bot remembers: SQLAlchemy over SQLite or PostgreSQL."""

from bot.store.chats import Chats
from bot.store.opening import Store, open_store, upgrade

__all__ = ["Chats", "Store", "open_store", "upgrade"]
