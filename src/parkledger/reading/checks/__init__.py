"""Checks: a page compared with itself; sums, shares, plans and figures given twice."""
