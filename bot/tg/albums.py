"""Albums: pictures that were sent together arrive as one message each, and want one answer."""

import hashlib
from collections import deque

from bot.core.claims import Claim
from bot.ports import Claims

_REMEMBERED = 500


class Albums:
    """Knows the last few hundred albums; the first message of one may have gone to another process."""

    def __init__(self, claims: Claims) -> None:
        self._claims = claims
        self._seen: deque[str] = deque(maxlen=_REMEMBERED)

    async def begins(self, media_group_id: str | None) -> bool:
        """Tell whether a message is by itself or the first of its album."""
        if media_group_id is None:
            return True
        if media_group_id in self._seen:
            return False
        self._seen.append(media_group_id)
        return await self._claims.claim(_number(media_group_id)) is Claim.OURS

    def answered(self, media_group_id: str | None) -> None:
        """Know that an album that has begun here was answered."""
        if media_group_id is not None:
            self._claims.settle(_number(media_group_id))


def _number(media_group_id: str) -> int:
    """Give the number by which an album is claimed; those of updates are not below 0."""
    return -1 - int.from_bytes(hashlib.sha256(media_group_id.encode()).digest()[:7])
