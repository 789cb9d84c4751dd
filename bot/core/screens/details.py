"""What editors may tell of a person beyond a name: a title, a biography, links, and contact details."""

from bot.core import content
from bot.core.edition import View
from bot.core.html import escape
from bot.core.locales import Words
from bot.core.routes import Ask, Place, Route, Tap
from bot.core.screen import Button, Copy, Go, Open, Row
from bot.core.screens.frame import column


def below_the_name(person: content.Member, employer: content.Organization | None, view: View) -> str:
    """Give the lines that stand directly under a name, each with its line break."""
    lines = [view.text(person.title)] if person.title else []
    return "".join(f"\n{escape(line)}" for line in [*lines, *([employer.name] if employer else [])])


def biography(person: content.Member, view: View) -> list[str]:
    """Give the paragraph about a life, if there is one."""
    return [view.text(person.biography)] if person.biography else []


def contact(person: content.Member) -> list[str]:
    """Give the paragraph of contact details, if there are any; they are for the bot's own chats alone."""
    if person.contact is None:
        return []
    reached = (("✉️", person.contact.email), ("📞", person.contact.phone))
    return ["\n".join(f"{sign} {escape(text)}" for sign, text in reached if text)]


def rows(person: content.Member, route: Route, view: View) -> list[Row]:
    """Give the buttons that save and copy the contact details, and those of the links."""
    links: list[Button] = [Open(view.text(link.label), link.url) for link in person.links or ()]
    if person.contact is None:
        return column(links)
    save, email, phone = labels(view.words)
    copies = [(email, person.contact.email), (phone, person.contact.phone)]
    return [
        (Go(save, Tap(view.locale, Place(route, view.trail), Ask.CONTACT)),),
        tuple(Copy(label, text) for label, text in copies if text),
        *column(links),
    ]


def labels(words: Words) -> tuple[str, str, str]:
    """Give what stands on the buttons of contact details: save them, copy the e-mail address, copy the number."""
    return words.gettext("📇 Save contact"), words.gettext("Copy e-mail"), words.gettext("Copy phone")
