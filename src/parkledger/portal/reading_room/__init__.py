"""The reading room: a page is read and set against the ledger."""
