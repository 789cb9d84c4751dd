"""How updates come from Telegram to the bot, as getWebhookInfo has it."""

from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from babel.dates import format_timedelta
from telegram import Bot, WebhookInfo

from bot.core.locales import SOURCE
from bot.doctor.finding import AGAIN, Finding, Remedy, fits, misfit, skipped
from bot.doctor.mishaps import way_out
from bot.registration import CONNECTIONS, address
from bot.settings import Settings
from handlers import ALLOWED_UPDATES

RECENT = timedelta(minutes=5)
"""While something fails, Telegram tries again at least every two minutes: what is older is over."""
MANY = 100
"""So many updates wait only where the bot does not get them, or does not keep up."""


async def findings(bot: Bot, settings: Settings) -> list[Finding]:
    """Ask Telegram; that it is asked disturbs no running bot."""
    info, now = await bot.get_webhook_info(), datetime.now(UTC)
    kinds = _kinds(info, settings)
    if settings.webhook_url is None:
        return [_none(info), waiting(info), kinds]
    return [_address(info, settings), last_error(info, now), waiting(info), kinds, _connections(info)]


def age(then: datetime, now: datetime) -> str:
    """Say how long ago something was."""
    passed = max(now - then, timedelta(seconds=1))
    return format_timedelta(-passed, granularity="second", threshold=1, add_direction=True, locale=SOURCE)


def shown(url: str) -> str:
    """Give an address without what may be a secret in it."""
    parts = urlsplit(url)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2], query="", fragment="").geturl()


def _none(info: WebhookInfo) -> Finding:
    what = "webhook address"
    if not info.url:
        return fits(what, "none, as long polling wants it")
    return misfit(
        what,
        f"{shown(info.url)}, although WEBHOOK_URL is not set here, which means long polling",
        "set WEBHOOK_URL as the running bot has it; where it is to poll: python -m bot webhook delete",
    )


def _address(info: WebhookInfo, settings: Settings) -> Finding:
    what, wanted = "webhook address", address(settings)
    if info.url == wanted:
        return fits(what, f"{shown(wanted)}{f' ({info.ip_address})' if info.ip_address else ''}")
    found = f"Telegram has {shown(info.url)}" if info.url else "Telegram has none, so the bot gets nothing"
    return misfit(what, f"{found}; the settings say {shown(wanted)}", AGAIN, Remedy.WEBHOOK)


def last_error(info: WebhookInfo, now: datetime) -> Finding:
    """Look at the last time that Telegram could not deliver; it does not say whether it could since."""
    what = "last error"
    if info.last_error_date is None:
        return fits(what, "none since the webhook was set")
    words = info.last_error_message or "Telegram does not say which"
    found = f"{words}, {age(info.last_error_date, now)}"
    was_stopping = "503" in words and not info.pending_update_count
    if was_stopping or now - info.last_error_date > RECENT:
        return fits(what, f"{found}; it is over")
    is_refused = "403" in words
    return misfit(what, found, way_out(words), Remedy.WEBHOOK if is_refused else None)


def waiting(info: WebhookInfo) -> Finding:
    """Look at what Telegram has not been able to deliver yet."""
    what, count = "waiting updates", info.pending_update_count
    if count < MANY:
        return fits(what, f"{count:,}")
    way_out = "see that the bot runs; what waits comes by itself then"
    thrown_away = ". To throw it away: python -m bot webhook set --drop-pending" if info.url else ""
    return misfit(what, f"{count:,}: the bot does not get them, or does not keep up", f"{way_out}{thrown_away}")


def _kinds(info: WebhookInfo, settings: Settings) -> Finding:
    what, found = "kinds of updates", set(info.allowed_updates or ())
    if found == set(ALLOWED_UPDATES):
        return fits(what, ", ".join(ALLOWED_UPDATES))
    words = f"Telegram sends {', '.join(sorted(found)) if found else 'what it sends unless told otherwise'}"
    wanted = f"{words}; the bot wants {', '.join(ALLOWED_UPDATES)}"
    if settings.webhook_url is None:
        return misfit(what, wanted, "start the bot: it says so whenever it polls")
    return misfit(what, wanted, AGAIN, Remedy.WEBHOOK)


def _connections(info: WebhookInfo) -> Finding:
    what = "connections"
    if not info.url:
        return skipped(what, "there is no webhook")
    if info.max_connections == CONNECTIONS:
        return fits(what, f"up to {CONNECTIONS} at once")
    found = f"up to {info.max_connections} at once; the bot wants {CONNECTIONS}"
    return misfit(what, found, AGAIN, Remedy.WEBHOOK)
