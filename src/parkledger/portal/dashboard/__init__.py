"""Dashboards of the country, a place and a book."""
