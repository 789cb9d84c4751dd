"""What Telegram says of a delivery that failed, and the way out.

The words are those of WebhookActor.cpp in github.com/tdlib/telegram-bot-api.
"""

_WAYS_OUT = {
    "403": "the bot turned Telegram away, for its secret or by WEBHOOK_ONLY_FROM and TRUSTED_PROXIES; "
    "its log says which. --fix gives Telegram the secret of these settings",
    "404": "something else than the bot answers there: see WEBHOOK_URL and what stands before the bot",
    "502": "the bot is down, or what stands before it does not reach it: see its log, HOST and PORT",
    "503": "the bot was just stopping, or the platform has none that runs; where it stays, start the bot",
    "504": "what stands before the bot gave up waiting: see the bot's log",
    "302": "Telegram follows no redirects: set WEBHOOK_URL to where they lead",
    "301": "Telegram follows no redirects: set WEBHOOK_URL to where they lead",
    "refused": "nobody listens there: start the bot, and see HOST, PORT and the firewall",
    "resolve": "the name in WEBHOOK_URL leads nowhere: see its spelling and the DNS",
    "ssl": "the certificate is not one that Telegram takes: renew it, with all between it and its root",
    "certificate": "the certificate is not one that Telegram takes: renew it, with all between it and its root",
    "timeout": "the bot, or what stands before it, did not answer within a minute: see the bot's log",
    "timed out": "Telegram does not get through to the address: see the firewall",
}
_OTHERWISE = "see the bot's log at that time, and what stands before it"


def way_out(words: str) -> str:
    """Give the way out of a delivery that failed with these words."""
    return next((way for sign, way in _WAYS_OUT.items() if sign in words.lower()), _OTHERWISE)
