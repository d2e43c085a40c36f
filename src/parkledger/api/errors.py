"""What the API refuses, in words. Every refusal has one shape: {"errors": [{"code", "where", "vi", "en"}]}."""

from parkledger.language import ParkError


class RequestMalformed(ParkError):
    """What was sent does not have the form that the API's description gives."""

    code = "request_malformed"
    status = 400
    vi = "Yêu cầu không đúng định dạng: {problem}. Hãy sửa theo mô tả ở /lap-trinh/."
    en = "The request does not have the form described: {problem}. Correct it as described at /lap-trinh/."


class AddressUnfit(ParkError):
    """The address has a zero character in it, which no database takes."""

    code = "address_unfit"
    vi = "Địa chỉ hoặc tham số có ký tự 0. Hãy bỏ ký tự đó đi."
    en = "The address or a parameter has a zero character. Take it out."


class ParameterUnknown(ParkError):
    """The address takes no parameter of that name: answering without it would answer another question."""

    code = "parameter_unknown"
    status = 422
    vi = "Địa chỉ này không có tham số «{name}». Tên gần nhất: {nearest}. Các tham số: {known}."
    en = "This address has no parameter “{name}”. Nearest name: {nearest}. It has: {known}."


class BodyUnfit(ParkError):
    """What was sent is JSON, but holds what no database keeps."""

    code = "body_unfit"
    vi = "Nội dung có ký tự 0, ký tự không trọn vẹn hoặc lồng nhau quá {most} lớp. Hãy bỏ đi rồi gửi lại."
    en = "The body has a zero character, half a character, or is nested more than {most} deep. Take that out and send it again."


class MethodRefused(ParkError):
    """The address does not take that method."""

    code = "method_refused"
    status = 405
    vi = "Địa chỉ {path} không nhận phương thức {method}. Các phương thức được nhận: {allowed}."
    en = "{path} does not take {method}. It takes: {allowed}."


class BodyTooLarge(ParkError):
    """More was sent than one request may carry."""

    code = "body_too_large"
    status = 413
    vi = "Nội dung gửi lên quá lớn: mỗi yêu cầu không quá {most} byte. Hãy chia nhỏ."
    en = "The body is too large: a request may carry {most} bytes. Split it."


class TooOften(ParkError):
    """More requests came from one caller than are answered."""

    code = "too_often"
    status = 429
    vi = "Bạn gửi quá nhiều yêu cầu. Hãy thử lại sau {seconds} giây."
    en = "You send too many requests. Try again in {seconds} seconds."


class FailedInside(ParkError):
    """Something of ours went wrong."""

    code = "failed_inside"
    status = 500
    vi = "Máy chủ gặp lỗi và chưa làm được việc này; không có gì bị ghi dở. Hãy thử lại, hoặc báo cho quản trị."
    en = "The server failed and did not do this; nothing was half recorded. Try again, or tell the administrator."


class TokenMissing(ParkError):
    """The address needs a token."""

    code = "token_missing"
    status = 401
    vi = "Địa chỉ này cần mã truy cập. Hãy gửi tiêu đề Authorization: Bearer … với mã tạo ở trang tài khoản."
    en = "This address needs a token. Send the header Authorization: Bearer … with a token made on the account page."


class TokenRefused(ParkError):
    """The token is none of ours, has run out, was revoked, or its owner may no longer sign in."""

    code = "token_refused"
    status = 401
    vi = "Mã truy cập không đúng, đã hết hạn hoặc đã bị thu hồi. Hãy tạo mã mới ở trang tài khoản."
    en = "The token is wrong, has run out or was revoked. Make a new one on the account page."


class TokenScopeMissing(ParkError):
    """The token was not made for this."""

    code = "token_scope_missing"
    status = 403
    vi = "Mã truy cập này không có phạm vi «{scope}». Hãy tạo mã khác có phạm vi đó."
    en = "This token does not have the scope “{scope}”. Make another that has it."


class SecondFactorMissing(ParkError):
    """The token's owner has a role that needs a second factor, and has not set one up."""

    code = "second_factor_missing"
    status = 403
    vi = "Chủ mã truy cập giữ vai trò phải bật xác thực hai bước mà chưa bật. Hãy bật ở trang tài khoản."
    en = "The token's owner has a role that needs a second factor and has none. Turn it on on the account page."


class BookNotForToken(ParkError):
    """The token was made for another book."""

    code = "book_not_for_token"
    status = 403
    vi = "Mã truy cập này chỉ dùng cho sổ «{book}». Hãy dùng mã khác."
    en = "This token is for the book “{book}” only. Use another."


class ScopeUnknown(ParkError):
    """A token was asked for with a scope that there is not, or with none."""

    code = "token_scope_unknown"
    vi = "Phạm vi «{scope}» không có. Các phạm vi: {known}."
    en = "There is no scope “{scope}”. The scopes: {known}."


class TokenLifeUnfit(ParkError):
    """A token was asked for with a life that tokens do not have."""

    code = "token_life_unfit"
    vi = "Mã truy cập có hạn từ 1 đến {most} ngày, không phải {days}. Hãy chọn số ngày khác."
    en = "A token lasts from 1 to {most} days, not {days}. Choose another number of days."


class TokenNotThere(ParkError):
    """Somebody has no token of that number."""

    code = "token_not_there"
    status = 404
    vi = "Không có mã truy cập số {number}. Hãy xem danh sách mã của bạn."
    en = "There is no token {number}. Look at the list of your tokens."


class KeyReused(ParkError):
    """An idempotency key came again with another request."""

    code = "key_reused"
    status = 409
    vi = "Idempotency-Key «{key}» đã dùng cho một yêu cầu khác. Hãy dùng khóa mới cho yêu cầu mới."
    en = "The Idempotency-Key “{key}” was used for another request. Use a new key for a new request."


class TooManyAtOnce(ParkError):
    """More is asked for at once than is answered."""

    code = "too_many_at_once"
    vi = "Mỗi yêu cầu không quá {most} câu hỏi, không phải {count}. Hãy chia nhỏ."
    en = "One request may ask {most} questions, not {count}. Split it."


class TypeDiffers(ParkError):
    """A correction gives an event of another type than the one that it corrects."""

    code = "type_differs"
    vi = "Sự kiện {event} thuộc loại «{type}», không đính chính bằng loại khác được. Hãy hủy nó rồi ghi sự kiện mới."
    en = "Event {event} is of type “{type}” and cannot be corrected by one of another. Withdraw it and record a new event."
