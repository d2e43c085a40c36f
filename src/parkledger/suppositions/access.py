"""Who may see suppositions, and who may change them; and a supposition with what its pages show."""

from parkledger.ledger.models import Book
from parkledger.ledger.store import registry
from parkledger.people.permissions import NotAllowed, Target, User, may
from parkledger.people.roles import Action
from parkledger.suppositions.errors import SuppositionUnknown
from parkledger.suppositions.models import Supposition
from parkledger.suppositions.storage import find


def may_see(user: User, book: Book) -> bool:
    """Whether somebody may see the suppositions of a book: who reads its submissions."""
    return may(user, Action.READ_SUBMISSIONS, Target(book=book.pk, place=book.place))


def may_change(user: User, book: Book) -> bool:
    """Whether somebody may make and change suppositions of a book: its officers."""
    return may(user, Action.SUBMIT, Target(book=book.pk)) and may_see(user, book)


def books_seen(user: User) -> list[Book]:
    """The books whose suppositions somebody may see."""
    return [book for book in registry.books() if may_see(user, book)]


def seen(user: User, number: int) -> Supposition:
    """A supposition that somebody may see; others do not learn that it is there."""
    found = find(number)
    if not may_see(user, found.book):
        raise SuppositionUnknown(number=str(number))
    return found


def changed_by(user: User, number: int) -> Supposition:
    """A supposition that somebody may change."""
    found = seen(user, number)
    if not may_change(user, found.book):
        raise NotAllowed
    return found
