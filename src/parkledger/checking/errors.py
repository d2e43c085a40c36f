"""What checking refuses, and what to do about it."""

from parkledger.language import ParkError


class ZoneNotOnRecord(ParkError):
    """No zone of the books has that name."""

    code = "zone_not_on_record"
    vi = "Trong sổ không có khu, cụm «{zone}» ở {place}. Gần nhất: {nearest}. Hãy sửa tên hoặc ghi nhận khu, cụm trước."
    en = "The books have no zone “{zone}” in {place}. Nearest: {nearest}. Correct the name, or record the zone first."


class ZoneNamedTwice(ParkError):
    """More than one zone of the books has that name."""

    code = "zone_named_twice"
    vi = "Có nhiều khu, cụm tên «{zone}»: {choices}. Hãy ghi rõ KCN, CCN, địa bàn hoặc sổ/mã."
    en = "More than one zone is called “{zone}”: {choices}. Say KCN or CCN, the place, or book/code."


class PageUnknown(ParkError):
    """No page with that number is kept."""

    code = "page_unknown"
    status = 404
    is_misuse = True
    vi = "Không có trang số {page}. Hãy xem danh sách trang đã lưu."
    en = "There is no page number {page}. See the list of pages kept."


class StatementUnknown(ParkError):
    """The page has no statement with that number."""

    code = "statement_unknown"
    status = 404
    is_misuse = True
    vi = "Trang số {page} không có số liệu thứ {statement}; trang có {count} số liệu. Hãy chọn một trong số đó."
    en = "Page number {page} has no statement {statement}; it has {count}. Choose one of them."


class AlreadyAccepted(ParkError):
    """The statement is linked to an event in force already."""

    code = "statement_already_accepted"
    vi = "Số liệu «{quote}» (trang {page}, thứ {statement}) đã gắn với sự kiện {event}. Hãy hủy sự kiện đó trước nếu cần ghi lại."
    en = "The statement “{quote}” (page {page}, number {statement}) is linked to event {event} already. Withdraw that event first, then record the statement again."


class NotQuotable(ParkError):
    """The statement cannot be recorded as a statistic quoted."""

    code = "statement_not_quotable"
    vi = "Số liệu «{quote}» (trang {page}, thứ {statement}) chưa ghi được vào sổ: {problem}. Hãy gắn nó với một sự kiện đã có."
    en = "The statement “{quote}” (page {page}, number {statement}) cannot be recorded: {problem}. Link it to an event on record."


class EventNotLinkable(ParkError):
    """The event to link to is not there, or not in force."""

    code = "event_not_linkable"
    vi = "Không gắn được với sự kiện {event}: {problem}. Hãy chọn sự kiện khác."
    en = "Nothing can be linked to event {event}: {problem}. Choose another event."
