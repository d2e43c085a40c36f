"""What the books withhold from the public, as the administrator set it; and what of it is withheld from somebody."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from parkledger.catalogue.publicity import SHOWN_ON_REQUEST, PublicKind, named_in, withheld
from parkledger.language import Text
from parkledger.ledger.models import SEQ_BITS, Book
from parkledger.ledger.store import registry
from parkledger.people import audit
from parkledger.people.models import PublishedKind, Withheld
from parkledger.people.permissions import Target, User, memberships, reaches
from parkledger.people.roles import Role

audit.ACTIONS["publicity_changed"] = Text("đổi phần công khai của sổ", "changed what a book shows to the public")
ALL_KINDS = frozenset(kind.value for kind in PublicKind)
FOLLOWS = {
    PublicKind.ZONES: (PublicKind.JOURNAL, PublicKind.OPEN_DATA),
    PublicKind.PROJECTS: (PublicKind.JOURNAL, PublicKind.OPEN_DATA),
    PublicKind.JOURNAL: (PublicKind.OPEN_DATA,),
}
"""What is withheld with a kind: events name the zones and enterprises that they are about, and the whole book is its events."""
SEEN: dict[Role, frozenset[str]] = {
    **dict.fromkeys((Role.ADMINISTRATOR, Role.OFFICER, Role.APPROVER, Role.LEADER, Role.PROMOTION), ALL_KINDS),
    Role.OPERATOR: frozenset({PublicKind.ZONES.value}),
    Role.ENTERPRISE: frozenset({PublicKind.ZONES.value}),
}
"""What a role sees of the books that its scope is in or of: an enterprise is shown where it may be, not who else is there."""
TOLD_NAMES = frozenset({Role.ADMINISTRATOR, Role.OFFICER, Role.APPROVER, Role.LEADER})


def all_withheld() -> frozenset[tuple[str, str]]:
    """What is withheld from those who hold no role, at first or by the administrator: codes of books, each with a kind."""
    shown = set(PublishedKind.objects.values_list("book__code", "kind"))
    at_first = {(code, kind.value) for code in registry.book_codes() for kind in SHOWN_ON_REQUEST}
    return frozenset(Withheld.objects.values_list("book__code", "kind")) | (at_first - shown)


def in_effect() -> frozenset[tuple[str, str]]:
    """What is withheld, with what follows from it."""
    every = all_withheld()
    return every | {(book, each.value) for book, kind in every for each in FOLLOWS.get(PublicKind(kind), ())}


def look_as(user: User | None) -> None:
    """Let what is asked for from now on be answered as somebody may see it; None is a visitor."""
    every, own = in_effect(), memberships(user) if user is not None else []
    seen: set[tuple[str, str]] = set()
    told: set[str] = set()
    for book in registry.books() if own else ():
        roles = {Role(held.role) for held in own if _is_in(held, book)}
        seen |= {(book.code, kind) for role in roles for kind in SEEN[role]}
        told |= {book.code} if roles & TOLD_NAMES else set()
    withheld.set(every - seen)
    named_in.set(frozenset(told))


def _is_in(held: Any, book: Book) -> bool:
    """Whether a role is held for a book, for its place, for a zone of it, or for an enterprise, which may be anywhere."""
    if held.zone_id is not None:
        return bool(held.zone_id >> SEQ_BITS == book.pk)
    return bool(held.enterprise) or reaches(held, Target(book.pk, book.place))


@transaction.atomic
def withhold(book: Book, kinds: Iterable[str], by: User | str, address: str = "") -> bool:
    """Set what a book withholds; whether that changed anything, which the audit trail is told."""
    wanted = ALL_KINDS & set(kinds)
    before = {kind for code, kind in all_withheld() if code == book.code}
    if wanted == before:
        return False
    on_request = {kind.value for kind in SHOWN_ON_REQUEST}
    Withheld.objects.filter(book=book).exclude(kind__in=wanted).delete()
    Withheld.objects.bulk_create(Withheld(book=book, kind=kind) for kind in sorted(wanted - before - on_request))
    PublishedKind.objects.filter(book=book, kind__in=wanted).delete()
    PublishedKind.objects.bulk_create(
        PublishedKind(book=book, kind=kind) for kind in sorted((before & on_request) - wanted)
    )
    audit.record(by, "publicity_changed", book.code, {"withheld": sorted(wanted), "before": sorted(before)}, address)
    return True
