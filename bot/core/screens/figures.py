"""The figures as admins read them: lines of a name and numbers, and sentences."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from bot.core.chart import names
from bot.core.edition import View
from bot.core.figures import WEEK, Figures
from bot.core.html import escape, plain, units
from bot.core.locales import Words
from bot.core.screen import TEXT_UNITS, Screen
from bot.core.screens.days import days, folded
from bot.core.screens.days import title as title_of

MOST_OPENED = 10
Line = tuple[str, ...]
"""What is counted, and the numbers, as they are written."""


def summary(figures: Figures, view: View) -> Screen:
    """All figures in one message; it is no place, so nothing leads back."""
    parts = [
        f"<b>{title(figures, view.words)}</b>",
        f"{_table(chats(figures, view))}\n{about_chats(view.words)}",
        f"<b>{opened(view.words)}</b>\n{_opened(figures, view)}",
        *([_items(figures, view)] if figures.most_opened(1) else []),
        *map(escape, losses(figures, view.words)),
    ]
    text = "\n\n".join(parts)
    if figures.opened(WEEK):
        head = f"<b>{by_day(view.words)}</b>"
        room = TEXT_UNITS - units(plain(f"{text}\n\n{head}\n"))
        text = f"{text}\n\n{head}\n{folded(days(replace(figures, days=WEEK), view), room)}"
    return Screen(text, ())


def unavailable(view: View) -> Screen:
    """Said where the store does not answer."""
    return Screen(view.words.gettext("The figures are out of reach just now. Please try again in a moment."), ())


def no_chart(view: View) -> Screen:
    """Said where the chart could not be drawn or sent."""
    return Screen(
        view.words.gettext("The chart could not be drawn or sent this time. The figures above are complete."), ()
    )


def title(figures: Figures, words: Words) -> str:
    """Say what this is, and until when."""
    return words.gettext("Figures until {day} (UTC)").format(day=words.day(figures.today))


def chats(figures: Figures, view: View) -> list[Line]:
    """Count the chats: all, by kind, those that get announcements, those that are out of reach, and by language."""
    words = view.words
    kinds, languages, counted = Counter[str](), Counter[str | None](), Counter[str]()
    for (kind, language, subscribed, reachable), count in figures.chats.items():
        kinds[kind.removeprefix("super")] += count
        languages[language] += count
        counted["subscribed"] += count * (subscribed and reachable)
        counted["unreachable"] += count * (not reachable)
    called = {
        "private": words.gettext("in private"),
        "group": words.gettext("groups"),
        "channel": words.gettext("channels"),
    }
    found = [
        (words.gettext("All chats"), kinds.total()),
        *((f"  {called[kind]}", kinds[kind]) for kind in called if kinds[kind]),
        (words.gettext("Subscribers"), counted["subscribed"]),
        (words.gettext("Unreachable"), counted["unreachable"]),
    ]
    spoken = [(f"  {_language(language, view)}", words.number(count)) for language, count in languages.most_common()]
    lines = [(name, words.number(count)) for name, count in found]
    return [*lines, *([(words.gettext("Language"), ""), *spoken] if spoken else [])]


def about_chats(words: Words) -> str:
    """Say which chats can be counted."""
    return words.gettext("Only chats of which something is stored are counted; /privacy says what.")


def opened(words: Words) -> str:
    """Give what stands above `sections`."""
    return words.gettext("Opened")


def periods(figures: Figures, words: Words) -> Line:
    """Give what stands above the numbers of `sections`."""
    return tuple(words.ngettext("{days} day", "{days} days", days).format(days=days) for days in _periods(figures))


def sections(figures: Figures, words: Words) -> list[Line]:
    """Count the openings by section in the last week and in all days looked back on, and altogether."""
    counts = [figures.by_section(days) for days in _periods(figures)]
    lines = [(name, *(words.number(count[section]) for count in counts)) for section, name in names(words).items()]
    return [*lines, (words.gettext("All"), *(words.number(sum(count.values())) for count in counts))]


def items(figures: Figures, view: View) -> list[Line]:
    """Give what was opened most often."""
    return [(title_of(key, view), view.words.number(count)) for key, count in figures.most_opened(MOST_OPENED)]


def most_opened(figures: Figures, words: Words) -> str:
    """Give what stands above `items`."""
    return words.ngettext("Most opened in {days} day", "Most opened in {days} days", figures.days).format(
        days=figures.days
    )


def by_day(words: Words) -> str:
    """Give what stands above the days."""
    return words.gettext("Day by day")


def trend(figures: Figures, words: Words) -> str:
    """Compare the last week with the one before, in words."""
    now, before = figures.opened(WEEK), figures.opened(WEEK, before=WEEK)
    if not before:
        return words.gettext("In the 7 days before, nothing was opened.")
    change = words.percent(abs(now - before) / before)
    if now > before:
        return words.gettext("The last 7 days: {change} more than the 7 days before.").format(change=change)
    if now < before:
        return words.gettext("The last 7 days: {change} less than the 7 days before.").format(change=change)
    return words.gettext("The last 7 days: as many as the 7 days before.")


def nothing(words: Words) -> str:
    """Say that there are no openings to be told of."""
    return words.gettext("Nothing was opened in these days.")


def losses(figures: Figures, words: Words) -> list[str]:
    """Say what is missing in the figures and why, as far as this process knows."""
    found = []
    if figures.outages and figures.outages.last:
        times, last = figures.outages.times, figures.outages.last
        said = words.ngettext(
            "⚠️ The store did not answer {times} time since the start, last on {day} at {time} UTC.",
            "⚠️ The store did not answer {times} times since the start, last on {day} at {time} UTC.",
            times,
        )
        found.append(said.format(times=words.number(times), day=words.short_day(last), time=words.time(last)))
    if figures.uncounted:
        said = words.ngettext(
            "⚠️ {count} opening is missing above: the store was away for too long.",
            "⚠️ {count} openings are missing above: the store was away for too long.",
            figures.uncounted,
        )
        found.append(said.format(count=words.number(figures.uncounted)))
    return found


def _periods(figures: Figures) -> list[int]:
    return sorted({WEEK, figures.days})


def _language(locale: str | None, view: View) -> str:
    if locale is None:
        return view.words.gettext("No language chosen")
    words = view.edition.languages.get(locale)
    return words.button_name if words else locale


def _opened(figures: Figures, view: View) -> str:
    if not figures.opened(max(_periods(figures))):
        return nothing(view.words)
    heads = ("", *map(view.words.days, _periods(figures)))
    table = _table([heads, *sections(figures, view.words)])
    return f"{table}\n{trend(figures, view.words)}"


def _items(figures: Figures, view: View) -> str:
    lines = [f"{name} · {count}" for name, count in items(figures, view)]
    numbered = [f"{number}. {escape(line)}" for number, line in enumerate(lines, 1)]
    return "\n".join([f"<b>{most_opened(figures, view.words)}</b>", *numbered])


def _table(lines: Sequence[Line]) -> str:
    """Write lines in columns, names and then numbers; close together, for a phone shows some 28 characters in a row."""
    first, *others = (max(map(len, column)) for column in zip(*lines, strict=True))
    rows = (
        name.ljust(first) + "".join(number.rjust(width + 1) for number, width in zip(numbers, others, strict=True))
        for name, *numbers in lines
    )
    return f"<pre>{escape(chr(10).join(rows))}</pre>"
