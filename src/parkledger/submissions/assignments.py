"""Who of an office has which duty in hand: told beside the ledger, for a duty or for all of a section.

An assignment counts for as long as whoever it names may sign in and holds a role of the book.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.contrib.auth.models import User
from django.db import transaction

from parkledger.duties import DutyPhase
from parkledger.language import ParkError, Text, in_name_order
from parkledger.ledger.models import Book
from parkledger.people import audit
from parkledger.people.permissions import Target, holders, require
from parkledger.people.permissions import User as Anybody
from parkledger.people.roles import Action
from parkledger.submissions.models import DutyAssignment

NOBODY = "-"
"""Asks for the duties that nobody has in hand."""
audit.ACTIONS.update(
    {
        "duty_assigned": Text("giao người phụ trách việc đến hạn", "assigned a duty to somebody"),
        "duty_unassigned": Text("thôi giao người phụ trách việc đến hạn", "took a duty from somebody"),
    }
)


class AssigneeUnknown(ParkError):
    """Somebody is to have a duty in hand who has no role of its book."""

    code = "assignee_unknown"
    status = 400
    vi = "«{name}» không có vai trò trong sổ {book}. Hãy chọn người trong danh sách, hoặc đề nghị quản trị cấp quyền."
    en = "“{name}” has no role of the book {book}. Choose somebody of the list, or ask the administrator for the role."


class Assignee(NamedTuple):
    """Somebody of an office, as pages and messages name them."""

    username: str
    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Assignments:
    """Who has what in hand, by duty and by section of a book."""

    by_duty: Mapping[str, Assignee] = field(default_factory=dict)
    by_unit: Mapping[tuple[str, str], Assignee] = field(default_factory=dict)

    def of(self, phase: DutyPhase) -> Assignee | None:
        """Who has a duty in hand."""
        own = self.by_duty.get(phase.duty.id) if self.by_duty else None
        return own or (self.by_unit.get((phase.duty.book, phase.terms.unit)) if phase.terms.unit else None)

    def people(self) -> list[Assignee]:
        """Everybody who has anything in hand, by name."""
        return in_name_order({*self.by_duty.values(), *self.by_unit.values()}, lambda each: each.name)


def assignments(books: Iterable[str]) -> Assignments:
    """Who has what in hand of some books."""
    by_duty: dict[str, Assignee] = {}
    by_unit: dict[tuple[str, str], Assignee] = {}
    of_book: dict[int, list[int]] = {}
    given = DutyAssignment.objects.filter(book__code__in=list(books), user__is_active=True)
    rows = list(given.values_list("book", "book__code", "user", "duty", "unit"))
    named = {user.pk: assignee(user) for user in User.objects.filter(pk__in={user for _, _, user, _, _ in rows})}
    for book, code, user, duty, unit in rows:
        if book not in of_book:
            of_book[book] = holders(Action.READ_SUBMISSIONS, book)
        if user not in of_book[book]:
            continue
        if duty:
            by_duty[duty] = named[user]
        else:
            by_unit[code, unit] = named[user]
    return Assignments(by_duty, by_unit)


def assignee(user: User) -> Assignee:
    """Somebody with their name, which is that of their account where none other is known."""
    return Assignee(user.get_username(), user.get_full_name() or user.get_username(), user.email)


def candidates(book: Book) -> list[Assignee]:
    """Those of a book's office who may have a duty in hand, by name."""
    found = User.objects.filter(pk__in=holders(Action.READ_SUBMISSIONS, book.pk), is_active=True)
    return in_name_order((assignee(user) for user in found), lambda each: each.name)


def assign(by: Anybody, book: Book, username: str, *, unit: str = "", duty: str = "", address: str = "") -> None:
    """Let somebody have a duty in hand, or all of a section; nobody, where no name is given."""
    require(by, Action.ASSIGN_DUTIES, Target(book.pk, book.place))
    said: dict[str, Any] = {"book": book, "unit": "" if duty else unit, "duty": duty}
    about = f"{book.code} {duty or unit}"
    with transaction.atomic():
        if not username:
            gone, _ = DutyAssignment.objects.filter(**said).delete()
            if gone:
                audit.record(by, "duty_unassigned", about, None, address)
            return
        if username not in {each.username for each in candidates(book)}:
            raise AssigneeUnknown(name=username, book=book.code)
        user = User.objects.get(username=username)
        DutyAssignment.objects.update_or_create(**said, defaults={"user": user, "by": by.get_username()})
        audit.record(by, "duty_assigned", about, {"to": username}, address)
