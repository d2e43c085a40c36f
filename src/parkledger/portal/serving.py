"""Serving the portal: its static files, compressed and under names that change with what is in them; its application.

Files are collected into the home folder when what they are made of has changed. The server is gunicorn; each of its
processes opens the mirror for itself.
"""

import hashlib
import os
import shutil
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from filelock import FileLock
from whitenoise.storage import CompressedManifestStaticFilesStorage

from parkledger.language import ParkError

PORTAL = Path(__file__).parent
STATIC = PORTAL / "static"
MARK = ".made-of"


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
    from gunicorn.app.base import BaseApplication

    class Portal(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
        """The portal under gunicorn."""

        def load_config(self) -> None:
            options: dict[str, Any] = {
                "bind": f"{host}:{port}",
                "workers": workers,
                "worker_class": "gthread",
                "threads": 4,
                "preload_app": True,
                "control_socket_disable": True,
                "accesslog": None,
                "loglevel": "warning",
                "timeout": 120,
                "worker_tmp_dir": "/dev/shm" if Path("/dev/shm").is_dir() else None,  # noqa: S108
            }
            for name, value in options.items():
                if value is not None and name in self.cfg.settings:
                    self.cfg.set(name, value)

        def load(self) -> Any:
            return get_wsgi_application()

    Portal().run()


def workers_for(machine: int | None) -> int:
    """As many processes as the machine has cores, at least two: one slow page must not hold up the others."""
    return max(2, machine or os.cpu_count() or 2)


def __getattr__(name: str) -> Any:
    """The application for another server: `parkledger.portal.serving.application`."""
    if name == "application":
        return get_wsgi_application()
    raise AttributeError(name)
