"""What a bot says when it is ready, and when it cannot start: at a terminal, and where a program reads."""

import asyncio
import json
import os
import pty
import re
import signal
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot import __version__
from bot.simulator import Telegram, serve
from bot.store import open_store
from tests.bilingual import bilingual, where
from tests.conftest import ROOT
from tests.processes import SECONDS, ended, free_port, process, program

ASKED_AT_A_START = {"getMyCommands", "getMyDescription", "getMyShortDescription"}


@pytest.fixture
async def telegram() -> AsyncIterator[Telegram]:
    async with Telegram(allow_http_webhook=True) as telegram:
        yield telegram


@asynccontextmanager
async def at_a_terminal(folder: Path, environment: Mapping[str, str]) -> AsyncIterator[asyncio.StreamReader]:
    """Start the bot as somebody does who types it, give what they read, and end it with the block."""
    reads, writes = pty.openpty()
    reader = asyncio.StreamReader()
    transport, _ = await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(reader), os.fdopen(reads, "rb")
    )
    started = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "run"),
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **where(), **environment},
        stdout=writes,
        stderr=writes,
    )
    os.close(writes)
    try:
        yield reader
    finally:
        started.kill()
        await started.wait()
        transport.close()


async def read_until(words: str, terminal: asyncio.StreamReader) -> str:
    """Read what stands on a terminal until some words have come."""
    async with asyncio.timeout(SECONDS):
        return (await terminal.readuntil(words.encode())).decode().replace("\r\n", "\n")


def environment(telegram: Telegram, url: str, port: int, **more: str) -> dict[str, str]:
    return {"TELEGRAM_BOT_TOKEN": telegram.token, "TELEGRAM_API_URL": url, "PORT": str(port), **more}


async def test_at_a_terminal_the_bot_introduces_itself_on_one_screen(telegram: Telegram, tmp_path: Path) -> None:
    port = free_port()
    async with open_store(f"sqlite:///{tmp_path}/bot.db") as store:
        await store.chats.choose_language(7, "private", "es")
    async with serve(telegram, host="127.0.0.1", port=0) as server:
        wanted = environment(
            telegram,
            server.url,
            port,
            HOST="127.0.0.1",
            WEBHOOK_URL=f"http://127.0.0.1:{port}",
            ADMIN_CHAT_IDS="1,2",
            DATABASE_URL="sqlite:///bot.db",
        )
        async with at_a_terminal(tmp_path, wanted) as terminal:
            shown = (await read_until("Ctrl-C ends it.", terminal)).partition("\n\n  The")[2]
    day = re.search(r"saved last on ([\d-]+ at \d\d:\d\d UTC)", shown)
    assert day
    assert (
        f"\n\n  The{shown}"
        == f"""

  The Ally-Shoring bot {__version__} is ready.

  Who           @AllyShoringBot, id {telegram.token.partition(":")[0]}, https://t.me/AllyShoringBot
  Telegram      {server.url}
  Reached by    webhook at http://127.0.0.1:{port}/webhook
  Listening on  127.0.0.1:{port}
  Content       3 reports, 6 enablers, 38 members, 27 organizations, in en, es
                from {bilingual()}/content, saved last on {day[1]}
  Store         SQLite, bot.db
                1 chat known
  Admins        2 chats

  Ctrl-C ends it."""
    )


async def test_where_a_program_reads_the_same_is_one_line(telegram: Telegram, tmp_path: Path) -> None:
    async with serve(telegram, host="127.0.0.1", port=0) as server:
        port = free_port()
        async with process(tmp_path, environment(telegram, server.url, port), "run") as started:
            assert started.stderr is not None
            entry = {"event": ""}
            async with asyncio.timeout(SECONDS):
                while entry["event"] != "the bot is ready":
                    entry = json.loads(await started.stderr.readline())
            started.send_signal(signal.SIGTERM)
            status, rest = await ended(started)
    facts = {name: value for name, value in entry.items() if name not in ("timestamp", "logger", "level", "saved")}
    assert facts == {
        "event": "the bot is ready",
        "version": __version__,
        "bot": "AllyShoringBot",
        "bot_id": int(telegram.token.partition(":")[0]),
        "telegram": server.url,
        "reached": "long polling",
        "listening": f"0.0.0.0:{port}",
        "content": f"{bilingual()}/content",
        "counts": {"report": 3, "enabler": 6, "member": 38, "organization": 27, "announcement": 0},
        "languages": ["en", "es"],
        "store": "SQLite, data/bot.db",
        "lasts": True,
        "chats": 0,
        "admins": 0,
    }
    assert (status, "is ready" in rest) == (0, False)


async def test_a_free_port_that_was_asked_for_is_named(telegram: Telegram, tmp_path: Path) -> None:
    async with (
        serve(telegram, host="127.0.0.1", port=0) as server,
        at_a_terminal(tmp_path, environment(telegram, server.url, 0)) as terminal,
    ):
        shown = await read_until("Ctrl-C", terminal)
    assert re.search(r"Listening on +0\.0\.0\.0:[1-9]\d+\n", shown)
    assert "Admins        none; ADMIN_CHAT_IDS names their chats\n" in shown


async def test_on_a_disk_that_is_emptied_the_bot_says_what_it_loses(telegram: Telegram, tmp_path: Path) -> None:
    async with serve(telegram, host="127.0.0.1", port=0) as server:
        wanted = environment(telegram, server.url, free_port(), DYNO="web.1")
        async with at_a_terminal(tmp_path, wanted) as terminal:
            shown = await read_until("Ctrl-C", terminal)
        async with process(tmp_path, wanted, "run") as started:
            assert started.stderr is not None
            entry = {"level": ""}
            async with asyncio.timeout(SECONDS):
                while entry["level"] != "warning":
                    entry = json.loads(await started.stderr.readline())
    assert re.search(
        r"Store +SQLite, data/bot.db\n +0 chats known\n +lost at the next start: the platform empties", shown
    )
    assert entry["event"] == "what is remembered is lost at the next start: the platform empties its disk"


async def test_a_postgresql_is_named_without_its_password(
    telegram: Telegram, tmp_path: Path, postgres_url: str
) -> None:
    secret = "a-password-of-mine"
    async with serve(telegram, host="127.0.0.1", port=0) as server:
        given = postgres_url.replace("postgres@", f"postgres:{secret}@")
        wanted = environment(telegram, server.url, free_port(), DATABASE_URL=given)
        async with at_a_terminal(tmp_path, wanted) as terminal:
            shown = await read_until("Ctrl-C", terminal)
    assert re.search(r"Store +PostgreSQL, postgresql://postgres:\*\*\*@/test_\d+\n +0 chats known\n", shown)
    assert secret not in shown


async def test_what_telegram_shows_of_the_bot_is_asked_for_at_once(telegram: Telegram, tmp_path: Path) -> None:
    """Each language's commands and descriptions; one after the other, a far Telegram would make the start long."""
    together = asyncio.Barrier(2 * len(ASKED_AT_A_START))

    async with serve(telegram, host="127.0.0.1", port=0) as server, aiohttp.ClientSession() as session:

        async def pass_on(request: web.Request) -> web.Response:
            if request.path.rpartition("/")[2] in ASKED_AT_A_START:
                await together.wait()
            headers = {"Content-Type": request.headers.get("Content-Type", "")}
            async with session.post(
                f"{server.url}{request.path}", data=await request.read(), headers=headers
            ) as answer:
                return web.Response(body=await answer.read(), status=answer.status)

        application = web.Application()
        application.router.add_route("*", "/{anything:.*}", pass_on)
        async with TestServer(application) as between:
            url = str(between.make_url("")).rstrip("/")
            async with at_a_terminal(tmp_path, environment(telegram, url, free_port())) as terminal:
                await read_until("is ready", terminal)


async def test_a_taken_port_is_said_with_the_way_out(telegram: Telegram, tmp_path: Path) -> None:
    async with serve(telegram, host="127.0.0.1", port=0) as server:
        taken = server.url.rpartition(":")[2]
        wanted = environment(telegram, server.url, int(taken), HOST="127.0.0.1")
        async with process(tmp_path, wanted, "run") as started:
            assert await ended(started) == (
                1,
                f"cannot listen on 127.0.0.1:{taken} (address already in use); free it, or set HOST and PORT\n",
            )


async def test_where_telegram_is_to_reach_the_bot_a_missing_token_starts_no_simulator(tmp_path: Path) -> None:
    async with process(
        tmp_path, {"WEBHOOK_URL": "https://bot.example.org", "PORT": str(free_port())}, "run"
    ) as started:
        assert await ended(started) == (
            1,
            "TELEGRAM_BOT_TOKEN is not set, but WEBHOOK_URL is; copy the token from @BotFather, "
            "or start the simulator: python -m bot simulate\n",
        )


async def test_without_its_libraries_the_bot_says_where_they_are(tmp_path: Path) -> None:
    bare = (sys.executable, "-I", "-S", "-c", f"import sys; sys.path.append({str(ROOT)!r}); sys.argv[1:] = ['run']")
    code = f"{bare[-1]}; from bot.cli import main; main()"
    async with program(tmp_path, {}, *bare[:-1], code) as started:
        status, errors = await ended(started)
    assert status == 1
    assert re.fullmatch(r"\w+ is not installed for .+; in the repository, make run installs .+\n", errors)
