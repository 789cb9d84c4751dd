"""aiogram: `python -m benchmarks.peers.with_aiogram` as it comes, `… with_aiogram reply` at its fastest.

At its fastest, it runs on uvloop, and the edit goes out in the webhook's reply while the answer is a call of its own.
"""

import asyncio
import sys
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, LinkPreviewOptions, Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler, setup_application
from aiohttp import web

from benchmarks.peers.settings import API, PORT, SECRET, TOKEN, WEBHOOK, screens

_SCREENS = screens()
_SHOWN = {
    data: {
        "text": call["text"],
        "parse_mode": call["parse_mode"],
        "reply_markup": InlineKeyboardMarkup.model_validate(call["reply_markup"]),
        "link_preview_options": LinkPreviewOptions.model_validate(call["link_preview_options"]),
    }
    for data, call in _SCREENS.items()
}
_under_way: set[asyncio.Task[Any]] = set()


async def press(query: CallbackQuery) -> None:
    """Show what a tap asks for, then answer it."""
    if isinstance(query.message, Message) and query.data:
        await query.message.edit_text(**_SHOWN[query.data])
    await query.answer()


async def press_by_reply(query: CallbackQuery, bot: Bot) -> Any:
    """Give the edit to the webhook's reply, and answer the tap meanwhile."""
    answering = asyncio.create_task(bot.answer_callback_query(query.id))
    _under_way.add(answering)
    answering.add_done_callback(_under_way.discard)
    return query.message.edit_text(**_SHOWN[query.data]) if isinstance(query.message, Message) and query.data else None


def main(by_reply: bool) -> None:
    """Serve until the process ends."""
    bot = Bot(TOKEN, AiohttpSession(api=TelegramAPIServer.from_base(API)))
    dispatcher = Dispatcher()
    dispatcher.callback_query.register(press_by_reply if by_reply else press)

    async def announce() -> None:
        await bot.set_webhook(WEBHOOK, secret_token=SECRET)

    dispatcher.startup.register(announce)
    application = web.Application()
    handler = SimpleRequestHandler(dispatcher, bot, handle_in_background=not by_reply, secret_token=SECRET)
    handler.register(application, path="/webhook")
    setup_application(application, dispatcher, bot=bot)
    loop = None
    if by_reply:
        import uvloop

        loop = uvloop.new_event_loop()
    web.run_app(application, host="127.0.0.1", port=PORT, loop=loop)


if __name__ == "__main__":
    main(by_reply="reply" in sys.argv)
