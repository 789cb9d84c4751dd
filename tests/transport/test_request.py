"""The way to the Bot API, against real servers on this machine."""

import asyncio
import contextlib
import json
import logging
import re
import shutil
import socket
import ssl
from base64 import b64encode
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import hdrs, web
from aiohttp.connector import Connection
from aiohttp.test_utils import TestServer, unused_port
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, InputFile, InputMediaDocument, LinkPreviewOptions
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)
from telegram.ext import ExtBot
from telegram.request import RequestData
from telegram.request._requestparameter import RequestParameter

from bot.clock import RealClock
from bot.tg import proxies
from bot.tg.request import AiohttpRequest, BrokenOff, Unreached
from bot.tg.written import Written

TOKEN = "7000000001:AAHsecretsecretsecretsecretsecretse"
ME = {"id": 7000000001, "is_bot": True, "first_name": "Ally", "username": "ally_bot"}
SENT = {"message_id": 1, "date": 1_700_000_000, "chat": {"id": 5, "type": "private"}, "text": "Hola"}
LATE = {"late": True}

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]

PROXY = "the proxy that HTTPS_PROXY names cannot be used"


@dataclass
class Telegram:
    """A server that answers every call in the same way, and keeps what it was sent."""

    answer: Answer
    paths: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    forms: list[dict[str, Any]] = field(default_factory=list)
    port: int = 0
    called: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def url(self) -> str:
        """Give the address of one method."""
        return f"http://127.0.0.1:{self.port}/bot{TOKEN}/getMe"

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Keep a request and answer it."""
        self.paths.append(request.path)
        self.called.set()
        self.headers.append(dict(request.headers))
        self.forms.append({name: _plain(value) for name, value in (await request.post()).items()})
        return await self.answer(request)


def _plain(value: Any) -> Any:
    if isinstance(value, web.FileField):
        return value.filename, value.content_type, value.file.read()
    return value


@contextlib.asynccontextmanager
async def telegram(answer: Answer) -> AsyncIterator[Telegram]:
    """Serve while the block lasts."""
    server = Telegram(answer)
    application = web.Application()
    application.router.add_route("*", "/{path:.*}", server.handle)
    running = TestServer(application, host="127.0.0.1")
    await running.start_server(access_log=None)
    assert running.port is not None
    server.port = running.port
    try:
        yield server
    finally:
        await running.close()


def answers(body: object, status: int = 200, **headers: str) -> Answer:
    """Answer with JSON, or with text as it is."""

    async def answer(_request: web.Request) -> web.Response:
        if isinstance(body, str):
            return web.Response(text=body, status=status, content_type="text/html", headers=headers)
        return web.json_response(body, status=status, headers=headers)

    return answer


def ok(result: object) -> Answer:
    """Answer as the Bot API does where all went well."""
    return answers({"ok": True, "result": result})


def refuses(status: int, description: str, **parameters: int) -> Answer:
    """Answer as the Bot API does where something is wrong."""
    more = {"parameters": parameters} if parameters else {}
    return answers({"ok": False, "error_code": status, "description": description, **more}, status)


def slow(seconds: float) -> Answer:
    """Answer late."""

    async def answer(_request: web.Request) -> web.Response:
        await asyncio.sleep(seconds)
        return web.json_response({"ok": True, "result": LATE})

    return answer


async def hang_up(request: web.Request) -> web.StreamResponse:
    """Close the connection instead of answering."""
    assert request.transport is not None
    request.transport.abort()
    return web.Response()


async def hang_up_halfway(request: web.Request) -> web.StreamResponse:
    """Close the connection in the middle of the answer."""
    response = web.StreamResponse(headers={"Content-Length": "100"})
    await response.prepare(request)
    await response.write(b'{"ok": true, "res')
    assert request.transport is not None
    request.transport.abort()
    return response


@pytest.fixture(autouse=True)
def _no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    monkeypatch.setenv("PTB_TIMEDELTA", "true")  # without it the framework warns of its own RetryAfter


@pytest.fixture
async def request_() -> AsyncIterator[AiohttpRequest]:
    """A request with all its defaults."""
    async with AiohttpRequest() as request:
        yield request


@pytest.fixture
async def hasty() -> AsyncIterator[AiohttpRequest]:
    """A request that waits a tenth of a second for each thing."""
    async with AiohttpRequest(connect_timeout=0.1, read_timeout=0.05, write_timeout=0.05, pool_timeout=0.1) as request:
        yield request


def data(**parameters: object) -> RequestData:
    """Put parameters together as the framework does."""
    return RequestData([RequestParameter.from_input(name, value) for name, value in parameters.items()])


async def failure(request: AiohttpRequest, url: str, **timeouts: float) -> TelegramError:
    """Make a call that fails, and give the error."""
    with pytest.raises(TelegramError) as caught:
        await request.post(url, None, **timeouts)
    return caught.value


# What is sent


async def test_a_call_is_a_form_whose_nested_objects_are_json(request_: AiohttpRequest) -> None:
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("Español ñ", callback_data="es")]])
    async with telegram(ok(True)) as server:
        assert await request_.post(server.url, data(chat_id=-100, text="a & b = ñ\n+", protect_content=True, m=markup))
    (form,) = server.forms
    assert json.loads(form.pop("m")) == markup.to_dict()
    assert form == {"chat_id": "-100", "text": "a & b = ñ\n+", "protect_content": "true"}
    assert server.headers[0][hdrs.CONTENT_TYPE] == "application/x-www-form-urlencoded"


async def test_a_call_without_parameters_sends_no_fields(request_: AiohttpRequest) -> None:
    async with telegram(ok(ME)) as server:
        assert await request_.post(server.url) == ME
    assert (server.forms, server.paths) == ([{}], [f"/bot{TOKEN}/getMe"])


async def test_a_file_goes_up_with_its_name_its_type_and_the_fields_beside_it(request_: AiohttpRequest) -> None:
    content = bytes(range(256)) * 300
    async with telegram(ok(True)) as server:
        await request_.post(server.url, data(chat_id=5, caption="Año", document=InputFile(content, "report.pdf")))
    assert server.forms == [
        {"chat_id": "5", "caption": "Año", "document": ("report.pdf", "application/pdf", content)},
    ]


async def test_a_file_keeps_a_name_with_spaces_accents_and_quotes(request_: AiohttpRequest) -> None:
    async with telegram(ok(True)) as server:
        await request_.post(server.url, data(document=InputFile(b"%PDF", 'Informe "año" 1.pdf')))
    assert server.forms == [{"document": ('Informe "año" 1.pdf', "application/pdf", b"%PDF")}]


async def test_the_files_of_an_album_are_attached_under_the_names_that_the_field_gives_them(
    request_: AiohttpRequest,
) -> None:
    album = [InputMediaDocument(name.encode(), filename=f"{name}.txt") for name in ("one", "two")]
    async with telegram(ok(True)) as server:
        await request_.post(server.url, data(media=album))
    (form,) = server.forms
    names = [media["media"].removeprefix("attach://") for media in json.loads(form["media"])]
    assert [form[name] for name in names] == [("one.txt", "text/plain", b"one"), ("two.txt", "text/plain", b"two")]


async def test_a_download_gives_the_bytes_as_they_are(request_: AiohttpRequest) -> None:
    async with telegram(answers("<not json>")) as server:
        assert await request_.retrieve(server.url) == b"<not json>"


# What comes back


@pytest.mark.parametrize(
    ("answer", "kind", "message"),
    [
        (refuses(400, "Bad Request: chat not found"), BadRequest, "Chat not found"),
        (refuses(401, "Unauthorized"), InvalidToken, "Unauthorized"),
        (refuses(403, "Forbidden: bot was blocked by the user"), Forbidden, "Forbidden: bot was blocked by the user"),
        (refuses(404, "Not Found"), InvalidToken, "Not Found"),
        (refuses(409, "Conflict: another poller"), Conflict, "Conflict: another poller"),
        (refuses(500, "Internal Server Error"), NetworkError, "Internal Server Error"),
        (answers("<html>", 502), NetworkError, "Bad Gateway"),
        (answers("<html>", 504), BrokenOff, "Telegram did not answer the machine before it in time"),
        (answers("{broken"), TelegramError, "Invalid server response"),
        (answers({"ok": True}), TelegramError, "Invalid server response"),
        (answers([1, 2]), TelegramError, "Invalid server response"),
    ],
)
async def test_each_kind_of_refusal_is_the_frameworks_own_exception(
    request_: AiohttpRequest, answer: Answer, kind: type[TelegramError], message: str
) -> None:
    async with telegram(answer) as server:
        caught = await failure(request_, server.url)
    assert (type(caught), caught.message) == (kind, message)


@pytest.mark.parametrize(
    ("body", "kind", "message"),
    [
        (
            {"error_code": 400, "description": "Bad Request: message is not modified"},
            BadRequest,
            "Message is not modified",
        ),
        (
            {"error_code": 429, "description": "Wait", "parameters": {"retry_after": 7}},
            RetryAfter,
            "Flood control exceeded",
        ),
        ({"error_code": 502, "description": "Bad Gateway"}, NetworkError, "Bad Gateway"),
        ({"description": "Something else"}, NetworkError, "Something else"),
    ],
)
@pytest.mark.parametrize("data", [RequestData(), Written({"chat_id": 5})])
async def test_a_refusal_is_one_where_a_machine_on_the_way_has_made_its_status_a_success(
    request_: AiohttpRequest, data: Any, body: dict[str, Any], kind: type[TelegramError], message: str
) -> None:
    async with telegram(answers({"ok": False} | body)) as server:
        with pytest.raises(TelegramError) as caught:
            await request_.post(server.url, data)
    assert (type(caught.value), caught.value.message.partition(".")[0]) == (kind, message)


async def test_a_flood_wait_says_how_long(request_: AiohttpRequest) -> None:
    async with telegram(refuses(429, "Too Many Requests: retry after 7", retry_after=7)) as server:
        caught = await failure(request_, server.url)
    assert isinstance(caught, RetryAfter)
    assert str(caught.retry_after) == "0:00:07"


async def test_a_group_that_moved_says_where(request_: AiohttpRequest) -> None:
    async with telegram(refuses(400, "Bad Request: group upgraded", migrate_to_chat_id=-1001)) as server:
        caught = await failure(request_, server.url)
    assert isinstance(caught, ChatMigrated)
    assert caught.new_chat_id == -1001


async def test_one_broken_character_does_not_spoil_an_answer(request_: AiohttpRequest) -> None:
    async def answer(_request: web.Request) -> web.Response:
        return web.Response(body=b'{"ok": true, "result": {"text": "a\xffb"}}', content_type="application/json")

    async with telegram(answer) as server:
        assert await request_.post(server.url) == {"text": "a\ufffdb"}


async def test_a_redirect_is_not_followed(request_: AiohttpRequest) -> None:
    async with telegram(answers("moved", 307, Location=f"/bot{TOKEN}/elsewhere")) as server:
        caught = await failure(request_, server.url)
    assert (type(caught), server.paths) == (NetworkError, [f"/bot{TOKEN}/getMe"])


# Where nothing comes back: NetworkError where Telegram certainly got nothing, TimedOut where it may have


async def test_a_slow_answer_is_timed_out(hasty: AiohttpRequest) -> None:
    async with telegram(slow(0.5)) as server:
        caught = await failure(hasty, server.url)
    assert (type(caught), caught.message) == (TimedOut, "Telegram did not answer in time")


@pytest.mark.parametrize(
    ("answer", "cause"), [(hang_up, "ServerDisconnectedError"), (hang_up_halfway, "ClientPayloadError")]
)
async def test_a_server_that_hangs_up_is_timed_out(request_: AiohttpRequest, answer: Answer, cause: str) -> None:
    async with telegram(answer) as server:
        caught = await failure(request_, server.url)
    assert (type(caught), caught.message) == (BrokenOff, f"the connection broke before Telegram answered ({cause})")


async def test_a_call_is_never_made_twice_behind_the_callers_back(request_: AiohttpRequest) -> None:
    async with telegram(ok(True)) as server:
        await request_.post(server.url)
        server.answer = hang_up
        await failure(request_, server.url)
        assert len(server.paths) == 2


async def test_where_nobody_listens_nothing_was_received(request_: AiohttpRequest) -> None:
    caught = await failure(request_, f"http://127.0.0.1:{unused_port()}/bot{TOKEN}/getMe")
    assert (type(caught), caught.message) == (Unreached, "Telegram cannot be reached (connection refused)")


async def test_of_several_addresses_each_says_what_is_wrong_with_it(
    request_: AiohttpRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What that is, each system says in its own way: one is nobody's, at the other nobody listens."""

    async def found(_host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        nobodys = (socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", ("127.255.255.255", port))
        return [nobodys, (socket.AF_INET6, *nobodys[1:4], ("::1", port, 0, 0))]

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", found)
    caught = await failure(request_, f"http://telegram.test:{unused_port()}/bot{TOKEN}/getMe")
    assert type(caught) is Unreached
    assert re.fullmatch(r"Telegram cannot be reached \([a-z ]+ and [a-z ]+\)", caught.message)


async def test_a_certificate_that_is_not_valid_is_said_in_words(
    request_: AiohttpRequest, tmp_path: Path, unavailable: Callable[[str], None]
) -> None:
    async with https(tmp_path, unavailable) as port:
        caught = await failure(request_, f"https://localhost:{port}/bot{TOKEN}/getMe")
    words = "Telegram cannot be reached (its certificate is not valid here)"
    assert (type(caught), caught.message) == (Unreached, words)


async def test_a_server_without_tls_is_said_in_words(request_: AiohttpRequest) -> None:
    async with telegram(ok(True)) as server:
        caught = await failure(request_, server.url.replace("http:", "https:"))
    words = "Telegram cannot be reached (what answers speaks no TLS that can be understood)"
    assert (type(caught), caught.message) == (Unreached, words)


@contextlib.asynccontextmanager
async def https(folder: Path, unavailable: Callable[[str], None]) -> AsyncIterator[int]:
    """A server with a certificate of its own making."""
    if not shutil.which("openssl"):
        unavailable("openssl is missing; on Debian: apt install openssl")
    command = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost"
    files = (folder / "fullchain.pem", folder / "privkey.pem")
    made = await asyncio.create_subprocess_exec(
        *command.split(), "-out", files[0], "-keyout", files[1], stderr=asyncio.subprocess.DEVNULL
    )
    assert await made.wait() == 0
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*files)
    server = await asyncio.start_server(lambda _, writer: writer.close(), "127.0.0.1", 0, ssl=context)
    async with server:
        yield server.sockets[0].getsockname()[1]


async def test_where_nobody_accepts_nothing_was_received(hasty: AiohttpRequest) -> None:
    with full_house() as port:
        caught = await failure(hasty, f"http://127.0.0.1:{port}/bot{TOKEN}/getMe")
    assert (type(caught), caught.message) == (Unreached, "Telegram could not be reached in time")


async def test_where_a_connection_breaks_before_anything_is_sent_nothing_was_received(
    request_: AiohttpRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect = aiohttp.TCPConnector.connect

    async def broken(*arguments: Any) -> Connection:
        connection = await connect(*arguments)
        assert connection.protocol is not None
        connection.protocol.abort()
        return connection

    monkeypatch.setattr(aiohttp.TCPConnector, "connect", broken)
    async with telegram(ok(ME)) as server:
        caught = await failure(request_, server.url)
    words = "the connection broke before anything was sent"
    assert (type(caught), caught.message, server.paths) == (Unreached, words, [])


async def test_where_every_connection_is_taken_nothing_was_received() -> None:
    async with telegram(slow(0.6)) as server, AiohttpRequest(connections=1) as request:
        first = asyncio.create_task(request.post(server.url))
        await server.called.wait()
        caught = await failure(request, server.url, pool_timeout=0.05, connect_timeout=0.05)
        assert (type(caught), len(server.paths)) == (Unreached, 1)
        assert await first == LATE


async def test_an_address_that_is_none_was_never_called(request_: AiohttpRequest) -> None:
    caught = await failure(request_, f"http://[::1/bot{TOKEN}/getMe")
    assert (type(caught), caught.message) == (Unreached, "Telegram cannot be reached (ValueError)")


# How long it waits


async def test_a_call_may_be_given_more_time_than_others(hasty: AiohttpRequest) -> None:
    async with telegram(slow(0.25)) as server:
        assert await hasty.post(server.url, read_timeout=5) == LATE


async def test_a_call_may_be_given_less_time_than_others(request_: AiohttpRequest) -> None:
    async with telegram(slow(0.5)) as server:
        assert type(await failure(request_, server.url, read_timeout=0.05, write_timeout=0.05)) is TimedOut


async def test_a_call_may_be_given_all_the_time_there_is(hasty: AiohttpRequest) -> None:
    async with telegram(slow(0.25)) as server:
        assert await hasty.post(server.url, read_timeout=None) == LATE


async def test_an_answer_that_comes_drop_by_drop_does_not_last_forever(hasty: AiohttpRequest) -> None:
    async def drip(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        with contextlib.suppress(ConnectionError):
            while True:
                await response.write(b" ")
                await asyncio.sleep(0.01)
        return response

    async with telegram(drip) as server:
        assert type(await failure(hasty, server.url)) is TimedOut


async def test_the_time_of_a_call_begins_when_it_has_a_connection() -> None:
    timed = list[float]()

    class Watched(RealClock):
        def later(self, seconds: float, call: Callable[[], object]) -> Any:
            timed.append(seconds)
            return super().later(seconds, call)

    answered = asyncio.Event()

    async def answer(_request: web.Request) -> web.Response:
        await answered.wait()
        return web.json_response({"ok": True, "result": ME})

    async with telegram(answer) as server, AiohttpRequest(connections=1, clock=Watched()) as request:
        first = asyncio.create_task(request.post(server.url, read_timeout=20, write_timeout=1))
        await server.called.wait()
        second = asyncio.create_task(request.post(server.url, read_timeout=30, write_timeout=1))
        await asyncio.sleep(0.05)  # by then it waits for the connection
        assert timed == [21]
        answered.set()
        assert [await first, await second, timed] == [ME, ME, [21, 31]]


async def test_an_upload_has_its_own_time() -> None:
    async with (
        telegram(slow(0.25)) as server,
        AiohttpRequest(read_timeout=0.05, write_timeout=0.05, media_write_timeout=5) as request,
    ):
        assert await request.post(server.url, data(document=InputFile(b"%PDF", "a.pdf"))) == LATE


def test_the_framework_learns_how_long_an_answer_may_take() -> None:
    assert AiohttpRequest(read_timeout=40).read_timeout == 40


# Its life


async def test_it_can_be_opened_and_closed_twice() -> None:
    request = AiohttpRequest()
    async with telegram(ok(ME)) as server:
        await request.initialize()
        await request.initialize()
        assert await request.post(server.url) == ME
        await request.shutdown()
        await request.shutdown()


async def test_opening_it_twice_keeps_the_connections(request_: AiohttpRequest) -> None:
    peers: set[object] = set()

    async def answer(request: web.Request) -> web.Response:
        assert request.transport is not None
        peers.add(request.transport.get_extra_info("peername"))
        return web.json_response({"ok": True, "result": True})

    async with telegram(answer) as server:
        await request_.post(server.url)
        await request_.initialize()
        await request_.post(server.url)
    assert len(peers) == 1


async def test_it_can_be_opened_again_after_it_was_closed() -> None:
    request = AiohttpRequest()
    async with telegram(ok(ME)) as server:
        for _ in range(2):
            await request.initialize()
            assert await request.post(server.url) == ME
            await request.shutdown()


async def test_before_it_is_opened_nothing_is_sent() -> None:
    async with telegram(ok(ME)) as server:
        assert isinstance(await failure(AiohttpRequest(), server.url), NetworkError)
    assert server.paths == []


# Proxies


async def test_a_proxy_from_the_environment_is_used(request_: AiohttpRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    async with proxy(200, b'{"ok": true, "result": {"way": "through the proxy"}}') as (port, seen):
        monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{port}")
        url = f"http://telegram.example/bot{TOKEN}/getMe"
        assert await request_.post(url) == {"way": "through the proxy"}
    assert seen == [f"POST {url} HTTP/1.1"]


def test_the_password_of_a_proxy_goes_to_the_proxy_and_stands_in_no_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://ally:s%40cret@proxy.example:3128")
    found = proxies.way("https://telegram.example/getMe")
    assert str(found.proxy) == "http://proxy.example:3128"
    assert found.proxy_headers == {"Proxy-Authorization": "Basic " + b64encode(b"ally:s@cret").decode()}


async def test_what_is_excepted_from_the_proxy_goes_directly(
    request_: AiohttpRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with proxy(200, b"") as (port, seen), telegram(ok(ME)) as server:
        monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{port}")
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        assert await request_.post(server.url) == ME
    assert seen == []


async def test_where_the_proxy_is_away_nothing_was_received(
    request_: AiohttpRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{unused_port()}")
    caught = await failure(request_, f"http://telegram.example/bot{TOKEN}/getMe")
    assert (type(caught), caught.message) == (
        Unreached,
        "the proxy that HTTPS_PROXY names cannot be used (ClientProxyConnectionError)",
    )


async def test_where_the_proxy_refuses_nothing_was_received(
    request_: AiohttpRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with proxy(407, b"") as (port, seen):
        monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{port}")
        caught = await failure(request_, f"https://telegram.example/bot{TOKEN}/getMe")
    assert (type(caught), caught.message) == (
        Unreached,
        "the proxy that HTTPS_PROXY names cannot be used (ClientHttpProxyError)",
    )
    assert seen == ["CONNECT telegram.example:443 HTTP/1.1"]


# The token


FAILING: list[Answer] = [
    hang_up,
    hang_up_halfway,
    slow(0.3),
    refuses(400, "Bad Request: no"),
    answers("{broken"),
    answers({"ok": True}),
    answers(f"<html>http://telegram.example/bot{TOKEN}/getMe is away</html>", 502),
    answers("moved", 302, Location=f"/bot{TOKEN}/elsewhere"),
]


@pytest.mark.parametrize("answer", FAILING)
async def test_no_error_and_no_log_record_has_the_token_in_it(
    hasty: AiohttpRequest, answer: Answer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    async with telegram(answer) as server:
        caught = await failure(hasty, server.url)
    assert [text for text in (*texts(caught), *records(caplog)) if TOKEN in text] == []


async def test_no_error_of_a_server_out_of_reach_has_the_token_in_it(
    hasty: AiohttpRequest, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with full_house() as port:
        for address in (f"http://127.0.0.1:{unused_port()}", f"http://127.0.0.1:{port}", "http://[::1"):
            caught = await failure(hasty, f"{address}/bot{TOKEN}/getMe")
            assert [text for text in (*texts(caught), *records(caplog)) if TOKEN in text] == []


def test_the_request_itself_does_not_know_the_token() -> None:
    assert TOKEN not in repr(vars(AiohttpRequest()))


# Under the framework


async def test_the_framework_learns_who_the_bot_is() -> None:
    async with telegram(ok(ME)) as server, bot(server) as ally:
        assert (ally.username, server.paths) == ("ally_bot", [f"/bot{TOKEN}/getMe"])


async def test_the_framework_sends_a_message_and_reads_the_answer() -> None:
    async with telegram(ok(ME)) as server, bot(server) as ally:
        server.answer = ok(SENT)
        sent = await ally.send_message(5, "Hola", link_preview_options=LinkPreviewOptions(is_disabled=True))
    assert (sent.message_id, sent.chat.id, sent.text) == (1, 5, "Hola")
    assert (server.paths[-1], server.forms[-1]) == (
        f"/bot{TOKEN}/sendMessage",
        {"chat_id": "5", "text": "Hola", "link_preview_options": '{"is_disabled": true}'},
    )


async def test_a_wrong_token_is_found_when_the_framework_starts() -> None:
    async with telegram(refuses(401, "Unauthorized")) as server:
        with pytest.raises(InvalidToken):
            async with bot(server):
                pass


@contextlib.asynccontextmanager
async def bot(server: Telegram) -> AsyncIterator[ExtBot[None]]:
    """Have the framework's bot speak to a server while the block lasts."""
    base = f"http://127.0.0.1:{server.port}/bot"
    async with ExtBot(TOKEN, base_url=base, request=AiohttpRequest(), get_updates_request=AiohttpRequest()) as ally:
        yield ally


@contextlib.asynccontextmanager
async def proxy(status: int, body: bytes) -> AsyncIterator[tuple[int, list[str]]]:
    """Serve as an HTTP proxy while the block lasts: give its port and the first lines of what it is asked."""
    seen: list[str] = []

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        seen.append((await reader.readuntil(b"\r\n\r\n")).decode().partition("\r\n")[0])
        writer.write(b"HTTP/1.1 %d Whatever\r\nContent-Length: %d\r\n\r\n%s" % (status, len(body), body))
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1], seen
    finally:
        server.close()


@contextlib.contextmanager
def full_house() -> Iterator[int]:
    """Give a port at which connections are neither accepted nor refused."""
    with contextlib.ExitStack() as stack:
        listening = stack.enter_context(socket.create_server(("127.0.0.1", 0), backlog=0))
        port: int = listening.getsockname()[1]
        for _ in range(4):
            waiting = stack.enter_context(socket.socket())
            waiting.setblocking(False)
            waiting.connect_ex(("127.0.0.1", port))
        yield port


def texts(error: BaseException | None) -> Iterator[str]:
    """Give all that an error and the errors it came from can say."""
    while error is not None:
        yield str(error)
        yield repr(error)
        yield repr(vars(error))
        yield repr(error.__notes__ if hasattr(error, "__notes__") else ())
        if error.__context__ is not error.__cause__:
            yield from texts(error.__context__)
        error = error.__cause__


def records(caplog: pytest.LogCaptureFixture) -> Iterator[str]:
    """Give all that was logged, with what was to be put into the sentences."""
    yield caplog.text
    for record in caplog.records:
        yield repr(record.__dict__)
