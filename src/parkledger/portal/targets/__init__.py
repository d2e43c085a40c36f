"""Targets: set, revised, reached."""
