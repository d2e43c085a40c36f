"""A figure with its formula, terms, series, breakdowns and other definitions."""
