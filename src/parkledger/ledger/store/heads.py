"""The head of each book, as one question in SQL: asked of the ledger in use, and of a copy of it."""

from parkledger.ledger.models import row_id

HEADS = (
    "SELECT b.code, b.id, e.seq, e.hash FROM ledger_book b LEFT JOIN ledger_event e "
    f"ON e.id = b.id * {row_id(1, 0)} + (SELECT MAX(m.seq) FROM ledger_event m WHERE m.book_id = b.id)"
)
"""Each book's code and id, and the number and hash of its last event, NULL where it has none; the event is found by its id."""
