"""Callback queries: from the tap to its one answer."""

import re
from typing import TYPE_CHECKING

from bot.simulator.state import QUERY_SECONDS, Answer, Json, Query, RefusalError

if TYPE_CHECKING:
    from bot.simulator.telegram import Telegram

LATE = "Bad Request: query is too old and response timeout expired or query ID is invalid"
TEXT = 200
"""How many characters an answer may have."""


def answer_callback_query(telegram: "Telegram", params: Json) -> bool:
    """answerCallbackQuery: the first answer within the client's patience counts, any other is refused."""
    if len(params.get("text", "")) > TEXT:
        raise RefusalError("Bad Request: MESSAGE_TOO_LONG")
    query = telegram.queries.get(params["callback_query_id"])
    if query is None or query.answered or telegram.clock() - query.sent > QUERY_SECONDS:
        raise RefusalError(LATE)
    answer = Answer(query.id, params.get("text") or None, params.get("show_alert", False), _url(telegram, params))
    query.answered = True
    telegram.answers.setdefault(query.person, []).append(answer)
    shown: Json = {"text": answer.text, "show_alert": answer.show_alert, "url": answer.url}
    telegram.tell({"type": "answer", **query.place(), **{key: value for key, value in shown.items() if value}})
    return True


def expire(telegram: "Telegram", query: Query) -> None:
    """Tell that a client has stopped waiting, unless there was an answer."""
    if not query.answered:
        telegram.tell({"type": "expired", **query.place()})


def _url(telegram: "Telegram", params: Json) -> str | None:
    """Take an address only where it starts this bot with a parameter; others are for games."""
    url: str | None = params.get("url") or None
    name = re.escape(telegram.bot["username"])
    start = rf"(?:https?://(?:t|telegram)\.me/{name}\?|tg://resolve\?domain={name}&)start=[\w-]{{1,64}}"
    if url is not None and not re.fullmatch(start, url, re.IGNORECASE | re.ASCII):
        raise RefusalError("Bad Request: URL_INVALID")
    return url
