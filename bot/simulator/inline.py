"""Inline mode: what people ask after the bot's name, what it answers, and the messages that come of it."""

import base64
import binascii
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.simulator import links, results
from bot.simulator.results import Result
from bot.simulator.schema import LATE
from bot.simulator.state import Chat, Json, bad_request

if TYPE_CHECKING:
    from bot.simulator.telegram import Telegram

ANSWER_SECONDS = 10.0
"""How long a client waits for the answer to an inline query."""
CACHE_SECONDS = 300
LONGEST_CACHE_SECONDS = 24 * 3600
OFFSET_BYTES = 64
PARAMETER = 64
REMEMBERED = 1000
"""So many inline queries are kept."""

_Key = tuple[str, str, str, int]


@dataclass(frozen=True, slots=True)
class Offer:
    """What the bot answered; the server keeps it until it `expires`, for one person or for all."""

    results: tuple[Result, ...]
    next_offset: str
    button: Json | None
    personal: bool
    expires: float


@dataclass(slots=True, eq=False)
class Asked:
    """An inline query, and what a client shows below it once the bot has answered."""

    id: str
    person: int
    chat: int
    chat_type: str
    query: str
    offset: str
    sent: float
    offer: Offer | None = None

    @property
    def titles(self) -> list[str]:
        """What is offered, in few words."""
        return [result.title for result in self.offer.results] if self.offer else []

    @property
    def next_offset(self) -> str:
        """Where there is more; empty where there is not."""
        return self.offer.next_offset if self.offer else ""

    @property
    def button(self) -> Json | None:
        """The button above the results."""
        return self.offer.button if self.offer else None

    def find(self, choice: str) -> Result:
        """Give the result with this id or title.

        Raises:
            AssertionError: it is not offered.
        """
        for result in self.offer.results if self.offer else ():
            if choice in (result.id, result.title):
                return result
        raise AssertionError(f"{choice!r} is not offered; there are {self.titles}")


class Inline:
    """What was told to BotFather about inline mode, and all inline queries."""

    def __init__(self, telegram: "Telegram") -> None:
        self._telegram = telegram
        self.enabled = False
        self.feedback = False
        """Whether the bot is told what people choose."""
        self.asked: dict[str, Asked] = {}
        self._kept: dict[_Key, Offer] = {}

    def ask(self, person: int, chat: Chat, query: str, offset: str) -> Asked:
        """Make an inline query; where the server has kept an answer, it is there at once."""
        kind = "sender" if chat.type == "private" else chat.type
        asked = Asked(self._telegram.queries.number(), person, chat.id, kind, query, offset, self._telegram.clock())
        self.asked[asked.id] = asked
        if len(self.asked) > REMEMBERED:
            del self.asked[next(iter(self.asked))]
        if kept := self._find(asked):
            self._show(asked, kept)
        return asked

    def answered(self, asked: Asked, offer: Offer) -> None:
        """Show a person the answer, and keep it for whoever asks the same."""
        self._kept[_key(asked, personal=offer.personal)] = offer
        self._show(asked, offer)

    def name(self, chat: Chat, message_id: int) -> str:
        """Give a message that was sent inline the name by which the bot knows it."""
        name = base64.urlsafe_b64encode(struct.pack("<iqiq", 2, chat.id, message_id, chat.id * 1_000_003)).decode()
        chat.inline[message_id] = name
        return name

    def message(self, name: str) -> tuple[Chat, Json]:
        """Find a message by this name.

        Raises:
            RefusalError: there is none.
        """
        if not _is_a_name(name):
            raise bad_request("invalid inline message identifier specified")
        for chat in self._telegram.chats.values():
            for message_id, known in chat.inline.items():
                if known == name and message_id in chat.messages:
                    return chat, chat.messages[message_id]
        raise bad_request("MESSAGE_ID_INVALID")

    def _find(self, asked: Asked) -> Offer | None:
        for personal in (True, False):
            offer = self._kept.get(_key(asked, personal=personal))
            if offer and self._telegram.clock() < offer.expires:
                return offer
        return None

    def _show(self, asked: Asked, offer: Offer) -> None:
        asked.offer = offer
        what: Json = {"query_id": asked.id, "query": asked.query, "offset": asked.offset}
        more: Json = {"next_offset": offer.next_offset, "button": offer.button}
        place = {"person": asked.person, "chat": asked.chat}
        offered = [result.shown for result in offer.results]
        self._telegram.tell({"type": "inline", **place, **what, "results": offered, **more})


def answer_inline_query(telegram: "Telegram", params: Json) -> bool:
    """answerInlineQuery: the first answer counts, a later one is refused."""
    button = _button(params.get("button"))
    offered = tuple(results.read(telegram, given) for given in params["results"])
    asked = telegram.inline.asked.get(params["inline_query_id"])
    if asked is None or asked.offer is not None or telegram.clock() - asked.sent > ANSWER_SECONDS:
        raise bad_request(LATE)
    next_offset = params.get("next_offset", "")
    if len(next_offset.encode()) > OFFSET_BYTES:
        raise bad_request("NEXT_OFFSET_INVALID")
    results.check(params["results"])
    if button and not button["text"].strip():
        raise bad_request("SWITCH_PM_TEXT_EMPTY")
    seconds = min(max(params.get("cache_time", CACHE_SECONDS), 0), LONGEST_CACHE_SECONDS)
    offer = Offer(offered, next_offset, button, bool(params.get("is_personal")), telegram.clock() + seconds)
    telegram.inline.answered(asked, offer)
    return True


def _button(button: Json | None) -> Json | None:
    if button is None:
        return None
    if ("start_parameter" in button) == ("web_app" in button):
        what = "can't parse inline query results button: InlineQueryResultsButton must have exactly one optional field"
        raise bad_request(what)
    if "web_app" in button:
        try:
            links.checked(button["web_app"]["url"], only_https=True)
        except links.LinkError as error:
            raise bad_request(f"inline query button Web App {error}") from error
        return button
    parameter = button["start_parameter"]
    if not parameter:
        raise bad_request("can't use empty start_parameter")
    if len(parameter.encode()) > PARAMETER:
        raise bad_request("too long start_parameter specified")
    if not links.is_parameter(parameter):
        raise bad_request("unallowed characters in start_parameter are used")
    return button


def _key(asked: Asked, *, personal: bool) -> _Key:
    """Give by what the server keeps an answer."""
    return asked.query.strip(), asked.offset, asked.chat_type, asked.person if personal else 0


def _is_a_name(name: str) -> bool:
    try:
        return len(base64.b64decode(name, altchars=b"-_", validate=True)) in (20, 24)
    except (ValueError, binascii.Error):
        return False
