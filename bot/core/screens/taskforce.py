"""The task force: its organizations, its people, and who is whose colleague."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never

from bot.core import content
from bot.core.edition import View
from bot.core.html import escape
from bot.core.routes import Member, Order, Organization, Route, TaskForce
from bot.core.screen import Button, Screen
from bot.core.screens import details
from bot.core.screens.frame import column, frame, label, pager, share, step
from bot.core.screens.way import pages, slice_of

_COLLEAGUES = 6
_ORIGIN_UNITS = 20
_PERSON = "👤 "


def listing(route: TaskForce, view: View) -> Screen:
    """A page of organizations with how many people each sends, or of people with their organizations."""
    parts = [f"{_heading(view.text(view.catalog.task_force_title))}\n{_counts(view)}\n{_source(view)}"]
    match route.order:
        case Order.BY_NAME:
            members, count = slice_of(view.catalog.members, route.page), len(view.catalog.members)
            buttons = _people(members, route, view)
            other = (view.words.gettext("⇅ By organization"), Order.BY_ORGANIZATION)
        case Order.BY_ORGANIZATION:
            shown, count = slice_of(view.catalog.by_organization, route.page), len(view.catalog.by_organization)
            parts.append(view.words.gettext("Organizations first, then members listed without one:"))
            buttons = [_entry(entry, route, view) for entry in shown]
            other = (view.words.gettext("⇅ By name"), Order.BY_NAME)
        case _:
            assert_never(route.order)
    rows = [
        *column(buttons),
        *pager(route.page, pages(count), view, lambda page: TaskForce(route.order, page)),
        (view.go(other[0], TaskForce(other[1])),),
    ]
    return frame("\n\n".join(parts), rows, route, view)


def organization(route: Organization, view: View) -> Screen:
    """An organization and a page of its people."""
    shelf = view.catalog.organizations
    entry, people = shelf.items[shelf.place(route.id)], view.catalog.people_of(route.id)
    members = slice_of(people, route.page)
    count = view.words.ngettext("{count} member", "{count} members", len(people))
    text = f"{_heading(entry.name)}\n{count.format(count=view.words.number(len(people)))}\n\n{_source(view)}"
    rows = [
        *column(_people(members, route, view)),
        *pager(route.page, pages(len(people)), view, lambda page: Organization(route.id, page)),
        share(Organization(route.id), [entry.name, view.text(view.catalog.task_force_title)], view),
    ]
    return frame(text, rows, route, view)


def member(route: Member, view: View) -> Screen:
    """A person: name, organization, what editors tell beyond that, and colleagues from the same organization."""
    shelf = view.catalog.members
    person = shelf.items[shelf.place(route.id)]
    employer = _organization_of(person, view)
    colleagues = [other for other in view.catalog.people_of(person.organization or "").items if other.id != person.id]
    own = details.rows(person, route, view)
    parts = [*_introduced(person, view), *details.contact(person), _source(view)]
    if employer and colleagues:
        parts.append(_also_from(employer, view, signed=bool(own)))
    rows = [*own, *column(_people(colleagues[:_COLLEAGUES], route, view, sign=_PERSON if own else ""))]
    if employer and colleagues and not _came_from(employer, view):
        rows.append((step(_counted(employer, view), Organization(employer.id), route, view),))
    named = [person.name, *([employer.name] if employer else []), view.text(view.catalog.task_force_title)]
    whole = frame("\n\n".join(parts), [*rows, share(route, named, view)], route, view)
    return replace(whole, picture=person.portrait)


def sent_on(route: Member, view: View) -> str:
    """Tell of a person what the card tells, but for contact details: other chats are not what the consent is about."""
    shelf = view.catalog.members
    return "\n\n".join([*_introduced(shelf.items[shelf.place(route.id)], view), _source(view)])


def _introduced(person: content.Member, view: View) -> list[str]:
    heading = _heading(person.name) + details.below_the_name(person, _organization_of(person, view), view)
    return [heading, *details.biography(person, view)]


def _also_from(employer: content.Organization, view: View, *, signed: bool) -> str:
    """Head the colleagues' buttons, or say what their sign means where other buttons stand above them."""
    if signed:
        return view.words.gettext("👤 Also from {organization}").format(organization=escape(employer.name))
    return view.words.gettext("Also from {organization}:").format(organization=escape(employer.name))


def _heading(text: str) -> str:
    return f"<b>{escape(text)}</b>"


def _source(view: View) -> str:
    words = view.words.gettext("As listed by the foundation")
    return f'<i><a href="{escape(view.catalog.links.page.url)}">{words}</a></i>'


def _counts(view: View) -> str:
    words, people, organizations = view.words, len(view.catalog.members), len(view.catalog.organizations)
    facts = [
        words.ngettext("{count} member", "{count} members", people).format(count=words.number(people)),
        words.ngettext("{count} organization", "{count} organizations", organizations).format(
            count=words.number(organizations)
        ),
    ]
    return " · ".join(facts)


def _organization_of(person: content.Member, view: View) -> content.Organization | None:
    return view.catalog.organizations.get(person.organization) if person.organization else None


def _came_from(employer: content.Organization, view: View) -> bool:
    """Say whether back already leads to the organization's card."""
    return bool(view.trail) and isinstance(view.trail[0], Organization) and view.trail[0].id == employer.id


def _entry(entry: content.Organization | content.Member, here: Route, view: View) -> Button:
    match entry:
        case content.Organization():
            return step(_counted(entry, view), Organization(entry.id), here, view)
        case content.Member():
            return step(label(entry.name), Member(entry.id), here, view)
        case _:
            assert_never(entry)


def _counted(entry: content.Organization, view: View) -> str:
    return label(entry.name, f" ({view.words.number(len(view.catalog.people_of(entry.id)))})")


def _people(people: Sequence[content.Member], here: Route, view: View, sign: str = "") -> list[Button]:
    """A button for each person; namesakes are told apart by where they are from."""
    names = Counter(person.name for person in people)
    return [
        step(
            label(sign + person.name, _origin(person, view) if names[person.name] > 1 else ""),
            Member(person.id),
            here,
            view,
        )
        for person in people
    ]


def _origin(person: content.Member, view: View) -> str:
    employer = _organization_of(person, view)
    return f" · {label(employer.name, limit=_ORIGIN_UNITS)}" if employer else ""
