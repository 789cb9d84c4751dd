"""From content/*.yaml and locales/*.po to an edition, or every fault with its place."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from bot.core import catalog, content
from bot.core.edition import Edition
from bot.errors import EditionError, Fault
from bot.loading import catalogs, source
from bot.loading.source import Source
from bot.loading.wording import located


def load(content_dir: Path, locales_dir: Path) -> Edition:
    """Read, check and put together everything that the bot can say.

    Raises:
        EditionError: with all the faults at once, in the order of their places.
    """
    _look_for({"CONTENT_DIR": content_dir, "LOCALES_DIR": locales_dir})
    languages, faults = catalogs.read(locales_dir)
    known = content.Languages(catalogs.known(locales_dir))
    models: dict[str, BaseModel] = {}
    sources: dict[str, Source] = {}
    for name, model in content.FILES.items():
        sources[name] = source.read(content_dir / name, f"{content_dir.name}/{name}")
        faults += sources[name].faults
        _validate(sources[name], model, known, models, faults)
    faults += _unknown_files(content_dir)
    faults += (fault for found in sources.values() for fault in _across(found))
    if faults:
        raise EditionError(faults)
    return Edition(_assembled(models), languages)


def _look_for(folders: Mapping[str, Path]) -> None:
    faults = [
        Fault(str(folder), 1, 1, "", f"is not a folder; put it back, or correct {setting}")
        for setting, folder in folders.items()
        if not folder.is_dir()
    ]
    if faults:
        raise EditionError(faults)


def _validate(
    found: Source,
    model: type[BaseModel],
    known: content.Languages,
    models: dict[str, BaseModel],
    faults: list[Fault],
) -> None:
    if found.data is None:
        return
    try:
        models[found.name.rpartition("/")[2]] = model.model_validate(found.data, context=known)
    except ValidationError as error:
        for details in error.errors(include_url=False):
            steps, words = located(details, found, model)
            faults.append(found.fault(steps, words))


def _assembled(models: Mapping[str, Any]) -> catalog.Catalog:
    return catalog.assemble(
        overview=models["overview.yaml"],
        reports=models["reports.yaml"],
        enablers=models["enablers.yaml"],
        task_force=models["taskforce.yaml"],
        links=models["links.yaml"],
        profile=models["profile.yaml"],
    )


def _unknown_files(content_dir: Path) -> list[Fault]:
    """A file that nobody reads is most likely a slip: `report.yaml` beside `reports.yaml`."""
    strangers = {file.name for file in content_dir.glob("[!.]*.y*ml")} - set(content.FILES)
    expected = ", ".join(content.FILES)
    words = f"is not a file that the bot reads; it reads {expected}"
    return [Fault(f"{content_dir.name}/{name}", 1, 1, "", words) for name in sorted(strangers)]


def _across(found: Source) -> Iterator[Fault]:
    """Check what no single item can know: ids that stand twice, and members of organizations that are not there."""
    for key in ("reports", "enablers", "organizations", "members"):
        yield from _twice(found, key, "id")
    yield from _twice(found, "reports", "number")
    if isinstance(found.data, dict) and isinstance(found.data.get("organizations"), list):
        yield from _lost(found)


def _lost(found: Source) -> Iterator[Fault]:
    ids = {id for _, item in source.items(found.data, "organizations") if isinstance(id := item.get("id"), str)}
    for number, member in source.items(found.data, "members"):
        wanted = member.get("organization")
        if isinstance(wanted, str) and wanted not in ids:
            words = f"there is no organization with the id {wanted}; add it to organizations, or correct the id"
            yield found.fault(("members", number, "organization"), words)


def _twice(found: Source, key: str, field: str) -> Iterator[Fault]:
    first: dict[str, int] = {}
    for number, item in source.items(found.data, key):
        value = item.get(field)
        if isinstance(value, str) and first.setdefault(value, number) != number:
            line, _ = found.places[(key, first[value], field)]
            yield found.fault((key, number, field), f"{value} is already taken on line {line}; each needs its own")
