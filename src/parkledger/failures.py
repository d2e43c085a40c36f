"""What the machine refuses, in words: a full disk, a place that may only be read, a database that does not answer."""

import errno
import re
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import InterfaceError, OperationalError

from parkledger.home import database_file, home
from parkledger.language import ParkError, Text, quoted


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


_SQLITE_SAYS: dict[int, Text] = {
    sqlite3.SQLITE_CORRUPT: Text("nội dung tệp bị hỏng", "what is in the file is damaged"),
    sqlite3.SQLITE_NOTADB: Text("tệp không phải cơ sở dữ liệu SQLite", "the file is not a SQLite database"),
    sqlite3.SQLITE_BUSY: Text("tiến trình khác đang giữ khóa", "another process holds its lock"),
    sqlite3.SQLITE_LOCKED: Text("tiến trình khác đang giữ khóa", "another process holds its lock"),
    sqlite3.SQLITE_CANTOPEN: Text("không mở được tệp", "the file cannot be opened"),
    sqlite3.SQLITE_IOERR: Text("đĩa báo lỗi khi đọc, ghi", "the disk reported an error"),
    sqlite3.SQLITE_FULL: Text("hết chỗ trên đĩa", "no room is left on the disk"),
    sqlite3.SQLITE_READONLY: Text("chỉ có quyền đọc", "it may only be read"),
}
_SERVER_SAYS: tuple[tuple[str, Text], ...] = (
    ("password authentication failed", Text("sai tên hoặc mật khẩu đăng nhập", "the user name or password is wrong")),
    ("no password supplied", Text("địa chỉ thiếu mật khẩu", "the address has no password")),
    (
        "no pg_hba.conf entry",
        Text(
            "máy chủ không cho tài khoản này vào từ máy này (pg_hba.conf)",
            "the server does not admit this account from this machine (pg_hba.conf)",
        ),
    ),
    ("is not permitted to log in", Text("tài khoản không được đăng nhập", "the account may not log in")),
    ("too many clients", Text("máy chủ đã hết số kết nối cho phép", "the server takes no more connections")),
    ("remaining connection slots", Text("máy chủ đã hết số kết nối cho phép", "the server takes no more connections")),
    ("starting up", Text("máy chủ đang khởi động", "the server is starting")),
    ("shutting down", Text("máy chủ đang dừng", "the server is shutting down")),
    ("in recovery mode", Text("máy chủ đang phục hồi", "the server is recovering")),
    ("read-only transaction", Text("máy chủ chỉ cho đọc", "the server may only be read")),
    ("permission denied", Text("tài khoản không đủ quyền", "the account lacks a permission")),
    (
        "connection refused",
        Text("không có máy chủ nào ở địa chỉ, cổng đó", "no server listens at that address and port"),
    ),
    ("no route to host", Text("không có đường mạng tới máy chủ", "there is no route to the server")),
    ("network is unreachable", Text("không có đường mạng tới máy chủ", "there is no route to the server")),
    ("could not translate host name", Text("không tìm thấy tên máy chủ", "the server's name is not known")),
    ("failed to resolve host", Text("không tìm thấy tên máy chủ", "the server's name is not known")),
    ("timeout", Text("hết thời gian chờ", "it did not answer in time")),
    ("canceling statement", Text("máy chủ ngừng câu lệnh", "the server ended the statement")),
    ("deadlock", Text("hai bên chờ nhau", "two waited for each other")),
    ("ssl", Text("không lập được kết nối mã hóa (SSL)", "no encrypted connection (SSL) was made")),
    ("terminating connection", Text("máy chủ đóng kết nối", "the server closed the connection")),
    ("closed", Text("máy chủ đóng kết nối", "the server closed the connection")),
    ("connection reset", Text("máy chủ đóng kết nối", "the server closed the connection")),
    ("no space left", Text("đĩa của máy chủ hết chỗ", "the server's disk is full")),
    ("no such file or directory", Text("không có máy chủ nào ở địa chỉ đó", "no server listens at that address")),
)
"""What PostgreSQL and its client say, by a part of it, and how that is said here; the first that fits."""
_MISSING_HERE = (
    (re.compile(r'role "([^"]*)" does not exist'), "máy chủ không có tài khoản «{}»", "the server has no account “{}”"),
    (
        re.compile(r'database "([^"]*)" does not exist'),
        "máy chủ không có cơ sở dữ liệu «{}»",
        "the server has no database “{}”",
    ),
)


def in_words(problem: BaseException) -> ParkError | None:
    """The error to tell for a failure of the machine; None for any other, which is a mistake of the program."""
    for cause in _causes(problem):
        if isinstance(cause, OSError) and cause.errno in _BY_SYSTEM:
            return _BY_SYSTEM[cause.errno](where_to=str(cause.filename or home()))
        if isinstance(cause, sqlite3.Error):
            return _of_sqlite(cause)
        if isinstance(cause, OperationalError | InterfaceError) and not isinstance(cause.__cause__, sqlite3.Error):
            return DatabaseSilent(database=database_name(), problem=database_reason(cause))
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
    return kind(where_to=name, database=name, problem=_SQLITE_SAYS.get(code) or quoted(problem)) if kind else None


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


def database_reason(problem: BaseException | str) -> Text:
    """Why a database refused, in words; where there are none, what it said itself, as a quotation."""
    if isinstance(problem, sqlite3.Error):
        return _SQLITE_SAYS.get(getattr(problem, "sqlite_errorcode", 0) & 0xFF) or quoted(problem)
    for pattern, vi, en in _MISSING_HERE:
        if missing := pattern.search(str(problem)):
            return Text(vi.format(missing[1]), en.format(missing[1]))
    said = str(problem).lower()
    return next((words for sign, words in _SERVER_SAYS if sign in said), None) or quoted(problem)
