"""Comparisons of places, books and zones."""
