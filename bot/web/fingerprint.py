"""A secret that others have to know, of which only the fingerprint is kept."""

import hashlib
import hmac


class Fingerprint:
    """Tells who knows a secret: it cannot show it, and takes the same time for every guess."""

    __slots__ = ("_digest",)

    def __init__(self, secret: str) -> None:
        self._digest = _digest(secret)

    def fits(self, given: str) -> bool:
        """Tell whether something is the secret."""
        return hmac.compare_digest(_digest(given), self._digest)


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).digest()
