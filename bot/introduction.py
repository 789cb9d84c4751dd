"""What a bot says of itself when it is ready: one screen at a terminal, one line in the log elsewhere."""

import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime

import structlog
from telegram import Bot

from bot import __version__
from bot.core.edition import Edition
from bot.errors import StoreError
from bot.loading.inventory import counts, listed, many, saved
from bot.registration import address
from bot.settings import Settings
from bot.store import Store

_LOST = "lost at the next start: the platform empties its disk; give it a PostgreSQL as DATABASE_URL"

_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Introduction:
    """Who a bot is, how it is reached, and what it works with; `chats` is None where the store could not say.

    `lasts` tells whether what the store has is there after the next start.
    """

    version: str
    bot: str
    bot_id: int
    telegram: str
    reached: str
    listening: str
    content: str
    counts: Mapping[str, int]
    languages: tuple[str, ...]
    saved: datetime
    store: str
    lasts: bool
    chats: int | None
    admins: int


Introduce = Callable[[Introduction], None]


async def gathered(bot: Bot, edition: Edition, store: Store, settings: Settings, port: int) -> Introduction:
    """Gather what a bot is to say of itself, which listens at a port."""
    try:
        chats = sum((await store.chats.counts()).values())
    except StoreError:
        chats = None
    return Introduction(
        version=__version__,
        bot=bot.username,
        bot_id=bot.id,
        telegram=settings.telegram_api_url,
        reached=f"webhook at {address(settings)}" if settings.webhook_url else "long polling",
        listening=f"{settings.host}:{port}",
        content=str(settings.content_dir),
        counts=counts(edition.catalog),
        languages=tuple(edition.languages),
        saved=saved([settings.content_dir, settings.locales_dir]),
        store=store.place,
        lasts=store.lasts,
        chats=chats,
        admins=len(settings.admin_chat_ids),
    )


def log(one: Introduction) -> None:
    """Write it as one line of the log."""
    _log.info("the bot is ready", **asdict(one) | {"saved": one.saved.isoformat(timespec="seconds")})
    if not one.lasts:
        _log.warning("what is remembered is lost at the next start: the platform empties its disk", store=one.store)


def show(one: Introduction) -> None:
    """Write it where somebody has started the bot by hand."""
    sys.stderr.write(screen(one))
    sys.stderr.flush()


def screen(one: Introduction) -> str:
    """Give one screen of plain words."""
    rows = (
        ("Who", f"@{one.bot}, id {one.bot_id}, https://t.me/{one.bot}"),
        ("Telegram", one.telegram),
        ("Reached by", one.reached),
        ("Listening on", one.listening),
        ("Content", f"{listed(one.counts)}, in {', '.join(one.languages)}"),
        ("", f"from {one.content}, saved last on {one.saved:%Y-%m-%d at %H:%M} UTC"),
        ("Store", one.store),
        ("", "how many chats it knows cannot be told" if one.chats is None else f"{many(one.chats, 'chat')} known"),
        *([] if one.lasts else [("", _LOST)]),
        ("Admins", many(one.admins, "chat") if one.admins else "none; ADMIN_CHAT_IDS names their chats"),
    )
    lines = "".join(f"  {name:<14}{words}\n" for name, words in rows)
    return f"\n  The Ally-Shoring bot {one.version} is ready.\n\n{lines}\n  Ctrl-C ends it.\n\n"
