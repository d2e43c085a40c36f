"""Keeping machines away from a public form, without any outside service.

Three things: a field that people do not see and machines fill in; a signed mark of when the form was shown, that must
be neither too young nor too old; and no more than so many sendings from one address in an hour. Whoever follows a case
by its number is counted apart, so that looking up takes nothing from asking.
"""

import hashlib
import hmac
from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.utils.crypto import get_random_string

from parkledger.language import ParkError
from parkledger.promotion.models import Sending

SALT = "parkledger.promotion.inquiry"
TRAP = "website"
"""The field that people do not see."""
QUICKEST = timedelta(seconds=3)
SLOWEST = timedelta(hours=12)
MOST_AN_HOUR = 5
MOST_LOOKED_UP = 30
"""Look-ups of one address in an hour: enough for an office that follows its cases, too few to guess an e-mail by."""


class FormTrapped(ParkError):
    """The field that people do not see was filled in."""

    code = "form_trapped"
    vi = "Ô dành để phát hiện máy gửi tự động đã bị điền. Hãy để trống ô «{field}» rồi gửi lại."
    en = "The field that catches machines was filled in. Leave “{field}” empty and send again."


class FormTooQuick(ParkError):
    """The form was sent sooner than anybody could have filled it in."""

    code = "form_too_quick"
    vi = "Phiếu được gửi nhanh hơn mức người có thể điền. Hãy đợi {seconds} giây rồi gửi lại."
    en = "The form was sent faster than anybody can fill it in. Wait {seconds} seconds and send again."


class FormTooOld(ParkError):
    """The form's mark is too old, or is none of ours."""

    code = "form_too_old"
    vi = "Phiếu đã mở quá {hours} giờ hoặc không còn hợp lệ. Những gì đã điền vẫn còn: hãy kiểm tra và gửi lại."
    en = "The form was open for more than {hours} hours or is not valid. What you filled in is kept: check and send again."


class FormTooOften(ParkError):
    """Too many forms from one address within an hour."""

    code = "form_too_often"
    vi = "Địa chỉ mạng này đã gửi {most} phiếu trong một giờ. Hãy gửi lại sau, hoặc gọi điện cho cơ quan quản lý."
    en = "This network address has sent {most} forms within an hour. Send again later, or telephone the authority."


class LookedUpTooOften(ParkError):
    """Too many look-ups of cases from one address within an hour."""

    code = "looked_up_too_often"
    vi = "Địa chỉ mạng này đã tra cứu {most} lần trong một giờ. Hãy tra cứu lại sau, hoặc gọi điện cho cơ quan quản lý."
    en = "This network address has looked up {most} times within an hour. Look up again later, or telephone the authority."


def new_mark() -> str:
    """A signed mark for a form that is being shown: when, and which one."""
    return signing.TimestampSigner(salt=SALT).sign(get_random_string(16))


def digest_of(mark: str) -> str:
    """What a form is known by, so that it counts once however often it is sent."""
    return hashlib.sha256(mark.encode()).hexdigest()


def check(mark: str, trap: str) -> None:
    """Refuse what a machine would send."""
    if trap:
        raise FormTrapped(field=TRAP)
    signer = signing.TimestampSigner(salt=SALT)
    try:
        signer.unsign(mark, max_age=SLOWEST)
    except signing.BadSignature:
        raise FormTooOld(hours=int(SLOWEST.total_seconds() // 3600)) from None
    try:
        signer.unsign(mark, max_age=QUICKEST)
    except signing.SignatureExpired:
        return
    raise FormTooQuick(seconds=int(QUICKEST.total_seconds()))


def count_sending(request: HttpRequest, now: datetime) -> None:
    """Refuse an address that has sent too much within the hour; else keep that it has sent once more."""
    if not _counts(_address(request), now, MOST_AN_HOUR):
        raise FormTooOften(most=MOST_AN_HOUR)


def count_look_up(request: HttpRequest, now: datetime) -> None:
    """Refuse an address that has looked up too much within the hour; else keep that it has looked up once more."""
    if not _counts(f"look-up {_address(request)}", now, MOST_LOOKED_UP):
        raise LookedUpTooOften(most=MOST_LOOKED_UP)


def _counts(what: str, now: datetime, most: int) -> bool:
    """Whether something is still within its limit of the hour, once more of it.

    It is kept first and counted then, so that of those who send at once through several processes none is overlooked.
    """
    digest = hmac.new(settings.SECRET_KEY.encode(), what.encode(), hashlib.sha256).hexdigest()
    Sending.objects.filter(at__lt=now - timedelta(days=1)).delete()
    kept = Sending.objects.create(address=digest, at=now)
    if Sending.objects.filter(address=digest, at__gt=now - timedelta(hours=1)).count() <= most:
        return True
    kept.delete()
    return False


def _address(request: HttpRequest) -> str:
    """The visitor's address: behind the proxy that serves HTTPS, the one that the proxy itself saw."""
    forwarded = request.headers.get("X-Forwarded-For", "")
    if settings.SECURE_PROXY_SSL_HEADER and forwarded:
        return forwarded.rsplit(",", 1)[-1].strip()
    return str(request.META.get("REMOTE_ADDR", ""))
