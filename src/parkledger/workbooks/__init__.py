"""Workbooks: templates made from the event types, and reading them, or an office's own sheets, into a book."""
