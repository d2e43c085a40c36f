"""The HTTP API under /api/v1: the same figures, events and lists as the pages, and submissions, with OpenAPI."""
