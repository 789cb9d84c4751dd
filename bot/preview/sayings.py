"""What the bot says outside its screens: answers to taps, the menu of commands, and what Telegram shows of the bot."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

from bot.core import inline, limits, notices, printed, render, search
from bot.core.commands import described
from bot.core.edition import Edition, Group, View
from bot.core.fields import DESCRIPTION_UNITS, NOTICE_UNITS, SHORT_DESCRIPTION_UNITS
from bot.core.html import plain, units
from bot.core.locales import SOURCE
from bot.core.memory import EXAMPLE, UNREAD, Held, Nothing
from bot.core.paths import path
from bot.core.routes import Forget, Route, Settings
from bot.core.screen import LABEL_UNITS, TEXT_UNITS
from bot.core.screens import home, service
from bot.core.screens.frame import code_label
from bot.core.screens.search import how
from bot.core.screens.spoken import choice, current_language, menu_language
from bot.errors import Fault
from bot.preview import numbers
from bot.preview.length import Length, meter
from bot.preview.markup import Html, joined, tag
from bot.preview.message import drawn
from bot.preview.speech import say

_HELD: Mapping[str, tuple[Route, Held]] = MappingProxyType(
    {
        "settings-on": (Settings(), replace(EXAMPLE, subscribed=True)),
        "settings-unread": (Settings(), UNREAD),
        "forget-subscribed": (Forget(), replace(EXAMPLE, subscribed=True)),
        "forget-group": (Forget(), replace(EXAMPLE, kind="group", language=None)),
        "forget-supergroup": (Forget(), replace(EXAMPLE, kind="supergroup")),
        "forget-channel": (Forget(), replace(EXAMPLE, kind="channel")),
        "forget-nothing": (Forget(), Nothing()),
        "forget-unread": (Forget(), UNREAD),
    }
)
"""What screens say otherwise than among the places, where everything is remembered, and announcements are off."""
_FAULT = Fault("reports.yaml", 14, 5, "reports[1].title.es", "has no translation; add es: … below it")


def sayings(edition: Edition) -> Html:
    """Draw the page `#words`."""
    return tag(
        "section",
        tag("header", tag("h2", say("words"), tabindex=-1), tag("p", say("words-about"))),
        tag("section", tag("h3", say("answers")), tag("p", say("answers-about")), *_answers(edition)),
        tag("section", tag("h3", say("held")), tag("p", say("held-about")), *_held(edition)),
        tag("section", tag("h3", say("profile")), *_profile(edition)),
        tag("section", tag("h3", say("commands-menu")), _commands(edition)),
        tag("section", tag("h3", say("groups")), tag("p", say("groups-about")), *_groups(edition)),
        tag("section", tag("h3", say("elsewhere")), *_elsewhere(edition)),
        tag("section", tag("h3", say("admins")), *_told_to_admins(edition)),
        tag("section", tag("h3", say("paper")), *_on_paper(edition)),
        class_="place",
        id="words",
    )


def _answers(edition: Edition) -> Iterable[Html]:
    for notice in notices.ALL:
        name = notice.__name__.replace("_", "-")
        texts = {locale: notice(words) for locale, words in edition.languages.items()}
        yield _said(say(f"answer-{name}"), _boxes(texts, "toast", NOTICE_UNITS), edition)
    for route, farewell in edition.catalog.farewells.items():
        when = joined([say("answer-farewell"), " ", tag("code", path(route))])
        yield _said(when, _boxes(farewell, "toast", NOTICE_UNITS), edition)


def _held(edition: Edition) -> Iterable[Html]:
    for name, (route, held) in _HELD.items():
        texts = {locale: render(route, View(edition, locale, held=held)).text for locale in edition.languages}
        yield _said(say(f"held-{name}"), _bubbles(texts), edition)


def _profile(edition: Edition) -> Iterable[Html]:
    profile = edition.catalog.profile
    yield _said(say("description"), _boxes(profile.description, "bubble", DESCRIPTION_UNITS), edition)
    yield _said(say("short-description"), _boxes(profile.short_description, "bubble", SHORT_DESCRIPTION_UNITS), edition)


def _commands(edition: Edition) -> Html:
    """Draw the menu of commands; the longest description stands for all."""
    boxes = {}
    for locale, words in edition.languages.items():
        commands = described(words)
        lines = (tag("li", tag("b", f"/{command.name}"), " ", command.description) for command in commands)
        longest = max(units(command.description) for command in commands)
        boxes[locale] = [
            tag("ul", *lines, class_="menu"),
            meter(Length("length-longest", longest, limits.DESCRIPTION_UNITS)),
        ]
    return _said(say("commands-when"), boxes, edition)


def _groups(edition: Edition) -> Iterable[Html]:
    """Draw what screens say in a group alone: how the bot is spoken to, and which language it has, if it has one."""
    for name, line in (("welcome", home.welcome), ("help", service.spoken_to), ("search", how)):
        yield _said_in_group(f"groups-{name}", line, True, edition)
    for name, line in (("menu", menu_language), ("settings", current_language), ("language", choice)):
        for chosen in (True, False):
            yield _said_in_group(f"groups-{name}-{'chosen' if chosen else 'none'}", line, chosen, edition)


def _said_in_group(name: str, line: Callable[[View], str], chosen: bool, edition: Edition) -> Html:
    views = [View(edition, to, group=Group(to if chosen else None), in_group=True) for to in edition.languages]
    boxes = {view.locale: [tag("div", drawn(line(view)), class_="bubble")] for view in views}
    return _said(say(name), boxes, edition)


def _elsewhere(edition: Edition) -> Iterable[Html]:
    for name, label in (("opening", inline.opening_label), ("card", inline.card_label)):
        texts = {locale: label(words) for locale, words in edition.languages.items()}
        yield _said(say(f"elsewhere-{name}"), _boxes(texts, "bubble", LABEL_UNITS), edition)
    texts = {locale: search.passed_over(words) for locale, words in edition.languages.items()}
    yield _said(
        say("elsewhere-passed-over"),
        {locale: [tag("div", text, class_="bubble")] for locale, text in texts.items()},
        edition,
    )


def _told_to_admins(edition: Edition) -> Iterable[Html]:
    faults = {locale: notices.not_taken_over(words, [_FAULT]) for locale, words in edition.languages.items()}
    codes = {locale: home.codes(View(edition, locale)).text for locale in edition.languages}
    for when, texts in (("admins-when", faults), ("admins-codes", codes)):
        yield _said(say(when), _bubbles(texts), edition)
    for name, texts in numbers.told(edition).items():
        yield _said(say(f"admins-figures-{name}"), _bubbles(texts), edition)
    labels = {locale: code_label(words) for locale, words in edition.languages.items()}
    yield _said(say("admins-code"), _boxes(labels, "bubble", LABEL_UNITS), edition)


def _on_paper(edition: Edition) -> Iterable[Html]:
    languages = edition.languages
    kinds = {locale: [*printed.headings(words).values()] for locale, words in languages.items()}
    captions = [place.captions for place in _samples(edition)]
    details = {
        locale: [f"{caption[locale].name} · {caption[locale].detail}" for caption in captions] for locale in languages
    }
    foot = {
        locale: [printed.scale(words), printed.numbered(words, 1, 2), printed.cutting(words)]
        for locale, words in languages.items()
    }
    for when, lines in (("paper-headings", kinds), ("paper-details", details), ("paper-foot", foot)):
        boxes = {
            locale: [tag("div", *(tag("div", line) for line in those), class_="bubble")]
            for locale, those in lines.items()
        }
        yield _said(say(when), boxes, edition)


def _samples(edition: Edition) -> Iterable[printed.Printed]:
    """Give the sections, and of the items one for each thing that is said under a code."""
    names = {organization.name for organization in edition.catalog.organizations.items}
    samples: dict[tuple[printed.Kind, str | None], printed.Printed] = {}
    for place in printed.printed(edition):
        detail = place.captions[SOURCE].detail
        of_its_own = place.kind in (printed.Kind.SECTIONS, printed.Kind.MEMBERS) and detail not in names
        samples.setdefault((place.kind, detail if of_its_own else None), place)
    return samples.values()


def _bubbles(texts: Mapping[str, str]) -> dict[str, list[Html]]:
    """Draw the texts of messages, each with its length below it."""
    return {
        locale: [tag("div", drawn(text), class_="bubble"), meter(Length("length-text", units(plain(text)), TEXT_UNITS))]
        for locale, text in texts.items()
    }


def _boxes(texts: Mapping[str, str], look: str, allowed: int) -> dict[str, list[Html]]:
    """Draw plain texts, each with its length below it."""
    return {
        locale: [tag("div", text, class_=look), meter(Length("length-text", units(text), allowed))]
        for locale, text in texts.items()
    }


def _said(when: Html, boxes: Mapping[str, Iterable[Html]], edition: Edition) -> Html:
    """Put what is said in each language side by side, below the word when it is said."""
    drawn_boxes = (
        tag("article", tag("h5", edition.languages[locale].button_name, lang=locale), *box, class_="saying")
        for locale, box in boxes.items()
    )
    return tag("div", tag("h4", when), tag("div", *drawn_boxes, class_="phones"), class_="said")
