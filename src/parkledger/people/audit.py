"""The audit trail: who did what, when and from where; append-only by the database, each entry chained to the one before.

It is written in the same transaction as what it tells of: what was not done was not told, and what was told was done.
"""

import hashlib
from collections.abc import Iterable, Mapping
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from parkledger.language import ParkError, Text, day_of, day_start
from parkledger.ledger.book.hashing import GENESIS, canonical
from parkledger.people.models import AuditEntry

asked_from: ContextVar[str] = ContextVar("asked_from", default="")
"""The network address from which what is being done was asked for; empty where no request asked, as on the command line."""
LOCK = 7_215_390_112
"""The number under which PostgreSQL lets one writer at a time add to the trail."""
ACTIONS = {
    "signed_in": Text("đăng nhập", "signed in"),
    "signed_out": Text("đăng xuất", "signed out"),
    "sign_in_failed": Text("đăng nhập thất bại", "failed to sign in"),
    "locked_out": Text("bị khóa tạm vì thử sai nhiều lần", "locked out after failures"),
    "second_factor_added": Text("bật xác thực hai bước", "turned the second factor on"),
    "second_factor_removed": Text("tắt xác thực hai bước", "turned the second factor off"),
    "second_factor_failed": Text("nhập sai mã xác thực", "failed the second factor"),
    "recovery_codes_made": Text("tạo lại mã dự phòng", "made new recovery codes"),
    "password_changed": Text("đổi mật khẩu", "changed the password"),
    "password_reset_asked": Text("yêu cầu thư đặt lại mật khẩu", "asked for a letter to reset the password"),
    "password_reset": Text("đặt lại mật khẩu qua thư", "reset the password by letter"),
    "profile_changed": Text("sửa thông tin tài khoản", "changed the profile"),
    "session_ended": Text("kết thúc phiên đăng nhập", "ended a session"),
    "user_added": Text("tạo tài khoản", "made an account"),
    "user_invited": Text("mời người dùng", "invited somebody"),
    "invitation_withdrawn": Text("rút lời mời", "withdrew an invitation"),
    "invitation_accepted": Text("nhận lời mời", "accepted an invitation"),
    "role_granted": Text("cấp vai trò", "granted a role"),
    "role_revoked": Text("thu vai trò", "revoked a role"),
    "user_deactivated": Text("khóa tài khoản", "deactivated an account"),
    "user_activated": Text("mở lại tài khoản", "activated an account"),
    "password_reset_offered": Text("yêu cầu người khác đặt lại mật khẩu", "made somebody choose a new password"),
    "password_set": Text("đặt mật khẩu cho người khác", "set somebody's password"),
    "second_factor_reset": Text("đặt lại xác thực hai bước của người khác", "reset somebody's second factor"),
    "contacts_viewed": Text("xem thông tin liên hệ cá nhân", "viewed personal contact details"),
    "contacts_exported": Text("tải dữ liệu có thông tin cá nhân", "exported personal data"),
    "contacts_erased": Text("xóa dữ liệu cá nhân", "erased personal data"),
    "file_attached": Text("đính kèm tệp", "attached a file"),
    "file_detached": Text("bỏ tệp đính kèm", "took a file off"),
    "collecting_changed": Text("đổi việc thu báo cáo", "changed what is collected"),
    "reports_consolidated": Text("tổng hợp báo cáo", "consolidated reports"),
    "letters_tried_again": Text("gửi lại các thư chưa đi", "had unsent letters tried again"),
    "reminded": Text("nhắc báo cáo", "sent a reminder"),
    "letter_drawn_up": Text("lập công văn đề nghị đính chính", "drew up a letter of correction"),
    "page_kept": Text("lưu trang để đối chiếu", "kept a page"),
    "statements_accepted": Text("nhận số liệu vào sổ", "accepted statements into a book"),
    "case_recorded": Text("ghi hồ sơ xúc tiến", "recorded in a promotion case"),
    "supposition_begun": Text("lập phương án giả định", "made a supposition"),
    "supposition_changed": Text("sửa phương án giả định", "changed a supposition"),
    "note_written": Text("viết bài, cuộc trao đổi", "wrote a note or an exchange"),
}
"""What is told of by this package and the portal, in words; other packages may tell of more."""


class TrailBroken(ParkError):
    """An entry of the audit trail is not as it was written."""

    code = "trail_broken"
    vi = "Nhật ký không còn nguyên vẹn ở mục {seq}: mã băm không khớp hoặc thiếu mục. Hãy đối chiếu với bản sao lưu."
    en = (
        "The audit trail is broken at entry {seq}: its hash does not fit or an entry is missing. Compare with a backup."
    )


def record(
    by: Any,
    action: str,
    about: object,
    detail: Mapping[str, Any] | str | None = None,
    address: str = "",
    *,
    at: datetime | None = None,
) -> AuditEntry:
    """Tell the trail of something done. `by` is a user or a name; `detail` is JSON without floats; `address` is that
    of the request being answered and `at` is now if left out."""
    name = by.get_username() if hasattr(by, "get_username") else str(by)
    with transaction.atomic():
        _wait_for_turn()
        last = AuditEntry.objects.order_by("-seq").first()
        entry = AuditEntry(
            seq=last.seq + 1 if last else 1,
            at=at or datetime.now(UTC),
            by=name[:150],
            action=action[:60],
            about=str(about)[:300],
            detail=canonical(detail if detail is not None else {}),
            address=(address or asked_from.get())[:45],
        )
        entry.hash = hash_of(entry, last.hash if last else GENESIS)
        entry.save(force_insert=True)
    return entry


def record_once_a_day(by: Any, action: str, about: object, address: str = "") -> AuditEntry | None:
    """Tell the trail of what one does again and again, such as looking at something: once a day for each person and object."""
    name, midnight = by.get_username(), day_start(day_of(timezone.now()))
    entries = AuditEntry.objects.filter(by=name[:150], action=action, about=str(about)[:300], at__gte=midnight)
    if entries.exists():
        return None
    with transaction.atomic():
        _wait_for_turn()
        return None if entries.all().exists() else record(by, action, about, None, address)


def _wait_for_turn() -> None:
    """One writer at a time: SQLite's transactions are so of themselves, PostgreSQL's by a lock until the transaction ends."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def hash_of(entry: AuditEntry, previous: str) -> str:
    """The hash of an entry that follows the one with hash `previous`."""
    fields = {
        "seq": entry.seq,
        "at": entry.at.astimezone(UTC).isoformat(),
        "by": entry.by,
        "action": entry.action,
        "about": entry.about,
        "detail": entry.detail,
        "address": entry.address,
        "previous": previous,
    }
    return hashlib.sha256(canonical(fields).encode()).hexdigest()


def verify(entries: Iterable[AuditEntry] | None = None) -> tuple[int, str, list[TrailBroken]]:
    """How many entries there are, the last one's hash, and where the trail is not as it was written."""
    count, previous, problems = 0, GENESIS, []
    for entry in AuditEntry.objects.order_by("seq").iterator() if entries is None else entries:
        count += 1
        if entry.seq != count or entry.hash != hash_of(entry, previous):
            problems.append(TrailBroken(seq=str(entry.seq)))
            count = entry.seq
        previous = entry.hash
    return count, previous, problems


def named(action: str) -> Text:
    """An action in words; its code where it has none."""
    return ACTIONS.get(action) or Text(action, action)
