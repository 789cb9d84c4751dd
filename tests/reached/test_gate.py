"""From which addresses updates are taken, with proxies in front and without."""

from ipaddress import ip_network

import pytest
from aiohttp import web
from aiohttp.test_utils import make_mocked_request
from multidict import CIMultiDict

from bot.settings import TELEGRAM_NETWORKS
from bot.web.gate import Gate
from tests.reached.reaching import EMPTY_200, EMPTY_403, encoded, reached

TELEGRAM = "149.154.167.220"
STRANGER = "203.0.113.66"
PROXY, INNER_PROXY = "10.1.2.3", "2001:db8::1"


def networks(*written: str) -> tuple[object, ...]:
    """Read networks."""
    return tuple(map(ip_network, written))


TELEGRAMS = Gate(tuple(map(ip_network, TELEGRAM_NETWORKS)))
BEHIND = Gate(TELEGRAMS.networks, (ip_network("10.0.0.0/8"), ip_network("2001:db8::/32")))


def request(remote: str, *forwarded: str) -> web.Request:
    """Make a request from an address, with as many X-Forwarded-For headers."""
    headers = CIMultiDict([("X-Forwarded-For", value) for value in forwarded])
    made: web.Request = make_mocked_request("POST", "/webhook", headers=headers).clone(remote=remote)
    return made


@pytest.mark.parametrize("address", ["149.154.160.0", TELEGRAM, "149.154.175.255", "91.108.4.0", "91.108.7.255"])
def test_telegrams_networks_may_come_in(address: str) -> None:
    assert TELEGRAMS.admits(request(address))


@pytest.mark.parametrize(
    "address", ["149.154.159.255", "149.154.176.0", "91.108.8.0", "127.0.0.1", "::1", "", "/socket"]
)
def test_others_may_not(address: str) -> None:
    assert not TELEGRAMS.admits(request(address))


@pytest.mark.parametrize("address", [STRANGER, "::1", "", "/socket"])
def test_without_a_list_everybody_may_come_in(address: str) -> None:
    assert Gate().admits(request(address))
    assert Gate(proxies=BEHIND.proxies).admits(request(PROXY, "nonsense"))


def test_an_address_of_ipv4_that_comes_as_ipv6_is_the_same() -> None:
    assert TELEGRAMS.admits(request(f"::ffff:{TELEGRAM}"))
    assert BEHIND.admits(request(f"::ffff:{PROXY}", f"::ffff:{TELEGRAM}"))
    assert not TELEGRAMS.admits(request(f"::ffff:{STRANGER}"))


def test_an_address_of_ipv6_may_be_on_the_list() -> None:
    gate = Gate((ip_network("2001:db8:1::/48"),))
    assert gate.admits(request("2001:db8:1::7"))
    assert not gate.admits(request("2001:db8:2::7"))


@pytest.mark.parametrize("claimed", [TELEGRAM, f"{STRANGER}, {TELEGRAM}"])
def test_nobody_but_a_proxy_that_was_named_is_believed(claimed: str) -> None:
    assert not TELEGRAMS.admits(request(STRANGER, claimed))
    assert not BEHIND.admits(request(STRANGER, claimed))


def test_telegram_is_taken_at_its_own_address_whatever_it_claims() -> None:
    assert BEHIND.admits(request(TELEGRAM, "nonsense"))


@pytest.mark.parametrize(
    ("forwarded", "address"),
    [
        ([TELEGRAM], TELEGRAM),
        ([f" {TELEGRAM} "], TELEGRAM),
        ([f"{STRANGER}, {TELEGRAM}"], TELEGRAM),
        ([f"nonsense, {TELEGRAM}"], TELEGRAM),
        ([f", {TELEGRAM}"], TELEGRAM),
        ([f"{TELEGRAM}, {STRANGER}"], STRANGER),
        ([f"{TELEGRAM},{PROXY}"], TELEGRAM),
        ([f"{STRANGER}, {TELEGRAM}, {INNER_PROXY}, {PROXY}"], TELEGRAM),
        ([STRANGER, TELEGRAM, PROXY], TELEGRAM),
        ([TELEGRAM, STRANGER], STRANGER),
        ([f"{TELEGRAM}:443"], TELEGRAM),
        (["[2001:db9::7]:443"], "2001:db9::7"),
        (["[2001:db9::7]"], "2001:db9::7"),
        (["2001:db9::7"], "2001:db9::7"),
        ([PROXY], PROXY),
        ([], PROXY),
    ],
)
def test_behind_proxies_the_nearest_address_that_is_none_of_theirs_counts(forwarded: list[str], address: str) -> None:
    assert str(BEHIND.address(request(PROXY, *forwarded))) == address


@pytest.mark.parametrize(
    "garbage", ["", "unknown", "_hidden", "1.2.3", "[", "[]", ":", "::g", "149.154.167.220 x", "\0"]
)
def test_what_is_no_address_may_not_come_in(garbage: str) -> None:
    assert BEHIND.address(request(PROXY, f"{TELEGRAM}, {garbage}")) is None
    assert not BEHIND.admits(request(PROXY, f"{TELEGRAM}, {garbage}"))


# Over real sockets

HERE = ip_network("127.0.0.0/8")


async def test_an_update_from_elsewhere_is_refused_although_it_has_the_secret() -> None:
    async with reached(gate=TELEGRAMS) as at:
        assert await at.post(encoded(), **{"X-Forwarded-For": TELEGRAM}) == EMPTY_403
        assert at.bot.updates == []


async def test_an_update_through_the_proxy_is_taken() -> None:
    async with reached(gate=Gate(TELEGRAMS.networks, (HERE,))) as at:
        assert await at.post(encoded(), **{"X-Forwarded-For": f"{STRANGER}, {TELEGRAM}"}) == EMPTY_200
        assert len(at.bot.updates) == 1


async def test_from_the_right_address_the_secret_is_still_needed() -> None:
    async with reached(gate=Gate((HERE,))) as at:
        assert await at.post(encoded(), **{"X-Telegram-Bot-Api-Secret-Token": "wrong"}) == EMPTY_403


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
async def test_monitors_may_ask_from_anywhere(path: str) -> None:
    async with reached(gate=TELEGRAMS) as at:
        assert (await at.raw(f"GET {path} HTTP/1.1")).status == 200
