"""`python -m bot qr` as an organizer runs it."""

from pathlib import Path

import pytest

from bot.core.edition import Edition
from bot.core.printed import printed
from bot.simulator import Telegram, serve
from tests.decoding import read
from tests.processes import ended, process

NAMED = ("qr", "--bot", "SomeBot")
SHEETS = {"sheet-a4.html", "sheet-letter.html"}


async def done(folder: Path, *arguments: str, **environment: str) -> str:
    """Run the command, which has to succeed, and give what it says."""
    async with process(folder, environment, *arguments) as started:
        output, errors = await started.communicate()
        assert (started.returncode, errors) == (0, b"")
        return output.decode()


async def refused(folder: Path, *arguments: str, **environment: str) -> str:
    """Run the command, which has to refuse in plain words, and give these."""
    async with process(folder, environment, *arguments) as started:
        status, errors = await ended(started)
        assert (status, files(folder)) == (1, set())
        return errors


def files(folder: Path) -> set[str]:
    """Give the names of all files in a folder."""
    return {file.name for file in folder.iterdir()}


async def test_it_writes_every_code_twice_and_a_sheet_for_each_paper_and_says_so(
    tmp_path: Path, edition: Edition
) -> None:
    names = {place.parameter() for place in printed(edition)}
    assert await done(tmp_path, *NAMED) == (
        f"Wrote {len(names)} codes of @SomeBot, each as SVG and PNG, and sheet-a4.html and sheet-letter.html to qr.\n"
    )
    assert files(tmp_path / "qr") == {f"{name}.{kind}" for name in names for kind in ("svg", "png")} | SHEETS
    assert len(names) > 70


async def test_only_what_is_picked_is_written_and_nothing_else_is_touched(tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    for name in ("notes.txt", "organization_siemens.svg"):
        (tmp_path / "here" / name).write_text("old", encoding="utf-8")
    said = await done(tmp_path, *NAMED, "--only", "siemens", "--paper", "letter", "--output", "here")
    assert said == (
        "Wrote 1 code of @SomeBot, each as SVG and PNG, and sheet-letter.html to here.\n"
        "1 file of the same names was replaced.\n"
    )
    pictures = {"organization_siemens.svg", "organization_siemens.png"}
    assert files(tmp_path / "here") == pictures | {"notes.txt", "sheet-letter.html"}
    assert (tmp_path / "here" / "notes.txt").read_text(encoding="utf-8") == "old"
    assert (tmp_path / "here" / "organization_siemens.svg").read_bytes().startswith(b"<?xml")


async def test_with_a_language_the_codes_open_in_it(tmp_path: Path) -> None:
    await done(tmp_path, *NAMED, "--only", "workforce", "--language", "es", "--paper", "a4")
    folder = tmp_path / "qr"
    assert files(folder) == {"es_report_workforce.svg", "es_report_workforce.png", "sheet-a4-es.html"}
    code = read((folder / "es_report_workforce.png").read_bytes())
    assert code.text == "https://t.me/SomeBot?start=es_report_workforce"
    assert "<title>Fuerza laboral</title>" in (folder / "es_report_workforce.svg").read_text(encoding="utf-8")


async def test_without_a_name_telegram_is_asked_by_the_token(tmp_path: Path) -> None:
    async with Telegram(username="AskedBot") as telegram, serve(telegram, port=0) as server:
        environment = {"TELEGRAM_BOT_TOKEN": telegram.token, "TELEGRAM_API_URL": server.url}
        said = await done(tmp_path, "qr", "--only", "home", **environment)
    assert said.startswith("Wrote 1 code of @AskedBot")
    assert read((tmp_path / "qr" / "home.png").read_bytes()).text == "https://t.me/AskedBot?start=home"


async def test_a_token_that_telegram_rejects_is_said_in_one_line(tmp_path: Path) -> None:
    async with Telegram() as telegram, serve(telegram, port=0) as server:
        environment = {"TELEGRAM_BOT_TOKEN": "1:wrong", "TELEGRAM_API_URL": server.url}
        assert await refused(tmp_path, "qr", **environment) == (
            "Telegram rejects TELEGRAM_BOT_TOKEN; copy it again from @BotFather, or correct TELEGRAM_API_URL\n"
        )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (
            (),
            "whose codes are these? Give the bot's name: python -m bot qr --bot YourBot, or set TELEGRAM_BOT_TOKEN\n",
        ),
        (
            ("--bot", "https://t.me/SomeBot"),
            "--bot https://t.me/SomeBot: that is no name of a bot; write it as in t.me/YourBot, without the rest\n",
        ),
        (
            ("--bot", "SomeBot", "--only", "simens"),
            "--only simens: there is no such section or id; perhaps siemens\n",
        ),
        (("--bot", "SomeBot", "--language", "fr"), "--language fr: there is en, es or both\n"),
    ],
)
async def test_what_cannot_be_printed_is_said_in_one_line_with_the_way_out(
    tmp_path: Path, arguments: tuple[str, ...], words: str
) -> None:
    assert await refused(tmp_path, "qr", *arguments) == words


async def test_a_folder_that_cannot_be_written_is_said_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("", encoding="utf-8")
    async with process(tmp_path, {}, *NAMED, "--output", "taken") as started:
        assert await ended(started) == (
            1,
            "nothing can be written to taken: File exists; name another folder with --output\n",
        )


async def test_a_folder_in_the_way_of_a_file_is_named_and_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "qr" / "sheet-letter.html").mkdir(parents=True)
    async with process(tmp_path, {}, *NAMED, "--only", "siemens") as started:
        assert await ended(started) == (
            1,
            "qr/sheet-letter.html cannot be written: a folder is called so; move it away\n",
        )
    assert files(tmp_path / "qr") == {"sheet-letter.html"}
