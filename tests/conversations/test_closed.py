"""Chats that are closed to the bot: blocked, thrown out, muted, or gone. Nothing more is sent there, and no error."""

from pathlib import Path

import pytest

from bot.app import App
from bot.core.edition import Edition
from bot.simulator import Person, Telegram, trouble
from tests.conversations.failures import Failures
from tests.people import with_invented_people

NAME = "@AllyShoringBot"
CLOSED = [
    (403, "Forbidden: bot was blocked by the user"),
    (403, "Forbidden: user is deactivated"),
    (403, "Forbidden: bot was kicked from the supergroup chat"),
    (403, "Forbidden: bot is not a member of the supergroup chat"),
    (403, "Forbidden: the group chat was deleted"),
    (400, "Bad Request: chat not found"),
    (400, "Bad Request: PEER_ID_INVALID"),
    (400, "Bad Request: USER_IS_BLOCKED"),
    (400, "Bad Request: INPUT_USER_DEACTIVATED"),
    (400, "Bad Request: group chat was deactivated"),
    (400, "Bad Request: message thread not found"),
    (400, "Bad Request: TOPIC_CLOSED"),
    (400, "Bad Request: TOPIC_DELETED"),
    (400, "Bad Request: not enough rights to send text messages to the chat"),
    (400, "Bad Request: CHAT_WRITE_FORBIDDEN"),
    (400, "Bad Request: CHAT_RESTRICTED"),
    (400, "Bad Request: CHAT_SEND_PLAIN_FORBIDDEN"),
]


@pytest.fixture
def edition(tmp_path: Path) -> Edition:
    """What is shipped, and more people, some with contact details."""
    return with_invented_people(tmp_path)


@pytest.fixture
def failures(bot: App) -> list[Exception]:
    """What handlers raise."""
    return Failures(bot).seen


def _tried(telegram: Telegram) -> list[str]:
    writing = ("send", "edit", "answer")
    return [call.method for call in telegram.calls if call.method.startswith(writing)]


@pytest.mark.parametrize(("code", "words"), CLOSED)
@pytest.mark.parametrize("text", ["/start", "zozaya", "/start member_jana-nieto", "/nothing", "😀"])
async def test_an_answer_to_a_closed_chat_is_tried_once_and_no_error(
    telegram: Telegram, grace: Person, failures: list[Exception], text: str, code: int, words: str
) -> None:
    telegram.trouble.plan(trouble.broken(code, words), "sendMessage")
    await grace.send(text)
    assert _tried(telegram) == ["sendMessage"]
    assert failures == []


@pytest.mark.parametrize(("code", "words"), CLOSED)
async def test_a_tap_in_a_closed_chat_is_answered_and_nothing_is_sent(
    telegram: Telegram, grace: Person, failures: list[Exception], code: int, words: str
) -> None:
    await grace.send("/start")
    telegram.trouble.plan(trouble.broken(code, words), "editMessageText")
    await grace.press("📄 Reports")
    assert sorted(_tried(telegram)) == ["answerCallbackQuery", "editMessageText", "sendMessage"]
    assert failures == []


@pytest.mark.parametrize(("code", "words"), CLOSED)
async def test_where_the_message_is_gone_too_it_is_not_tried_again(
    telegram: Telegram, grace: Person, failures: list[Exception], code: int, words: str
) -> None:
    await grace.send("/start")
    telegram.trouble.plan(trouble.broken(400, "Bad Request: message to edit not found"), "editMessageText")
    telegram.trouble.plan(trouble.broken(code, words), "sendMessage")
    await grace.press("📄 Reports")
    assert sorted(_tried(telegram)) == ["answerCallbackQuery", "editMessageText", "sendMessage", "sendMessage"]
    assert failures == []


@pytest.mark.parametrize(("code", "words"), CLOSED)
@pytest.mark.parametrize("text", [f"{NAME} zozaya", f"/reports{NAME}"])
async def test_a_group_that_is_closed_is_left_alone(
    telegram: Telegram, grace: Person, failures: list[Exception], text: str, code: int, words: str
) -> None:
    telegram.privacy_mode = False
    group = telegram.group("Ally", grace)
    telegram.trouble.plan(trouble.broken(code, words), "sendMessage")
    await grace.send(text, chat=group)
    assert _tried(telegram) == ["sendMessage"]
    assert failures == []


@pytest.mark.parametrize(("code", "words"), CLOSED)
@pytest.mark.parametrize(("query", "method"), [("luz ejemplo", "sendContact"), ("eva", "sendDocument")])
async def test_contact_details_that_cannot_be_sent_are_said_to_be_so(
    telegram: Telegram, grace: Person, failures: list[Exception], query: str, method: str, code: int, words: str
) -> None:
    await grace.send(query)
    telegram.trouble.plan(trouble.broken(code, words), method)
    await grace.press("📇 Save contact")
    assert grace.toast == "The contact could not be sent just now. Please try again later."
    assert failures == []


@pytest.mark.parametrize(("code", "words"), CLOSED)
async def test_a_language_chosen_in_a_closed_chat_is_answered(
    telegram: Telegram, grace: Person, failures: list[Exception], code: int, words: str
) -> None:
    await grace.send("/start")
    for method in ("editMessageText", "setMyCommands"):
        telegram.trouble.plan(trouble.broken(code, words), method)
    await grace.press("🌐 Español")
    assert grace.toast == "Este chat ahora está en español."
    assert failures == []
