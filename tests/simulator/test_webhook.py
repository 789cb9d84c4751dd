"""Delivery to a webhook over real sockets: order, secret, replies."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from typing import Any

import pytest
from aiohttp import web

from bot.simulator import Person, Telegram, WoundClock
from tests.simulator.asking import done

SECONDS = 5.0


class Hook:
    """A webhook that answers what it is told to, 200 where it is told nothing, and waits while it is held."""

    def __init__(self) -> None:
        self.answers: list[dict[str, Any]] = []
        self.updates: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.free = asyncio.Event()
        self.free.set()
        self.url = ""

    async def handle(self, request: web.Request) -> web.Response:
        self.updates.append(await request.json())
        self.headers.append(dict(request.headers))
        await self.free.wait()
        return web.Response(**self.answers.pop(0)) if self.answers else web.Response()

    @property
    def texts(self) -> list[str]:
        return [update["message"]["text"] if "message" in update else "press" for update in self.updates]

    async def heard(self, count: int) -> None:
        async with asyncio.timeout(SECONDS):
            while len(self.updates) < count:  # noqa: ASYNC110  # the other end of a socket
                await asyncio.sleep(0.005)


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    hook = Hook()
    application = web.Application()
    application.router.add_route("*", "/{path:.*}", hook.handle)
    runner = web.AppRunner(application, shutdown_timeout=0.1)
    async with AsyncExitStack() as stack:
        await runner.setup()
        stack.push_async_callback(runner.cleanup)
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        hook.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
        yield hook


@pytest.fixture
async def telegram(clock: WoundClock, hook: Hook) -> AsyncIterator[Telegram]:
    async with Telegram(clock=clock, allow_http_webhook=True) as telegram:
        await done(telegram, "setWebhook", url=hook.url, secret_token="s3cret")
        yield telegram


@pytest.fixture
def ann(telegram: Telegram) -> Person:
    return telegram.person("Ann")


async def test_an_update_comes_as_json_with_the_secret(telegram: Telegram, hook: Hook, ann: Person) -> None:
    await ann.send("hello")
    assert hook.updates == [{"update_id": 100_000_001, "message": telegram.chats[ann.id].messages[1]}]
    assert hook.headers[0]["X-Telegram-Bot-Api-Secret-Token"] == "s3cret"
    assert hook.headers[0]["Content-Type"] == "application/json"


async def test_messages_of_a_chat_wait_for_one_another(hook: Hook, ann: Person, telegram: Telegram) -> None:
    hook.free.clear()
    bob = telegram.person("Bob")
    sending = [asyncio.create_task(ann.send(text)) for text in ("one", "two")]
    await hook.heard(1)
    sending.append(asyncio.create_task(ann.press_data("x", on=None)))
    sending.append(asyncio.create_task(bob.send("other")))
    await hook.heard(3)
    assert sorted(hook.texts) == ["one", "other", "press"]
    assert (await done(telegram, "getWebhookInfo"))["pending_update_count"] == 4
    hook.free.set()
    await asyncio.gather(*sending)
    assert hook.texts[-1] == "two"


async def test_no_more_at_once_than_the_bot_wants(hook: Hook, ann: Person, telegram: Telegram) -> None:
    await done(telegram, "setWebhook", url=hook.url, max_connections=1)
    hook.free.clear()
    bob = telegram.person("Bob")
    sending = [asyncio.create_task(person.send("hello")) for person in (ann, bob)]
    await hook.heard(1)
    await asyncio.sleep(0.05)
    assert len(hook.updates) == 1
    hook.free.set()
    await asyncio.gather(*sending)


async def test_what_fails_is_repeated_when_the_clock_is_wound(
    telegram: Telegram, hook: Hook, ann: Person, clock: WoundClock
) -> None:
    hook.answers = [{"status": 500}] * 3
    sending = asyncio.create_task(ann.send("hello"))
    await clock.wind(5)
    assert hook.texts == ["hello"] * 3
    await clock.wind(1)
    await sending
    assert hook.texts == ["hello"] * 4
    assert len({update["update_id"] for update in hook.updates}) == 1
    info = await done(telegram, "getWebhookInfo")
    assert info["last_error_message"] == "Wrong response from the webhook: 500 Internal Server Error"
    assert info["last_error_date"] == 1_800_000_002


async def test_a_webhook_may_ask_to_wait(hook: Hook, ann: Person, clock: WoundClock) -> None:
    hook.answers = [{"status": 503, "headers": {"Retry-After": "7"}}]
    sending = asyncio.create_task(ann.send("hello"))
    await clock.wind(6.9)
    assert hook.texts == ["hello"]
    await clock.wind(0.1)
    await sending
    assert hook.texts == ["hello"] * 2


async def test_a_redirect_is_a_failure(hook: Hook, ann: Person, telegram: Telegram) -> None:
    hook.answers = [{"status": 302, "headers": {"Location": hook.url}}]
    await ann.send("hello")
    assert telegram.webhook.last_error_message == "Wrong response from the webhook: 302 Found"


async def test_a_webhook_out_of_reach_is_said_so(telegram: Telegram, ann: Person, clock: WoundClock) -> None:
    await done(telegram, "setWebhook", url="http://127.0.0.1:9/")
    pressing = asyncio.create_task(ann.press_data("x", on=None))
    await clock.wind(150)
    await pressing
    assert telegram.webhook.last_error_message == "Connection refused"


@pytest.mark.parametrize(
    ("reply", "called"),
    [
        ({"method": "sendMessage", "text": "by reply"}, ["sendMessage"]),
        ({"method": "sendMessage", "text": ""}, ["sendMessage"]),
        ({"method": "getMe"}, []),
        ({"method": "deleteWebhook"}, []),
        ({"text": "no method"}, []),
    ],
)
async def test_a_call_in_the_answer_is_carried_out(
    telegram: Telegram, hook: Hook, ann: Person, reply: dict[str, Any], called: list[str]
) -> None:
    body = json.dumps(reply | ({"chat_id": ann.id} if called else {}))
    hook.answers = [{"text": body, "content_type": "application/json"}]
    telegram.calls.clear()
    await ann.send("hello")
    assert [call.method for call in telegram.calls] == called
    said = [reply["text"]] if called and reply["text"] else []
    assert [message.text for message in ann.messages[1:]] == said
    assert telegram.webhook.url == hook.url


@pytest.mark.parametrize("body", ["", "OK", "[]", '"sendMessage"', '{"method": 5}'])
async def test_any_other_answer_is_as_good_as_none(telegram: Telegram, hook: Hook, ann: Person, body: str) -> None:
    hook.answers = [{"text": body, "content_type": "application/json"}]
    telegram.calls.clear()
    await ann.send("hello")
    assert (telegram.calls, telegram.delivery.pending) == ([], 0)


async def test_what_was_pending_goes_to_a_new_webhook(telegram: Telegram, hook: Hook, ann: Person) -> None:
    await done(telegram, "deleteWebhook")
    sending = asyncio.create_task(ann.send("hello"))
    await asyncio.sleep(0)
    assert hook.updates == []
    await done(telegram, "setWebhook", url=hook.url)
    await sending
    assert hook.texts == ["hello"]


async def test_closing_ends_a_delivery_under_way(telegram: Telegram, hook: Hook, ann: Person) -> None:
    hook.free.clear()
    sending = asyncio.create_task(ann.send("hello"))
    await hook.heard(1)
    await telegram.close()
    await sending
    hook.free.set()


async def test_the_address_to_which_updates_go_is_told(telegram: Telegram, hook: Hook) -> None:
    assert (await done(telegram, "getWebhookInfo"))["ip_address"] == "127.0.0.1"
    await done(telegram, "setWebhook", url="https://bot.example.org/hook", ip_address="203.0.113.7")
    assert (await done(telegram, "getWebhookInfo"))["ip_address"] == "203.0.113.7"
    await done(telegram, "setWebhook", url="https://bot.example.org/hook")
    assert "ip_address" not in await done(telegram, "getWebhookInfo")


async def test_trouble_of_the_servers_own_is_told(telegram: Telegram) -> None:
    telegram.webhook.last_synchronization_error_date = 1_800_000_000
    assert (await done(telegram, "getWebhookInfo"))["last_synchronization_error_date"] == 1_800_000_000
