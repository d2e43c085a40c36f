from parkledger.ledger.book.recording import build, record
from parkledger.ledger.book.verifying import verify
from parkledger.ledger.models import Book
from parkledger.ledger.store.registry import book_ref


def test_a_recorded_event_verifies(database):
    Book.objects.create(code="bg", name="Ban Quản lý", place="viet-nam.bac-giang")
    record(
        "bg", build("exchange_rate_set", {"effective_on": "1/1/2003", "vnd_per_usd": "16000", "source": "x"}), by="lan"
    )
    record(
        "bg",
        build(
            "zone_established", {"effective_on": "25/4/2006", "name": "Quang Châu", "kind": "park", "area_m2": "426 ha"}
        ),
        by="lan",
    )
    replay = verify(book_ref("bg"))
    assert (replay.events, replay.postings, replay.problems) == (2, 2, [])
