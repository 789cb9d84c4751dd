"""The schemas beside the content: current, named by each file, and true of it, so that programs do not mislead."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.core.fields import Model
from bot.loading import catalogs, schemas
from bot.loading.manuscript import MODELS
from tests.conftest import ROOT
from tests.letters import ALL, announce
from tests.loading.draft import Draft
from tests.loading.json_schema import faults
from tests.people import BOTH, EMAIL_ALONE, NO_CONTACT, PHONE_ALONE

CONTENT, FOLDER = ROOT / "content", ROOT / "content" / "schemas"
FILES = sorted(MODELS)


class _Loader(yaml.SafeLoader):
    """YAML as programs that edit it read it."""


_Loader.add_constructor("tag:yaml.org,2002:timestamp", lambda _, node: str(node.value))


def told(draft: Draft, name: str) -> list[str]:
    """Give what a program tells of a file in a draft, which reads numbers, truth values and nothing as such.

    To it a day is a text, as it is to YAML 1.2.
    """
    schema = json.loads((draft.folder / "content/schemas" / name.replace(".yaml", ".json")).read_text("utf-8"))
    return faults(schema, yaml.load((draft.folder / "content" / name).read_text("utf-8"), _Loader))


def test_the_schemas_are_current() -> None:
    """`python -m bot schema` writes them."""
    current = schemas.schemas(catalogs.known(ROOT / "locales"))
    assert {file.name: file.read_text(encoding="utf-8") for file in FOLDER.iterdir()} == current


@pytest.mark.parametrize("name", FILES)
def test_each_file_names_its_schema_in_its_first_line(name: str) -> None:
    first, *_ = (CONTENT / name).read_text(encoding="utf-8").split("\n")
    schema = name.replace(".yaml", ".json")
    assert first == f"# yaml-language-server: $schema=schemas/{schema}"
    assert (FOLDER / schema).is_file()


@pytest.mark.parametrize("name", FILES)
def test_what_is_shipped_is_valid_by_its_schema(draft: Draft, name: str) -> None:
    assert told(draft, name) == []


@pytest.mark.parametrize("name", FILES)
def test_every_key_is_explained_to_whoever_types_it(name: str) -> None:
    schema = json.loads((FOLDER / name.replace(".yaml", ".json")).read_text("utf-8"))
    models = [one for one in (schema, *schema.get("definitions", {}).values()) if "properties" in one]
    unexplained = [key for one in models for key, value in one["properties"].items() if "description" not in value]
    assert unexplained == []


@pytest.mark.parametrize("name", FILES)
def test_a_schema_has_the_keys_of_its_model_and_no_other(name: str) -> None:
    schema = json.loads((FOLDER / name.replace(".yaml", ".json")).read_text("utf-8"))
    known = {model.__name__: model for model in _models(MODELS[name])}
    for title, definition in [(MODELS[name].__name__, schema), *schema.get("definitions", {}).items()]:
        if "properties" in definition:
            fields = known[title].model_fields
            assert list(definition["properties"]) == list(fields)
            assert definition.get("required", []) == [key for key, field in fields.items() if field.is_required()]


@pytest.mark.parametrize(
    ("name", "old", "new", "fault"),
    [
        ("overview.yaml", "    es: Ally-Shoring\n", "", "overview.title: required"),
        ("overview.yaml", "    es: Ally-Shoring\n", "    sp: Ally-Shoring\n", "overview.title: required"),
        ("overview.yaml", "    en: Ally-Shoring\n", f"    en: {'x' * 37}\n", "overview.title.en: maxLength"),
        ("overview.yaml", "    en: Ally-Shoring\n", "    en: [Ally-Shoring]\n", "overview.title.en: type"),
        ("overview.yaml", "    en: Ally-Shoring\n", "    en:\n", "overview.title.en: type"),
        ("reports.yaml", "number: 3", "number: 0", "reports.0.number: minimum"),
        ("reports.yaml", "number: 3", "number: three", "reports.0.number: pattern"),
        ("reports.yaml", "month: 2021-03", "month: marzo 2021", "reports.2.month: pattern"),
        ("reports.yaml", "month: 2021-03", "month: 2021", "reports.2.month: type"),
        ("reports.yaml", "    month: 2021-03", "    link: example.org", "reports.2.link: pattern"),
        ("reports.yaml", "    month: 2021-03", "    mounth: 2021-03", "reports.2: additionalProperties"),
        ("taskforce.yaml", "id: gm\n", "id: GM\n", "organizations.10.id: pattern"),
        ("taskforce.yaml", "id: gm\n", "id: -gm\n", "organizations.10.id: pattern"),
        ("taskforce.yaml", "id: gm\n    name: GM\n", "id: gm\n", "organizations.10: required"),
        ("taskforce.yaml", "members:\n", "members:\n  - Ana\n", "members.0: type"),
        ("accepted.yaml", "what: same", "what: equal", "accepted.0.what: enum"),
        ("accepted.yaml", "    why: ", "    reason: ", "accepted.0: required"),
        ("retired.yaml", "members:\n", "members:\n  - moved: jana-nieto\n", "members.0: required"),
        ("retired.yaml", "members:\n", "members: jana-nieto\n", "members: type"),
        ("published.yaml", "members:\n", "member:\n", ": additionalProperties"),
    ],
)
def test_a_slip_is_told_while_it_is_typed(draft: Draft, name: str, old: str, new: str, fault: str) -> None:
    draft.edit(f"content/{name}", f"{old}", new)
    assert fault in told(draft, name)
    assert draft.faults() != []


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("taskforce.yaml", "name: GM", "name: 3"),
        ("taskforce.yaml", "name: GM", "name: No"),
        ("taskforce.yaml", "members:\n", "members:\n  - id: 123\n    name: Ana\n"),
        ("reports.yaml", "number: 3", "number: '3'"),
        ("reports.yaml", "month: 2021-03", "month: '2021-03'"),
        ("retired.yaml", "members:\n", "members: []\n"),
        ("accepted.yaml", "found: Ally-Shoring", "found: 2.5"),
    ],
)
def test_what_a_program_takes_for_a_number_or_a_truth_value_is_no_slip(
    draft: Draft, name: str, old: str, new: str
) -> None:
    draft.edit(f"content/{name}", old, new)
    assert (told(draft, name), draft.faults()) == ([], [])


def test_everything_that_may_be_told_of_a_member_is_valid(draft: Draft) -> None:
    draft.edit("content/taskforce.yaml", "\nmembers:\n", f"\nmembers:\n{BOTH}{EMAIL_ALONE}{PHONE_ALONE}{NO_CONTACT}")
    assert (told(draft, "taskforce.yaml"), draft.faults()) == ([], [])


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (f"      consent:\n{BOTH.partition('consent:' + chr(10))[2]}", "", "members.0.contact: required"),
        ("        date: 2025-03-14\n", "", "members.0.contact.consent: required"),
        ("2025-03-14", "14.03.2025", "members.0.contact.consent.date: pattern"),
        ("luz@example.org", "luz(at)example.org", "members.0.contact.email: pattern"),
        ("+52 (55) 1234-5678", "55 1234 5678", "members.0.contact.phone: pattern"),
        ("https://example.org/luz.jpg", "luz.jpg", "members.0.portrait: pattern"),
        ("      es: Directora General\n", "", "members.0.title: required"),
        ("          es: Sitio web\n", "", "members.0.links.0.label: required"),
    ],
)
def test_a_slip_in_what_is_told_of_a_member_is_told_while_it_is_typed(
    draft: Draft, old: str, new: str, fault: str
) -> None:
    draft.edit("content/taskforce.yaml", "\nmembers:\n", f"\nmembers:\n{BOTH}")
    draft.edit("content/taskforce.yaml", old, new)
    assert fault in told(draft, "taskforce.yaml")
    assert draft.faults() != []


def test_every_kind_of_announcement_is_valid(draft: Draft) -> None:
    announce(draft, ALL)
    assert (told(draft, "announcements.yaml"), draft.faults()) == ([], [])


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("      es: Así fue el foro.\n", "", "announcements.2.text: required"),
        ("id: plain", "id: The Forum", "announcements.0.id: pattern"),
        ("opens: taskforce", "opens: the task force", "announcements.2.opens: pattern"),
        ("      en: Meet Jana\n", f"      en: {'x' * 37}\n", "announcements.1.button.en: maxLength"),
        ("picture: files/forum.png", "picture: /files/forum.png", "announcements.2.picture: pattern"),
        ("document: https:", "document: http:", "announcements.3.document: pattern"),
        ("    picture: ", "    photo: ", "announcements.2: additionalProperties"),
    ],
)
def test_a_slip_in_an_announcement_is_told_while_it_is_typed(draft: Draft, old: str, new: str, fault: str) -> None:
    announce(draft, ALL)
    draft.edit("content/announcements.yaml", old, new)
    assert fault in told(draft, "announcements.yaml")
    assert draft.faults() != []


def test_only_schemas_that_have_changed_are_written(draft: Draft) -> None:
    content = draft.folder / "content"
    (content / "schemas/links.json").unlink()
    (content / "schemas/reports.json").write_text("{}", encoding="utf-8")
    assert [file.name for file in schemas.write(content, ("en", "es"))] == ["reports.json", "links.json"]
    assert schemas.write(content, ("en", "es")) == []


def test_a_third_language_is_asked_for_in_every_text(tmp_path: Path) -> None:
    (file,) = (file for file in schemas.write(tmp_path, ("en", "es", "fr")) if file.name == "links.json")
    label = json.loads(file.read_text("utf-8"))["definitions"]["Link"]["properties"]["label"]
    assert (list(label["properties"]), label["required"]) == (["en", "es", "fr"], ["en", "es", "fr"])


def _models(model: type[Model]) -> list[type[Model]]:
    """Give a model and all in it."""
    found = [model]
    for field in model.model_fields.values():
        found += [one for inner in _inside(field.annotation) for one in _models(inner)]
    return found


def _inside(annotation: Any) -> list[type[Model]]:
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return [annotation]
    return [one for argument in getattr(annotation, "__args__", ()) for one in _inside(argument)]
