"""What the machine refuses, in words: a full disk, a place that may only be read, a database that does not answer."""

import errno
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import InterfaceError, OperationalError

from parkledger.home import database_file, home
from parkledger.language import ParkError


class DiskFull(ParkError):
    """There is no room left."""

    code = "disk_full"
    status = 507
    vi = "Hết chỗ trên đĩa khi ghi {where_to}. Chưa ghi gì thêm vào sổ. Hãy giải phóng chỗ rồi làm lại."
    en = "The disk is full: {where_to} cannot be written. Nothing more was recorded. Make room, then try again."


class ReadOnly(ParkError):
    """Something would be written where it may not be."""

    code = "read_only"
    status = 503
    vi = "Không được ghi vào {where_to}: chỉ có quyền đọc. Hãy dùng thư mục khác hoặc tài khoản có quyền ghi."
    en = "{where_to} may only be read, not written. Use another folder, or an account that may write there."


class NotPermitted(ParkError):
    """This account may not open something."""

    code = "not_permitted"
    status = 503
    vi = "Không đủ quyền mở {where_to}. Hãy dùng tài khoản có quyền đọc và ghi ở đó, hoặc thư mục khác."
    en = "{where_to} may not be opened by this account. Use one that may read and write there, or another folder."


class DatabaseSilent(ParkError):
    """The database does not answer, or not in time."""

    code = "database_silent"
    status = 503
    vi = "Cơ sở dữ liệu {database} không trả lời: {problem}. Hãy kiểm tra máy chủ của nó, hoặc ổ đĩa của tệp."
    en = "The database {database} does not answer: {problem}. Check its server, or the disk of its file."


class DatabaseFileDamaged(ParkError):
    """The file of the database is not what a database is."""

    code = "database_file_damaged"
    status = 503
    vi = "Tệp cơ sở dữ liệu {database} đã hỏng: {problem}. Hãy dừng ghi và khôi phục từ bản sao lưu."
    en = "The database file {database} is damaged: {problem}. Stop recording and restore a backup."


_LOG_INDEX_BYTES = 2**15
_BY_SYSTEM: dict[int | None, type[ParkError]] = {
    errno.ENOSPC: DiskFull,
    errno.EDQUOT: DiskFull,
    errno.EROFS: ReadOnly,
    errno.EACCES: NotPermitted,
    errno.EPERM: NotPermitted,
}
_BY_SQLITE: dict[int, type[ParkError]] = {
    sqlite3.SQLITE_FULL: DiskFull,
    sqlite3.SQLITE_READONLY: ReadOnly,
    sqlite3.SQLITE_PERM: ReadOnly,
    sqlite3.SQLITE_CORRUPT: DatabaseFileDamaged,
    sqlite3.SQLITE_NOTADB: DatabaseFileDamaged,
    sqlite3.SQLITE_BUSY: DatabaseSilent,
    sqlite3.SQLITE_LOCKED: DatabaseSilent,
    sqlite3.SQLITE_CANTOPEN: DatabaseSilent,
    sqlite3.SQLITE_IOERR: DatabaseSilent,
}


def in_words(problem: BaseException) -> ParkError | None:
    """The error to tell for a failure of the machine; None for any other, which is a mistake of the program."""
    for cause in _causes(problem):
        if isinstance(cause, OSError) and cause.errno in _BY_SYSTEM:
            return _BY_SYSTEM[cause.errno](where_to=str(cause.filename or home()))
        if isinstance(cause, sqlite3.Error):
            return _of_sqlite(cause)
        if isinstance(cause, OperationalError | InterfaceError) and not isinstance(cause.__cause__, sqlite3.Error):
            return DatabaseSilent(database=database_name(), problem=_first_line(cause))
    return None


def database_name() -> str:
    """The database by its file or its server, without a password."""
    described = settings.DATABASES["default"]
    if described["ENGINE"].endswith("sqlite3"):
        return str(database_file(described))
    return f"{described['HOST'] or 'localhost'}:{described['PORT'] or 5432}/{described['NAME']}"


def _of_sqlite(problem: sqlite3.Error) -> ParkError | None:
    code = getattr(problem, "sqlite_errorcode", 0) & 0xFF  # the low byte is the primary code
    name = database_name()
    if code == sqlite3.SQLITE_IOERR and _is_full(Path(name).parent):
        code = sqlite3.SQLITE_FULL
    kind = _BY_SQLITE.get(code)
    return kind(where_to=name, database=name, problem=str(problem)) if kind else None


def _is_full(folder: Path) -> bool:
    """Whether a disk has no room for the index of the write-ahead log, which SQLite makes to read as well."""
    try:
        return shutil.disk_usage(folder).free < _LOG_INDEX_BYTES
    except OSError:
        return False


def _causes(problem: BaseException | None) -> Iterator[BaseException]:
    """A failure and what brought it about, the outermost first."""
    while problem is not None:
        yield problem
        problem = problem.__cause__


def _first_line(problem: Exception) -> str:
    return next(iter(str(problem).strip().splitlines()), "") or type(problem).__name__
