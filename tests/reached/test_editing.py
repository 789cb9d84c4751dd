"""What an editor types: `python -m bot check`, `publish` and `schema`, on a copy of the content."""

import asyncio
from pathlib import Path

import pytest

from tests.letters import ALL, PLAIN, announce
from tests.loading.draft import Draft
from tests.processes import SECONDS, process

WELL = "All is well: 3 reports, 6 enablers, 38 members, 27 organizations, in en, es.\n"
FAULT = (
    "members[8].id: may have only small letters a-z, figures and hyphens, 40 at most, like foo; it goes into buttons"
)
TOLD = "enablers[logistics].title.es: reads the same as en; translate it, or accept it"


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    """A copy of what is shipped."""
    return Draft(tmp_path)


async def say(draft: Draft, *arguments: str) -> tuple[int | None, str, str]:
    """Run a command on a draft; give its exit status, and what it wrote on standard output and standard error."""
    folders = {f"{name.upper()}_DIR": str(draft.folder / name) for name in ("content", "locales")}
    async with process(draft.folder, folders, *arguments) as started:
        output, errors = await asyncio.wait_for(started.communicate(), SECONDS)
        return started.returncode, output.decode(), errors.decode()


def break_line_100(draft: Draft) -> None:
    """Put a fault on a line whose number, between colons, some programs take for a picture."""
    lines = (draft.folder / "content/taskforce.yaml").read_text("utf-8").split("\n")
    lines[99] = "  - id: Foo"
    draft.write("content/taskforce.yaml", "\n".join(lines))


@pytest.mark.parametrize("arguments", [(), ("--format", "github")])
async def test_of_content_that_is_well_one_line_is_said(draft: Draft, arguments: tuple[str, ...]) -> None:
    assert await say(draft, "check", *arguments) == (0, WELL, "")


@pytest.mark.parametrize(("announced", "count"), [(PLAIN, "1 announcement"), (ALL, "4 announcements")])
async def test_announcements_are_counted_where_there_are_any(draft: Draft, announced: str, count: str) -> None:
    announce(draft, announced)
    well = WELL.replace("organizations, in", f"organizations, {count}, in")
    assert await say(draft, "check") == (0, well, "")


async def test_faults_and_warnings_are_said_at_once_with_what_can_be_accepted(draft: Draft) -> None:
    break_line_100(draft)
    draft.edit("content/enablers.yaml", "es: Logística", "es: Logistics")
    assert await say(draft, "check") == (
        1,
        "",
        f"content/enablers.yaml:45:7: warning: {TOLD}\n"
        f"content/taskforce.yaml:100:5: {FAULT} and codes\n"
        "\n"
        "1 fault to put right, 1 warning to look at.\n"
        "\n"
        "To accept what is right as it is, add it below accepted: in accepted.yaml, with the reason:\n"
        "\n"
        "  - file: enablers.yaml\n"
        "    place: enablers[logistics].title.es\n"
        "    what: same\n"
        "    found: Logistics\n"
        "    why:\n",
    )


async def test_a_warning_alone_fails_the_check_and_is_an_annotation_for_github(draft: Draft) -> None:
    draft.edit("content/enablers.yaml", "es: Logística", "es: Logistics")
    assert await say(draft, "check", "--format", "github") == (
        1,
        f"::warning file=content/enablers.yaml,line=45,col=7::{TOLD}\n",
        "",
    )


async def test_a_folder_that_is_not_there_is_said_in_one_line(draft: Draft) -> None:
    (draft.folder / "locales").rename(draft.folder / "elsewhere")
    status, output, errors = await say(draft, "check")
    assert (status, output, errors.count("\n")) == (1, "", 1)
    assert errors.startswith("LOCALES_DIR")


async def test_publishing_lists_what_is_new_and_then_nothing(draft: Draft) -> None:
    draft.edit("content/taskforce.yaml", "members:\n", "members:\n  - id: ana\n    name: Ana\n")
    assert await say(draft, "publish") == (0, "Added members/ana.\n", "")
    assert await say(draft, "publish") == (0, "Nothing is new.\n", "")
    assert draft.inspect() == []


async def test_publishing_faulty_content_says_what_is_wrong_and_changes_nothing(draft: Draft) -> None:
    before = (draft.folder / "content/published.yaml").read_bytes()
    break_line_100(draft)
    assert await say(draft, "publish") == (
        1,
        "",
        f"content/taskforce.yaml:100:5: {FAULT} and codes\n\n1 fault to put right.\n",
    )
    assert (draft.folder / "content/published.yaml").read_bytes() == before


async def test_schemas_are_written_where_they_have_changed(draft: Draft) -> None:
    (draft.folder / "content/schemas/links.json").unlink()
    assert await say(draft, "schema") == (0, "Wrote links.json.\n", "")
    assert await say(draft, "schema") == (0, "Nothing has changed.\n", "")


@pytest.mark.parametrize(("command", "file"), [("publish", "published.yaml"), ("schema", "schemas/links.json")])
async def test_what_cannot_be_written_is_named_in_one_line(draft: Draft, command: str, file: str) -> None:
    place = draft.folder / "content" / file
    place.unlink()
    place.symlink_to(draft.folder / "nowhere" / "file")
    assert await say(draft, command) == (1, "", f"{place} cannot be written: No such file or directory\n")
