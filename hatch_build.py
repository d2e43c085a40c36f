"""Build hook: what is installed has the compiled texts of the interface and the libraries that pages are made with."""

import os
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PACKAGE = Path(__file__).parent / "src" / "parkledger"
LOCALE = PACKAGE / "locale"
FRONT_END = (PACKAGE / "portal" / "static" / "vendor", PACKAGE / "portal" / "fonts")
"""What `make front` brings from packages of Node: pages cannot do without it."""
WHOLE = "en"
"""The catalogue that has every text."""
SHARE = "phần trăm câu chữ đã dịch"
"""The context of the text that says how many per cent of all texts a catalogue has, written when it is compiled."""


class CompleteHook(BuildHookInterface[Any]):
    """Compiles before anything is built; refuses to build a wheel or an sdist that could not serve pages."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002  the signature of the hook
        """Compile what is not compiled. An editable install may be made before the front end is there."""
        compile_catalogues()
        missing = [str(folder) for folder in FRONT_END if not folder.is_dir() or not any(folder.iterdir())]
        if missing and version != "editable":
            raise SystemExit(f"{', '.join(missing)}: run `make front` first; without it the pages have no files")


def _catalogue(source: Path) -> Catalog:
    with source.open("rb") as file:
        return read_po(file, locale=source.parts[-3], abort_invalid=True)


def _complete(catalogue: Catalog, english: Catalog) -> None:
    """Fill what is not translated with English, and say how much is."""
    texts = [message for message in english if message.id]
    translated = 0
    for message in texts:
        known = catalogue.get(message.id, message.context)
        if known is not None and known.string and all(known.string):
            translated += 1
        elif isinstance(message.string, tuple):
            catalogue.add(message.id, (message.string[-1],) * catalogue.num_plurals, context=message.context)
        else:
            catalogue.add(message.id, message.string, context=message.context)
    catalogue.delete("100", SHARE)
    catalogue.add("100", str(100 * translated // max(1, len(texts))), context=SHARE)


def compile_catalogues(locale: Path = LOCALE) -> list[Path]:
    """Compile each catalogue that is newer than its compiled form, or than English; which were compiled.

    What a catalogue does not have, pages in its language have in English.
    """
    written = []
    english = locale / WHOLE / "LC_MESSAGES" / "django.po"
    for source in sorted(locale.glob("*/LC_MESSAGES/django.po")):
        target = source.with_suffix(".mo")
        newest = max(path.stat().st_mtime_ns for path in (source, english) if path.exists())
        if target.exists() and target.stat().st_mtime_ns >= newest:
            continue
        catalogue = _catalogue(source)
        if source != english and english.exists():
            _complete(catalogue, _catalogue(english))
        unfinished = target.with_suffix(f".{os.getpid()}.tmp")  # several processes may compile at once
        with unfinished.open("wb") as file:
            write_mo(file, catalogue)
        unfinished.replace(target)
        written.append(target)
    return written
