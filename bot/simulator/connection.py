"""The methods with which a bot says who it is and how it wants its updates."""

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from bot.simulator.state import Json, RefusalError, Webhook

if TYPE_CHECKING:
    from bot.simulator.telegram import Telegram

POLLED = "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
PORTS = (443, 80, 88, 8443)


def get_me(telegram: "Telegram", _params: Json) -> Json:
    """getMe"""
    return {
        **telegram.bot,
        "can_join_groups": True,
        "can_read_all_group_messages": not telegram.privacy_mode,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def get_chat(telegram: "Telegram", params: Json) -> Json:
    """getChat"""
    chat = telegram.reachable(params["chat_id"])
    return {**telegram.chat_json(chat), "accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": {}}


def set_webhook(telegram: "Telegram", params: Json) -> bool:
    """setWebhook"""
    url = params["url"]
    if not url:
        return delete_webhook(telegram, params)
    _check_url(url, telegram.allow_http_webhook)
    secret = params.get("secret_token", "")
    if not re.fullmatch(r"[A-Za-z0-9_-]{0,256}", secret):
        raise RefusalError("Bad Request: secret token contains unallowed characters")
    connections = params.get("max_connections", 40)
    if not 1 <= connections <= 100:
        raise RefusalError("Bad Request: max_connections must be between 1 and 100")
    telegram.webhook = Webhook(url, secret, connections)
    _remember_allowed(telegram, params)
    if params.get("drop_pending_updates"):
        telegram.delivery.clear()
    telegram.delivery.wake()
    return True


def delete_webhook(telegram: "Telegram", params: Json) -> bool:
    """deleteWebhook"""
    telegram.webhook = Webhook()
    if params.get("drop_pending_updates"):
        telegram.delivery.clear()
    return True


def get_webhook_info(telegram: "Telegram", _params: Json) -> Json:
    """getWebhookInfo"""
    webhook = telegram.webhook
    info: Json = {
        "url": webhook.url,
        "has_custom_certificate": False,
        "pending_update_count": telegram.delivery.pending,
        "last_error_date": webhook.last_error_date,
        "last_error_message": webhook.last_error_message,
        "max_connections": webhook.max_connections if webhook.url else None,
        "allowed_updates": telegram.delivery.allowed or None,
    }
    return {key: value for key, value in info.items() if value is not None}


async def get_updates(telegram: "Telegram", params: Json) -> list[Json]:
    """getUpdates"""
    if telegram.webhook.url:
        raise RefusalError(POLLED, 409)
    _remember_allowed(telegram, params)
    limit = min(100, max(1, params.get("limit", 100)))
    return await telegram.delivery.poll(params.get("offset", 0), limit, min(50, max(0, params.get("timeout", 0))))


def _remember_allowed(telegram: "Telegram", params: Json) -> None:
    if "allowed_updates" in params:
        allowed: list[Any] = params["allowed_updates"]
        telegram.delivery.allowed = allowed


def _check_url(url: str, allow_http: bool) -> None:
    parts = urlsplit(url)
    if parts.scheme == "http" and allow_http and parts.hostname:
        return
    if parts.scheme != "https":
        raise RefusalError("Bad Request: bad webhook: An HTTPS URL must be provided for webhook")
    if not parts.hostname or "." not in parts.hostname:
        raise RefusalError("Bad Request: bad webhook: Failed to resolve host: Name or service not known")
    if (parts.port or 443) not in PORTS:
        raise RefusalError("Bad Request: bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
