"""Where an update comes from, as Telegram's JSON has it: from whom, and out of which chat."""

from collections.abc import Hashable
from typing import Any

RawUpdate = dict[str, Any]


def lane_of(update: RawUpdate) -> Hashable:
    """Give what an update has to keep in order with: its chat; of a message that was sent inline, that message.

    What is typed behind the bot's name belongs to its person, and to no chat.
    """
    for kind, content in update.items():
        if isinstance(content, dict):
            if isinstance(inline := content.get("inline_message_id"), str):
                return inline
            if kind == "inline_query":
                return "inline query", person_of(update)
            message = content.get("message", content)
            for place in (message.get("chat") if isinstance(message, dict) else None, content.get("from")):
                if (id := _id(place)) is not None:
                    return id
    return "update", update["update_id"]


def person_of(update: RawUpdate) -> int | None:
    """Give who sent an update: a person, or a chat that writes in its own name; None where that cannot be told.

    Who writes for a chat comes from a bot of Telegram's that is the same for all of them.
    """
    for content in update.values():
        if isinstance(content, dict):
            for sender in (content.get("sender_chat"), content.get("from"), content.get("chat")):
                if (id := _id(sender)) is not None:
                    return id
    return None


def is_of_a_group(update: RawUpdate) -> bool:
    """Tell whether an update is a message of a group: Telegram then sends what others write only after it."""
    message = update.get("message")
    chat = _id(message.get("chat")) if isinstance(message, dict) else None
    return chat is not None and chat < 0


def _id(value: Any) -> int | None:
    id = value.get("id") if isinstance(value, dict) else None
    return id if type(id) is int else None
