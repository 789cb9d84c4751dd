"""Groups: where the bot arrives, where a group moves, and where somebody mentions it."""

from collections.abc import Iterable

import structlog
from telegram import Message, MessageEntity, Update

from bot.core import render
from bot.core.routes import Greeting, Home, Place
from bot.core.screens.search import meant
from bot.errors import StoreError
from bot.tg import presenter
from bot.tg.context import Context
from handlers import search
from handlers.commands import message_of

_log = structlog.get_logger()

_NAMES: list[str | None] = [MessageEntity.MENTION, MessageEntity.TEXT_MENTION]


async def arrive(update: Update, context: Context) -> None:
    """Greet a group in which the bot is new, in the language of whoever added it."""
    members = message_of(update).new_chat_members
    if any(member.id == context.bot.id for member in members) or not members:
        view = await context.view(update)
        await presenter.send(context.bot, message_of(update), render(Home(Greeting.WELCOME), view))


async def move(update: Update, context: Context) -> None:
    """Keep what is remembered of a group that has become a supergroup; Telegram says so in both, in any order."""
    message = message_of(update)
    old = message.migrate_from_chat_id or message.chat.id
    new = message.migrate_to_chat_id or message.chat.id
    try:
        await context.services.chats.move(old, new)
        await context.services.chats.find_again(new)  # the bot has left the old group, not the new one
    except StoreError as error:
        _log.warning("a group has lost its language on the way", reason=str(error))


async def hear(update: Update, context: Context) -> None:
    """Answer a message that mentions the bot with what its other words mean; without any, with the menu."""
    message = message_of(update)
    if (words := _words_beside_the_name(message, context.bot.username, context.bot.id)) is not None:
        view = await context.view(update)
        place = meant(words, view.edition) if words else Place(Home(Greeting.WELCOME))
        await search.show(place, view, update, context)


def _words_beside_the_name(message: Message, username: str, bot_id: int) -> str | None:
    """Give a text without the names of the bot and of others who are mentioned, or None where the bot is not."""
    text = message.text or message.caption or ""
    found = message.parse_entities(_NAMES) if message.text else message.parse_caption_entities(_NAMES)
    if not any(_is_meant(entity, name, username, bot_id) for entity, name in found.items()):
        return None
    return _without(text, found)


def _without(text: str, entities: Iterable[MessageEntity]) -> str:
    """Cut entities out of a text; they are counted in units of UTF-16."""
    units = text.encode("utf-16-le")
    for entity in sorted(entities, key=lambda entity: -entity.offset):
        start, end = 2 * entity.offset, 2 * (entity.offset + entity.length)
        units = units[:start] + " ".encode("utf-16-le") + units[end:]
    return units.decode("utf-16-le").strip()


def _is_meant(entity: MessageEntity, name: str, username: str, bot_id: int) -> bool:
    if entity.type == MessageEntity.MENTION:
        return name.lower() == f"@{username}".lower()
    return entity.user is not None and entity.user.id == bot_id
