"""Callback queries: made by a press, answered once and in time, and given up by the client that waits."""

import re
from typing import TYPE_CHECKING

from bot.simulator.clock import Timer
from bot.simulator.schema import LATE
from bot.simulator.state import QUERY_SECONDS, Answer, Chat, Json, Query, bad_request

if TYPE_CHECKING:
    from bot.simulator.telegram import Telegram

TEXT = 200
REMEMBERED = 10_000
"""So many callback queries are kept."""


class Queries:
    """All callback queries, and the answers by person."""

    def __init__(self, telegram: "Telegram") -> None:
        self._telegram = telegram
        self._timers: dict[str, Timer] = {}
        self.known: dict[str, Query] = {}
        self.answers: dict[int, list[Answer]] = {}
        self.last_id = 4_000_000_000_000

    @property
    def unanswered(self) -> list[str]:
        """The queries that the bot got and has not answered."""
        return [query.id for query in self.known.values() if not query.answered]

    def number(self) -> str:
        """Give the next query its number."""
        self.last_id += 1
        return str(self.last_id)

    def ask(self, person: int, chat: Chat, message_id: int) -> Query:
        """Make the callback query of a press, which spins until it is answered or a client gives it up."""
        inline = chat.inline.get(message_id)
        query = Query(self.number(), person, chat.id, message_id, self._telegram.clock(), inline=inline)
        self.known[query.id] = query
        if len(self.known) > REMEMBERED:
            del self.known[next(iter(self.known))]
        self._timers[query.id] = self._telegram.clock.later(QUERY_SECONDS, lambda: self._give_up(query))
        return query

    def answered(self, query: Query, answer: Answer) -> None:
        """Show a person the answer to their press."""
        query.answered = True
        self.answers.setdefault(query.person, []).append(answer)
        if timer := self._timers.pop(query.id, None):
            timer.cancel()
        shown: Json = {"text": answer.text, "show_alert": answer.show_alert, "url": answer.url}
        event = {"type": "answer", **_place(query), **{key: value for key, value in shown.items() if value}}
        self._telegram.tell(event)

    def close(self) -> None:
        """Let nobody wait any more."""
        for timer in self._timers.values():
            timer.cancel()
        self._timers.clear()

    def _give_up(self, query: Query) -> None:
        self._timers.pop(query.id, None)
        self._telegram.tell({"type": "expired", **_place(query)})


def answer_callback_query(telegram: "Telegram", params: Json) -> bool:
    """answerCallbackQuery: the first answer counts, a later one is refused."""
    text, url = params.get("text") or None, params.get("url") or None
    query = telegram.queries.known.get(params["callback_query_id"])
    if query is None or query.answered or telegram.clock() - query.sent > QUERY_SECONDS:
        raise bad_request(LATE)
    if text and len(text) > TEXT:
        raise bad_request("MESSAGE_TOO_LONG")
    if url and not _leads_to(url, telegram.bot["username"]):
        raise bad_request("URL_INVALID")
    telegram.queries.answered(query, Answer(query.id, text, bool(params.get("show_alert")), url))
    return True


def _place(query: Query) -> Json:
    return {"person": query.person, "chat": query.chat, "message_id": query.message_id, "query_id": query.id}


def _leads_to(url: str, username: str) -> bool:
    """Say whether an address starts this very bot: an answer may open nothing else."""
    return re.fullmatch(rf"https?://(?:t|telegram)\.me/{username}\?start=[\w-]{{1,64}}", url, re.IGNORECASE) is not None
