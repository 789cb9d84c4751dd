"""What there is in the content, as operators read it."""

import os
from datetime import UTC, datetime
from pathlib import Path

from bot.loading.inventory import saved

DAY = 86_400


def test_the_file_saved_last_tells_when_the_content_was(tmp_path: Path) -> None:
    """Neither the folders count, nor what leads nowhere, such as an editor's sign that a file is open."""
    for number, name in enumerate(("content/links.yaml", "content/schemas/links.json", "locales/es/messages.po")):
        file = tmp_path / name
        file.parent.mkdir(parents=True)
        file.touch()
        os.utime(file, (0, number * DAY))
    (tmp_path / "content" / ".#links.yaml").symlink_to("somebody@somewhere.1")
    (tmp_path / "content" / "itself").symlink_to("itself")
    assert saved([tmp_path / "content", tmp_path / "locales"]) == datetime(1970, 1, 3, tzinfo=UTC)
    assert saved([tmp_path / "content"]) == datetime(1970, 1, 2, tzinfo=UTC)
