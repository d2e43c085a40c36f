"""Promotion cases, for promotion officers."""
