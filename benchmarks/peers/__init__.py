"""Bots made with other tools, with the screens of this one: what a tap costs there.

Each serves what was recorded, builds its keyboards once, at its start, and has the same settings in its environment:
TELEGRAM_API_URL, TELEGRAM_BOT_TOKEN, WEBHOOK_URL, PORT and SCREENS, the file of the recorded screens.
"""
