"""Parameters of a call that are JSON already: what is sent again and again need not be written again and again."""

import json
from collections.abc import Mapping
from typing import Any

Where = Mapping[str, int | str]
"""The chat, message or query that a call is about."""


class Written:
    """What the framework calls RequestData, which it lets nobody extend; of the answer only the success is read."""

    contains_files = False
    multipart_data: None = None

    def __init__(self, where: Where, rest: bytes = b"}") -> None:
        """Take what a call is about, and the rest of its parameters: JSON after the opening brace, or just the end."""
        self.where = where
        head = "".join([f'"{name}":{_written(value)},' for name, value in where.items()])
        self.body = b"{%b%b" % (head.encode(), rest) if rest != b"}" else b"{%b}" % head[:-1].encode()

    @property
    def json_parameters(self) -> dict[str, str]:
        """The parameters, as a form carries them."""
        found: dict[str, Any] = json.loads(self.body)
        return {name: value if isinstance(value, str) else json.dumps(value) for name, value in found.items()}


def _written(value: int | str) -> str:
    return str(value) if isinstance(value, int) else json.dumps(value)
