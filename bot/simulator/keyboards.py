"""What the server asks of a keyboard under a message, in its own words.

The words and the order of the checks are those of get_inline_keyboard_button in telegram-bot-api's Client.cpp and
td's ReplyMarkup.cpp. Stricter than the server, which drops buttons without a text, takes the first of several actions,
and cuts keyboards that are too large.
"""

from typing import Any

from bot.simulator import links

CALLBACK_DATA_BYTES = 64
A_ROW = 8
A_MESSAGE = 100
COPY_TEXT = 256
PLACEHOLDER = 64
STYLES = ("danger", "success", "primary")

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
_PARSE = "can't parse inline keyboard button: "


class KeyboardError(Exception):
    """The server refuses the keyboard; the message is the server's, without its "Bad Request"."""


def check(markup: dict[str, Any], *, private: bool = True) -> dict[str, Any] | None:
    """Give a keyboard as the server keeps it, or None for one without buttons.

    Raises:
        KeyboardError: the server would refuse it.
    """
    if "inline_keyboard" in markup:
        return _inline(markup["inline_keyboard"], private)
    if len(markup.get("input_field_placeholder", "")) > PLACEHOLDER:
        raise KeyboardError("REPLY_MARKUP_INVALID")
    if "keyboard" in markup:
        _reply(markup["keyboard"], private)
    return markup


def _inline(given: list[list[dict[str, Any]]], private: bool) -> dict[str, Any] | None:
    rows = [[_button(button, private) for button in row] for row in given if row]
    _count(rows)
    return {"inline_keyboard": rows} if rows else None


def _count(rows: list[list[dict[str, Any]]]) -> None:
    if any(len(row) > A_ROW for row in rows) or sum(map(len, rows)) > A_MESSAGE:
        raise KeyboardError("reply markup is too long")


def _button(button: dict[str, Any], private: bool) -> dict[str, Any]:
    if not button["text"].strip():
        raise KeyboardError("inline keyboard button text must be non-empty")
    actions = [action for action in _ACTIONS if action in button]
    if len(actions) > 1:
        raise KeyboardError(f"{_PARSE}exactly one action is allowed, not {', '.join(actions)}")
    if not actions or button.get("callback_data") == "":
        raise KeyboardError(f"{_PARSE}Text buttons are unallowed in the inline keyboard")
    if button.get("style", STYLES[0]) not in STYLES:
        raise KeyboardError("invalid button style specified")
    return {**button, actions[0]: _action(actions[0], button[actions[0]], private)}


def _action(action: str, value: Any, private: bool) -> Any:
    match action:
        case "callback_data" if len(value.encode("utf-8", "surrogatepass")) > CALLBACK_DATA_BYTES:
            raise KeyboardError("BUTTON_DATA_INVALID")
        case "url":
            return value if links.user_in(value) else _link("inline keyboard button", value)
        case "web_app" if not private:
            raise KeyboardError("BUTTON_TYPE_INVALID")
        case "web_app" | "login_url":
            what = "Web App" if action == "web_app" else "login"
            return {**value, "url": _link(f"inline keyboard button {what}", value["url"], only_https=True)}
        case "copy_text" if not 1 <= len(value["text"]) <= COPY_TEXT:
            raise KeyboardError("BUTTON_COPY_TEXT_INVALID")
        case "pay" | "callback_game":
            raise KeyboardError("BUTTON_TYPE_INVALID")
    return value


def _reply(rows: list[list[dict[str, Any]]], private: bool) -> None:
    for button in (button for row in rows for button in row):
        if not button["text"].strip():
            raise KeyboardError("keyboard button text must be non-empty")
        for request, what in (("request_contact", "phone number"), ("request_location", "location")):
            if button.get(request) and not private:
                raise KeyboardError(f"{what} can be requested in private chats only")
        if "web_app" in button:
            _link("keyboard button Web App", button["web_app"]["url"], only_https=True)


def _link(what: str, url: str, *, only_https: bool = False) -> str:
    try:
        return links.checked(url, only_https=only_https)
    except links.LinkError as error:
        raise KeyboardError(f"{what} {error}") from error
