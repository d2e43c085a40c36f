"""Dossiers to found, enlarge, adjust or end zones: those of a year, and each with its steps, terms and points."""
