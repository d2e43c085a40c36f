"""Books, zones and projects as they stand today, looked up by what names them."""

import json
import re
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Case, Count, Max, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from parkledger.language import in_name_order, slug
from parkledger.ledger.errors import BookCodeUnfit, BookExists, BookUnknown
from parkledger.ledger.models import Book, Event, Project, Zone
from parkledger.ledger.store.statements import fetch


class BookRef(NamedTuple):
    """A book's identity."""

    id: int
    code: str
    place: str


def book_ref(code: str, *, locked: bool = False) -> BookRef:
    """A book's identity by its code; `locked` keeps other writers of the book out until the transaction ends.

    Locks are taken in one order: what is decided (a submission, a case), its book, the audit trail. All leave a row's key
    free, since whoever writes a row that refers to a book needs that key, and may have the trail already.
    """
    lock = " FOR NO KEY UPDATE" if locked and connection.vendor == "postgresql" else ""
    rows = fetch(f"SELECT id, code, place FROM ledger_book WHERE code = %s{lock}", [code])
    if not rows:
        raise BookUnknown(book=code, known=book_codes() or ["—"])
    return BookRef(*rows[0])


_CODE = re.compile("[a-z0-9]+(-[a-z0-9]+)*")
"""What a new book's code is made of: it stands in addresses, file names and commands."""


def add_book(code: str, name: str, place: str, *, demo: bool = False) -> Book:
    """Add a book of an authority in a place. Raises BookCodeUnfit, BookExists."""
    if not _CODE.fullmatch(code):
        raise BookCodeUnfit(given=code, example=slug(code) or "cb-parks")
    if find_book(code) is not None:
        raise BookExists(book=code)
    return Book.objects.create(code=code, name=name, place=place, demo=demo)


def describe_books() -> list[dict[str, Any]]:
    """Every book with its authority, place and number of events."""
    events = (
        Event.objects.filter(book=OuterRef("pk")).order_by().values("book").annotate(count=Count("pk")).values("count")
    )
    counted = Coalesce(Subquery(events), 0)
    return [dict(row) for row in books().annotate(events=counted).values("code", "name", "place", "demo", "events")]


def demonstration_books() -> frozenset[str]:
    """The books that were made to demonstrate, by code: what they tell may be made up."""
    return frozenset(books().filter(demo=True).values_list("code", flat=True))


def find_book(code: str) -> Book | None:
    """A book by its code."""
    return Book.objects.filter(code=code).first()


def get_book(code: str) -> Book:
    """A book by its code; refused, with the codes that there are, where there is none."""
    found = find_book(code)
    if found is None:
        raise BookUnknown(book=code, known=book_codes() or ["—"])
    return found


def book_numbered(book_id: int) -> Book:
    """A book by its id."""
    return Book.objects.get(pk=book_id)


def lock_book(book_id: int) -> Book:
    """A book that other writers are kept out of until the transaction ends."""
    return Book.objects.select_for_update(no_key=True).get(pk=book_id)


def books(ids: Iterable[Any] | None = None) -> QuerySet[Book]:
    """All books, or those with some ids, by code."""
    found = Book.objects.order_by("code")
    return found if ids is None else found.filter(pk__in=ids)


def book_codes() -> list[str]:
    """The codes of all books."""
    return list(books().values_list("code", flat=True))


def find_zone(book: str, code: str) -> Zone | None:
    """A zone by its book's code and its own, with its book."""
    return Zone.objects.filter(book__code=book, code=code).select_related("book").first()


def find_zone_named(book_id: int, code: str, folded: str) -> Zone | None:
    """A zone of a book by its code, or by its kind and name, folded."""
    zones = Zone.objects.filter(book_id=book_id)
    return zones.filter(code=code).first() or zones.filter(search=folded).first()


def zone_numbered(zone_id: int) -> Zone:
    """A zone by its id, with its book."""
    return Zone.objects.select_related("book").get(pk=zone_id)


def zones_numbered(ids: Iterable[int]) -> QuerySet[Zone]:
    """Zones by their ids."""
    return Zone.objects.filter(pk__in=ids)


def zones_of(book_id: int) -> QuerySet[Zone]:
    """The zones of a book."""
    return Zone.objects.filter(book_id=book_id)


def all_zones() -> QuerySet[Zone]:
    """The zones of all books."""
    return Zone.objects.all()


def zones_become(into: Collection[int], on: date) -> list[int]:
    """The ids of the zones that had become part of some others by a day, directly."""
    return list(Zone.objects.filter(merged_into__in=into, ended_on__lte=on).values_list("pk", flat=True))


def find_project(book: str, code: str) -> Project | None:
    """A project by its book's code and its own, with its book."""
    return Project.objects.filter(book__code=book, code=code).select_related("book").first()


def find_project_of(book_id: int, code: str) -> Project | None:
    """A project of a book by its code."""
    return Project.objects.filter(book_id=book_id, code=code).first()


def projects_of(book_id: int) -> QuerySet[Project]:
    """The projects of a book."""
    return Project.objects.filter(book_id=book_id)


def all_projects() -> QuerySet[Project]:
    """The projects of all books."""
    return Project.objects.all()


def projects_numbered(ids: Iterable[int]) -> QuerySet[Project]:
    """Projects by their ids."""
    return Project.objects.filter(pk__in=ids)


def projects_of_enterprises(names: Iterable[str]) -> QuerySet[Project]:
    """The projects, of any book, that are some enterprises' today."""
    return Project.objects.filter(enterprise__in=list(names))


def projects_ever_of(names: Iterable[str]) -> QuerySet[Project]:
    """The projects, of any book, that are or once were some enterprises'."""
    found = Q(enterprise__in=list(names))
    for name in names:
        found |= Q(enterprises__contains=json.dumps(name, ensure_ascii=False))
    return Project.objects.filter(found)


def enterprises_counted() -> list[tuple[str, int, bool]]:
    """The enterprises that have projects today, each with how many, and whether any of them is made up."""
    is_demo = Case(When(demo=True, then=1), default=0)
    found = Project.objects.exclude(enterprise="").values_list("enterprise").order_by()
    return [(name, count, bool(demo)) for name, count, demo in found.annotate(count=Count("pk"), invented=Max(is_demo))]


def enterprises_outside(books: Iterable[str]) -> list[str]:
    """The names of the enterprises that have a project today in a book that is none of some."""
    found = Project.objects.exclude(enterprise="").exclude(book__code__in=list(books)).order_by()
    return in_name_order(found.values_list("enterprise", flat=True).distinct(), str)


def enterprises() -> list[str]:
    """The names of all enterprises that have a project today."""
    found = Project.objects.exclude(enterprise="").order_by()
    return in_name_order(found.values_list("enterprise", flat=True).distinct(), str)
