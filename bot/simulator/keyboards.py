"""What the server asks of a keyboard, in its own words."""

import re
from typing import Any

CALLBACK_DATA_BYTES = 64
A_ROW = 8
A_MESSAGE = 100
COPY_TEXT = 256

_ACTIONS = (
    "callback_data",
    "url",
    "copy_text",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "web_app",
    "login_url",
    "callback_game",
    "pay",
)


class KeyboardError(Exception):
    """The server refuses the keyboard; the message is the server's, without its "Bad Request"."""


def check(markup: dict[str, Any]) -> dict[str, Any] | None:
    """Give an inline keyboard as the server keeps it, or None for one without buttons.

    Raises:
        KeyboardError: the server would refuse it.
    """
    if "inline_keyboard" not in markup:
        raise KeyboardError("the simulator knows inline keyboards only")
    rows = [[_button(button) for button in row] for row in markup["inline_keyboard"] if row]
    if any(len(row) > A_ROW for row in rows) or sum(map(len, rows)) > A_MESSAGE:
        raise KeyboardError("REPLY_MARKUP_TOO_LONG")
    return {"inline_keyboard": rows} if rows else None


def _button(button: dict[str, Any]) -> dict[str, Any]:
    text = str(button.get("text", "")).strip()
    if not text:
        raise KeyboardError('can\'t parse inline keyboard button: Field "text" must be non-empty')
    actions = [action for action in _ACTIONS if action in button]
    if len(actions) != 1:
        raise KeyboardError("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    _action(actions[0], button[actions[0]])
    style = button.get("style")
    if style is not None and style not in ("primary", "success", "danger"):
        raise KeyboardError("invalid button style specified")
    return {**button, "text": text}


def _action(action: str, value: Any) -> None:
    match action:
        case "callback_data" if not 1 <= len(str(value).encode()) <= CALLBACK_DATA_BYTES:
            raise KeyboardError("BUTTON_DATA_INVALID")
        case "url" if not re.fullmatch(r"(?:(?:https?|tg)://|mailto:|tel:)?[^\s.]+[.:?][^\s]*", str(value)):
            raise KeyboardError(f"inline keyboard button URL '{value}' is invalid: Wrong HTTP URL")
        case "copy_text" if not 1 <= len(str(value.get("text", ""))) <= COPY_TEXT:
            raise KeyboardError("BUTTON_COPY_TEXT_INVALID")
