"""The webhook as Telegram has it: shown in plain words, set as a start does, and deleted."""

from collections.abc import Iterator
from datetime import UTC, datetime

from telegram import WebhookInfo

from bot.doctor.delivery import age, shown
from bot.doctor.examination import telegram
from bot.registration import CONNECTIONS, caller, in_plain_words, register
from bot.settings import Settings

Line = tuple[str, str]


async def info(given: Settings) -> WebhookInfo:
    """Ask Telegram; raises StartError where it does not answer."""
    async with telegram(given) as bot:
        with in_plain_words(given):
            return await bot.get_webhook_info()


async def set_as_at_start(given: Settings, *, drop_pending: bool) -> None:
    """Tell Telegram the webhook; raises StartError where it does not take it."""
    async with caller(given) as bot:
        with in_plain_words(given):
            await register(bot, given, drop_pending=drop_pending)


async def delete(given: Settings) -> None:
    """Take the webhook out, and leave what waits; raises StartError where Telegram does not."""
    async with caller(given) as bot:
        with in_plain_words(given):
            await bot.delete_webhook()


def lines(found: WebhookInfo, given: Settings) -> Iterator[Line]:
    """Say what Telegram says, with what it means."""
    now = datetime.now(UTC)
    yield "Address", shown(found.url) if found.url else "none: the bot gets updates by long polling, or not at all"
    if found.url:
        own = "WEBHOOK_SECRET" if given.webhook_secret else "made from the token"
        yield "Secret", f"Telegram tells nobody; that of these settings is {own}"
        yield "IP address", found.ip_address or "not said"
        yield "Connections", f"up to {found.max_connections or CONNECTIONS} at once"
        yield "Certificate", "one that was uploaded" if found.has_custom_certificate else "checked as any browser does"
    yield "Kinds of updates", ", ".join(found.allowed_updates or ()) or "what Telegram sends unless told otherwise"
    yield "Waiting", f"{found.pending_update_count:,} {'update' if found.pending_update_count == 1 else 'updates'}"
    yield "Last error", _error(found, now)
    if found.last_synchronization_error_date:
        yield "Telegram's own", f"could not look for updates {age(found.last_synchronization_error_date, now)}"


def _error(found: WebhookInfo, now: datetime) -> str:
    if found.last_error_date is None:
        return "none since the webhook was set" if found.url else "none"
    return f"{found.last_error_message or 'not said which'}, {age(found.last_error_date, now)}"
