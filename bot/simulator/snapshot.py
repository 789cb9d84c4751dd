"""A whole Telegram as JSON: written, and read again.

Kept are people and chats with their messages, keyboards and members, what the bot has set about itself, updates that it
has not dealt with, taps that can still be answered, files of some size, and every number that goes on counting. Not so
the webhook and what BotFather was told, for each start tells them anew; offers of inline mode; and planned trouble.
"""

import base64
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from bot.simulator.people import Person
from bot.simulator.state import QUERY_SECONDS, Chat, File, Json, Profile, Query
from bot.simulator.updates import Item

if TYPE_CHECKING:
    from bot.simulator.telegram import Telegram

VERSION = 1
MESSAGES = 1000
"""So many messages of each chat are kept, the last ones."""
FILE_BYTES = 256 * 1024
ALL_FILES_BYTES = 4 * 1024 * 1024
"""Of what is larger, and of what came before the last so many bytes, only the name is kept."""

_SETS = ("administrators", "topics", "closed_topics", "fixed")
_NAMES = ("first_name", "last_name", "username", "language_code")


def write(telegram: "Telegram") -> Json:
    """Write a Telegram."""
    updates, queries = telegram.delivery.updates, telegram.queries
    recent = [query for query in queries.known.values() if telegram.clock() - query.sent <= QUERY_SECONDS]
    return {
        "version": VERSION,
        "last": {"message": telegram.last_message, "query": queries.last_id, "update": updates.last_id},
        "people": [_person(person) for person in telegram.people.values()],
        "chats": [_chat(chat) for chat in telegram.chats.values()],
        "files": _files(telegram.files),
        "profile": _profile(telegram.profile),
        "queries": [_fields(query) for query in recent],
        "allowed": telegram.delivery.allowed,
        "pending": [{"update": item.update, "expires": item.expires} for item in updates.waiting()],
    }


def read(telegram: "Telegram", kept: Json) -> None:
    """Put what was written into a Telegram that is new; where it cannot be read, nothing of it is.

    Raises:
        ValueError: it was written by another version.
        KeyError, TypeError, AttributeError: it was not written by this module.
    """
    if kept["version"] != VERSION:
        raise ValueError(f"it is of version {kept['version']}, not {VERSION}")
    last = kept["last"]
    people = [_person_again(telegram, person) for person in kept["people"]]
    chats = [_chat_again(chat) for chat in kept["chats"]]
    files = {id: _file_again(file) for id, file in kept["files"].items()}
    profile = _profile_again(kept["profile"])
    queries = [Query(**query) for query in kept["queries"]]
    pending = [Item.of(item["update"], float(item["expires"])) for item in kept["pending"]]
    allowed = [str(kind) for kind in kept["allowed"]]
    _check_members(chats, {person.id for person in people})
    counters = int(last["message"]), int(last["query"]), int(last["update"])
    # from here on nothing can go wrong
    telegram.people.update((person.id, person) for person in people)
    telegram.chats.update((chat.id, chat) for chat in chats)
    telegram.files.update(files)
    telegram.profile, telegram.delivery.allowed = profile, allowed
    telegram.queries.known.update((query.id, query) for query in queries)
    telegram.delivery.updates.put_back(pending)
    telegram.last_message, telegram.queries.last_id, telegram.delivery.updates.last_id = counters


def _check_members(chats: list[Chat], people: set[int]) -> None:
    for chat in chats:
        if not people.issuperset(chat.members) or chat.person not in {None, *people}:
            raise ValueError(f"in chat {chat.id} is somebody who is nowhere else")


def _fields(kept: Chat | Query | Profile) -> Json:
    return {field.name: getattr(kept, field.name) for field in fields(kept)}


def _person(person: Person) -> Json:
    return {"id": person.id, "deactivated": person.deactivated} | {name: getattr(person, name) for name in _NAMES}


def _person_again(telegram: "Telegram", kept: Json) -> Person:
    person = Person(telegram, int(kept["id"]), **{name: kept[name] for name in _NAMES})
    person.deactivated = bool(kept["deactivated"])
    return person


def _chat(chat: Chat) -> Json:
    messages = list(chat.messages.values())[-MESSAGES:]
    sets = {name: sorted(getattr(chat, name)) for name in _SETS}
    return _fields(chat) | sets | {"messages": messages, "inline": list(chat.inline.items())}


def _chat_again(kept: Json) -> Chat:
    messages = {message["message_id"]: message for message in kept["messages"]}
    sets: dict[str, Any] = {name: set(kept[name]) for name in _SETS}
    return Chat(**kept | sets | {"messages": messages, "inline": {int(id): str(name) for id, name in kept["inline"]}})


def _files(files: dict[str, File]) -> Json:
    """Write files, the newest first; once enough is written, or where one is too large, without what is in them."""
    left = ALL_FILES_BYTES
    written = {}
    for id, file in reversed(files.items()):
        fits = len(file.content) <= min(FILE_BYTES, left)
        left -= len(file.content) if fits else 0
        content = base64.b64encode(file.content).decode() if fits else ""
        written[id] = {"kind": file.kind, "path": file.path, "about": file.about, "content": content}
    return dict(reversed(written.items()))


def _file_again(kept: Json) -> File:
    return File(kept["kind"], base64.b64decode(kept["content"]), kept["path"], kept["about"])


def _profile(profile: Profile) -> Json:
    commands = [[list(scope), commands] for scope, commands in profile.commands.items()]
    return _fields(profile) | {"commands": commands, "menu_buttons": list(profile.menu_buttons.items())}


def _profile_again(kept: Json) -> Profile:
    commands = {tuple(scope): commands for scope, commands in kept["commands"]}
    buttons = {int(chat): button for chat, button in kept["menu_buttons"]}
    return Profile(**kept | {"commands": commands, "menu_buttons": buttons})
