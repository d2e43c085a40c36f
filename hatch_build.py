"""Build hook: the catalogues of the interface's texts are compiled into what is installed."""

import os
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

LOCALE = Path(__file__).parent / "src" / "parkledger" / "locale"


class CatalogueHook(BuildHookInterface[Any]):
    """Compiles before a wheel or an editable install is made."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002  the signature of the hook
        """Compile what is not compiled."""
        compile_catalogues()


def compile_catalogues(locale: Path = LOCALE) -> list[Path]:
    """Compile each catalogue that is newer than its compiled form; which were compiled."""
    written = []
    for source in sorted(locale.glob("*/LC_MESSAGES/django.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        with source.open("rb") as file:
            catalogue = read_po(file, locale=source.parts[-3], abort_invalid=True)
        unfinished = target.with_suffix(f".{os.getpid()}.tmp")  # several processes may compile at once
        with unfinished.open("wb") as file:
            write_mo(file, catalogue)
        unfinished.replace(target)
        written.append(target)
    return written
