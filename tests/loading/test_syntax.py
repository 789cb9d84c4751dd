"""What an editor is told about the grammar of YAML, word for word; and what stays as it was written."""

import pytest

from tests.loading.draft import TASK_FORCE, Draft

TASK_FORCE_FILE = "content/taskforce.yaml"

QUOTE = "put the whole text between quotes"
ALIGN = "the indentation does not fit the lines above; align it with its neighbours, and put a space after a dash"
COLON = (
    f"a colon stands where none is expected; align its key with the keys above, or, if it belongs to the text, {QUOTE}"
)
NO_COLON = "a colon and a space are missing after the key on this line or the one above"
SIGN = f"a text cannot begin with *, & or !; {QUOTE}"
BEGINS = f"a text cannot begin with this character; {QUOTE}"
BLOCK = f"nothing may follow | or > on its line: the text goes below; if it belongs to the text, {QUOTE}"
GOES_ON = f"text goes on after a closing quote or bracket; {QUOTE}, or take the quotes or brackets out"
BACKSLASH = "a backslash means something else between these quotes; write it twice"
UNCLOSED = "a quote is opened here and never closed; close it"
TAB = "there is a tab; indent with spaces"
DEEP = "is nested too deeply; compare it with the items beside it"
BRACKET = f"there is a bracket where a key has to be; if it belongs to the text, {QUOTE}"
OPEN_BRACKET = f"a bracket is opened and not closed; if it belongs to the text, {QUOTE}"
EMPTY_BRACKET = f"a bracket is not closed, or has nothing in it; if it belongs to the text, {QUOTE}"
DASH = f"a dash stands where none is expected; if it belongs to the text, {QUOTE}"
QUESTION = f"a question mark stands where none is expected; if it belongs to the text, {QUOTE}"


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("\tname: Eva", f"14:1: {TAB}"),
        ("    \tname: Eva", f"14:5: {TAB}"),
        ("   name: Eva", f"14:4: {ALIGN}"),
        ("  name: Eva", f"14:3: {ALIGN}"),
        ("     name: Eva", f"14:10: {COLON}"),
        ("    name: Eva: a person", f"14:14: {COLON}"),
        ("    name: Eva\n  -id: luz", f"15:3: {ALIGN}"),
        ("    name: Eva\n - id: luz", f"15:2: {ALIGN}"),
        ("    name Eva\n  - id: luz", f"15:3: {NO_COLON}"),
        ("    name:Eva\n  - id: luz", f"15:3: {NO_COLON}"),
        ('    name: "Eva', f"14:11: {UNCLOSED}"),
        ("    name: 'Eva", f"14:11: {UNCLOSED}"),
        ('    name: "Eva" Luz', f"14:17: {GOES_ON}"),
        ("    name: [Eva] Luz", f"14:17: {GOES_ON}"),
        ("    name: {Eva} Luz", f"14:17: {GOES_ON}"),
        ("    name: [Eva", f"15:1: {OPEN_BRACKET}"),
        ("    name: {Eva", f"15:1: {OPEN_BRACKET}"),
        ("    name: [Eva,, Luz]", f"14:16: {EMPTY_BRACKET}"),
        ("    name: - Eva", f"14:11: {DASH}"),
        ("    name: ? Eva", f"14:11: {QUESTION}"),
        ("    name: *Eva*", f"14:15: {SIGN}"),
        ("    name: *Eva", f"14:11: {SIGN}"),
        ("    name: * Eva", f"14:12: {SIGN}"),
        ("    name: &Eva", f"14:11: {SIGN}"),
        ("    name: & Eva", f"14:12: {SIGN}"),
        ("    name: !Eva Luz", f"14:11: {SIGN}"),
        ("    name: !!Eva", f"14:11: {SIGN}"),
        ("    name: !Eva!Luz", f"14:11: {SIGN}"),
        ("    name: @Eva", f"14:11: {BEGINS}"),
        ("    name: %Eva", f"14:11: {BEGINS}"),
        ("    name: `Eva`", f"14:11: {BEGINS}"),
        ("    name: |Eva", f"14:12: {BLOCK}"),
        ("    name: > Eva", f"14:13: {BLOCK}"),
        ("    name: >0", f"14:12: {BLOCK}"),
        ('    name: "C:\\Users"', f"14:16: {BACKSLASH}"),
        ('    name: "50\\%"', f"14:15: {BACKSLASH}"),
        ("    name: Eva\n    [Luz]: x", f"15:5: members[1]: {BRACKET}"),
        ("    name: " + "[" * 30 + "Eva" + "]" * 30, f"14:29: {DEEP}"),
        ("    name: Eva\n---", "15:1: there is a line --- in the middle; take it out"),
        (
            '    name: "Eva\n---\nLuz"',
            "14:11: a quote is opened here and not closed before the line ---; close it",
        ),
    ],
)
def test_a_slip_of_grammar_is_told_in_plain_words(small_draft: Draft, line: str, fault: str) -> None:
    small_draft.write(TASK_FORCE_FILE, TASK_FORCE.replace("    name: Eva", line))
    assert small_draft.faults() == [f"content/taskforce.yaml:{fault}"]


@pytest.mark.parametrize("text", ["a: &a [*a, *a, *a]", "a: &a\n  b: *a", "&a [*a]", "[" * 5000, "{a: " * 3000])
def test_what_refers_to_itself_or_is_too_deep_is_refused_at_once(small_draft: Draft, text: str) -> None:
    small_draft.write(TASK_FORCE_FILE, text)
    words = {fault.partition(" ")[2] for fault in small_draft.faults()}
    assert words in ({SIGN}, {DEEP})


@pytest.mark.parametrize(
    "text",
    [
        *("No", "no", "Yes", "on", "true", "0123", "12:30", "~1", "1e3", "2021-03-01", "0x1F", "1_000", ".5a", "null"),
        *(
            "R&D",
            "I+D",
            "¡Hola!",
            "¿Qué?",
            "a - b",
            "a:b",
            "5 * 3",
            "50%",
            "C#",
            "a#b",
            "it's",
            'the "best"',
            "<3 &lt;",
        ),
    ],
)
def test_a_text_stays_as_it_was_written(small_draft: Draft, text: str) -> None:
    small_draft.write(TASK_FORCE_FILE, TASK_FORCE.replace("name: Eva", f"name: {text}"))
    people = small_draft.load().catalog.members
    assert [person.name for person in people.items if person.id == "eva"] == [text]


def test_the_word_no_in_spanish_is_no_truth_value(small_draft: Draft) -> None:
    small_draft.edit("content/overview.yaml", "es: Título", "es: No")
    assert small_draft.load().catalog.overview.title == {"en": "Title", "es": "No"}


def test_a_tilde_alone_is_a_text_and_no_null(small_draft: Draft) -> None:
    small_draft.write(TASK_FORCE_FILE, TASK_FORCE.replace("name: Eva", "name: ~"))
    assert small_draft.faults() == [
        "content/taskforce.yaml:14:5: members[1].name: "
        "has no letter and no digit, so nobody could read it; write a text"
    ]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("'Eva: a person'", "Eva: a person"),
        ('"Eva \\"Luz\\""', 'Eva "Luz"'),
        ("'Eva''s'", "Eva's"),
        (">-\n      Eva\n      Luz", "Eva Luz"),
        ("Eva\n      Luz", "Eva Luz"),
        ("  Eva  ", "Eva"),
        ("Eva # a comment", "Eva"),
    ],
)
def test_quotes_and_folded_lines_are_read_as_yaml_reads_them(small_draft: Draft, written: str, read: str) -> None:
    small_draft.write(TASK_FORCE_FILE, TASK_FORCE.replace("name: Eva", f"name: {written}"))
    people = small_draft.load().catalog.members
    assert [person.name for person in people.items if person.id == "eva"] == [read]
