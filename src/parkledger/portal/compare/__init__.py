"""Provinces, books or zones side by side."""
