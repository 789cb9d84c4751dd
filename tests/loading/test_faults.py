"""What an editor is told about a slip in content/, word for word: where it is, what it is, and the way out."""

import pytest

from bot.core import fields
from tests.loading.draft import REPORTS, TASK_FORCE, Draft

OVERVIEW_FILE, REPORTS_FILE, TASK_FORCE_FILE = (f"content/{name}.yaml" for name in ("overview", "reports", "taskforce"))
MONTH = "has to be a year and a month, like 2021-03; where it is not known, take the line out"
ADDRESS = "has to be a whole address that begins with https://, like https://usmexicofoundation.org"
TEXT = "has to be a text, not a list or keys of its own"
LIST = "has to be a list: each item on a line that begins with a dash"
KEYS = "has to have keys of its own below it, each with a colon"
EACH = "needs a text for each language below it: en: … and es: …"


def test_what_is_shipped_has_no_fault(draft: Draft) -> None:
    assert draft.faults() == []


def test_what_is_small_has_no_fault(small_draft: Draft) -> None:
    assert small_draft.faults() == []


def test_a_missing_translation_is_asked_for_below_its_key(small_draft: Draft) -> None:
    small_draft.edit(OVERVIEW_FILE, "    es: Título\n", "")
    assert small_draft.faults() == [
        "content/overview.yaml:2:3: overview.title.es: has no translation; add es: … below it"
    ]


def test_a_missing_translation_of_a_paragraph_is_asked_for_in_its_place(small_draft: Draft) -> None:
    small_draft.edit(OVERVIEW_FILE, "      es: Párrafo\n", "")
    assert small_draft.faults() == [
        "content/overview.yaml:9:7: overview.paragraphs[0].es: has no translation; add es: … below it"
    ]


@pytest.mark.parametrize("nothing", ["", " ''", ' "  "', " |"])
def test_an_empty_translation_is_a_fault(small_draft: Draft, nothing: str) -> None:
    small_draft.edit(OVERVIEW_FILE, "es: Título", f"es:{nothing}")
    assert small_draft.faults() == ["content/overview.yaml:4:5: overview.title.es: is empty; write its text"]


@pytest.mark.parametrize("nothing", ["…", '"\\u200b"', "🌎", "'***'"])
def test_a_text_that_nobody_could_read_is_a_fault(small_draft: Draft, nothing: str) -> None:
    small_draft.edit(OVERVIEW_FILE, "es: Título", f"es: {nothing}")
    assert small_draft.faults() == [
        "content/overview.yaml:4:5: overview.title.es: "
        "has no letter and no digit, so nobody could read it; write a text"
    ]


def test_a_key_with_a_slip_is_answered_with_the_one_that_was_meant(small_draft: Draft) -> None:
    small_draft.edit(REPORTS_FILE, "month:", "mounth:")
    assert small_draft.faults() == [
        "content/reports.yaml:18:5: reports[0].mounth: is not a key that is known here; did you mean month?"
    ]


def test_a_key_that_resembles_none_is_answered_with_all_that_there_are(small_draft: Draft) -> None:
    small_draft.edit(TASK_FORCE_FILE, "    name: Eva", "    name: Eva\n    phone: 5")
    assert small_draft.faults() == [
        "content/taskforce.yaml:15:5: members[1].phone: is not a key that is known here; "
        "take it out, or use one of id, name, organization, title, biography, portrait, links, contact"
    ]


def test_a_key_called_as_pydantic_calls_keys_is_a_key_like_any_other(small_draft: Draft) -> None:
    small_draft.write(OVERVIEW_FILE, '"[key]": x\n' + (small_draft.folder / OVERVIEW_FILE).read_text("utf-8"))
    assert small_draft.faults() == [
        "content/overview.yaml:1:1: [key]: is not a key that is known here; take it out, or use one of overview"
    ]


def test_a_missing_key_is_asked_for_where_its_item_begins(small_draft: Draft) -> None:
    small_draft.edit(REPORTS_FILE, "    number: 1\n", "")
    assert small_draft.faults() == ["content/reports.yaml:5:5: reports[0].number: is missing; add number: …"]


def test_a_key_that_stands_twice_is_found_and_not_overwritten(small_draft: Draft) -> None:
    small_draft.edit(OVERVIEW_FILE, "    es: Título", "    es: Título\n    es: Otro")
    assert small_draft.faults() == [
        "content/overview.yaml:5:5: overview.title.es: stands here a second time, after line 4; keep one"
    ]


def test_a_forgotten_dash_is_thought_of_where_a_key_stands_twice(small_draft: Draft) -> None:
    small_draft.edit(TASK_FORCE_FILE, "  - id: vesta\n    name: Vesta", "    id: vesta")
    assert small_draft.faults() == [
        "content/taskforce.yaml:7:5: organizations[0].id: stands here a second time, after line 5; "
        "keep one, or put the dash of a new item before it"
    ]


@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    [
        (
            TASK_FORCE_FILE,
            "id: eva",
            "id: ana",
            "content/taskforce.yaml:13:5: members[1].id: ana is already taken on line 10",
        ),
        (
            TASK_FORCE_FILE,
            "id: vesta",
            "id: arca",
            "content/taskforce.yaml:7:5: organizations[1].id: arca is already taken on line 5",
        ),
    ],
)
def test_an_id_that_stands_twice_is_found(small_draft: Draft, file: str, old: str, new: str, fault: str) -> None:
    small_draft.edit(file, old, new)
    assert small_draft.faults() == [f"{fault}; each needs its own"]


def test_a_number_that_stands_twice_is_found(small_draft: Draft) -> None:
    second = REPORTS.partition("reports:\n")[2].replace("id: first", "id: second")
    small_draft.write(REPORTS_FILE, REPORTS + second)
    assert small_draft.faults() == [
        "content/reports.yaml:21:5: reports[1].number: 1 is already taken on line 6; each needs its own"
    ]


def test_the_same_id_may_stand_once_among_members_and_once_among_organizations(small_draft: Draft) -> None:
    small_draft.edit(TASK_FORCE_FILE, "id: eva", "id: vesta")
    assert small_draft.faults() == []


@pytest.mark.parametrize(
    ("wanted", "hint"), [("acra", " (arca?)"), ("Arca", " (arca?)"), ("Grupo Vesta", " (vesta?)"), ("cemex", "")]
)
def test_an_organization_that_is_not_there_is_named(small_draft: Draft, wanted: str, hint: str) -> None:
    small_draft.edit(TASK_FORCE_FILE, "    name: Vesta", "    name: Grupo Vesta Industrial")
    small_draft.edit(TASK_FORCE_FILE, "organization: arca", f"organization: {wanted}")
    assert small_draft.faults() == [
        f"content/taskforce.yaml:12:5: members[0].organization: there is no organization with the id {wanted}; "
        f"add it to organizations, or correct the id{hint}"
    ]


def test_an_organization_whose_id_has_capitals_is_told_once_and_not_of_its_members(small_draft: Draft) -> None:
    small_draft.edit(TASK_FORCE_FILE, "id: arca", "id: Arca")
    assert small_draft.faults() == [
        "content/taskforce.yaml:5:5: organizations[0].id: may have only small letters a-z, figures and hyphens, "
        "40 at most, like arca; it goes into buttons and codes"
    ]


def test_an_organization_without_an_id_is_told_only_that(small_draft: Draft) -> None:
    small_draft.edit(TASK_FORCE_FILE, "organization: arca", "organization:")
    assert small_draft.faults() == ["content/taskforce.yaml:12:5: members[0].organization: is empty; write its text"]


def test_where_a_dash_is_forgotten_only_that_is_told_and_nothing_that_follows_from_it(draft: Draft) -> None:
    draft.edit(TASK_FORCE_FILE, "  - id: gm\n", "    id: gm\n")
    words = "keep one, or put the dash of a new item before it"
    assert draft.faults() == [
        f"content/taskforce.yaml:38:5: organizations[9].id: stands here a second time, after line 36; {words}",
        f"content/taskforce.yaml:39:5: organizations[9].name: stands here a second time, after line 37; {words}",
    ]


def test_broken_organizations_are_not_held_against_their_members(small_draft: Draft) -> None:
    small_draft.edit(TASK_FORCE_FILE, "organizations:\n  - id: arca\n    name: Arca\n", "organizations: none\nspare:\n")
    assert small_draft.faults() == [
        f"content/taskforce.yaml:4:1: organizations: {LIST}",
        "content/taskforce.yaml:5:1: spare: is not a key that is known here; "
        "take it out, or use one of title, organizations, members",
    ]


def test_a_language_without_a_catalog_is_unknown(small_draft: Draft) -> None:
    small_draft.edit(OVERVIEW_FILE, "    es: Título", "    es: Título\n    fr: Titre")
    assert small_draft.faults() == [
        "content/overview.yaml:5:5: overview.title.fr: is not one of the bot's languages (en, es); "
        "correct it, or add its catalog to locales/"
    ]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("<b>One", "<b> is never closed; add </b>"),
        ("One</b>", "</b> closes a tag that was never opened; take it out, or write <b> before it"),
        ("One<br>two", "<br> is not a tag that Telegram knows; a new line is a new line in the file"),
        ("1 < 2", "a tag is not finished at «< 2»; a bare < is written &lt;"),
        ('<a href="example.org">One</a>', '<a> leads nowhere; write <a href="https://…">'),
        ("One&nbsp;two", "Telegram does not know «&nbsp;»; write the character itself"),
    ],
)
def test_markup_that_telegram_would_refuse_is_a_fault(small_draft: Draft, text: str, fault: str) -> None:
    small_draft.edit(OVERVIEW_FILE, "en: Paragraph", f"en: {text}")
    assert small_draft.faults() == [f"content/overview.yaml:9:7: overview.paragraphs[0].en: {fault}"]


def test_bold_and_links_are_allowed_in_paragraphs(small_draft: Draft) -> None:
    small_draft.edit(OVERVIEW_FILE, "en: Paragraph", 'en: <b>R&D</b> and <a href="https://example.org">more</a>')
    assert small_draft.faults() == []


def test_markup_is_refused_where_it_would_be_shown_as_it_stands(small_draft: Draft) -> None:
    small_draft.edit(OVERVIEW_FILE, "en: Title", "en: <b>Title</b>")
    assert small_draft.faults() == [
        "content/overview.yaml:3:5: overview.title.en: is shown as it stands, without bold or links; take the tag out"
    ]


def test_a_name_stays_on_one_line(small_draft: Draft) -> None:
    small_draft.edit(TASK_FORCE_FILE, "name: Eva", 'name: "Eva\\nLuz"')
    assert small_draft.faults() == ["content/taskforce.yaml:14:5: members[1].name: has to stay on one line"]


@pytest.mark.parametrize(
    ("old", "limit", "path"),
    [
        ("en: Title", fields.LABEL_UNITS, "3:5: overview.title.en"),
        ("en: Headline", fields.LINE_UNITS, "6:5: overview.headline.en"),
        ("en: Paragraph", fields.SUMMARY_UNITS, "9:7: overview.paragraphs[0].en"),
    ],
)
def test_a_text_that_is_too_long_says_by_how_much(small_draft: Draft, old: str, limit: int, path: str) -> None:
    small_draft.edit(OVERVIEW_FILE, old, f"en: {'x' * (limit + 12)}")
    words = f"is too long for its screen: {limit + 12:,} characters of {limit:,}; shorten it by 12"
    assert small_draft.faults() == [f"content/overview.yaml:{path}: {words}"]


def test_tags_do_not_count_towards_the_length(small_draft: Draft) -> None:
    small_draft.edit(OVERVIEW_FILE, "en: Paragraph", f"en: <b>{'x' * fields.SUMMARY_UNITS}</b>")
    assert small_draft.faults() == []


def test_paragraphs_have_to_fit_together(small_draft: Draft) -> None:
    long, other = "x" * 2999, "x" * 600
    small_draft.edit(OVERVIEW_FILE, "en: Paragraph", f"en: {long}")
    small_draft.edit(OVERVIEW_FILE, "es: Párrafo", f"es: Párrafo\n    - en: {other}\n      es: Otro")
    assert small_draft.faults() == [
        "content/overview.yaml:8:3: overview.paragraphs: are too long for one screen together in en: "
        "3,603 characters of 3,500; shorten them by 103"
    ]


def test_authors_have_to_fit_together(small_draft: Draft) -> None:
    small_draft.edit(REPORTS_FILE, "      - Ana\n", f"      - {'x' * 80}\n" * 7)
    assert small_draft.faults() == [
        "content/reports.yaml:16:5: reports[0].authors: are too long for their screen together: "
        "574 characters of 500; name fewer"
    ]


@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    [
        (TASK_FORCE_FILE, "name: Eva", "name: [Eva]", f"content/taskforce.yaml:14:5: members[1].name: {TEXT}"),
        (
            TASK_FORCE_FILE,
            "name: Eva",
            "name:\n      first: Eva",
            f"content/taskforce.yaml:14:5: members[1].name: {TEXT}",
        ),
        (TASK_FORCE_FILE, "id: vesta", "id: [vesta]", f"content/taskforce.yaml:7:5: organizations[1].id: {TEXT}"),
        (
            TASK_FORCE_FILE,
            "organization: arca",
            "organization: {id: arca}",
            f"content/taskforce.yaml:12:5: members[0].organization: {TEXT}",
        ),
        (TASK_FORCE_FILE, "- id: eva\n    name: Eva", "- Eva", f"content/taskforce.yaml:13:5: members[1]: {KEYS}"),
        (
            REPORTS_FILE,
            "authors:\n      - Ana",
            "authors: Ana",
            f"content/reports.yaml:16:5: reports[0].authors: {LIST}",
        ),
        (REPORTS_FILE, "authors:\n      - Ana", "authors:", f"content/reports.yaml:16:5: reports[0].authors: {LIST}"),
        (
            REPORTS_FILE,
            "authors:\n      - Ana",
            "authors: []",
            "content/reports.yaml:16:5: reports[0].authors: is an empty list; write at least one item below it",
        ),
        (
            OVERVIEW_FILE,
            "headline:\n    en: Headline\n    es: Encabezado",
            "headline: Headline",
            f"content/overview.yaml:5:3: overview.headline: {EACH}",
        ),
        (
            OVERVIEW_FILE,
            "headline:\n    en: Headline\n    es: Encabezado",
            "headline:\n    - Headline",
            f"content/overview.yaml:5:3: overview.headline: {EACH}",
        ),
        (
            OVERVIEW_FILE,
            "headline:\n    en: Headline\n    es: Encabezado",
            "headline:",
            f"content/overview.yaml:5:3: overview.headline: {EACH}",
        ),
    ],
)
def test_the_wrong_kind_of_thing_is_told_what_it_should_be(
    small_draft: Draft, file: str, old: str, new: str, fault: str
) -> None:
    small_draft.edit(file, old, new)
    assert small_draft.faults() == [fault]


@pytest.mark.parametrize("text", ["Hello", "- Hello"])
def test_a_file_that_is_no_list_of_keys_is_told_so(small_draft: Draft, text: str) -> None:
    small_draft.write(TASK_FORCE_FILE, text)
    assert small_draft.faults() == [f"content/taskforce.yaml:1:1: {KEYS}"]


def test_all_faults_of_all_files_are_told_at_once_in_the_order_of_their_places(small_draft: Draft) -> None:
    small_draft.write(REPORTS_FILE, REPORTS.replace("    number: 1\n", "").replace("2021-03", "2021"))
    small_draft.write(TASK_FORCE_FILE, TASK_FORCE.replace("name: Eva", 'name: "Eva').replace("id: ana", "id: Ana"))
    small_draft.edit(OVERVIEW_FILE, "en: Title", "en:")
    small_draft.edit("content/enablers.yaml", "      es: Talento\n", "")
    small_draft.edit("content/links.yaml", "url: https://usmexicofoundation.org\n", "url: usmexicofoundation.org\n")
    assert small_draft.faults() == [
        "content/enablers.yaml:6:5: enablers[0].title.es: has no translation; add es: … below it",
        f"content/links.yaml:11:5: links.foundation.url: {ADDRESS}",
        "content/overview.yaml:3:5: overview.title.en: is empty; write its text",
        "content/reports.yaml:5:5: reports[0].number: is missing; add number: …",
        f"content/reports.yaml:17:5: reports[0].month: {MONTH}",
        "content/taskforce.yaml:14:11: a quote is opened here and never closed; close it",
    ]
