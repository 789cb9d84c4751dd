"""Files that came to any harm: the loader gives an edition or names faults, and never anything else."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.core.edition import Edition
from bot.core.html import fault
from bot.errors import EditionError
from tests.core.walk import unfit, walk
from tests.loading.draft import CATALOG, ENABLERS, OVERVIEW, REPORTS, TASK_FORCE, Draft, small

FILES = {
    "content/overview.yaml": OVERVIEW,
    "content/reports.yaml": REPORTS,
    "content/enablers.yaml": ENABLERS,
    "content/taskforce.yaml": TASK_FORCE,
}
SIGNS = st.text(st.sampled_from(" \t\n:-#'\"[]{}&*!|>%@`~?,.\\</0aéñ😀\x00\x85\u2028\ufeff_=")) | st.text(max_size=3)
PIECES = st.sampled_from(
    [
        *(
            "\n",
            "\n  ",
            "\n  - ",
            ": ",
            "- ",
            "en: ",
            "es: ",
            "id: ",
            "title:",
            "[",
            "]",
            "{",
            "}",
            "'",
            '"',
            "null",
            "<b>",
        ),
        *(
            "&a ",
            "*a",
            "!!str ",
            "|\n",
            ">-\n",
            "---\n",
            "...\n",
            "%YAML 1.1\n",
            "? ",
            "<<: ",
            '"\\ud800"',
            "[key]",
            "\t",
        ),
        *("&#xD800;", "&nbsp;", "</b>", "0000-01", "https://[", "9" * 400, "1e999", "\r", "\u2028", "x" * 5000),
    ]
)
PO_PIECES = st.sampled_from(
    [
        *(
            "msgid ",
            "msgstr ",
            "msgid_plural ",
            "msgstr[0] ",
            "msgstr[1] ",
            "msgstr[9] ",
            "msgctxt ",
            '"',
            '""',
            '"\n"',
        ),
        *(
            "#, fuzzy\n",
            "#~ ",
            "#: a:1\n",
            "#| ",
            "{",
            "}",
            "{count}",
            "{0}",
            "{a!r:>{b}}",
            "<b>",
            "\\",
            "\\n",
            "\n",
            "\n\n",
        ),
        *(
            "nplurals=",
            "plural=",
            "(n",
            "charset=",
            "Language: ",
            "POT-Creation-Date: ",
            "\x00",
            "\u2028",
            "é",
            "\ufeff",
        ),
    ]
)
UPKEEP = {
    "content/published.yaml": "reports:\n  - first\nmembers:\n  - ana\n  - old\n  - luz\n",
    "content/retired.yaml": (
        "members:\n  - id: old\n    moved: luz\n"
        "  - id: luz\n    farewell:\n      en: Gone {count} 21\n      es: Se fue\n"
    ),
    "content/accepted.yaml": (
        "accepted:\n  - file: retired.yaml\n    place: members[luz].farewell.es\n    what: numbers\n"
        "    found: 21\n    why: It is right.\n"
    ),
}
LIMITS = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Draft:
    """A draft that is used over and over."""
    return small(tmp_path_factory.mktemp("harm"))


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Draft:
    """A draft with ids that were published, items that are gone, and warnings, one of which is accepted."""
    draft = small(tmp_path_factory.mktemp("kept"))
    for name, text in UPKEEP.items():
        draft.write(name, text)
    return draft


@st.composite
def harmed(draw: st.DrawFn, text: str, pieces: st.SearchStrategy[str]) -> str:
    """Give a text from which things were taken, to which things were added, or of which lines changed places."""
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(text)))
        end = start + draw(st.integers(0, 12))
        text = text[:start] + draw(pieces) + text[end:]
        if draw(st.booleans()):
            lines = text.split("\n")
            one, other = (draw(st.integers(0, len(lines) - 1)) for _ in range(2))
            lines[one], lines[other] = lines[other], lines[one]
            text = "\n".join(lines)
    return text


@LIMITS
@given(st.data())
def test_content_that_came_to_harm_fits_or_has_named_faults(base: Draft, data: st.DataObject) -> None:
    file = data.draw(st.sampled_from(sorted(FILES)))
    text = data.draw(harmed(FILES[file], SIGNS | PIECES))
    if edition := _put_and_back(base, file, FILES[file], text.encode("utf-8", "surrogatepass")):
        screens = walk(edition, every_way=False).screens
        assert {where: faults for where, screen in screens.items() if (faults := unfit(screen))} == {}


@LIMITS
@given(st.data())
def test_a_catalog_that_came_to_harm_is_shown_or_has_named_faults(base: Draft, data: st.DataObject) -> None:
    whole = (base.folder / CATALOG).read_text("utf-8")
    text = data.draw(harmed(whole, SIGNS | PO_PIECES))
    if edition := _put_and_back(base, CATALOG, whole, text.encode("utf-8", "surrogatepass")):
        screens = walk(edition, every_way=False).screens
        assert {where: words for where, screen in screens.items() if (words := fault(screen.text))} == {}


@LIMITS
@given(st.sampled_from([*FILES, CATALOG]), st.binary(max_size=60))
def test_any_bytes_are_an_edition_or_named_faults(base: Draft, file: str, harm: bytes) -> None:
    _put_and_back(base, file, (base.folder / file).read_text("utf-8"), harm)


@LIMITS
@given(st.data())
def test_the_check_looks_at_content_that_came_to_harm_and_names_what_it_finds(kept: Draft, data: st.DataObject) -> None:
    file = data.draw(st.sampled_from(sorted({**FILES, **UPKEEP})))
    whole = {**FILES, **UPKEEP}[file]
    kept.write(file, data.draw(harmed(whole, SIGNS | PIECES)).encode("utf-8", "surrogatepass"))
    try:
        said = kept.inspect()
    finally:
        kept.write(file, whole)
    assert [line for line in said if not line.startswith(("content/", "locales/"))] == []
    assert len("\n".join(said).encode().decode().splitlines()) == len(said)


def _put_and_back(base: Draft, file: str, whole: str, harm: bytes) -> Edition | None:
    """Give the edition in spite of the harm, if there is one; else look whether each fault is one printable line."""
    base.write(file, harm)
    try:
        return base.load()
    except EditionError as error:
        faults = error
    finally:
        base.write(file, whole)
    lines = str(faults).encode().decode().splitlines()
    assert len(lines) == len(faults.faults) > 0
    assert [line for line in lines if not line.startswith(("content/", "locales/"))] == []
    return None
