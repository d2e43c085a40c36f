"""`parkledger doctor`: what is wrong with an installation, and what to do about it."""

import os
import shutil
import stat
from collections.abc import Callable, Iterator
from typing import NamedTuple

import typer
from django.conf import settings

from parkledger.cli.output import SPEECH, escape, out, print_json, say
from parkledger.configuration import Configuration, configuration, unknown_variables, variable
from parkledger.health import failing
from parkledger.home import SECRET_KEY, database_file, home
from parkledger.language import Lang, ParkError, Text
from parkledger.schema import is_file_missing
from parkledger.statics import FrontEndMissing, check_front_end
from parkledger.version import VERSION

ROOM = 500 * 2**20
"""Bytes that should be free where the books are: a mirror is written beside the one that is read."""
SHORT_KEY = 32
"""Letters that a secret key should have at least."""


class Diagnosis(NamedTuple):
    """Something that is not as it should be: what, and what to do; `is_error` where the portal cannot run so."""

    code: str
    message: Text
    is_error: bool


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    help_text = say(
        "Kiểm tra cài đặt: nêu vấn đề và cách khắc phục. Mã thoát 1 nếu có lỗi.",
        "Examine the installation: what is wrong, what to do. Exit code 1 where something is.",
    )

    @app.command("doctor", help=help_text)
    def doctor() -> int:
        found = [finding for examine in EXAMINATIONS for finding in examine()]
        _show(found)
        return 1 if any(finding.is_error for finding in found) else 0


def _show(found: list[Diagnosis]) -> None:
    if SPEECH.as_json:
        rows = [
            {"code": each.code, "error": each.is_error, "vi": each.message.vi, "en": each.message.en} for each in found
        ]
        print_json({"version": VERSION, "home": str(home()), "findings": rows})
        return
    out().print(escape(f"parkledger {VERSION}, {home()}"))
    for each in found:
        title = say("Lỗi", "Error") if each.is_error else say("Nên sửa", "Advice")
        out().print(escape(f"{title} ({each.code}): {each.message.of(SPEECH.lang)}"))
    if not found:
        out().print(say("Không phát hiện vấn đề.", "Nothing is wrong."))


def _database() -> Iterator[Diagnosis]:
    if is_file_missing():
        yield Diagnosis(
            "no_books",
            Text(
                f"chưa có sổ ở {home()}: chạy `parkledger book add`", f"no books in {home()}: run `parkledger book add`"
            ),
            is_error=True,
        )
        return
    for name, problem in failing():
        yield Diagnosis(name, _told(problem), is_error=True)


def _settings() -> Iterator[Diagnosis]:
    for name, nearest in unknown_variables():
        yield Diagnosis(
            "unknown_setting",
            Text(
                f"{name} không phải thiết lập; gần nhất: {nearest or '—'}",
                f"{name} is no setting; nearest: {nearest or '—'}",
            ),
            is_error=False,
        )


def _exposure() -> Iterator[Diagnosis]:
    found = configuration()
    default = Configuration.model_fields["hosts"].default
    if found.https and found.hosts == default:
        names = variable("hosts")
        yield Diagnosis(
            "hosts",
            Text(f"có HTTPS mà {names} chưa có tên máy chủ", f"HTTPS is set, and {names} names no host"),
            is_error=True,
        )
    if not found.https and found.hosts != default:
        yield Diagnosis(
            "https",
            Text(
                f"cổng thông tin trả lời ngoài máy này mà chưa đặt {variable('https')}=1",
                f"the portal answers beyond this machine without {variable('https')}=1",
            ),
            is_error=False,
        )
    if found.secret_key and len(found.secret_key) < SHORT_KEY:
        yield Diagnosis(
            "secret_key",
            Text(
                f"{variable('secret_key')} ngắn hơn {SHORT_KEY} ký tự",
                f"{variable('secret_key')} has fewer than {SHORT_KEY} letters",
            ),
            is_error=False,
        )
    if not found.email_host and not found.email_backend:
        yield Diagnosis(
            "email",
            Text(
                f"chưa có máy chủ thư ({variable('email_host')}): thư mời chỉ in ra nhật ký",
                f"no mail server ({variable('email_host')}): letters are printed to the log",
            ),
            is_error=False,
        )


def _files() -> Iterator[Diagnosis]:
    folder = home()
    if not folder.is_dir():
        return
    watched = [folder, folder / SECRET_KEY]
    described = settings.DATABASES["default"]
    if described["ENGINE"].endswith("sqlite3"):
        watched.append(database_file(described))
    open_to_others = [str(path) for path in watched if path.exists() and stat.S_IMODE(path.stat().st_mode) & 0o077]
    if open_to_others:
        names = ", ".join(open_to_others)
        yield Diagnosis(
            "private",
            Text(
                f"tài khoản khác đọc được {names}: chạy `chmod -R go= {folder}`",
                f"other accounts may read {names}: run `chmod -R go= {folder}`",
            ),
            is_error=False,
        )
    if not os.access(folder, os.W_OK):
        yield Diagnosis(
            "read_only",
            Text(f"{folder} chỉ đọc: xem được, không ghi được", f"{folder} may only be read: nothing can be recorded"),
            is_error=False,
        )
    free = shutil.disk_usage(folder).free
    if free < ROOM:
        yield Diagnosis(
            "disk",
            Text(
                f"đĩa của {folder} chỉ còn {free // 2**20} MB",
                f"only {free // 2**20} MB are free on the disk of {folder}",
            ),
            is_error=free < ROOM // 10,
        )


def _pages() -> Iterator[Diagnosis]:
    try:
        check_front_end()
    except FrontEndMissing as missing:
        yield Diagnosis("front_end", _told(missing), is_error=True)


def _told(problem: ParkError) -> Text:
    return Text(problem.message(Lang.VI), problem.message(Lang.EN))


EXAMINATIONS: tuple[Callable[[], Iterator[Diagnosis]], ...] = (_settings, _exposure, _files, _database, _pages)
