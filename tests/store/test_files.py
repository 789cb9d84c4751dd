"""The files that Telegram has, on each engine."""

from bot.store import Store

KEY = "0" * 64


async def test_the_id_of_a_file_is_remembered_replaced_and_dropped(store: Store) -> None:
    assert await store.files.file_id(KEY) is None
    await store.files.keep(KEY, "first")
    await store.files.keep(KEY, "x" * 256)
    assert await store.files.file_id(KEY) == "x" * 256
    await store.files.drop(KEY)
    assert await store.files.file_id(KEY) is None
