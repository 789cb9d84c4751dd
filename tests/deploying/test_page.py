"""What docs/deploy.md says: each command is run by a test or named with the reason why not, and the rest is true."""

import re

from bot.settings import Settings
from tests.conftest import ROOT
from tests.deploying.page import PAGE, commands, sections
from tests.deploying.stand_ins import PARTS, RUN, WHOLE, is_known

SECTIONS = sections()
COMMANDS = [command for section in SECTIONS for line in section.lines for command in commands(line)]


def test_every_command_on_the_page_is_run_or_named_with_the_reason_why_not() -> None:
    assert [command for command in COMMANDS if not is_known(command)] == []


def test_nothing_is_named_that_the_page_does_not_have() -> None:
    assert [one.reason for one in WHOLE if not any(one.pattern.fullmatch(command) for command in COMMANDS)] == []
    assert [one.reason for one in PARTS if not any(one.pattern.search(command) for command in COMMANDS)] == []
    assert [
        program for program in RUN if not re.search(rf"(^|[ (]){re.escape(program)}( |$)", PAGE, re.MULTILINE)
    ] == []


def test_what_the_bot_is_said_to_say_it_says() -> None:
    said = re.findall(r"^\| `(.+?)` \|", PAGE.partition("## When something is wrong")[2], re.MULTILINE)
    code = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "bot").rglob("*.py"))
    assert len(said) > 5
    assert [words for words in said if words not in code] == []


def test_the_file_of_settings_has_settings_of_the_bot_alone() -> None:
    file = (ROOT / "docs" / "deploy" / "settings.env").read_text(encoding="utf-8")
    named = re.findall(r"^#?([A-Z_]+)=", file, re.MULTILINE)
    assert set(named) <= {name.upper() for name in Settings.model_fields}


def test_every_link_on_the_page_leads_somewhere() -> None:
    headings = {
        re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in re.findall(r"^##+ (.+)$", PAGE, re.M)
    }
    links = [link for link in re.findall(r"\]\(([^)]+)\)", PAGE) if "://" not in link]
    assert [link for link in links if link.startswith("#") and link[1:] not in headings] == []
    files = [ROOT / "docs" / link.partition("#")[0] for link in links if not link.startswith("#")]
    assert [file for file in files if not file.exists()] == []
