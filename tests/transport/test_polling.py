"""Long polling: nothing is confirmed before it has been dealt with, and no failure ends it."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from telegram import Bot, Update

from bot.simulator import SimulatorRequest, Telegram
from bot.tg import polling

SECONDS = 5.0


@pytest.fixture
async def telegram() -> AsyncIterator[Telegram]:
    async with Telegram() as telegram:
        yield telegram


@pytest.fixture
async def bot(telegram: Telegram) -> AsyncIterator[Bot]:
    request = SimulatorRequest(telegram)
    async with Bot(telegram.token, request=request, get_updates_request=request) as bot:
        yield bot


async def test_an_update_is_confirmed_only_after_it_was_dealt_with(telegram: Telegram, bot: Bot) -> None:
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def process(_update: Update) -> None:
        begun.set()
        await go_on.wait()

    ana = telegram.person("Ana")
    async with asyncio.timeout(SECONDS), polling.polling(bot, process, ["message"]):
        sending = asyncio.create_task(ana.send("/start"))
        await begun.wait()
        assert telegram.delivery.pending == 1
        go_on.set()
        await sending
        assert telegram.delivery.pending == 0


async def test_what_is_under_way_is_finished_and_confirmed_at_the_end(telegram: Telegram, bot: Bot) -> None:
    begun, finished = asyncio.Event(), []

    async def process(update: Update) -> None:
        begun.set()
        await asyncio.sleep(0.05)
        finished.append(update.update_id)

    ana = telegram.person("Ana")
    async with asyncio.timeout(SECONDS):
        async with polling.polling(bot, process, ["message"]):
            sending = asyncio.create_task(ana.send("/start"))
            await begun.wait()
        await sending
    assert len(finished) == 1


async def test_an_update_that_fails_does_not_hold_up_the_next(telegram: Telegram, bot: Bot) -> None:
    texts: list[str | None] = []

    async def process(update: Update) -> None:
        assert update.message is not None
        if update.message.text == "poison":
            raise ValueError("poison")
        texts.append(update.message.text)

    ana = telegram.person("Ana")
    async with asyncio.timeout(SECONDS), polling.polling(bot, process, ["message"]):
        await ana.send("poison")
        await ana.send("hello")
    assert texts == ["hello"]


async def test_a_conflict_is_waited_out(telegram: Telegram, bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(polling, "_FIRST_PAUSE", 0.01)
    dealt_with = asyncio.Event()

    async def process(_update: Update) -> None:
        dealt_with.set()

    ana = telegram.person("Ana")
    async with asyncio.timeout(SECONDS), polling.polling(bot, process, ["message"]):
        telegram.webhook.url = "https://somewhere.else.example"
        sending = asyncio.create_task(ana.send("first"))
        await asyncio.sleep(0.05)
        telegram.webhook.url = ""
        await dealt_with.wait()
        await sending
    assert "getUpdates" in [call.method for call in telegram.refused]


async def test_an_earlier_webhook_is_removed(telegram: Telegram, bot: Bot) -> None:
    async def process(_update: Update) -> None:
        raise AssertionError("nothing was sent")

    await bot.set_webhook("https://bot.example.org/webhook")
    async with polling.polling(bot, process, ["message"]):
        assert telegram.webhook.url == ""
