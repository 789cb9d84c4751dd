"""While content is read, nobody looks through what stays; afterwards everything is as it was."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot import loading
from bot.errors import EditionError
from bot.loading import manuscript


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    yield
    gc.enable()


@pytest.mark.parametrize("was_enabled", [True, False])
def test_nothing_is_collected_meanwhile_and_afterwards_as_before(
    monkeypatch: pytest.MonkeyPatch, *, was_enabled: bool
) -> None:
    meanwhile = list[bool]()

    def read(content_dir: Path, _locales_dir: Path) -> manuscript.Manuscript:
        meanwhile.append(gc.isenabled())
        raise EditionError([])

    monkeypatch.setattr(manuscript, "read", read)
    (gc.enable if was_enabled else gc.disable)()
    with pytest.raises(EditionError):
        loading.load(Path("content"), Path("locales"))
    assert (meanwhile, gc.isenabled()) == ([False], was_enabled)
