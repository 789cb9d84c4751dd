"""The load on real bots, as processes of their own: what is needed is installed with the bot, the peers are not."""

import asyncio
import json
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from benchmarks.measuring import FailedError, Run, measure, same
from benchmarks.recording import Recorded, record, write
from benchmarks.subjects import BOT, Subject

BARE = Subject("bare aiohttp", (sys.executable, "-m", "benchmarks.peers.bare"), "in the bot's environment")
PHASES = (
    {"kind": "check", "patience": 20.0},
    {"kind": "busy", "taps": 500, "patience": 60.0},
    {"kind": "steady", "rate": 50, "seconds": 1.0, "delay": 0.01, "patience": 20.0},
)


@pytest.fixture(scope="module")
def recorded() -> tuple[dict[str, Recorded], Mapping[str, object]]:
    return asyncio.run(record(screens=5))


@pytest.fixture
def screens(recorded: tuple[dict[str, Recorded], Mapping[str, object]], tmp_path: Path) -> Path:
    write(*recorded, tmp_path / "screens.json")
    return tmp_path / "screens.json"


@pytest.fixture
def bare(screens: Path) -> Run:
    return measure(BARE, screens, PHASES)


def test_recorded_are_the_menu_and_what_it_leads_to_in_both_languages(screens: Path) -> None:
    found = json.loads(screens.read_text(encoding="utf-8"))
    assert [*found["screens"]][:4] == ["en:h", "en:r", "en:e", "en:t/o"]
    assert (len(found["screens"]), found["starts"]) == (10, ["en:h", "es:h"])
    assert found["screens"]["es:r"]["message"]["text"].startswith("Reportes de Ally-Shoring")
    assert set(found["screens"]["es:r"]["following"]) <= set(found["screens"])


def test_the_bot_under_load_sends_what_was_recorded(screens: Path) -> None:
    run = measure(BOT, screens, PHASES)
    same(BOT, screens, run)
    assert [(phase.taps, phase.unfinished, phase.refused) for phase in run.phases] == [(500, 0, 0), (50, 0, 0)]


def test_three_processes_that_share_a_database_send_the_same(screens: Path, postgres_url: str) -> None:
    run = measure(BOT, screens, PHASES, 3, DATABASE_URL=postgres_url)
    same(BOT, screens, run)
    assert [(phase.taps, phase.unfinished, phase.refused) for phase in run.phases] == [(500, 0, 0), (50, 0, 0)]


def test_bare_aiohttp_sends_the_same_in_one_call_and_one_reply_a_tap(screens: Path, bare: Run) -> None:
    same(BARE, screens, bare)
    assert [dict(phase.calls) for phase in bare.phases] == [{"editmessagetext": 500}, {"editmessagetext": 50}]
    assert [dict(phase.replies) for phase in bare.phases] == [{"answercallbackquery": 500}, {"answercallbackquery": 50}]


def test_cpu_memory_and_times_are_those_of_the_bot(bare: Run) -> None:
    busy, steady = bare.phases
    assert 0 < busy.cpu < busy.seconds * 2
    assert bare.memory > 10
    assert (len(steady.times), min(steady.times) > 0) == (50, True)


def test_a_bot_that_sends_something_else_is_found(screens: Path, bare: Run) -> None:
    found = json.loads(screens.read_text(encoding="utf-8"))
    found["screens"]["en:r"]["call"]["text"] = "Something else"
    screens.write_text(json.dumps(found), encoding="utf-8")
    with pytest.raises(FailedError, match=r"bare aiohttp does not send the same:\nen:r: text: "):
        same(BARE, screens, bare)


def test_a_bot_that_does_not_start_is_told_with_what_it_said(screens: Path) -> None:
    command = (sys.executable, "-c", "raise SystemExit('no such setting')")
    with pytest.raises(FailedError, match=r"what the bot said:\nno such setting"):
        measure(Subject("broken", command, ""), screens, ())
