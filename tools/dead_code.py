"""Functions, classes, methods and properties that nothing uses: `python -m tools.dead_code` lists them and exits 1.

vulture looks at the Python; what templates name, and what a framework calls by name, is told to it here with the reason.
"""

import re
import sys
from pathlib import Path

from vulture import Vulture

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "parkledger"
KINDS = {"function", "method", "class", "property", "import"}
REGISTERED = ("@app.*", "@*.command", "@router.*", "@api.*", "@register.*", "@field_validator", "@model_validator", "@receiver",
              "@*.register", "@of_events.*", "@*.callback")  # fmt: skip
CALLED_BY_NAME = {
    "Meta", "*Config", "ready", "clean*", "handler*", "process_view", "process_exception", "to_url",  # Django
    "parse_body", "get_rate", "get_cache_key",  # django-ninja
    "is_open_for_signup", "send_password_reset_mail", "get_client_ip", "get_totp_label",  # allauth
    "initialize", "bind_ip", "format_request",  # hatchling's build hook, django-structlog
    "LoadedLine", "read_pages", "Some",  # a table that SQL fills, Spark jobs, granian, a quoted annotation
}  # fmt: skip
EVENT_TYPES = SOURCE / "ledger" / "events"
"""Classes here are registered by being defined; they are used by their code."""
NAMED_IN_TEXT = (*SOURCE.rglob("*.html"), *SOURCE.rglob("*.typ"), SOURCE / "settings.py", SOURCE / "urls.py")


def words() -> set[str]:
    """Every word of the files that name things as text: templates and settings."""
    return {word for path in NAMED_IN_TEXT for word in re.findall(r"\w+", path.read_text(encoding="utf-8"))}


def unused() -> list[str]:
    """What is not used, one line each."""
    finder = Vulture(ignore_names=sorted(CALLED_BY_NAME), ignore_decorators=list(REGISTERED))
    folders = [str(ROOT / folder) for folder in ("src", "tests", "tools", "benchmarks")]
    finder.scavenge(folders, exclude=["*/migrations/*", "*/client/shapes.py"])
    named = words()
    return [
        f"{item.filename.relative_to(ROOT)}:{item.first_lineno}: {item.typ} {item.name}"
        for item in finder.get_unused_code(min_confidence=60)
        if item.typ in KINDS
        and item.name not in named
        and SOURCE in item.filename.parents
        and not (item.typ == "class" and EVENT_TYPES in item.filename.parents)
    ]


if __name__ == "__main__":
    found = unused()
    print("\n".join(found) or "nothing unused")
    sys.exit(bool(found))
