"""Heads: how far each book goes, kept outside the database, so that a book cut short or described otherwise is seen.

A chain of hashes shows that nothing in it was changed, not that its end was cut off; and what a book is called and whose it
is stands beside the chain. Whoever keeps a head, printed or signed, can hold the book against it at any later time.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from parkledger.language import ParkError, Text
from parkledger.ledger.book.recording import tip_of
from parkledger.ledger.store import registry
from parkledger.ledger.store.source import DatabaseSource

DESCRIBED = ("name", "place", "demo")
NO_HEADS = Text(
    "trong đó không có đủ mã, tên, địa bàn và đầu của từng sổ",
    "it does not have each book's code, name, place and head",
)


class HeadUnreadable(ParkError):
    """A file of heads is none."""

    code = "head_unreadable"
    is_misuse = True
    vi = "Không đọc được tệp mã đầu sổ: {problem}. Hãy dùng tệp do `parkledger heads` ghi ra."
    en = "The file of heads cannot be read: {problem}. Use a file that `parkledger heads` wrote."


class BookMissing(ParkError):
    """A book of which a head is kept is not there."""

    code = "book_missing"
    vi = "Không còn sổ {book}, đã từng có {last} sự kiện; có thể mã sổ đã bị đổi. Hãy khôi phục từ bản sao lưu."
    en = "Book {book}, which had {last} events, is not there; its code may have been changed. Restore it from a backup."


class BookDiffers(ParkError):
    """A book is described otherwise than it was."""

    code = "book_differs"
    vi = "Sổ {book}: {what} là «{now}», trước đây là «{before}». Nếu không chủ ý đổi, hãy khôi phục từ bản sao lưu."
    en = "Book {book}: {what} is “{now}” and was “{before}”. Unless that was meant, restore it from a backup."


class HeadDiffers(ParkError):
    """An event that was a book's last is missing, or has another hash."""

    code = "head_differs"
    vi = "Sổ {book}: sự kiện {last} đã từng có mã băm {before}, nay là {now}. Sổ bị cắt hoặc viết lại; hãy khôi phục từ bản sao lưu."
    en = "Book {book}: event {last} had the hash {before} and now has {now}. It was cut short or rewritten; restore it from a backup."


def heads() -> dict[str, Any]:
    """How each book stands: what it is called, whose it is, its last event and that event's hash."""
    found = []
    for book in registry.books():
        tip = tip_of(book.pk)
        described = {name: getattr(book, name) for name in DESCRIBED}
        found.append({"code": book.code, **described, "last": tip.seq, "hash": tip.hash})
    return {"at": datetime.now(UTC).isoformat(timespec="seconds"), "books": found}


def read_heads(text: str) -> list[dict[str, Any]]:
    """The heads of a file that `heads` was written to."""
    try:
        books = json.loads(text)["books"]
        return [{name: book[name] for name in ("code", *DESCRIBED, "last", "hash")} for book in books]
    except (ValueError, TypeError, KeyError) as problem:
        raise HeadUnreadable(problem=NO_HEADS) from problem


def head_problems(head: Mapping[str, Any]) -> Iterator[ParkError]:
    """How a book differs from a head that was kept of it; what was recorded since is no difference."""
    book = registry.find_book(head["code"])
    if book is None:
        yield BookMissing(book=str(head["code"]), last=str(head["last"]))
        return
    for name in DESCRIBED:
        if getattr(book, name) != head[name]:
            yield BookDiffers(book=book.code, what=name, now=str(getattr(book, name)), before=str(head[name]))
    now = DatabaseSource(book.pk).hash_of(head["last"]) if head["last"] else head["hash"]
    if now != head["hash"]:
        yield HeadDiffers(
            book=book.code, last=str(head["last"]), before=str(head["hash"])[:12], now=str(now or "—")[:12]
        )
