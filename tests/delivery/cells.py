"""One cell of the matrix: somebody does something, one method fails some times, and it is seen what comes of it."""

import asyncio
from collections import Counter
from dataclasses import dataclass, field

from structlog.testing import capture_logs
from structlog.typing import EventDict

from bot.logs import CONTEXT
from bot.simulator import Group, Person
from tests.delivery.conftest import World
from tests.delivery.faults import ASKING, COVERED, LASTING, Sort, Trial, comes_again, gets_through
from tests.delivery.scenes import ANSWER, SORRY, Scene, Stage, Thing
from tests.delivery.wire import Attempt

ACKNOWLEDGED = 10.0
SPINNING = 3.0
CALM = 500.0
"""Seconds after which nothing of a cell can still be under way."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A scene, a method that fails in it, how, and how often."""

    scene: Scene
    method: str
    trial: Trial
    times: int

    def __str__(self) -> str:
        often = "always" if self.times == LASTING else f"{self.times} times"
        return f"{self.scene.name} | {self.method} | {self.trial.name} | {often}"


@dataclass(slots=True)
class Outcome:
    """What came of a cell."""

    calls: Counter[str]
    fresh: list[str]
    """What is new in the chats, or was changed."""
    answers: int
    struck: int
    logs: list[EventDict]
    others: int
    """What somebody else got meanwhile."""
    afterwards: int
    """What came of the next command in the same chat."""
    spun: float
    """For how many seconds a button waited for the first attempt at an answer."""
    brought: Counter[int]
    slowest: float
    refused: int
    left: list[str] = field(default_factory=list)
    """What is still there although nothing goes on."""


async def play(world: World, scene: Scene, cell: Cell | None, other: Person) -> Outcome:
    """Let a scene happen, with the fault of a cell if there is one, and somebody else ask for something meanwhile."""
    on = await _stage(world, scene)
    await scene.begin(on)
    on.before = _shown(on)
    world.telegram.calls.clear()
    world.brought.clear()
    world.wire.attempts.clear()
    planned = _plan(on, cell)
    world.by_reply = not (cell and cell.method == ANSWER)  # no call, no fault
    tasks = asyncio.all_tasks()
    answers, told, began = len(on.person.answers), _by_bot(other), world.clock()
    with capture_logs(CONTEXT) as logs:
        await world.do(scene.act(on), seconds=0.5)
        world.chats.mistake = None
        await world.do(other.send("/reports"), seconds=3)
        others = _by_bot(other) - told
        await world.clock.wind(CALM)
    struck = planned - world.telegram.trouble.planned
    fresh = [text for key, text in _shown(on).items() if on.before.get(key) != text]
    fresh += ["offered"] if on.asked and on.asked.offer else []
    calls = Counter(call.method for call in world.telegram.calls)
    world.telegram.trouble.clear()
    attempts, before = _first(world.wire.attempts), _by_bot(on.person)
    if _is_last(cell):
        await world.do(on.person.send("/lang"), seconds=3)
    return Outcome(
        calls,
        fresh,
        len(on.person.answers) - answers,
        struck,
        [entry for entry in logs if entry["log_level"] == "error" or entry.get("exc_info")],
        others,
        _by_bot(on.person) - before,
        max((each.at - began for each in attempts if each.method == ANSWER), default=0.0),
        Counter(each.update_id for each in world.brought),
        max((each.seconds for each in world.brought), default=0.0),
        sum(each.status != 200 for each in world.brought),
        [*map(repr, asyncio.all_tasks() - tasks), *_remembered(world)],
    )


async def _stage(world: World, scene: Scene) -> Stage:
    """Have somebody new in a place of their own."""
    telegram = world.telegram
    on = Stage(world, telegram.person("Grace", language_code="en"))
    telegram.chats[on.person.id].written = True
    if scene.where != "private":
        on.group = telegram.group("Ally", on.person, forum=scene.where == "topic")
        on.thread = 7 if scene.where == "topic" else None
        on.moved = telegram.group("Ally, moved", on.person)
        if scene.where == "administered":
            on.group.promote(on.person)
    return on


def _plan(on: Stage, cell: Cell | None) -> int:
    """Let a method fail; what says where it writes, only there."""
    trouble = on.world.telegram.trouble
    if cell:
        chat = on.chat.id if cell.method.startswith("send") else None
        trouble.plan(cell.trial.make(on.moved.id if on.moved else 0), cell.method, chat=chat, times=cell.times)
    return trouble.planned


def _first(attempts: list[Attempt]) -> list[Attempt]:
    """Give the first attempt of each method."""
    firsts: dict[str, Attempt] = {}
    for attempt in attempts:
        firsts.setdefault(attempt.method, attempt)
    return list(firsts.values())


def _places(on: Stage) -> list[Person | Group]:
    return [place for place in (on.person, on.group, on.moved) if place]


def _shown(on: Stage) -> dict[tuple[int, int], str]:
    """Give what the bot has written where this person can see it."""
    messages = [message for place in _places(on) for message in place.messages if message.by_bot or message.via_bot]
    return {(message.chat_id, message.message_id): message.text or message.kind for message in messages}


def _by_bot(person: Person) -> int:
    bot = person.telegram.bot["id"]
    return sum(message["from"]["id"] == bot for message in person.telegram.chats[person.id].messages.values())


def _remembered(world: World) -> list[str]:
    """Name what is kept only while something goes on."""
    taps, lanes = world.application.bot_data.taps, world.intake._lanes
    return [*map(str, lanes._last), *taps._spinners, *map(str, taps._last), *map(str, world.intake._under_way)]


def is_lost(scene: Scene, came: Outcome) -> bool:
    """Say whether somebody did not get what they asked for."""
    return any(_count(thing, came) == 0 for thing in scene.things if not thing.extra)


def may_be_lost(scene: Scene, cell: Cell) -> bool:
    """Say whether a call that is to bring something may have been carried out, was not, and cannot be repeated."""
    brings = any(cell.method in thing.ways for thing in scene.things if not thing.extra)
    return brings and cell.trial.sort is Sort.UNCLEAR and not _works(cell, cell.method)


def _count(thing: Thing, came: Outcome) -> int:
    return sum(text.startswith(thing.words) for text in came.fresh)


def breaches(scene: Scene, cell: Cell | None, came: Outcome) -> list[str]:
    """Say what was not as it has to be."""
    found = [_count(thing, came) for thing in scene.things]
    rest = [text for text in came.fresh if not any(text.startswith(thing.words) for thing in scene.things)]
    answers = scene.taps if _works(cell, ANSWER) else 0
    tried = scene.taps + (came.struck if cell and cell.method == ANSWER else 0)
    traced = [entry["update_id"] for entry in came.logs if entry.get("exc_info")]
    checks = {
        "nothing failed": cell is None or came.struck > 0,
        f"no cell covers {set(came.calls) - COVERED}": set(came.calls) <= COVERED,
        f"{came.answers} answers to {scene.taps} taps": came.answers == answers,
        f"{came.calls[ANSWER]} attempts at an answer": came.calls[ANSWER] <= tried,
        f"brought {found}": all(map(_is_due, scene.things, [cell] * len(found), found)),
        f"said besides {rest}": _is_excused(scene, cell, rest),
        f"logged {came.logs}": len(came.logs) == len(traced) == _traces(scene, cell)
        and set(traced) <= set(came.brought),
        f"somebody else got {came.others} answers": came.others == 1,
        f"{came.afterwards} answers afterwards": came.afterwards == _is_last(cell),
        f"brought again: {came.brought}": set(came.brought.values()) == {1},
        f"acknowledged after {came.slowest} s": came.slowest <= ACKNOWLEDGED,
        f"spinning for {came.spun} s": came.spun <= SPINNING,
        f"{came.refused} refusals of updates": came.refused == 0,
        f"left: {came.left}": came.left == [],
    }
    return [f"{cell or scene.name}: {what}" for what, is_fine in checks.items() if not is_fine]


def _is_last(cell: Cell | None) -> bool:
    """Say whether a cell is the one of its kind after which is looked whether things go on."""
    return cell is None or cell.times == LASTING


def _works(cell: Cell | None, method: str) -> bool:
    """Say whether a method does in the end what it is called for."""
    return cell is None or cell.method != method or gets_through(cell.trial, method, cell.times)


def _is_due(thing: Thing, cell: Cell | None, found: int) -> bool:
    """Say whether something came as often as it has to."""
    if cell and cell.method in thing.ways and comes_again(cell.trial, cell.method):
        return found > 1
    if thing.extra and cell and cell.method in thing.ways:
        return found <= 1
    return found == all(_works(cell, way) for way in thing.ways)


def _is_loud(scene: Scene, cell: Cell | None) -> bool:
    """Say whether a refusal is one that nobody has foreseen, and keeps from somebody what they asked for."""
    asked = {way for thing in scene.things if not thing.extra for way in thing.ways if way not in ASKING}
    return cell is not None and cell.trial.means(cell.method) is Sort.UNKNOWN and cell.method in asked


def _traces(scene: Scene, cell: Cell | None) -> int:
    return 1 if scene.poison or _is_loud(scene, cell) else 0


def _is_excused(scene: Scene, cell: Cell | None, rest: list[str]) -> bool:
    """Say whether nothing was said besides, or an excuse where there was reason for it."""
    sorry = [text.startswith(SORRY) for text in rest]
    if _is_loud(scene, cell) and not scene.poison:
        return sorry == [True] if cell and cell.times == 1 and scene.is_told else sorry in ([], [True])
    if cell is None or _works(cell, cell.method) or (cell.trial.sort is Sort.UNCLEAR and cell.method not in ASKING):
        return rest == []
    return sorry in ([], [False])
