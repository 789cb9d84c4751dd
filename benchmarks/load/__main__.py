"""One bot, measured once: `python -m benchmarks.load < order.json > result.json`.

The order has `command`, `environment` and `folder` of the bot, the file of the `screens`, how many `people` tap, and
the `phases`, each with its `kind`. The bot is told TELEGRAM_API_URL, and says by setWebhook where its updates are to
go. With `ports`, as many processes listen there, and the people are spread over them.
"""

import asyncio
import json
import sys
from contextlib import AsyncExitStack
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.load import screens
from benchmarks.load.api import Api, Line
from benchmarks.load.people import Crowd, Person
from benchmarks.load.phases import PHASES, Measured, Phases, first
from benchmarks.load.subject import Several, started

START_PATIENCE = 30.0


def main() -> None:
    """Measure what standard input asks for, and write what was found to standard output."""
    order = json.load(sys.stdin)
    json.dump(_runner()(_measured(order)), sys.stdout)


def _runner() -> Any:
    """Give what runs a coroutine: on uvloop where it is installed."""
    try:
        import uvloop
    except ImportError:
        return asyncio.run
    return uvloop.run


async def _measured(order: dict[str, Any]) -> dict[str, Any]:
    crowd = Crowd(screens.read(Path(order["screens"])))
    api = Api(crowd.screens, crowd)
    server = await asyncio.get_running_loop().create_server(lambda: Line(api), "127.0.0.1", 0)
    environment = order["environment"] | {"TELEGRAM_API_URL": f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"}
    folder = Path(order["folder"])
    async with server, AsyncExitStack() as stack:
        ports = order["ports"]
        bots = [
            await stack.enter_async_context(
                started(order["command"], environment | {"PORT": str(port)}, folder, folder / "bot.log")
            )
            for port in ports
        ]
        subject = Several(bots)
        either: list[asyncio.Future[Any]] = [api.webhook, *(bot.ended for bot in bots)]
        await asyncio.wait(either, timeout=START_PATIENCE, return_when=asyncio.FIRST_COMPLETED)
        if not api.webhook.done():
            sys.exit("the bot did not say where its updates are to go")
        webhook = api.webhook.result()
        people = [Person(crowd, api, webhook, number, ports[number % len(ports)]) for number in range(order["people"])]
        found: dict[str, Any] = {"first": await first(people[0], crowd, subject, START_PATIENCE)}
        for person in people[1:]:
            await person.connect()
        found["memory"] = subject.memory
        phases = Phases(api, crowd, people, subject)
        found["phases"] = [await _phase(phases, dict(wanted)) for wanted in order["phases"]]
        for person in people:
            person.close()
    return found


async def _phase(phases: Phases, wanted: dict[str, Any]) -> Any:
    outcome = await PHASES[wanted.pop("kind")](phases, **wanted)
    return asdict(outcome) if isinstance(outcome, Measured) else outcome


if __name__ == "__main__":
    main()
