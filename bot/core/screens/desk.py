"""What admins see of announcements: the list, the question before one goes out, and how far it is."""

from collections.abc import Mapping
from typing import assert_never

from bot.core import announcements, notices
from bot.core.announcing import Run, State
from bot.core.edition import View
from bot.core.html import escape
from bot.core.locales import Words
from bot.core.orders import Deed, Order
from bot.core.screen import Do, Row, Screen
from bot.core.screens.frame import sentence

_PAGE = 8
_MARKS = {State.SENDING: "📤", State.PAUSED: "⏸", State.CANCELLED: "❌", State.DONE: "✅"}
_SEGMENTS = 12


def listing(states: Mapping[str, State], page: int, view: View) -> Screen:
    """All that can be announced, with a mark where it has been begun; `states` are those of the begun ones."""
    ids = announcements.ids(view.catalog)
    pages = max(-(-len(ids) // _PAGE), 1)
    page = min(max(page, 1), pages)
    shown = ids[(page - 1) * _PAGE : page * _PAGE]
    rows = [(_button(_line(id, states.get(id), view), Deed.SHOW, id, view),) for id in shown]
    text = view.words.gettext(
        "Tap one to see what goes out, in each language, and to how many. Nothing is sent before you confirm it.\n\n"
        "New ones are written in <code>content/announcements.yaml</code>; each report can be announced as well."
    )
    turns = _turns(page, pages, view)
    return Screen(
        _titled(view.words.gettext("Announcements"), text), (*rows, *turns, _others(Deed.LIST, str(page), view))
    )


def question(id: str, audience: Mapping[str, int], view: View) -> Screen:
    """What is asked below the letters; `audience` counts the chats by the language in which they get it."""
    words, total = view.words, sum(audience.values())
    if not total:
        text = words.gettext("Nobody has subscribed yet, so there is nobody to send this to.")
        rows = [(_to_list(view),)]
    else:
        text = words.ngettext(
            "Above is exactly what goes out. It goes to {count} subscriber, once:",
            "Above is exactly what goes out. It goes to {count} subscribers, once:",
            total,
        ).format(count=words.number(total))
        text = "\n".join([text, *_by_language(audience, view)])
        send = words.ngettext("📣 Send to {count}", "📣 Send to {count}", total).format(count=words.number(total))
        rows = [(_button(send, Deed.SEND, id, view),), (_to_list(view),)]
    return Screen(_titled(announcements.title(id, view), text), tuple(rows))


def status(run: Run, view: View, refusal: str = "") -> Screen:
    """How far an announcement is, or how it ended; `refusal` is why it cannot be sent to anybody."""
    words = view.words
    parts = [_state(run, view)]
    if refusal:
        text = words.gettext("It cannot be sent to anybody: <code>{reason}</code>. Correct it, then resume.")
        parts.append(text.format(reason=escape(refusal)))
    elif not run.state.is_over and announcements.letter(run.id, view) is None:
        parts.append(words.gettext("It is not in the content any more. Put it back, then resume; or cancel it."))
    if not run.state.is_over:
        parts.append(_progress(run, words))
    parts.append("\n".join(_numbers(run, words)))
    title = announcements.title(run.id, view)
    return Screen(_titled(title, "\n\n".join(parts)), (*_controls(run, view), _others(Deed.SHOW, run.id, view)))


def doubt(run: Run, view: View) -> Screen:
    """The question before an announcement is cancelled."""
    words = view.words
    text = words.ngettext(
        "Cancel it for good? {count} subscriber has not been sent it yet and will not get it. It cannot be sent again.",
        "Cancel it for good? {count} subscribers have not been sent it yet and will not get it. It cannot be sent "
        "again.",
        run.left,
    ).format(count=words.number(run.left))
    rows = (
        (_button(words.gettext("❌ Yes, cancel it"), Deed.CANCEL, run.id, view),),
        (_button(words.gettext("‹ No, keep it"), Deed.SHOW, run.id, view),),
    )
    return Screen(_titled(announcements.title(run.id, view), text), rows)


def refused(id: str, locale: str, reason: str, view: View) -> Screen:
    """What is said instead of the question where the letter cannot even be sent to the admin."""
    text = view.words.gettext(
        "It cannot be sent ({language}): <code>{reason}</code>. Nothing was sent to subscribers."
    ).format(language=view.edition.languages[locale].button_name, reason=escape(reason))
    return Screen(_titled(announcements.title(id, view), text), ((_to_list(view),),))


def out_of_reach(view: View) -> Screen:
    """What is said instead of the list while the store does not answer; the button tries again."""
    return Screen(notices.announcements_out_of_reach(view.words), ((_to_list(view),),))


def _line(id: str, state: State | None, view: View) -> str:
    title = announcements.title(id, view)
    return sentence(f"{_MARKS[state]} {title}") if state else title


def _by_language(audience: Mapping[str, int], view: View) -> list[str]:
    languages = view.edition.languages
    return [
        f"{languages[locale].button_name}: {view.words.number(audience[locale])}"
        for locale in languages
        if audience.get(locale)
    ]


def _state(run: Run, view: View) -> str:
    words = view.words
    match run.state:
        case State.SENDING:
            return words.gettext("📤 Going out")
        case State.PAUSED:
            return words.gettext("⏸ Paused")
        case State.CANCELLED:
            return words.gettext("❌ Cancelled")
        case State.DONE:
            return words.gettext("✅ Sent")
        case _:
            assert_never(run.state)


def _progress(run: Run, words: Words) -> str:
    done, total = run.dealt_with, max(run.total, 1)
    full = min(done * _SEGMENTS // total, _SEGMENTS)
    bar = "▰" * full + "▱" * (_SEGMENTS - full)
    text = words.gettext("{done} of {total}")
    return f"{bar}\n{text.format(done=words.number(done), total=words.number(run.total))}"


def _numbers(run: Run, words: Words) -> list[str]:
    numbers = [
        (words.gettext("Sent: {count}"), run.sent, True),
        (words.gettext("Unreachable (blocked the bot, or gone): {count}"), run.unreachable, True),
        (words.gettext("Failed: {count}"), run.failed, True),
        (words.gettext("No answer from Telegram, so not sent twice: {count}"), run.unsure, bool(run.unsure)),
        (words.gettext("Unsubscribed meanwhile: {count}"), run.left, run.state is State.DONE and bool(run.left)),
        (words.gettext("Not sent: {count}"), run.left, run.state is State.CANCELLED),
    ]
    lines = [text.format(count=words.number(number)) for text, number, shown in numbers if shown]
    if run.seconds is not None:
        lines.append(words.gettext("Time taken: {duration}").format(duration=words.duration(run.seconds)))
    return lines


def _controls(run: Run, view: View) -> list[Row]:
    words = view.words
    pause = _button(words.gettext("⏸ Pause"), Deed.PAUSE, run.id, view)
    resume = _button(words.gettext("▶️ Resume"), Deed.RESUME, run.id, view)
    cancel = _button(words.gettext("❌ Cancel"), Deed.DOUBT, run.id, view)
    match run.state:
        case State.SENDING:
            return [(pause, cancel)]
        case State.PAUSED:
            return [(resume, cancel)]
        case State.CANCELLED | State.DONE:
            return [(_to_list(view),)]
        case _:
            assert_never(run.state)


def _turns(page: int, pages: int, view: View) -> list[Row]:
    turns = [(f"‹ {page - 1}", page - 1)] if page > 1 else []
    turns += [(f"{page + 1} ›", page + 1)] if page < pages else []
    return [tuple(_button(text, Deed.LIST, str(to), view) for text, to in turns)] if turns else []


def _others(deed: Deed, subject: str, view: View) -> Row:
    """Give the row that shows the same in the other languages; the chat's own stays as it is."""
    return tuple(
        Do(f"🌐 {words.button_name}", Order(locale, deed, subject))
        for locale, words in view.edition.languages.items()
        if locale != view.locale
    )


def _to_list(view: View) -> Do:
    return _button(view.words.gettext("‹ Announcements"), Deed.LIST, "1", view)


def _button(text: str, deed: Deed, subject: str, view: View) -> Do:
    return Do(text, Order(view.locale, deed, subject))


def _titled(title: str, text: str) -> str:
    return f"<b>{escape(title)}</b>\n\n{text}"
