"""The links by which calendar programs ask for what is due to somebody: one for each account, made anew or withdrawn.

A calendar program has neither a session nor a header of its own, so the secret stands in the address. It is random and
long, so that a plain SHA-256 of it can be kept: there is nothing to guess.
"""

import secrets
from datetime import UTC, datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from parkledger.language import ParkError, Text
from parkledger.people import audit
from parkledger.people.invitations import digest_of
from parkledger.people.models import CalendarLink
from parkledger.people.second_factor import lacks_second_factor

audit.ACTIONS.update(
    {
        "calendar_link_made": Text("tạo đường dẫn lịch việc đến hạn", "made a link to the calendar of duties"),
        "calendar_link_withdrawn": Text(
            "thu hồi đường dẫn lịch việc đến hạn", "withdrew the link to the calendar of duties"
        ),
    }
)
USED_AGAIN = timedelta(minutes=10)
"""A link's last use is written down no more often than this: programs ask again and again."""


class CalendarLinkVoid(ParkError):
    """The link of a calendar is none of ours, was withdrawn, or its owner may no longer sign in."""

    code = "calendar_link_void"
    status = 404
    vi = "Địa chỉ lịch này không có hoặc đã bị thu hồi. Hãy tạo địa chỉ mới ở trang tài khoản."
    en = "This calendar address does not exist or was withdrawn. Make a new one on the account page."


def link_of(user: Any) -> CalendarLink | None:
    """Somebody's link, where they have one."""
    return CalendarLink.objects.filter(user_id=user.pk).first()


def make(user: Any, address: str = "") -> str:
    """A new link for somebody, in whose stead the one before is void; its secret, which is told this once."""
    secret = secrets.token_urlsafe(32)
    given = {"digest": digest_of(secret), "made_at": datetime.now(UTC), "used_at": None}
    with transaction.atomic():
        CalendarLink.objects.update_or_create(user_id=user.pk, defaults=given)
        audit.record(user, "calendar_link_made", user.get_username(), None, address)
    return secret


def withdraw(user: Any, address: str = "") -> None:
    """Make somebody's link of no use from now on."""
    with transaction.atomic():
        gone, _ = CalendarLink.objects.filter(user_id=user.pk).delete()
        if gone:
            audit.record(user, "calendar_link_withdrawn", user.get_username(), None, address)


def owner_of(secret: str) -> User:
    """Whose link a secret is of, while it holds; nobody's whose role needs a second factor that is not set up."""
    found = CalendarLink.objects.select_related("user").filter(digest=digest_of(secret)).first()
    if found is None or not found.user.is_active or lacks_second_factor(found.user):
        raise CalendarLinkVoid
    now = datetime.now(UTC)
    if found.used_at is None or now - found.used_at > USED_AGAIN:
        CalendarLink.objects.filter(pk=found.pk).update(used_at=now)
    return found.user
