"""What the bot remembers: in an SQLite file, or in PostgreSQL."""

from bot.store.chats import Chats
from bot.store.glance import Glance
from bot.store.opening import Store, look, open_store, upgrade

__all__ = ["Chats", "Glance", "Store", "look", "open_store", "upgrade"]
