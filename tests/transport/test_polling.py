"""Long polling: nothing is confirmed before it has been dealt with, and no failure ends it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from telegram import Bot
from telegram.error import NetworkError, TimedOut

from bot.simulator import SimulatorRequest, Telegram, trouble
from bot.tg import polling
from bot.tg.intake import Intake
from bot.tg.origins import RawUpdate
from tests.transport.turns import in_turn

SECONDS = 5.0


@pytest.fixture
async def telegram() -> AsyncIterator[Telegram]:
    async with Telegram() as telegram:
        yield telegram


@pytest.fixture
def request_(telegram: Telegram) -> SimulatorRequest:
    return SimulatorRequest(telegram)


@pytest.fixture
async def bot(telegram: Telegram, request_: SimulatorRequest) -> AsyncIterator[Bot]:
    async with Bot(telegram.token, request=request_, get_updates_request=request_) as bot:
        yield bot


async def test_an_update_is_confirmed_only_after_it_was_dealt_with(
    telegram: Telegram, bot: Bot, request_: SimulatorRequest
) -> None:
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def process(_update: RawUpdate) -> None:
        begun.set()
        await go_on.wait()

    ana = telegram.person("Ana")
    async with asyncio.timeout(SECONDS), polling.polling(bot, request_, Intake(in_turn(process)), ["message"]):
        sending = asyncio.create_task(ana.send("/start"))
        await begun.wait()
        assert telegram.delivery.pending == 1
        go_on.set()
        await sending
        assert telegram.delivery.pending == 0


async def test_what_is_under_way_is_finished_and_confirmed_at_the_end(
    telegram: Telegram, bot: Bot, request_: SimulatorRequest
) -> None:
    begun, finished = asyncio.Event(), []

    async def process(update: RawUpdate) -> None:
        begun.set()
        await asyncio.sleep(0.05)
        finished.append(update["update_id"])

    ana = telegram.person("Ana")
    async with asyncio.timeout(SECONDS):
        async with polling.polling(bot, request_, Intake(in_turn(process)), ["message"]):
            sending = asyncio.create_task(ana.send("/start"))
            await begun.wait()
        await sending
    assert len(finished) == 1


async def test_what_never_ends_does_not_keep_the_bot_from_ending(
    telegram: Telegram, bot: Bot, request_: SimulatorRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling, "FAREWELL", 0.05)
    begun = asyncio.Event()

    async def process(_update: RawUpdate) -> None:
        begun.set()
        await asyncio.Event().wait()

    ana = telegram.person("Ana")
    async with asyncio.timeout(SECONDS):
        async with polling.polling(bot, request_, Intake(in_turn(process)), ["message"]):
            sending = asyncio.create_task(ana.send("/start"))
            await begun.wait()
        await sending


async def test_an_update_that_fails_does_not_hold_up_the_next(
    telegram: Telegram, bot: Bot, request_: SimulatorRequest
) -> None:
    texts: list[str] = []

    async def process(update: RawUpdate) -> None:
        if update["message"]["text"] == "poison":
            raise ValueError("poison")
        texts.append(update["message"]["text"])

    ana = telegram.person("Ana")
    async with asyncio.timeout(SECONDS), polling.polling(bot, request_, Intake(in_turn(process)), ["message"]):
        await ana.send("poison")
        await ana.send("hello")
    assert texts == ["hello"]


async def test_an_update_that_the_framework_cannot_read_does_not_hold_up_the_next(
    telegram: Telegram, bot: Bot, request_: SimulatorRequest
) -> None:
    seen: list[RawUpdate] = []

    async def process(update: RawUpdate) -> None:
        seen.append(update)

    ana = telegram.person("Ana")
    async with asyncio.timeout(SECONDS), polling.polling(bot, request_, Intake(in_turn(process)), ["message"]):
        await ana.send_update({"message": {"chat": {"id": ana.id}, "text": 5}})
        await ana.send("hello")
    assert [update["message"]["text"] for update in seen] == [5, "hello"]


async def test_one_chat_does_not_wait_for_another(
    telegram: Telegram, bot: Bot, request_: SimulatorRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling, "GRACE", 0.01)
    go_on, done = asyncio.Event(), []

    async def process(update: RawUpdate) -> None:
        if update["message"]["text"] == "slow":
            await go_on.wait()
        done.append(update["message"]["text"])

    ana, grace = telegram.person("Ana"), telegram.person("Grace")
    async with asyncio.timeout(SECONDS), polling.polling(bot, request_, Intake(in_turn(process)), ["message"]):
        sending = [asyncio.create_task(ana.send(text)) for text in ("slow", "after it")]
        await grace.send("quick")
        assert done == ["quick"]
        go_on.set()
        await asyncio.gather(*sending)
    assert done == ["quick", "slow", "after it"]


async def test_the_check_tells_why_no_updates_come_in(
    telegram: Telegram, bot: Bot, request_: SimulatorRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused, pause = asyncio.Event(), asyncio.Event()

    async def process(_update: RawUpdate) -> None:
        """There is nothing to do."""

    async def wait(_seconds: float) -> None:
        refused.set()
        await pause.wait()

    monkeypatch.setattr("bot.tg.polling.asyncio.sleep", wait)
    telegram.trouble.plan(trouble.broken(502), "getUpdates")
    async with asyncio.timeout(SECONDS), polling.polling(bot, request_, Intake(in_turn(process)), ["message"]) as check:
        await refused.wait()
        with pytest.raises(NetworkError, match="Bad Gateway"):
            await check()
        pause.set()
        await telegram.person("Ana").send("hello")
        await check()


async def test_a_conflict_is_waited_out(
    telegram: Telegram, bot: Bot, request_: SimulatorRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling, "_FIRST_PAUSE", 0.01)
    dealt_with = asyncio.Event()

    async def process(_update: RawUpdate) -> None:
        dealt_with.set()

    ana = telegram.person("Ana")
    async with asyncio.timeout(SECONDS), polling.polling(bot, request_, Intake(in_turn(process)), ["message"]):
        telegram.webhook.url = "https://somewhere.else.example"
        sending = asyncio.create_task(ana.send("first"))
        await asyncio.sleep(0.05)
        telegram.webhook.url = ""
        await dealt_with.wait()
        await sending
    assert "getUpdates" in [call.method for call in telegram.refused]


async def test_an_earlier_webhook_is_removed(telegram: Telegram, bot: Bot, request_: SimulatorRequest) -> None:
    async def process(_update: RawUpdate) -> None:
        raise AssertionError("nothing was sent")

    await bot.set_webhook("https://bot.example.org/webhook")
    async with polling.polling(bot, request_, Intake(in_turn(process)), ["message"]):
        assert telegram.webhook.url == ""


@pytest.mark.parametrize("fault", [trouble.dropped(), trouble.broken(504, "Gateway Timeout")])
async def test_what_breaks_off_at_once_is_paused_for_and_shows_in_the_check(
    telegram: Telegram, bot: Bot, request_: SimulatorRequest, monkeypatch: pytest.MonkeyPatch, fault: trouble.Fault
) -> None:
    paused, pause = asyncio.Event(), asyncio.Event()

    async def process(_update: RawUpdate) -> None:
        """There is nothing to do."""

    async def wait(_seconds: float) -> None:
        paused.set()
        await pause.wait()

    monkeypatch.setattr("bot.tg.polling.asyncio.sleep", wait)
    telegram.trouble.plan(fault, "getUpdates", times=5)
    async with asyncio.timeout(SECONDS), polling.polling(bot, request_, Intake(in_turn(process)), ["message"]) as check:
        await paused.wait()
        with pytest.raises(NetworkError):
            await check()


async def test_that_telegram_says_nothing_at_all_shows_in_the_check_and_is_asked_again_at_once(
    telegram: Telegram, bot: Bot, request_: SimulatorRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling, "POLL_SECONDS", 0)  # an answer is due at once
    monkeypatch.setattr(polling, "_FIRST_PAUSE", 2 * SECONDS)
    silent, go_on = asyncio.Event(), asyncio.Event()
    post = SimulatorRequest.post

    async def in_vain(self: SimulatorRequest, url: str, *args: object, **named: object) -> object:
        if url.endswith("/getUpdates"):
            if not silent.is_set():
                silent.set()
                raise TimedOut("Telegram did not answer in time")
            await go_on.wait()
            await asyncio.sleep(0.01)  # an answer that is due at once must not keep everybody else from their turn
        return await post(self, url, *args, **named)  # type: ignore[arg-type]  # as they come

    async def process(_update: RawUpdate) -> None:
        """There is nothing to do."""

    monkeypatch.setattr(SimulatorRequest, "post", in_vain)
    async with asyncio.timeout(SECONDS):
        async with polling.polling(bot, request_, Intake(in_turn(process)), ["message"]) as check:
            await silent.wait()
            with pytest.raises(NetworkError, match="did not answer in time"):
                await check()
            go_on.set()
            await telegram.person("Ana").send("hello")
            await check()


async def test_what_follows_silence_is_paused_for_no_longer_than_if_it_came_first(
    telegram: Telegram, bot: Bot, request_: SimulatorRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling, "POLL_SECONDS", 0)  # an answer is due at once
    errors = [*[TimedOut()] * 3, NetworkError("Bad Gateway")]
    pauses, paused = list[float](), asyncio.Event()
    post = request_.post

    async def fail(url: str, *args: object, **named: object) -> object:
        if url.endswith("/getUpdates"):
            raise errors.pop(0)
        return await post(url, *args, **named)  # type: ignore[arg-type]  # as they come

    async def wait(seconds: float) -> None:
        pauses.append(seconds)
        if not errors:
            paused.set()
            await asyncio.Event().wait()

    async def process(_update: RawUpdate) -> None:
        """There is nothing to do."""

    monkeypatch.setattr(request_, "post", fail)
    monkeypatch.setattr("bot.tg.polling.asyncio.sleep", wait)
    async with asyncio.timeout(SECONDS), polling.polling(bot, request_, Intake(in_turn(process)), ["message"]):
        await paused.wait()
    assert pauses == [0.0, 0.0, 0.0, polling._FIRST_PAUSE]


Hears = Callable[[], Awaitable[list[str]]]


@pytest.fixture
def hears(telegram: Telegram, bot: Bot, request_: SimulatorRequest, monkeypatch: pytest.MonkeyPatch) -> Hears:
    """Poll until somebody has said something, and give what was heard."""
    monkeypatch.setattr(polling, "_FIRST_PAUSE", 0.01)

    async def hear() -> list[str]:
        texts = list[str]()

        async def process(update: RawUpdate) -> None:
            texts.append(update["message"]["text"])

        async with asyncio.timeout(SECONDS), polling.polling(bot, request_, Intake(in_turn(process)), ["message"]):
            await telegram.person("Ana").send("hello")
        return texts

    return hear


async def test_an_answer_of_another_shape_does_not_end_the_polling(
    hears: Hears, request_: SimulatorRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = [True, [{"message": {}}], [{"update_id": "7"}], [5]]
    post = SimulatorRequest.post

    async def garbled(self: SimulatorRequest, *args: object, **named: object) -> object:
        is_asked = self is request_ and answers
        return answers.pop() if is_asked else await post(self, *args, **named)  # type: ignore[arg-type]  # as they come

    monkeypatch.setattr(SimulatorRequest, "post", garbled)
    assert (await hears(), answers) == (["hello"], [])


@pytest.mark.parametrize(
    "answer",
    [
        (200, b'{"ok":true,"result":' + b"[" * 20_000 + b"]" * 20_000 + b"}"),
        (429, b'{"ok":false,"parameters":[1]}'),
        (200, b'{"ok":false}'),
    ],
)
async def test_an_answer_that_the_framework_stumbles_over_does_not_end_the_polling(
    hears: Hears,
    request_: SimulatorRequest,
    monkeypatch: pytest.MonkeyPatch,
    answer: tuple[int, bytes],
) -> None:
    answers = [answer]
    do_request = request_.do_request

    async def odd(url: str, *args: object, **named: object) -> tuple[int, bytes]:
        is_asked = url.endswith("/getUpdates") and answers
        return answers.pop() if is_asked else await do_request(url, *args, **named)  # type: ignore[arg-type]  # as they come

    monkeypatch.setattr(request_, "do_request", odd)
    assert (await hears(), answers) == (["hello"], [])
