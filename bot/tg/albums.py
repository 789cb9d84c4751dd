"""Albums: pictures that were sent together arrive as one message each, and want one answer."""

from collections import deque

_REMEMBERED = 500


class Albums:
    """Knows the last few hundred albums."""

    def __init__(self) -> None:
        self._seen: deque[str] = deque(maxlen=_REMEMBERED)

    def begins(self, media_group_id: str | None) -> bool:
        """Tell whether a message is by itself or the first of its album."""
        if media_group_id is None:
            return True
        if media_group_id in self._seen:
            return False
        self._seen.append(media_group_id)
        return True
