"""The land finder, and inquiries about land."""
