"""Calls whose outcome matters."""

from typing import Any

from bot.simulator import Telegram


async def done(telegram: Telegram, method: str, /, **params: Any) -> Any:
    """Make a call that has to succeed, and give its result."""
    answer = await telegram.call(method, params)
    assert answer["ok"], answer["description"]
    return answer["result"]


async def refusal(telegram: Telegram, method: str, /, **params: Any) -> str:
    """Make a call that has to be refused, and give the server's words."""
    answer = await telegram.call(method, params)
    assert not answer["ok"], answer["result"]
    words: str = answer["description"]
    return words
