"""Where updates are to go, as Telegram is told at each start, and by an operator."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from urllib.parse import urlsplit

from telegram import Bot
from telegram.error import BadRequest, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.errors import SettingsError, StartError
from bot.settings import TELEGRAM, Settings
from bot.tg.ally import Ally
from bot.tg.patience import seconds
from bot.tg.request import AiohttpRequest
from handlers import ALLOWED_UPDATES

WEBHOOK_PATH = "/webhook"
CONNECTIONS = 40
"""Updates that Telegram may have under way at once; its own default."""


def address(settings: Settings) -> str:
    """Give the address that Telegram is told.

    Raises:
        SettingsError: there is none.
    """
    if settings.webhook_url is None:
        raise SettingsError("WEBHOOK_URL is not set; set it to the bot's public https address")
    return f"{settings.webhook_url}{WEBHOOK_PATH}"


def paths(settings: Settings) -> set[str]:
    """Give the paths at which updates are taken: with what stands before it in the address, which a proxy may drop."""
    return {WEBHOOK_PATH, urlsplit(address(settings)).path}


async def register(bot: Bot, settings: Settings, *, drop_pending: bool = False) -> None:
    """Tell Telegram the webhook, with its secret and the kinds of updates that somebody here reacts to."""
    await bot.set_webhook(
        address(settings),
        secret_token=settings.secret,
        allowed_updates=ALLOWED_UPDATES,
        max_connections=CONNECTIONS,
        drop_pending_updates=drop_pending or None,
    )


@asynccontextmanager
async def caller(settings: Settings, request: AiohttpRequest | None = None) -> AsyncIterator[Ally]:
    """Give what makes single calls for somebody who waits for them at a terminal: each once, and without an update.

    Raises:
        SettingsError: there is no token.
    """
    async with request or AiohttpRequest(connections=1) as request:
        yield Ally(settings.token, f"{settings.telegram_api_url}/bot", request=request)


@contextmanager
def in_plain_words(settings: Settings) -> Iterator[None]:
    """Say in one line what keeps Telegram from answering.

    Raises:
        StartError: Telegram rejects the token, cannot be reached, or is no Bot API.
    """
    try:
        yield
    except InvalidToken as error:
        raise StartError(
            "Telegram rejects TELEGRAM_BOT_TOKEN; copy it again from @BotFather"
            + ("" if settings.telegram_api_url == TELEGRAM else ", or correct TELEGRAM_API_URL")
        ) from error
    except BadRequest as error:
        raise StartError(f"Telegram does not take WEBHOOK_URL ({error.message}); check it") from error
    except TelegramError as error:
        raise StartError(_unavailable(error, settings.telegram_api_url)) from error
    except (TypeError, KeyError, AttributeError) as error:  # the framework reads what a Bot API would have answered
        raise StartError(
            f"what answers at {settings.telegram_api_url} is not a Bot API; check TELEGRAM_API_URL"
        ) from error


def _unavailable(error: TelegramError, where: str) -> str:
    match error:
        case RetryAfter():
            return f"Telegram asks to wait {seconds(error):.0f} seconds; try again then"
        case NetworkError():
            return f"{where} gives no answer that can be used ({error.message}); check the network and TELEGRAM_API_URL"
        case _:
            return f"what answers at {where} is not a Bot API ({error.message}); check TELEGRAM_API_URL"
