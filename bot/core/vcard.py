"""A person's contact details as a vCard, which every address book takes in (RFC 2426)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.core import content
from bot.core.edition import View
from bot.core.routes import Member, Route

VCARD_BYTES = 2048  # https://core.telegram.org/bots/api#sendcontact
NAME_CHARACTERS = 64  # https://core.telegram.org/tdlib/docs/classtd_1_1td__api_1_1contact.html
LINE_OCTETS = 75  # https://www.rfc-editor.org/rfc/rfc2426#section-2.6


@dataclass(frozen=True, slots=True)
class Card:
    """Contact details to be handed over: a contact of Telegram's where there is a phone number, else a file."""

    name: str
    """At most 64 characters."""
    phone: str | None
    """A plus and figures alone."""
    vcard: str
    """At most 2048 bytes of UTF-8."""
    file: str
    """What the file is called."""


def card(route: Route, view: View) -> Card | None:
    """Give the contact details of the person whose place it is; None where there are none to be shown."""
    person = view.catalog.members.get(route.id) if isinstance(route, Member) else None
    if person is None or person.contact is None:
        return None
    phone = _dialled(person.contact.phone) if person.contact.phone else None
    return Card(person.name[:NAME_CHARACTERS], phone, _vcard(person, person.contact, view), f"{person.id}.vcf")


def _vcard(person: content.Member, contact: content.Contact, view: View) -> str:
    """Write the vCard; of the person's links those for which there is room."""
    begin, *lines, end = map(folded, _lines(person, contact, view))
    room = VCARD_BYTES - sum(len(line.encode()) for line in (begin, *lines, end))
    for link in person.links or ():
        line = folded(f"URL:{link.url}")
        if (room := room - len(line.encode())) < 0:
            break
        lines.append(line)
    return "".join((begin, *lines, end))


def _lines(person: content.Member, contact: content.Contact, view: View) -> Iterator[str]:
    """Give the lines but for those of the links.

    Where the family name begins nobody can tell from a name alone: all of it is given as the first name, so that no
    address book takes it apart wrongly.
    """
    employer = view.catalog.organizations.get(person.organization or "")
    yield from ("BEGIN:VCARD", "VERSION:3.0", f"N:;{escaped(person.name)};;;", f"FN:{escaped(person.name)}")
    if employer:
        yield f"ORG:{escaped(employer.name)}"
    if person.title:
        yield f"TITLE:{escaped(view.text(person.title))}"
    if contact.email:
        yield f"EMAIL;TYPE=INTERNET:{escaped(contact.email)}"
    if contact.phone:
        yield f"TEL;TYPE=WORK,VOICE:{_dialled(contact.phone)}"
    yield "END:VCARD"


def escaped(text: str) -> str:
    """Make any text safe to be a value."""
    return re.sub(r"\r\n|\r|\n", r"\\n", re.sub(r"([\\,;])", r"\\\1", text))


def folded(line: str) -> str:
    """End a line, and break it within no character so that no part has more than 75 octets; each next begins with a
    space.
    """
    parts, room = [""], LINE_OCTETS
    for character in line:
        octets = len(character.encode())
        if octets > room:
            parts.append(" ")
            room = LINE_OCTETS - 1
        parts[-1] += character
        room -= octets
    return "\r\n".join([*parts, ""])


def _dialled(phone: str) -> str:
    return "+" + re.sub("[^0-9]", "", phone)
