"""Whoever does what docs/deploy.md says has a bot that answers, on each of its ways."""

import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp

from bot.simulator import Person, Telegram, serve
from bot.simulator.posting import HttpLine
from tests.deploying.machine import Machine, installed, publish
from tests.deploying.page import Section, sections
from tests.processes import free_port, ready

VIRTUAL, PLATFORM, OWN = WAYS = ("A virtual machine", "A platform with a Procfile", "Your own computer")
SET_UP = ("Install", "Settings", "Certificate and nginx", "Start", "See that it works")


def of(way: str, *titles: str) -> list[Section]:
    """Give the sections of a way, all or those of these titles."""
    return [section for section in sections() if section.way == way and (not titles or section.title in titles)]


def test_every_section_with_commands_is_on_a_way_that_is_followed_here() -> None:
    assert {section.way for section in sections()} == set(WAYS)


@asynccontextmanager
async def reached(root: Path, certificate: Path) -> AsyncIterator[tuple[Telegram, Machine]]:
    """Have a Telegram that trusts the certificate, and a machine on which its bot may be set up."""
    line = HttpLine(trusting(certificate))
    async with (
        Telegram(allow_http_webhook=True, line=line) as telegram,  # which lets it be at any port, too
        serve(telegram, host="127.0.0.1", port=0) as server,
        installed(root, certificate) as machine,
    ):
        machine.is_to_type(
            TELEGRAM_BOT_TOKEN=telegram.token,
            TELEGRAM_API_URL=server.url,
            WEBHOOK_URL=f"https://localhost:{machine.https}",
        )
        telegram.inline.enabled = True  # as @BotFather was told
        yield telegram, machine
    await line.close()


def trusting(certificate: Path) -> ssl.SSLContext:
    """Trust a certificate of one's own, and no other."""
    return ssl.create_default_context(cafile=str(certificate / "fullchain.pem"))


async def reports(person: Person) -> list[str]:
    """Ask for the list of the reports, and give its buttons."""
    await person.send("/reports")
    assert person.last is not None
    return person.last.labels


async def test_on_a_virtual_machine_the_bot_answers_by_https_and_is_updated_taken_back_and_restored(
    tmp_path: Path, certificate: Path
) -> None:
    async with reached(tmp_path, certificate) as (telegram, machine):
        ana = telegram.person("Ana", language_code="es-MX")
        await machine.follow(*of(VIRTUAL, *SET_UP))
        assert telegram.webhook.url == f"https://localhost:{machine.https}/webhook"
        await ana.send("/start")
        await ana.press("🌐 English")
        await machine.follow(*of(VIRTUAL, "Look", "Telegram's networks only", "Back up"))

        publish(machine, "en: Near-shoring", "en: Nearshore")
        await machine.follow(*of(VIRTUAL, "Update"))
        assert "3 · Nearshore" in await reports(ana)
        await machine.follow(*of(VIRTUAL, "Go back"))
        assert "3 · Near-shoring" in await reports(ana)

        await ana.press("🌐 Español")
        await machine.follow(*of(VIRTUAL, "Put a copy back"))
        await ready(machine.bot)
        assert "3 · Near-shoring" in await reports(ana)
    assert machine.followed == of(VIRTUAL)


async def test_behind_nginx_the_address_counts_that_connects_and_none_that_is_written(
    tmp_path: Path, certificate: Path
) -> None:
    async with reached(tmp_path, certificate) as (telegram, machine):
        await machine.follow(*of(VIRTUAL, *SET_UP))
        with (tmp_path / "opt" / "ally-shoring-bot" / ".env").open("a", encoding="utf-8") as settings:
            settings.write("WEBHOOK_ONLY_FROM=127.0.0.2\n")
        await machine.follow(*of(VIRTUAL, "Telegram's networks only"))
        await ready(machine.bot)
        statuses = [
            await post(telegram, certificate, address, forwarded)
            for address, forwarded in (("127.0.0.2", ""), ("127.0.0.3", ""), ("127.0.0.3", "127.0.0.2"))
        ]
    assert statuses == [200, 403, 403]


async def post(telegram: Telegram, certificate: Path, address: str, forwarded: str) -> int:
    """Send an update as Telegram would, but from an address of this machine; give the status of the answer."""
    known = {"X-Telegram-Bot-Api-Secret-Token": telegram.webhook.secret or ""}
    headers = known | ({"X-Forwarded-For": forwarded} if forwarded else {})
    connector = aiohttp.TCPConnector(local_addr=(address, 0), ssl=trusting(certificate))
    async with (
        aiohttp.ClientSession(connector=connector) as session,
        session.post(telegram.webhook.url, json={"update_id": 7}, headers=headers) as answer,
    ):
        return answer.status


async def test_nginx_passes_nothing_on_but_the_webhook_and_the_health_checks(tmp_path: Path, certificate: Path) -> None:
    async with reached(tmp_path, certificate) as (_, machine):
        await machine.follow(*of(VIRTUAL, *SET_UP))
        secure, plain = f"https://localhost:{machine.https}", f"http://localhost:{machine.http}"
        connector = aiohttp.TCPConnector(ssl=trusting(certificate))
        async with aiohttp.ClientSession(connector=connector) as session:
            found = {}
            for address in (
                f"{secure}/healthz",
                f"{secure}/readyz",
                f"{secure}/metrics",
                f"{secure}/",
                f"{plain}/webhook",
            ):
                async with session.get(address, allow_redirects=False) as answer:
                    found[address] = answer.status, answer.headers.get("Location")
    assert list(found.values()) == [
        (200, None),
        (200, None),
        (404, None),
        (404, None),
        (301, "https://localhost/webhook"),
    ]


async def test_on_ones_own_computer_the_bot_answers_until_ctrl_c(tmp_path: Path, certificate: Path) -> None:
    async with Telegram() as telegram, serve(telegram, host="127.0.0.1", port=0) as server:
        async with installed(tmp_path, certificate) as machine:
            port, telegram.inline.enabled = free_port(), True
            machine.is_to_type(TELEGRAM_BOT_TOKEN=telegram.token, TELEGRAM_API_URL=server.url, PORT=str(port))
            *setting_up, looking = of(OWN)
            await machine.follow(*setting_up)
            await ready(port)
            assert "3 · Nearshoring" in await reports(telegram.person("Ana", language_code="es"))
            await machine.follow(looking)
            await machine.type('kill -INT $(cat "$HOME/web.pid"); wait $(cat "$HOME/web.pid"); test $? = 130')
        said = (tmp_path / "home" / "web.log").read_text(encoding="utf-8")
    assert "web.1 stopped (rc=0)" in said


async def test_what_is_typed_for_a_platform_can_be_typed(tmp_path: Path, certificate: Path) -> None:
    async with installed(tmp_path, certificate) as machine:
        await machine.follow(*of(PLATFORM))
