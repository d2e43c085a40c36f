"""The texts of the interface: gather them from templates and Python, say what a catalogue lacks, compile catalogues.

`python -m tools.translations update` brings every catalogue up to date: new texts are added without a translation, texts
that are gone are dropped. `check` says what is missing or wrong and exits 1; `compile` writes what Django loads. Vietnamese
is the source; `update --language ja` begins the catalogue of another language: of the texts of the pages for investors, with English
for the rest. None of it needs the gettext programs.
"""

import argparse
import ast
import re
import sys
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize
from hatch_build import LOCALE, WHOLE, compile_catalogues

PACKAGE = LOCALE.parent
FOR_INVESTORS = ("shared", "dashboard", "land", "zones", "map", "cases", "search", "about")
"""Features of the portal whose texts every catalogue has; all others only English has."""
Key = tuple[str, str, str]
"""A text as catalogues know it: its context, the text, and its plural; each may be empty but the text."""
_SINGLE, _PLURAL, _CONTEXT, _BOTH = None, (1, 2), ((1, "c"), 2), ((1, "c"), 2, 3)
KEYWORDS = {
    f"{name}{lazy}": arguments
    for name, arguments in {"gettext": _SINGLE, "ngettext": _PLURAL, "pgettext": _CONTEXT, "npgettext": _BOTH}.items()
    for lazy in ("", "_lazy")
} | {"_": None, "gettext_noop": None}
_STRING = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
CALL = re.compile(rf"\b(_|n?p?gettext)\(\s*({_STRING}(?:\s*,\s*{_STRING})*)")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%|%[sd]|\{\w*\}")
HEADER = """\
# The texts of the interface in {title}; the texts themselves are Vietnamese.
# New texts are added by `python -m tools.translations update`.
msgid ""
msgstr ""
"Language: {code}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plurals}\\n"

"""


def texts(package: Path = PACKAGE) -> set[Key]:
    """Every text of the interface, as templates and Python have it now."""
    found: set[Key] = set()
    for path in sorted(package.rglob("*")):
        if path.suffix in {".html", ".txt"}:
            found |= set(_of_template(path))
        elif path.suffix == ".py":
            found |= set(_of_python(path))
    return found


def wanted(catalogue: Path, found: set[Key]) -> set[Key]:
    """The texts that a catalogue is to have."""
    if catalogue.parts[-3] == WHOLE:
        return found
    return {key for feature in FOR_INVESTORS for key in texts(PACKAGE / "portal" / feature)} & found


def _of_template(path: Path) -> Iterator[Key]:
    for name, given in CALL.findall(templatize(path.read_text(encoding="utf-8"), origin=str(path))):
        yield _key(name, list(ast.literal_eval(f"({given},)")))


def _of_python(path: Path) -> Iterator[Key]:
    for _line, message, _comments, context in extract_from_file("python", path, keywords=KEYWORDS):
        words = [message] if isinstance(message, str) else list(message)
        yield (context or "", words[0], words[1] if len(words) > 1 else "")


def _key(name: str, given: list[str]) -> Key:
    context = given.pop(0) if "p" in name.removesuffix("gettext") else ""
    return (context, given[0], given[1] if name.startswith("n") else "")


def catalogue_of(path: Path) -> Catalog:
    """A catalogue as it is written, with what is obsolete."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3], abort_invalid=True)


def key_of(message: Message) -> Key:
    """A message of a catalogue as a text."""
    text, plural = (message.id, "") if isinstance(message.id, str) else message.id
    return (message.context or "", text, plural)


def updated(found: Iterable[Key], known: Catalog) -> Catalog:
    """A catalogue of exactly these texts, translated as far as they were known."""
    catalogue = Catalog(known.locale)
    for context, text, plural in sorted(found, key=lambda key: (key[1], key[0])):
        before = known.get(text, context or None)
        same = before is not None and key_of(before) == (context, text, plural)
        catalogue.add(
            (text, plural) if plural else text,
            before.string if same and before else None,
            context=context or None,
            flags=before.flags - {"python-format"} if same and before else (),
            user_comments=before.user_comments if same and before else (),
        )
    return catalogue


def write(catalogue: Catalog, path: Path) -> None:
    """Write a catalogue in the order of its texts."""
    body = BytesIO()
    write_po(body, catalogue, width=0, sort_output=True, omit_header=True, no_location=True)
    title = catalogue.locale.english_name if catalogue.locale else path.parts[-3]
    header = HEADER.format(title=title, code=path.parts[-3], plurals=catalogue.plural_forms)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(header + body.getvalue().decode("utf-8"), encoding="utf-8")


def problems(found: set[Key], catalogue: Catalog) -> Iterator[str]:
    """What a catalogue lacks, has in excess, or says with other placeholders than the text."""
    there = {key_of(message): message for message in catalogue if message.id}
    for key in sorted(found - there.keys()):
        yield f"missing: {key}"
    for key in sorted(there.keys() - found):
        yield f"no longer in use: {key}"
    for message in catalogue.obsolete.values():
        yield f"obsolete: {key_of(message)}"
    for key, message in there.items():
        said = list(message.string) if isinstance(message.string, list | tuple) else [message.string or ""]
        if message.fuzzy:
            yield f"fuzzy: {key}"
        if not all(said) or len(said) < (catalogue.num_plurals if key[2] else 1):
            yield f"not translated: {key}"
        elif any(placeholders(each) != placeholders(key[1]) for each in said):
            yield f"other placeholders: {key}: {said}"


def placeholders(text: str) -> set[str]:
    """What is filled into a text."""
    return set(PLACEHOLDER.findall(text))


def main(arguments: list[str] | None = None) -> int:
    """Do what is asked; 1 where a check finds something."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("act", choices=("update", "check", "compile"))
    parser.add_argument("--language", help="begin the catalogue of a language: ja, zh_Hans")
    given = parser.parse_args(arguments)
    if given.act == "compile":
        compile_catalogues()
        return 0
    found = texts()
    if given.language and given.act == "update":
        path = LOCALE / given.language / "LC_MESSAGES" / "django.po"
        if not path.exists():
            write(Catalog(given.language), path)
    wrong = 0
    for path in sorted(LOCALE.glob("*/LC_MESSAGES/django.po")):
        catalogue = catalogue_of(path)
        if given.act == "update":
            write(updated(wanted(path, found), catalogue), path)
            catalogue = catalogue_of(path)
        for problem in problems(wanted(path, found), catalogue):
            print(f"{path.parts[-3]}: {problem}", file=sys.stderr)
            wrong += 1
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
