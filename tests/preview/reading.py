"""Reads the preview back as a tree, and refuses what is not well-formed."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = {"input", "link", "meta"}


@dataclass
class Node:
    """An element with its attributes and what is in it."""

    name: str
    attributes: dict[str, str | None] = field(default_factory=dict)
    inside: "list[Node | str]" = field(default_factory=list)

    @property
    def text(self) -> str:
        """What people read, in both languages of the page."""
        return "".join(part if isinstance(part, str) else part.text for part in self.inside)

    @property
    def classes(self) -> set[str]:
        """The classes of the element."""
        return set((self.attributes.get("class") or "").split())

    def all(self) -> "Iterator[Node]":
        """Give the element and those in it, in the order in which they are read."""
        yield self
        for part in self.inside:
            if isinstance(part, Node):
                yield from part.all()

    def find(self, *classes: str) -> "list[Node]":
        """Give the elements in it that have one of these classes."""
        return [node for node in self.all() if node.classes & set(classes)]

    def named(self, name: str) -> "list[Node]":
        """Give the elements in it with this name."""
        return [node for node in self.all() if node.name == name]

    def get(self, attribute: str) -> str:
        """Give the value of an attribute that is there."""
        value = self.attributes[attribute]
        assert value is not None
        return value


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.opened = [Node("")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"<{tag}> says something twice: {names}"
        node = Node(tag, dict(attrs))
        self.opened[-1].inside.append(node)
        if tag not in _VOID:
            self.opened.append(node)

    def handle_endtag(self, tag: str) -> None:
        opened = self.opened.pop()
        assert tag == opened.name, f"</{tag}> closes <{opened.name}>"

    def handle_data(self, data: str) -> None:
        self.opened[-1].inside.append(data)


def read(document: str) -> Node:
    """Give the tree of some HTML; what is opened has to be closed."""
    reader = _Reader()
    reader.feed(document)
    reader.close()
    assert [node.name for node in reader.opened] == [""]
    return reader.opened[0]
