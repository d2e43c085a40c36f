"""The columnar mirror of the postings: its files, their compaction, and how they are filled from the ledger."""
