"""The simulator over HTTP: the Bot API, files, the page, and who may have them."""

import json
import socket
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from bot.simulator import Person, Server, Telegram, serve
from bot.simulator.state import Upload
from tests.simulator.test_files import png


@pytest.fixture
async def server(telegram: Telegram) -> AsyncIterator[Server]:
    async with serve(telegram, port=0) as server:
        yield server


@pytest.fixture
async def http(server: Server) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
def api(telegram: Telegram, server: Server) -> str:
    return f"{server.url}/bot{telegram.token}"


async def test_a_call_comes_in_each_way_that_there_is(http: aiohttp.ClientSession, api: str, ana: Person) -> None:
    params: dict[str, Any] = {"chat_id": str(ana.id), "text": "hello"}
    form = aiohttp.FormData(params)
    form.add_field("reply_markup", json.dumps({"force_reply": True}), content_type="text/plain")
    ways = [
        http.get(f"{api}/sendMessage", params=params),
        http.post(f"{api}/sendMessage", params=params),
        http.post(f"{api}/SendMessage", data=params),
        http.post(f"{api}/sendMessage", json=params | {"chat_id": ana.id}),
        http.post(f"{api}/sendMessage", data=form),
    ]
    for way in ways:
        async with way as response:
            answer = await response.json()
            assert (response.status, answer["ok"]) == (200, True), answer
    assert [message.text for message in ana.messages[1:]] == ["hello"] * 5


async def test_refusals_have_their_status(http: aiohttp.ClientSession, api: str, server: Server) -> None:
    cases = {
        f"{api}/sendMessage": (400, "Bad Request: message text is empty"),
        f"{api}/nothing": (404, "Not Found: method not found"),
        f"{server.url}/bot1:wrong/getMe": (401, "Unauthorized"),
        f"{server.url}/bot": (404, "Not Found"),
        f"{api}/getMe/more": (404, "Not Found"),
    }
    for url, (status, words) in cases.items():
        async with http.post(url) as response:
            answer = {"ok": False, "error_code": status, "description": words}
            assert (response.status, await response.json()) == (status, answer)


@pytest.mark.parametrize("body", ["{", "[]", '"text"'])
async def test_a_body_that_is_no_object_is_refused(http: aiohttp.ClientSession, api: str, body: str) -> None:
    async with http.post(f"{api}/getMe", data=body, headers={"Content-Type": "application/json"}) as response:
        assert response.status == 400


async def test_a_file_comes_and_goes(
    http: aiohttp.ClientSession, api: str, server: Server, telegram: Telegram, ana: Person
) -> None:
    form = aiohttp.FormData({"chat_id": str(ana.id)})
    form.add_field("photo", png(3, 2), filename="a.png", content_type="image/png")
    async with http.post(f"{api}/sendPhoto", data=form) as response:
        photo = (await response.json())["result"]["photo"][0]
    async with http.get(f"{api}/getFile", params={"file_id": photo["file_id"]}) as response:
        path = (await response.json())["result"]["file_path"]
    async with http.get(f"{server.url}/file/bot{telegram.token}/{path}") as response:
        assert await response.read() == png(3, 2)
    for url in (f"{server.url}/file/bot1:wrong/{path}", f"{server.url}/file/bot{telegram.token}/nothing"):
        async with http.get(url) as response:
            assert response.status in (401, 404)


async def test_the_page_gets_the_photos_that_the_bot_sent_and_of_others_nothing(
    http: aiohttp.ClientSession, server: Server, telegram: Telegram, ana: Person
) -> None:
    await ana.send_photo()
    for method, field in (("sendPhoto", "photo"), ("sendDocument", "document")):
        await telegram.call(method, {"chat_id": ana.id}, {field: Upload("a.png", png(3, 2))})
    photo, document = telegram.files
    async with http.get(f"{server.url}/simulator/photo/{photo}") as response:
        assert (response.status, response.content_type, await response.read()) == (200, "image/png", png(3, 2))
        assert response.headers["Cache-Control"] == "no-store"
    for other in (document, "photo", "nothing"):
        async with http.get(f"{server.url}/simulator/photo/{other}") as response:
            assert (response.status, await response.read()) == (204, b"")


async def test_the_page_is_never_stored(http: aiohttp.ClientSession, server: Server) -> None:
    for path, kind in (("/", "text/html"), ("/page/page.css", "text/css")):
        async with http.get(server.url + path) as response:
            assert (response.status, response.content_type) == (200, kind)
            assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["/page/nothing.js", "/page/..%2fserver.py", "/page/../server.py", "/server.py"])
async def test_nothing_but_the_page_is_given_out(http: aiohttp.ClientSession, server: Server, path: str) -> None:
    async with http.get(server.url + path) as response:
        assert response.status == 404


@pytest.mark.parametrize(
    "headers", [{"Host": "evil.example"}, {"Host": "evil.example:80"}, {"Origin": "https://evil.example"}]
)
@pytest.mark.parametrize("path", ["/", "/simulator/socket", "/page/page.css"])
async def test_other_sites_get_nothing(
    http: aiohttp.ClientSession, server: Server, path: str, headers: dict[str, str]
) -> None:
    async with http.get(server.url + path, headers=headers) as response:
        assert response.status == 403


async def test_another_page_of_this_machine_does_not_get_the_socket(
    http: aiohttp.ClientSession, server: Server
) -> None:
    url = f"{server.url}/simulator/socket"
    with pytest.raises(aiohttp.WSServerHandshakeError, match="403"):
        await http.ws_connect(url, origin="http://127.0.0.1:1")
    async with http.ws_connect(url, origin=server.url) as line:
        assert (await line.receive_json())["type"] == "world"


async def test_a_port_that_is_taken_is_an_error(telegram: Telegram) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(OSError, match="in use"):
            async with serve(telegram, port=taken.getsockname()[1]):
                pytest.fail("two servers on one port")


async def test_the_server_ends_while_somebody_polls_and_looks(telegram: Telegram) -> None:
    async with aiohttp.ClientSession() as session:
        async with serve(telegram, port=0) as server:
            line = await session.ws_connect(f"{server.url}/simulator/socket")
            await line.receive_json()
        assert (await line.receive()).type is aiohttp.WSMsgType.CLOSE
