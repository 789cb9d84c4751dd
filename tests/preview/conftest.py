"""The preview of the shipped words, and of an edition in which something is up everywhere."""

import json

import pytest
import yaml

from bot import loading
from bot.core.content import FILES
from bot.core.edition import Edition
from bot.preview import write
from tests.bilingual import bilingual
from tests.preview.reading import Node, read

ODD = "A <3 & \"B\" 'C'\u2028&lt; 🤝"
FAREWELL = {"en": "It left the stage & will be back.", "es": "Dejó el escenario & volverá."}


CONTACT = {
    "email": "odd@example.org",
    "phone": "+52 55 1234 5678",
    "consent": {"date": "2025-03-14", "how": "By e-mail."},
}


@pytest.fixture(scope="session")
def document(edition: Edition) -> str:
    """The preview of what is shipped."""
    return write(edition)


@pytest.fixture(scope="session")
def tree(document: str) -> Node:
    """The preview of what is shipped, read back."""
    return read(document)


@pytest.fixture(scope="session")
def eventful(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """The shipped content with a report's link and document, a farewell, and names with markup and odd characters."""
    folder = tmp_path_factory.mktemp("content")
    for name in FILES:
        data = yaml.load((bilingual() / "content" / name).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        if name == "reports.yaml":
            data["reports"][0] |= {"link": "https://example.org/?a=1&b=2", "document": "https://example.org/report.pdf"}
        if name == "taskforce.yaml":
            data["members"][0] |= {"name": ODD, "portrait": "https://example.org/odd.jpg", "contact": CONTACT}
        (folder / name).write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    retired = {"members": [{"id": "long-gone", "farewell": FAREWELL}]}
    (folder / "retired.yaml").write_text(json.dumps(retired), encoding="utf-8")
    return loading.load(folder, bilingual() / "locales")
