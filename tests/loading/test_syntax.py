"""What an editor is told about the grammar of YAML, word for word; and what stays as it was written."""

import pytest

from tests.loading.draft import TASK_FORCE, Draft

TASK_FORCE_FILE, OVERVIEW_FILE = "content/taskforce.yaml", "content/overview.yaml"

QUOTE = "put the whole text between quotes"
ALIGN = "the indentation does not fit the lines above; align it with its neighbours, and put a space after a dash"
COLON = (
    f"a colon stands where none is expected; align its key with the keys above, or, if it belongs to the text, {QUOTE}"
)
NO_COLON = "a colon and a space are missing after the key; or, if the text above goes on here, indent this line like it"
SIGN = f"a text cannot begin with *, & or !; {QUOTE}"
BEGINS = f"a text cannot begin with this character; {QUOTE}"
BLOCK = f"nothing may follow | or > on its line: the text goes below; if it belongs to the text, {QUOTE}"
WITHIN = "text goes on after a closing quote; write {} for a quote inside it, or close one that a line above opened"
AFTER = f"text goes on after a closing bracket; {QUOTE}"
GOES_ON = f"text goes on after a closing quote or bracket; {QUOTE}"
BACKSLASH = "a backslash means something else between these quotes; write it twice"
CURLY = 'this quote does not hold a text together; type a straight one: "'
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
        ("    name Eva\n  - id: luz", f"14:5: {NO_COLON}"),
        ("    name:Eva\n  - id: luz", f"14:5: {NO_COLON}"),
        ("    name: >-\n      Eva\n    Luz\n  - id: luz", f"16:5: {NO_COLON}"),
        ('    name: "Eva', f"14:11: {UNCLOSED}"),
        ("    name: 'Eva", f"14:11: {UNCLOSED}"),
        ('    name: "Eva" Luz', f"14:17: {WITHIN.format(chr(92) + chr(34))}"),
        ('    name: "Eva\n    alias: "Luz"', f"15:13: {WITHIN.format(chr(92) + chr(34))}"),
        ("    name: 'Eva' Luz", f"14:17: {WITHIN.format(chr(39) * 2)}"),
        ('    name: "Eva", "Luz"', f"14:16: {GOES_ON}"),
        ("    name: [Eva] Luz", f"14:17: {AFTER}"),
        ("    name: {Eva} Luz", f"14:17: {AFTER}"),
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


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("    name: “Eva: a person”", f"14:11: {CURLY}"),
        ("    name: «Eva: a person»", f"14:11: {CURLY}"),
        ('    name: "Eva: a person”', f"14:25: {CURLY}"),
        ("  – id: luz", "14:3: this sign only looks like a hyphen; type - and a space instead"),
        ("    name： Eva\n  - id: luz", "14:9: this sign only looks like a colon; type : and a space instead"),
        ("    name: Eva\n\u00a0 - id: luz", "15:1: this space only looks like one; delete it, and type a new one"),
    ],
)
def test_a_sign_that_only_looks_like_yaml_is_found_where_it_stands(small_draft: Draft, line: str, fault: str) -> None:
    small_draft.write(TASK_FORCE_FILE, TASK_FORCE.replace("    name: Eva", line))
    assert small_draft.faults() == [f"content/taskforce.yaml:{fault}"]


@pytest.mark.parametrize("text", ["“Eva” – Luz", "«Eva»", "Eva：Luz", "Eva\u00a0Luz"])
def test_the_same_signs_may_stand_in_a_text(small_draft: Draft, text: str) -> None:
    small_draft.write(TASK_FORCE_FILE, TASK_FORCE.replace("name: Eva", f"name: {text}"))
    assert [person.name for person in small_draft.load().catalog.members.items if person.id == "eva"] == [text]


def test_two_changes_that_met_are_named_by_their_first_mark(small_draft: Draft) -> None:
    met = "<<<<<<< HEAD\n    name: Eva\n=======\n    name: Eva Luz\n>>>>>>> other"
    small_draft.write(TASK_FORCE_FILE, TASK_FORCE.replace("    name: Eva", met))
    assert small_draft.faults() == [
        "content/taskforce.yaml:14:1: two changes of this file met here; keep one version of the lines "
        "between <<<<<<< and >>>>>>>, and take out those with <<<<<<<, ======= and >>>>>>>"
    ]


@pytest.mark.parametrize("text", ["Eva #1", "Eva #Luz", "'Eva' #1"])
def test_a_text_of_which_yaml_would_leave_out_the_end_is_found(small_draft: Draft, text: str) -> None:
    small_draft.edit(OVERVIEW_FILE, "en: Paragraph", f"en: {text}")
    assert small_draft.faults() == [
        "content/overview.yaml:9:11: overview.paragraphs[0].en: what follows # is left out; "
        f"{QUOTE}, or a space after # if it is a remark"
    ]


@pytest.mark.parametrize(
    "text", ["Eva # a remark", "Eva ## a remark", ">-\n        Eva #1", ">-\n        Eva\n      #Luz"]
)
def test_remarks_may_stand_after_a_text_and_a_paragraph_may_have_such_signs(small_draft: Draft, text: str) -> None:
    small_draft.edit(OVERVIEW_FILE, "en: Paragraph", f"en: {text}")
    assert small_draft.faults() == []


def test_an_item_that_lacks_its_dash_is_not_drawn_to_the_one_above(small_draft: Draft) -> None:
    small_draft.edit("content/reports.yaml", "      - Ana\n", "      - Ana\n        Eva\n")
    assert small_draft.faults() == [
        "content/reports.yaml:17:9: reports[0].authors[0]: "
        "goes on over several lines; put a dash before each item, or all of this one on its line"
    ]


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
