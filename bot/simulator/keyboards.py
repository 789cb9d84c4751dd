"""What the server asks of a keyboard, in its own words.

After get_inline_keyboard_button in Client.cpp of github.com/tdlib/telegram-bot-api and in ReplyMarkup.cpp of
github.com/tdlib/td. The real server takes the first action of a button with several, drops a button without a text,
and silently cuts a keyboard that is too large: here all three are refused.
"""

from typing import Any

from bot.simulator import links

CALLBACK_DATA_BYTES = 64
A_ROW = 8
A_MESSAGE = 100
COPY_TEXT = 256
STYLES = ("primary", "success", "danger")

_PARSING = "can't parse inline keyboard button: "
_ACTIONS = (
    "url",
    "callback_data",
    "callback_game",
    "pay",
    "switch_inline_query",
    "switch_inline_query_chosen_chat",
    "switch_inline_query_current_chat",
    "login_url",
    "web_app",
    "copy_text",
)


class KeyboardError(Exception):
    """The server refuses the keyboard; the message is the server's, without its "Bad Request"."""


def check(markup: dict[str, Any]) -> dict[str, Any] | None:
    """Give an inline keyboard as the server keeps it, or None for one without buttons.

    Raises:
        KeyboardError: the server would refuse it.
    """
    if markup and "inline_keyboard" not in markup:
        raise KeyboardError("the simulator knows inline keyboards only")
    rows = [[_button(button) for button in row] for row in markup.get("inline_keyboard", []) if row]
    if any(len(row) > A_ROW for row in rows) or sum(map(len, rows)) > A_MESSAGE:
        raise KeyboardError("REPLY_MARKUP_TOO_LONG")
    return {"inline_keyboard": rows} if rows else None


def _button(button: dict[str, Any]) -> dict[str, Any]:
    if not button["text"].strip():
        raise KeyboardError(_PARSING + 'Field "text" must be non-empty')
    actions = [action for action in _ACTIONS if button.get(action) not in (None, "") or _is_inline(button, action)]
    if not actions:
        raise KeyboardError(_PARSING + "Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise KeyboardError(_PARSING + f"one action is allowed, there are {' and '.join(actions)}")
    if button.get("style", "primary") not in STYLES:
        raise KeyboardError(_PARSING + "Invalid button style specified")
    return {**button, "text": button["text"].strip(), actions[0]: _action(actions[0], button[actions[0]])}


def _is_inline(button: dict[str, Any], action: str) -> bool:
    """Say whether a button asks for an inline query, which may be empty."""
    return action.startswith("switch_inline_query") and action in button


def _action(action: str, value: Any) -> Any:
    match action:
        case "callback_data" if len(value.encode()) > CALLBACK_DATA_BYTES:
            raise KeyboardError("BUTTON_DATA_INVALID")
        case "callback_game" | "pay":
            raise KeyboardError("BUTTON_TYPE_INVALID")
        case "copy_text" if not 1 <= len(value["text"]) <= COPY_TEXT:
            raise KeyboardError("BUTTON_COPY_TEXT_INVALID")
        case "url":
            return _url(value)
    return value


def _url(url: str) -> str:
    try:
        return links.checked(url)
    except links.LinkError as error:
        raise KeyboardError(f"inline keyboard button URL '{url}' is invalid: {error}") from error
