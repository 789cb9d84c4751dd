"""What there is to see of the bot's work, for whoever counts and times it.

All names are from closed sets: nothing that people write, or that Telegram answers, can become the name of a number.
"""

from enum import StrEnum
from typing import NamedTuple, Protocol


class Kind(StrEnum):
    """What an update is about, as Telegram calls it."""

    MESSAGE = "message"
    TAP = "callback_query"
    INLINE_QUERY = "inline_query"
    REACH = "my_chat_member"
    OTHER = "other"


class Outcome(StrEnum):
    """What became of an update."""

    DONE = "done"
    UNANSWERED = "unanswered"
    """Telegram did not take the answer, or was out of reach."""
    FAILED = "failed"
    """A mistake of ours."""
    UNREADABLE = "unreadable"
    REPEATED = "repeated"
    """It is known already, so nothing was done."""
    REFUSED = "refused"
    """Its sender asks for too much."""
    GIVEN_UP = "given_up"
    """It was not finished before the end of the process."""


class Stage(StrEnum):
    """Where an update spends its time."""

    SLOWED = "slowed"
    """Its sender asks for far more than others."""
    TURN = "turn"
    """An earlier update of its chat is still under way."""
    WORK = "work"
    """It is dealt with: here, by the store, and by Telegram."""


class Spent(NamedTuple):
    """The seconds that an update spent in each of the stages."""

    slowed: float
    turn: float
    work: float


class Answer(StrEnum):
    """What came of a call to Telegram."""

    OK = "ok"
    FLOOD = "flood"
    REFUSED = "refused"
    UNAUTHORIZED = "unauthorized"
    SERVER_ERROR = "server_error"
    UNREACHABLE = "unreachable"
    SILENT = "silent"
    BROKEN_OFF = "broken_off"
    UNREADABLE = "unreadable"


class Stranger(StrEnum):
    """Why a request was turned away."""

    NOT_ALLOWED = "not_allowed"
    WRONG_SECRET = "wrong_secret"  # noqa: S105  # no secret, but what is wrong with one
    WRONG_TOKEN = "wrong_token"  # noqa: S105


OTHER = "other"
METHODS = (
    *("answerCallbackQuery", "answerInlineQuery", "deleteMessage", "deleteMyCommands", "deleteWebhook"),
    *("editMessageCaption", "editMessageReplyMarkup", "editMessageText", "getChat", "getChatAdministrators"),
    *("getChatMember", "getMe", "getMyCommands", "getMyDescription", "getMyShortDescription", "getUpdates"),
    *("getWebhookInfo", "sendContact", "sendDocument", "sendMessage", "sendPhoto", "setMyCommands"),
    *("setMyDescription", "setMyShortDescription", "setWebhook", OTHER),
)
"""The methods that are told apart."""


class Dealing(Protocol):
    """An update that was dealt with, or not begun; its properties are worked out only for whoever wants to know."""

    @property
    def kind(self) -> Kind:
        """What it is about."""

    @property
    def outcome(self) -> Outcome:
        """What became of it."""

    @property
    def spent(self) -> Spent | None:
        """Where its time went, up to now; None where it was not begun."""


class Watch(Protocol):
    """Sees what happens. It neither waits nor fails."""

    def update(self, dealing: Dealing) -> None:
        """See what became of an update."""

    def call(self, method: str, answer: Answer, seconds: float) -> None:
        """See what came of one attempt at a call."""

    def retry(self, reason: Answer) -> None:
        """See that a call is going to be made again."""

    def stranger(self, reason: Stranger) -> None:
        """See that a request was turned away."""


class Nobody:
    """A `Watch` where nobody wants to know."""

    def update(self, dealing: Dealing) -> None:
        """Look away."""

    def call(self, method: str, answer: Answer, seconds: float) -> None:
        """Look away."""

    def retry(self, reason: Answer) -> None:
        """Look away."""

    def stranger(self, reason: Stranger) -> None:
        """Look away."""


NOBODY = Nobody()
