"""Periodic reports: due, received, reminded of, consolidated."""
