"""What is kept of an edition."""

from bot.core.kept import Kept


def test_what_was_made_once_is_not_made_again() -> None:
    kept: Kept[str, object] = Kept(2)
    edition, made = object(), object()
    assert kept.get("a", edition, lambda: made) is made
    assert kept.get("a", edition, object) is made


def test_another_edition_has_everything_made_anew() -> None:
    kept: Kept[str, object] = Kept(2)
    made = kept.get("a", object(), object)
    assert kept.get("a", object(), object) is not made


def test_the_oldest_gives_way() -> None:
    kept: Kept[str, object] = Kept(2)
    edition = object()
    first, second = kept.get("a", edition, object), kept.get("b", edition, object)
    kept.get("c", edition, object)
    assert kept.get("b", edition, object) is second
    assert kept.get("a", edition, object) is not first
