"""The screens of the bot as it ships, recorded for others to serve: tapped once, button by button, from the menu on.

What is recorded is what went over the wire: the parameters of each edit, and the message that came of it.
"""

import asyncio
import json
import tempfile
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks.sameness import plain
from benchmarks.shipped import COMMAND, settings
from bot.core import routes
from bot.core.routes import Ask, Forget, Invitation, Subscription
from bot.errors import UnreadableButtonError
from bot.simulator import Person, Telegram, serve

SCREENS = 30
"""Those of each language."""
LANGUAGES = ("en", "es")
PATIENCE = 30.0
"""Seconds for each step of the bot."""
_SHOWN = ("text", "entities", "reply_markup", "link_preview_options")


@dataclass(frozen=True, slots=True)
class Recorded:
    """A screen: the parameters of the call that shows it, the message that came of it, and the ways on from there."""

    call: dict[str, Any]
    message: dict[str, Any]
    following: tuple[str, ...]


def write(found: Mapping[str, Recorded], bot: Mapping[str, Any], file: Path) -> None:
    """Write what was recorded of a bot to a file."""
    starts = [next(data for data in found if data.startswith(language)) for language in LANGUAGES]
    content = {"bot": bot, "starts": starts, "screens": {data: asdict(one) for data, one in found.items()}}
    file.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


async def record(screens: int = SCREENS, **others: str) -> tuple[dict[str, Recorded], Mapping[str, Any]]:
    """Record so many screens of each language; give them by their callback data, and who the bot is."""
    with tempfile.TemporaryDirectory() as folder:
        async with Telegram(allow_http_webhook=True) as telegram, serve(telegram, port=0) as server:
            environment = settings(folder, TELEGRAM_API_URL=server.url, **others)
            bot = await asyncio.create_subprocess_exec(
                *COMMAND, cwd=folder, env=environment, stderr=asyncio.subprocess.DEVNULL
            )
            try:
                found = await _walked(telegram, screens)
            finally:
                bot.terminate()
                await bot.wait()
    return found, telegram.bot


async def _walked(telegram: Telegram, screens: int) -> dict[str, Recorded]:
    async with asyncio.timeout(PATIENCE):
        while not telegram.webhook.url:  # noqa: ASYNC110  # the other process sets it
            await asyncio.sleep(0.05)
    found: dict[str, Recorded] = {}
    for language in LANGUAGES:
        person = telegram.person("Grace", language_code=language)
        await asyncio.wait_for(person.send("/start"), PATIENCE)
        found |= await _walk(telegram, person, f"{language}:h", screens)
    return {data: Recorded(one.call, one.message, _known(one.following, found)) for data, one in found.items()}


async def _walk(telegram: Telegram, person: Person, start: str, screens: int) -> dict[str, Recorded]:
    """Follow the buttons from a start until there are enough screens, all on the first message."""
    menu, found = person.last, dict[str, Recorded]()
    waiting = deque([start])
    while waiting and len(found) < screens:
        data = waiting.popleft()
        if data in found:
            continue
        telegram.calls.clear()
        await asyncio.wait_for(person.press_data(data, on=menu), PATIENCE)
        call = next(call.params for call in telegram.calls if call.method == "editMessageText" and call.ok)
        message = telegram.chats[person.id].messages[menu.message_id if menu else 0]
        shown = {key: message[key] for key in _SHOWN if key in message}
        following = [data for data in _buttons(message) if _leads_on(data)]
        found[data] = Recorded(plain(call), shown, tuple(following))
        waiting.extend(following)
    return found


def _leads_on(data: str) -> bool:
    """Say whether a button leads to a place and changes nothing: what changes something is no browsing."""
    try:
        tap = routes.read(data)
    except UnreadableButtonError:
        return False
    return tap.ask is Ask.PLACE and not isinstance(tap.place.route, Subscription | Forget | Invitation)


def _buttons(message: dict[str, Any]) -> list[str]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["callback_data"] for row in rows for button in row if "callback_data" in button]


def _known(following: Iterable[str], found: dict[str, Recorded]) -> tuple[str, ...]:
    """Keep the ways on that were recorded as well; the way home always was."""
    kept = tuple(data for data in following if data in found)
    return kept or tuple(data for data in found if data.endswith(":h"))
