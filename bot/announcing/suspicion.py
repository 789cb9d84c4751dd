"""Whose fault a refusal is: of a message that nobody takes, or of a chat that does not take it."""

from collections import Counter, defaultdict
from collections.abc import Iterator

SUSPICIOUS = 5
"""Refusals of the message itself, with nobody who got it, after which it is not tried on everybody."""


class Suspicion:
    """What is known of the message in each language."""

    def __init__(self) -> None:
        self._got_it: Counter[str | None] = Counter()
        self._suspects: defaultdict[str | None, list[int]] = defaultdict(list)

    def clear(self, language: str | None) -> None:
        """Learn that somebody got the message."""
        self._got_it[language] += 1

    def falls_on_the_chat(self, language: str | None) -> bool:
        """Tell whether others got the message, so that a chat that does not take it is to blame."""
        return self._got_it[language] > 0

    def falls_on_the_message(self, chat_id: int, language: str | None) -> bool:
        """Suspect one more chat, and tell whether there are so many that it must be the message."""
        self._suspects[language].append(chat_id)
        return len(self._suspects[language]) >= SUSPICIOUS

    @property
    def suspects(self) -> Iterator[int]:
        """The chats that did not take the message, and may not be to blame."""
        return (chat for chats in self._suspects.values() for chat in chats)
