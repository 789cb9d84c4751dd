"""What a person sees of a message."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.simulator import rendering
from bot.simulator.state import Json

_KINDS = ("text", "photo", "sticker", "venue", "location", "contact", "document")


@dataclass(frozen=True, slots=True)
class Button:
    """A button as a person sees it, with what it carries."""

    text: str
    callback_data: str | None = None
    url: str | None = None
    copy_text: str | None = None
    inline_query: str | None = None
    """What is asked in inline mode when it is pressed."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A message as a person sees it at one moment."""

    message_id: int
    chat_id: int
    by_bot: bool
    kind: str
    text: str
    html: str
    entities: tuple[Json, ...]
    buttons: tuple[tuple[Button, ...], ...]
    edited: bool
    link_preview_disabled: bool
    reply_to: int | None
    thread_id: int | None
    via_bot: bool = False

    @property
    def labels(self) -> list[str]:
        """The texts of the buttons, row by row."""
        return [button.text for row in self.buttons for button in row]

    def find(self, label: str) -> Button:
        """Give the button with this label, or the only one that contains it.

        Raises:
            AssertionError: there is none, or more than one; the message names the labels that there are.
        """
        buttons = [button for row in self.buttons for button in row]
        exact = [button for button in buttons if button.text == label]
        found = exact or [button for button in buttons if label in button.text]
        if len(found) != 1:
            raise AssertionError(f"no single button {label!r}; there are {self.labels}")
        return found[0]


def shown(message: Json, bot: int) -> Shown:
    """Give what a message looks like now."""
    entities: list[Json] = message.get("entities") or message.get("caption_entities") or []
    text: str = message.get("text") or message.get("caption") or ""
    answered: Json = message.get("reply_to_message", {})
    return Shown(
        message_id=message["message_id"],
        chat_id=message["chat"]["id"],
        by_bot=message["from"]["id"] == bot,
        kind=next((kind for kind in _KINDS if kind in message), "other"),
        text=text,
        html=rendering.html(text, entities),
        entities=tuple(entities),
        buttons=_buttons(message.get("reply_markup", {}).get("inline_keyboard", [])),
        edited="edit_date" in message,
        link_preview_disabled=bool(message.get("link_preview_options", {}).get("is_disabled")),
        reply_to=None if "forum_topic_created" in answered else answered.get("message_id"),
        thread_id=message.get("message_thread_id"),
        via_bot="via_bot" in message,
    )


def _buttons(rows: Sequence[Sequence[Any]]) -> tuple[tuple[Button, ...], ...]:
    def button(given: Json) -> Button:
        copy = given.get("copy_text", {}).get("text")
        asked = given.get("switch_inline_query", given.get("switch_inline_query_current_chat"))
        chosen = given.get("switch_inline_query_chosen_chat", {}).get("query")
        return Button(
            given["text"], given.get("callback_data"), given.get("url"), copy, chosen if asked is None else asked
        )

    return tuple(tuple(map(button, row)) for row in rows)
