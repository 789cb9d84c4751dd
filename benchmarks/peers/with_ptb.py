"""python-telegram-bot as it comes: tornado takes the updates, httpx makes the calls."""

from telegram import InlineKeyboardMarkup, LinkPreviewOptions, Update
from telegram.ext import Application, CallbackQueryHandler, ContextTypes

from benchmarks.peers.settings import API, PORT, SECRET, TOKEN, WEBHOOK, screens

_SCREENS = screens()
_MARKUPS = {data: InlineKeyboardMarkup.de_json(call["reply_markup"], None) for data, call in _SCREENS.items()}
_PREVIEWS = {data: LinkPreviewOptions.de_json(call["link_preview_options"], None) for data, call in _SCREENS.items()}


async def press(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    """Answer a tap, then show what it asks for: the order of python-telegram-bot's examples."""
    query = update.callback_query
    if query is None or query.data is None:
        return
    await query.answer()
    screen = _SCREENS[query.data]
    await query.edit_message_text(
        screen["text"],
        parse_mode=screen["parse_mode"],
        reply_markup=_MARKUPS[query.data],
        link_preview_options=_PREVIEWS[query.data],
    )


def main() -> None:
    """Serve until the process ends."""
    application = Application.builder().token(TOKEN).base_url(f"{API}/bot").build()
    application.add_handler(CallbackQueryHandler(press))
    application.run_webhook("127.0.0.1", PORT, "webhook", webhook_url=WEBHOOK, secret_token=SECRET)


if __name__ == "__main__":
    main()
