"""The methods with which a bot says who it is and how it wants its updates."""

import ipaddress
import math
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.simulator import schema
from bot.simulator.access import chat_of
from bot.simulator.state import Json, RefusalError, Webhook, bad_request

if TYPE_CHECKING:
    from bot.simulator.telegram import Telegram

POLLED = "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
PORTS = (443, 80, 88, 8443)
CONNECTIONS = 100
SECRET = 256
LIMIT = 100
LONGEST_POLL = 50
SETTLING_SECONDS = 600.0
"""A bot that has just been started may not be closed."""


def get_me(telegram: "Telegram", _params: Json) -> Json:
    """getMe"""
    return {
        **telegram.bot,
        "can_join_groups": telegram.can_join_groups,
        "can_read_all_group_messages": not telegram.privacy_mode,
        "supports_inline_queries": telegram.inline.enabled,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": False,
        "allows_users_to_create_topics": False,
    }


def get_chat(telegram: "Telegram", params: Json) -> Json:
    """getChat"""
    chat = chat_of(telegram, params["chat_id"])
    if not chat.written:
        raise bad_request("chat not found")
    gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")
    full: Json = {"accent_color_id": chat.id % 7, "max_reaction_count": 11}
    return telegram.chat_json(chat) | full | {"accepted_gift_types": dict.fromkeys(gifts, chat.type == "private")}


def log_out(telegram: "Telegram", _params: Json) -> bool:
    """logOut: every later call is refused."""
    telegram.logged_out = True
    return True


def close(telegram: "Telegram", _params: Json) -> bool:
    """close"""
    left = math.ceil(SETTLING_SECONDS - (telegram.clock() - telegram.began))
    if left > 0:
        raise RefusalError(f"Too Many Requests: retry after {left}", 429, retry_after=left)
    return True


async def set_webhook(telegram: "Telegram", params: Json) -> bool:
    """setWebhook"""
    if not params["url"]:
        return await delete_webhook(telegram, params)
    _check_secret(params.get("secret_token", ""))
    _check_url(params["url"], telegram.allow_http_webhook)
    connections = params.get("max_connections", 40)
    if not 1 <= connections <= CONNECTIONS:
        raise bad_request(f"max_connections must be between 1 and {CONNECTIONS}")
    _remember_allowed(telegram, params)
    ip_address = params.get("ip_address") or _literal(params["url"])
    webhook = Webhook(params["url"], params.get("secret_token", ""), connections, ip_address)
    if params.get("drop_pending_updates"):
        telegram.delivery.updates.clear()
    elif _is_set_already(telegram.webhook, webhook):
        return True
    await telegram.delivery.lead_to(webhook)
    return True


async def delete_webhook(telegram: "Telegram", params: Json) -> bool:
    """deleteWebhook"""
    if params.get("drop_pending_updates"):
        telegram.delivery.updates.clear()
    await telegram.delivery.lead_to(Webhook())
    return True


def get_webhook_info(telegram: "Telegram", _params: Json) -> Json:
    """getWebhookInfo"""
    webhook, delivery = telegram.webhook, telegram.delivery
    info: Json = {"url": webhook.url, "has_custom_certificate": False, "pending_update_count": delivery.pending}
    known = {
        "ip_address": webhook.ip_address or None,
        "last_error_date": webhook.last_error_date,
        "last_error_message": webhook.last_error_message,
        "last_synchronization_error_date": webhook.last_synchronization_error_date,
        "max_connections": webhook.max_connections if webhook.url else None,
        "allowed_updates": delivery.allowed or None,
    }
    return info | {key: value for key, value in known.items() if value is not None}


async def get_updates(telegram: "Telegram", params: Json) -> list[Json]:
    """getUpdates"""
    if telegram.webhook.url:
        raise RefusalError(POLLED, 409)
    _remember_allowed(telegram, params)
    limit = min(LIMIT, max(1, params.get("limit", LIMIT)))
    timeout = min(LONGEST_POLL, max(0, params.get("timeout", 0)))
    return await telegram.delivery.poll(params.get("offset", 0), limit, timeout)


def _remember_allowed(telegram: "Telegram", params: Json) -> None:
    if "allowed_updates" not in params:
        return
    allowed: list[str] = [kind.lower() for kind in params["allowed_updates"]]
    for kind in allowed:
        if kind not in schema.api()["updates"]:
            raise bad_request(f'unexpected kind of update "{kind}"')  # the real server ignores a misspelt one
    telegram.delivery.allowed = allowed


def _is_set_already(there: Webhook, asked: Webhook) -> bool:
    """Say whether nothing changes: what waits goes on waiting, as in process_set_webhook_query of Client.cpp."""
    known = ("url", "secret", "max_connections", "ip_address")
    return all(getattr(there, name) == getattr(asked, name) for name in known)


def _literal(url: str) -> str:
    """Give the address of the machine where it stands in that of the webhook: names are not looked up here."""
    host = urlsplit(url if "://" in url else f"https://{url}").hostname or ""
    try:
        return str(ipaddress.ip_address(host))
    except ValueError:
        return ""


def _check_secret(secret: str) -> None:
    if len(secret.encode()) > SECRET:
        raise bad_request("secret token is too long")
    if not re.fullmatch("[A-Za-z0-9_-]*", secret):
        raise bad_request("secret token contains unallowed characters")


def _check_url(url: str, anywhere: bool) -> None:
    """Check an address as a public server does, or, where http is allowed, as one that runs with --local."""
    try:
        parts = urlsplit(url if "://" in url else f"https://{url}")
        host, port = parts.hostname or "", parts.port or 443
    except ValueError:
        raise bad_request("invalid webhook URL specified") from None
    if parts.scheme not in ("http", "https") or not host or " " in url:
        raise bad_request("invalid webhook URL specified")
    if anywhere:
        return
    if parts.scheme != "https":
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if port not in PORTS:
        raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
    _check_host(host)


def _check_host(host: str) -> None:
    try:
        address = ipaddress.ip_address("127.0.0.1" if host == "localhost" else host)
    except ValueError:
        if "." not in host:
            raise bad_request("bad webhook: Failed to resolve host: Name or service not known") from None
        return
    if address.version == 6:
        raise bad_request("bad webhook: IPv6-only addresses are not allowed")
    if not address.is_global:
        raise bad_request(f"bad webhook: IP address {address} is reserved")
