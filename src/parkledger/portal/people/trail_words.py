"""What an entry of the audit trail tells, as a sentence: what was done, to what, and what of it is kept with the entry."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from parkledger.catalogue.publicity import PublicKind
from parkledger.language import Labelled, Lang, ParkError, Text, capitalised, format_date
from parkledger.ledger.store import registry
from parkledger.people.audit import named
from parkledger.people.models import AuditEntry, DigestFrequency, SubscriptionKind
from parkledger.people.scopes import from_json, worded
from parkledger.submissions.workflow.kinds import label_of

Say = Callable[[Any], Text | None]
STEPS: Final[Mapping[str, Text]] = {
    "note": Text("ghi chú", "a note"),
    "move": Text("chuyển giai đoạn", "a further stage"),
    "record": Text("ghi sổ", "recorded in the book"),
    "convert": Text("thành dự án", "became a project"),
    "undo": Text("hoàn tác", "taken back"),
    "close": Text("đóng", "closed"),
    "erase": Text("xóa dữ liệu cá nhân", "personal data erased"),
}
"""The steps of a promotion case."""


def _same(value: Any) -> Text | None:
    return Text(str(value), str(value)) if value not in ("", None, [], {}) else None


def _quoted(value: Any) -> Text | None:
    return Text(f"“{value}”", f"“{value}”") if value else None


def _listed(value: Any) -> Text | None:
    return _same(", ".join(str(each) for each in value)) if isinstance(value, list) else _same(value)


def _counted(value: Any) -> Text | None:
    return _same(len(value)) if value and isinstance(value, list) else None


def _book(value: Any) -> Text | None:
    book = registry.find_book(str(value)) if value else None
    return _same(book.name if book is not None else value)


def _kind(value: Any) -> Text | None:
    return label_of(str(value)) if value else None


def _labels(kind: type[Labelled]) -> Say:
    """The labels of one or several codes."""
    names = {each.value: each.label for each in kind}

    def say(value: Any) -> Text | None:
        codes = value if isinstance(value, list) else [value]
        found = [names.get(code) or Text(str(code), str(code)) for code in codes if code]
        return Text("; ".join(each.vi for each in found), "; ".join(each.en for each in found)) if found else None

    return say


def _kind_followed(value: Any) -> Text | None:
    """The kind of a submission, or of what is followed."""
    followed = {each.value for each in SubscriptionKind}
    return _labels(SubscriptionKind)(value) if value in followed else _kind(value)


def _step(value: Any) -> Text | None:
    return STEPS.get(value) or _same(value)


def _roles(value: Any) -> Text | None:
    """Roles with what they are held for, as an entry keeps one or several of them."""
    try:
        told = [worded(held) for held in from_json([value] if isinstance(value, dict) else value)]
    except (ParkError, ValueError, KeyError, TypeError):  # of a role or place that there is no more
        return _same(json.dumps(value, ensure_ascii=False))
    return Text("; ".join(each.vi for each in told), "; ".join(each.en for each in told)) if told else None


def _day(value: Any) -> Text | None:
    try:
        day = date.fromisoformat(str(value))
    except ValueError:
        return _same(value)
    return Text(format_date(day, Lang.VI), format_date(day, Lang.EN))


def _yes(vi: str, en: str) -> Say:
    return lambda value: Text(vi, en) if value in {True, "yes", "changed"} else None


@dataclass(frozen=True, slots=True)
class Part:
    """What is told of one thing kept with an entry: `{}` stands for its words."""

    vi: str
    en: str
    say: Say = _same

    def told(self, value: Any) -> Text | None:
        """The words; None where there is nothing to tell."""
        said = self.say(value)
        return Text(self.vi.format(said.vi), self.en.format(said.en)) if said is not None else None


PARTS: Final[Mapping[str, Part]] = {
    "kind": Part("loại: {}", "kind: {}", _kind_followed),
    "book": Part("sổ: {}", "book: {}", _book),
    "events": Part("sự kiện số {}", "events {}", _listed),
    "event": Part("sự kiện số {}", "event {}"),
    "comment": Part("ý kiến: {}", "comment: {}", _quoted),
    "reason": Part("lý do: {}", "reason: {}", _quoted),
    "roles": Part("{}", "{}", _roles),
    "to": Part("cho {}", "to {}"),
    "sha256": Part("mã băm của tệp: {}", "hash of the file: {}"),
    "file": Part("tệp {}", "file {}"),
    "valid": Part("{} dòng hợp lệ", "{} valid rows"),
    "made_of": Part("từ {} báo cáo", "from {} reports", _counted),
    "missing": Part("còn thiếu {} báo cáo", "{} reports missing", _counted),
    "reports": Part("{} báo cáo", "{} reports", _counted),
    "duties": Part("{} việc đến hạn", "{} duties", _counted),
    "subscriptions": Part("{} mục theo dõi", "{} subscriptions", _counted),
    "statements": Part("{} số liệu", "{} statements", _counted),
    "letters": Part("{} thư", "{} letters"),
    "rows": Part("{} dòng", "{} rows"),
    "query": Part("lọc theo {}", "narrowed by {}"),
    "url": Part("trang {}", "page {}"),
    "added": Part("{}", "{}", _yes("lần đầu", "for the first time")),
    "email": Part("{}", "{}", _yes("có đổi địa chỉ thư", "the address of letters too")),
    "known": Part("{}", "{}", _yes("có tài khoản như vậy", "there is such an account")),
    "address": Part("phiên ở {}", "session at {}"),
    "ended": Part("{} phiên", "{} sessions"),
    "invited_by": Part("lời mời của {}", "invited by {}"),
    "scopes": Part("để {}", "for {}", _listed),
    "days": Part("trong {} ngày", "for {} days"),
    "version": Part("bản {}", "version {}"),
    "act": Part("bước: {}", "step: {}", _step),
    "frequency": Part("tần suất: {}", "how often: {}", _labels(DigestFrequency)),
    "withheld": Part("không công khai: {}", "not public: {}", _labels(PublicKind)),
    "before": Part("trước đó: {}", "before: {}", _labels(PublicKind)),
    "since": Part("từ ngày {}", "from {}", _day),
    "until": Part("đến ngày {}", "until {}", _day),
    "due_days": Part("hạn {} ngày", "due within {} days"),
    "by": Part("người đặt: {}", "set by: {}"),
}
"""What entries keep, in the order in which a sentence tells it."""


def sentence_of(entry: AuditEntry) -> Text:
    """An entry as a sentence. What is kept of a role stands at the top of the entry, as a role is kept."""
    kept = json.loads(entry.detail)
    if not isinstance(kept, dict):
        kept = {"reason": kept}
    if "role" in kept:
        kept = {"roles": kept}
    parts = [told for name, part in PARTS.items() if name in kept and (told := part.told(kept[name])) is not None]
    others = [_other(name, value) for name, value in kept.items() if name not in PARTS and value not in ("", None)]
    head, about = named(entry.action), about_words(entry.about)
    said = [Text(capitalised(f"{head.vi} {about.vi}".strip()), capitalised(f"{head.en} {about.en}".strip())), *parts]
    said += others
    return Text("; ".join(each.vi for each in said), "; ".join(each.en for each in said))


LISTS: Final[Mapping[str, Text]] = {"people": Text("trong danh sách người dùng", "in the list of users")}
"""What entries are about that are of a whole list."""


def about_words(about: str) -> Text:
    """What an entry is about: a submission by its number, a list by its name, anything else as it is called."""
    if about in LISTS:
        return LISTS[about]
    of_kind, _, number = about.partition("/") if about.startswith("submission/") else about.partition("#")
    if number.isdecimal():
        book = "" if of_kind == "submission" else of_kind
        return Text(f"số {number}{f' ({book})' if book else ''}", f"no. {number}{f' ({book})' if book else ''}")
    return Text(about, about)


def _other(name: str, value: Any) -> Text:
    """What no words are known for, as entries of before and of other programs may keep."""
    said = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return Text(f"{name}: {said}", f"{name}: {said}")
