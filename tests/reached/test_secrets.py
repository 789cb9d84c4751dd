"""Secrets stay inside: in no log, no answer and no object of the HTTP side."""

import io
import logging
import sys
from collections.abc import Iterator
from functools import partial
from types import SimpleNamespace
from typing import cast

import pytest
import structlog

from bot import app, logs, settings
from bot.core.edition import Edition
from bot.services import Services
from bot.store import Store
from bot.tg.request import AiohttpRequest
from bot.web.webhook import SECRET_HEADER, Webhook
from tests.reached.reaching import KNOWN, SECRET, TYPE, Bot, encoded, reached

TOKEN = "7000000001:AAHsecretsecretsecretsecretsecretse"
PASSWORD = "hunter2/and-more"
SECRETS = (TOKEN, TOKEN.partition(":")[2], SECRET, PASSWORD)


@pytest.fixture(params=[True, False], ids=["terminal", "json"])
def errors(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """Where logs go, with everything that is said, and with the secrets of these settings."""
    given = settings.read(
        telegram_bot_token=TOKEN, webhook_secret=SECRET, database_url=f"postgres://bot:{PASSWORD}@db.example.org/bot"
    )
    stream, root = io.StringIO(), logging.getLogger()
    level = root.level
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(root, "handlers", [])
    logs.configure(settings.secrets(given), terminal=request.param, level=logging.DEBUG)
    root.setLevel(logging.DEBUG)  # libraries as well, whatever they say
    yield stream
    for name in logs.OURS:
        logging.getLogger(name).setLevel(logging.NOTSET)
    root.setLevel(level)
    structlog.reset_defaults()


def found_in(text: str) -> list[str]:
    """Give the secrets that stand in a text."""
    return [secret for secret in SECRETS if secret in text]


async def failing() -> None:
    """A part that says too much when it fails."""
    raise ConnectionError(f"postgresql://bot:{PASSWORD}@db.example.org, {TOKEN}, {SECRET}")


async def test_an_update_that_fails_leaves_none_in_the_logs(errors: io.StringIO) -> None:
    async with reached() as at:
        at.bot.error = ConnectionError(f"cannot reach https://api.telegram.org/bot{TOKEN}/ nor {PASSWORD}, {SECRET}")
        await at.post(encoded())
    assert "Traceback" in errors.getvalue()
    assert found_in(errors.getvalue()) == []


@pytest.mark.parametrize(
    "head",
    [
        (f"POST /webhook{SECRET} HTTP/9.9", KNOWN),
        (f"{SECRET} / HTTP/1.1", KNOWN),
        ("POST /webhook HTTP/1.1", f"{SECRET_HEADER} : {SECRET}"),
        ("POST /webhook HTTP/1.1", f"{SECRET_HEADER}{SECRET}"),
        ("POST /webhook HTTP/1.1", KNOWN, f"Content-Length: {SECRET}"),
        ("POST /webhook HTTP/1.1", KNOWN, "Transfer-Encoding: chunked", "Content-Length: 7"),
        ("POST /webhook HTTP/1.1", KNOWN, f"X-More: {'x' * 9000}"),
        (f"POST /bot{TOKEN} HTTP/1.1", KNOWN),
    ],
)
async def test_a_request_that_is_none_leaves_none_in_the_logs(errors: io.StringIO, head: tuple[str, ...]) -> None:
    async with reached() as at:
        assert (await at.raw(*head, TYPE)).status in (400, 404)
    assert found_in(errors.getvalue()) == []


async def test_a_mistake_of_our_own_leaves_none_in_the_logs_and_in_the_answer(
    monkeypatch: pytest.MonkeyPatch, errors: io.StringIO
) -> None:
    async def mistake(*_: object) -> None:
        await failing()

    monkeypatch.setattr(Webhook, "_take", mistake)
    async with reached() as at:
        answer = await at.post(encoded())
    assert answer.status == 500
    assert found_in(answer.body.decode() + str(answer.headers)) == []
    assert "Traceback" in errors.getvalue()
    assert found_in(errors.getvalue()) == []


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
async def test_monitors_are_told_none(errors: io.StringIO, path: str) -> None:
    async with reached({"store": failing}) as at:
        answer = await at.raw(f"GET {path} HTTP/1.1")
    assert found_in(answer.body.decode() + str(answer.headers)) == []
    assert found_in(errors.getvalue()) == []


def test_the_webhook_keeps_none_that_could_be_shown() -> None:
    webhook = Webhook(SECRET, Bot().deliver)
    assert found_in(f"{webhook!r} {webhook} {vars(webhook)}") == []


def test_the_frameworks_bot_and_what_holds_it_show_none(edition: Edition) -> None:
    request = AiohttpRequest()
    services = Services(edition, cast(Store, SimpleNamespace(claims=None, openings=None)))
    application = app.build(services, TOKEN, request, request, "https://api.telegram.org")
    assert found_in(f"{application!r} {application.bot!r} {partial(app.deliver, application)!r}") == []
    assert "7000000001" in repr(application.bot)
