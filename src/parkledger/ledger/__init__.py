"""Books, events and postings: record, correct, verify."""
