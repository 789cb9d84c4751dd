"""What the store promises, on each engine."""

import asyncio

import pytest

from bot.store import Chats, open_store

LARGEST = 2**52 - 1
CHANNEL = -1_002_147_483_648


async def test_a_chat_in_which_nobody_chose_has_no_language(chats: Chats) -> None:
    assert await chats.language(1) is None


async def test_a_choice_is_remembered(chats: Chats) -> None:
    await chats.choose_language(1, "private", "es")
    assert await chats.language(1) == "es"


async def test_a_choice_concerns_no_other_chat(chats: Chats) -> None:
    await chats.choose_language(1, "private", "es")
    await chats.choose_language(2, "private", "en")
    assert [await chats.language(chat) for chat in (1, 2, 3)] == ["es", "en", None]


async def test_a_second_choice_replaces_the_first(chats: Chats) -> None:
    await chats.choose_language(1, "private", "es")
    await chats.choose_language(1, "private", "en")
    assert await chats.language(1) == "en"


async def test_a_chat_that_moves_keeps_its_language(chats: Chats) -> None:
    await chats.choose_language(-1, "group", "es")
    await chats.move(-1, CHANNEL)
    await chats.move(-1, CHANNEL)
    assert [await chats.language(chat) for chat in (-1, CHANNEL)] == [None, "es"]


async def test_a_choice_in_the_new_chat_comes_before_that_of_the_old(chats: Chats) -> None:
    await chats.choose_language(-1, "group", "es")
    await chats.choose_language(CHANNEL, "private", "en")
    await chats.move(-1, CHANNEL)
    assert [await chats.language(chat) for chat in (-1, CHANNEL)] == [None, "en"]


async def test_a_chat_without_a_choice_moves_without_one(chats: Chats) -> None:
    await chats.move(-1, CHANNEL)
    assert await chats.language(CHANNEL) is None


async def test_a_forgotten_chat_has_no_language_and_the_others_keep_theirs(chats: Chats) -> None:
    await chats.choose_language(1, "private", "es")
    await chats.choose_language(2, "private", "es")
    await chats.forget(1)
    assert [await chats.language(chat) for chat in (1, 2)] == [None, "es"]


async def test_forgetting_twice_does_no_harm(chats: Chats) -> None:
    await chats.choose_language(1, "private", "es")
    await chats.forget(1)
    await chats.forget(1)
    assert await chats.language(1) is None


async def test_a_forgotten_chat_can_choose_again(chats: Chats) -> None:
    await chats.choose_language(1, "private", "es")
    await chats.forget(1)
    await chats.choose_language(1, "private", "en")
    assert await chats.language(1) == "en"


@pytest.mark.parametrize("chat", [LARGEST, -LARGEST, CHANNEL, -1])
async def test_every_id_that_telegram_gives_out_has_room(chats: Chats, chat: int) -> None:
    await chats.choose_language(chat, "private", "es")
    assert [await chats.language(chat), await chats.language(-chat)] == ["es", None]


async def test_two_instances_see_what_the_other_wrote(database_url: str) -> None:
    async with open_store(database_url) as first, open_store(database_url) as second:
        one, two = first.chats, second.chats
        await one.choose_language(1, "private", "es")
        await two.choose_language(2, "private", "en")
        await two.choose_language(1, "private", "en")
        assert [await one.language(chat) for chat in (1, 2)] == ["en", "en"]
        await one.forget(1)
        assert await two.language(1) is None


async def test_a_restart_keeps_what_was_chosen(database_url: str) -> None:
    async with open_store(database_url) as store:
        chats = store.chats
        await chats.choose_language(1, "private", "es")
    async with open_store(database_url) as store:
        chats = store.chats
        assert await chats.language(1) == "es"


async def test_two_hundred_people_choose_at_once(chats: Chats) -> None:
    languages = {chat: ("en", "es")[chat % 2] for chat in range(200)}
    await asyncio.gather(*(chats.choose_language(chat, "private", language) for chat, language in languages.items()))
    assert {chat: await chats.language(chat) for chat in languages} == languages


async def test_two_hundred_taps_in_one_chat_at_once_leave_one_of_the_choices(chats: Chats) -> None:
    await asyncio.gather(*(chats.choose_language(1, "private", ("en", "es")[tap % 2]) for tap in range(200)))
    assert await chats.language(1) in ("en", "es")


async def test_instances_that_start_at_the_same_moment_all_come_up(database_url: str) -> None:
    async def start(instance: int) -> str | None:
        async with open_store(database_url) as store:
            await store.chats.choose_language(instance, "private", "es")
            return await store.chats.language(instance)

    assert await asyncio.gather(*map(start, range(6))) == ["es"] * 6


async def test_a_database_that_is_well_answers_a_ping(chats: Chats) -> None:
    await chats.ping()


async def test_a_database_in_memory_works_while_it_is_open() -> None:
    async with open_store("sqlite://") as store:
        chats = store.chats
        await chats.choose_language(1, "private", "es")
        assert await chats.language(1) == "es"


async def test_in_memory_choices_at_the_same_moment_are_all_kept() -> None:
    async with open_store("sqlite://") as store:
        await asyncio.gather(*(store.chats.choose_language(chat, "private", "es") for chat in range(1, 40)))
        assert [await store.chats.language(chat) for chat in range(1, 40)] == ["es"] * 39
