"""Practices, and exchanges between provinces."""
