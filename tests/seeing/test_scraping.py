"""Scraping over real sockets: who gets the numbers, and that they always come."""

import asyncio
import shutil
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import aiohttp
import pytest
from prometheus_client.parser import text_string_to_metric_families
from structlog.testing import capture_logs

from bot import loading, settings
from bot.core.announcing import State
from bot.core.edition import Edition
from bot.errors import StartError, StoreError
from bot.metrics import families, lookup, scrape
from bot.metrics.families import Family
from bot.metrics.scrape import Metrics
from bot.metrics.state import digest
from bot.seeing import Sight, seeing
from bot.services import Services
from bot.store import Store
from bot.web.server import serving
from tests.bilingual import bilingual
from tests.processes import free_port

TOKEN = "a-token-for-metrics"
RIGHT = {"Authorization": f"Bearer {TOKEN}"}


@pytest.fixture
def services(edition: Edition, store: Store) -> Services:
    return Services(edition, store)


@asynccontextmanager
async def served(services: Services, **given: object) -> AsyncIterator[tuple[int, Sight]]:
    """Have a bot whose metrics are as the settings say, and give its main port."""
    async with (
        seeing(settings.read(host="127.0.0.1", **given), services) as sight,
        serving("127.0.0.1", 0, checks={}, metrics=sight.metrics) as port,
    ):
        yield port, sight


async def got(port: int, headers: Mapping[str, str] | None = None, method: str = "GET") -> tuple[int, str, Any]:
    """Ask for the metrics, and give status, body and headers."""
    url = f"http://127.0.0.1:{port}/metrics"
    async with (
        asyncio.timeout(20),
        aiohttp.ClientSession() as session,
        session.request(method, url, headers=headers) as answer,
    ):
        return answer.status, await answer.text(), answer.headers


def samples(page: str | bytes) -> dict[tuple[str, frozenset[tuple[str, str]]], float]:
    """Read the numbers as Prometheus does."""
    text = page if isinstance(page, str) else page.decode()
    return {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for metric in text_string_to_metric_families(text)
        for sample in metric.samples
    }


def value(page: str | bytes, name: str, **labels: str) -> float | None:
    return samples(page).get((name, frozenset(labels.items())))


async def test_with_the_token_the_numbers_come(services: Services) -> None:
    async with served(services, metrics_token=TOKEN) as (port, _):
        status, page, headers = await got(port, RIGHT)
    assert (status, headers["Content-Type"]) == (200, "text/plain; version=0.0.4; charset=utf-8")
    assert value(page, "bot_updates_total", kind="message", outcome="done") == 0


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": "Bearer"},
        {"Authorization": "Bearer wrong"},
        {"Authorization": f"Bearer {TOKEN}x"},
        {"Authorization": f"Basic {TOKEN}"},
        {"Authorization": TOKEN},
    ],
)
async def test_without_it_they_do_not_and_it_is_said_what_is_wanted(
    services: Services, headers: Mapping[str, str]
) -> None:
    async with served(services, metrics_token=TOKEN) as (port, _):
        status, page, answered = await got(port, headers)
    assert (status, page, answered["WWW-Authenticate"], answered["Server"]) == (401, "", "Bearer", "bot")


async def test_whoever_comes_without_it_is_a_stranger(services: Services) -> None:
    with capture_logs() as logs:
        async with served(services, metrics_token=TOKEN) as (port, _):
            for _ in range(3):
                await got(port, {"Authorization": "Bearer secret-of-somebody"})
            _, page, _ = await got(port, RIGHT)
    assert value(page, "bot_requests_turned_away_total", reason="wrong_token") == 3
    assert [(entry["event"], entry["wrong_token"]) for entry in logs] == [
        ("requests were turned away", 1),
        ("requests were turned away", 2),
    ]
    assert "secret-of-somebody" not in str(logs) + page


async def test_the_name_of_the_scheme_may_be_written_in_any_case(services: Services) -> None:
    async with served(services, metrics_token=TOKEN) as (port, _):
        assert (await got(port, {"Authorization": f"bearer {TOKEN}"}))[0] == 200


async def test_a_head_request_gets_no_numbers(services: Services) -> None:
    async with served(services, metrics_token=TOKEN) as (port, _):
        assert (await got(port, RIGHT, "HEAD"))[:2] == (200, "")


async def test_nobody_is_watched_where_nobody_asked_for_it(services: Services) -> None:
    async with served(services) as (port, sight):
        assert (await got(port))[0] == 404
    assert sight.metrics is None


async def test_a_port_of_their_own_is_open_and_the_main_one_has_none(services: Services) -> None:
    own = free_port()
    async with served(services, metrics_port=own) as (port, _):
        assert ((await got(own))[0], (await got(port))[0]) == (200, 404)


async def test_both_ways_may_be_open(services: Services) -> None:
    own = free_port()
    async with served(services, metrics_port=own, metrics_token=TOKEN) as (port, _):
        assert [(await got(own))[0], (await got(port, RIGHT))[0], (await got(port))[0]] == [200, 200, 401]


async def test_a_port_that_is_taken_is_said_with_the_way_out(services: Services) -> None:
    async with serving("127.0.0.1", 0, checks={}) as taken:
        with pytest.raises(StartError) as caught:
            async with served(services, metrics_port=taken):
                pass
    assert str(caught.value) == (
        f"cannot listen on 127.0.0.1:{taken} (address already in use); free it, or set HOST and METRICS_PORT"
    )


# What is looked up


def test_the_same_content_has_the_same_digest_and_another_another(edition: Edition, tmp_path: Path) -> None:
    content = shutil.copytree(bilingual() / "content", tmp_path / "content")
    assert digest(loading.load(content, bilingual() / "locales").catalog) == digest(edition.catalog)
    file = content / "reports.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("Workforce", "Workforces", 1), encoding="utf-8")
    assert digest(loading.load(content, bilingual() / "locales").catalog) != digest(edition.catalog)


@asynccontextmanager
async def watched(services: Services) -> AsyncIterator[Metrics]:
    metrics = Metrics(services)
    async with metrics.open():
        yield metrics


async def test_chats_are_counted_without_anything_that_tells_them_apart(services: Services) -> None:
    await services.chats.subscribe(71234567, "private", "en")
    await services.chats.choose_language(-71234567, "supergroup", "es")
    await services.chats.choose_language(71234568, "something new", "es")
    await services.chats.lose([71234567])
    async with watched(services) as metrics:
        page = await metrics.page()
    assert value(page, "bot_chats", kind="private", subscribed="yes", reachable="no") == 1
    assert value(page, "bot_chats", kind="supergroup", subscribed="no", reachable="yes") == 1
    assert value(page, "bot_chats", kind="other", subscribed="no", reachable="yes") == 1
    assert b"7123456" not in page


async def test_an_announcement_says_how_far_it_is(services: Services) -> None:
    for chat in (1, 2, 3):
        await services.chats.subscribe(chat, "private", "en")
    await services.store.ledger.begin("report-workforce")
    await services.store.ledger.change("report-workforce", State.PAUSED, unless=[])
    async with watched(services) as metrics:
        page = await metrics.page()
    assert value(page, "bot_announcement_addressees", announcement="report-workforce") == 3
    assert value(page, "bot_announcement_chats", announcement="report-workforce", outcome="left") == 3
    states = {
        state: value(page, "bot_announcement_state", announcement="report-workforce", state=state) for state in State
    }
    assert states == {State.SENDING: 0, State.PAUSED: 1, State.CANCELLED: 0, State.DONE: 0}


async def test_the_content_says_which_it_is(services: Services) -> None:
    async with watched(services) as metrics:
        page = await metrics.page()
        services.is_outdated = True
        later = await metrics.page()
    (labels,) = (dict(labels) for name, labels in samples(page) if name == "bot_content_info")
    assert (labels["languages"], len(labels["digest"])) == ("en,es", 8)
    assert value(page, "bot_content_items", section="reports") == 3
    assert [value(each, "bot_content_outdated") for each in (page, later)] == [0, 1]


def with_chats(services: Services, counts: Any) -> Services:
    """Count the chats in another way."""
    store = services.store
    parts = SimpleNamespace(
        chats=SimpleNamespace(counts=counts), ledger=store.ledger, openings=store.openings, outages=store.outages
    )
    return Services(services.edition, cast(Store, parts))


async def test_while_the_database_hangs_the_numbers_come_all_the_same(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lookup, "PATIENCE", 0.05)
    asked = 0

    async def hang() -> Mapping[Any, int]:
        nonlocal asked
        asked += 1
        await asyncio.Event().wait()
        return {}

    async with asyncio.timeout(20), watched(with_chats(services, hang)) as metrics:
        pages = await asyncio.gather(*(metrics.page() for _ in range(5)))
    assert [value(page, "bot_lookup_age_seconds") for page in pages] == [-1] * 5
    assert asked == 1


@pytest.mark.parametrize("error", [StoreError("the database does not answer"), RuntimeError("a mistake of ours")])
async def test_where_it_fails_the_last_known_numbers_stay(
    services: Services, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    monkeypatch.setattr(lookup, "FRESH", 0.0)
    is_away = False

    async def counts() -> Mapping[Any, int]:
        if is_away:
            raise error
        return {("private", "en", True, True): 7}

    async with watched(with_chats(services, counts)) as metrics:
        await metrics.page()
        is_away = True
        page = await metrics.page()
    assert value(page, "bot_chats", kind="private", subscribed="yes", reachable="yes") == 7
    age = value(page, "bot_lookup_age_seconds")
    assert age is not None
    assert age > 0


async def test_many_scrapes_ask_the_database_once(services: Services) -> None:
    asked = 0

    async def counts() -> Mapping[Any, int]:
        nonlocal asked
        asked += 1
        return {}

    async with watched(with_chats(services, counts)) as metrics:
        for _ in range(5):
            await metrics.page()
    assert asked == 1


async def test_a_process_that_is_held_up_says_so(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scrape, "BEAT", 0.01)
    async with watched(services) as metrics:
        await asyncio.sleep(0)
        time.sleep(0.3)  # noqa: ASYNC251  # everybody waits, which is what is to be seen
        await asyncio.sleep(0.05)
        page = await metrics.page()
    late = value(page, "bot_event_loop_lag_seconds_sum")
    assert late is not None
    assert late >= 0.25


async def test_everything_that_is_in_the_table_is_on_the_page(services: Services) -> None:
    async with watched(services) as metrics:
        page = await metrics.page()
    exposed = {metric.name: metric.type for metric in text_string_to_metric_families(page.decode())}
    ours: list[Family] = [*families.COUNTED, *families.LOOKED_AT]
    assert {name: kind for name, kind in exposed.items() if name.startswith("bot_")} == {
        each.name: each.type for each in ours
    }
