"""What people follow: places, zones, figures and questions, of which they are sent digests by e-mail."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from django.core import signing
from django.db import transaction

from parkledger.language import ParkError, Text
from parkledger.people import audit
from parkledger.people.models import DigestFrequency, Subscription, SubscriptionKind

audit.ACTIONS.update(
    {
        "subscribed": Text("theo dõi qua thư", "subscribed to digests"),
        "subscription_changed": Text("đổi tần suất thư theo dõi", "changed how often digests are sent"),
        "unsubscribed": Text("thôi theo dõi qua thư", "unsubscribed from digests"),
        "digest_written": Text("gửi thư theo dõi", "was sent a digest"),
    }
)
LONGEST_KEY, MOST_SUBSCRIPTIONS = 500, 100
SALT = "parkledger.people.subscriptions"


class SubscriptionUnknown(ParkError):
    """Whoever asks follows no such thing, or the link of a digest is none of ours."""

    code = "subscription_unknown"
    status = 404
    vi = "Không có mục theo dõi này. Có thể bạn đã thôi theo dõi; hãy xem trang «Theo dõi qua thư» của bạn."
    en = "There is no such subscription. You may have unsubscribed already; look at your page “E-mail digests”."


class SubscriptionUnfit(ParkError):
    """What is to be followed, or how often, is none of what can be."""

    code = "subscription_unfit"
    vi = "Không theo dõi được «{key}». Hãy mở trang của địa bàn, khu, cụm, số liệu hoặc câu hỏi rồi bấm «Theo dõi»."
    en = "“{key}” cannot be followed. Open the page of a place, zone, figure or question and press “Follow”."


class SubscriptionTooMany(ParkError):
    """Somebody follows as much as they may."""

    code = "subscription_too_many"
    vi = "Bạn đã theo dõi {most} mục, không thêm được. Hãy bỏ bớt mục không cần."
    en = "You follow {most} things, which is the most. Stop following some."


def subscriptions_of(user: Any) -> list[Subscription]:
    """What somebody follows, by kind, then in the order in which they began."""
    order = list(SubscriptionKind)
    found = Subscription.objects.filter(user_id=user.pk).order_by("pk")
    return sorted(found, key=lambda each: order.index(SubscriptionKind(each.kind)))


def subscription_of(user: Any, number: int) -> Subscription:
    """One of the things that somebody follows; another's is unknown to them."""
    found = Subscription.objects.filter(user_id=user.pk, pk=number).first() if number < 2**63 else None
    if found is None:
        raise SubscriptionUnknown
    return found


def subscribe(
    user: Any, kind: SubscriptionKind, key: str, frequency: DigestFrequency, client: str = ""
) -> Subscription:
    """Follow something from now on; what is followed already is followed at the new frequency."""
    if not 1 <= len(key) <= LONGEST_KEY:
        raise SubscriptionUnfit(key=key[:LONGEST_KEY])
    with transaction.atomic():
        there = Subscription.objects.filter(user_id=user.pk, kind=kind.value, key=key).first()
        if there is not None:
            set_frequency(there, frequency, client)
            return there
        if Subscription.objects.filter(user_id=user.pk).count() >= MOST_SUBSCRIPTIONS:
            raise SubscriptionTooMany(most=MOST_SUBSCRIPTIONS)
        given = {"frequency": frequency.value, "told_until": datetime.now(UTC)}
        found, _ = Subscription.objects.get_or_create(user_id=user.pk, kind=kind.value, key=key, defaults=given)
        audit.record(user, "subscribed", found.pk, {"kind": kind.value, "frequency": frequency.value}, client)
    return found


def set_frequency(subscription: Subscription, frequency: DigestFrequency, client: str = "") -> None:
    """Send its digests more or less often."""
    if subscription.frequency == frequency.value:
        return
    with transaction.atomic():
        subscription.frequency = frequency.value
        subscription.save(update_fields=["frequency"])
        audit.record(subscription.user, "subscription_changed", subscription.pk, {"frequency": frequency.value}, client)


def unsubscribe(subscription: Subscription, client: str = "") -> None:
    """Stop following something."""
    with transaction.atomic():
        audit.record(subscription.user, "unsubscribed", subscription.pk, {"kind": subscription.kind}, client)
        subscription.delete()


def token_of(user: Any, told: Iterable[Subscription]) -> str:
    """What stands in the link of a digest by which what it tells of is stopped without signing in.

    It names nothing else: whoever is shown the letter learns no more of what its reader follows.
    """
    return signing.dumps([user.pk, sorted(each.pk for each in told)], salt=SALT, compress=True)


def subscriptions_by_token(token: str) -> list[Subscription]:
    """What the letter of a token told of and is followed still; refused where it was not signed here."""
    try:
        number, told = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        raise SubscriptionUnknown from None
    return list(Subscription.objects.filter(user_id=number, pk__in=told).select_related("user").order_by("pk"))
