"""Bare aiohttp, the limit: no framework, ready bytes, one call for the edit, and the answer in the webhook's reply.

`python -m benchmarks.peers.bare`, or `… bare uvloop`.
"""

import asyncio
import json
import sys

from aiohttp import ClientSession, DummyCookieJar, TCPConnector, web

from benchmarks.peers.settings import API, PORT, SECRET, TOKEN, WEBHOOK, screens

HEADER = "X-Telegram-Bot-Api-Secret-Token"
JSON = {"Content-Type": "application/json"}
EDIT = f"{API}/bot{TOKEN}/editMessageText"


class Bare:
    """The bot."""

    def __init__(self, session: ClientSession) -> None:
        self._session = session
        self._rest = {data: json.dumps(call).encode()[1:] for data, call in screens().items()}

    async def handle(self, request: web.Request) -> web.Response:
        """Deal with a tap."""
        if request.headers.get(HEADER) != SECRET:
            return web.Response(status=403)
        query = json.loads(await request.read())["callback_query"]
        message = query["message"]
        where = b'{"chat_id":%d,"message_id":%d,' % (message["chat"]["id"], message["message_id"])
        async with self._session.post(EDIT, data=where + self._rest[query["data"]], headers=JSON) as response:
            if b'"ok":true' not in await response.read():
                return web.Response(status=500)
        answer = b'{"method":"answerCallbackQuery","callback_query_id":"%b"}' % query["id"].encode()
        return web.Response(body=answer, content_type="application/json")


async def main() -> None:
    """Serve until the process ends."""
    async with ClientSession(connector=TCPConnector(limit=64), cookie_jar=DummyCookieJar()) as session:
        application = web.Application()
        application.router.add_post("/webhook", Bare(session).handle)
        runner = web.AppRunner(application, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", PORT).start()
        announced = {"url": WEBHOOK, "secret_token": SECRET}
        async with session.post(f"{API}/bot{TOKEN}/setWebhook", json=announced) as response:
            await response.read()
        await asyncio.Event().wait()


if __name__ == "__main__":
    if "uvloop" in sys.argv:
        import uvloop

        uvloop.run(main())
    else:
        asyncio.run(main())
