"""A licence that is not allowed, or that nobody knows, fails the check with the way out."""

from email.message import Message
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.project import licences
from tests.project.licences import FOUND, HERE, is_allowed, judge, main


def described(expression: str = "", licence: str = "", *classifiers: str) -> Message:
    """Write the metadata of a package."""
    message = Message()
    if expression:
        message["License-Expression"] = expression
    if licence:
        message["License"] = licence
    for one in classifiers:
        message["Classifier"] = one
    return message


def complaints(package: Message, name: str = "thing") -> list[str]:
    """Give what is said of one package beside those whose licences somebody read."""
    read = {one: described(licence="see the file") for one in FOUND}
    return judge({**read, name: package})


OSI = "License :: OSI Approved ::"


@pytest.mark.parametrize(
    "package",
    [
        described("MIT"),
        described("Apache-2.0 AND MIT"),
        described("GPL-3.0-only OR MIT"),
        described("MPL-2.0 AND (Apache-2.0 OR GPL-2.0-only)"),
        described("", "BSD-3-Clause", f"{OSI} BSD License"),
        described("", "", f"{OSI} MIT License"),
        described("", "The whole text of the\nMIT License", f"{OSI} MIT License", "Topic :: Internet"),
        described("", "", "License :: OSI Approved", f"{OSI} ISC License (ISCL)"),
    ],
    ids=str,
)
def test_what_is_allowed_goes_without_a_word(package: Message) -> None:
    assert complaints(package) == []


@pytest.mark.parametrize(
    "expression",
    ["GPL-3.0-only", "AGPL-3.0-or-later", "MIT AND GPL-2.0-only", "LGPL-3.0-only", "LicenseRef-Ours", "SSPL-1.0"],
)
def test_what_is_not_allowed_is_named_with_the_way_out(expression: str) -> None:
    assert complaints(described(expression, "MIT", f"{OSI} MIT License")) == [
        f"thing: {expression} is not allowed; take another package, or add why it is to {HERE}"
    ]


@pytest.mark.parametrize(
    ("package", "said"),
    [
        (described(), "says nothing"),
        (described("", "BSD"), "BSD"),
        (described("", "MIT, BSD", f"{OSI} MIT License", f"{OSI} BSD License"), "MIT, BSD, MIT License, BSD License"),
        (described("", "", f"{OSI} Apache Software License"), "Apache Software License"),
        (described("", "", f"{OSI} GNU General Public License v3 (GPLv3)"), "GNU General Public License v3 (GPLv3)"),
    ],
)
def test_what_is_left_open_has_to_be_read_by_somebody(package: Message, said: str) -> None:
    assert complaints(package) == [f"thing: leaves its licence open ({said}); read it, and put it into FOUND in {HERE}"]


def test_the_lesser_gpl_is_allowed_for_the_framework_alone() -> None:
    assert complaints(described("LGPL-3.0-only"), "python-telegram-bot") == []


def test_what_somebody_read_goes_when_it_is_needed_no_more() -> None:
    said = [f"segno: need not stand in FOUND in {HERE}; take it out"]
    assert complaints(described("BSD-3-Clause"), "segno") == said


def test_what_the_bot_needs_is_allowed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(str(ROOT / "requirements.txt")) == 0
    assert capsys.readouterr().err.endswith("packages are allowed\n")


@pytest.mark.parametrize("line", ["segno==0.1 --hash=sha256:00\n", "no-such-thing==1 --hash=sha256:00\n"])
def test_what_is_not_installed_as_it_is_locked_cannot_be_judged(
    tmp_path: Path, line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "requirements.txt").write_text(line)
    assert main(str(tmp_path / "requirements.txt")) == 1
    assert "is not what is installed" in capsys.readouterr().err


def test_every_licence_that_somebody_read_is_allowed() -> None:
    assert [name for name, licence in FOUND.items() if not is_allowed(licence, licences.ALLOWED)] == []


def test_it_is_part_of_the_check() -> None:
    check = (ROOT / "Makefile").read_text(encoding="utf-8").partition("\ncheck:")[2].partition("\n\n")[0]
    assert "-m tests.project.licences requirements.txt" in check
