"""Everything that was read from content/ and locales/, with the faults of each file, before it becomes an edition."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from bot.core import bulletin, catalog, content, search, upkeep
from bot.core.edition import Edition
from bot.core.fields import Languages, Model
from bot.core.limits import limits
from bot.core.locales import Words
from bot.errors import EditionError, Fault
from bot.loading import across, catalogs, mailing, source
from bot.loading.source import Source
from bot.loading.wording import located

MODELS: Mapping[str, type[Model]] = {**content.FILES, **bulletin.FILES, **upkeep.FILES}


@dataclass(slots=True)
class Manuscript:
    """What was read: the sources by the names of their files, and the models of those that are well by themselves."""

    languages: Mapping[str, Words]
    sources: Mapping[str, Source]
    models: Mapping[str, Any]
    faults: list[Fault]
    made: Edition | None = None

    def edition(self) -> Edition:
        """Put it together, once.

        Raises:
            EditionError: with all the faults at once, in the order of their places.
        """
        if self.faults:
            raise EditionError(self.faults)
        self.made = self.made or self._assembled()
        return self.made

    def _assembled(self) -> Edition:
        whole = catalog.assemble(self.models.values())
        return Edition(whole, self.languages, search.index(whole, self.languages))


def read(content_dir: Path, locales_dir: Path) -> Manuscript:
    """Read both folders.

    Raises:
        EditionError: one of them is not there.
    """
    _look_for({"CONTENT_DIR": content_dir, "LOCALES_DIR": locales_dir})
    languages, faults = catalogs.read(locales_dir)
    known = Languages(catalogs.known(locales_dir))
    models: dict[str, Model] = {}
    sources: dict[str, Source] = {}
    for name, model in MODELS.items():
        found = source.read(content_dir / name, f"{content_dir.name}/{name}", optional=name not in content.FILES)
        sources[name] = found
        faults += [*found.faults, *_validate(found, name, model, known, models)]
    faults += _unknown_files(content_dir)
    faults += across.faults(sources, models)
    faults += mailing.faults(content_dir, sources, models)
    whole = Manuscript(languages, sources, models, faults)
    if not faults:
        fitting = limits(whole.edition())
        faults += [fault for language in languages for fault in catalogs.misfits(locales_dir, language, fitting)]
    return whole


def _look_for(folders: Mapping[str, Path]) -> None:
    faults = [
        Fault(str(folder), 1, 1, "", f"{problem}, or correct {setting}")
        for setting, folder in folders.items()
        if (problem := _problem(folder))
    ]
    if faults:
        raise EditionError(faults)


def _problem(folder: Path) -> str | None:
    """Say what keeps anybody from looking into a folder."""
    try:
        next(folder.iterdir(), None)
        (folder / "..").stat()  # who may only list it finds names, and can open none of the files
    except (FileNotFoundError, NotADirectoryError):
        return "is not a folder; put it back"
    except OSError as error:
        return f"cannot be read: {error.strerror}; let the user as whom the bot runs read it"
    return None


def _validate(found: Source, name: str, model: type[Model], known: Languages, models: dict[str, Model]) -> list[Fault]:
    if found.data is None:
        return []
    try:
        valid = model.model_validate(found.data, context=known)
    except ValidationError as error:
        return [found.fault(*located(details, found, model)) for details in error.errors(include_url=False)]
    if not found.faults:
        models[name] = valid
    return []


def _unknown_files(content_dir: Path) -> list[Fault]:
    """A file that nobody reads is most likely a slip: `report.yaml` beside `reports.yaml`."""
    strangers = {file.name for file in content_dir.glob("[!.]*.y*ml")} - set(MODELS)
    words = f"is not a file that the bot reads; it reads {', '.join(MODELS)}"
    return [Fault(f"{content_dir.name}/{name}", 1, 1, "", words) for name in sorted(strangers)]
