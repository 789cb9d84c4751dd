"""People, taps, repeated deliveries, restarts and faults by chance: each must see what a small model says.

By night with more examples: `pytest tests/delivery/test_model.py --hypothesis-profile=nightly`.
"""

import asyncio
from collections import Counter
from collections.abc import Coroutine
from contextlib import AsyncExitStack, suppress
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import note, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from bot.core.edition import Edition
from bot.simulator import Group, Person, trouble
from bot.store import Store, open_store
from handlers.arrivals import PATIENCE
from tests.delivery.reference import ANSWERS, NAME, Chat, explained, shows
from tests.delivery.witness import Arrival, Made, Witness, carried, remembering

FEW = st.integers(0, 7)
"""Which one: of as many as there are."""
FAULTS = {
    "flood": trouble.flood(2),
    "long flood": trouble.flood(12),
    "broken": trouble.broken(),
    "dropped": trouble.dropped(),
    "late": trouble.late(),
}
MISHAPS = st.sampled_from([None, None, None, *FAULTS])
SHORT = st.sampled_from([name for name in FAULTS if name != "long flood"])
KINDS = st.sampled_from(["", "!", "u/o", "f/done", "r/"])
"""What is in the data of the buttons that are tapped, where there are such."""
LATE = "query is too old"


class Days(RuleBasedStateMachine):
    """Some people and the bot, for a while."""

    def __init__(self, edition: Edition) -> None:
        super().__init__()
        self.edition = edition
        self.runner = asyncio.Runner()
        self.runner.get_loop().set_task_factory(remembering)
        self.stack = AsyncExitStack()
        self.people: list[Person] = []
        self.groups: list[Group] = []
        self.planned: Counter[tuple[str, int]] = Counter()
        self.world: Witness
        self.store: Store
        self.runner.run(self._open())

    async def _open(self) -> None:
        folder = self.stack.enter_context(TemporaryDirectory())  # in memory, transactions at the same time share one
        self.store = await self.stack.enter_async_context(open_store(f"sqlite:///{folder}/bot.db"))
        self.world = await self.stack.enter_async_context(Witness().open(self.edition, self.store))

    def teardown(self) -> None:
        try:
            self.look()
        finally:
            self.runner.run(self.stack.aclose())
            self.runner.close()

    # Who is there

    @initialize(language_code=st.sampled_from(["en", "es-MX"]), in_company=st.booleans())
    def begin(self, language_code: str, in_company: bool) -> None:
        self._meet(language_code)
        self.say(0, False, "/start", None)
        if in_company:
            self._meet("es-MX")
            self.they_make_a_group(decides=True)
            self.say(1, True, "/settings", None)

    @precondition(lambda self: len(self.people) < 3)
    @rule(language_code=st.sampled_from(["en", "es-MX", "pt-br", None]), decides=st.booleans())
    def somebody_comes(self, language_code: str | None, decides: bool) -> None:
        self._meet(language_code)
        for group in self.groups:
            group.chat.members.append(self.people[-1].id)
            if decides:
                group.promote(self.people[-1])

    @precondition(lambda self: not self.groups)
    @rule(decides=st.booleans())
    def they_make_a_group(self, decides: bool) -> None:
        self.groups.append(self.world.telegram.group("Friends", *self.people))
        if decides:
            self.groups[0].promote(self.people[0])

    def _meet(self, language_code: str | None) -> None:
        names = ("Grace", "Ana", "Luz")
        self.people.append(self.world.telegram.person(names[len(self.people)], language_code=language_code))

    # What they do

    @rule(who=FEW, together=st.booleans(), what=st.sampled_from(sorted(ANSWERS)), fault=MISHAPS)
    def say(self, who: int, together: bool, what: str, fault: str | None) -> None:
        person, group = self._person(who), self._group(together)
        if group is not None and what.startswith("/"):
            command, _, words = what.partition(" ")
            what = f"{command}{NAME} {words}".strip()
        elif group is not None:
            what = f"{NAME} {what}"
        self._plan(fault, "sendMessage", (group or person).id)
        self._do(person.send(what, chat=group))

    @rule(who=FEW, together=st.booleans(), message=st.integers(0, 2), button=FEW, kind=KINDS, fault=MISHAPS)
    def tap(self, who: int, together: bool, message: int, button: int, kind: str, fault: str | None) -> None:
        person, group = self._person(who), self._group(together)
        room = group or person
        messages = [id for chat, id in self.world.record.published if chat == room.id]
        if not messages:
            return
        id = messages[-1 - message % len(messages)]
        ever = sorted({data for buttons in self.world.record.published[room.id, id] for data in buttons})
        fitting = [data for data in ever if kind in data] or ever
        if fitting:
            query = person.begin_press(room.chat, id)
            self._plan(fault, "editMessageText", room.id)
            self._do(person.finish_press(query, room.chat, fitting[button % len(fitting)]))

    @precondition(lambda self: self.groups)
    @rule(message=st.integers(0, 2), buttons=st.tuples(FEW, FEW), kind=KINDS, fault=MISHAPS)
    def two_tap(self, message: int, buttons: tuple[int, int], kind: str, fault: str | None) -> None:
        self.tap(0, True, message, buttons[0], "", fault)
        self.tap(1, True, message, buttons[1], kind, None)

    @rule(who=FEW, together=st.booleans(), message=FEW)
    def delete(self, who: int, together: bool, message: int) -> None:
        room = self._group(together) or self._person(who)
        self._wait_for_quiet()
        there = [id for chat, id in self.world.record.published if chat == room.id and id in room.chat.messages]
        if there:
            self.world.telegram.remove(room.chat, there[message % len(there)])

    @rule(seconds=st.sampled_from([0.2, 1.0, 3.0, 11.0, 40.0]))
    def time_passes(self, seconds: float) -> None:
        self._wind(seconds)

    # What becomes of it on its way

    @rule(kind=st.sampled_from(["message", "callback_query"]))
    def the_next_comes_twice(self, kind: str) -> None:
        self.world.telegram.trouble.repeat(kind)

    @rule(which=FEW)
    def one_comes_again(self, which: int) -> None:
        known = [each for each in self.world.record.arrivals if each.life is self.world.life]
        if known:
            self._do(self._again(known[-1 - which % len(known)]))

    async def _again(self, arrival: Arrival) -> None:
        with suppress(ConnectionError):
            await self.world.bring(arrival.update)

    @rule(seconds=st.sampled_from([0.5, 4.0, 12.0]))
    def the_next_is_long_on_its_way(self, seconds: float) -> None:
        self.world.delays.append(seconds)

    @rule(method=st.sampled_from(["answerCallbackQuery", "setMyCommands", "getChatMember"]), fault=SHORT)
    def a_call_will_fail(self, method: str, fault: str) -> None:
        self._plan(fault, method, 0)

    def _plan(self, fault: str | None, method: str, chat: int) -> None:
        """Let the next call fail, unless some are to fail already: the bot is patient, but not for ever."""
        calls = [made for made in self.world.record.calls if made.method == method and chat in (0, made.chat)]
        if fault and self.planned[method, chat] - sum(map(_struck, calls)) < 2:
            self.planned[method, chat] += 1
            self.world.telegram.trouble.plan(FAULTS[fault], method, chat=chat or None)

    # What becomes of the bot

    @rule()
    def it_is_deployed(self) -> None:
        self.runner.run(self.world.stop(self.edition, self.store))

    @rule()
    def it_is_killed(self) -> None:
        self.world.life.is_over = True
        self._wind(0)

    @rule(method=st.sampled_from(["sendMessage", "editMessageText", "answerCallbackQuery"]), after=st.booleans())
    def it_will_die(self, method: str, after: bool) -> None:
        self.world.life.dies_at = (method, after)

    # What must have come of it

    @rule()
    def look(self) -> None:
        self._wait_for_quiet()
        world = self.world
        assert world.record.faults == []
        assert [task for task in world.life.tasks if not task.done()] == []
        rooms: list[Person | Group] = [*self.people, *self.groups]
        for room in rooms:
            self._look_at(room)
        for arrival in world.record.arrivals:
            self._look_at_waiting(arrival)
        queries = {
            each.update["callback_query"]["id"] for each in world.record.arrivals if "callback_query" in each.update
        }
        for query_id in sorted(queries):
            self._look_at_query(query_id)

    def _look_at(self, room: Person | Group) -> None:
        record = self.world.record
        arrivals = [each for each in record.arrivals if each.chat == room.id]
        if any(each.is_lost for each in arrivals):
            return
        deciding = frozenset(room.chat.administrators) if isinstance(room, Group) else None
        wanted = Chat(deciding)
        wanted.replay(arrivals)
        if wanted.doubts:
            return  # a tap that was too old to come again
        first = {id: data[0] for (chat, id), data in sorted(record.published.items()) if chat == room.id}
        said = [shows(data) for data in first.values() if not _is_invitation(data)]
        lost = sum(made.chat == room.id and _is_lost(made) for made in record.calls)
        note(f"{room.id}: said {said}, wanted {wanted}")
        assert explained(said, wanted.answers, lost)
        there = {
            id: shows(data[-1])
            for (chat, id), data in record.published.items()
            if id in room.chat.messages and chat == room.id
        }
        assert there == {id: wanted.shown.get(id) or shows(first[id]) for id in there}
        memory = self.runner.run(self.store.chats.memory(room.id))
        language, subscribed = (memory.language, memory.subscribed) if memory else (None, False)
        assert subscribed == wanted.is_subscribed
        assert language == wanted.language or wanted.is_unsure

    def _look_at_waiting(self, arrival: Arrival) -> None:
        """Nobody waits for another chat."""
        if arrival.finished is None or not arrival.is_alone or arrival.finished_at == arrival.at:
            return
        calls = [each for each in self.world.record.calls if each.chat == arrival.chat and _struck(each)]
        assert any(arrival.at <= each.at <= arrival.finished_at for each in calls)

    def _look_at_query(self, query_id: str) -> None:
        """Each tap is answered once, and soon."""
        arrivals = [
            each for each in self.world.record.arrivals if each.update.get("callback_query", {}).get("id") == query_id
        ]
        calls = [each for each in self.world.record.calls if each.params.get("callback_query_id") == query_id]
        answers = [each for each in calls if not _struck(each)]
        assert 1 <= len(answers) <= len(arrivals)
        last = arrivals[-1]
        assert any(last.at <= each.at <= last.at + PATIENCE for each in calls)
        sent = self.world.telegram.queries.known[query_id].sent
        for answer in answers:
            excuses = (len(arrivals) > 1, answer.at - sent > 15, any("no answer" in each.description for each in calls))
            assert answer.ok or (LATE in answer.description and any(excuses))

    # How it is done

    def _do(self, doing: Coroutine[Any, Any, object]) -> None:
        self.runner.run(self.world.do(doing))
        self._wind(0)

    def _wind(self, seconds: float) -> None:
        self.runner.run(self._winding(seconds))

    async def _winding(self, seconds: float) -> None:
        step = 0.25 if self.world.life.dies_at else seconds
        end = self.world.clock() + seconds
        while True:
            await self.world.clock.wind(min(step, end - self.world.clock()))
            if self.world.life.is_over:
                await self.world.kill(self.edition, self.store)
            elif self.world.clock() >= end:
                break

    def _wait_for_quiet(self) -> None:
        for _ in range(100):
            self._wind(5)
            if not self.world.under_way and not self.world.telegram.delivery.pending:
                return
        raise AssertionError("something is left under way")

    def _person(self, number: int) -> Person:
        return self.people[number % len(self.people)]

    def _group(self, together: bool) -> Group | None:
        return self.groups[0] if self.groups and together else None


def _struck(made: Made) -> bool:
    """Tell whether a call met a fault that was planned."""
    return not made.ok and made.error_code in (None, 429, 502)


def _is_lost(made: Made) -> bool:
    return (
        made.method == "sendMessage"
        and made.description == "the connection broke"
        and not _is_invitation(carried(made.params.get("reply_markup")))
    )


def _is_invitation(data: list[str]) -> bool:
    return any(each[2:] == ":n/no" for each in data)


def test_whatever_happens_each_sees_what_they_asked_for_last(edition: Edition) -> None:
    class Shipped(Days):
        def __init__(self) -> None:
            super().__init__(edition)

    run_state_machine_as_test(
        Shipped, settings=settings(max_examples=2 * settings().max_examples, deadline=None, stateful_step_count=30)
    )
