"""Books themselves: adding and listing them."""

from typing import Any

from parkledger.ledger.errors import BookExists
from parkledger.ledger.models import Book
from parkledger.ledger.recording import book_ref
from parkledger.ledger.source import fetch
from parkledger.ledger.view import BookRef


def add(code: str, name: str, place: str, *, demo: bool = False) -> BookRef:
    """Add a book of an authority in a place."""
    if Book.objects.filter(code=code).exists():
        raise BookExists(book=code)
    Book.objects.create(code=code, name=name, place=place, demo=demo)
    return book_ref(code)


def known_books() -> list[str]:
    """The codes of all books."""
    return list(Book.objects.order_by("code").values_list("code", flat=True))


def events_in(code: str) -> tuple[BookRef, int]:
    """A book and how many events it has."""
    book = book_ref(code)
    return book, fetch("SELECT count(*) FROM ledger_event WHERE book_id = %s", [book.id])[0][0]


def described() -> list[dict[str, Any]]:
    """Every book with its authority, place and number of events."""
    sql = (
        "SELECT b.code, b.name, b.place, b.demo, (SELECT count(*) FROM ledger_event e WHERE e.book_id = b.id) "
        "FROM ledger_book b ORDER BY b.code"
    )
    names = ("code", "name", "place", "demo", "events")
    return [{**dict(zip(names, row, strict=True)), "demo": bool(row[3])} for row in fetch(sql)]
