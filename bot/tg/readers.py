"""Readers: chats for which it has been settled whether they are invited to announcements, so that nobody asks again."""

_REMEMBERED = 10_000


class Readers:
    """Knows the last ten thousand; the store, which decides, is so spared most questions."""

    def __init__(self) -> None:
        self._known: dict[int, None] = {}

    def knows(self, chat_id: int) -> bool:
        """Tell whether a chat is known."""
        return chat_id in self._known

    def add(self, chat_id: int) -> None:
        """Know a chat from now on."""
        self._known[chat_id] = None
        if len(self._known) > _REMEMBERED:
            del self._known[next(iter(self._known))]

    def forget(self, chat_id: int) -> None:
        """Know a chat no more, as where it could not be settled."""
        self._known.pop(chat_id, None)
