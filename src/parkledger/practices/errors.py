"""What practices and exchanges refuse, and what to do about it."""

from parkledger.language import ParkError


class PracticeNotThere(ParkError):
    """No practice has that address, or none that was written by the moment asked for."""

    code = "practice_not_there"
    status = 404
    vi = "Không có bài kinh nghiệm «{slug}», hoặc bài chưa được viết vào thời điểm đang xem. Xem danh sách kinh nghiệm."
    en = "There is no practice “{slug}”, or it was not written yet at the moment shown. See the list of practices."


class ExchangeNotThere(ParkError):
    """No exchange has that address, or none that was written by the moment asked for."""

    code = "exchange_not_there"
    status = 404
    vi = "Không có cuộc trao đổi «{slug}», hoặc chưa được ghi vào thời điểm đang xem. Xem danh sách trao đổi."
    en = "There is no exchange “{slug}”, or it was not written yet at the moment shown. See the list of exchanges."


class WrittenMeanwhile(ParkError):
    """Somebody else wrote a version since the form was opened."""

    code = "written_meanwhile"
    vi = (
        "{author} đã lưu bản {number} trong khi bạn đang sửa. Nội dung của bạn còn trong mẫu dưới đây; "
        "hãy xem bản đó, ghép hai bản rồi viết lại từ bản mới nhất."
    )
    en = (
        "{author} saved version {number} while you were editing. Your text is still in the form below; "
        "look at that version, bring both together and write it anew from the latest."
    )


class VersionsStay(ParkError):
    """A version was to be changed or removed."""

    code = "versions_stay"
    vi = "Bản {number} đã viết thì không sửa, không xóa. Hãy viết một bản mới."
    en = "Version {number} is written and is neither changed nor removed. Write a new version."


class PeriodReversed(ParkError):
    """A practice ends before it begins."""

    code = "practice_period_reversed"
    vi = "Thời gian từ {start} đến {end} ngược thứ tự. Hãy sửa một trong hai ngày."
    en = "The start date {start} is after the end date {end}. Correct one of the two."


class IndicatorLineUnreadable(ParkError):
    """A line that should name an indicator, a kind of zone and an origin does not."""

    code = "indicator_line_unreadable"
    vi = (
        "Không đọc được dòng chỉ tiêu «{line}». "
        "Hãy ghi: mã chỉ tiêu, rồi park hoặc cluster, rồi fdi hoặc ddi nếu cần; ví dụ: occupancy park."
    )
    en = (
        "The line “{line}” names no indicator. "
        "Write its code, then park or cluster, then fdi or ddi where needed, such as: occupancy park."
    )


class VisitUnreadable(ParkError):
    """An event is not named as book/number."""

    code = "event_reference_unreadable"
    vi = "Không đọc được sự kiện «{event}». Hãy ghi sổ/số, ví dụ bg-parks/12."
    en = "“{event}” names no event. Write book/number, such as bg-parks/12."


class LinkUnsafe(ParkError):
    """An address that is not one of the web."""

    code = "link_unsafe"
    vi = "Địa chỉ «{url}» không bắt đầu bằng https:// hoặc http://. Hãy ghi lại địa chỉ của văn bản."
    en = "The address “{url}” does not begin with https:// or http://. Enter the document's address again."


class FieldMissing(ParkError):
    """A field that must be filled is not, or holds what it cannot."""

    code = "note_field_refused"
    vi = "Ô «{field}» chưa điền, quá dài hoặc không đúng dạng. Hãy sửa rồi lưu lại."
    en = "The field “{field}” is empty, too long or not of its form. Correct it and save again."
