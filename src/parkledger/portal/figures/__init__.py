"""Figures opened, and indicators."""
