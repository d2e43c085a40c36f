"""Statutory forms: which there are, and the workbooks of them."""
