"""The portal's static files: compressed, under names that change with what is in them; and own files of map tiles, in ranges.

Static files are collected into the home folder when what they are made of has changed.
"""

import hashlib
import shutil
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from filelock import FileLock
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.storage import CompressedManifestStaticFilesStorage

from parkledger.language import ParkError
from parkledger.tiles import local_files

PORTAL = Path(__file__).parent / "portal"
STATIC = PORTAL / "static"
MARK = ".made-of"


class Statics(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise has no types
    """Static files under hashed names, in what they import as well."""

    support_js_module_import_aggregation = True
    keep_only_hashed_files = True


class ServedFiles(WhiteNoiseMiddleware):  # type: ignore[misc]  # whitenoise has no types
    """What is served as it lies on the disk. A file of tiles may be of gigabytes: browsers ask for ranges of it."""

    def __init__(self, get_response: Any = None) -> None:
        super().__init__(get_response)
        for address, path in local_files(settings.TILES):
            if path.is_file():
                self.add_file_to_dictionary(address, str(path))


class FrontEndMissing(ParkError):
    """The libraries that pages are made with are not installed."""

    code = "front_end_missing"
    vi = "Thiếu thư viện giao diện trong {folder}. Hãy cài lại gói parkledger; trong thư mục mã nguồn, hãy chạy `make front`."
    en = "The front-end libraries are missing from {folder}. Install parkledger again; in a checkout, run `make front`."


def check_front_end() -> None:
    """Raises FrontEndMissing."""
    if not (STATIC / "vendor" / "htmx.js").is_file():
        raise FrontEndMissing(folder=str(STATIC / "vendor"))


def prepare() -> None:
    """Collect the static files, where they have changed since they were last collected."""
    check_front_end()
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
