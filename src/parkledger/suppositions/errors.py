"""What is refused of suppositions, and what to do about it."""

from parkledger.language import ParkError


class SuppositionUnknown(ParkError):
    """No supposition has that number, or it is not for whoever asks."""

    code = "supposition_unknown"
    status = 404
    is_misuse = True
    vi = "Không có phương án giả định số {number}. Hãy chọn trong danh sách phương án của sổ."
    en = "There is no supposition {number}. Choose one of the book's list."


class SupposedEventUnknown(ParkError):
    """A supposition has no event at that place."""

    code = "supposed_event_unknown"
    status = 404
    is_misuse = True
    vi = (
        "Phương án «{title}» có {count} sự kiện, không có sự kiện thứ {position}. Hãy chọn một sự kiện trong phương án."
    )
    en = "The supposition “{title}” has {count} events and none at place {position}. Choose one of its events."


class SupposedZoneUnknown(ParkError):
    """Neither the book nor what is supposed has a zone of that code."""

    code = "supposed_zone_unknown"
    status = 404
    is_misuse = True
    field = "zone"
    vi = "Sổ {book} và phương án không có khu, cụm «{zone}». Hãy chọn một khu, cụm trong danh sách."
    en = "Neither book {book} nor the supposition has a zone “{zone}”. Choose one of the list."


class SupposedEventRefused(ParkError):
    """The book would not record an event of a supposition."""

    code = "supposed_event_refused"
    vi = "Sự kiện giả định thứ {position} ({type}) không ghi được vào sổ: {problem} Hãy sửa hoặc bỏ sự kiện ấy."
    en = "Supposed event {position} ({type}) could not be recorded: {problem} Correct that event or take it out."


class SuppositionFull(ParkError):
    """A supposition has as many events as it may have."""

    code = "supposition_full"
    vi = "Một phương án có nhiều nhất {most} sự kiện giả định. Hãy bỏ bớt, hoặc lập phương án khác."
    en = "A supposition has at most {most} events. Take some out, or make another supposition."


class SuppositionChanged(ParkError):
    """Somebody else changed a supposition meanwhile."""

    code = "supposition_changed"
    status = 409
    vi = "Phương án «{title}» vừa được người khác sửa. Hãy mở lại rồi sửa tiếp."
    en = "Somebody else has just changed the supposition “{title}”. Open it again, then continue."


class TitleMissing(ParkError):
    """A supposition has no title, or too long a one."""

    code = "title_missing"
    is_misuse = True
    field = "title"
    vi = "Phương án cần có tên, nhiều nhất {most} ký tự. Hãy đặt tên."
    en = "A supposition needs a title of at most {most} characters. Give it one."


class BookBusy(ParkError):
    """A book was recorded in again and again while something was supposed of it."""

    code = "book_busy"
    status = 409
    vi = "Sổ {book} đang được ghi liên tục nên chưa tính được phương án. Hãy thử lại sau ít phút."
    en = "Book {book} is being recorded in without a pause, so the supposition could not be worked out. Try again in a few minutes."


class SoughtFlow(ParkError):
    """A figure of a period has no amount by which it stands on a day."""

    code = "sought_flow"
    is_misuse = True
    vi = "«{indicator}» là số phát sinh trong kỳ; chỉ tìm được mức cần đạt của số có đến một ngày. Hãy chọn chỉ tiêu khác."
    en = "“{indicator}” is of a period; a goal can be sought only for what stands on a day. Choose another indicator."


class SoughtUnknown(ParkError):
    """The figure that should reach a goal is not known."""

    code = "sought_unknown"
    vi = "«{indicator}» chưa tính được ngày {on}, nên không tìm được mức cần đạt. Hãy chọn ngày hoặc khu, cụm khác."
    en = "“{indicator}” is not known on {on}, so no goal can be sought for it. Choose another day or zone."


class GoalReached(ParkError):
    """The goal is reached already."""

    code = "goal_reached"
    vi = "«{indicator}» ngày {on} đã là {now}, đạt mức {goal}; không cần thêm gì."
    en = "“{indicator}” is {now} on {on} already and reaches {goal}; nothing more is needed."


class GoalUnmoved(ParkError):
    """The event does not bring the figure nearer to the goal."""

    code = "goal_unmoved"
    vi = "Sự kiện «{type}» không làm «{indicator}» ngày {on} tăng. Hãy chọn sự kiện khác, hoặc ngày về sau."
    en = "The event “{type}” does not raise “{indicator}” on {on}. Choose another event, or a later day."


class GoalOutOfReach(ParkError):
    """The book takes no amount that would reach the goal."""

    code = "goal_out_of_reach"
    vi = (
        "Không đạt được {goal}: nhiều nhất ghi được {most}, khi đó «{indicator}» ngày {on} là {best}. "
        "Lý do: {problem} Hãy hạ mức cần đạt, hoặc giả định thêm đất."
    )
    en = (
        "{goal} cannot be reached: at most {most} can be recorded, and “{indicator}” is then {best} on {on}. "
        "The reason: {problem} Lower the goal, or suppose more land."
    )
