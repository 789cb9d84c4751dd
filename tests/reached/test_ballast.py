"""What a bot that runs is loaded without, and that nothing is missing afterwards that it needs."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

from tests.conftest import ROOT

LOADING = """
import gc, json, sys
from bot.cli.ballast import without_ballast

with without_ballast():
    from bot.cli import running
    import ssl
    assert not gc.isenabled()

from aiohttp import connector

loaded = sorted({name.partition(".")[0] for name in sys.modules})
import httpx, greenlet, rich  # all that was hidden is there again

unchecked = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
unchecked.set_default_verify_paths()
print(json.dumps({
    "loaded": loaded,
    "checking": len(connector._SSL_CONTEXT_VERIFIED.get_ca_certs()),
    "checks": connector._SSL_CONTEXT_VERIFIED.verify_mode == ssl.CERT_REQUIRED,
    "not checking": len(connector._SSL_CONTEXT_UNVERIFIED.get_ca_certs()),
    "afterwards": len(ssl.create_default_context().get_ca_certs()),
    "unchecked afterwards": len(unchecked.get_ca_certs()),
    "collects": gc.isenabled(),
    "kept": gc.get_freeze_count() > 10_000,
    "httpx": httpx.AsyncClient.__module__,
}))
"""


@pytest.fixture(scope="module")
def found(unavailable: Callable[[str], None], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a process finds that was loaded as a bot is that runs, on a machine that trusts one authority."""
    if not shutil.which("openssl"):
        unavailable("openssl is missing; on Debian: apt install openssl")
    folder = tmp_path_factory.mktemp("authority")
    command = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=Authority"
    files = ("-out", str(folder / "authority.pem"), "-keyout", str(folder / "key.pem"))
    subprocess.run([*command.split(), *files], check=True, stderr=subprocess.DEVNULL)
    trusted = {"SSL_CERT_FILE": str(folder / "authority.pem"), "SSL_CERT_DIR": str(folder / "none")}
    done = subprocess.run(
        [sys.executable, "-c", LOADING],
        check=True,
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **trusted},
        stdout=subprocess.PIPE,
    )
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def test_the_frameworks_own_way_to_the_network_is_not_loaded(found: dict[str, Any]) -> None:
    assert {"httpx", "httpcore", "h11", "anyio", "rich", "greenlet"} & set(found["loaded"]) == set()
    assert {"telegram", "aiohttp", "bot"} <= set(found["loaded"])


def test_whoever_wants_it_afterwards_has_it(found: dict[str, Any]) -> None:
    assert found["httpx"].startswith("httpx")


def test_certificates_are_checked_against_the_authorities_of_the_machine(found: dict[str, Any]) -> None:
    assert (found["checks"], found["checking"]) == (True, 1)


def test_where_none_are_checked_no_authorities_are_read_while_it_is_loaded(found: dict[str, Any]) -> None:
    assert (found["not checking"], found["unchecked afterwards"], found["afterwards"]) == (0, 1, 1)


def test_what_is_loaded_is_never_looked_through_for_litter_again(found: dict[str, Any]) -> None:
    assert (found["collects"], found["kept"]) == (True, True)
