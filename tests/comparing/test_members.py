"""Content with more members than there are."""

from pathlib import Path

from benchmarks.members import enlarge
from bot import loading
from bot.core.edition import Edition
from tests.bilingual import bilingual


def test_the_made_up_stand_beside_the_shipped_each_in_an_organization(edition: Edition, tmp_path: Path) -> None:
    enlarge(tmp_path, 30)
    members = loading.load(tmp_path, bilingual() / "locales").catalog.members.items
    shipped = edition.catalog.members.items
    added = [member for member in members if member not in shipped]
    assert (len(added), len(members)) == (30, len(shipped) + 30)
    assert all(member.organization is not None for member in added)
