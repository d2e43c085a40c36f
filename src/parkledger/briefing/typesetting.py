"""Sheets set in type by Typst: what they become with some data, in the type of a file that the caller names."""

import json
import threading
from functools import cache
from pathlib import Path
from typing import Any

import typst

FONTS = Path(__file__).parents[1] / "portal" / "fonts"
"""The faces of the portal, for what is printed."""
_lock = threading.Lock()


def set_in_type(sheet: Path, data: Any, *, fonts: Path | None = None, **options: Any) -> bytes:
    """A sheet filled with data; `fonts` is a folder of fonts beside those that Typst brings. One at a time: a compiler is not shared."""
    with _lock:
        made = _compiler(sheet, fonts).compile(sys_inputs={"data": json.dumps(data, ensure_ascii=False)}, **options)
    if not isinstance(made, bytes):
        raise TypeError("one document was to be set, and several came")
    return made


@cache
def _compiler(sheet: Path, fonts: Path | None) -> typst.Compiler:
    return typst.Compiler(
        str(sheet), root=str(sheet.parent), font_paths=[str(fonts)] if fonts else [], ignore_system_fonts=True
    )
