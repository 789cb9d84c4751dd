"""The gettext catalogs in locales/, checked and compiled in memory."""

import gettext
import re
import string
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from io import BytesIO
from pathlib import Path

from babel import localedata
from babel.core import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from bot.core import html
from bot.core.limits import Limit
from bot.core.locales import SOURCE, Words
from bot.errors import Fault, Severity
from bot.loading.source import not_utf8
from bot.loading.translation import Pair

TEMPLATE = "messages.pot"
_FILE = Path("LC_MESSAGES") / "messages.po"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_LINE = re.compile(r'(#.*|((msgid|msgid_plural|msgctxt|msgstr(\[[0-9]\])?) +)?"([^"\\]|\\[\\"nrt])*")?')
_COUNTS = range(1001)


def known(folder: Path) -> tuple[str, ...]:
    """Give the languages of the bot: English, and each folder in locales/ with a language's two letters for a name."""
    return tuple(sorted({SOURCE, *(name for name in _folders(folder) if _is_language(name))}))


def read(folder: Path) -> tuple[dict[str, Words], list[Fault]]:
    """Read every catalog: the words of each language that is well, and the faults of the others."""
    words: dict[str, Words] = {SOURCE: Words(SOURCE, gettext.NullTranslations())}
    faults: list[Fault] = []
    sentences = _sentences(folder / TEMPLATE)
    for language in _folders(folder):
        file = folder / language / _FILE
        name = f"{folder.name}/{language}/{_FILE.as_posix()}"
        if language == SOURCE and not file.exists():
            continue
        if not _is_language(language):
            faults.append(Fault(name, 1, 1, "", "the folder has to be called by a language's two letters, like es"))
            continue
        catalog, found = _catalog(file, name, language)
        if catalog is not None:
            found = [*found, *_missing(catalog, sentences, name)]
        faults += found
        if catalog is not None and not found:
            words[language] = Words(language, _compiled(catalog))
    return dict(sorted(words.items())), faults


def pairs(folder: Path, language: str) -> Iterator[Pair]:
    """Give each translation of a catalog that is well beside its original: of plurals the last, which has its count."""
    for place, ids, strings in _translations(folder, language):
        warning = replace(place, severity=Severity.WARNING)
        yield Pair(SOURCE, ids[-1], language, strings[-1], partial(_said, warning))


def misfits(folder: Path, language: str, limits: Mapping[str, Limit]) -> Iterator[Fault]:
    """Give the translations that are too long for their place, or nothing but a sign on a button."""
    for place, ids, strings in _translations(folder, language):
        limit = limits.get(ids[0])
        words = next((words for string in strings if limit and (words := limit.fault(string))), None)
        if words:
            yield replace(place, words=words)


def _translations(folder: Path, language: str) -> Iterator[tuple[Fault, list[str], list[str]]]:
    """Give the place, the ids and the texts of each message of a catalog that is well."""
    file, name = folder / language / _FILE, f"{folder.name}/{language}/{_FILE.as_posix()}"
    catalog, faults = _catalog(file, name, language) if file.exists() else (None, [])
    if catalog is not None and not faults:
        for message in catalog:
            if message.id:
                ids = _several(message.id)
                yield Fault(name, message.lineno or 1, 1, _short(ids[0]), ""), ids, _several(message.string)


def _said(place: Fault, words: str) -> Fault:
    return replace(place, words=words)


def _folders(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.glob("[!.]*") if entry.is_dir())


def _is_language(name: str) -> bool:
    return re.fullmatch("[a-z]{2}", name) is not None and localedata.exists(name)


def _catalog(file: Path, name: str, language: str) -> tuple[Catalog | None, list[Fault]]:
    try:
        lines = file.read_text(encoding="utf-8-sig").split("\n")
        if broken := _broken(lines, name):
            return None, broken
        catalog = read_po(lines, locale=Locale.parse(language), abort_invalid=True)
    except FileNotFoundError:
        return None, [Fault(name, 1, 1, "", "is missing; add the catalog, or take the folder away")]
    except OSError as error:
        return None, [Fault(name, 1, 1, "", f"cannot be read: {error.strerror}")]
    except UnicodeDecodeError as error:
        return None, [not_utf8(name, error)]
    except PoFileError as error:
        return None, [Fault(name, error.lineno + 1, 1, "", _problem(str(error.args[0])))]
    except ValueError as error:
        return None, [Fault(name, 1, 1, "", f"has a head that is not understood; put its lines back ({error})")]
    catalog.charset = "utf-8"
    if len(catalog) == 0:
        return None, [Fault(name, 1, 1, "", "has no messages; put its content back")]
    if words := _plural_fault(catalog):
        return None, [Fault(name, 1, 1, "", words)]
    return catalog, [
        fault for message in catalog if message.id for fault in _faults(message, name, catalog.num_plurals)
    ]


def _sentences(template: Path) -> list[str]:
    """Give the sentences of the bot; where the template is not there, every catalog is taken as it is."""
    if not template.exists():
        return []
    with template.open("rb") as lines:
        return [_several(message.id)[0] for message in read_po(lines) if message.id]


def _missing(catalog: Catalog, sentences: list[str], name: str) -> list[Fault]:
    there = {_several(message.id)[0] for message in catalog if message.id}
    words = "is missing; copy its entry from another catalog, and translate it"
    return [Fault(name, 1, 1, _short(sentence), words) for sentence in sentences if sentence not in there]


def _broken(lines: list[str], name: str) -> list[Fault]:
    """Babel takes the first and the last character off whatever stands where a text is expected: look first."""
    words = (
        'is not a line of a catalog; write msgid or msgstr, a space, and the text between quotes, \\" for a quote in it'
    )
    odd = "has a character that no text has; delete the line and type it again"
    return [
        Fault(name, number, 1, "", odd if _CONTROL.search(line) else words)
        for number, line in enumerate(lines, start=1)
        if _CONTROL.search(line) or not _LINE.fullmatch(line.strip())
    ]


def _problem(problem: str) -> str:
    if "more translations" in problem:
        return "has more plural forms than its language; keep those that Plural-Forms announces"
    if "missing msgstr" in problem:
        return "has no line msgstr; write it below msgid"
    return "stands alone; write msgid or msgstr before the text"


def _plural_fault(catalog: Catalog) -> str | None:
    try:
        chosen = set(map(gettext.c2py(catalog.plural_expr), _COUNTS))
    except (ValueError, ZeroDivisionError):
        return "has a line Plural-Forms that is not understood; copy it from another catalog of this language"
    if not chosen <= set(range(catalog.num_plurals)):
        return "has a line Plural-Forms that does not fit itself; copy it from another catalog of this language"
    return None


def _compiled(catalog: Catalog) -> gettext.GNUTranslations:
    file = BytesIO()
    write_mo(file, catalog)
    file.seek(0)
    return gettext.GNUTranslations(file)


def _faults(message: Message, name: str, plurals: int) -> list[Fault]:
    ids, strings = _several(message.id), _several(message.string)
    found: list[str] = []
    if message.fuzzy:
        found.append("is marked fuzzy; read it, put it right, and take the mark out")
    missing = [number for number, text in enumerate(strings) if not text.strip()]
    if missing and message.pluralizable:
        found += (f"has no translation; write it after msgstr[{number}]" for number in missing)
    elif missing:
        found.append("has no translation; write it after msgstr")
    elif len(strings) != (plurals if message.pluralizable else 1):
        found.append("has another number of plural forms than Plural-Forms announces")
    else:
        for number, text in enumerate(strings):
            counted = number == len(strings) - 1
            found += filter(None, (_placeholder_fault(text, ids, counted), _markup_fault(text, ids[-1])))
    return [Fault(name, message.lineno or 1, 1, _short(ids[0]), words) for words in dict.fromkeys(found)]


def _several(texts: str | Sequence[str | None] | None) -> list[str]:
    return [texts or ""] if isinstance(texts, str) or texts is None else [text or "" for text in texts]


def _placeholder_fault(text: str, ids: list[str], counted: bool) -> str | None:
    """Only the last form, the plural, has to have its count ("un integrante"); nothing else may be missing or added."""
    try:
        allowed, there = set(placeholders(ids[-1])), set(placeholders(text))
    except ValueError:
        return "has a brace that is not closed"
    needed = allowed if counted else allowed - {"count"}
    if not needed <= there <= allowed:
        wanted = ", ".join(f"{{{one}}}" for one in sorted(allowed)) or "none"
        return f"has other placeholders than its original, which has {wanted}"
    return None


def placeholders(text: str) -> list[str]:
    """Give what stands between braces, in order, as it is written.

    Raises:
        ValueError: a brace is not closed.
    """
    return [
        f"{name}{f'!{conversion}' if conversion else ''}{f':{layout}' if layout else ''}"
        for _, name, layout, conversion in string.Formatter().parse(text)
        if name is not None
    ]


def _markup_fault(text: str, original: str) -> str | None:
    if words := html.fault(text):
        return words
    if _tags(text) != _tags(original):
        return "has other tags than its original"
    return None


def _tags(text: str) -> Counter[str]:
    return Counter(re.findall(r"</?[a-z][a-z-]*", text))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return f"«{line if len(line) <= 40 else line[:39] + '…'}»"
