"""Who the bot is, what @BotFather was told about it, and how new the Bot API is that says so."""

from collections.abc import Mapping

from telegram import Bot, User

from bot.doctor.finding import Finding, fits, misfit, unknown
from bot.settings import TELEGRAM

NEEDED = "7.11"
"""The version of the Bot API that the bot's buttons need: those that copy a text."""
_SAID_SINCE = {
    "allows_users_to_create_topics": "9.4",
    "has_topics_enabled": "9.3",
    "has_main_web_app": "7.8",
}
"""What getMe says of a bot, whatever it is like, and since which version; the newest first."""
_ENOUGH = ("9.4", "9.3")


async def findings(bot: Bot, api_url: str) -> list[Finding]:
    """Ask Telegram."""
    me = await bot.get_me()
    return [fits("token", f"Telegram knows it as @{me.username}"), *switches(me), version(me.to_dict(), api_url)]


def switches(me: User) -> list[Finding]:
    """Look at what only @BotFather can switch."""
    name = f"@{me.username}"
    return [
        fits("inline mode", "on")
        if me.supports_inline_queries
        else misfit("inline mode", "off", f"@BotFather: /setinline, {name}, and what to type, such as: Name or topic…"),
        misfit(
            "privacy mode",
            "off, so the bot is sent all that is written in its groups, of which it needs only commands and mentions",
            f"@BotFather: /setprivacy, {name}, Enable; then remove the bot from its groups and add it again",
        )
        if me.can_read_all_group_messages
        else fits("privacy mode", "on: in groups the bot is sent commands, mentions and answers to it"),
        fits("groups", "the bot may be added")
        if me.can_join_groups
        else misfit("groups", "nobody can add the bot", f"@BotFather: /setjoingroups, {name}, Enable"),
    ]


def version(said: Mapping[str, object], api_url: str) -> Finding:
    """Tell the version of the Bot API, which no method does, by what it says of a bot."""
    what = "Bot API"
    if api_url == TELEGRAM:
        return fits(what, "Telegram's own, always the newest")
    newest = next((version for field, version in _SAID_SINCE.items() if field in said), None)
    if newest in _ENOUGH:
        return fits(what, f"{newest} or newer, by what getMe says; {NEEDED} is needed")
    way_out = f"update the telegram-bot-api at {api_url}"
    if newest is None:
        return misfit(what, f"older than 7.8, by what getMe says; {NEEDED} is needed", way_out)
    return unknown(what, f"somewhere from {newest} to 9.2, by what getMe says; {NEEDED} is needed", way_out)
