"""Build hook: what is installed has the compiled texts of the interface and the libraries that pages are made with."""

import os
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PACKAGE = Path(__file__).parent / "src" / "parkledger"
LOCALE = PACKAGE / "locale"
FRONT_END = (PACKAGE / "portal" / "static" / "vendor", PACKAGE / "portal" / "fonts")
"""What `make front` brings from packages of Node: pages cannot do without it."""


class CompleteHook(BuildHookInterface[Any]):
    """Compiles before anything is built; refuses to build a wheel or an sdist that could not serve pages."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002  the signature of the hook
        """Compile what is not compiled. An editable install may be made before the front end is there."""
        compile_catalogues()
        missing = [str(folder) for folder in FRONT_END if not folder.is_dir() or not any(folder.iterdir())]
        if missing and version != "editable":
            raise SystemExit(f"{', '.join(missing)}: run `make front` first; without it the pages have no files")


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
