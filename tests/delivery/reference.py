"""A bot of a few lines that knows no screens: what must have come of the updates that arrived in a chat."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tests.delivery.witness import Arrival

NAME = "@AllyShoringBot"
ANSWERS = {
    "/start": "h/w",
    "/reports": "r",
    "/enablers": "e",
    "/settings": "s",
    "/subscribe": "u/on",
    "/unsubscribe": "u/off",
    "/forget": "f",
    "/lang": "l",
    "/nonsense": "h/u",
    "/start report_workforce": "r/workforce",
    "/search siemens": "o/siemens~q/siemens",
    "jana nieto": "m/jana-nieto",
    "😀": "h/u",
}
"""What people say, and the code of the place that they must get."""


@dataclass(frozen=True, slots=True)
class Shows:
    """The language of a message and the code of its place."""

    locale: str
    code: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A message that must have come, or may have; None is one without buttons, a locale of None any."""

    code: str | None
    locale: str | None = None
    is_certain: bool = True

    def is_like(self, seen: Shows | None) -> bool:
        """Tell whether a message can be this one."""
        if seen is None:
            return self.code is None
        return seen.code == self.code and self.locale in (None, seen.locale)


def shows(data: Sequence[str]) -> Shows | None:
    """Read off its buttons what a message shows: Home is in its own language, and one leads to it in another."""
    own = next((each[:2] for each in data if each[2:] == ":h"), data[0][:2] if data else "")
    code = next((each[3:] for each in data if each[:2] != own), None)
    return Shows(own, code) if code else None


@dataclass(slots=True)
class Chat:
    """What must be remembered of a chat, be shown in it, and have been said."""

    deciding: frozenset[int] | None
    """Who decides for it; None is everybody, as in private."""
    language: str | None = None
    is_subscribed: bool = False
    answers: list[Answer] = field(default_factory=list)
    shown: dict[int, Shows] = field(default_factory=dict)
    """What must stand in the messages in which somebody tapped."""
    doubts: set[int] = field(default_factory=set)
    """Updates of which nobody knows what became in a process that died, until they come again."""

    is_unsure: bool = False
    """Whether the language depends on what became of these."""

    def replay(self, arrivals: Sequence[Arrival]) -> None:
        """Deal with everything in the order in which it arrived."""
        for arrival in arrivals:
            if arrival.is_killed:
                self.doubts.add(arrival.update["update_id"])
            else:
                self.doubts.discard(arrival.update["update_id"])
            if "message" in arrival.update:
                self._hear(arrival)
            else:
                self._tap(arrival, [each for each in arrivals if _overtakes(each, arrival)])

    def _hear(self, arrival: Arrival) -> None:
        said, sender = arrival.update["message"]["text"].replace(NAME, "").strip(), arrival.update["message"]["from"]
        code, own = ANSWERS[said], "es" if str(sender.get("language_code")).startswith("es") else "en"
        locale = self.language or own
        if code in ("u/on", "u/off") and not self._may_decide(sender["id"]):
            code = "s"
        elif code in ("u/on", "u/off") and not arrival.is_killed:
            self._subscribe(code == "u/on", locale)
        self.answers.append(Answer(code, None if self.doubts or self.is_unsure else locale, not arrival.is_killed))

    def _tap(self, arrival: Arrival, overtaking: list[Arrival]) -> None:
        query = arrival.update["callback_query"]
        locale, mark, code = query["data"][:2], query["data"][2], query["data"][3:]
        place, _, trail = code.partition("~")
        may = self._may_decide(query["from"]["id"])
        changes = place in ("u/on", "u/off", "f/done")
        refusals = [Answer(None, is_certain=False)] if not may and (changes or mark == "!") else []
        self.answers += refusals  # said in a message where the button is not spinning any more, before or after
        if may and not arrival.is_killed:
            self._decide(place, mark, locale)
        if changes and mark != "!" and trail.startswith("s"):
            code = trail
        if may or not changes or (mark == "!" and place != "f/done"):
            self._show(arrival, Shows(locale, code), is_certain=not overtaking or changes)
        self.answers += refusals

    def _decide(self, place: str, mark: str, locale: str) -> None:
        if place == "f/done":
            self.language, self.is_subscribed, self.is_unsure = None, False, False
        elif mark == "!":
            self.language, self.is_unsure = locale, False
        elif place in ("u/on", "u/off"):
            self._subscribe(place == "u/on", locale)

    def _subscribe(self, on: bool, locale: str) -> None:
        self.is_subscribed = on
        if on:
            self.language, self.is_unsure = self.language or locale, self.is_unsure or bool(self.doubts)

    def _show(self, arrival: Arrival, wanted: Shows, *, is_certain: bool) -> None:
        if arrival.message_is_gone:
            self.answers.append(Answer(wanted.code, wanted.locale, is_certain and not arrival.is_killed))
        elif not arrival.is_killed:
            self.shown[arrival.update["callback_query"]["message"]["message_id"]] = wanted

    def _may_decide(self, person: int) -> bool:
        return self.deciding is None or person in self.deciding


def _overtakes(later: Arrival, earlier: Arrival) -> bool:
    """Tell whether a tap came while an earlier one on the same message was under way."""
    if "callback_query" not in later.update or later.life is not earlier.life or later.number <= earlier.number:
        return False
    there, here = (each.update["callback_query"]["message"]["message_id"] for each in (later, earlier))
    return there == here and (earlier.finished is None or later.number < earlier.finished)


def explained(seen: Iterable[Shows | None], answers: Iterable[Answer], lost: int) -> bool:
    """Tell whether messages are the answers in their order, without so many that were lost on their way."""
    messages = list(seen)
    ways = {(0, lost)}
    for answer in answers:
        come = {(at + 1, lost) for at, lost in ways if at < len(messages) and answer.is_like(messages[at])}
        missing = {(at, lost) if not answer.is_certain else (at, lost - 1) for at, lost in ways}
        ways = come | {(at, lost) for at, lost in missing if lost >= 0}
    return any(at == len(messages) for at, _ in ways)
