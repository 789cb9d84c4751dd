"""The grammar of YAML, as far as editors need it: a file's text as nodes, or what is wrong with it in plain words."""

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

import yaml
from yaml.composer import Composer
from yaml.events import AliasEvent, ScalarEvent, SequenceStartEvent
from yaml.nodes import Node
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.resolver import BaseResolver
from yaml.scanner import Scanner

from bot.errors import EditionError, Fault
from bot.loading import lookalikes

_DEPTH = 20  # the content itself is six deep

_QUOTE = "put the whole text between quotes"
_ALIGN = "the indentation does not fit the lines above; align it with its neighbours, and put a space after a dash"
_BEGINS = f"a text cannot begin with this character; {_QUOTE}"
_SIGN = f"a text cannot begin with *, & or !; {_QUOTE}"
_DEEP = "is nested too deeply; compare it with the items beside it"
_BLOCK = f"nothing may follow | or > on its line: the text goes below; if it belongs to the text, {_QUOTE}"
_HIDDEN = "there is a character that cannot be shown; delete it"
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_BACKSLASH = "a backslash means something else between these quotes; write it twice"

_PROBLEMS: Mapping[str, str] = {
    "mapping values are not allowed here": (
        "a colon stands where none is expected; align its key with the keys above, "
        f"or, if it belongs to the text, {_QUOTE}"
    ),
    "sequence entries are not allowed here": (
        f"a dash stands where none is expected; if it belongs to the text, {_QUOTE}"
    ),
    "mapping keys are not allowed here": (
        f"a question mark stands where none is expected; if it belongs to the text, {_QUOTE}"
    ),
    "could not find expected ':'": (
        "a colon and a space are missing after the key; or, if the text above goes on here, indent this line like it"
    ),
    "found character '\\t' that cannot start any token": "there is a tab; indent with spaces",
    "that cannot start any token": _BEGINS,
    "expected alphabetic or numeric character": _SIGN,
    "expected URI": _SIGN,
    "expected '!'": _SIGN,
    "found undefined tag handle": _SIGN,
    "found unexpected end of stream": "a quote is opened here and never closed; close it",
    "found unexpected document separator": "a quote is opened here and not closed before the line ---; close it",
    "found unknown escape character": _BACKSLASH,
    "expected escape sequence": _BACKSLASH,
    "expected chomping or indentation indicators": _BLOCK,
    "expected indentation indicator": _BLOCK,
    "expected a comment or a line break": _BLOCK,
    "expected <block end>, but found ','": f"text goes on after a closing quote or bracket; {_QUOTE}",
    "expected <block end>": _ALIGN,
    "expected ',' or": f"a bracket is opened and not closed; if it belongs to the text, {_QUOTE}",
    "expected the node content": f"a bracket is not closed, or has nothing in it; if it belongs to the text, {_QUOTE}",
    "expected '<document start>'": _ALIGN,
    "but found another document": "there is a line --- in the middle; take it out",
}
"""What PyYAML says, and what an editor is told; the first that fits."""

_GOES_ON = "expected <block end>, but found '<scalar>'"
_WITHIN = {
    '"': 'text goes on after a closing quote; write \\" for a quote inside it, or close one that a line above opened',
    "'": "text goes on after a closing quote; write '' for a quote inside it, or close one that a line above opened",
}
_AFTER = f"text goes on after a closing bracket; {_QUOTE}"

_BEGUN = ("while scanning a quoted scalar", "while scanning a double-quoted scalar", "while scanning a simple key")
"""What YAML began to read where the slip is; where it gives up is somewhere below."""


_PECULIAR = re.compile(
    r"""[\t\ufeff\ud800-\udfff]          # tabs, byte order marks, halves of characters
      | (?:^|[\s\[{,-])\?(?:\s|$)       # keys that begin with a question mark
      | [|>][-+0-9]*\#                  # a remark at once behind | or >
      | ^---                            # several documents
      | :\s*[\]},]                      # nothing between brackets
    """,
    re.MULTILINE | re.VERBOSE,
)
"""What libyaml takes or places in another way than PyYAML does."""


_NO_ANCHOR: Any = None


class _Composer(Composer, BaseResolver):
    """YAML without anchors, aliases and tags, which no editor means: they are texts that lack their quotes."""

    peek_event: Callable[[], Any]
    _depth = 0

    def __init__(self, file: str) -> None:
        Composer.__init__(self)
        BaseResolver.__init__(self)
        self.file = file

    def compose_node(self, parent: Node | None, index: int) -> Node | None:
        event = self.peek_event()
        if words := self._unwanted(event):
            raise EditionError([_fault(self.file, event.start_mark, words)])
        if isinstance(event, ScalarEvent):
            return self.compose_scalar_node(_NO_ANCHOR)
        self._depth += 1
        compose = self.compose_sequence_node if isinstance(event, SequenceStartEvent) else self.compose_mapping_node
        node = compose(_NO_ANCHOR)
        self._depth -= 1
        return node

    def resolve(self, kind: type[Node], value: str | None, implicit: object) -> str:
        """Give no tag: what a scalar is, its place in the content says, and PyYAML would guess for each of them."""
        return ""

    def _unwanted(self, event: Any) -> str | None:
        if isinstance(event, AliasEvent) or event.anchor or event.tag:
            return _SIGN
        if isinstance(event, ScalarEvent) and _UNSEEN.search(event.value):
            return _HIDDEN
        return _DEEP if self._depth > _DEPTH else None


class _Loader(Reader, Scanner, Parser, _Composer):
    """PyYAML's own reading, which says what is wrong."""

    def __init__(self, text: str, file: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)
        _Composer.__init__(self, file)


if yaml.__with_libyaml__:
    from yaml._yaml import CParser

    class _QuickLoader(_Composer, CParser):
        """libyaml's reading, ten times as fast."""

        def __init__(self, text: str, file: str) -> None:
            CParser.__init__(self, text)
            _Composer.__init__(self, file)


def compose(text: str, file: str) -> Node | None:
    """Give the node of a whole text; None where there is nothing in it.

    Raises:
        EditionError: with the first thing that is wrong; nobody can tell what stands after it.
    """
    if yaml.__with_libyaml__ and not _PECULIAR.search(text):
        with suppress(yaml.YAMLError, EditionError):  # whatever is wrong, the other reading has the words for it
            return _QuickLoader(text, file).get_single_node()
    try:
        return _Loader(text, file).get_single_node()
    except yaml.reader.ReaderError as error:
        before = text[: error.position]
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        raise EditionError([Fault(file, line, column, "", _HIDDEN)]) from error
    except yaml.MarkedYAMLError as error:
        raise EditionError([_translated(error, text, file)]) from error


def _translated(error: yaml.MarkedYAMLError, text: str, file: str) -> Fault:
    problem = error.problem or ""
    mark = error.context_mark if error.context in _BEGUN and "escape" not in problem else error.problem_mark
    return lookalikes.fault(text, mark.line if mark else 0, file) or _fault(file, mark, _words(problem, mark, text))


def _words(problem: str, mark: Any, text: str) -> str:
    if _GOES_ON in problem:
        return _WITHIN.get(text[: mark.index].rstrip()[-1:], _AFTER)
    return next((plain for known, plain in _PROBLEMS.items() if known in problem), f"is not valid YAML: {problem}")


def _fault(file: str, mark: Any, words: str) -> Fault:
    return Fault(file, mark.line + 1 if mark else 1, mark.column + 1 if mark else 1, "", words)
