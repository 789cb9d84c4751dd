"""The licences of what the bot needs: `python -m tests.project.licences requirements.txt`, as `make check` asks.

Each package of the lock file is looked up as it is installed: its License-Expression, else what its older fields say
without doubt, else what somebody found by reading its licence. The status is 1 where a licence is not allowed, or where
nobody knows it.
"""

import sys
from collections.abc import Mapping
from email.message import Message
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Any, cast

from license_expression import ExpressionError, get_spdx_licensing

from tests.project import locks

HERE = "tests/project/licences.py"

ALLOWED = {
    *("0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "MIT", "MIT-CMU", "PSF-2.0", "Zlib"),
    "MPL-2.0",  # asks for the source of its own files alone, and these are used as they come
}
"""Licences, by SPDX, under which a bot that is itself under MIT may use and pass on what it needs."""

ALLOWED_FOR = {
    "python-telegram-bot": {"LGPL-3.0-only"},  # imported as it comes; whoever has the bot can put another in its place
}
"""Licences that are allowed because of how one package is used."""

FOUND = {
    "aiosignal": "Apache-2.0",  # in its metadata as Apache 2.0, which is no name of SPDX's
    "contourpy": "BSD-3-Clause",  # from here on the classifier says BSD, and the licence file which
    "cycler": "BSD-3-Clause",
    "kiwisolver": "BSD-3-Clause",
    "pystemmer": "MIT AND BSD-3-Clause",  # the wrapper and Snowball, for each of which its licence file has a part
    "segno": "BSD-3-Clause",
}
"""Licences that somebody read, of packages whose metadata leave open which it is."""

CLASSIFIERS = {
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
"""The classifiers that leave no doubt; of BSD and Apache there are several, which theirs do not tell apart."""

_SPDX = get_spdx_licensing()


def main(file: str) -> int:
    """Look through a lock file, tell on standard error what was found, and give the exit status."""
    packages = locks.read(file, Path(file).read_text(encoding="utf-8"))
    installed = {name: found for name in packages if (found := _installed(name)) is not None}
    complaints = [
        f"{name} {one.version} is not what is installed, so that nobody can say under which licence it is"
        for name, one in packages.items()
        if name not in installed or installed[name]["Version"] != str(one.version)
    ] or judge(installed)
    words = complaints or [f"{file}: the licences of its {len(packages)} packages are allowed"]
    sys.stderr.write("\n".join(words) + "\n")
    return 1 if complaints else 0


def _installed(name: str) -> Message | None:
    try:
        return cast(Message, metadata(name))
    except PackageNotFoundError:
        return None


def judge(packages: Mapping[str, Message]) -> list[str]:
    """Say of each package what keeps it from being used, and of each line in FOUND that is needed no more."""
    complaints = [words for name, described in packages.items() if (words := _complaint(name, described))]
    needless = [name for name in FOUND if name not in packages or _declared(packages[name]) is not None]
    return [*complaints, *(f"{name}: need not stand in FOUND in {HERE}; take it out" for name in needless)]


def _complaint(name: str, described: Message) -> str:
    licence = _declared(described) or FOUND.get(name)
    if licence is None:
        said = ", ".join([(described["License"] or "").partition("\n")[0][:60], *_classifiers(described)]).strip(", ")
        return f"{name}: leaves its licence open ({said or 'says nothing'}); read it, and put it into FOUND in {HERE}"
    if not is_allowed(licence, ALLOWED | ALLOWED_FOR.get(name, set())):
        return f"{name}: {licence} is not allowed; take another package, or add why it is to {HERE}"
    return ""


def _declared(described: Message) -> str | None:
    """Give the licence of a package by SPDX, where its metadata leave no doubt."""
    if expression := described["License-Expression"]:
        return str(expression)
    if (written := described["License"]) and _is_spdx(written):
        return str(written)
    named = [CLASSIFIERS.get(one) for one in _classifiers(described)]
    return " AND ".join(map(str, named)) if named and None not in named else None


def _classifiers(described: Message) -> list[str]:
    every = [str(one).split(" :: ") for one in described.get_all("Classifier", ())]
    return [parts[-1] for parts in every if parts[0] == "License" and parts[-1] != "OSI Approved"]


def _is_spdx(written: str) -> bool:
    try:
        return _SPDX.parse(written, validate=True) is not None
    except ExpressionError:
        return False


def is_allowed(licence: str, allowed: set[str]) -> bool:
    """Whether an SPDX expression can be met: both sides of AND have to be allowed, of OR one."""
    return _holds(_SPDX.parse(licence), allowed)


def _holds(expression: Any, allowed: set[str]) -> bool:
    if isinstance(expression, _SPDX.AND):
        return all(_holds(part, allowed) for part in expression.args)
    if isinstance(expression, _SPDX.OR):
        return any(_holds(part, allowed) for part in expression.args)
    return str(expression) in allowed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
