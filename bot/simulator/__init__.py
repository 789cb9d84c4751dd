"""A Telegram at home: the Bot API in memory, as strict as the real one, in process and over HTTP, and a page.

Nothing of the bot's own code is imported here, so that the two cannot share a mistake.

    clock = WoundClock()                                      # time passes in `await clock.wind(60)` only
    async with Telegram(clock=clock) as telegram, kept(telegram, Path("data/simulator.json")):
        telegram.inline.enabled = True                        # what BotFather would be told
        telegram.trouble.limits = True                        # Telegram's limits on sending
        telegram.trouble.plan(trouble.flood(7), "sendMessage")
        ana = telegram.person("Ana", language_code="es-MX")
        await ana.send("/start")
"""

from bot.simulator.clock import WoundClock
from bot.simulator.groups import Group
from bot.simulator.inline import Asked
from bot.simulator.inprocess import SimulatorRequest
from bot.simulator.keeping import kept
from bot.simulator.people import Person
from bot.simulator.posting import Reply
from bot.simulator.server import Server, serve
from bot.simulator.shown import Button, Shown
from bot.simulator.state import Answer, Call
from bot.simulator.telegram import Telegram

__all__ = [
    "Answer",
    "Asked",
    "Button",
    "Call",
    "Group",
    "Person",
    "Reply",
    "Server",
    "Shown",
    "SimulatorRequest",
    "Telegram",
    "WoundClock",
    "kept",
    "serve",
]
