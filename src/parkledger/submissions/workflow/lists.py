"""Lists of submissions: what somebody has written, what waits for them, and how many there are."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from parkledger.language import Text
from parkledger.ledger.models import Zone
from parkledger.ledger.store import registry
from parkledger.people.permissions import User, books_for, enterprises_for, may, memberships, zones_for
from parkledger.people.roles import Action
from parkledger.places import get, is_within_any, territory
from parkledger.submissions.errors import SubmissionNotThere
from parkledger.submissions.models import State, Submission
from parkledger.submissions.workflow.lifecycle import may_see

WHICH = {
    "toi": Text("của tôi", "mine"),
    "cho-duyet": Text("chờ tôi duyệt", "waiting for my approval"),
    "tra-lai": Text("trả lại để tôi sửa", "returned to me"),
    "tat-ca": Text("tất cả tôi được xem", "all that I may see"),
}
"""The lists that there are, by how an address names them."""


def listed(user: User, which: str, *, state: str = "", kind: str = "", book: str = "") -> QuerySet[Submission]:
    """One of the lists, the last changed first."""
    found = Submission.objects.select_related("book", "author").order_by("-saved_at", "-pk")
    found = found.filter(_WHICH[which](user))
    for name, value in (("state", state), ("kind", kind), ("book__code", book)):
        if value:
            found = found.filter(**{name: value})
    return found


def waiting(user: User) -> tuple[int, int]:
    """How many submissions wait for somebody's approval, and how many were returned to them."""
    if not memberships(user):
        return 0, 0
    return Submission.objects.filter(_to_approve(user)).count(), Submission.objects.filter(_returned(user)).count()


RECENT = timedelta(days=7)
"""For so long a decision is news to whoever handed the submission in."""


def decided(user: User, now: datetime) -> int:
    """How many of somebody's submissions were approved lately; what was returned waits for them (`waiting`)."""
    return Submission.objects.filter(_mine(user), state=State.APPROVED, decided_at__gt=now - RECENT).count()


def also_waiting(user: User, found: Submission, zones: Sequence[Zone]) -> QuerySet[Submission]:
    """The other submissions of some zones that wait for approval, those handed in first ahead; only what somebody may see."""
    others = Submission.objects.filter(
        _seen(user), book_id=found.book_id, state=State.SUBMITTED, zone_id__in=[each.pk for each in zones]
    )
    return others.exclude(pk=found.pk).select_related("author").order_by("submitted_at", "pk")


def find(user: User, number: int) -> Submission:
    """A submission that somebody may see."""
    found = Submission.objects.select_related("book", "author", "decided_by").filter(pk=number).first()
    if found is None or not may_see(user, found):
        raise SubmissionNotThere(number=number)
    return found


def _mine(user: User) -> Q:
    return Q(author_id=user.pk)


def _returned(user: User) -> Q:
    return Q(author_id=user.pk, state=State.RETURNED)


def _to_approve(user: User) -> Q:
    books = books_for(user, Action.APPROVE)
    return Q(book_id__in=books, state=State.SUBMITTED) & ~Q(author_id=user.pk)


def _seen(user: User) -> Q:
    """Everything of the books and places that somebody reads the submissions of, but others' drafts; and their own."""
    read = Q(book_id__in=books_for(user, Action.READ_SUBMISSIONS)) | Q(book_id__in=_books_in_places(user))
    zones, firms = zones_for(user, Action.READ_SUBMISSIONS), enterprises_for(user, Action.READ_SUBMISSIONS)
    read |= Q(zone_id__in=zones) | Q(enterprise__in=firms)
    return (read & ~Q(state=State.DRAFT)) | _mine(user)


def _books_in_places(user: User) -> list[int]:
    if not may(user, Action.READ_SUBMISSIONS):
        return []
    held = [each.place for each in memberships(user) if each.place]
    codes = frozenset().union(*(territory(get(place)) for place in held)) if held else frozenset()
    return [book.pk for book in registry.books() if is_within_any(book.place, codes)]


_WHICH = {"toi": _mine, "cho-duyet": _to_approve, "tra-lai": _returned, "tat-ca": _seen}
