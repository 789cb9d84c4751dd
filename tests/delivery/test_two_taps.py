"""Two taps on one message, shortly one after the other, of which the edits fail: the last one wins."""

import pytest

from tests.delivery.conftest import World
from tests.delivery.faults import LASTING, TIMES, TRIALS, Sort, Trial, gets_through

EDIT = "editMessageText"
LAST = "USMF Ally-Shoring Task Force"
MINUTES = 300.0


async def taps(world: World, trial: Trial, times: int) -> tuple[list[str], list[int]]:
    """Let somebody tap while another one's tap waits; give what the bot has said, and how often each was answered."""
    grace, ana = (world.telegram.person(name, language_code="en") for name in ("Grace", "Ana"))
    group, moved = (world.telegram.group(title, grace, ana) for title in ("Friends", "Friends, moved"))
    await world.do(grace.send(f"/menu@{world.telegram.bot['username']}", chat=group), seconds=2)
    menu = group.last
    world.telegram.trouble.plan(trial.make(moved.id), EDIT, times=times)
    await world.do(grace.press("📄 Reports", on=menu, chat=group), seconds=0.2)
    await world.do(ana.press("👥", on=menu, chat=group), seconds=MINUTES)
    said = [message.text for place in (group, moved) for message in place.messages if message.by_bot]
    return said, [len(person.answers) for person in (grace, ana)]


def left_over(trial: Trial, times: int) -> int:
    """Say how many failures the first tap leaves to the second: what is refused for no known reason, it meets twice."""
    if times == LASTING:
        return LASTING
    return max(times - (2 if trial.means(EDIT) is Sort.UNKNOWN else 1), 0)


@pytest.mark.parametrize("times", TIMES)
@pytest.mark.parametrize("trial", TRIALS, ids=lambda trial: trial.name)
async def test_the_last_tap_wins_and_both_are_answered_once(world: World, trial: Trial, times: int) -> None:
    left = left_over(trial, times)
    said, answers = await taps(world, trial, times)
    wins = left == 0 or gets_through(trial, EDIT, left)
    assert [text.startswith(LAST) for text in said].count(True) == wins
    assert answers == [1, 1]


@pytest.mark.parametrize("times", TIMES)
@pytest.mark.parametrize("trial", [trial for trial in TRIALS if trial.sort is Sort.FLOOD], ids=lambda trial: trial.name)
async def test_what_is_overtaken_while_it_waits_is_not_tried_again(world: World, trial: Trial, times: int) -> None:
    await taps(world, trial, times)
    texts = [call.params["text"] for call in world.telegram.calls if call.method == EDIT]
    assert sum("Ally-Shoring Reports" in text for text in texts) == 1
