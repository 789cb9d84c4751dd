"""What comes of claiming an update, where several processes may get the same one."""

from enum import Enum, auto


class Claim(Enum):
    """Whose an update is: one's own to deal with, that of another who is at it, or nobody's any more."""

    OURS = auto()
    TAKEN = auto()
    DONE = auto()
