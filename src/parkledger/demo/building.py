"""Building the demonstration books: every draft is recorded as if on its day, through the same writer as any event."""

from collections import defaultdict
from collections.abc import Callable

from parkledger.demo import BOOKS, drafts
from parkledger.demo.collections import collect_reports
from parkledger.demo.drafts import Draft
from parkledger.ledger.book.recording import Writer, build, writing
from parkledger.ledger.store import registry

BATCH = 2000
RECORDER = "minh-hoa"


def build_books(progress: Callable[[int], None] = lambda _: None) -> dict[str, int]:
    """Record the drafts of all books that are not there yet, whole; returns how many events each book was given."""
    there = set(registry.book_codes())
    by_book: defaultdict[str, list[Draft]] = defaultdict(list)
    for draft in drafts():
        by_book[draft.book].append(draft)
    counts = {}
    for plan in BOOKS:
        if plan.code in there:
            continue
        registry.add_book(plan.code, plan.name, plan.place_code, demo=True)
        counts[plan.code] = _record_all(plan.code, by_book[plan.code], progress)
    if counts:
        collect_reports()
    return counts


def _record_all(book: str, found: list[Draft], progress: Callable[[int], None]) -> int:
    named: dict[str, int] = {}
    with writing(book, RECORDER, bulk=True) as writer:
        for start in range(0, len(found), BATCH):
            some = found[start : start + BATCH]
            for draft in some:
                _record(writer, draft, named)
            writer.flush()
            progress(len(some))
        return writer.tip.seq


def _record(writer: Writer, draft: Draft, named: dict[str, int]) -> None:
    writer.by = draft.recorded_by
    at = draft.recorded_at
    if draft.type == "withdrawal":
        writer.reverse(named[draft.corrects], reason=draft.reason, at=at)
        return
    event = build(draft.type, {**draft.fields, "document": draft.document, "note": draft.note, "demo": draft.demo})
    if draft.corrects:
        named[draft.corrects] = writer.correct(named[draft.corrects], event, reason=draft.reason, at=at).seq
        return
    recorded = writer.record(event, at=at)
    if draft.name:
        named[draft.name] = recorded.seq
