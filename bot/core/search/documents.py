"""What can be found: each item of the catalog, and each section, under all its names in every language."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.core import content
from bot.core.catalog import Catalog
from bot.core.commands import ROUTES
from bot.core.html import plain
from bot.core.locales import Words
from bot.core.routes import About, Enabler, Member, Organization, Report, Route, Settings, Subscription
from bot.core.sections import titles

Languages = Mapping[str, Words]


@dataclass(frozen=True, slots=True)
class Document:
    """A place and the texts under which it is found."""

    route: Route
    names: tuple[str, ...]
    """Each of them names it as a whole: a person's name, a title in one of the languages."""
    beside: tuple[str, ...] = ()
    """What tells it apart from its namesakes: a person's organization and title, a report's number."""
    texts: tuple[str, ...] = ()
    """What it says; found by the stems of its words."""
    inflected: bool = False
    """Whether its names are words with other forms (energy, energies) and not those of somebody."""


def documents(catalog: Catalog, languages: Languages) -> tuple[Document, ...]:
    """Give all documents; where two fit equally well, the earlier one is shown first."""
    return (
        *_organizations(catalog),
        *_members(catalog),
        *_reports(catalog, languages),
        *_enablers(catalog),
        *_sections(catalog, languages),
    )


def _sections(catalog: Catalog, languages: Languages) -> Iterator[Document]:
    overview = (text for paragraph in catalog.overview.paragraphs for text in _plain(paragraph))
    said = (*catalog.overview.headline.values(), *overview)
    for route, commands in _commands().items():
        called = [titles(words)[type(route)] for words in languages.values()]
        if route == Settings():
            called += [words.gettext("Announcements") for words in languages.values()]
        yield Document(route, _unique([*commands, *called]), texts=said if route == About() else (), inflected=True)


def _commands() -> dict[Route, list[str]]:
    """Give the commands that lead to each section; whoever searches for announcements changes nothing by that."""
    found: dict[Route, list[str]] = {}
    for command, route in ROUTES.items():
        found.setdefault(Settings() if isinstance(route, Subscription) else route, []).append(command)
    return found


def _organizations(catalog: Catalog) -> Iterator[Document]:
    for organization in catalog.organizations.items:
        called = _called(organization)
        yield Document(Organization(organization.id), called, called)  # beside, for words of two of its names


def _called(organization: content.Organization) -> tuple[str, ...]:
    return _unique([organization.name, *organization.also])


def _members(catalog: Catalog) -> Iterator[Document]:
    for member in catalog.members.items:
        organization = catalog.organizations.get(member.organization) if member.organization else None
        titles = member.title.values() if member.title else ()
        beside = _unique([*(_called(organization) if organization else ()), *titles])
        yield Document(Member(member.id), (member.name,), beside)


def _reports(catalog: Catalog, languages: Languages) -> Iterator[Document]:
    for report in catalog.reports.items:
        numbered = [words.gettext("Report {number}").format(number=report.number) for words in languages.values()]
        yield Document(
            Report(report.id),
            _unique([*report.label.values(), *report.title.values(), *report.also]),
            _unique([*numbered, *(report.authors or ())]),
            _plain(report.summary),
            inflected=True,
        )


def _enablers(catalog: Catalog) -> Iterator[Document]:
    for enabler in catalog.enablers.items:
        names = [*enabler.title.values()]
        yield Document(
            Enabler(enabler.id),
            _unique([*names, *_initials(names), *enabler.also]),
            texts=_plain(enabler.text),
            inflected=True,
        )


def _initials(names: Iterable[str]) -> Iterator[str]:
    """Give what titles of several words are called for short: AI, IA."""
    for name in names:
        if len(words := name.split()) > 1:
            yield "".join(word[0] for word in words if word[0].isupper() or len(words) == 2)


def _plain(translations: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(map(plain, translations.values()))


def _unique(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))
