"""Documents, and kept pages with their statements."""
