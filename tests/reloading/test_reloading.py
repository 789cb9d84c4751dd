"""Live content: a saved change is taken over whole, a broken one changes nothing and is told once."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from bot import loading
from bot.core.routes import Member
from bot.errors import Fault
from bot.loading.inspection import inspect
from bot.reloading import following
from bot.services import Services
from bot.store import open_store
from tests.bilingual import bilingual

SECONDS = 10.0


class Content:
    """A copy of the content, what is said of it, and the services that follow it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.content = Path(shutil.copytree(bilingual() / "content", folder / "content"))
        self.locales = Path(shutil.copytree(bilingual() / "locales", folder / "locales"))
        self.told: list[tuple[Fault, ...]] = []
        self.services: Services

    async def listen(self, faults: tuple[Fault, ...]) -> None:
        self.told.append(faults)

    def replace(self, file: Path, old: str, new: str) -> None:
        """Save as most editors do: in place."""
        file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")

    async def until(self, condition: Callable[[], bool]) -> None:
        async with asyncio.timeout(SECONDS):
            while not condition():  # noqa: ASYNC110  # what is waited for is a folder, which sets no event
                await asyncio.sleep(0.02)

    def title(self) -> str:
        return self.services.edition.catalog.overview.title["en"]


@pytest.fixture
async def content(tmp_path: Path) -> AsyncIterator[Content]:
    content = Content(tmp_path)
    async with open_store("sqlite://") as store:
        content.services = Services(loading.load(content.content, content.locales), store)
        async with following(content.services, content.content, content.locales, [content.listen]):
            await asyncio.sleep(0.3)  # the watch has to stand before anything is saved
            yield content


async def test_a_saved_change_is_taken_over(content: Content) -> None:
    content.replace(content.content / "overview.yaml", "en: Ally-Shoring\n", "en: Ally-Shoring today\n")
    await content.until(lambda: content.title() == "Ally-Shoring today")
    assert content.told == [()]


async def test_a_file_saved_by_renaming_another_over_it_is_taken_over(content: Content) -> None:
    file = content.content / "overview.yaml"
    draft = content.folder / "draft"
    draft.write_text(file.read_text(encoding="utf-8").replace("en: Ally-Shoring\n", "en: Renamed\n"), encoding="utf-8")
    draft.replace(file)
    await content.until(lambda: content.title() == "Renamed")


async def test_a_changed_catalog_is_taken_over(content: Content) -> None:
    content.replace(content.locales / "es/LC_MESSAGES/messages.po", 'msgstr "Ayuda"', 'msgstr "Auxilio"')
    await content.until(lambda: content.services.edition.languages["es"].gettext("Help") == "Auxilio")


async def test_a_broken_file_changes_nothing_and_is_told_once(content: Content) -> None:
    before = content.services.edition
    file = content.content / "overview.yaml"
    content.replace(file, "    es: Ally-Shoring\n", "")
    await content.until(lambda: len(content.told) == 1)
    content.replace(file, "# What", "# Still what")
    await asyncio.sleep(0.8)
    assert [[str(fault) for fault in faults] for faults in content.told] == [
        ["content/overview.yaml:5:3: overview.title.es: has no translation; add es: … below it"]
    ]
    assert content.services.edition is before
    assert content.services.is_outdated


async def test_a_mended_file_is_taken_over_and_told(content: Content) -> None:
    file = content.content / "overview.yaml"
    content.replace(file, "    es: Ally-Shoring\n", "")
    await content.until(lambda: len(content.told) == 1)
    content.replace(file, "    en: Ally-Shoring\n", "    en: Mended\n    es: Mended\n")
    await content.until(lambda: content.title() == "Mended")
    assert content.told[-1] == ()
    assert not content.services.is_outdated


async def test_a_listener_that_fails_does_not_keep_the_others_from_being_told(tmp_path: Path) -> None:
    content = Content(tmp_path)

    async def fail(_faults: tuple[Fault, ...]) -> None:
        raise RuntimeError("nobody there")

    async with open_store("sqlite://") as store:
        content.services = Services(loading.load(content.content, content.locales), store)
        async with following(content.services, content.content, content.locales, [fail, content.listen]):
            await asyncio.sleep(0.3)
            content.replace(content.content / "overview.yaml", "en: Ally-Shoring\n", "en: First\n")
            await content.until(lambda: content.told == [()])


async def test_what_the_check_only_warns_of_is_taken_over(content: Content) -> None:
    content.replace(content.content / "overview.yaml", "    es: Ally-Shoring\n", "    es: 'Ally-Shoring 2030'\n")
    content.replace(content.content / "taskforce.yaml", "members:\n", "members:\n  - id: ana\n    name: Jana Nieto\n")
    content.replace(content.content / "enablers.yaml", "es: Logística\n", "es: Logistics\n")
    await content.until(lambda: content.services.edition.catalog.enablers.items[2].title["es"] == "Logistics")
    assert len(inspect(content.content, content.locales).faults) == 5
    assert [faults for faults in content.told if faults] == []


async def test_an_item_that_is_gone_is_taken_over_only_with_a_word_of_what_became_of_it(content: Content) -> None:
    file, old = content.content / "taskforce.yaml", "  - id: sarah-mathur\n"
    content.replace(file, old, "  - id: sarah\n")
    await content.until(lambda: len(content.told) == 1)
    assert [[str(fault) for fault in faults] for faults in content.told] == [
        [
            "content/taskforce.yaml:75:1: members: sarah-mathur is gone, and buttons that were sent still lead to it; "
            "put it back, or add it to retired.yaml (moved: sarah?)"
        ]
    ]
    retired = "members:\n  - id: sarah-mathur\n    moved: sarah\n"
    content.replace(content.content / "retired.yaml", "members:\n", retired)
    await content.until(lambda: content.told[-1] == ())
    assert content.services.edition.catalog.moved == {Member("sarah-mathur"): Member("sarah")}
