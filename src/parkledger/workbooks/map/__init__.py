"""Grids as events: which column fills which field, found and kept as mappings, and the value of each cell."""
