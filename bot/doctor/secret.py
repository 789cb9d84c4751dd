"""Whether the bot that answers at the public address has the secret of these settings.

Telegram tells nobody which secret it has. So the bot itself is asked, by a request that holds no update: with the
secret that is a 400, without it a 403.
"""

import asyncio
import os
import secrets

import aiohttp

from bot.doctor.finding import Finding, fits, misfit, skipped
from bot.errors import StartError
from bot.registration import address
from bot.settings import Settings
from bot.tg.proxies import way
from bot.web.webhook import SECRET_HEADER

SECONDS = 4.0
_NOTHING = b"{}"
_KNOWN, _TURNED_AWAY, _STOPPING = 400, 403, 503
_WHAT = "secret"


async def findings(settings: Settings) -> list[Finding]:
    """Ask the bot, where it has a public address."""
    if settings.webhook_url is None:
        return [skipped(_WHAT, "long polling needs none")]
    where = address(settings)
    right, wrong = await asyncio.gather(*(_answer(where, tried) for tried in (settings.secret, secrets.token_hex(16))))
    return [_finding(right, wrong, settings)]


async def demand(settings: Settings) -> None:
    """See that Telegram is told no secret with which the bot would turn it away.

    Raises:
        StartError: the bot at the public address has another one.
    """
    if not settings.webhook_only_from and await _answer(address(settings), settings.secret) == _TURNED_AWAY:
        raise StartError(f"the bot at {address(settings)} has another secret than these settings, and would be deaf")


def _finding(right: int | str, wrong: int | str, settings: Settings) -> Finding:
    where = address(settings)
    match right, wrong:
        case int(), int():
            return _told(right, wrong, settings)
        case _:
            reason = right if isinstance(right, str) else wrong
            return misfit(
                _WHAT,
                f"nobody can be asked: {where} cannot be reached from here ({reason})",
                "start the bot, and see WEBHOOK_URL, the DNS, the certificate and the firewall",
            )


def _told(right: int, wrong: int, settings: Settings) -> Finding:
    if wrong != _TURNED_AWAY:
        return misfit(
            _WHAT,
            f"what answers at {address(settings)} does not ask for it (HTTP {wrong} instead of {_TURNED_AWAY})",
            "see that WEBHOOK_URL leads to the bot, and to nothing that answers or redirects before it",
        )
    if right == _KNOWN:
        return fits(_WHAT, "the bot at the webhook address knows it, and turns away who does not")
    if right == _STOPPING:
        return misfit(_WHAT, "the bot at the webhook address is just stopping", "look again in a minute")
    if right == _TURNED_AWAY and settings.webhook_only_from:
        return skipped(
            _WHAT, "WEBHOOK_ONLY_FROM does not let this machine ask; where it is wrong, the last error says 403"
        )
    if right == _TURNED_AWAY:
        return misfit(
            _WHAT,
            "the bot at the webhook address has another one, or lets nobody in from here",
            "give it the TELEGRAM_BOT_TOKEN, WEBHOOK_SECRET and WEBHOOK_ONLY_FROM of this command, and restart it",
        )
    return misfit(
        _WHAT,
        f"what answers at {address(settings)} answers to it with HTTP {right} instead of {_KNOWN}",
        "see what stands before the bot, and that this version of it runs there",
    )


async def _answer(where: str, secret: str) -> int | str:
    """Give the status with which a request is answered, or why there is none."""
    headers = {SECRET_HEADER: secret, "Content-Type": "application/json"}
    try:
        found = way(where)
        async with (
            asyncio.timeout(SECONDS),
            aiohttp.ClientSession() as session,
            session.post(
                found.address,
                data=_NOTHING,
                headers=headers,
                allow_redirects=False,
                proxy=found.proxy,
                proxy_headers=found.proxy_headers,
            ) as response,
        ):
            return response.status
    except TimeoutError:
        return f"no answer within {SECONDS:.0f} seconds"
    except aiohttp.ClientConnectorDNSError:
        return "its name leads nowhere"
    except aiohttp.ClientSSLError:
        return "its certificate is not valid"
    except aiohttp.ClientConnectorError as error:
        return os.strerror(error.errno).lower() if error.errno else "no connection"
    except (aiohttp.ClientError, OSError, ValueError) as error:
        return type(error).__name__
