"""What is said of the webhook, by what Telegram says of it."""

from datetime import UTC, datetime, timedelta

import pytest
from telegram import WebhookInfo

from bot import app
from bot.doctor import delivery
from bot.doctor.examination import examine
from bot.doctor.finding import Finding, Remedy, State
from bot.doctor.treatment import treat
from bot.settings import Settings
from bot.simulator import Telegram
from tests.doctor.looking import look, wrong
from tests.simulator.asking import done

NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)


def failed(words: str, seconds: float, pending: int = 1) -> Finding:
    """Look at a webhook whose last delivery failed some time ago."""
    date = NOW - timedelta(seconds=seconds)
    info = WebhookInfo("https://x.org", False, pending, last_error_date=date, last_error_message=words)
    return delivery.last_error(info, NOW)


@pytest.mark.parametrize(
    ("seconds", "age"),
    [(0, "1 second ago"), (-30, "1 second ago"), (59, "59 seconds ago"), (60, "1 minute ago"), (240, "4 minutes ago")],
)
def test_a_recent_error_is_a_fault_with_its_age(seconds: float, age: str) -> None:
    finding = failed("Connection refused", seconds)
    assert (finding.state, finding.found) == (State.MISFIT, f"Connection refused, {age}")


@pytest.mark.parametrize(
    ("seconds", "age"), [(301, "5 minutes ago"), (7200, "2 hours ago"), (90_000, "1 day ago"), (9e6, "3 months ago")]
)
def test_an_old_error_is_a_note_with_its_age(seconds: float, age: str) -> None:
    finding = failed("Connection refused", seconds)
    assert (finding.state, finding.found) == (State.FITS, f"Connection refused, {age}; it is over")


def test_a_refusal_while_the_bot_stopped_is_over_when_nothing_waits_any_more() -> None:
    words = "Wrong response from the webhook: 503 Service Unavailable"
    assert [failed(words, 10, pending).state for pending in (0, 1)] == [State.FITS, State.MISFIT]


@pytest.mark.parametrize(
    ("words", "way_out"),
    [
        ("Wrong response from the webhook: 403 Forbidden", "the bot turned Telegram away, for its secret or by"),
        ("Wrong response from the webhook: 404 Not Found", "something else than the bot answers there"),
        ("Wrong response from the webhook: 502 Bad Gateway", "the bot is down, or what stands before it"),
        ("Wrong response from the webhook: 302 Found", "Telegram follows no redirects"),
        ("Wrong response from the webhook: 500 Internal Server Error", "see the bot's log at that time"),
        ("Connection refused", "nobody listens there"),
        ("Failed to resolve host: Name or service not known", "the name in WEBHOOK_URL leads nowhere"),
        ("SSL error {error:0A000086:SSL routines::certificate verify failed}", "the certificate is not one"),
        ("Read timeout expired", "the bot, or what stands before it, did not answer within a minute"),
        ("Connection timed out", "Telegram does not get through to the address"),
    ],
)
def test_each_error_has_its_way_out(words: str, way_out: str) -> None:
    assert failed(words, 10).way_out.startswith(way_out)


def test_only_a_refusal_may_be_put_right_by_telling_the_secret_again() -> None:
    assert failed("Wrong response from the webhook: 403 Forbidden", 10).remedy is Remedy.WEBHOOK
    assert failed("Connection refused", 10).remedy is None


@pytest.mark.parametrize(("count", "state"), [(0, State.FITS), (99, State.FITS), (100, State.MISFIT)])
def test_many_waiting_updates_are_a_fault(count: int, state: State) -> None:
    assert delivery.waiting(WebhookInfo("https://x.org", False, count)).state is state


async def test_a_telegram_with_another_secret_is_told_ours_again(
    telegram: Telegram, bot: app.App, given: Settings
) -> None:
    await done(telegram, "setWebhook", url=telegram.webhook.url, secret_token="another")
    telegram.webhook.last_error_date = int(datetime.now(UTC).timestamp())
    telegram.webhook.last_error_message = "Wrong response from the webhook: 403 Forbidden"
    assert set(await wrong(given)) == {"last error"}
    await treat(await examine(given), given)
    assert telegram.webhook.secret == given.secret
    assert await wrong(given) == {}


async def test_long_polling_wants_no_webhook(telegram: Telegram, given: Settings) -> None:
    polled = given.model_copy(update={"webhook_url": None})
    async with app.running(polled):
        found = await look(polled)
        assert {what for what, finding in found.items() if finding.state is State.MISFIT} == set()
        assert found["webhook address"].found == "none, as long polling wants it"
        assert found["secret"].state is State.SKIPPED


async def test_a_webhook_is_not_deleted_only_because_its_address_is_not_set_here(
    telegram: Telegram, bot: app.App, given: Settings
) -> None:
    elsewhere = given.model_copy(update={"webhook_url": None})
    finding = (await look(elsewhere))["webhook address"]
    assert finding.way_out.startswith("set WEBHOOK_URL as the running bot has it")
    assert await treat(await examine(elsewhere), elsewhere) == []
    assert telegram.webhook.url == f"{given.webhook_url}/webhook"


async def test_kinds_of_updates_of_long_polling_come_right_at_the_next_start(
    telegram: Telegram, given: Settings
) -> None:
    polled = given.model_copy(update={"webhook_url": None})
    finding = (await look(polled))["kinds of updates"]
    assert (finding.state, finding.way_out) == (State.MISFIT, "start the bot: it says so whenever it polls")
