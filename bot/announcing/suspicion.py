"""Whose fault a refusal is: of a message that nobody takes, or of a chat that does not take it."""

from collections import defaultdict

from bot.core.announcements import Letter

SUSPICIOUS = 5
"""Refusals of the message itself, with nobody who got it, after which it is not tried on everybody."""
STRANGE = 20
"""As many in a row are too many also where others got it before: the bot may be restricted by now."""


class Suspicion:
    """What is known of each letter: of the message as it stands in a language, until it is changed."""

    def __init__(self) -> None:
        self.reason = ""
        """What Telegram said last."""
        self._taken: set[Letter] = set()
        self._suspects: defaultdict[Letter, list[int]] = defaultdict(list)

    def clear(self, letter: Letter) -> list[int]:
        """Learn that somebody got the message, and give the chats that did not: they are to blame themselves."""
        self._taken.add(letter)
        return self._suspects.pop(letter, [])

    def falls_on_the_message(self, chat_id: int, letter: Letter, reason: str) -> bool:
        """Suspect one more chat, and tell whether there are so many that it must be the message, or the bot."""
        self.reason = reason
        self._suspects[letter].append(chat_id)
        return len(self._suspects[letter]) >= (STRANGE if letter in self._taken else SUSPICIOUS)

    def conclude(self) -> list[int] | None:
        """Give the chats that are to blame though nobody is left to compare them with; None where they are too many."""
        found = list(self._suspects.values())
        if any(len(chats) >= SUSPICIOUS for chats in found):
            return None
        return [chat for chats in found for chat in chats]
