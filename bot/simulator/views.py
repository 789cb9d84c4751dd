"""What the page gets to see of a bot and of a chat."""

from typing import TYPE_CHECKING

from bot.simulator import profile
from bot.simulator.state import Chat, Json

if TYPE_CHECKING:
    from bot.simulator.telegram import Telegram


def chat(telegram: "Telegram", chat: Chat) -> Json:
    """Write a chat with its messages, and with the commands that each of its people sees."""
    codes = {member: telegram.people[member].language_code or "" for member in chat.members}
    menus = {str(member): profile.shown_commands(telegram, chat, member, code) for member, code in codes.items()}
    extra: Json = {"title": chat.title}
    if chat.person is not None:
        description = profile.in_language(telegram.profile.descriptions, codes[chat.person])
        extra = {"person": chat.person, "description": description, "blocked": chat.blocked}
    shown: Json = {"id": chat.id, "type": chat.type, "members": chat.members, "commands": menus}
    return shown | extra | {"messages": list(chat.messages.values())}


def bot(telegram: "Telegram") -> Json:
    """Write what is known of the bot; texts are those for people of no particular language."""
    kept = telegram.profile
    return {
        "id": telegram.bot["id"],
        "username": telegram.bot["username"],
        "name": kept.names.get("") or telegram.bot["first_name"],
        "description": kept.descriptions.get("", ""),
        "short_description": kept.short_descriptions.get("", ""),
        "inline": telegram.inline.enabled,
    }
