"""Books: their tips, a stretch of their chains checked, and whole books verified."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from parkledger.api.schemas import MomentText, ProblemOut
from parkledger.api.tokens import Bearer, TokenScope, require_book
from parkledger.ledger.book.hashing import CHAINED, GENESIS, chain
from parkledger.ledger.book.recording import tip_of
from parkledger.ledger.book.verifying import verify
from parkledger.ledger.models import row_id
from parkledger.ledger.store import history, registry
from parkledger.ledger.store.journal import Filter, entries
from parkledger.ledger.store.registry import book_ref
from parkledger.ledger.store.statements import chunks
from parkledger.people.permissions import Target, require
from parkledger.people.roles import Action

router = Router(tags=["books"])
MOST_CHECKED = 1000


class BookOut(Schema):
    """A book with the end of its chain: whoever keeps `tip_hash` can tell later that nothing before it was changed."""

    code: str
    name: str
    place: str
    demo: bool
    events: int
    tip_seq: int
    tip_hash: str
    tip_recorded_at: MomentText | None


class BooksOut(Schema):
    """All books."""

    items: list[BookOut]


class ChainParameters(Schema):
    """A stretch of a chain."""

    after: int = Field(0, ge=0, le=2**31, description="Check the events after this one.")
    limit: int = Field(500, ge=1, le=MOST_CHECKED, description="Check so many.")


class ChainOut(Schema):
    """A stretch of a chain, recomputed from what is stored now. `broken` names the events whose hash does not fit."""

    book: str
    first: int | None
    last: int | None
    checked: int
    holds: bool
    broken: list[str]
    last_hash: str


class VerifiedOut(Schema):
    """A whole book verified: its chain, and its postings derived again from its events."""

    book: str
    events: int
    postings: int
    holds: bool
    last: int
    head: str
    problems: list[ProblemOut]


@router.get("/books", response=BooksOut, operation_id="books")
def books(request: HttpRequest, response: HttpResponse) -> dict[str, Any]:  # noqa: ARG001  ninja's signature
    """Every book with the end of its chain."""
    response["Cache-Control"] = "no-store"
    return {"items": [_book(each) for each in registry.describe_books()]}


@router.get("/books/{book}", response=BookOut, operation_id="book")
def book(request: HttpRequest, response: HttpResponse, book: str) -> dict[str, Any]:  # noqa: ARG001  ninja's signature
    """One book with the end of its chain."""
    response["Cache-Control"] = "no-store"
    code = book_ref(book).code
    return next(_book(each) for each in registry.describe_books() if each["code"] == code)


@router.get("/books/{book}/chain", response=ChainOut, operation_id="chain")
def chain_of(request: HttpRequest, response: HttpResponse, book: str, given: Query[ChainParameters]) -> dict[str, Any]:  # noqa: ARG001
    """A stretch of a book's chain, recomputed from what is stored now."""
    response["Cache-Control"] = "no-store"
    number = book_ref(book).id
    before = (history.hash_of(row_id(number, given.after)) if given.after else None) or GENESIS
    broken, checked = [], []
    span = tuple(range(given.after + 1, given.after + given.limit + 1))
    for found in _in_steps(number, span):
        if chain(before, {name: found[name] for name in CHAINED}) != found["hash"]:
            broken.append(f"{book}/{found['seq']}")
        before = found["hash"]
        checked.append(found["seq"])
    return {
        "book": book,
        "first": checked[0] if checked else None,
        "last": checked[-1] if checked else None,
        "checked": len(checked),
        "holds": not broken and checked == list(span[: len(checked)]),
        "broken": broken,
        "last_hash": before,
    }


@router.post("/books/{book}/verification", response=VerifiedOut, operation_id="verify", auth=Bearer(TokenScope.ADMIN))
def verify_book(request: HttpRequest, response: HttpResponse, book: str) -> dict[str, Any]:
    """A whole book verified; it takes its time. For those who read the audit trail."""
    response["Cache-Control"] = "no-store"
    found = book_ref(book)
    require_book(request.auth, book)  # type: ignore[attr-defined]
    require(request.user, Action.READ_AUDIT, Target(found.id, found.place))
    replay = verify(found)
    return {
        "book": book,
        "events": replay.events,
        "postings": replay.postings,
        "holds": not replay.problems,
        "last": replay.last,
        "head": replay.head,
        "problems": [problem.as_json() for problem in replay.problems[:100]],
    }


def _in_steps(number: int, span: tuple[int, ...]) -> Any:
    for some in chunks(span):
        yield from entries(number, Filter(seqs=tuple(some)))


def _book(found: dict[str, Any]) -> dict[str, Any]:
    tip = tip_of(book_ref(found["code"]).id)
    return {
        **found,
        "tip_seq": tip.seq,
        "tip_hash": tip.hash,
        "tip_recorded_at": tip.recorded_at.isoformat() if tip.seq else None,
    }
