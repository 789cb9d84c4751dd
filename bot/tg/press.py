"""A tap on a button, as Telegram tells of it: a callback query, reduced to what it takes to deal with one.

The message that was tapped comes along whole, with its text and its keyboard; to make the framework's objects of it all
would cost more than everything else that a tap needs. https://core.telegram.org/bots/api#callbackquery
"""

from collections.abc import Hashable, Iterator, Mapping
from typing import Any, NamedTuple, TypeVar

from telegram.constants import ChatType

from bot.errors import UnreadableUpdateError

_T = TypeVar("_T")


class Tapped(NamedTuple):
    """The message of a button: `kind` is Telegram's type of its chat, `thread` the topic in which it stands.

    One that is too old for Telegram to know more of it has no keyboard.
    """

    chat: int
    kind: str
    id: int
    thread: int | None
    markup: object

    @property
    def is_private(self) -> bool:
        """Whether nobody else reads it."""
        return self.kind == ChatType.PRIVATE

    @property
    def is_in_group(self) -> bool:
        """Whether a group reads it."""
        return self.kind in (ChatType.GROUP, ChatType.SUPERGROUP)

    def buttons(self) -> Iterator[str]:
        """Give the callback data of its buttons, the last one first: below stand those that tell most."""
        rows = self.markup.get("inline_keyboard", ()) if isinstance(self.markup, dict) else ()
        for row in reversed(rows):
            for button in reversed(row):
                if isinstance(data := button.get("callback_data"), str):
                    yield data


class Press(NamedTuple):
    """Who tapped what where. A message that was sent inline is known by its own id alone, and has no chat."""

    update_id: int
    id: str
    data: str
    person: int
    language_code: str | None
    message: Tapped | None
    inline_message: str | None

    @property
    def chat(self) -> int | None:
        """The chat in which it happened."""
        return self.message.chat if self.message else None

    @property
    def place(self) -> Hashable:
        """The message in which it happened; None where there is none."""
        return (self.message.chat, self.message.id) if self.message else self.inline_message

    @property
    def whereabouts(self) -> tuple[int, int | None]:
        """The chat in which it happened, or that of whoever tapped, and the topic in it."""
        return (self.message.chat, self.message.thread) if self.message else (self.person, None)


def read(update: Mapping[str, Any]) -> Press | None:
    """Read the callback query of an update; None where it is an update of another kind.

    Raises:
        UnreadableUpdateError: it is not as documented.
    """
    if "callback_query" not in update:
        return None
    query = _needed(update, "callback_query", dict)
    person = _needed(query, "from", dict)
    message = _given(query, "message", dict)
    return Press(
        _needed(update, "update_id", int),
        _needed(query, "id", str),
        _given(query, "data", str) or "",
        _needed(person, "id", int),
        _given(person, "language_code", str),
        None if message is None else _tapped(message),
        _given(query, "inline_message_id", str),
    )


def _tapped(message: dict[str, Any]) -> Tapped:
    chat = _needed(message, "chat", dict)
    thread = _given(message, "message_thread_id", int) if message.get("is_topic_message") is True else None
    id, kind = _needed(chat, "id", int), _needed(chat, "type", str)
    return Tapped(id, kind, _needed(message, "message_id", int), thread, message.get("reply_markup"))


def _needed(data: Mapping[str, Any], key: str, kind: type[_T]) -> _T:
    value = data.get(key)
    if type(value) is kind:
        return value
    raise UnreadableUpdateError(f"a callback query {'without' if value is None else 'with another'} {key}")


def _given(data: Mapping[str, Any], key: str, kind: type[_T]) -> _T | None:
    value = data.get(key)
    if value is not None and type(value) is not kind:
        raise UnreadableUpdateError(f"a callback query with another {key}")
    return value
