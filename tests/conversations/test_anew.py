"""Buttons that open their place in a message of its own: the message that was tapped stays as it is."""

import pytest

from bot.app import App
from bot.simulator import Person, Telegram


def first_lines(telegram: Telegram, person: Person) -> list[str]:
    """Give the first line of each message of the bot in somebody's chat."""
    messages = telegram.chats[person.id].messages.values()
    return [message["text"].split("\n")[0] for message in messages if message["from"]["is_bot"]]


async def test_the_place_comes_below_and_the_tapped_message_stays(telegram: Telegram, grace: Person) -> None:
    await grace.send("/about")
    await grace.press_data("en>r/workforce", on=grace.last)
    title = "Ally Shoring and the Workforce: The Case for Greater Collaboration Between the US and Mexico"
    assert first_lines(telegram, grace) == ["Ally-Shoring", title]


async def test_it_speaks_the_language_of_its_button_and_the_chat_keeps_its_own(telegram: Telegram, ana: Person) -> None:
    await ana.send("/about")
    await ana.press_data("en>u/off", on=ana.last)
    await ana.send("/settings")
    assert first_lines(telegram, ana) == ["Ally-Shoring", "Announcements", "Ajustes"]


async def test_a_place_that_is_gone_leads_to_the_nearest_with_a_word(telegram: Telegram, grace: Person) -> None:
    await grace.send("/about")
    await grace.press_data("en>r/gone", on=grace.last)
    assert grace.toast == "That button is out of date. This is the closest screen available."
    assert first_lines(telegram, grace) == ["Ally-Shoring", "Ally-Shoring Reports"]


async def test_in_a_forum_it_stays_in_its_topic(telegram: Telegram, grace: Person) -> None:
    forum = telegram.group("Ally", grace, forum=True)
    await grace.send("/about@AllyShoringBot", chat=forum, thread=7)
    await grace.press_data("en>s", on=forum.last, chat=forum)
    assert forum.last is not None
    assert (forum.last.text.split("\n")[0], forum.last.thread_id) == ("Settings", 7)


@pytest.mark.parametrize("data", ["en>", "en>>r", "en>r/Gone"])
async def test_what_the_bot_never_wrote_is_told_so_in_the_message_itself(
    telegram: Telegram, grace: Person, data: str
) -> None:
    await grace.send("/about")
    await grace.press_data(data, on=grace.last)
    assert first_lines(telegram, grace) == ["Ally-Shoring"]
    assert grace.toast == "That button is out of date. This is the closest screen available."


async def test_a_chat_that_is_closed_by_then_is_left_alone(telegram: Telegram, bot: App, grace: Person) -> None:
    group = telegram.group("Ally", grace)
    await grace.send("/about@AllyShoringBot", chat=group)
    message = group.last
    await group.remove_bot(grace)
    await grace.press_data("en>s", on=message, chat=group)
    assert "answerCallbackQuery" in [call.method for call in telegram.calls if call.ok]
