"""The same reading as the loader's, and beyond it: what an editor should look at although the bot could use it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from bot.core.edition import Edition
from bot.core.locales import SOURCE
from bot.errors import Fault
from bot.loading import acceptance, catalogs, manuscript, repetition, retirement
from bot.loading.manuscript import Manuscript
from bot.loading.source import Source, Steps
from bot.loading.translation import Finding, Pair, findings


@dataclass(frozen=True, slots=True)
class Inspection:
    """What came of a look at content/ and locales/: an edition if there are no errors, and all the faults."""

    edition: Edition | None
    faults: tuple[Fault, ...]
    """Errors and warnings, in the order of their places."""
    findings: tuple[Finding, ...]
    """Those of the warnings that can be accepted."""


def inspect(content_dir: Path, locales_dir: Path) -> Inspection:
    """Look at everything.

    Raises:
        EditionError: one of the folders is not there.
    """
    read = manuscript.read(content_dir, locales_dir)
    found = _findings(read, locales_dir)
    left = acceptance.left(found, read.models)
    warnings = [finding.fault for finding in left]
    if not read.faults:  # what is at fault is read only in part
        warnings += acceptance.warnings(found, read.sources, read.models)
        warnings += retirement.warnings(read.sources, read.models)
    return Inspection(None if read.faults else read.edition(), tuple(sorted([*read.faults, *warnings])), tuple(left))


def _findings(read: Manuscript, locales_dir: Path) -> list[Finding]:
    """Compare the texts and the names of each file that is well by itself."""
    pairs = [
        *(
            pair
            for name, found in read.sources.items()
            if name in read.models
            for pair in _pairs(found, found.data, ())
        ),
        *(pair for language in read.languages if language != SOURCE for pair in catalogs.pairs(locales_dir, language)),
    ]
    twice = repetition.findings(read.sources["taskforce.yaml"]) if "taskforce.yaml" in read.models else ()
    return [*twice, *(finding for pair in pairs for finding in findings(pair))]


def _pairs(found: Source, data: Any, steps: Steps) -> Iterator[Pair]:
    """Find each text that stands under its languages, beside its English."""
    if isinstance(data, list):
        for number, item in enumerate(data):
            yield from _pairs(found, item, (*steps, number))
    elif isinstance(data, Mapping) and isinstance(data.get(SOURCE), str):
        for language, text in data.items():
            if language != SOURCE:
                yield Pair(SOURCE, data[SOURCE], language, text, partial(found.warning, (*steps, language)))
    elif isinstance(data, Mapping):
        for key, value in data.items():
            yield from _pairs(found, value, (*steps, key))
