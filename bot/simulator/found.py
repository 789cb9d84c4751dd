"""What the server finds in a text by itself: commands, mentions, addresses, hashtags.

After find_entities (td/telegram/MessageEntity.cpp) of github.com/tdlib/td. Addresses without a scheme are found for
some well-known endings only, phone and card numbers not at all: nothing that a bot does here depends on them.
"""

import re
from collections.abc import Iterator

from bot.simulator.entities import QUOTATIONS, STYLES, Entity, end, nested, units

_ENDINGS = "com|org|net|edu|gov|int|mil|info|biz|io|me|dev|app|mx|us|es|eu|ca|uk|de|fr|ar|co|cl|pe|br"
_DOMAIN = r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+"
_PATTERNS = {
    "url": re.compile(
        rf"(?<![\w@/.-])(?:(?:https?|ftp|tonsite)://[^\s<>\"/?#]+|{_DOMAIN}(?:{_ENDINGS})(?![\w-]))"
        r"(?::\d{1,5})?(?:[/?#][^\s<>\"]*)?",
        re.IGNORECASE,
    ),
    "email": re.compile(rf"(?<![\w.+-])[\w.+%-]{{1,64}}@{_DOMAIN}[a-z]{{2,}}(?![\w-])", re.IGNORECASE),
    "mention": re.compile(r"(?<!\w)@[a-zA-Z0-9_]{2,32}(?!\w)"),
    "bot_command": re.compile(r"(?<![\w/<>])/[a-zA-Z0-9_]{1,64}(?:@[a-zA-Z0-9_]{3,32})?(?![\w/<>])"),
    "hashtag": re.compile(r"(?<!\w)#(?=\d*[^\W\d])\w{1,256}(?![\w#])"),
    "cashtag": re.compile(r"(?<![\w$])\$(?:1INCH|[A-Z]{1,8})(?![\w$])"),
}
_AFTER = re.compile(r"[.,:;!?'\"()\[\]]+$")


def with_found(text: str, entities: list[Entity]) -> list[Entity]:
    """Add what is found by itself to entities that are fixed; what is already something else stays as it is."""
    taken = [entity for entity in entities if entity["type"] not in STYLES and entity["type"] not in QUOTATIONS]
    fresh = [found for found in _found(text) if not any(_meet(found, entity) for entity in taken)]
    return nested(entities + fresh) if fresh else entities


def is_command(entity: Entity) -> bool:
    """Say whether an entity is a command at the very beginning, which is where a bot looks for one."""
    return bool(entity["type"] == "bot_command" and entity["offset"] == 0)


def _found(text: str) -> list[Entity]:
    found: list[Entity] = []
    for entity in _matched(text):
        if not any(_meet(entity, earlier) for earlier in found):
            found.append(entity)
    return found


def _matched(text: str) -> Iterator[Entity]:
    for kind, pattern in _PATTERNS.items():
        for match in pattern.finditer(text):
            shown = _AFTER.sub("", match[0]) if kind == "url" else match[0]
            if kind != "url" or "." in shown:
                yield {"type": kind, "offset": units(text[: match.start()]), "length": units(shown)}


def _meet(one: Entity, other: Entity) -> bool:
    return bool(one["offset"] < end(other) and other["offset"] < end(one))
