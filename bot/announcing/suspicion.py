"""Whose fault a refusal is: of a message that nobody takes, or of a chat that does not take it."""

from collections import defaultdict
from collections.abc import Iterator

from bot.core.announcements import Letter

SUSPICIOUS = 5
"""Refusals of the message itself, with nobody who got it, after which it is not tried on everybody."""


class Suspicion:
    """What is known of each letter: of the message as it stands in a language, until it is changed."""

    def __init__(self) -> None:
        self._taken: set[Letter] = set()
        self._suspects: defaultdict[Letter, list[int]] = defaultdict(list)

    def clear(self, letter: Letter) -> None:
        """Learn that somebody got the message."""
        self._taken.add(letter)

    def falls_on_the_chat(self, letter: Letter) -> bool:
        """Tell whether others got the message, so that a chat that does not take it is to blame."""
        return letter in self._taken

    def falls_on_the_message(self, chat_id: int, letter: Letter) -> bool:
        """Suspect one more chat, and tell whether there are so many that it must be the message."""
        self._suspects[letter].append(chat_id)
        return len(self._suspects[letter]) >= SUSPICIOUS

    @property
    def suspects(self) -> Iterator[int]:
        """The chats that did not take the message, and may not be to blame."""
        return (chat for chats in self._suspects.values() for chat in chats)
