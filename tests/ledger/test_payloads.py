"""The payload written straight from an event's fields is the canonical JSON of the payload, to the byte."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from parkledger.demo import WITHDRAWAL, drafts
from parkledger.ledger.book.hashing import canonical
from parkledger.ledger.book.payloads import written_payload
from parkledger.ledger.book.recording import build
from parkledger.ledger.events import EVENT_TYPES, Rate

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
RATES = st.decimals(min_value=1, max_value=10**6, places=4)
COUNTS = st.integers(0, 10**12)
MONEY = st.fixed_dictionaries({"currency": st.sampled_from(["USD", "VND"]), "amount": st.integers(0, 10**16)})


def test_every_event_of_the_demonstration_books_is_written_as_it_is_dumped():
    seen = set()
    for draft in drafts():
        if draft.type != WITHDRAWAL:
            event = build(draft.type, {**draft.fields, "demo": draft.demo})
            if event.carries_money:
                rate = Rate(vnd_per_usd=Decimal("23150.5"), source="sổ «tay»\n", on=date(2023, 8, 22))
                event = event.model_copy(update={"rate": rate})
            assert written_payload(event) == canonical(event.payload())
            seen.add(draft.type)
    assert len(seen) > len(EVENT_TYPES) // 2


@given(rate=RATES, source=WORDS)
def test_a_rate_is_written_as_it_is_dumped(rate, source):
    event = build("exchange_rate_set", {"effective_on": "2023-08-22", "vnd_per_usd": rate, "source": source})
    assert written_payload(event) == canonical(event.payload())


@given(workers=COUNTS, produced=MONEY, zone=WORDS.filter(bool), status=st.sampled_from(["estimate", "final"]))
def test_a_report_is_written_as_it_is_dumped(workers, produced, zone, status):
    values = {"output.production": produced, "labour.workers": workers}
    about = {"period_start": "2023-08-01", "period_end": "2023-08-31", "status": status, "zone": zone}
    event = build("period_report", {**about, "values": values})
    assert written_payload(event) == canonical(event.payload())
