"""What may be wrong with a submission, in words."""

from parkledger.language import ParkError


class SubmissionNotThere(ParkError):
    """There is no such submission, or it is not for this person to see."""

    code = "submission_not_there"
    status = 404
    vi = "Không có hồ sơ số {number}, hoặc hồ sơ không thuộc phạm vi của bạn. Hãy xem danh sách hồ sơ."
    en = "There is no submission {number}, or it is not yours to see. Look at the list of submissions."


class SubmissionChanged(ParkError):
    """Somebody else, or another window, has changed the submission since it was opened."""

    code = "submission_changed"
    status = 409
    vi = "Hồ sơ số {number} đã được thay đổi ở nơi khác (bản {theirs}, bạn đang sửa bản {yours}). Hãy mở lại rồi sửa tiếp."
    en = "Submission {number} was changed elsewhere (version {theirs}, yours is {yours}). Open it again and go on."


class StateForbids(ParkError):
    """The submission's state does not allow what is asked."""

    code = "state_forbids"
    status = 409
    vi = "Hồ sơ số {number} {state}: không thể {action}. Hãy mở lại hồ sơ để xem việc làm được."
    en = "Submission {number} is {state}: it cannot be {action}. Open it again to see what can be done."


class OwnSubmission(ParkError):
    """Nobody approves what they submitted."""

    code = "own_submission"
    status = 403
    vi = "Người lập hồ sơ không được tự duyệt. Hãy để người duyệt khác của sổ «{book}» xem hồ sơ số {number}."
    en = "Nobody approves their own submission. Let another approver of the book “{book}” look at submission {number}."


class KindForbidden(ParkError):
    """This person may not submit this kind of event."""

    code = "kind_forbidden"
    status = 403
    vi = "Bạn không được trình «{kind}» cho đối tượng này. Loại bạn được trình: {allowed}."
    en = "You may not submit “{kind}” for this. You may submit: {allowed}."


class ReasonMissing(ParkError):
    """A correction, a withdrawal or a return needs its reason."""

    code = "reason_missing"
    field = "reason"
    vi = "Thiếu lý do. Hãy ghi lý do để người sau hiểu việc đã làm."
    en = "The reason is missing. Write why, for those who come after."


class NoEventToWithdraw(ParkError):
    """A submission of several events that has none in force."""

    code = "nothing_to_take_back"
    status = 409
    vi = "Hồ sơ số {number} không có sự kiện nào còn hiệu lực trong sổ để rút. Hãy xem lại số hồ sơ."
    en = "Submission {number} has no event in force that could be withdrawn. Look at its number again."


class TooLong(ParkError):
    """A reason, or a key, longer than is kept."""

    code = "words_too_long"
    vi = "Lý do dài {length} ký tự, quá {most}. Hãy viết gọn lại; chi tiết để trong văn bản kèm theo."
    en = "The reason has {length} characters, more than {most}. Shorten it, and leave details to the document."
