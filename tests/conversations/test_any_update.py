"""Whatever Telegram sends, nothing raises: updates of every kind, with every kind of content, in any order."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot import app
from bot.core.edition import Edition
from bot.services import Services
from bot.simulator import SimulatorRequest, Telegram
from bot.store import open_store
from tests.conversations.failures import Failures

USERS = st.fixed_dictionaries(
    {"id": st.integers(1, 2**52), "is_bot": st.booleans(), "first_name": st.text(min_size=1, max_size=64)},
    optional={"language_code": st.sampled_from(["en", "es", "es-419", "zz", ""]), "username": st.text(max_size=32)},
)
CHATS = st.fixed_dictionaries(
    {"id": st.integers(-(2**52), 2**52), "type": st.sampled_from(["private", "group", "supergroup", "channel"])},
    optional={"title": st.text(max_size=64), "is_forum": st.booleans()},
)
ENTITIES = st.lists(
    st.fixed_dictionaries(
        {
            "type": st.sampled_from(["bot_command", "mention", "bold", "text_link", "newer_than_this_bot"]),
            "offset": st.integers(0, 40),
            "length": st.integers(1, 40),
        }
    ),
    max_size=3,
)
COMMANDS = st.sampled_from(["/start", "/start x_y-z", "/lang", "/taskforce@AllyShoringBot", "/Reports", "/unknown"])
MESSAGES = st.fixed_dictionaries(
    {"message_id": st.integers(0, 2**31), "date": st.integers(0, 2**31), "chat": CHATS},
    optional={
        "from": USERS,
        "text": COMMANDS | st.text(max_size=80),
        "entities": ENTITIES,
        "caption": st.text(max_size=80),
        "is_topic_message": st.booleans(),
        "message_thread_id": st.integers(1, 100),
        "new_chat_members": st.lists(USERS, max_size=2),
        "left_chat_member": USERS,
        "sender_chat": CHATS,
        "newer_than_this_bot": st.dictionaries(st.text(max_size=5), st.integers()),
    },
)
TAPS = st.sampled_from(["en:h", "es!l", "en:f/done", "es:m/jana-nieto~o/3m~t/o.4", "xx:h", "es:r/gone"])
QUERIES = st.fixed_dictionaries(
    {"id": st.text(min_size=1, max_size=20), "from": USERS, "chat_instance": st.text(max_size=20)},
    optional={
        "message": MESSAGES,
        "inline_message_id": st.text(min_size=1, max_size=20),
        "data": TAPS | st.text(max_size=64),
        "game_short_name": st.text(max_size=10),
    },
)
UPDATES = st.fixed_dictionaries(
    {"update_id": st.integers(0, 2**31)},
    optional={
        "message": MESSAGES,
        "edited_message": MESSAGES,
        "channel_post": MESSAGES,
        "callback_query": QUERIES,
        "newer_than_this_bot": st.dictionaries(st.text(max_size=5), st.integers()),
    },
)


@pytest.fixture
async def failing(edition: Edition) -> AsyncIterator[tuple[app.App, Failures]]:
    """The bot, and a list of everything that its handlers raise."""
    async with Telegram() as telegram, open_store("sqlite://") as store:
        request, polling = SimulatorRequest(telegram), SimulatorRequest(telegram)
        application = app.build(Services(edition, store), telegram.token, request, polling, "https://telegram.test")
        failures = Failures(application)
        async with application:
            yield application, failures


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=UPDATES)
async def test_no_update_raises(failing: tuple[app.App, Failures], data: dict[str, Any]) -> None:
    application, failures = failing
    failures.seen.clear()
    await app.deliver(application, data)
    assert failures.seen == []
