"""Building the demonstration books: every draft is recorded as if on its day, through the same writer as any event."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date

from django.db import transaction

from parkledger.demo import BOOKS, drafts
from parkledger.demo.drafts import EventDraft
from parkledger.demo.reports import LAST_RECORDING
from parkledger.ledger.book.recording import Writer, build, writing
from parkledger.ledger.store import registry
from parkledger.submissions.models import Collecting

BATCH = 2000
RECORDER = "minh-hoa"


def build_books(progress: Callable[[int], None] = lambda _: None) -> dict[str, int]:
    """Record the drafts of all books that are not there yet, whole; returns how many events each book was given."""
    there = set(registry.book_codes())
    by_book: defaultdict[str, list[EventDraft]] = defaultdict(list)
    for draft in drafts():
        by_book[draft.book].append(draft)
    counts = {}
    for plan in BOOKS:
        if plan.code in there:
            continue
        with transaction.atomic():  # interrupted, it would leave a book without events, taken for one that is there
            registry.add_book(plan.code, plan.name, plan.place_code, demo=True)
            counts[plan.code] = _record_all(plan.code, by_book[plan.code], progress)
    collect_reports()
    return counts


def _record_all(book: str, found: list[EventDraft], progress: Callable[[int], None]) -> int:
    named: dict[str, int] = {}
    with writing(book, RECORDER, bulk=True) as writer:
        for start in range(0, len(found), BATCH):
            some = found[start : start + BATCH]
            for draft in some:
                _record(writer, draft, named)
            writer.flush()
            progress(len(some))
        return writer.tip.seq


def _record(writer: Writer, draft: EventDraft, named: dict[str, int]) -> None:
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


BOOK, MAKER = "bg-parks", "minh-hoa"
RULES = {"park.month": date(2019, 1, 1), "park.quarter": date(2019, 1, 1)}
"""Rules by their code, with the day from which windows that end are collected."""


def collect_reports() -> None:
    """Let the book of the parks collect, up to the last day for which reports were made up; what is there is left as it is."""
    book = registry.books().filter(code=BOOK, demo=True).first()
    if book is None:
        return
    for rule, since in RULES.items():
        given = {"since": since, "until": LAST_RECORDING, "by": MAKER}
        Collecting.objects.get_or_create(book=book, rule=rule, defaults=given)
