"""Serving the portal: its static files, compressed and under names that change with what is in them; its application.

Files are collected into the home folder when what they are made of has changed. The server is granian; each of its
processes opens the mirror for itself.
"""

import hashlib
import os
import shutil
from importlib import import_module
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from filelock import FileLock
from granian.log import LogLevels
from whitenoise.storage import CompressedManifestStaticFilesStorage

from parkledger.briefing import search as searching
from parkledger.figures.current import current_figures
from parkledger.language import ParkError

PORTAL = Path(__file__).parent / "portal"
STATIC = PORTAL / "static"
MARK = ".made-of"
THREADS = 4
"""Requests that one process works on at a time; the rest wait in its queue."""
PATIENCE = 10
"""Seconds that a process is given to finish when the portal is stopped: one still starting would not hear it."""
BACKLOG = 512
"""Requests that may wait in one process."""


class Statics(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise has no types
    """Static files under hashed names, in what they import as well."""

    support_js_module_import_aggregation = True
    keep_only_hashed_files = True


class FrontEndMissing(ParkError):
    """The libraries that pages are made with are not installed."""

    code = "front_end_missing"
    vi = "Thiếu thư viện giao diện trong {folder}. Hãy chạy `make front`."
    en = "The front-end libraries are missing from {folder}. Run `make front`."


def prepare() -> None:
    """Collect the static files, where they have changed since they were last collected."""
    if not (STATIC / "vendor" / "htmx.js").is_file():
        raise FrontEndMissing(folder=str(STATIC / "vendor"))
    target = Path(settings.STATIC_ROOT)
    target.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(f"{target}.lock"):
        made_of = _digest()
        mark = target / MARK
        if mark.is_file() and mark.read_text(encoding="ascii") == made_of:
            return
        shutil.rmtree(target, ignore_errors=True)
        call_command("collectstatic", interactive=False, verbosity=0)
        mark.write_text(made_of, encoding="ascii")


def _digest() -> str:
    found = hashlib.sha256()
    for path in sorted(STATIC.rglob("*")):
        if path.is_file():
            found.update(f"{path.relative_to(STATIC)}\0".encode())
            found.update(path.read_bytes())
    return found.hexdigest()


def run(host: str, port: int, workers: int) -> None:
    """Serve until stopped."""
    from granian import Granian
    from granian.constants import Interfaces

    Granian(
        f"{__name__}:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        backpressure=BACKLOG,
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=PATIENCE,
    ).serve()


def workers_for(machine: int | None) -> int:
    """As many processes as the machine has cores, at least two: one slow page must not hold up the others."""
    return max(2, machine or os.cpu_count() or 2)


def __getattr__(name: str) -> Any:
    """The application for a server: `parkledger.server.application`, ready to answer at once."""
    if name != "application":
        raise AttributeError(name)
    answer = get_wsgi_application()
    _warm()
    return answer


def _warm() -> None:
    """Load what the first visitor would wait for: the pages' code, the mirror, the index of names."""
    import_module(settings.ROOT_URLCONF)
    try:
        searching.warm(current_figures())
    except (OSError, ParkError):
        return  # there are no books yet; pages will say so
