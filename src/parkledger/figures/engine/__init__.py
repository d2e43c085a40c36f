"""Summing the mirror: cells, sums by bucket, formulas, forms, and the events behind a figure."""
