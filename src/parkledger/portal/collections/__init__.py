"""Periodic reports: what is due and from whom."""
